"""Pipelines on data frames of Daft, on one machine or many; needs the extra ``daft``."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from .._pipeline import Pipeline
from ..errors import missing_extra
from ..formats._arrow import arrow as pa
from . import arrow
from ._sending import OnWorkers

if TYPE_CHECKING:
    import daft  # type: ignore[import-not-found]  # an extra.

__all__ = ["annotate", "corpus", "read", "rows"]


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


def read(paths: Sequence[str]) -> "daft.DataFrame":
    """Give a frame of Parquet files, lazily.

    Raises:
        MissingExtra: when daft is not installed.
    """
    return _daft().read_parquet(list(paths))


def rows(frame: "daft.DataFrame") -> Iterator[dict[str, Any]]:
    """Compute a frame, and give its rows as they come, in order."""
    for batch in frame.to_arrow_iter():
        yield from batch.to_pylist()


def _mapped(frame: "daft.DataFrame", function: OnWorkers, schema: Callable[[Any], Any]) -> "daft.DataFrame":
    daft = _daft()
    names, pyarrow = frame.column_names, pa()
    wanted = schema(frame.schema().to_pyarrow_schema())
    fields = {field.name: daft.DataType.from_arrow_type(field.type) for field in wanted}

    def found(*series: Any) -> Any:  # Any: daft has no types here.
        batch = pyarrow.RecordBatch.from_arrays([item.to_arrow() for item in series], names=names)
        return function(batch).to_struct_array()

    run = daft.func.batch(return_dtype=daft.DataType.struct(fields), unnest=True)(found)
    return frame.select(run(*(daft.col(name) for name in names)))


def _daft() -> Any:
    try:
        import daft
    except ImportError as error:
        raise missing_extra("daft", "daft") from error
    return daft
