"""The two tables of a Parquet corpus, written in constant memory, part by part."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from ._arrow import annotation_type, schema_of
from ._atomic import writing
from .jsonl import FORMAT_VERSION

__all__ = ["VERSION", "schemas", "write_tables"]

VERSION = "corpuskit.format"
"""The key under which the files have the version of the format."""

_GROUP = 8_000_000
"""Code points of text in a group of rows: few enough for the memory of a reader, many enough to be read fast."""

_PART = 500_000_000
"""Code points of text in a part, a file of each table."""


def schemas(pa: Any) -> tuple[Any, Any]:
    """Give the schemas of the table of documents and of that of annotations."""
    version = {VERSION: str(FORMAT_VERSION)}
    number, name = pa.field("doc", pa.int64()), pa.field("id", pa.string())
    documents = [number, *(field for field in schema_of(pa) if field.name != "annotations")]
    return pa.schema(documents, metadata=version), pa.schema([number, name, *annotation_type(pa)], metadata=version)


def write_tables(pa: Any, batches: Iterable[Any], folder: Path) -> int:
    """Write record batches of documents with their annotations as two tables; give the number of documents.

    Rows of annotations stand in the order of their documents within a group, and each group holds those of one label,
    so that readers can pass over the labels and dates that they do not want.
    """
    count = size = part = 0
    with ExitStack() as files:
        add = files.enter_context(_part(pa, folder, part))
        for group, characters in _groups(pa, batches):
            if size >= _PART:
                files.close()
                part, size = part + 1, 0
                add = files.enter_context(_part(pa, folder, part))
            add(group, count)
            count, size = count + len(group), size + characters
    return count


def _groups(pa: Any, batches: Iterable[Any]) -> Iterator[tuple[Any, int]]:
    """Give the batches as larger tables, each with the length of its texts."""
    group: list[Any] = []
    size = 0
    for batch in batches:
        group.append(batch.cast(schema_of(pa)))
        size += pa.compute.sum(pa.compute.utf8_length(batch.column("text"))).as_py() or 0
        if size >= _GROUP:
            yield pa.Table.from_batches(group), size
            group, size = [], 0
    if group:
        yield pa.Table.from_batches(group), size


@contextmanager
def _part(pa: Any, folder: Path, number: int) -> Iterator[Callable[[Any, int], None]]:
    documents, annotations = schemas(pa)
    name = f"part-{number:05}.parquet"
    with (
        _table(pa, folder / "documents" / name, documents) as rows,
        _table(pa, folder / "annotations" / name, annotations) as found,
    ):

        def add(group: Any, first: int) -> None:
            numbers = pa.array(range(first, first + len(group)), pa.int64())
            rows(pa.table([numbers, *group.drop_columns(["annotations"]).columns], schema=documents))
            for table in _by_label(pa, _annotations(pa, group, first, annotations)):
                found(table)

        yield add


def _annotations(pa: Any, group: Any, first: int, schema: Any) -> Any:
    """Give the annotations of a group of documents, a row each."""
    tables = []
    for batch in group.to_batches():
        lists = batch.column("annotations")
        places = pa.compute.list_parent_indices(lists)
        columns = [pa.compute.add(places, first), batch.column("id").take(places), *lists.flatten().flatten()]
        tables.append(pa.Table.from_arrays(columns, schema=schema))
        first += len(batch)
    return pa.concat_tables(tables)


def _by_label(pa: Any, annotations: Any) -> Iterator[Any]:
    labels = annotations.column("label")
    for label in sorted(labels.unique().to_pylist()):
        yield annotations.filter(pa.compute.equal(labels, label))


@contextmanager
def _table(pa: Any, path: Path, schema: Any) -> Iterator[Callable[[Any], None]]:
    path.parent.mkdir(parents=True, exist_ok=True)
    with writing(path, path.name) as stream, pa.parquet.ParquetWriter(stream, schema, compression="zstd") as writer:
        yield writer.write_table
