"""The boundary: what an extractor gives, checked a column at a time before anything else sees it."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from operator import le
from typing import Any

from ._annotation import Annotation, Source
from ._fields import OpaqueValue, canonical
from ._pointers import ends_in, spans_in
from ._rows import Rows, in_order
from ._span import Span
from .errors import InvalidValue, OffsetError
from .scan import Columns
from .scan._batch import items_of, whole_numbers
from .values import STANDARD

__all__ = ["Layers", "columns_of", "layers_of"]

Layers = dict[str, Rows]
"""The rows of a document by label, each layer in order and none of them empty."""


def columns_of(annotations: Iterable[object]) -> Columns:
    """Give what an extractor gave for one document as columns.

    Raises:
        InvalidValue: when it is no annotation.
    """
    if not isinstance(annotations, Iterable):
        given = "one Annotation" if isinstance(annotations, Annotation) else repr(annotations)
        raise InvalidValue(f"it gave {given}, where annotations are wanted: yield each, or return a list of them")
    items: list[Any] = list(annotations)  # Any: what a plugin gives.
    if not {*map(type, items)} <= {Annotation}:
        for item in items:
            if not isinstance(item, Annotation):
                raise InvalidValue(f"it gave {item!r}, which is no Annotation")
    return Columns._of_rows([0] * len(items), Rows.of(items))


def layers_of(
    columns: Columns, lengths: Sequence[int], sources: Sequence[Source], classes: Mapping[str, type | None]
) -> list[Layers]:
    """Give what an extractor gave for a batch as the layers of each document, without an object for each annotation.

    Args:
        columns: what it gave.
        lengths: the length of each document's text, in code points.
        sources: what the results on each document are made from.
        classes: the value class of each layer that it may give.

    Raises:
        InvalidValue: when a label was not declared, a value is of another class than declared or cannot be written, a
            score is none, or a row is of a document that is not there.
        OffsetError: when a row is no span of its document's text, or points outside it.
    """
    if not isinstance(columns, Columns):
        given = type(columns).__name__
        raise InvalidValue(f"extract_batch gives Columns, not {given}; Columns.of makes them of annotations")
    _check_shapes(columns)
    found: list[Layers] = [{} for _ in lengths]
    doc = whole_numbers(columns.doc, "doc")
    if not doc:
        return found
    if min(doc) < 0 or max(doc) >= len(lengths):
        row = next(row for row, number in enumerate(doc) if not 0 <= number < len(lengths))
        # Places before the first text are of no document; a mask taken for places is full of them.
        hint = "; was a mask given as places? give scan.starts[mask], not mask" if doc[row] == -1 else ""
        raise InvalidValue(f"row {row} is of document {doc[row]}, in a batch of {len(lengths)}{hint}", row=row)
    rows = _rows(columns)
    for name, column in zip(("label", "start", "end", "value", "parts", "score"), rows.columns, strict=False):
        if len(column) != len(doc):
            # Columns are checked when they are made; lists may have been changed since.
            raise InvalidValue(f"column {name!r} has {len(column)} rows, 'doc' has {len(doc)}", column=name)
    if sorted(doc) != doc:
        order = sorted(range(len(doc)), key=doc.__getitem__)
        doc, rows = sorted(doc), rows.taken(order)
    layers = {label: _layer(label, doc, rows) for label in dict.fromkeys(rows.label)}
    for label, (own_doc, layer) in layers.items():
        if label not in classes:
            raise InvalidValue(f"it gave the label {label!r}, but declares {', '.join(classes)}")
        _check(layer, list(map(lengths.__getitem__, own_doc)), classes[label])
    for label, (own_doc, layer) in layers.items():
        _divide(label, own_doc, layer, sources, found)
    return found


def _check_shapes(columns: Columns) -> None:
    """Refuse arrays of numpy that are no columns, with what to do about it."""
    for name in ("label", "doc", "start", "end", "value", "score", "parts"):
        column: Any = getattr(columns, name)
        if getattr(column, "ndim", 1) != 1 and not isinstance(column, str):
            wrong = f"has {column.ndim} dimensions, shape {column.shape}; a column has one, such as array[:, 0]"
            raise InvalidValue(f"column {name!r} {wrong}", column=name)
        kind = getattr(getattr(column, "dtype", None), "kind", "") if name in ("doc", "start", "end") else ""
        if kind == "b":
            wrong = "is a mask, an array of bool; numpy.flatnonzero(mask) gives the numbers where it is true"
            raise InvalidValue(f"column {name!r} {wrong}", column=name)
        if kind == "f":
            wrong = f"is an array of {column.dtype}, and offsets are integers; convert it with .astype(numpy.int64)"
            raise InvalidValue(f"column {name!r} {wrong}", column=name)


def _rows(columns: Columns) -> Rows:
    count = len(columns)
    return Rows(
        [str(columns.label)] * count if isinstance(columns.label, str) else _labels(items_of(columns.label)),
        whole_numbers(columns.start, "start"),
        whole_numbers(columns.end, "end"),
        items_of(columns.value) if len(columns.value) else [None] * count,
        _parts(items_of(columns.parts)) if len(columns.parts) else [()] * count,
        _scores(items_of(columns.score)) if len(columns.score) else [None] * count,
        [None] * count,
    )


def _labels(given: list[Any]) -> list[Any]:  # Any: what a plugin gives.
    """Give labels as plain strings, those of numpy too."""
    if {*map(type, given)} <= {str}:
        return given
    return [str(label) if isinstance(label, str) else label for label in given]


def _parts(given: list[Any]) -> list[tuple[Span, ...]]:
    return given if set(map(type, given)) == {tuple} else list(map(tuple, given))


def _scores(given: list[Any]) -> list[float | None]:
    if set(map(type, given)) <= {float, type(None)}:
        return given
    return [float(score) if hasattr(score, "__float__") else score for score in given]


def _layer(label: str, doc: list[int], rows: Rows) -> tuple[list[int], Rows]:
    """Give the rows with a label, and their documents."""
    if rows.label.count(label) == len(doc):
        return doc, rows
    numbers = [row for row, other in enumerate(rows.label) if other == label]
    return [doc[row] for row in numbers], rows.taken(numbers)


def _divide(label: str, doc: list[int], rows: Rows, sources: Sequence[Source], found: list[Layers]) -> None:
    """Divide the rows of a layer, which stand in the order of their documents, among these."""
    low = 0
    while low < len(doc):
        number = doc[low]
        high = bisect_right(doc, number, low)
        found[number][label] = in_order(rows.cut(low, high, sources[number]))
        low = high


# --- checks: each passes over whole columns, and looks for the row at fault only where there is one


def _check(rows: Rows, lengths: list[int], declared: type | None) -> None:
    """Check the rows of one layer, each against the length of its document's text."""
    _check_spans(rows, lengths)
    _check_rest(rows)
    # One value of each class: a declared protocol may ask for attributes, which only an instance shows.
    kinds: dict[Any, Any] = dict(zip(map(_CLASS_OF, rows.value), rows.value, strict=True))
    fits = (OpaqueValue,) if declared is None else (declared, OpaqueValue)
    wrong = [cls for cls, value in kinds.items() if declared is not None and not isinstance(value, fits)]
    if wrong:
        row = next(row for row, value in enumerate(rows.value) if type(value) in wrong)
        given = type(rows.value[row]).__name__
        name = getattr(declared, "__name__", declared)
        raise InvalidValue(f"the value of {_named(rows, row)} is of type {given}, but the extractor declares {name}")
    if declared not in _CHECKED:
        _check_writable(rows.value)
    elif kinds.keys() - {declared}:
        # A subclass may add a field that nothing can write.
        _check_writable([value for value in rows.value if type(value) is not declared])
    _check_reaches(rows, lengths)


