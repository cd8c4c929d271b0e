"""Frames of pandas and polars, in and out."""

import importlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from .._document import Document
from ..errors import InvalidValue, did_you_mean, missing_extra
from ..formats import ColumnNames
from ..formats._decoding import Place
from ._tables import Table
from ._writing import Shape

__all__ = ["documents", "frame_of"]


def documents(frame: Any, columns: ColumnNames) -> Callable[[], Iterator[Document]]:
    """Give what reads a frame: one document a row.

    Raises:
        FormatError: when a column is missing.
        InvalidValue: when it is no frame.
    """
    library = next((_library(cls) for cls in type(frame).__mro__ if cls.__name__ == "DataFrame"), None)
    if library not in _ROWS:
        advice = "; collect it first" if type(frame).__name__ == "LazyFrame" else ""
        raise InvalidValue(f"a pandas or polars DataFrame is needed, not {type(frame).__name__}{advice}")
    header = [str(name) for name in frame.columns]
    rows = columns.rows("frame", header)

    def read() -> Iterator[Document]:
        for number, cells in enumerate(_ROWS[library](frame), 1):
            row = dict(zip(header, cells, strict=True))
            yield rows.document(row, number, Place(f"frame, row {number}"))

    return read


def _library(cls: type) -> str:
    return cls.__module__.partition(".")[0]


_ROWS: dict[str, Callable[[Any], Iterable[tuple[Any, ...]]]] = {
    "pandas": lambda frame: frame.itertuples(index=False, name=None),
    "polars": lambda frame: frame.iter_rows(),
}


def frame_of(documents: Iterable[Document], table: Table, library: str) -> Any:
    """Give a table as a frame of ``library``; see :meth:`corpuskit.Corpus.to_frame`."""
    if library not in _MAKERS:
        raise InvalidValue(f"there is no library {library!r}; {did_you_mean(library, _MAKERS)}", library=library)
    try:
        module = importlib.import_module(library)
    except ImportError as error:
        raise missing_extra(library, library) from error
    shape = Shape(table.columns)
    rows = []
    for row in table.rows(documents):
        shape.see(row)
        rows.append(row)
    cells = {name: [shape.cell(name, row.get(name)) for row in rows] for name in shape.columns}
    return _MAKERS[library](module, cells, {name: shape.type_of(name) for name in cells})


def _pandas(pandas: Any, cells: dict[str, list[Any]], types: dict[str, type]) -> Any:
    # Int64 and boolean have missing cells; the plain types of numpy would make floats of offsets.
    kinds = {int: "Int64", float: "float64", bool: "boolean", str: "object"}
    arrays = {name: pandas.Series(column, dtype=kinds[types[name]]) for name, column in cells.items()}
    return pandas.DataFrame(arrays)


def _polars(polars: Any, cells: dict[str, list[Any]], types: dict[str, type]) -> Any:
    kinds = {int: polars.Int64, float: polars.Float64, bool: polars.Boolean, str: polars.String}
    return polars.DataFrame(cells, schema={name: kinds[types[name]] for name in cells})


_MAKERS: dict[str, Callable[[Any, dict[str, list[Any]], dict[str, type]], Any]] = {"pandas": _pandas, "polars": _polars}
