"""Runs: stretches of capitalised words, with the small words between them, that may hold names."""

import re
from collections.abc import Container

import attrs
import numpy as np

from .around import before, is_particle
from .capitals import find_capitals, may_be_particles
from .phrases import SYLLABLE, syllable
from .sheet import Places, Sheet

__all__ = ["Runs", "find_runs"]


@attrs.frozen(eq=False)
class Runs:
    """The runs of a batch as columns, in the order of their places.

    Args:
        starts: where each begins on the sheet.
        phrases: its text, mode and tail: what it is wherever it stands. The tail is the length of a second syllable
            in lower case, as in "Moon Jae-in".
        lefts: what stands before it, from the second word before on at least.
        rights: what stands behind it, to the second word behind at least.
    """

    starts: Places
    phrases: list[tuple[str, str, int]]
    lefts: list[str]
    rights: list[str]

    def __len__(self) -> int:
        return len(self.phrases)


def find_runs(sheet: Sheet, dull: Container[str] = ()) -> Runs:
    """Give the runs of a batch, leaving out those of one word that is ``dull``."""
    starts, ends = find_capitals(sheet)
    texts = sheet.slices(starts, ends)
    kept = [at for at, text in enumerate(texts) if text not in dull]
    texts = [texts[at] for at in kept]
    found, ends = starts[kept], ends[kept]
    modes = _modes(sheet, found)
    tails = _tails(sheet, found, ends, modes)
    starts, lefts = _lefts(sheet, found)
    longer = np.flatnonzero((starts < found) | (tails > 0))
    ends += tails
    for at, text in zip(longer.tolist(), sheet.slices(starts[longer], ends[longer]), strict=True):
        texts[at] = text
    phrases = list(zip(texts, modes, tails.tolist(), strict=True))
    return Runs(starts, phrases, lefts, sheet.slices(ends, sheet.right_of(ends)))


def _tails(sheet: Sheet, starts: Places, ends: Places, modes: list[str]) -> Places:
    """Give the lengths of second syllables behind the runs."""
    found = np.zeros(len(starts), np.int64)
    hyphened = np.flatnonzero(sheet.shadow[ends] == ord("-"))
    texts = sheet.slices(starts[hyphened], ends[hyphened])
    rests = sheet.slices(ends[hyphened], ends[hyphened] + SYLLABLE)
    for at, text, rest in zip(hyphened.tolist(), texts, rests, strict=True):
        found[at] = syllable(text, modes[at], rest)
    return found


def _lefts(sheet: Sheet, starts: Places) -> tuple[Places, list[str]]:
    """Give where runs begin with the particles before them, "van der Berg", "al-Karimi", and what stands there."""
    starts = starts.copy()
    lefts = sheet.slices(sheet.left_of(starts), starts)
    last = np.searchsorted(sheet.scan.starts, starts) - 1
    moved = np.flatnonzero(may_be_particles(sheet, last - _TYING[sheet.shadow[starts - 1]]))
    while len(moved):
        moved = moved[[_take_particle(sheet, starts, at, lefts[at]) for at in moved.tolist()]]
        for at, left in zip(moved.tolist(), sheet.slices(sheet.left_of(starts[moved]), starts[moved]), strict=True):
            lefts[at] = left
    return starts, lefts


_TYING = np.array([byte in b"-'\x92" for byte in range(256)], np.int64)


def _take_particle(sheet: Sheet, starts: Places, at: int, left: str) -> bool:
    word = before(left).word
    particle = word.rstrip("-’'")
    if not is_particle(word):
        return False
    start = int(starts[at])
    found = sheet.text.rfind(particle, max(0, start - len(particle) - 2), start)
    starts[at] = start if found < 0 else found
    return found >= 0


_SMALL = re.compile(r"(?<![\w'’.-])[a-z][a-z]{3,}")
_LARGE = re.compile(r"(?<!\w)[A-Z][a-z]+")
_LOOKED_AT = 400


def _modes(sheet: Sheet, starts: Places) -> list[str]:
    """Give the modes of the lines that these places are on."""
    lows, highs = sheet.lines(starts)
    lines, which, numbers = np.unique(lows, return_index=True, return_inverse=True)
    bounds = zip(lines.tolist(), np.minimum(highs[which], lines + _LOOKED_AT).tolist(), strict=True)
    small, text = _SMALL.search, sheet.text
    modes = ["" if small(text, low, high) else _mode(text[low:high]) for low, high in bounds]
    return [modes[number] for number in numbers.tolist()]


def _mode(line: str) -> str:
    """Give the mode of a line that has no longer word in lower case."""
    if line.isupper():
        return "caps" if " " in line.strip() else ""
    return "title" if len(_LARGE.findall(line)) >= 4 and line.rstrip()[-1:] not in ".,;" else ""