def _check_spans(rows: Rows, lengths: list[int]) -> None:
    if min(rows.start) < 0 or not all(map(le, rows.start, rows.end)):
        for start, end in zip(rows.start, rows.end, strict=True):
            Span(start, end)
    if not all(map(le, rows.end, lengths)):
        row = _first_beyond(rows.end, lengths)
        raise OffsetError(f"{_named(rows, row)} ends after the text of {lengths[row]} code points")


def _check_rest(rows: Rows) -> None:
    """Check scores and parts, which few rows have: an annotation is made where the columns cannot tell."""
    doubtful: Iterable[int] = range(len(rows))
    if _are_scores([score for score in rows.score if score is not None]):
        doubtful = [row for row, parts in enumerate(rows.parts) if parts] if any(rows.parts) else ()
    for row in doubtful:
        span = Span(rows.start[row], rows.end[row])
        Annotation(span, rows.label[row], None, rows.parts[row], rows.score[row])


def _are_scores(given: list[float]) -> bool:
    # The sum tells of a NaN, which the least and the greatest may not see.
    return not given or ({*map(type, given)} == {float} and min(given) >= 0 and max(given) <= 1 and sum(given) >= 0)


def _check_writable(values: list[Any]) -> None:
    # Each object once: rows share values that are the same.
    for value in {id(value): value for value in values if value is not None}.values():
        canonical(value)
        try:
            hash(value)
        except TypeError as error:
            advice = "make it a frozen attrs class, with tuples in place of lists"
            raise InvalidValue(f"the value {value!r} has no hash: {error}; {advice}") from error


def _check_reaches(rows: Rows, lengths: list[int]) -> None:
    for ends in ends_in(rows.value):
        if not all(map(le, ends, lengths)):
            row = _first_beyond(ends, lengths)
            span = max(spans_in(rows.value[row]), key=lambda span: span.end)
            raise OffsetError(f"the value of {_named(rows, row)} points at {span!r}, after the text")


def _first_beyond(ends: list[int], lengths: list[int]) -> int:
    return next(row for row, (end, length) in enumerate(zip(ends, lengths, strict=True)) if end > length)


def _named(rows: Rows, row: int) -> str:
    return f"{rows.label[row]} {Span(rows.start[row], rows.end[row])!r}"


_CLASS_OF: Any = type
"""Any: mypy takes the class of a bare object for unhashable."""

_CHECKED = frozenset(STANDARD.values())
"""Classes whose validators let nothing in that cannot be written."""
