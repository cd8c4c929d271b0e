"""AnnotationSet: immutable, sorted, and quick to ask what lies where."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby, pairwise
from typing import Any, overload

import orjson

from ._annotation import Annotation
from ._fields import encode
from ._span import Span
from .conflicts import without_overlaps
from .errors import InvalidValue
from .values import OpaqueValue

__all__ = ["AnnotationSet"]


class AnnotationSet(Sequence[Annotation]):
    """An immutable set of annotations in one total order.

    Annotations stand in order of start, then of end from the last to the first (so that what contains comes before
    what is contained), then of label, then of the JSON of value, parts, score and source. Equal annotations are kept
    once: equal content means equal order, and equal bytes when written.

    Queries give annotations in that order, in O(log n + k log n) for k results; the index is built on the first
    query, in O(n). An empty span overlaps nothing; :meth:`within`, :meth:`covering` and :meth:`nearest` treat it as
    the place that it marks. The span counts, not the parts.

    Args:
        annotations: in any order.

    Raises:
        InvalidValue: when one of them is no Annotation.
    """

    def __init__(self, annotations: Iterable[Annotation] = ()) -> None:
        items = list(annotations)
        for item in items:
            if not isinstance(item, Annotation):
                raise InvalidValue(f"an AnnotationSet holds annotations, not {type(item).__name__}: {item!r}")
        self._items: tuple[Annotation, ...] = _in_order(items)

    @classmethod
    def _from_sorted(cls, items: Iterable[Annotation]) -> "AnnotationSet":
        new = cls.__new__(cls)
        new._items = tuple(items)
        return new

    # --- a sequence and a set

    @overload
    def __getitem__(self, index: int) -> Annotation: ...
    @overload
    def __getitem__(self, index: slice) -> "AnnotationSet": ...
    def __getitem__(self, index: int | slice) -> "Annotation | AnnotationSet":
        if not isinstance(index, slice):
            return self._items[index]
        return (
            AnnotationSet._from_sorted(self._items[index])
            if (index.step or 1) > 0
            else AnnotationSet(self._items[index])
        )

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[Annotation]:
        return iter(self._items)

    def __contains__(self, item: object) -> bool:
        return isinstance(item, Annotation) and item in self.at_span(item.span)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, AnnotationSet) and self._items == other._items

    def __hash__(self) -> int:
        return hash(self._items)

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (self._items,)

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(layer)} {label}" for label, layer in self.by_label().items())
        return f"<AnnotationSet: {counts or 'empty'}>"

    def __or__(self, other: "AnnotationSet") -> "AnnotationSet":
        return AnnotationSet([*self, *other])

    def __and__(self, other: "AnnotationSet") -> "AnnotationSet":
        return AnnotationSet._from_sorted(item for item in self if item in other)

    def __sub__(self, other: "AnnotationSet") -> "AnnotationSet":
        return AnnotationSet._from_sorted(item for item in self if item not in other)

    def __xor__(self, other: "AnnotationSet") -> "AnnotationSet":
        return (self - other) | (other - self)

    # --- labels and policies

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels that occur, sorted, each once."""
        return tuple(sorted({item.label for item in self._items}))

    def with_label(self, *labels: str) -> "AnnotationSet":
        """Give the annotations with one of these labels."""
        return AnnotationSet._from_sorted(item for item in self._items if item.label in labels)

    def by_label(self) -> Mapping[str, "AnnotationSet"]:
        """Give the layers, by label, sorted."""
        return {label: self.with_label(label) for label in self.labels}

    def without_overlaps(self, policy: str = "longest", *, priority: Sequence[str] = ()) -> "AnnotationSet":
        """Choose so that no two overlap; see :func:`corpuskit.conflicts.without_overlaps`."""
        return AnnotationSet._from_sorted(without_overlaps(self._items, policy, priority=priority))

    # --- queries

    @cached_property
    def _starts(self) -> "array[int]":
        return array("q", [item.span.start for item in self._items])

    @cached_property
    def _ends(self) -> "_Extremes":
        return _Extremes([item.span.end for item in self._items])

    def _pick(self, indexes: Iterable[int]) -> "AnnotationSet":
        return AnnotationSet._from_sorted(self._items[index] for index in indexes)

    def overlapping(self, span: Span) -> "AnnotationSet":
        """Give those that share a code point with ``span``."""
        if span.start == span.end:
            return AnnotationSet()
        found = self._ends.at_least(span.start + 1, 0, bisect_left(self._starts, span.end))
        return self._pick(index for index in found if self._items[index].span.start < self._items[index].span.end)

    def within(self, span: Span) -> "AnnotationSet":
        """Give those that ``span`` contains."""
        low, high = bisect_left(self._starts, span.start), bisect_right(self._starts, span.end)
        return self._pick(self._ends.at_most(span.end, low, high))

    def covering(self, span: Span) -> "AnnotationSet":
        """Give those that contain ``span``."""
        return self._pick(self._ends.at_least(span.end, 0, bisect_right(self._starts, span.start)))

    def at(self, offset: int) -> "AnnotationSet":
        """Give those that have the code point at ``offset``."""
        return self._pick(self._ends.at_least(offset + 1, 0, bisect_right(self._starts, offset)))

    def at_span(self, span: Span) -> "AnnotationSet":
        """Give those whose span equals ``span``."""
        low, high = bisect_left(self._starts, span.start), bisect_right(self._starts, span.start)
        return self._pick(index for index in range(low, high) if self._items[index].span.end == span.end)

    def nearest(self, span: Span) -> Annotation | None:
        """Give the one with the smallest gap to ``span``, among equals the first in order; None in an empty set.

        Those that overlap or touch ``span`` have gap 0; see :meth:`Span.gap`.
        """
        touching = self._ends.at_least(span.start, 0, bisect_right(self._starts, span.end))
        first = next(iter(touching), None)
        if first is not None:
            return self._items[first]
        following = bisect_right(self._starts, span.end)
        before = self._ends.greatest(0, following)
        sides = [index for index in (before, following if following < len(self) else None) if index is not None]
        return min((self._items[index] for index in sides), key=lambda item: item.span.gap(span), default=None)


