"""Documents from Parquet: from the two tables of a corpus, and from tables of other tools."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import attrs

from .._document import Document
from .._plugins import Plugins
from ..errors import FormatError
from ..values import STANDARD
from ._arrow import FOR_QUERIES, FOUND, JSON, arrow
from ._decoding import Decoder, Place
from ._json import loads
from ._parquet_writing import VERSION, schemas
from ._records import ColumnNames
from .jsonl import FORMAT_VERSION

__all__ = ["RowGroup", "TableReader", "read_files", "read_folder", "row_groups"]

_BATCH = 500
_ADDED = ("doc", "id", *FOR_QUERIES)
"""The columns of an annotation that are no keys of it."""


# --- the two tables of a corpus


def read_folder(pa: Any, path: Path, plugins: Plugins | None) -> Iterator[Document]:
    """Give the documents of a corpus of two tables, lazily."""
    place, decoder = Place(str(path)), Decoder(plugins)
    documents, annotations = schemas(pa)
    found = _Found(_groups(pa, files_in(path / "annotations"), annotations), place)
    for file in files_in(path / "documents"):
        with _opened(pa, file, documents) as table:
            for batch in table.iter_batches(batch_size=_BATCH):
                rows = batch.to_pylist()
                for row, items in zip(rows, found.of([row["doc"] for row in rows]), strict=True):
                    yield decoder.document(_record(row, items, place), place)
    found.check_end()


def files_in(folder: Path) -> list[Path]:
    """Give the Parquet files of a folder, sorted by name.

    Raises:
        FormatError: when there is none.
    """
    files = sorted(folder.glob("*.parquet"))
    if not files:
        message = f"{folder}: there is no .parquet file in it; a corpus has documents/ and annotations/"
        raise FormatError(message, file=str(folder))
    return files


class _Found:
    """The rows of the annotations, given out in the order of the documents.

    A group of rows is opened when the first document is asked for that may have one in it: its rows stand in the order
    of their documents, and groups of several labels have rows of the same documents.
    """

    def __init__(self, groups: Iterator["_Group"], place: Place) -> None:
        self._groups = groups
        self._place = place
        self._next = next(groups, None)
        self._open: list[_Group] = []

    def of(self, numbers: list[int]) -> list[list[dict[str, Any]]]:
        """Give the rows of each of some documents that stand one after the other, by their numbers."""
        lists: dict[int, list[dict[str, Any]]] = {number: [] for number in numbers}
        for row in self._rows(numbers[-1]):
            if row["doc"] not in lists:
                raise self._fault(row["doc"], row["id"])
            lists[row["doc"]].append(row)
        return [lists[number] for number in numbers]

    def _rows(self, last: int) -> Iterator[dict[str, Any]]:
        while self._next is not None and self._next.first <= last:
            if not self._next.is_sorted:
                raise self._unsorted(self._next)
            self._open.append(self._next)
            self._next = next(self._groups, None)
        for group in self._open:
            yield from group.until(last)
        self._open = [group for group in self._open if group.is_left]

    def check_end(self) -> None:
        """See that every annotation had its document."""
        for group in (*self._open, *filter(None, [self._next])):
            raise self._unsorted(group)

    def _unsorted(self, group: "_Group") -> FormatError:
        row = group.table.slice(group.place, 1).to_pylist()[0]
        return self._fault(row["doc"], row["id"])

    def _fault(self, number: int, name: str) -> FormatError:
        return self._place.fault(
            f"annotations of document number {number} ({name!r}) are not where it is: both tables must be sorted "
            "by the column doc, and every annotation must have its document"
        )


@attrs.define
class _Group:
    """A group of rows, which are loaded when they are asked for."""

    first: int
    load: Callable[[], Any]
    place: int = 0
    _table: Any = None
    _numbers: Any = None

    @property
    def table(self) -> Any:
        if self._table is None:
            self._table = self.load()
            self._numbers = self._table.column("doc").to_numpy()
        return self._table

    @property
    def is_sorted(self) -> bool:
        return not (self.table.num_rows and (self._numbers[1:] < self._numbers[:-1]).any())

    @property
    def is_left(self) -> bool:
        return self.place < len(self.table)

    def until(self, last: int) -> list[dict[str, Any]]:
        start, table = self.place, self.table
        self.place = int(self._numbers.searchsorted(last, "right"))
        found: list[dict[str, Any]] = table.slice(start, self.place - start).to_pylist()
        return found


def _groups(pa: Any, files: Iterable[Path], schema: Any) -> Iterator[_Group]:
    for file in files:
        with _opened(pa, file, schema) as table:
            content = table.metadata
        for number in range(content.num_row_groups):
            group = content.row_group(number)
            if group.num_rows:
                yield _Group(_first(group), partial(_loaded, pa, file, content, number))


def _first(group: Any) -> int:
    """Give the least number of a document in a group, or 0 where the file does not say."""
    names = [group.column(number).path_in_schema for number in range(group.num_columns)]
    statistics = group.column(names.index("doc")).statistics
    return int(statistics.min) if statistics is not None and statistics.has_min_max else 0


def _loaded(pa: Any, file: Path, content: Any, number: int) -> Any:
    with _damage(pa, file), pa.parquet.ParquetFile(file, metadata=content) as table:
        return table.read_row_group(number)


def _record(row: Mapping[str, Any], items: Iterable[Mapping[str, Any]], place: Place) -> dict[str, Any]:
    """Give the JSON object of a document, as JSON lines have it."""
    data = {"id": row["id"], "text": row["text"]}
    for key in JSON:
        data[key] = _json(row[key], _parts_of, row["id"], f"column {key}", place)
    extra = data.pop("extra")
    if not isinstance(extra, dict):
        raise place.fault(f"document {row['id']!r}, column extra: a JSON object goes here, not {row['extra'][:60]}")
    data |= {key: item for key, item in extra.items() if key not in data}
    data["annotations"] = [_annotation(item, row["id"], place) for item in items]
    return data


def _annotation(row: Mapping[str, Any], document: str, place: Place) -> dict[str, Any]:
    data = {key: item for key, item in row.items() if item is not None and key not in _ADDED}
    if "value" in data:
        # The values of standard layers hold no integer beyond 64 bits, and nothing that is nested deep.
        free = _nothing if row.get("label") in STANDARD else _parts_of
        data["value"] = _json(data["value"], free, document, f"value of {row.get('label')}", place)
    return data


def _json(text: str, free: Callable[[Any], Iterable[Any]], document: object, what: str, place: Place) -> Any:
    try:
        return loads(text, free)
    except (ValueError, TypeError) as error:
        raise place.fault(f"document {document!r}, {what}: broken JSON: {error}") from error


def _nothing(data: Any) -> Iterable[Any]:
    return ()


def _parts_of(data: Any) -> Iterable[Any]:
    # Further keys share a column, and the object that holds them is none of theirs.
    return data.values() if isinstance(data, dict) else (data,)


# --- tables with a document a row


def read_files(
    pa: Any, files: Iterable[Path], columns: ColumnNames, plugins: Plugins | None, name: str
) -> Iterator[Document]:
    """Give the documents of tables with one a row, lazily; ``name`` is what a row without an id is named after."""
    number = 0
    for file in files:
        with _opened(pa, file) as table:
            reader = TableReader(name, table.schema_arrow, columns, plugins)
            for number, row in enumerate(_rows(table), number + 1):  # noqa: B020 - rows are counted over all files.
                yield reader.document(row, number)


def _rows(table: Any, groups: list[int] | None = None) -> Iterator[dict[str, Any]]:
    for batch in table.iter_batches(batch_size=_BATCH, row_groups=groups):
        yield from batch.to_pylist()


@attrs.frozen
class RowGroup:
    """A group of rows of a table with a document a row.

    Args:
        file: where the table is.
        name: what a row without an id is named after.
        columns: which column is what.
        number: which group of the file it is, from 0.
        before: how many rows come before, in all files.
        size: how many bytes it has.
    """

    file: str
    name: str
    columns: ColumnNames
    number: int
    before: int
    size: int

    def read(self, plugins: Plugins | None = None) -> Iterator[Document]:
        """Give the documents of the rows."""
        pa = arrow()
        with _opened(pa, Path(self.file)) as table:
            reader = TableReader(self.name, table.schema_arrow, self.columns, plugins)
            for number, row in enumerate(_rows(table, [self.number]), self.before + 1):
                yield reader.document(row, number)


def row_groups(pa: Any, files: Iterable[Path], columns: ColumnNames, name: str) -> Iterator[RowGroup]:
    """Give the groups of rows of tables, lazily; for the arguments and errors see :func:`read_files`."""
    before = 0
    for file in files:
        with _opened(pa, file) as table:
            # A file without a row has no group; what its columns lack is said all the same.
            TableReader(name, table.schema_arrow, columns)
            content = table.metadata
        for number in range(content.num_row_groups):
            group = content.row_group(number)
            yield RowGroup(str(file), name, columns, number, before, group.total_byte_size)
            before += group.num_rows


class TableReader:
    """Makes documents of the rows of a table, with the annotations that its rows have.

    Args:
        file: what a row without an id is named after.
        schema: the columns of the table.
        columns: which of them is what.
        plugins: where value classes are looked up; the installed ones by default.

    Raises:
        FormatError: when a column is missing.
    """

    def __init__(self, file: str, schema: Any, columns: ColumnNames, plugins: Plugins | None = None) -> None:
        self._place, self._decoder = Place(file), Decoder(plugins)
        self.is_annotated = {*FOUND} <= {*schema.names}
        self.is_ours = {"id", "text", *JSON} <= {*schema.names} and not columns.given
        found = FOUND if self.is_annotated else ()
        self._rows = columns.rows(file, [name for name in schema.names if name not in found])

    def document(self, row: Mapping[str, Any], number: int) -> Document:
        """Give the document of a row; ``number`` counts from 1 and names a row without an id.

        Raises:
            FormatError: when its cells hold what a document cannot.
        """
        if self.is_ours:
            data = _record(row, row.get("annotations") or (), self._place)
            # Without its annotations, a document would say that all has been found in it.
            data |= {} if self.is_annotated else {"sources": [], "failures": []}
            return self._decoder.document(data, self._place)
        if not self.is_annotated:
            return self._rows.document(row, number, self._place)
        cells = {name: cell for name, cell in row.items() if name not in FOUND}
        return self._with_found(self._rows.document(cells, number, self._place), row)

    def _with_found(self, document: Document, row: Mapping[str, Any]) -> Document:
        data: dict[str, Any] = {"id": document.id, "text": document.text, "metadata": document.metadata.to_dict()}
        for key in ("sources", "failures"):
            data[key] = _json(row[key] or "[]", _parts_of, document.id, f"column {key}", self._place)
        data["annotations"] = [_annotation(item, document.id, self._place) for item in row["annotations"] or ()]
        return self._decoder.document(data, self._place)


# --- files


@contextmanager
def _opened(pa: Any, path: Path, schema: Any = None) -> Iterator[Any]:
    with _damage(pa, path), pa.parquet.ParquetFile(path, memory_map=os.name == "posix") as table:
        if schema is not None:
            _check_schema(schema, path, table.schema_arrow)
        yield table


@contextmanager
def _damage(pa: Any, path: Path) -> Iterator[None]:
    try:
        yield
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        message = f"{path}: no Parquet, damaged or truncated: {error}"
        raise FormatError(message, file=str(path)) from error


def _check_schema(wanted: Any, path: Path, found: Any) -> None:
    version = (found.metadata or {}).get(VERSION.encode(), b"1")
    if not version.isdigit() or int(version) > FORMAT_VERSION:
        message = f"{path}: written in version {version.decode()} of the format; install a newer corpuskit-core"
        raise FormatError(message, file=str(path), version=version.decode())
    missing = [name for name in wanted.names if name not in (*found.names, *FOR_QUERIES)]
    if missing:
        raise FormatError(f"{path}: there is no column {missing[0]!r}", file=str(path), column=missing[0])
