"""Pipelines on data frames of Spark, on one machine or many; needs the extra ``spark``, and Java."""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import attrs

from .._pipeline import Pipeline
from ..errors import missing_extra
from ..formats._arrow import FOUND
from . import arrow
from ._sending import OnWorkers

_Frame = Any
"""A ``pyspark.sql.DataFrame``: Any, as a checker knows its type only where that extra is installed."""

__all__ = ["annotate", "corpus", "read", "rows"]


def annotate(frame: _Frame, pipeline: Pipeline | None = None, **columns: Any) -> _Frame:
    """Give a frame with what a pipeline finds in its texts, lazily: the same rows with more columns.

    For the columns and errors see :func:`corpuskit.engines.arrow.annotate`. The pipeline is made once in each process
    of a worker, which must have the same versions of its plugins. Rows come to an extractor in batches of
    ``spark.sql.execution.arrow.maxRecordsPerBatch``.

    Raises:
        MissingExtra: when pyspark is not installed.
        PluginError: when the frame is computed, for a worker that lacks a plugin; Spark shows it as the cause of its
            own error.
    """
    types = _types()
    kept = [field for field in frame.schema.fields if field.name not in FOUND]
    return _mapped(frame, OnWorkers.of(arrow.annotate, pipeline, columns), types.StructType([*kept, *_found(types)]))


def corpus(frame: _Frame, pipeline: Pipeline | None = None, **columns: Any) -> _Frame:
    """Give the documents of a frame with what a pipeline finds; see :func:`corpuskit.engines.arrow.corpus`."""
    types = _types()
    fields = {field.name: field for field in _found(types)}
    names = arrow.corpus_schema().names
    schema = [fields.get(name) or types.StructField(name, types.StringType()) for name in names]
    return _mapped(frame, OnWorkers.of(arrow.corpus, pipeline, columns), types.StructType(schema))


def read(paths: Sequence[str]) -> _Frame:
    """Give a frame of Parquet files, lazily, of the session that there is, or a new one.

    Raises:
        MissingExtra: when pyspark is not installed.
    """
    _types()
    from pyspark.sql import SparkSession  # type: ignore[import-not-found]  # an extra.

    # Workers on this machine are to have what this process has, and not what the first python3 of the path has.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    return SparkSession.builder.getOrCreate().read.parquet(*paths)


def rows(frame: _Frame) -> Iterator[dict[str, Any]]:
    """Compute a frame, and give its rows as they come, a partition in memory at a time."""
    for row in frame.toLocalIterator(prefetchPartitions=True):
        yield row.asDict(recursive=True)


def _mapped(frame: _Frame, function: OnWorkers, schema: Any) -> _Frame:
    return frame.mapInArrow(_OfBatches(function), schema)


@attrs.frozen
class _OfBatches:
    """A function of the batches of a partition."""

    function: OnWorkers

    def __call__(self, batches: Iterable[Any]) -> Iterator[Any]:
        return map(self.function, batches)


def _types() -> Any:
    try:
        from pyspark.sql import types
    except ImportError as error:
        raise missing_extra("pyspark", "spark") from error
    return types


def _found(types: Any) -> list[Any]:
    """Give the fields of what was found, in Spark's types."""
    text, whole = types.StringType(), types.LongType()
    pairs = types.ArrayType(types.ArrayType(whole))
    cells = {"label": text, "start": whole, "end": whole, "value": text, "parts": pairs, "score": types.DoubleType()}
    cells |= {"source": types.IntegerType(), "earliest": text, "latest": text}
    annotation = types.StructType([types.StructField(name, kind) for name, kind in cells.items()])
    kinds = {"sources": text, "failures": text, "annotations": types.ArrayType(annotation)}
    return [types.StructField(name, kinds[name]) for name in FOUND]
