"""Parquet: a folder of two tables, with everything that the JSON lines hold.

``documents/`` has the columns doc (the number of the document, from 0), id, text, and as JSON metadata, sources,
failures and extra. ``annotations/`` has doc, id, label, start, end, value (JSON), parts, score and source (an index
into the document's sources), in the order of the documents. Both are compressed with zstd, in groups of rows that fit
into memory. A single ``.parquet`` file is a table of another tool: one document a row, its columns named.
"""

import errno
import importlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, TypeAlias

from .._document import Document
from .._fields import encode
from .._plugins import Plugins
from ..errors import FormatError, missing_extra
from ..values import STANDARD
from ._atomic import write_all, writing
from ._decoding import Decoder, Place
from ._encoding import extra_record, parts_json, sources_of, values_json
from ._files import STANDARD_STREAM, display
from ._json import dumps, loads
from ._records import ColumnNames, Rows
from .jsonl import FORMAT_VERSION

__all__ = ["arrow", "read", "write"]

_VERSION = "corpuskit.format"
_GROUP_DOCUMENTS = 10_000
_GROUP_CHARACTERS = 2_000_000
_BATCH = 500
_JSON = ("metadata", "sources", "failures", "extra")

_Record: TypeAlias = tuple[dict[str, str], dict[str, list[Any]]]
"""The row of a document, and the columns of its annotations; Any: the cells of a table."""


def arrow() -> Any:  # Any: pyarrow has no types.
    """Import pyarrow with its Parquet module.

    Raises:
        MissingExtra: when it is not installed.
    """
    try:
        importlib.import_module("pyarrow.parquet")
        return importlib.import_module("pyarrow")
    except ImportError as error:
        raise missing_extra("pyarrow", "arrow") from error


# --- writing


def write(documents: Iterable[Document], path: str | Path) -> int:
    """Write documents as a folder of two tables, and give their number; see :func:`corpuskit.formats.write`.

    A folder that is there is replaced only where it is such a folder, or empty.
    """
    if str(path) == STANDARD_STREAM:
        raise FormatError("Parquet is a folder and cannot be written to standard output; name a path", file=str(path))
    pa = arrow()
    target = Path(path)
    if target.exists() and not (target.is_dir() and (Path(target, "documents").is_dir() or not any(target.iterdir()))):
        raise FileExistsError(errno.EEXIST, "there is something else, which is not replaced; delete it", str(path))
    return write_all(map(_record, documents), path, partial(_write_tables, pa))


def _record(document: Document) -> _Record:
    (sources, places), rows = sources_of(document), document.annotations._columns

    def text(data: Any) -> str:  # Any: JSON.
        return dumps(data, document.id).decode()

    parts = {
        "metadata": document.metadata,
        "sources": encode(sources),
        "failures": encode(document.failures),
        "extra": extra_record(document),
    }
    row = {key: text(item) for key, item in parts.items()}
    columns: dict[str, list[Any]] = {
        "label": rows.label,
        "start": rows.start,
        "end": rows.end,
        "value": values_json(document, text),
        "parts": parts_json(rows),
        "score": [None if score is None else float(score) for score in rows.score],
        "source": places,
    }
    return {"id": document.id, "text": document.text, **row}, columns


def _write_tables(pa: Any, records: Iterator[_Record], folder: Path) -> int:
    import numpy

    documents, annotations = _schemas(pa)
    count = 0
    with ExitStack() as stack:
        write_documents = stack.enter_context(_table(pa, folder / "documents", documents))
        write_annotations = stack.enter_context(_table(pa, folder / "annotations", annotations))
        for group in _groups(records):
            texts = {name: [row[name] for row, _ in group] for name in documents.names[1:]}
            write_documents({"doc": range(count, count + len(group)), **texts})
            # The place of each annotation's document in the group, from which its number and id are taken at once.
            places = numpy.repeat(numpy.arange(len(group)), [len(columns["start"]) for _, columns in group])
            names = pa.array(texts["id"], pa.string()).take(pa.array(places))
            found = {name: _joined(columns[name] for _, columns in group) for name in annotations.names[2:]}
            write_annotations({"doc": places + count, "id": names, **found})
            count += len(group)
    return count


def _joined(columns: Iterable[list[Any]]) -> list[Any]:  # Any: the cells of a table.
    return list(chain.from_iterable(columns))


def _groups(records: Iterable[_Record]) -> Iterator[list[_Record]]:
    group: list[_Record] = []
    size = 0
    for record in records:
        group.append(record)
        # An annotation takes about as much memory as a sentence of text.
        size += len(record[0]["text"]) + 200 * len(record[1]["start"])
        if size >= _GROUP_CHARACTERS or len(group) >= _GROUP_DOCUMENTS:
            yield group
            group, size = [], 0
    if group:
        yield group


