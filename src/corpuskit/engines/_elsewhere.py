"""A run over Parquet files on an engine for tables."""

import importlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from .._document import Document
from .._pipeline import Pipeline
from .._plugins import Plugins
from ..errors import InvalidValue
from ..formats import ColumnNames, guess
from ..formats._arrow import arrow
from ..formats._parquet_reading import TableReader, files_in
from ._sending import check_policy
from .arrow import corpus_schema

__all__ = ["ENGINES", "documents"]

ENGINES = ("daft", "spark")
"""The names of the modules that run a pipeline on tables."""


def documents(
    engine: str,
    pipeline: Pipeline,
    paths: Sequence[str],
    columns: Mapping[str, Any],
    *,
    plugins: Plugins | None = None,
    date: str | None = None,
) -> Iterator[Document]:
    """Give the documents of Parquet files with everything that a pipeline finds, from an engine.

    Args:
        engine: one of :data:`ENGINES`.
        pipeline: what runs.
        paths: files, folders of them, or corpora in which nothing was found so far.
        columns: which column is what.
        plugins: where value classes are looked up.
        date: the date of documents that have none.

    Raises:
        InvalidValue: when a path is something else, or its rows have no id.
        MissingExtra: when the engine is not installed.
    """
    check_policy(pipeline)
    module = importlib.import_module(f"corpuskit.engines.{engine}")
    # Java stays in the folder in which it was started.
    files = [str(file.resolve()) for path in paths for file in _files(path, engine)]
    named = {name: item for name, item in columns.items() if item is not None}
    _check_ids(files[0], ColumnNames.of(named).id or "id")
    reader = TableReader(engine, corpus_schema(), ColumnNames(), plugins)
    found = module.corpus(module.read(files), pipeline, undated=date, **named)
    return (reader.document(row, number) for number, row in enumerate(module.rows(found), 1))


def _files(path: str, engine: str) -> list[Path]:
    kind = guess(path)
    if kind != "parquet":
        raise InvalidValue(
            f"{path}: {engine} reads Parquet, and this is {kind}; use --jobs, or write it as .parquet first"
        )
    place = Path(path)
    if not Path(place, "documents").is_dir():
        return files_in(place) if place.is_dir() else [place]
    parquet = arrow().parquet
    if any(parquet.read_metadata(file).num_rows for file in files_in(place / "annotations")):
        raise InvalidValue(f"{path}: it has annotations already, which {engine} would not read along; use --jobs")
    return files_in(place / "documents")


def _check_ids(file: str, name: str) -> None:
    names = arrow().parquet.read_schema(file).names
    if name not in names:
        message = f"{file}: there is no column {name!r}, and a row of an engine has no number to be named after"
        raise InvalidValue(f"{message}; name the column with --id: {', '.join(names)}")
