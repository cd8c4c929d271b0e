"""Documents out of a store, as they went in."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from .._document import Document
from .._metadata import Metadata
from ..formats._decoding import Decoder, Place
from ..formats._json import loads, whole
from ..values import STANDARD
from ._faults import damaged

__all__ = ["DOCUMENT", "documents", "metadata_of", "parts_of"]

DOCUMENT = "SELECT doc, id, text, metadata, sources, failures, extra FROM documents"
_ANNOTATIONS = "SELECT label, start, end, score, source, parts, value FROM annotations WHERE doc = ? ORDER BY n"
_JSON = ("metadata", "sources", "failures", "extra")


def documents(
    connection: sqlite3.Connection, rows: Iterable[tuple[Any, ...]], path: str, decoder: Decoder
) -> Iterator[Document]:
    """Give the documents of rows that :data:`DOCUMENT` selects, lazily.

    Raises:
        FormatError: when what is stored is none.
    """
    place = Place(path)
    for doc, id, text, *texts in rows:
        data = {"id": id, "text": text}
        for key, item in zip(_JSON, texts, strict=True):
            data[key] = _json(item, _items_of, f"document {id!r}, {key}", path)
        extra = data.pop("extra")
        if not isinstance(extra, dict):
            raise damaged(path, f"document {id!r}, extra: no JSON object")
        data |= {key: item for key, item in extra.items() if key not in data}
        found = connection.execute(_ANNOTATIONS, (doc,))
        data["annotations"] = [_annotation(row, f"document {id!r}", path) for row in found]
        yield decoder.document(data, place)


def metadata_of(text: str, id: str, path: str) -> Metadata:
    """Give what is stored as the metadata of a document."""
    return Metadata(_json(text, whole, f"document {id!r}, metadata", path))


def parts_of(text: str, path: str) -> list[tuple[int, int]]:
    """Give what is stored as the parts of an annotation."""
    return [(start, end) for start, end in _json(text, whole, "parts", path)]


def _annotation(row: tuple[Any, ...], where: str, path: str) -> dict[str, Any]:
    label, start, end, score, source, parts, value = row
    data = {"label": label, "start": start, "end": end, "score": score, "source": source}
    if parts is not None:
        data["parts"] = _json(parts, whole, f"{where}, parts of {label}", path)
    if value is not None:
        # The values of standard layers hold no integer beyond 64 bits, and nothing that is nested deep.
        data["value"] = _json(value, _nothing if label in STANDARD else whole, f"{where}, value of {label}", path)
    return data


def _json(text: Any, free: Callable[[Any], Iterable[Any]], what: str, path: str) -> Any:  # Any: JSON, not checked.
    try:
        return loads(text, free)
    except (ValueError, TypeError) as error:
        raise damaged(path, f"{what}: broken JSON: {error}") from error


def _nothing(data: Any) -> Iterable[Any]:
    return ()


def _items_of(data: Any) -> Iterable[Any]:
    # Further keys share a column, and the object that holds them is none of theirs.
    return data.values() if isinstance(data, dict) else (data,)