def _schemas(pa: Any) -> tuple[Any, Any]:
    version = {_VERSION: str(FORMAT_VERSION)}
    place = [("doc", pa.int64()), ("id", pa.string())]
    documents = [*place, ("text", pa.string()), *((name, pa.string()) for name in _JSON)]
    annotations = [
        *place,
        *(("label", pa.string()), ("start", pa.int64()), ("end", pa.int64()), ("value", pa.string())),
        *(("parts", pa.list_(pa.list_(pa.int64()))), ("score", pa.float64()), ("source", pa.int32())),
    ]
    return pa.schema(documents, metadata=version), pa.schema(annotations, metadata=version)


@contextmanager
def _table(pa: Any, folder: Path, schema: Any) -> Iterator[Callable[[Mapping[str, Any]], None]]:
    folder.mkdir(parents=True)
    path = folder / "part-0.parquet"
    with writing(path, path.name) as stream, pa.parquet.ParquetWriter(stream, schema, compression="zstd") as writer:

        def add(columns: Mapping[str, Any]) -> None:
            if len(columns["doc"]):
                writer.write_table(pa.Table.from_pydict(columns, schema=schema))

        yield add


# --- reading


def read(path: str | Path, columns: ColumnNames, plugins: Plugins | None = None) -> Iterator[Document]:
    """Give the documents of a folder that :func:`write` made, or of a single file with one document a row, lazily.

    Raises:
        FormatError: when the content is not what the format wants.
        MissingExtra: when pyarrow is not installed.
    """
    if str(path) == STANDARD_STREAM:
        raise FormatError("Parquet cannot be read from standard input; name a path", file=str(path))
    pa = arrow()
    return _folder(pa, Path(path), plugins) if Path(path).is_dir() else _file(pa, path, columns)


def _file(pa: Any, path: str | Path, columns: ColumnNames) -> Iterator[Document]:
    file = display(path)
    made: list[Rows] = []
    found = _rows(pa, Path(path), lambda schema: made.append(columns.rows(file, schema.names)))
    for number, row in enumerate(found, 1):
        yield made[0].document(row, number, Place(file))


def _folder(pa: Any, path: Path, plugins: Plugins | None) -> Iterator[Document]:
    place = Place(str(path))
    decoder = Decoder(plugins)
    documents, annotations = _schemas(pa)
    groups = _Groups(_parts(pa, path / "annotations", annotations), place)
    for row in _parts(pa, path / "documents", documents):
        data = {"id": row["id"], "text": row["text"]}
        for key in _JSON:
            data[key] = _json(row[key], _parts_of, row["id"], f"column {key}", place)
        data |= {key: item for key, item in data.pop("extra").items() if key not in data}
        data["annotations"] = [_annotation(item, place) for item in groups.of(row["doc"])]
        yield decoder.document(data, place)
    groups.check_end()


class _Groups:
    """The rows of the annotations, which stand in the order of their documents, taken a document at a time."""

    def __init__(self, rows: Iterator[dict[str, Any]], place: Place) -> None:
        self._rows = rows
        self._place = place
        self._next = next(rows, None)

    def of(self, number: int) -> list[dict[str, Any]]:
        found = []
        while self._next is not None and self._next["doc"] == number:
            found.append(self._next)
            self._next = next(self._rows, None)
        return found

    def check_end(self) -> None:
        if self._next is not None:
            number, name = self._next["doc"], self._next["id"]
            raise self._place.fault(
                f"annotations of document number {number} ({name!r}) are not where it is: both tables must be sorted "
                "by the column doc, and every annotation must have its document"
            )


def _annotation(row: dict[str, Any], place: Place) -> dict[str, Any]:
    data = {key: item for key, item in row.items() if item is not None and key not in ("doc", "id")}
    if "value" in data:
        # The values of standard layers hold no integer beyond 64 bits, and nothing that is nested deep.
        free = _nothing if row["label"] in STANDARD else _parts_of
        data["value"] = _json(data["value"], free, row["id"], f"value of {row['label']}", place)
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


def _parts(pa: Any, folder: Path, schema: Any) -> Iterator[dict[str, Any]]:
    files = sorted(folder.glob("*.parquet"))
    if not files:
        message = f"{folder}: there is no .parquet file in it; a corpus has documents/ and annotations/"
        raise FormatError(message, file=str(folder))
    for file in files:
        yield from _rows(pa, file, partial(_check_schema, schema, file))


def _rows(pa: Any, path: Path, check: Callable[[Any], None]) -> Iterator[dict[str, Any]]:
    try:
        with pa.parquet.ParquetFile(path, memory_map=os.name == "posix") as table:
            check(table.schema_arrow)
            for batch in table.iter_batches(batch_size=_BATCH):
                yield from batch.to_pylist()
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        message = f"{path}: no Parquet, damaged or truncated: {error}"
        raise FormatError(message, file=str(path)) from error


def _check_schema(wanted: Any, path: Path, found: Any) -> None:
    version = (found.metadata or {}).get(_VERSION.encode(), b"1")
    if not version.isdigit() or int(version) > FORMAT_VERSION:
        message = f"{path}: written in version {version.decode()} of the format; install a newer corpuskit-core"
        raise FormatError(message, file=str(path), version=version.decode())
    missing = [name for name in wanted.names if name not in found.names]
    if missing:
        raise FormatError(f"{path}: there is no column {missing[0]!r}", file=str(path), column=missing[0])
