"""Documents as plain JSON objects."""

from collections.abc import Mapping, Sequence
from typing import Any

from .._annotation import Annotation, Source
from .._document import Document
from .._fields import encode
from ..errors import InvalidValue
from ..values import OpaqueValue
from ._json import check_depth

__all__ = [
    "KEYS",
    "annotation_records",
    "extra_record",
    "sources_of",
    "value_json",
]


KEYS = ("id", "text", "metadata", "annotations", "failures", "sources")
"""The keys of a document that have a meaning, in the order in which they are written."""


def sources_of(document: Document) -> tuple[Source, ...]:
    """Give the document's sources, and after them those that only an annotation has."""
    known = document.sources
    strays = {item.source for item in document.annotations if item.source is not None} - set(known)
    return (*known, *sorted(strays)) if strays else known


def annotation_records(document: Document, sources: Sequence[Source]) -> list[dict[str, Any]]:
    """Give the JSON objects of a document's annotations; ``sources`` says which index each source has.

    Raises:
        InvalidValue: when a value has no JSON encoding.
    """
    places = {source: index for index, source in reversed(list(enumerate(sources)))}
    records = []
    for item in document.annotations:
        try:
            records.append(_annotation_record(item, places))
        except InvalidValue as error:
            message = f"document {document.id!r}, {document.key(item)} cannot be written: {error.message}"
            raise InvalidValue(message, **{**error.facts, "document": document.id}) from error
    return records


def _annotation_record(item: Annotation, places: Mapping[Source, int]) -> dict[str, Any]:
    record: dict[str, Any] = {"label": item.label, "start": item.span.start, "end": item.span.end}
    if item.value is not None:
        record["value"] = value_json(item.value)
    if item.parts:
        record["parts"] = [[part.start, part.end] for part in item.parts]
    if item.score is not None:
        record["score"] = float(item.score)
    if item.source is not None:
        record["source"] = places[item.source]
    return record


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
