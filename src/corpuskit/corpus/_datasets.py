"""Datasets of Hugging Face, in and out."""

import importlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from .._document import Document
from .._plugins import Plugins
from ..errors import InvalidValue, missing_extra
from ..formats import ColumnNames
from ..formats._arrow import arrow, batches, record_of, schema_of
from ..formats._parquet_reading import TableReader

__all__ = ["dataset_of", "documents"]

_ROWS = 500


def documents(dataset: Any, columns: ColumnNames, plugins: Plugins | None) -> Callable[[], Iterator[Document]]:
    """Give what reads a dataset: one document a row.

    Raises:
        FormatError: when a column is missing.
        InvalidValue: when it is no dataset.
    """
    if not all(hasattr(dataset, name) for name in ("features", "with_format", "iter")):
        hint = "; choose a split, such as dataset['train']" if isinstance(dataset, dict) else ""
        raise InvalidValue(f"a datasets.Dataset is needed, not {type(dataset).__name__}{hint}")
    reader = TableReader("dataset", dataset.features.arrow_schema, columns, plugins)

    def read() -> Iterator[Document]:
        number = 0
        for table in dataset.with_format("arrow").iter(batch_size=_ROWS):
            for row in table.to_pylist():
                number += 1
                yield reader.document(row, number)

    return read


def dataset_of(found: Iterable[Document]) -> Any:
    """Give documents as a ``datasets.Dataset``; see :meth:`corpuskit.Corpus.to_dataset`."""
    try:
        datasets = importlib.import_module("datasets")
    except ImportError as error:
        raise missing_extra("datasets", "datasets") from error
    pa = arrow()
    return datasets.Dataset(pa.Table.from_batches(batches(pa, map(record_of, found)), schema_of(pa)))