def _rebuild(items: tuple[Annotation, ...]) -> AnnotationSet:
    return AnnotationSet._from_sorted(items)


class _Extremes:
    """A list of integers with a tree of maxima and minima over it: which of a range reach a bound, in order."""

    def __init__(self, values: Sequence[int]) -> None:
        size = 1
        while size < len(values):
            size *= 2
        self.size = size
        least = -1
        most = max(values, default=0) + 1
        self.maxima = [least] * size + [*values] + [least] * (size - len(values))
        self.minima = [most] * size + [*values] + [most] * (size - len(values))
        for node in range(size - 1, 0, -1):
            self.maxima[node] = max(self.maxima[2 * node], self.maxima[2 * node + 1])
            self.minima[node] = min(self.minima[2 * node], self.minima[2 * node + 1])

    def at_least(self, bound: int, low: int, high: int) -> Iterator[int]:
        """Give the indexes in ``[low, high)`` whose value is ``bound`` or more, ascending."""
        return self._walk(low, high, lambda node: self.maxima[node] >= bound)

    def at_most(self, bound: int, low: int, high: int) -> Iterator[int]:
        """Give the indexes in ``[low, high)`` whose value is ``bound`` or less, ascending."""
        return self._walk(low, high, lambda node: self.minima[node] <= bound)

    def greatest(self, low: int, high: int) -> int | None:
        """Give the first index in ``[low, high)`` with the greatest value; None where the range is empty."""
        if low >= high:
            return None
        top = max(self.maxima[node] for node in self._cover(low, high))
        return next(self.at_least(top, low, high))

    def _cover(self, low: int, high: int) -> list[int]:
        left, right = [], []
        low, high = low + self.size, high + self.size
        while low < high:
            if low & 1:
                left.append(low)
                low += 1
            if high & 1:
                high -= 1
                right.append(high)
            low, high = low // 2, high // 2
        return left + right[::-1]

    def _walk(self, low: int, high: int, promising: Any) -> Iterator[int]:
        stack = self._cover(low, high)[::-1]
        while stack:
            node = stack.pop()
            if not promising(node):
                continue
            if node >= self.size:
                yield node - self.size
            else:
                stack += (2 * node + 1, 2 * node)


def _in_order(items: list[Annotation]) -> tuple[Annotation, ...]:
    items.sort(key=_place)
    if all(_place(a) < _place(b) for a, b in pairwise(items)):
        return tuple(items)
    ordered: list[Annotation] = []
    for _, group in groupby(items, key=_place):
        ordered += _distinct(list(group))
    return tuple(ordered)


def _place(item: Annotation) -> tuple[int, int, str]:
    return (item.span.start, -item.span.end, item.label)


def _distinct(group: list[Annotation]) -> list[Annotation]:
    return list({_rest(item): item for item in sorted(group, key=_rest)}.values()) if len(group) > 1 else group


def _rest(item: Annotation) -> bytes:
    value = item.value.json.decode() if isinstance(item.value, OpaqueValue) else encode(item.value)
    source = encode(item.source)
    return orjson.dumps([value, encode(item.parts), item.score, source], option=orjson.OPT_SORT_KEYS)
