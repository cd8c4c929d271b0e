"""Documents as JSON, their annotations from columns."""

from collections.abc import Callable
from typing import Any

from .._annotation import Source
from .._document import Document
from .._fields import encode, encoder_of
from .._rows import Rows
from ..errors import InvalidValue
from ..values import OpaqueValue
from ._json import check_depth

__all__ = [
    "KEYS",
    "annotation_records",
    "as_it_is",
    "document_record",
    "extra_record",
    "parts_json",
    "sources_of",
    "value_json",
    "values_json",
]


KEYS = ("id", "text", "metadata", "annotations", "failures", "sources")
"""The keys of a document that have a meaning, in the order in which they are written."""


def sources_of(document: Document) -> tuple[tuple[Source, ...], list[int | None]]:
    """Give the document's sources, after them those that only an annotation has, and which of them each one has."""
    sources, held = document.sources, document.annotations._columns.source
    # By identity: rows share their sources, and a source takes long to hash.
    places = {id(None): None, **{id(source): sources.index(source) for source in sources}}
    others = {id(source): source for source in held if source is not None and id(source) not in places}
    if others:
        sources = (*sources, *sorted({*others.values()} - {*sources}))
        places |= {key: sources.index(source) for key, source in others.items()}
    return sources, list(map(places.__getitem__, map(id, held)))


def parts_json(rows: Rows) -> list[list[list[int]] | None]:
    """Give the parts of each row as JSON; None where it has none."""
    return [[[part.start, part.end] for part in parts] if parts else None for parts in rows.parts]


def values_json(document: Document, form: Callable[[Any], Any]) -> list[Any]:  # Any: JSON, and its form.
    """Give the JSON of each annotation's value in some form, in order; None where it has none.

    A value that several annotations share is encoded once; opaque values are left to ``form``.

    Raises:
        InvalidValue: when a value has no JSON encoding.
    """
    found: list[Any] = []
    known: dict[int, Any] = {id(None): None}
    encoders: dict[type, Callable[[Any], Any]] = {OpaqueValue: as_it_is}
    try:
        for value in document.annotations._columns.value:
            key = id(value)  # Nobody else's, as long as the rows hold the value.
            if key not in known:
                cls: Any = type(value)  # Any: mypy takes a bare class for unhashable.
                encoder = encoders.get(cls) or encoders.setdefault(cls, encoder_of(cls))
                known[key] = form(encoder(value))
            found.append(known[key])
    except InvalidValue as error:
        if "document" in error.facts:
            raise
        message = f"document {document.id!r}, {document.key(document.annotations[len(found)])} cannot be written"
        raise InvalidValue(f"{message}: {error.message}", **{**error.facts, "document": document.id}) from error
    return found


def as_it_is(data: Any) -> Any:  # Any: JSON.
    """Give what is given."""
    return data


def document_record(document: Document) -> dict[str, Any]:
    """Give a document as JSON; opaque values and metadata are left to ``dumps``.

    Raises:
        InvalidValue: when a value has no JSON encoding, or a further key has a meaning.
    """
    sources, places = sources_of(document)
    record = {
        "id": document.id,
        "text": document.text,
        "metadata": document.metadata,
        "annotations": annotation_records(document, places),
        "failures": encode(document.failures),
        "sources": encode(sources),
    }
    return record | extra_record(document) if document.extra else record


def annotation_records(document: Document, places: list[int | None]) -> list[dict[str, Any]]:
    """Give each annotation as JSON, with its source as one of ``places``; what is None or empty is left out.

    Raises:
        InvalidValue: when a value has no JSON encoding.
    """
    rows = document.annotations._columns
    found = []
    columns = (values_json(document, as_it_is), parts_json(rows), rows.score, places)
    for label, start, end, value, parts, score, source in zip(rows.label, rows.start, rows.end, *columns, strict=True):
        record: dict[str, Any] = {"label": label, "start": start, "end": end}
        if value is not None:
            record["value"] = value
        if parts is not None:
            record["parts"] = parts
        if score is not None:
            record["score"] = float(score)
        if source is not None:
            record["source"] = source
        found.append(record)
    return found


def extra_record(document: Document) -> dict[str, Any]:
    """Give the further keys of a document.

    Raises:
        InvalidValue: when one of them is a key that has a meaning, or nested too deeply.
    """
    taken = sorted(document.extra.keys() & set(KEYS))
    if taken:
        message = f"document {document.id!r}: extra has the key {taken[0]!r}, which means something else in a file"
        raise InvalidValue(message, document=document.id, key=taken[0])
    record = document.extra.to_dict()
    for key, item in record.items():
        try:
            check_depth(item)
        except ValueError as error:
            message = f"document {document.id!r} cannot be written: extra {key!r}: {error}"
            raise InvalidValue(message, document=document.id, key=key) from error
    return record


def value_json(value: Any) -> Any:  # Any: plugins declare value classes of their own.
    """Give the JSON of an annotation's value; an opaque value is left to ``dumps``."""
    return value if isinstance(value, OpaqueValue) else encode(value)
