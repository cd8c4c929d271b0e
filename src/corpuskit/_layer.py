"""AnnotationSet: immutable, sorted, and quick to ask what lies where."""

import operator
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, overload

from ._annotation import Annotation, Source
from ._extremes import Extremes
from ._rows import Rows, in_order, merged, offsets, order_of
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
        self._items = _in_order(items)

    # What a set is made from is one of ``_items``, ``_columns`` and ``_layers``; the others are made of it when
    # somebody asks for them.

    @classmethod
    def _from_sorted(cls, items: Iterable[Annotation]) -> "AnnotationSet":
        new = cls.__new__(cls)
        new._items = tuple(items)
        return new

    @classmethod
    def _from_rows(cls, rows: Rows) -> "AnnotationSet":
        """Give a set of rows in any order, which are valid by construction."""
        new = cls.__new__(cls)
        new._columns = in_order(rows)
        return new

    @classmethod
    def _from_layers(cls, layers: Mapping[str, Rows]) -> "AnnotationSet":
        """Give a set of rows in order, by label, in any order of the labels; none of the layers is empty."""
        new = cls.__new__(cls)
        new._layers = layers
        return new

    @cached_property
    def _items(self) -> tuple[Annotation, ...]:
        return self._columns.annotations()

    @cached_property
    def _columns(self) -> Rows:
        """The annotations as parallel lists in the order of the set, without an object for each; for writers."""
        return Rows.of(self._items) if self._is_looked_at else merged(self._layers.values())

    @cached_property
    def _layers(self) -> Mapping[str, Rows]:
        return self._columns.by_label()

    @property
    def _values(self) -> list[Any]:  # Any: plugins declare value classes of their own.
        return [item.value for item in self._items] if self._is_looked_at else self._columns.value

    @property
    def _is_looked_at(self) -> bool:
        """Whether there are objects already, which then serve in place of columns."""
        return "_items" in self.__dict__

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
            InvalidValue: when the columns differ in length, or an offset is no integer.
            OffsetError: when a row is no span.
        """
        places = offsets(starts, "starts"), offsets(ends, "ends")
        return cls._from_rows(_rows(label, *places, list(values), list(scores), source))

    # --- a sequence and a set

    @overload
    def __getitem__(self, index: int) -> Annotation: ...
    @overload
    def __getitem__(self, index: slice) -> "AnnotationSet": ...
    def __getitem__(self, index: int | slice) -> "Annotation | AnnotationSet":
        if not isinstance(index, slice):
            return self._items[index] if self._is_looked_at else self._columns.annotation(range(len(self))[index])
        if (index.step or 1) > 0:
            return self._pick(range(len(self))[index])
        return AnnotationSet(self._items[index])

    def __len__(self) -> int:
        if self._is_looked_at:
            return len(self._items)
        return sum(map(len, self._layers.values())) if "_columns" not in self.__dict__ else len(self._columns)

    def __iter__(self) -> Iterator[Annotation]:
        return iter(self._items)

    def __contains__(self, item: object) -> bool:
        return isinstance(item, Annotation) and item in self.at_span(item.span)._items

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, AnnotationSet):
            return False
        if self._is_looked_at or other._is_looked_at:
            return self._items == other._items
        return self._columns.columns == other._columns.columns

    def __hash__(self) -> int:
        return hash(self._items)

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, self._columns.columns

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
        return tuple(sorted({item.label for item in self._items} if self._is_looked_at else self._layers))

    def _absent(self, label: str) -> "AnnotationSet":
        """Give the layer with a label that no annotation here has: an empty one, where that may be asked for."""
        return _EMPTY

    def with_label(self, *labels: str) -> "AnnotationSet":
        """Give the annotations with one of these labels."""
        if self._is_looked_at:
            return AnnotationSet._from_sorted(item for item in self._items if item.label in labels)
        return AnnotationSet._from_layers({label: rows for label, rows in self._layers.items() if label in labels})

    def by_label(self) -> Mapping[str, "AnnotationSet"]:
        """Give the layers, by label, sorted."""
        if not self._is_looked_at:
            return {label: AnnotationSet._from_layers({label: self._layers[label]}) for label in sorted(self._layers)}
        layers: dict[str, list[Annotation]] = {}
        for item in self._items:
            layers.setdefault(item.label, []).append(item)
        return {label: AnnotationSet._from_sorted(layers[label]) for label in sorted(layers)}

    def without_overlaps(self, policy: str = "longest", *, priority: Sequence[str] = ()) -> "AnnotationSet":
        """Choose so that no two overlap; see :func:`corpuskit.conflicts.without_overlaps`."""
        return AnnotationSet._from_sorted(without_overlaps(self._items, policy, priority=priority))

    # --- queries

    @cached_property
    def starts(self) -> "memoryview[int]":
        """The starts of all spans, 64-bit integers to read, not to write; numpy takes them without a copy."""
        return _read_only([item.span.start for item in self._items] if self._is_looked_at else self._columns.start)

    @cached_property
    def ends(self) -> "memoryview[int]":
        """The ends of all spans, in the same order."""
        return _read_only([item.span.end for item in self._items] if self._is_looked_at else self._columns.end)

    @cached_property
    def _ends(self) -> Extremes:
        return Extremes(self.ends)

    @cached_property
    def _reach(self) -> Extremes:
        # An empty span reaches nothing: many of them at one place must not be gone through to find what overlaps.
        return Extremes([end if end > start else -1 for start, end in zip(self.starts, self.ends, strict=True)])

    def _pick(self, indexes: Iterable[int]) -> "AnnotationSet":
        if self._is_looked_at:
            return AnnotationSet._from_sorted(self._items[index] for index in indexes)
        new = AnnotationSet.__new__(AnnotationSet)
        new._columns = self._columns.taken(list(indexes))
        return new

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


def _read_only(numbers: list[int]) -> "memoryview[int]":
    return memoryview(array("q", numbers)).toreadonly()


def _rebuild(*columns: Any) -> AnnotationSet:  # Any: the columns are of different types.
    new = AnnotationSet.__new__(AnnotationSet)
    new._columns = Rows(*columns)
    return new


def _rows(
    label: str,
    starts: list[int],
    ends: list[int],
    values: list[Any],
    scores: list[float | None],
    source: Source | None,
) -> Rows:
    """Give the rows of a layer, checked.

    Raises:
        InvalidValue: when the columns differ in length, or the label, a score or the source may not exist.
        OffsetError: when a row is no span.
    """
    count = len(starts)
    if len(ends) != count or len(values) not in (0, count) or len(scores) not in (0, count):
        raise InvalidValue(f"the columns of layer {label!r} differ in length")
    for start, end in zip(starts, ends, strict=True):
        if not 0 <= start <= end:
            Span(start, end)
    like = [Annotation(Span(0, 0), label, None, (), score, source) for score in scores or [None] * min(count, 1)]
    plain = like[0].label if like else label
    return Rows(
        [plain] * count,
        starts,
        ends,
        values or [None] * count,
        [()] * count,
        [item.score for item in like] if scores else [None] * count,
        [source] * count,
    )


def _in_order(items: list[Annotation]) -> tuple[Annotation, ...]:
    places = list(map(_place, items))
    if all(map(operator.lt, places, places[1:])):
        return tuple(items)
    return tuple(items[number] for number in order_of(Rows.of(items)))


def _place(item: Annotation) -> tuple[int, int, str]:
    return (item.span.start, -item.span.end, item.label)


_EMPTY = AnnotationSet()
