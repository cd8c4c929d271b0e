"""AnnotationSet: immutable, sorted, and quick to ask what lies where."""

import operator
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby, pairwise
from typing import Any, overload

import attrs

from ._annotation import Annotation, Source
from ._extremes import Extremes
from ._fields import canonical
from ._span import Span
from .conflicts import without_overlaps
from .errors import InvalidValue

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
        self._rows: tuple[Annotation, ...] | _Columns = _in_order(items)

    @classmethod
    def _from_sorted(cls, items: Iterable[Annotation]) -> "AnnotationSet":
        new = cls.__new__(cls)
        new._rows = tuple(items)
        return new

    @classmethod
    def from_columns(
        cls,
        label: str,
        starts: Sequence[int],
        ends: Sequence[int],
        values: Sequence[Any] = (),
        scores: Sequence[float | None] = (),
        source: Source | None = None,
    ) -> "AnnotationSet":
        """Give a layer from parallel columns, in any order; Annotation objects are made when somebody looks.

        Args:
            label: the label of all.
            starts: offsets in code points.
            ends: offsets in code points, exclusive.
            values: one a row, or none at all.
            scores: one a row, or none at all.
            source: the extractor that made all.

        Raises:
            InvalidValue: when the columns differ in length.
            OffsetError: when a row is no span.
        """
        columns = _Columns(label, array("q", starts), array("q", ends), tuple(values), tuple(scores), source)
        places = [(start, -end) for start, end in zip(columns.starts, columns.ends, strict=True)]
        new = cls.__new__(cls)
        ordered = all(a < b for a, b in pairwise(places))
        new._rows = columns if ordered else _in_order([columns.row(i) for i in range(len(columns.starts))])
        return new

    @property
    def _items(self) -> tuple[Annotation, ...]:
        if isinstance(self._rows, _Columns):
            self._rows = tuple(self._rows.row(index) for index in range(len(self._rows.starts)))
        return self._rows

    # --- a sequence and a set

    @overload
    def __getitem__(self, index: int) -> Annotation: ...
    @overload
    def __getitem__(self, index: slice) -> "AnnotationSet": ...
    def __getitem__(self, index: int | slice) -> "Annotation | AnnotationSet":
        if not isinstance(index, slice):
            return self._rows.row(range(len(self))[index]) if isinstance(self._rows, _Columns) else self._rows[index]
        return (
            AnnotationSet._from_sorted(self._items[index])
            if (index.step or 1) > 0
            else AnnotationSet(self._items[index])
        )

    def __len__(self) -> int:
        return len(self._rows.starts) if isinstance(self._rows, _Columns) else len(self._rows)

    def __iter__(self) -> Iterator[Annotation]:
        return iter(self._items)

    def __contains__(self, item: object) -> bool:
        return isinstance(item, Annotation) and item in self.at_span(item.span)._items

    def __eq__(self, other: object) -> bool:
        return isinstance(other, AnnotationSet) and self._items == other._items

    def __hash__(self) -> int:
        return hash(self._items)

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (self._items,)

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(layer)} {label}" for label, layer in self.by_label().items())
        return f"<AnnotationSet: {counts or 'empty'}>"

    def _repr_html_(self) -> str:
        from ._html import layer_html

        return layer_html(self)

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
        layers: dict[str, list[Annotation]] = {}
        for item in self._items:
            layers.setdefault(item.label, []).append(item)
        return {label: AnnotationSet._from_sorted(layers[label]) for label in sorted(layers)}

    def without_overlaps(self, policy: str = "longest", *, priority: Sequence[str] = ()) -> "AnnotationSet":
        """Choose so that no two overlap; see :func:`corpuskit.conflicts.without_overlaps`."""
        return AnnotationSet._from_sorted(without_overlaps(self._items, policy, priority=priority))

    # --- queries

    @cached_property
    def starts(self) -> "array[int]":
        """The starts of all spans, as an array of 64-bit integers that numpy reads without a copy."""
        if isinstance(self._rows, _Columns):
            return self._rows.starts
        return array("q", [item.span.start for item in self._rows])

    @cached_property
    def ends(self) -> "array[int]":
        """The ends of all spans, in the same order."""
        if isinstance(self._rows, _Columns):
            return self._rows.ends
        return array("q", [item.span.end for item in self._rows])

    @cached_property
    def _ends(self) -> Extremes:
        return Extremes(self.ends)

    @cached_property
    def _reach(self) -> Extremes:
        # An empty span reaches nothing: many of them at one place must not be gone through to find what overlaps.
        return Extremes([end if end > start else -1 for start, end in zip(self.starts, self.ends, strict=True)])

    def _pick(self, indexes: Iterable[int]) -> "AnnotationSet":
        if isinstance(self._rows, _Columns):
            rows = self._rows
            return AnnotationSet._from_sorted(rows.row(index) for index in indexes)
        return AnnotationSet._from_sorted(self._rows[index] for index in indexes)

    def overlapping(self, span: Span) -> "AnnotationSet":
        """Give those that share a code point with ``span``."""
        if span.start == span.end:
            return AnnotationSet()
        return self._pick(self._reach.at_least(span.start + 1, 0, bisect_left(self.starts, span.end)))

    def within(self, span: Span) -> "AnnotationSet":
        """Give those that ``span`` contains."""
        low, high = bisect_left(self.starts, span.start), bisect_right(self.starts, span.end)
        return self._pick(self._ends.at_most(span.end, low, high))

    def covering(self, span: Span) -> "AnnotationSet":
        """Give those that contain ``span``."""
        return self._pick(self._ends.at_least(span.end, 0, bisect_right(self.starts, span.start)))

    def at(self, offset: int) -> "AnnotationSet":
        """Give those that have the code point at ``offset``."""
        return self._pick(self._reach.at_least(offset + 1, 0, bisect_right(self.starts, offset)))

    def at_span(self, span: Span) -> "AnnotationSet":
        """Give those whose span equals ``span``."""
        low, high = bisect_left(self.starts, span.start), bisect_right(self.starts, span.start)
        first = bisect_left(self.ends, -span.end, low, high, key=operator.neg)
        last = bisect_right(self.ends, -span.end, low, high, key=operator.neg)
        return self._pick(range(first, last))

    def nearest(self, span: Span) -> Annotation | None:
        """Give the one with the smallest gap to ``span``, among equals the first in order; None in an empty set.

        Those that overlap or touch ``span`` have gap 0; see :meth:`Span.gap`.
        """
        touching = self._ends.at_least(span.start, 0, bisect_right(self.starts, span.end))
        first = next(iter(touching), None)
        if first is not None:
            return self[first]
        following = bisect_right(self.starts, span.end)
        before = self._ends.greatest(0, following)
        sides = [index for index in (before, following if following < len(self) else None) if index is not None]
        return min((self[index] for index in sides), key=lambda item: item.span.gap(span), default=None)


def _rebuild(items: tuple[Annotation, ...]) -> AnnotationSet:
    return AnnotationSet._from_sorted(items)


@attrs.frozen(eq=False)
class _Columns:
    """A layer as parallel columns, sorted."""

    label: str
    starts: "array[int]"
    ends: "array[int]"
    values: tuple[Any, ...]
    scores: tuple[float | None, ...]
    source: Source | None

    def __attrs_post_init__(self) -> None:
        rows = len(self.starts)
        if len(self.ends) != rows or len(self.values) not in (0, rows) or len(self.scores) not in (0, rows):
            raise InvalidValue(f"the columns of layer {self.label!r} differ in length")
        for start, end in zip(self.starts, self.ends, strict=True):
            if not 0 <= start <= end:
                Span(start, end)
        for index in range(rows if self.scores else min(rows, 1)):
            self.row(index)

    def row(self, index: int) -> Annotation:
        value = self.values[index] if self.values else None
        score = self.scores[index] if self.scores else None
        return Annotation(
            Span.unchecked(self.starts[index], self.ends[index]), self.label, value, (), score, self.source
        )


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
    return canonical([item.value, item.parts, item.score, item.source])
