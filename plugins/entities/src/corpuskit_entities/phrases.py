"""Phrases: the words of a run, wherever it stands."""

import functools
import re

import attrs

from .capitals import piece_pattern
from .evidence import key_of
from .gazetteer import shipped
from .segment import Stretch, stretches

__all__ = ["SYLLABLE", "Phrase", "syllable"]


@attrs.frozen(eq=False)
class Phrase:
    """The words of a run.

    Args:
        text: the run as it is written.
        mode: ``"caps"`` on a line written in capitals, ``"title"`` on one whose words are all capitalised, else ``""``.
        words: its words.
        starts: where they begin in it.
        ends: where they end.
        keys: the words as lists have them.
        cells: its stretches.
        bounds: where the stretches that begin with each word begin among all of them.
    """

    text: str
    mode: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    keys: tuple[str, ...]
    cells: tuple[Stretch, ...]
    bounds: tuple[int, ...]

    @classmethod
    def read(cls, text: str, mode: str, tail: int = 0) -> "Phrase":
        """Give the words of a run; the last one has a second syllable of ``tail`` signs."""
        starts, ends = _places(text, len(text) - tail)
        ends[-1] = len(text) if tail else ends[-1]
        words = tuple(text[start:end] for start, end in zip(starts, ends, strict=True))
        keys = tuple(key_of(word, mode) for word in words)
        cells = tuple(stretches(words))
        bounds = (*(at for at, (first, end, _) in enumerate(cells) if end == first + 1), len(cells))
        return cls(text, mode, words, tuple(starts), tuple(ends), keys, cells, bounds)

    def surface(self, first: int, end: int) -> str:
        """Give the text of a stretch."""
        return self.text[self.starts[first] : self.ends[end - 1]]


def _places(text: str, end: int) -> tuple[list[int], list[int]]:
    if text.isalnum():
        return [0], [len(text)]
    pieces = list(piece_pattern().finditer(text, 0, end))
    return [piece.start() for piece in pieces], [piece.end() for piece in pieces]


SYLLABLE = 8
"""How many code points behind a run may be a second syllable with the sign behind it."""

_SYLLABLE = re.compile(r"-([a-z]{1,6})(?![\w-])")
_SYLLABLES = frozenset("in on so to an me he no do min won us moon sun young song wing king hung man sang".split())  # noqa: SIM905 - words read better in a row


@functools.lru_cache(maxsize=1 << 14)
def syllable(text: str, mode: str, rest: str) -> int:
    """Give the length of a second syllable of a given name behind a run: "Moon Jae-in", but not "Bonn-led"."""
    match = _SYLLABLE.match(rest)
    if match is None or text.isalnum():
        return 0
    phrase, common = Phrase.read(text, mode), shipped().common
    last = phrase.words[-1]
    if len(last) > 6 or (len(phrase.words) == 1 and last.lower() in common):
        return 0
    return len(match.group()) if match[1] in _SYLLABLES or match[1] not in common else 0
