"""Full stops one by one, where what stands beside them leaves open whether a sentence ends there."""

import re
from collections.abc import Sequence

__all__ = ["ends_after", "of_words"]

# The scan takes the dotted İ and the sign of the kelvin for I and K.
_END = re.compile(r"[.!?…]['”)\]]*(?: +(?=[“(\['A-Z0-9İ\u212a])|(?= *(?:\n|$)))")
_BEGINS = re.compile(
    r"[.] +(?:The|An|He|She|It|They|We|This|That|These|His|Her|Its|Their|"
    r"In|On|At|But|And|For|As|If|When|While|After)[ ,]"
)
"""A word that begins a sentence, with a small letter elsewhere."""
_LAST_WORD = re.compile(r"[\w.]+$")
_LONGEST = 8


def ends_after(texts: Sequence[str], numbers: list[int], offsets: list[int]) -> list[int]:
    """Give how far behind each full stop its sentence ends, 0 where none ends.

    ``numbers`` says in which text each stands, ``offsets`` where.
    """
    found = []
    for number, at in zip(numbers, offsets, strict=True):
        match = _END.match(texts[number], at)
        found.append(match.end() - at if match else 0)
    return found


def of_words(texts: Sequence[str], numbers: list[int], offsets: list[int], abbreviations: frozenset[str]) -> list[bool]:
    """Say whether each full stop belongs to a word, such as ``Mr.``, or to initials: ``J. Weber``, ``J.K. Weber``.

    It ends a sentence as well before a word that begins one: ``Weber Ltd. The company``.
    """
    return [
        _is_of_word(texts[number], at, abbreviations) and not _BEGINS.match(texts[number], at)
        for number, at in zip(numbers, offsets, strict=True)
    ]


def _is_of_word(text: str, at: int, abbreviations: frozenset[str]) -> bool:
    word = text[max(0, at - _LONGEST) : at].rpartition(" ")[2]
    if not word.isalnum():
        match = _LAST_WORD.search(word)
        word = match.group() if match else ""
    if word.lower() in abbreviations:
        return True
    return all(len(letter) == 1 and letter.isupper() for letter in word.split("."))
