"""One step of an alignment: which offsets of one text stand for which of another."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate

import attrs

from .._span import Span
from ._edits import Edit

__all__ = ["POLICIES", "Step"]

POLICIES = ("strict", "shrink", "grow")


@attrs.frozen
class Step:
    """The stretches of a text that one change replaced; what lies between them is the same in both texts.

    Offsets at the edges of a stretch are exact, those inside it are not. Stretches are sorted and may touch; of those
    that start at one offset only the last is not empty.

    Args:
        starts: where each stretch starts.
        ends: where each ends, exclusive.
        new_starts: where what replaced it starts in the other text.
        new_ends: where that ends, exclusive.
        growth: how many code points the other text has more.
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    new_starts: tuple[int, ...]
    new_ends: tuple[int, ...]
    growth: int
    _inserted: tuple[int, ...] = attrs.field(init=False, eq=False, repr=False)
    """How much the first 0, 1, 2… stretches have put where nothing was."""

    def __attrs_post_init__(self) -> None:
        columns = zip(self.starts, self.ends, self.new_starts, self.new_ends, strict=True)
        lengths = (new_end - new_start if start == end else 0 for start, end, new_start, new_end in columns)
        object.__setattr__(self, "_inserted", tuple(accumulate(lengths, initial=0)))

    @classmethod
    def of(cls, edits: Iterable[Edit]) -> "Step":
        """Give the step that edits make, which are in order and disjoint."""
        spans, new_starts, new_ends, growth = [], [], [], 0
        for edit in edits:
            spans.append(edit.span)
            new_starts.append(edit.span.start + growth)
            growth += len(edit.text) - len(edit.span)
            new_ends.append(edit.span.end + growth)
        starts, ends = tuple(span.start for span in spans), tuple(span.end for span in spans)
        return cls(starts, ends, tuple(new_starts), tuple(new_ends), growth)

    @property
    def inverse(self) -> "Step":
        """The way back."""
        return Step(self.new_starts, self.new_ends, self.starts, self.ends, -self.growth)

    def move(self, span: Span, policy: str) -> Span | None:
        """Give where the span went, or None where nothing of it is left or the policy does not allow its cut."""
        start, end = span.start, span.end
        # The changes up to the last that starts at or before the start, and those before the first that ends at or
        # after the end: only these two can cut the span.
        first, last = bisect_right(self.starts, start), bisect_left(self.ends, end)
        if first and self.starts[first - 1] < start < self.ends[first - 1]:
            return self._snapped(span, policy)
        if last < len(self.ends) and self.starts[last] < end < self.ends[last]:
            return self._snapped(span, policy)
        new_end = end + self._shift(end, last)
        if start == end:
            return Span.unchecked(new_end, new_end)
        new_start = start + self._shift_of_start(start, first)
        # What was inserted inside stands for nothing: where only that is there, the span is gone.
        strange = self._inserted[last] - self._inserted[first] if first < last else 0
        return Span.unchecked(new_start, new_end) if new_end - new_start > strange else None

    def _snapped(self, span: Span, policy: str) -> Span | None:
        if policy == "strict":
            return None
        start, end = self._edges(span.start), self._edges(span.end)
        found = (start[1], end[0]) if policy == "shrink" else (start[0], end[1])
        return self.move(Span.unchecked(*found), policy) if found[0] < found[1] else None

    def _edges(self, offset: int) -> tuple[int, int]:
        """Give the known edges around an offset; twice itself where it is one."""
        index = bisect_right(self.starts, offset) - 1
        if index >= 0 and self.starts[index] < offset < self.ends[index]:
            return self.starts[index], self.ends[index]
        return offset, offset

    def _shift_of_start(self, offset: int, count: int) -> int:
        """Give how far a start moves, which comes after what was inserted there."""
        if not count:
            return 0
        index = count - 1
        if offset == self.starts[index] < self.ends[index]:
            return self.new_starts[index] - offset
        return self.new_ends[index] - self.ends[index]

    def _shift(self, offset: int, index: int) -> int:
        """Give how far an end or a place moves, which stays before what was inserted there."""
        if index == len(self.ends):
            return self.growth
        if offset == self.ends[index] > self.starts[index]:
            return self.new_ends[index] - offset
        return self.new_starts[index] - self.starts[index]
