"""Sheets as people hand them back."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from ..errors import FormatError, InvalidValue, did_you_mean
from ..formats._files import display
from ._sheet import COLUMNS, JUDGEMENTS, Sheet, SheetRow
from ._sheet_cells import read_cells

__all__ = ["read_sheet"]

_SPELLINGS: Mapping[str, Sequence[str]] = {
    "right": ("right", "r", "yes", "y", "true", "t", "1", "ok", "correct", "✓", "✔"),
    "wrong": ("wrong", "w", "no", "n", "false", "f", "0", "incorrect", "x", "✗", "✘", "×"),
    "unsure": ("unsure", "u", "?", "unclear"),
}
_MEANINGS = {spelling: word for word, spellings in _SPELLINGS.items() for spelling in spellings}
_NEEDED = ("judgement", "stratum", "population")


def read_sheet(path: str | Path) -> Sheet:
    """Give the sheet that a CSV file holds, as :meth:`Sheet.write` or a spreadsheet wrote it.

    The cells may be divided by commas, semicolons or tabs, the columns may stand in any order, and further ones are
    passed over. Needed are ``judgement``, ``stratum`` and ``population``. A judgement is ``right`` (also ``r``,
    ``yes``, ``y``, ``true``, ``t``, ``1``, ``ok``, ``correct``, ``✓``), ``wrong`` (``w``, ``no``, ``n``, ``false``,
    ``f``, ``0``, ``incorrect``, ``x``, ``✗``), ``unsure`` (``u``, ``?``, ``unclear``) or nothing, in capitals or not.

    Raises:
        FormatError: when it is no CSV in UTF-8, a column is missing, or a cell does not fit, with line and column.
        OSError: when the file cannot be opened.
    """
    file = display(path)
    (_, header), *rows = read_cells(path) or [(1, [])]
    columns = _checked([name.strip().casefold() for name in header], file)
    try:
        return Sheet(_row(columns, line, cells, file) for line, cells in rows)
    except InvalidValue as error:
        raise FormatError(f"{file}: {error.message}", file=file) from error


def _checked(columns: Sequence[str], file: str) -> Sequence[str]:
    for name in _NEEDED:
        if name not in columns:
            known = [column for column in columns if column]
            message = f"{file}: a sheet has a column {name!r}, and this has none; {did_you_mean(name, known)}"
            raise FormatError(message, file=file, line=1, column=name)
    twice = [name for name in COLUMNS if columns.count(name) > 1]
    if twice:
        raise FormatError(f"{file}: the column {twice[0]!r} is there twice", file=file, line=1, column=twice[0])
    return columns


def _row(columns: Sequence[str], line: int, cells: Sequence[str], file: str) -> SheetRow:
    if any(cells[len(columns) :]):
        message = f"{file}, line {line}: the row has {len(cells)} cells, but the header {len(columns)}"
        raise FormatError(message, file=file, line=line)
    found = {name: cell for name, cell in zip(columns, cells, strict=False) if name in COLUMNS}
    number = _population(found.pop("population", ""), line, file)
    if not found.get("stratum", "").strip():
        message = f"{file}, line {line}, column 'stratum': it is empty; leave it as it was drawn"
        raise FormatError(message, file=file, line=line, column="stratum")
    found["judgement"] = _judgement(found.get("judgement", ""), line, file)
    found["text"] = found.get("text", "").removeprefix("[").removesuffix("]")
    return SheetRow(population=number, **found)


def _judgement(cell: str, line: int, file: str) -> str:
    word = cell.strip().casefold()
    if not word or word in _MEANINGS:
        return _MEANINGS.get(word, "")
    allowed = ", ".join(_listed())
    message = f"{file}, line {line}, column 'judgement': {cell!r} is no judgement; write {allowed}, or nothing"
    raise FormatError(message, file=file, line=line, column="judgement", value=cell)


def _listed() -> Iterator[str]:
    for word in JUDGEMENTS:
        yield f"{word} (or {' '.join(_SPELLINGS[word][1:])})"


def _population(cell: str, line: int, file: str) -> int:
    digits = cell.strip()
    if digits.isascii() and digits.isdigit() and len(digits) < 19 and int(digits):
        return int(digits)
    message = (
        f"{file}, line {line}, column 'population': {cell!r} is no number of annotations; leave it as it was drawn"
    )
    raise FormatError(message, file=file, line=line, column="population", value=cell)
