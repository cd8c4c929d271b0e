"""Annotations as parallel columns: what an AnnotationSet holds where nobody looked at its objects yet."""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, groupby, islice, repeat
from operator import index, lt, neg
from typing import Any

import attrs

from ._annotation import Annotation, Source
from ._fields import canonical
from ._span import Span
from .errors import InvalidValue

__all__ = ["Rows", "in_order", "merged", "offsets", "order_of"]


# Not frozen, which would double the cost of a small layer; nobody changes one all the same.
@attrs.define(eq=False, repr=False)
class Rows:
    """Annotations as parallel lists: item ``i`` of each belongs to annotation ``i``.

    Nothing is validated here: what makes rows has checked them. Nobody changes the lists: rows share them.

    Args:
        label: the label of each.
        start: where its span starts, in code points.
        end: where its span ends, exclusive.
        value: its value, or None.
        parts: the spans of a discontinuous one, otherwise an empty tuple.
        score: its score, or None.
        source: the extractor that made it, or None; rows of one extractor share one object.
    """

    label: list[str]
    start: list[int]
    end: list[int]
    value: list[Any]  # Any: plugins declare value classes of their own.
    parts: list[tuple[Span, ...]]
    score: list[float | None]
    source: list[Source | None]

    def __len__(self) -> int:
        return len(self.start)

    def __repr__(self) -> str:
        return f"<Rows: {len(self)}>"

    @classmethod
    def of(cls, annotations: Iterable[Annotation]) -> "Rows":
        """Give annotations as rows, in their order."""
        items = annotations if isinstance(annotations, (list, tuple)) else list(annotations)
        spans = [item.span for item in items]
        return cls(
            [item.label for item in items],
            [span.start for span in spans],
            [span.end for span in spans],
            [item.value for item in items],
            [item.parts for item in items],
            [item.score for item in items],
            [item.source for item in items],
        )

    @property
    def columns(self) -> "tuple[list[Any], ...]":  # Any: the columns are of different types.
        """The lists, in the order of the fields."""
        return self.label, self.start, self.end, self.value, self.parts, self.score, self.source

    @property
    def sources(self) -> set[Source | None]:
        """The distinct sources."""
        # By identity first: rows share their sources, and a source takes long to hash.
        if self.source and self.source.count(self.source[0]) == len(self):
            return {self.source[0]}
        return set({id(source): source for source in self.source}.values())

    def annotation(self, index: int) -> Annotation:
        """Give one row as an annotation."""
        return self.taken((index,)).annotations()[0]

    def annotations(self) -> tuple[Annotation, ...]:
        """Give all as annotations, in order."""
        spans = _instances(Span, {"start": self.start, "end": self.end}, len(self))
        fields = {name: getattr(self, name) for name in ("label", "value", "parts", "score", "source")}
        return tuple(_instances(Annotation, {"span": spans, **fields}, len(self)))

    def taken(self, indexes: Sequence[int]) -> "Rows":
        """Give the rows with these numbers, in their order."""
        return Rows(*(list(map(column.__getitem__, indexes)) for column in self.columns))

    def joined(self, other: "Rows") -> "Rows":
        """Give these rows and after them others, in no order."""
        return Rows(*(a + b for a, b in zip(self.columns, other.columns, strict=True)))

    def cut(self, low: int, high: int, source: Source | None) -> "Rows":
        """Give the rows from number ``low`` to before ``high``, as made by ``source``."""
        return Rows(
            self.label[low:high],
            self.start[low:high],
            self.end[low:high],
            self.value[low:high],
            self.parts[low:high],
            self.score[low:high],
            [source] * (high - low),
        )

    def by_label(self) -> dict[str, "Rows"]:
        """Give the rows of each label, by label, sorted."""
        labels = self.label
        if labels and labels.count(labels[0]) == len(labels):
            return {labels[0]: self}
        numbers: dict[str, list[int]] = {}
        for number, label in enumerate(labels):
            numbers.setdefault(label, []).append(number)
        return {label: self.taken(numbers[label]) for label in sorted(numbers)}


def _instances(cls: type, columns: Mapping[str, Sequence[Any]], count: int) -> list[Any]:
    """Give instances of a frozen, slotted class from the columns of their fields, which are not validated again."""
    new: list[Any] = list(map(object.__new__, repeat(cls, count)))
    for name, column in columns.items():
        # The slot itself, which no frozen class guards: a field of all instances in one go, without a loop in Python.
        deque(map(getattr(cls, name).__set__, new, column), maxlen=0)
    return new


def offsets(column: Iterable[int], name: str) -> list[int]:
    """Give a column of offsets as a list of Python integers.

    Raises:
        InvalidValue: when it holds anything else, such as 1.0 or True, or more than 64 bits.
    """
    given: Any = column  # Any: arrays of several libraries, which make Python objects of all their items at once.
    items = given.tolist() if hasattr(given, "tolist") else list(given)
    wrong = {cls.__name__ for cls in set(map(type, items)) if not _is_whole(cls)}
    if wrong or isinstance(given, (bytes, bytearray)):
        kind = min(wrong, default=type(given).__name__)
        raise InvalidValue(f"{name} holds {kind}, and offsets are integers; convert them with int()", column=name)
    if items and not -(2**63) <= min(items) <= max(items) < 2**63:
        raise InvalidValue(f"{name} holds an offset of more than 64 bits", column=name)
    return list(map(index, items))


def _is_whole(cls: type) -> bool:
    return hasattr(cls, "__index__") and "bool" not in cls.__name__


def in_order(rows: Rows) -> Rows:
    """Give rows in the order of an AnnotationSet, equal ones once."""
    if all(map(lt, rows.start, islice(rows.start, 1, None))):
        return rows
    order = order_of(rows)
    return rows if order == list(range(len(rows))) else rows.taken(order)


def order_of(rows: Rows) -> list[int]:
    """Give the numbers of rows in the order of an AnnotationSet, of equal ones the last."""
    places = _places(rows)
    order = sorted(range(len(places)), key=places.__getitem__)
    if len(set(places)) == len(places):
        return order
    groups = (list(group) for _, group in groupby(order, key=places.__getitem__))
    return [number for group in groups for number in _distinct(group, rows)]


def merged(layers: Iterable[Rows]) -> Rows:
    """Give the rows of layers, each of one label and in order, as one in order; no two have the same label."""
    found = sorted((layer for layer in layers if layer.start), key=lambda layer: layer.label[0])
    if len(found) < 2:
        return found[0] if found else Rows([], [], [], [], [], [], [])
    together = Rows(
        *(list(chain.from_iterable(columns)) for columns in zip(*(layer.columns for layer in found), strict=True))
    )
    # Of what has one place the label decides, and sorting keeps that order. One number is compared quicker than two.
    shift = max(together.end).bit_length()
    places = [(start << shift) - end for start, end in zip(together.start, together.end, strict=True)]
    return together.taken(sorted(range(len(places)), key=places.__getitem__))


def _places(rows: Rows) -> list[tuple[int, int, str]]:
    return list(zip(rows.start, map(neg, rows.end), rows.label, strict=True))


def _distinct(group: list[int], rows: Rows) -> list[int]:
    """Give the numbers of rows that have one place in order, of equal ones the last."""
    if len(group) == 1:
        return group
    rest = {
        number: canonical([rows.value[number], rows.parts[number], rows.score[number], rows.source[number]])
        for number in group
    }
    return list({rest[number]: number for number in sorted(group, key=rest.__getitem__)}.values())
