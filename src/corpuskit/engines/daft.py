"""Pipelines on data frames of Daft, on one machine or many; needs the extra ``daft``."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .._pipeline import Pipeline
from ..errors import missing_extra
from ..formats._arrow import arrow as pa
from . import arrow
from ._workers import OnWorkers

if TYPE_CHECKING:
    import daft  # type: ignore[import-not-found]  # an extra.

__all__ = ["annotate", "corpus"]


def annotate(frame: "daft.DataFrame", pipeline: Pipeline | None = None, **columns: Any) -> "daft.DataFrame":
    """Give a frame with what a pipeline finds in its texts, lazily: the same rows, in their order, with more columns.

    For the columns and errors see :func:`corpuskit.engines.arrow.annotate`. The pipeline is made once in each process
    of a worker, which must have the same versions of its plugins.

    Raises:
        MissingExtra: when daft is not installed.
        PluginError: when the frame is computed, for a worker that lacks a plugin.
    """
    return _mapped(frame, OnWorkers.of(arrow.annotate, pipeline, columns), arrow.schema)


def corpus(frame: "daft.DataFrame", pipeline: Pipeline | None = None, **columns: Any) -> "daft.DataFrame":
    """Give the documents of a frame with what a pipeline finds; see :func:`corpuskit.engines.arrow.corpus`."""
    return _mapped(frame, OnWorkers.of(arrow.corpus, pipeline, columns), lambda given: arrow.corpus_schema())


def _mapped(frame: "daft.DataFrame", function: OnWorkers, schema: Callable[[Any], Any]) -> "daft.DataFrame":
    try:
        import daft
    except ImportError as error:
        raise missing_extra("daft", "daft") from error
    names, pyarrow = frame.column_names, pa()
    wanted = schema(frame.schema().to_pyarrow_schema())
    fields = {field.name: daft.DataType.from_arrow_type(field.type) for field in wanted}

    def found(*series: "daft.Series") -> Any:
        batch = pyarrow.RecordBatch.from_arrays([item.to_arrow() for item in series], names=names)
        return function(batch).to_struct_array()

    run = daft.func.batch(return_dtype=daft.DataType.struct(fields), unnest=True)(found)
    return frame.select(run(*(daft.col(name) for name in names)))
