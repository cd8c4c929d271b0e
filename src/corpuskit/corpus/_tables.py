"""One row an annotation: the layer of a corpus as a table."""

import datetime
import enum
import math
from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any, get_args, get_type_hints

import attrs

from .._annotation import Annotation, Ref
from .._document import Document
from .._fields import encode
from .._metadata import Metadata, plain_json
from .._plugins import Plugins
from .._span import Span
from ..formats._encoding import value_json
from ..formats._json import dumps
from ..values import STANDARD, OpaqueValue, QuoteValue
from ._labels import checked
from ._when import WHEN, when_cells

__all__ = ["FIXED", "Table", "metadata_cells"]

FIXED: Mapping[str, type] = {"document": str, "start": int, "end": int, "text": str, "parts": str, "score": float}
"""The columns that every table has, each with the type of its cells."""


class Table:
    """The table of a layer: its columns, and a row for each annotation.

    The fields of the value are columns of their own name; one that the table has already is named ``value_…``, as
    ``value_end`` of a date. A metadata key that is the name of another column is named ``metadata_…``.

    - A span (``speaker``) becomes its text, with ``speaker_start`` and ``speaker_end``; several spans (``quoted``)
      become their texts joined by ``…``, with ``quoted_spans`` as ``"3-10 14-20"``.
    - A reference becomes the text that it points at, with ``…_label``, ``…_start`` and ``…_end``.
    - An exact number becomes its text as in JSON, with the float to calculate with as ``…_number``, which is
      missing where no float is as large.
    - Several words become one text, joined by semicolons; dates and times are ISO strings, anything else JSON.
    - A value without a known class becomes ``value``, or ``value_…`` for each of its keys.
    - A quotation also has ``when``, the value of the date on which the text says that it was said, with ``when_text``,
      ``when_start`` and ``when_end``; it is missing where the text does not say so, or not in which year.

    Args:
        label: the layer.
        plugins: where its value class is looked up; the installed ones by default.
        made: further layers that exist though no document may have one.
    """

    def __init__(self, label: str, plugins: Plugins | None = None, *, made: Collection[str] = ()) -> None:
        self.label = label
        self._plugins = plugins
        self._made = made

    @cached_property
    def value_class(self) -> Any:  # Any: an attrs class, or None.
        """The class of the layer's values, where it has fields."""
        found = STANDARD.get(self.label) or (self._plugins or Plugins()).value_class(self.label)
        return found if found is not None and attrs.has(found) and found not in (Span, Ref) else None

    @cached_property
    def value_columns(self) -> Mapping[str, type]:
        """The columns of the value's fields and of what follows from them, each with the type of its cells."""
        if self.value_class is None:
            return {}
        hints = get_type_hints(self.value_class)
        pairs = [_columns(self._column(field), hints[field]) for field in self._fields]
        fields = {name: kind for columns in pairs for name, kind in columns.items()}
        return {**fields, **(WHEN if self.value_class is QuoteValue else {})}

    @cached_property
    def columns(self) -> Mapping[str, type]:
        """All columns but those of metadata, in order, each with the type of its cells."""
        return {**FIXED, **self.value_columns}

    @cached_property
    def _fields(self) -> tuple[str, ...]:
        return tuple(field.name for field in attrs.fields(self.value_class) if field.init)

    def _column(self, field: str) -> str:
        return f"value_{field}" if field in FIXED else field

    def _metadata_column(self, key: str) -> str:
        taken = key in FIXED or key in self.value_columns or key == "value" or key.startswith(("value_", "metadata_"))
        return f"metadata_{key}" if taken else key

    def rows(self, documents: Iterable[Document]) -> Iterator[dict[str, Any]]:
        """Give a row for each annotation, in order. Rows of documents with other metadata have other columns.

        Raises:
            NotFound: at the end, when no document has the layer, no installed extractor makes it, and it is no
                standard one.
        """
        for document in checked(documents, {self.label} - {*self._made}, self._plugins):
            metadata = {self._metadata_column(key): _cell(item) for key, item in document.metadata.items()}
            for item in document[self.label]:
                yield self._row(document, metadata, item)

    def _row(self, document: Document, metadata: dict[str, Any], item: Annotation) -> dict[str, Any]:
        return {
            "document": document.id,
            **metadata,
            "start": item.start,
            "end": item.end,
            "text": document.text_of(item),
            "parts": _spans(item.parts) if item.parts else None,
            "score": None if item.score is None else float(item.score),
            **self._value(document, item.value),
            **(when_cells(document, item) if self.value_class is QuoteValue else {}),
        }

    def _value(self, document: Document, value: Any) -> dict[str, Any]:
        cells: dict[str, Any] = dict.fromkeys(self.value_columns)
        if self.value_class is not None and isinstance(value, self.value_class):
            for field in self._fields:
                cells.update(_flat(self._column(field), getattr(value, field), document))
        elif isinstance(value, OpaqueValue):
            cells.update(_opaque(value.data))
        elif value is not None:
            cells.update(_opaque(value_json(value)))
        return cells


