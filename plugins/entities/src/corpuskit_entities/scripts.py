"""Where a listed name may stand in scripts that put no space between words, or attach words to names."""

import functools
import re
import unicodedata
from itertools import pairwise

import numpy as np

from .tagger.words import Places

__all__ = ["SEAM", "divided", "stands_free"]

_UNSPACED = (
    *((0x2E80, 0x2FDF), (0x3005, 0x3007), (0x3041, 0x309F), (0x3105, 0x312F), (0x3400, 0x4DBF), (0x4E00, 0x9FFF)),
    *((0xF900, 0xFAFF), (0x20000, 0x323AF)),  # Han, hiragana, bopomofo; katakana spells words, and is cut as those.
    *((0x0E01, 0x0EFF), (0x0F00, 0x109F), (0x1780, 0x17FF)),  # Thai, Lao, Tibetan, Burmese, Khmer.
)
_HANGUL = 0xAC00, 0xD7A3
_ATTACHED = "وفبلك" + "ובלמשכה"
"""Letters that Arabic and Hebrew write in one with the word behind them: and, in, to, from, as, that, the."""

_ATTACHED_AT_ONCE = 3


def _class(*ranges: tuple[int, int]) -> str:
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)


@functools.cache
def _between() -> re.Pattern[str]:
    """The places in rows of letters where a name may begin or end though no word does, and a few more."""
    loose = _class(*_UNSPACED, _HANGUL)
    behind = "|".join(rf"(?<=\b[{_ATTACHED}]{{{count}}})" for count in range(1, _ATTACHED_AT_ONCE + 1))
    return re.compile(rf"(?<=\w)(?=\w)(?:(?<=[{loose}])|(?=[{loose}])|{behind})")


def divided(text: str) -> tuple[str, Places]:
    """Give a text with a sign wherever a name may begin or end inside a row of letters, and the places of the signs.

    The places are those in the text as it was, in order. A name and a text that are both divided have the same signs
    inside the name. Signs stand beside letters without case only. Linear.

    >>> divided("in北京, Rome")[0].replace(SEAM, "|")
    'in|北|京, Rome'
    """
    if text.isascii():
        return text, np.zeros(0, np.int64)
    places = [match.start() for match in _between().finditer(text)]
    places = [at for at in places if _is_caseless(text[at - 1]) or _is_caseless(text[at])]
    pieces = [text[start:end] for start, end in pairwise([0, *places, len(text)])]
    return SEAM.join(pieces), np.array(places, np.int64)


@functools.lru_cache(maxsize=1 << 14)
def _is_caseless(char: str) -> bool:
    """Say whether it is a letter without case; the numerals and marks of repetition of these scripts are none."""
    return unicodedata.category(char) == "Lo"


SEAM = "\x01"
"""A control character, which is a token of its own and in no name."""


def stands_free(text: str, start: int, end: int) -> bool:
    """Say whether a name is no part of a longer word: no letter, digit or mark that belongs to it stands beside it.

    Beside scripts without spaces any letter may stand. Behind a Korean name a particle may stand, before an Arabic or
    Hebrew one up to three of the letters that are written in one with it.

    >>> stands_free("Yorker", 0, 4), stands_free("York’s", 0, 4), stands_free("在北京", 1, 3)
    (False, True, True)
    """
    return _begins(text, start) and _ends(text, end)


def _begins(text: str, start: int) -> bool:
    if not start or not (_of_word(text[start - 1]) and _of_word(text[start])):
        return True
    hangul = _is_in(text[start], _HANGUL), _is_in(text[start - 1], _HANGUL)
    if any(hangul):
        return not all(hangul)
    return _loose(text[start]) or _loose(text[start - 1]) or _attached(text, start)


def _ends(text: str, end: int) -> bool:
    if end == len(text) or not (_of_word(text[end]) and _of_word(text[end - 1])):
        return True
    if unicodedata.category(text[end])[0] == "M":
        return False
    return any(_loose(char) or _is_in(char, _HANGUL) for char in text[end - 1 : end + 1])


def _attached(text: str, start: int) -> bool:
    before = text[max(0, start - _ATTACHED_AT_ONCE - 1) : start]
    letters = before[len(before.rstrip(_ATTACHED)) :]
    return 0 < len(letters) <= _ATTACHED_AT_ONCE and (letters == before or not _of_word(before[-len(letters) - 1]))


def _of_word(char: str) -> bool:
    return char.isalnum() or char == "_" or unicodedata.category(char)[0] == "M"


def _loose(char: str) -> bool:
    return any(_is_in(char, span) for span in _UNSPACED)


def _is_in(char: str, span: tuple[int, int]) -> bool:
    return span[0] <= ord(char) <= span[1]
