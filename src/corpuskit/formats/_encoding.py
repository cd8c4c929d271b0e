"""Documents as plain JSON objects."""

import json
import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import attrs
import orjson

from .._annotation import Annotation, Failure, Source
from .._document import Document
from .._fields import encode
from .._metadata import Metadata
from .._span import Span
from ..errors import InvalidValue
from ..values import OpaqueValue

__all__ = [
    "KEYS",
    "annotation_records",
    "dumps",
    "extra_record",
    "failure_record",
    "source_record",
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


def source_record(source: Source) -> dict[str, str]:
    """Give the JSON object of a source."""
    return {
        "distribution": source.distribution,
        "version": source.version,
        "extractor": source.extractor,
        "config": source.config,
        "input": source.input,
    }


def failure_record(failure: Failure) -> dict[str, str]:
    """Give the JSON object of a failure."""
    return {
        "document": failure.document,
        "extractor": failure.extractor,
        "version": failure.version,
        "error": failure.error,
        "message": failure.message,
    }


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
        InvalidValue: when one of them is a key that has a meaning.
    """
    taken = sorted(document.extra.keys() & set(KEYS))
    if taken:
        message = f"document {document.id!r}: extra has the key {taken[0]!r}, which means something else in a file"
        raise InvalidValue(message, document=document.id, key=taken[0])
    return document.extra.to_dict()


def value_json(value: Any) -> Any:  # Any: plugins declare value classes of their own.
    """Give the JSON of an annotation's value; an opaque value is left to :func:`dumps`."""
    if isinstance(value, OpaqueValue):
        return value
    names = _names(value.__class__)
    if names is None:
        return encode(value)
    record = {}
    for name in names:
        field = getattr(value, name)
        if type(field) is str:
            record[name] = field
        elif type(field) is float and not math.isfinite(field):
            raise InvalidValue(f"its value's field {name!r} is {field}, which JSON does not have", field=name)
        elif field is not None and not (type(field) is tuple and not field):
            record[name] = encode(field)
    return record


@lru_cache(maxsize=256)
def _names(cls: Any) -> tuple[str, ...] | None:  # Any: an attrs class.
    if not attrs.has(cls) or cls is Span or cls.__name__ == "Ref":
        return None
    return tuple(field.name for field in attrs.fields(cls) if field.init)


def dumps(record: Any, document: str) -> bytes:  # Any: JSON.
    """Give compact JSON; ``document`` is named in an error.

    Raises:
        InvalidValue: when a string in it cannot be stored as UTF-8, or a value has no encoding.
    """
    try:
        return orjson.dumps(record, default=_plain)
    except TypeError as error:
        if "64-bit" not in str(error):
            raise InvalidValue(f"document {document!r} cannot be written: {error}", document=document) from error
    try:
        return _dumps_large(record)
    except (TypeError, ValueError) as error:
        raise InvalidValue(f"document {document!r} cannot be written: {error}", document=document) from error


def _plain(item: object) -> Any:
    if isinstance(item, OpaqueValue):
        # Parsed again where a line break could tear the line, and trusted to be JSON otherwise: its readers made it.
        return json.loads(item.json) if b"\n" in item.json else orjson.Fragment(item.json)
    if isinstance(item, Metadata):
        return item.to_dict()
    if isinstance(item, float):
        return float(item)
    raise TypeError(f"{item!r} of type {type(item).__name__} has no JSON encoding")


def _dumps_large(record: Any) -> bytes:
    def plain(item: object) -> Any:
        return json.loads(item.json) if isinstance(item, OpaqueValue) else _plain(item)

    return json.dumps(record, default=plain, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
