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
    "extra_record",
    "parts_json",
    "source_column",
    "sources_of",
    "value_json",
    "values_json",
]


KEYS = ("id", "text", "metadata", "annotations", "failures", "sources")
"""The keys of a document that have a meaning, in the order in which they are written."""


def sources_of(document: Document) -> tuple[Source, ...]:
    """Give the document's sources, and after them those that only an annotation has."""
    known = document.sources
    strays = document.annotations.columns.sources - {None, *known}
    return (*known, *sorted(source for source in strays if source is not None)) if strays else known


def source_column(rows: Rows, sources: tuple[Source, ...]) -> list[int | None]:
    """Give the place of each row's source among all ``sources``; None where it has none."""
    # By identity first: rows share their sources, and a source takes long to hash.
    distinct = dict(zip(map(id, rows.source), rows.source, strict=True))
    places = {key: None if source is None else sources.index(source) for key, source in distinct.items()}
    return [places[key] for key in map(id, rows.source)]


def parts_json(rows: Rows) -> list[list[list[int]] | None]:
    """Give the parts of each row as JSON; None where it has none."""
    return [[[part.start, part.end] for part in parts] if parts else None for parts in rows.parts]


def values_json(document: Document) -> list[Any]:  # Any: JSON.
    """Give the JSON of each annotation's value, in order; None where it has none.

    A value that several annotations share is encoded once; opaque values are left to ``dumps``.

    Raises:
        InvalidValue: when a value has no JSON encoding.
    """
    found: list[Any] = []
    known: dict[int, Any] = {}
    encoders: dict[type, Callable[[Any], Any]] = {OpaqueValue: _as_it_is}
    try:
        for value in document.annotations.columns.value:
            key = id(value)  # Nobody else's, as long as the rows hold the value.
            if key not in known:
                cls: Any = type(value)  # Any: mypy takes a bare class for unhashable.
                encoder = encoders.get(cls) or encoders.setdefault(cls, encoder_of(cls))
                known[key] = encoder(value)
            found.append(known[key])
    except InvalidValue as error:
        message = f"document {document.id!r}, {document.key(document.annotations[len(found)])} cannot be written"
        raise InvalidValue(f"{message}: {error.message}", **{**error.facts, "document": document.id}) from error
    return found


def _as_it_is(value: OpaqueValue) -> OpaqueValue:
    return value


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
