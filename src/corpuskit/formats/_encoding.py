"""Documents as plain JSON objects."""

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

__all__ = ["annotation_record", "dumps", "failure_record", "source_record", "sources_of", "value_json"]


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


def annotation_record(item: Annotation, places: dict[Source, int]) -> dict[str, Any]:
    """Give the JSON object of an annotation; ``places`` says where each source stands."""
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


def value_json(value: Any) -> Any:  # Any: plugins declare value classes of their own.
    """Give the JSON of an annotation's value; that of an opaque value is what it was read from."""
    if isinstance(value, OpaqueValue):
        # Parsed again where a line break could tear the line, and trusted to be JSON otherwise: its readers made it.
        return orjson.loads(value.json) if b"\n" in value.json else orjson.Fragment(value.json)
    names = _names(value.__class__)
    if names is None:
        return encode(value)
    record = {}
    for name in names:
        field = getattr(value, name)
        if type(field) is str:
            record[name] = field
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
        if "64-bit" in str(error):
            return _dumps_large(record)
        raise InvalidValue(f"document {document!r} cannot be written: {error}", document=document) from error


def _plain(item: object) -> Any:
    if isinstance(item, Metadata):
        return item.to_dict()
    if isinstance(item, float):
        return float(item)
    raise TypeError(f"{item!r} of type {type(item).__name__} has no JSON encoding")


def _dumps_large(record: Any) -> bytes:
    import json

    def plain(item: object) -> Any:
        return json.loads(item.contents) if isinstance(item, orjson.Fragment) else _plain(item)

    return json.dumps(record, default=plain, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
