"""Documents as rows of a store, with a digest of everything that is in them."""

import hashlib
from collections.abc import Sequence
from itertools import count
from typing import Any

import attrs

from .._document import Document
from .._fields import encode
from ..formats._encoding import extra_record, parts_json, sources_of, values_json
from ..formats._json import dumps
from ._columns import Columns, columns_of

__all__ = ["Record", "record_of"]


@attrs.define
class Record:
    """A document on its way into a store.

    Args:
        id: that of the document.
        digest: equal where everything in two documents is.
        row: the cells of ``documents`` after the id and the digest.
        columns: what the value of each annotation gives to be searched for.
        parts: the parts of each, as JSON.
        cells: the cells of each that the others have, too.
    """

    id: str
    digest: bytes
    row: tuple[Any, ...]  # Any: the cells of a table.
    columns: Sequence[Columns]
    parts: Sequence[str | None]
    cells: Sequence[tuple[Any, ...]]

    @property
    def weight(self) -> int:
        """How much memory it takes, in code points."""
        return len(self.row[-1]) + 200 * len(self.cells)


def record_of(document: Document) -> Record:
    """Give a document as rows.

    Raises:
        InvalidValue: when something in it has no JSON encoding.
    """
    sources, places = sources_of(document)
    rows = document.annotations._columns
    parts = {
        "metadata": document.metadata,
        "sources": encode(sources),
        "failures": encode(document.failures),
        "extra": extra_record(document),
    }
    texts = [_json(data, document.id) for data in parts.values()]
    values = values_json(document, lambda data: _json(data, document.id))
    pieces = [None if item is None else _json(item, document.id) for item in parts_json(rows)]
    cells = list(zip(rows.label, count(), rows.start, rows.end, rows.score, places, values, strict=False))
    content = dumps([document.text, texts, cells, pieces], document.id)
    row = (_text(document, "date"), _text(document, "language"), *texts, document.text)
    digest = hashlib.blake2b(content, digest_size=16).digest()
    return Record(document.id, digest, row, list(columns_of(document)), pieces, cells)


def _json(data: Any, document: str) -> str:  # Any: JSON.
    return dumps(data, document).decode()


def _text(document: Document, key: str) -> str | None:
    found = document.metadata.get(key)
    return found if isinstance(found, str) and found else None
