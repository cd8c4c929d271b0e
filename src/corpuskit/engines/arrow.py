"""One function from a batch of Arrow to a batch of Arrow: what engines of tables call.

    for batch in pyarrow.parquet.ParquetFile("articles.parquet").iter_batches():
        found = annotate(batch, pipeline, text="body")

Daft and Spark call it (``corpuskit.engines.daft``, ``corpuskit.engines.spark``), and whatever else has record batches
can call it, too.
"""

from typing import Any

from .._pipeline import Pipeline
from ..formats import ColumnNames
from ..formats._arrow import FOUND, Record, arrow, batch_of, record_of, schema_of
from ..formats._parquet_reading import TableReader
from ._job import dated
from ._sending import check_policy

__all__ = ["annotate", "corpus", "corpus_schema", "schema"]


def annotate(batch: Any, pipeline: Pipeline | None = None, **columns: Any) -> Any:  # Any: pyarrow has no types.
    """Give a record batch with what a pipeline finds in its texts: the same rows, in their order, with more columns.

    All columns of the batch are kept as they are, and are metadata of the documents. Three are added, or replaced
    where they are there: ``annotations``, a list of records with ``label``, ``start``, ``end``, ``value`` (JSON),
    ``parts``, ``score``, ``source`` (an index into the sources), ``earliest`` and ``latest`` (of a date); ``sources``
    and ``failures``, as JSON. A batch that has them goes on from there: only what changed is done again. Rows of the
    table ``documents/`` of a corpus are read as such.

    Args:
        batch: a ``pyarrow.RecordBatch`` with a row for each document.
        pipeline: what runs; all installed extractors by default. Make it once for many batches.
        columns: which column is the text, the id, the date, as :class:`~corpuskit.formats.ColumnNames` says.

    Raises:
        FormatError: when a column is missing, or its cells hold what a document cannot.
        ConfigError: when an option is unknown, or the policy of the pipeline is ``skip``, which leaves rows out.
        ExtractionError: when an extractor fails and the policy of the pipeline is ``fail``.
        MissingExtra: when pyarrow is not installed.

    Cost: that of the extractors, and of making the documents and the columns.
    """
    pa = arrow()
    found = batch_of(pa, _records(batch, pipeline or Pipeline(), columns), _found(pa))
    kept = [batch.column(name) for name in batch.schema.names if name not in FOUND]
    return pa.RecordBatch.from_arrays([*kept, *found.columns], schema=schema(batch.schema))


def schema(given: Any) -> Any:
    """Give the schema of what :func:`annotate` makes of batches with a schema."""
    pa = arrow()
    return pa.schema([*(field for field in given if field.name not in FOUND), *_found(pa)], metadata=given.metadata)


def corpus(batch: Any, pipeline: Pipeline | None = None, *, undated: str | None = None, **columns: Any) -> Any:
    """Give the documents of a record batch with what a pipeline finds, as rows that have all of a document.

    As :func:`annotate`, but with the columns of :func:`corpus_schema`: all others are in the JSON of the metadata.

    Args:
        batch: as for :func:`annotate`, as are the pipeline, the columns and the errors.
        pipeline: what runs.
        undated: the date of documents that have none.
        columns: which column is what.
    """
    pa = arrow()
    return batch_of(pa, _records(batch, pipeline or Pipeline(), columns, undated), corpus_schema())


def corpus_schema() -> Any:
    """Give the schema of what :func:`corpus` makes."""
    return schema_of(arrow())


def _records(batch: Any, pipeline: Pipeline, columns: dict[str, Any], undated: str | None = None) -> list[Record]:
    check_policy(pipeline)
    reader = TableReader("table", batch.schema, ColumnNames.of(columns))
    rows = (reader.document(row, number) for number, row in enumerate(batch.to_pylist(), 1))
    return [record_of(document) for document in pipeline.stream(dated(rows, undated))]


def _found(pa: Any) -> Any:
    whole = schema_of(pa)
    return pa.schema([whole.field(name) for name in FOUND])
