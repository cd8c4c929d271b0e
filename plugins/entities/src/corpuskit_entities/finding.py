"""Finding: what the rules find in the documents of a batch, and pairs of names."""

from collections.abc import Iterator

import attrs
import numpy as np

from corpuskit import Document
from corpuskit.rules import Rules
from corpuskit.scan import Batch

from .cues import Cues
from .normalise import Cue, read
from .pairs import pairs
from .sheet import Sheet

__all__ = ["Finder"]

_LINE = "a line in capitals"
_LONGEST = 240
_LARGE = np.array([chr(byte).isascii() and chr(byte).isupper() for byte in range(256)])
_FURTHER = _LARGE | np.array([byte in b"'\x92.-" for byte in range(256)])


class Finder:
    """The rules, divided into those that are tried everywhere and those that begin a line in capitals.

    A rule is of the second kind where its table says ``begins = "a line in capitals"``: its match begins with a
    line, and with two capitals or a capital and one of ``'.-``, and gives a hint or a name.
    """

    def __init__(self, rules: Rules) -> None:
        lines = [rule for rule in rules.table if rule.options.get("begins") == _LINE]
        parts = [rule for rule in rules.table if rule not in lines], lines
        shared = {"fragments": rules.fragments, "lexicons": rules.lexicons.values()}
        self._anywhere, self._lines = (Rules(part, **shared) for part in parts)

    def find(self, batch: Batch, sheet: Sheet) -> dict[int, Cues]:
        """Give the cues of each document that has any, by its number."""
        found: dict[int, list[Cue]] = {}
        for number, cue in self._at_lines(sheet):
            found.setdefault(number, []).append(cue)
        for number, hits in self._anywhere.find_in(batch, read):
            found[number] = _apart(found.get(number, []), [cue for _, cue in hits])
        for number, cue in pairs(sheet):
            found.setdefault(number, []).append(cue)
        return {number: Cues(cues) for number, cues in found.items()}

    def _at_lines(self, sheet: Sheet) -> Iterator[tuple[int, Cue]]:
        starts = np.union1d(sheet.bounds[:-1], np.flatnonzero(sheet.shadow[:-1] == ord("\n")) + 1)
        starts = starts[_LARGE[sheet.shadow[starts]] & _FURTHER[sheet.shadow[starts + 1]]]
        _, ends = sheet.lines(starts)
        lines = Batch(map(Document, sheet.slices(starts, np.minimum(ends, starts + _LONGEST))))
        numbers, offsets = sheet.scan.locate(starts)
        for line, hits in self._lines.find_in(lines, read):
            for _, cue in hits:
                yield int(numbers[line]), attrs.evolve(cue, span=cue.span.shift(int(offsets[line])))


def _apart(lines: list[Cue], cues: list[Cue]) -> list[Cue]:
    """Give both in order, without those of rules that overlap a line's."""
    if not lines:
        return cues
    free = [cue for cue in cues if not any(line.span.overlaps(cue.span) for line in lines)]
    return sorted([*lines, *free], key=lambda cue: cue.span)
