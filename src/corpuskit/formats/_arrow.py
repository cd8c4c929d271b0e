"""Documents as batches of Arrow: a document a row, its annotations a list of records in it."""

import importlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain
from typing import Any, TypeAlias

from .._document import Document
from .._fields import encode
from ..errors import missing_extra
from ..values import DateValue
from ._encoding import extra_record, parts_json, sources_of, values_json
from ._json import dumps

__all__ = ["FOR_QUERIES", "FOUND", "JSON", "annotation_type", "arrow", "batch_of", "batches", "record_of", "schema_of"]

JSON = ("metadata", "sources", "failures", "extra")
"""The columns of a document that hold JSON."""

FOUND = ("sources", "failures", "annotations")
"""The columns of what was found."""

FOR_QUERIES = ("date", "earliest", "latest")
"""The columns that repeat what metadata and values say, for queries that pass over what they do not want."""

_DOCUMENTS = 10_000
_CHARACTERS = 2_000_000

Record: TypeAlias = tuple[dict[str, str | None], dict[str, list[Any]]]
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


def annotation_type(pa: Any) -> Any:
    """Give the type of an annotation."""
    return pa.struct(
        [
            *(("label", pa.string()), ("start", pa.int64()), ("end", pa.int64()), ("value", pa.string())),
            *(("parts", pa.list_(pa.list_(pa.int64()))), ("score", pa.float64()), ("source", pa.int32())),
            *(("earliest", pa.string()), ("latest", pa.string())),
        ]
    )


def schema_of(pa: Any) -> Any:
    """Give the schema of :func:`batches`."""
    cells = [(name, pa.string()) for name in ("id", "text", "date", *JSON)]
    return pa.schema([*cells, ("annotations", pa.list_(annotation_type(pa)))])


def record_of(document: Document) -> Record:
    """Give the row of a document, and the columns of its annotations.

    Raises:
        InvalidValue: when something in it has no JSON encoding.
    """
    (sources, places), rows = sources_of(document), document.annotations._columns
    date = document.metadata.get("date")

    def text(data: Any) -> str:  # Any: JSON.
        return dumps(data, document.id).decode()

    row = {
        "id": document.id,
        "text": document.text,
        "date": date if isinstance(date, str) else None,
        "metadata": text(document.metadata),
        "sources": text(encode(sources)),
        "failures": text(encode(document.failures)),
        "extra": text(extra_record(document)),
    }
    columns: dict[str, list[Any]] = {
        "label": rows.label,
        "start": rows.start,
        "end": rows.end,
        "value": values_json(document, text),
        "parts": parts_json(rows),
        "score": [None if score is None else float(score) for score in rows.score],
        "source": places,
        "earliest": [value.earliest if type(value) is DateValue else None for value in rows.value],
        "latest": [value.latest if type(value) is DateValue else None for value in rows.value],
    }
    return row, columns


def batch_of(pa: Any, records: Sequence[Record], schema: Any) -> Any:
    """Give records as a record batch with the columns of a schema, which are among those of :func:`schema_of`."""
    arrays = [
        _annotations(pa, [columns for _, columns in records])
        if field.name == "annotations"
        else pa.array([row[field.name] for row, _ in records], field.type)
        for field in schema
    ]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def _annotations(pa: Any, found: Sequence[Mapping[str, list[Any]]]) -> Any:
    kind = annotation_type(pa)
    cells = [pa.array(chain.from_iterable(columns[field.name] for columns in found), field.type) for field in kind]
    ends = accumulate((len(columns["start"]) for columns in found), initial=0)
    return pa.ListArray.from_arrays(pa.array(ends, pa.int32()), pa.StructArray.from_arrays(cells, fields=list(kind)))


def batches(pa: Any, records: Iterable[Record]) -> Iterator[Any]:
    """Give records as record batches that fit into memory, lazily."""
    schema = schema_of(pa)
    group: list[Record] = []
    size = 0
    for record in records:
        group.append(record)
        # An annotation takes about as much memory as a sentence of text.
        size += len(record[0]["text"] or "") + 200 * len(record[1]["start"])
        if size >= _CHARACTERS or len(group) >= _DOCUMENTS:
            yield batch_of(pa, group, schema)
            group, size = [], 0
    if group:
        yield batch_of(pa, group, schema)
