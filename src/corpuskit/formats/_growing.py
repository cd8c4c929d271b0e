"""A Parquet corpus in the making: a stream of Arrow that grows by batches, from which the two tables are written."""

import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from .._document import Document
from .._plugins import Plugins
from ._arrow import Record, arrow, batch_of, schema_of
from ._parquet_reading import TableReader
from ._records import ColumnNames

__all__ = ["batches_in", "head", "is_growing", "packed", "read_growing"]

_MARK = b"\xff\xff\xff\xff"
"""What a message of Arrow begins with."""

_END = _MARK + bytes(4)
"""What a finished stream ends with."""


def _stream(batches: Sequence[Any]) -> bytes:
    pa = arrow()
    raw = io.BytesIO()
    with pa.ipc.new_stream(raw, schema_of(pa), options=pa.ipc.IpcWriteOptions(compression="zstd")) as writer:
        for batch in batches:
            writer.write_batch(batch)
    return raw.getvalue().removesuffix(_END)


def head() -> bytes:
    """Give what a stream begins with: its schema."""
    return _stream([])


def packed(records: Sequence[Record]) -> bytes:
    """Give records as a part of a stream; nothing where there is none."""
    if not records:
        return b""
    pa = arrow()
    return _stream([batch_of(pa, records, schema_of(pa))]).removeprefix(head())


def is_growing(path: Path) -> bool:
    """Say whether a file is such a stream."""
    if not path.is_file():
        return False
    with open(path, "rb") as stream:
        return stream.read(4) == _MARK


def batches_in(path: Path) -> Iterator[Any]:
    """Give the record batches of a stream, lazily."""
    pa = arrow()
    with pa.OSFile(str(path)) as file, pa.ipc.open_stream(file) as reader:
        yield from reader


def read_growing(path: Path, plugins: Plugins | None) -> Iterator[Document]:
    """Give the documents of a stream, lazily."""
    pa = arrow()
    reader = TableReader(str(path), schema_of(pa), ColumnNames(), plugins)
    for batch in batches_in(path):
        for number, row in enumerate(batch.to_pylist(), 1):
            yield reader.document(row, number)
