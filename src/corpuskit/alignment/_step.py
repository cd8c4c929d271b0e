"""One step of an alignment: which offsets of one text stand for which of another."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

import attrs

from .._span import Span
from ._edits import Edit

__all__ = ["POLICIES", "Step"]

POLICIES = ("strict", "shrink", "grow")


@attrs.frozen
class Step:
    """The stretches that changed, as parallel columns; what lies between them is the same in both texts.

    A change from ``[starts[i], ends[i])`` to ``[new_starts[i], new_ends[i])`` has known edges: offsets there are
    exact, those inside it are not. Changes are sorted and may touch.
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    new_starts: tuple[int, ...]
    new_ends: tuple[int, ...]
    growth: int

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
        if span.start == span.end:
            return self._place(span.start, policy)
        start, end = self._start(span.start, policy), self._end(span.end, policy)
        if start is None or end is None or start >= end:
            return None
        return Span.unchecked(start, end)

    def _place(self, offset: int, policy: str) -> Span | None:
        start, end = self._start(offset, policy), self._end(offset, policy)
        if start is None or end is None:
            return None
        if start >= end and not self._cuts(offset):
            # What is inserted at the place comes after it.
            return Span.unchecked(end, end)
        return Span.unchecked(start, end) if start < end else None

    def _cuts(self, offset: int) -> bool:
        index = bisect_right(self.starts, offset) - 1
        return index >= 0 and self.starts[index] < offset < self.ends[index]

    def _start(self, offset: int, policy: str) -> int | None:
        """Give the last offset that stands for this one: a span starts after what is inserted before it."""
        index = bisect_right(self.starts, offset) - 1
        if index < 0:
            return offset
        if offset >= self.ends[index]:
            return self.new_ends[index] + offset - self.ends[index]
        if offset == self.starts[index]:
            return self.new_starts[index]
        return {"shrink": self.new_ends[index], "grow": self.new_starts[index]}.get(policy)

    def _end(self, offset: int, policy: str) -> int | None:
        """Give the first offset that stands for this one: a span ends before what is inserted after it."""
        index = bisect_left(self.ends, offset)
        if index == len(self.ends):
            return offset + self.growth
        if offset <= self.starts[index]:
            return self.new_starts[index] - self.starts[index] + offset
        if offset == self.ends[index]:
            return self.new_ends[index]
        return {"shrink": self.new_starts[index], "grow": self.new_ends[index]}.get(policy)
