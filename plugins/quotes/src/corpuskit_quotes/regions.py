"""The quoted regions of a text: pairs of marks, and quotations that run over several paragraphs."""

from collections.abc import Sequence

from .marks import CLOSE, EITHER, OPEN, SINGLE, Mark, Pairing, Region, marks, pair
from .paragraphs import Block

__all__ = ["Quoted", "quoted_regions"]

_REACH = 30
_NEAR = 4
_INTRODUCES = (":", ",")
_BEFORE_CLOSING = frozenset(".,!?…—–-")


class Quoted:
    """One quotation as its marks show it: the regions of its paragraphs, and what is quoted inside them.

    ``is_title`` says that it is the title of a work, which is read as a name of its sentence.
    """

    def __init__(self, pieces: list[Region]) -> None:
        self.pieces = pieces
        self.nested: list[Region] = []
        self.is_title: bool = False
        self.start: int = pieces[0].start
        """Where its first mark stands."""

    @property
    def end(self) -> int:
        """Where its last mark ends."""
        return self.pieces[-1].end


def quoted_regions(text: str, blocks: list[Block], places: Sequence[int]) -> list[Quoted]:
    """Give what stands in marks, outermost first, in order of the text.

    ``places`` are where quotation marks and apostrophes stand, whatever they are.

    A quotation that is not closed in its paragraph goes on only where the next one opens with a mark again, or, in
    text with a sentence a line, where one of the next lines closes it.
    """
    return _Reader(text, blocks, places).read() if places else []


class _Reader:
    def __init__(self, text: str, blocks: list[Block], places: Sequence[int]) -> None:
        self.text = text
        self.blocks = blocks
        self.marks = marks(text, blocks, places)
        self.quoted: list[Quoted] = []
        self.open: Quoted | None = None
        self._singles: bool | None = None

    def read(self) -> list[Quoted]:
        index = 0
        while index < len(self.blocks):
            index = self._paragraph(index) if self.marks[index] else self._plain(index)
        return self.quoted

    def _plain(self, index: int) -> int:
        self.open = None
        return index + 1

    def _paragraph(self, index: int) -> int:
        start, end = self.blocks[index]
        pairing = pair(self.text, self.marks[index], end)
        last = index
        while (opener := self._left_open(pairing)) and (closing := self._closing_line(last, pairing, opener)):
            last, pairing = closing
            end = self.blocks[last][1]
        again = self.open if self.marks[index][0].start == start else None
        self.open = None
        self._add(pairing, again, start, end, last)
        return last + 1

    def _add(self, pairing: Pairing, again: Quoted | None, start: int, end: int, index: int) -> None:
        regions = pairing.regions
        rest = self._unclosed(pairing, start, end, index)
        if rest is not None:
            regions = [region for region in regions if region.end <= rest.start] + [rest]
            inside = [region for region in pairing.regions if region.start > rest.start]
        else:
            inside = []
        for region in regions:
            self._add_region(region, again if region.start == start else None)
        if rest is not None:
            self.quoted[-1].nested += inside
            self.open = self.quoted[-1] if self._opens(index + 1) else None

    def _add_region(self, region: Region, again: Quoted | None) -> None:
        if again is not None:
            again.pieces.append(region)
        elif self.quoted and region.end <= self.quoted[-1].end:
            self.quoted[-1].nested.append(region)
        else:
            self.quoted.append(Quoted([region]))

    def _unclosed(self, pairing: Pairing, start: int, end: int, index: int) -> Region | None:
        """Give the region of the first mark that stays open, where it is worth keeping: up to the paragraph's end."""
        again = self._opens(index + 1)
        last = pairing.regions[-1].start if pairing.regions else -1
        for mark in pairing.unclosed:
            before = self.text[max(start, mark.start - _NEAR) : mark.start].rstrip()
            if (again or (mark.start > last and (not before or before.endswith(_INTRODUCES)))) and mark.end < end:
                return Region(mark.start, end, mark.end, end, mark.family, closed=False)
        return None

    def _opens(self, index: int) -> bool:
        """Say whether a paragraph begins with a mark that opens."""
        if index >= len(self.blocks) or not self.marks[index]:
            return False
        first = self.marks[index][0]
        return first.start == self.blocks[index][0] and first.side != CLOSE and first.family != "single"

    def _left_open(self, pairing: Pairing) -> Mark | None:
        """Give the last mark that stays open; a single one only where these are the marks of the text."""
        if pairing.unclosed:
            return pairing.unclosed[-1]
        return pairing.single if pairing.single and self._is_single else None

    @property
    def _is_single(self) -> bool:
        """Whether most marks that open are single ones."""
        if self._singles is None:
            opening = [mark.family for line in self.marks for mark in line if mark.side == OPEN]
            self._singles = 2 * opening.count(SINGLE) > len(opening)
        return self._singles

    def _closing_line(self, index: int, pairing: Pairing, opener: Mark) -> tuple[int, Pairing] | None:
        """Give the line that closes what is open, where lines follow each other without a gap."""
        for later in range(index + 1, min(index + _REACH, len(self.blocks))):
            if self.text.count("\n", self.blocks[later - 1][1], self.blocks[later][0]) != 1:
                return None
            found = [mark for mark in self.marks[later] if self._tells(mark, opener)]
            if not found:
                continue
            if found[0].side == OPEN or (found[0].side == EITHER and found[0].start == self.blocks[later][0]):
                return None
            return later, self._merged(pairing, later, opener)
        return None

    def _tells(self, mark: Mark, opener: Mark) -> bool:
        """Say whether a mark may close what another opened, or shows that it stays open; apostrophes do not."""
        if mark.family != opener.family:
            return False
        before = self.text[max(0, mark.start - 2) : mark.start].rstrip()[-1:]
        return mark.family != SINGLE or mark.side == OPEN or before in _BEFORE_CLOSING

    def _merged(self, pairing: Pairing, later: int, opener: Mark) -> Pairing:
        more = pair(self.text, self.marks[later], self.blocks[later][1], (opener,))
        regions = sorted([*pairing.regions, *more.regions], key=lambda region: (region.start, -region.end))
        return Pairing(regions, more.unclosed, more.strays, more.single)
