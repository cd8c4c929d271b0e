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
    """The stretches that changed, as parallel columns; what lies between them is the same in both texts.

    A change from ``[starts[i], ends[i])`` to ``[new_starts[i], new_ends[i])`` has known edges: offsets there are
    exact, those inside it are not. Changes are sorted and may touch; of those that start at one offset only the last
    is not empty. ``inserted[i]`` counts what the first ``i`` changes put where nothing was.
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    new_starts: tuple[int, ...]
    new_ends: tuple[int, ...]
    growth: int
    inserted: tuple[int, ...] = attrs.field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        columns = zip(self.starts, self.ends, self.new_starts, self.new_ends, strict=True)
        lengths = (new_end - new_start if start == end else 0 for start, end, new_start, new_end in columns)
        object.__setattr__(self, "inserted", tuple(accumulate(lengths, initial=0)))

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
        first, last = self._cut(start), self._cut(end)
        if first is not None or last is not None:
            if policy == "strict":
                return None
            edges = (self.ends, self.starts) if policy == "shrink" else (self.starts, self.ends)
            start = start if first is None else edges[0][first]
            end = end if last is None else edges[1][last]
            if start >= end:
                return None
        return self._exactly(start, end) if start < end else self._place(start)

    def _cut(self, offset: int) -> int | None:
        """Give the change that has the offset in its middle."""
        index = bisect_right(self.starts, offset) - 1
        return index if index >= 0 and self.starts[index] < offset < self.ends[index] else None

    def _exactly(self, start: int, end: int) -> Span | None:
        """Give where a span with known edges went."""
        first, last = bisect_right(self.starts, start), bisect_left(self.ends, end)
        if first:
            known, new = self.starts[first - 1], self.new_starts[first - 1]
            if start != known or self.ends[first - 1] == known:
                # It starts after what was inserted before it.
                known, new = self.ends[first - 1], self.new_ends[first - 1]
            start += new - known
        end += self._shift(end, last)
        # What was inserted inside stands for nothing: where only that is there, the span is gone.
        strange = self.inserted[last] - self.inserted[first] if first < last else 0
        return Span.unchecked(start, end) if end - start > strange else None

    def _place(self, offset: int) -> Span:
        offset += self._shift(offset, bisect_left(self.ends, offset))
        return Span.unchecked(offset, offset)

    def _shift(self, offset: int, index: int) -> int:
        """Give how far an end or a place moves, which stays before what was inserted there."""
        if index == len(self.ends):
            return self.growth
        if offset == self.ends[index] > self.starts[index]:
            return self.new_ends[index] - offset
        return self.new_starts[index] - self.starts[index]
