"""CSV and TSV: one document a row, its columns named.

Every character of a cell is kept, line breaks within quotation marks too; a byte order mark at the very start of the
file is a mark of the encoding and not kept. Cells may be of any length. All cells are text: a column that is neither
the text nor the id becomes metadata under its own name.
"""

import csv
import threading
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from .._document import Document
from ..errors import FormatError
from ._decoding import Place
from ._files import display, open_text
from ._records import ColumnNames

__all__ = ["TABS", "read", "rows_of"]

TABS = (".tsv", ".tab")
"""The suffixes of files whose cells are separated by tabs."""

_MISFIT = "is a cell with the delimiter or a line break not in quotation marks, or {delimiter} another one?"
_MARKS = "double a quotation mark within a cell, or give {unquoted} where they are ordinary characters"


def read(path: str | Path, columns: ColumnNames, delimiter: str = ",") -> Iterator[Document]:
    """Give one document for each row, lazily; blank rows are passed over.

    Raises:
        FormatError: when a column is missing, or a row does not have as many cells as the header.
    """
    file = display(path)
    with open_text(path, columns.encoding or "utf-8") as stream:
        lines = chain([stream.readline().removeprefix("\ufeff")], stream)
        table = rows_of(lines, columns.delimiter or delimiter, columns.quoted, file)
        _, _, header = next(table, (0, 0, []))
        if not header:
            raise FormatError(f"{file}: there is no header; the first row names the columns", file=file, line=1)
        rows = columns.rows(file, header)
        for number, line, cells in table:
            place = Place(file, line)
            if len(cells) != len(header):
                message = f"the row has {len(cells)} cells, but the header {len(header)}"
                raise place.fault(message, _MISFIT)
            yield rows.document(dict(zip(header, cells, strict=True)), number, place)


def rows_of(lines: Iterable[str], delimiter: str, quoted: bool, file: str) -> Iterator[tuple[int, int, list[str]]]:
    """Give each row that is not blank with its number, as a spreadsheet counts, and the line that it starts on.

    Raises:
        FormatError: when a quotation mark is not closed, or text follows one that closes a cell.
    """
    options: dict[str, Any] = {} if quoted else {"quoting": csv.QUOTE_NONE, "quotechar": None}
    reader = csv.reader(lines, delimiter=delimiter, strict=True, **options)
    number = 0
    while True:
        line = reader.line_num + 1
        number += 1
        try:
            with _LIMITS:
                cells = next(reader, None)
        except csv.Error as error:
            raise Place(file, line).fault(f"no CSV: {error}", _MARKS) from error
        if cells is None:
            return
        if cells:
            yield number, line, cells


class _Limits:
    """No limit on the length of a cell while a row is read: the module ``csv`` has one for the whole process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._users = 0
        self._before = 0

    def __enter__(self) -> None:
        with self._lock:
            if not self._users:
                self._before = csv.field_size_limit(2**31 - 1)
            self._users += 1

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._users -= 1
            if not self._users:
                csv.field_size_limit(self._before)


_LIMITS = _Limits()
