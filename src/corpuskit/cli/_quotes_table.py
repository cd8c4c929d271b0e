"""The table of quotes that people read: a line for each, under the heading of its group."""

import sys
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

import click
from rich.cells import cell_len, set_cell_size

from .._visible import one_line
from ..corpus._writing import Row
from ._quotes_listing import Group, date_of

__all__ = ["lines_of"]

_MEASURED = 500
"""How many rows of a group make the widths of its columns; later cells that are wider are cut."""

_WIDEST = 40
_NARROWEST = 30
"""Columns for the text at least, however narrow the screen is."""


def lines_of(groups: Iterable[Group], by: str, *, width: int | None, colour: bool) -> Iterator[str]:
    """Give the table as lines, each with its end.

    Args:
        groups: in their order.
        by: what they are grouped by, which is not repeated in their rows.
        width: the columns of the screen, at which texts are wrapped; None for no limit.
        colour: whether headings and places are styled.
    """
    for number, group in enumerate(groups):
        count = f"{group.count:,} quote{'s' * (group.count != 1)}"
        heading = one_line(group.heading, 200)
        yield ("\n" if number else "") + f"{_styled(heading, colour, bold=True)}  {_styled(count, colour, dim=True)}\n"
        yield from _rows(group, by, width, colour)


def _rows(group: Group, by: str, width: int | None, colour: bool) -> Iterator[str]:
    rows = iter(group.rows)
    first = list(islice(rows, _MEASURED))
    widths = [max(map(cell_len, column)) for column in zip(*(_cells(row, by) for row in first), strict=True)]
    for row in chain(first, rows):
        yield _line(row, _cells(row, by), widths, width, colour)


def _line(row: Row, cells: Sequence[str], widths: Sequence[int], width: int | None, colour: bool) -> str:
    before = "".join(f"  {set_cell_size(cell, size)}" for cell, size in zip(cells, widths, strict=True) if size)
    text = one_line(str(row["text"]), sys.maxsize)
    indent = cell_len(before) + 2
    if width is not None:
        text = f"\n{' ' * indent}".join(textwrap.wrap(text, max(_NARROWEST, width - indent)) or [""])
    return f"{_styled(before, colour, dim=True)}  {text}\n"


def _cells(row: Row, by: str) -> tuple[str, ...]:
    """Give the cells before the text: the kind, who said it when, and where that stands."""
    name, words = row.get("speaker_name") or "", row.get("speaker") or ""
    who = (words if words != name else "") if by == "speaker" else name or words or "no speaker"
    kind = ", ".join(filter(None, (row.get("kind"), row.get("polarity"))))
    when = row.get("when") or row.get("when_text")
    date = date_of(row)
    where = "" if by == "document" else _end(str(row["document"])) + (f" ({date})" if date else "")
    cells = kind, who, f"said {when}" if when else "", where, f"{row['start']}–{row['end']}"
    return tuple(one_line(cell, _WIDEST + 20) for cell in cells)


def _end(text: str) -> str:
    """Give a text without its beginning where it is long: the ends of addresses and paths tell them apart."""
    line = one_line(text, sys.maxsize)
    return line if len(line) <= _WIDEST else f"…{line[1 - _WIDEST :]}"


def _styled(text: str, colour: bool, *, bold: bool = False, dim: bool = False) -> str:
    return click.style(text, bold=bold or None, dim=dim or None) if colour else text