def _opaque(data: Any) -> dict[str, Any]:
    if isinstance(data, dict):
        return {f"value_{key}": _json_cell(item) for key, item in data.items()}
    return {"value": _json_cell(data)}


def _columns(name: str, hint: Any) -> dict[str, type]:
    kinds = {argument for argument in get_args(hint) if argument is not type(None)} or {hint}
    if Ref in kinds:
        return {name: str, f"{name}_label": str, f"{name}_start": int, f"{name}_end": int}
    if Span in kinds:
        return {
            name: str,
            **({f"{name}_spans": str} if Ellipsis in kinds else {f"{name}_start": int, f"{name}_end": int}),
        }
    if kinds & {Decimal, Fraction}:
        return {name: str, f"{name}_number": float}
    plain = kinds & {bool, int, float}
    return {name: plain.pop() if len(kinds) == 1 and plain else str}


def _flat(name: str, item: Any, document: Document) -> dict[str, Any]:
    if item is None or item == ():
        return {}
    if isinstance(item, Span):
        return {name: document.text_of(item), f"{name}_start": item.start, f"{name}_end": item.end}
    if isinstance(item, Ref):
        return {**_flat(name, item.span, document), f"{name}_label": item.label}
    if isinstance(item, (Decimal, Fraction)):
        return {name: encode(item), f"{name}_number": _float(item)}
    if isinstance(item, tuple) and all(isinstance(piece, Span) for piece in item):
        return {name: "…".join(document.text_of(piece) for piece in item), f"{name}_spans": _spans(item)}
    return {name: _field_cell(item)}


def _float(amount: Decimal | Fraction) -> float | None:
    """Give the nearest float; None beyond the largest, where the exact text must do."""
    try:
        found = float(amount)
    except OverflowError:
        return None
    return found if math.isfinite(found) else None


def _field_cell(item: Any) -> Any:
    if isinstance(item, tuple) and all(isinstance(piece, str) for piece in item):
        return "; ".join(item)
    if isinstance(item, (datetime.date, datetime.time, enum.Enum)):
        return encode(item)
    return item if isinstance(item, (str, bool, int, float)) else dumps(encode(item), "").decode()


def _spans(spans: Iterable[Span]) -> str:
    return " ".join(f"{span.start}-{span.end}" for span in spans)


def metadata_cells(metadata: Metadata, taken: Collection[str]) -> dict[str, Any]:
    """Give the metadata of a document as cells; a key that is the name of another column is ``metadata_…``."""
    return {
        f"metadata_{key}" if key in taken or key.startswith("metadata_") else key: _cell(item)
        for key, item in metadata.items()
    }


def _cell(item: Any) -> Any:
    return _json_cell(plain_json(item)) if isinstance(item, (Metadata, tuple)) else item


def _json_cell(item: Any) -> Any:
    return dumps(item, "").decode() if isinstance(item, (dict, list)) else item
