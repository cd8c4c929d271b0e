"""What a command lists: a table to read, or rows for programs."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from ..formats._files import base_suffix
from ._writing import write_lines

if TYPE_CHECKING:
    from ..corpus._writing import Row

__all__ = ["write_listing"]

_KNOWN = {".csv": "csv", ".tsv": "tsv", ".tab": "tsv", ".jsonl": "jsonl", ".parquet": "parquet"}


def write_listing(
    lines: Callable[..., Iterable[str]],
    rows: "Iterable[Row]",
    columns: Mapping[str, type],
    out: str,
    format: str | None,
    color: str,
) -> None:
    """Write a listing in a format, or in that which the suffix of a file tells; where it tells none, to be read.

    Args:
        lines: gives the lines to read; see :func:`corpuskit.cli._writing.write_lines`.
        rows: read only where they are what is written.
        columns: those of the rows; see :func:`corpuskit.corpus._writing.write_rows`.
        out: where to write.
        format: the one that was asked for.
        color: ``auto``, ``always`` or ``never``.
    """
    chosen = format or _KNOWN.get(base_suffix(out), "table")
    if chosen == "table":
        write_lines(lines, out, color)
        return
    from ..corpus._writing import write_rows

    write_rows(rows, columns, out, f".{chosen}", safe_cells=True)
