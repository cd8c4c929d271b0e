"""Documents drawn by chance, for systems that take minutes for a megabyte."""

import math
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256

from .scores import PARTS, Record

__all__ = ["counts", "drawn", "note"]


def drawn(records: Iterable[Record], most: float) -> Iterator[Record]:
    """Give records in an order by their ids until their texts have so many KB."""
    size = 0.0
    for record in sorted(records, key=_place):
        if size >= most:
            return
        size += len(record["text"].encode()) / 1000
        yield record


def _place(record: Record) -> bytes:
    # Another hash than that of the part held back, so that both parts are drawn from alike.
    return sha256(f"drawn {record['id']}".encode()).digest()


def counts(records: Sequence[Record]) -> dict[str, int]:
    """Give the number of records by part."""
    return {part: sum(within(row["id"]) for row in records) for part, within in PARTS.items()}


def note(texts: Iterable[str], most: float) -> str:
    """Say which documents were read, and how much."""
    size = sum(len(text.encode()) for text in texts) / 1e6
    read = "all documents" if most == math.inf else f"documents drawn by their ids, {most:g} KB for each table"
    return f"Over {read}: {size:.2f} MB."
