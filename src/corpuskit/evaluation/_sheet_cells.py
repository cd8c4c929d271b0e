"""Cells of a CSV file that a spreadsheet shows, and neither runs nor loses."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from ..errors import FormatError
from ..formats._atomic import is_stream, streaming, write_file
from ..formats._files import base_suffix, display, open_text
from ..formats._guarding import freed, guarded
from ..formats.delimited import rows_of

__all__ = ["read_cells", "write_cells"]

_MARK = "\ufeff"
_SAVE_AS = "save it as 'CSV UTF-8', in UTF-8"


def write_cells(rows: Iterable[Sequence[str]], path: str | Path) -> int:
    """Write rows to a ``.csv`` file that appears when it is complete, or to standard output; give their number.

    UTF-8 with a byte order mark, without which spreadsheets read it as another encoding. Cells are guarded, so that
    :func:`read_cells` gives every one back as it was.
    """
    if is_stream(path):
        with streaming(path) as stream:
            return _write(iter(rows), stream)
    if base_suffix(path) != ".csv":
        raise FormatError(f"{path}: a sheet is written to a file whose name ends in .csv", file=str(path))
    return write_file(rows, path, _write, what="row")


def _write(rows: Iterator[Sequence[str]], stream: BinaryIO) -> int:
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="")
    try:
        text.write(_MARK)
        writer = csv.writer(text, lineterminator="\r\n")
        count = 0
        for count, cells in enumerate(rows, 1):  # noqa: B007 # The last number is that of all rows.
            writer.writerow([guarded(cell) for cell in cells])
        text.flush()
        return count
    finally:
        text.detach()


def read_cells(path: str | Path) -> list[tuple[int, list[str]]]:
    """Give each row that is not empty with its line; the cells may be divided by commas, semicolons or tabs.

    Raises:
        FormatError: when it is no CSV in UTF-8.
    """
    file = display(path)
    try:
        with open_text(path) as stream:
            first = stream.readline().removeprefix(_MARK)
            rows = rows_of(chain([first], stream), _delimiter(first), True, file)
            return [(line, [freed(cell) for cell in cells]) for _, line, cells in rows if any(cells)]
    except FormatError as error:
        if "byte" in error.facts:
            raise FormatError(f"{file}: this is not UTF-8; {_SAVE_AS}", file=file) from error
        message = f"{file}: line {error.facts.get('line')}: this is no CSV; {_SAVE_AS}"
        raise FormatError(message, file=file, line=error.facts.get("line")) from error


def _delimiter(header: str) -> str:
    """Give what divides the names of the columns: spreadsheets write semicolons where the comma is a decimal sign."""
    return max(",;\t", key=header.count)
