"""Records of other tools: which column of a table is the text, the id, the date and the language."""

import datetime
import math
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import PurePath
from typing import Any, Self

import attrs

from .._document import Document
from ..errors import ConfigError, InvalidValue, did_you_mean
from ._decoding import Place

__all__ = ["ColumnNames", "Rows", "plain"]


def _names(names: Iterable[str] | None) -> tuple[str, ...] | None:
    return (names,) if isinstance(names, str) else None if names is None else tuple(names)


@attrs.frozen(kw_only=True)
class ColumnNames:
    """How the columns of a table become documents.

    Args:
        text: the column of the text; ``"text"`` by default.
        id: the column of the id; ``"id"`` where there is one. A row without an id is named by its place,
            ``"articles.csv:2"``: the header is row 1, as in a spreadsheet.
        date: the column that becomes ``metadata["date"]``, as it is; ``"date"`` where there is one.
        language: the column that becomes ``metadata["language"]``; ``"language"`` where there is one.
        metadata: the further columns to keep; all by default, under their own names.
        delimiter: what stands between two cells of a CSV file; a comma, or a tab in a ``.tsv`` file.
        quoted: whether cells may stand in quotation marks, as is usual in CSV files.
        encoding: the encoding of CSV files and texts, one for all; UTF-8 by default, and never guessed.
    """

    text: str | None = None
    id: str | None = None
    date: str | None = None
    language: str | None = None
    metadata: tuple[str, ...] | None = attrs.field(default=None, converter=_names)
    delimiter: str | None = attrs.field(default=None)
    quoted: bool = True
    encoding: str | None = None

    @delimiter.validator
    def _check_delimiter(self, attribute: object, delimiter: object) -> None:
        if delimiter is not None and not (isinstance(delimiter, str) and len(delimiter) == 1):
            raise ConfigError(f"delimiter={delimiter!r}: one character stands between two cells", option="delimiter")

    @classmethod
    def of(cls, options: Mapping[str, Any]) -> Self:
        """Give the columns for options by name; those that are None have their default.

        Raises:
            ConfigError: when an option is unknown.
        """
        known = [field.name for field in attrs.fields(cls)]
        for name in options:
            if name not in known:
                raise ConfigError(f"there is no option {name!r}; {did_you_mean(name, known)}", option=name)
        return cls(**{name: item for name, item in options.items() if item is not None})

    @property
    def given(self) -> bool:
        """Whether any column was named."""
        return any(name is not None for name in (self.text, self.id, self.date, self.language, self.metadata))

    def rows(self, file: str, header: Iterable[str] | None = None) -> "Rows":
        """Give what makes documents of the rows of one table.

        Raises:
            FormatError: when a column is missing, occurs twice, or two claim one place.
        """
        return Rows(self, file, None if header is None else list(header))


class Rows:
    """Makes documents of the rows of one table."""

    def __init__(self, columns: ColumnNames, file: str, header: list[str] | None) -> None:
        self.columns = columns
        self.name: str = PurePath(file).name
        self._text = columns.text or "text"
        self._renamed = {
            column: key for key, column in (("date", columns.date), ("language", columns.language)) if column
        }
        if header is not None:
            self._check(header, Place(file))

    def _check(self, header: list[str], place: Place) -> None:
        twice = sorted({name for name in header if header.count(name) > 1})
        if twice:
            raise place.fault(f"two columns are called {twice[0]!r}; rename one of them", column=twice[0])
        for name in self._required:
            self._find(name, header, place)
        for column, key in self._renamed.items():
            if column != key and key in self._kept(header):
                message = f"the columns {key!r} and {column!r} both give metadata {key!r}"
                raise place.fault(message, "choose the columns to keep with {metadata}", column=key)

    @property
    def _required(self) -> list[str]:
        columns = self.columns
        named = [self._text, columns.id, columns.date, columns.language, *(columns.metadata or ())]
        return [name for name in named if name is not None]

    def _find(self, name: str, header: Iterable[str], place: Place) -> None:
        names = list(header)
        if name in names:
            return
        message = f"there is no column {name!r}; {did_you_mean(name, names)}"
        if not message.endswith(", ".join(sorted(names))):
            message += f"; the columns are {', '.join(names)}"
        advice = []
        if name == "text" and self.columns.text is None:
            advice.append("name the column of the text with {text}")
        if len(names) == 1 and any(mark in names[0] for mark in ";\t|,"):
            advice.append("is {delimiter} another one?")
        raise place.fault(message, "; ".join(advice) or None, column=name)

    def _kept(self, names: Iterable[str]) -> list[str]:
        chosen = self.columns.metadata
        if chosen is not None:
            return [name for name in chosen if name not in self._renamed]
        return [name for name in names if name not in (self._text, self.columns.id or "id", *self._renamed)]

    def document(self, row: Mapping[str, Any], number: int, place: Place) -> Document:
        """Give the document of a row; ``number`` counts from 1 and names a row without an id.

        Raises:
            FormatError: when the row lacks a column, or its cells hold what a document cannot.
        """
        name = plain(row.get(self.columns.id or "id"))
        identity = f"{self.name}:{number}" if name is None or name == "" else str(name)
        place = attrs.evolve(place, document=identity)
        for column in self._required:
            if column not in row:
                self._find(column, row, place)
        try:
            return Document(self._text_of(row), id=identity, metadata=self._metadata(row))
        except ValueError as error:
            raise place.wrapped(error) from error

    def _text_of(self, row: Mapping[str, Any]) -> str:
        text = plain(row[self._text])
        if text is not None and not isinstance(text, str):
            raise InvalidValue(f"the text in column {self._text!r} is a string, not {text!r}")
        return text or ""

    def _metadata(self, row: Mapping[str, Any]) -> dict[str, Any]:
        pairs = [(key, plain(row[column])) for column, key in self._renamed.items()]
        pairs += [(column, plain(row[column])) for column in self._kept(row)]
        return {
            key: item for key, item in pairs if item is not None and (item != "" or key not in ("date", "language"))
        }


def plain(cell: Any) -> Any:  # Any: a cell of a frame holds whatever its library has.
    """Give a cell as JSON: dates as ISO strings, Decimals as text, what is missing (None, NaN, NaT, NA) as None.

    Raises:
        InvalidValue: when it is nothing that JSON has.
    """
    if cell is None or isinstance(cell, (str, bool, int)):
        return cell
    if isinstance(cell, float):
        return None if math.isnan(cell) else float(cell)
    if type(cell).__name__ in ("NaTType", "NAType"):
        return None
    if isinstance(cell, (datetime.date, datetime.time)):
        return cell.isoformat()
    if isinstance(cell, Decimal):
        return str(cell)
    if isinstance(cell, Mapping):
        return {str(key): plain(item) for key, item in cell.items()}
    if isinstance(cell, (list, tuple)):
        return [plain(item) for item in cell]
    if hasattr(cell, "tolist"):
        return plain(cell.tolist())
    raise InvalidValue(f"{cell!r} of type {type(cell).__name__} is nothing that JSON has; convert it to text first")
