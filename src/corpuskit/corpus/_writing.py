"""A table of annotations in a file, written in bounded memory."""

import csv
import io
import json
import tempfile
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

import attrs

from .._document import Document
from ..errors import FormatError
from ..formats._atomic import is_stream, streaming, write_file
from ..formats._files import STANDARD_STREAM, base_suffix
from ..formats._guarding import guarded
from ..formats._json import dumps
from ..formats.delimited import TABS
from ..formats.parquet import arrow
from ._tables import Table

__all__ = ["Row", "Shape", "write_rows", "write_table"]

_ROWS = 20_000

Row = Mapping[str, Any]


@attrs.define
class Shape:
    """The columns that the rows of a table turn out to have, and the types of their cells.

    Args:
        fixed: the columns but those of metadata, in order, each with the type of its cells. Those of metadata stand
            between the first two.
        metadata: the types of the cells that were seen in those of metadata.
        others: the same of the other columns.
    """

    fixed: Mapping[str, type]
    metadata: dict[str, set[type]] = attrs.field(factory=dict)
    others: dict[str, set[type]] = attrs.field(factory=dict)

    def see(self, row: Row) -> None:
        """Note the columns of a row and their types."""
        first, second, *_ = self.fixed
        before_second = True
        for name, cell in row.items():
            before_second = before_second and name != second
            kinds = (self.metadata if before_second and name != first else self.others).setdefault(name, set())
            if cell is not None:
                kinds.add(_kind(cell))

    @property
    def columns(self) -> list[str]:
        """All columns in order: the document, metadata, then the place, the text and the value."""
        fixed = [*self.fixed]
        known = {*fixed, *self.metadata}
        return [fixed[0], *self.metadata, *fixed[1:], *(name for name in self.others if name not in known)]

    def type_of(self, name: str) -> type:
        """Give the one type of a column's cells: float for mixed numbers, text for anything else that is mixed."""
        kinds = self.metadata.get(name) or self.others.get(name) or set()
        if kinds <= {int, float} and kinds:
            return float if float in kinds else int
        if not kinds:
            return self.fixed.get(name, str)
        return next(iter(kinds)) if len(kinds) == 1 else str

    def cell(self, name: str, cell: Any) -> Any:
        """Give a cell as its column's type."""
        kind = self.type_of(name)
        if cell is None or type(cell) is kind:
            return cell
        return float(cell) if kind is float else json.dumps(cell, ensure_ascii=False)


def _kind(cell: Any) -> type:
    # An integer beyond 64 bits fits no column of numbers; as text it is exact.
    return str if type(cell) is int and not -(2**63) <= cell < 2**63 else type(cell)


def write_table(
    documents: Iterable[Document], table: Table, path: str | Path, *, format: str | None, safe_cells: bool
) -> int:
    """Write a table; see :meth:`corpuskit.Corpus.write_table`."""
    guessed = ".csv" if str(path) == STANDARD_STREAM else base_suffix(path)
    suffix = f".{format}" if format else guessed
    return write_rows(table.rows(documents), table.columns, path, suffix, safe_cells=safe_cells)


def write_rows(
    rows: Iterable[Row], columns: Mapping[str, type], path: str | Path, suffix: str, *, safe_cells: bool
) -> int:
    """Write rows of a table, in the order that they come, and give their number.

    Args:
        rows: those of :meth:`Table.rows`, or others with ``document`` first, and metadata after the first column.
        columns: the columns but those of metadata, in order, each with the type of its cells.
        path: a file, which appears when it is complete, or a stream.
        suffix: that of the format.
        safe_cells: as for :meth:`corpuskit.Corpus.write_table`.

    Raises:
        FormatError: when tables are not written in such a format.
    """
    write = _writer_of(columns, path, suffix, safe_cells)
    if is_stream(path):
        with streaming(path) as stream:
            return write(rows, stream)
    return write_file(rows, path, write, what="row")


def _writer_of(
    columns: Mapping[str, type], path: str | Path, suffix: str, safe_cells: bool
) -> Callable[[Iterable[Row], BinaryIO], int]:
    if suffix == ".jsonl":
        return _write_lines
    if suffix == ".parquet":
        return partial(_spooled, columns, partial(_write_parquet, arrow()))
    if suffix in (".csv", *TABS):
        return partial(_spooled, columns, partial(_write_delimited, "," if suffix == ".csv" else "\t", safe_cells))
    what = suffix or "a name without a suffix"
    message = f"{path}: a table is written to .csv, .tsv, .jsonl or .parquet, not {what}"
    raise FormatError(message, file=str(path))


def _write_lines(rows: Iterable[Row], stream: BinaryIO) -> int:
    """Write each row as a line of JSON, without what is missing in it."""
    count = 0
    for row in rows:
        filled = {name: cell for name, cell in row.items() if cell is not None}
        stream.write(dumps(filled, str(row["document"])) + b"\n")
        count += 1
    return count


_Writer = Callable[[Shape, Iterable[Row], BinaryIO], None]


def _spooled(columns: Mapping[str, type], write: _Writer, rows: Iterable[Row], stream: BinaryIO) -> int:
    """Keep the rows in a temporary file until all columns are known: metadata differ from document to document."""
    shape, count = Shape(columns), 0
    with tempfile.TemporaryFile() as spool:
        for row in rows:
            shape.see(row)
            spool.write(dumps(row, str(row["document"])) + b"\n")
            count += 1
        spool.seek(0)
        write(shape, map(json.loads, spool), stream)
    return count


def _write_delimited(delimiter: str, safe_cells: bool, shape: Shape, rows: Iterable[Row], stream: BinaryIO) -> None:
    columns = shape.columns
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="")
    try:
        # The line end of RFC 4180 also makes the writer quote every cell that holds a part of it.
        writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
        guard = _guarded if safe_cells else _as_is
        writer.writerow([guard(name) for name in columns])
        for row in rows:
            writer.writerow([guard(row.get(name)) for name in columns])
        text.flush()
    finally:
        text.detach()


def _as_is(cell: Any) -> Any:
    return cell


def _guarded(cell: Any) -> Any:
    return guarded(cell) if isinstance(cell, str) else cell


def _write_parquet(pa: Any, shape: Shape, rows: Iterable[Row], stream: BinaryIO) -> None:
    types = {int: pa.int64(), float: pa.float64(), bool: pa.bool_(), str: pa.string()}
    schema = pa.schema([(name, types[shape.type_of(name)]) for name in shape.columns])
    with pa.parquet.ParquetWriter(stream, schema, compression="zstd") as writer:
        batch: list[dict[str, Any]] = []
        for row in rows:
            batch.append({name: shape.cell(name, cell) for name, cell in row.items()})
            if len(batch) == _ROWS:
                writer.write_table(pa.Table.from_pylist(batch, schema=schema))
                batch = []
        writer.write_table(pa.Table.from_pylist(batch, schema=schema))
