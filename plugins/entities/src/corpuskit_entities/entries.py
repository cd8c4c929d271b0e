"""Entries of a user's lists, and the files that hold them."""

import csv
import functools
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs

from corpuskit.errors import ConfigError, FormatError, did_you_mean
from corpuskit.values import ENTITY_TYPES

__all__ = ["LISTS", "Entry", "Source", "read_entries", "read_names"]

LISTS = (".tsv", ".csv", ".jsonl", ".ndjson", ".txt")
"""The endings of files that hold names; a name has none of them."""

_LONGEST = 500
_CASES = ("exact", "any")
_ONE = {text: text for text in (*ENTITY_TYPES, *_CASES)}
"""One text for all that are equal: files give each line its own."""

_TEXTS = {str, type(None)}
_class = type
"""Under another name, for where a field is called ``type``."""


def _is_name(entry: "Entry", attribute: object, name: Any) -> None:  # Any: what a user gives.
    fault = _fault(name)
    if fault:
        given = repr(name)
        raise ConfigError(f"the name {given if len(given) <= 60 else given[:60] + '…'} {fault}", option="gazetteers")


def _fault(name: Any) -> str | None:
    """Say what is wrong with a name, and what to do."""
    if not isinstance(name, str):
        return "is no text; write it in quotation marks"
    if len(name) > _LONGEST:
        return f"has {len(name)} characters, more than {_LONGEST}; see whether a tab or a quotation mark is missing"
    if not any(map(str.isalnum, name)):
        return "has no letter and no digit; leave it out"
    if not name.isprintable():
        return _hidden(name)
    return None


def _hidden(name: str) -> str | None:
    for char in name:
        if char in "\n\r\t\x0b\x0c\x85\u2028\u2029":
            return "has a line end or a tab; write a space, which stands for a line end in the text too"
        if char < " " or "\x7f" <= char < "\xa0" or "\ud800" <= char < "\ue000":
            return f"has the character U+{ord(char):04X}, which is in no name; remove it"
    return None


def _is_type(entry: "Entry", attribute: object, kind: Any) -> None:  # Any: what a user gives.
    if kind not in ENTITY_TYPES:
        known = ", ".join(ENTITY_TYPES)
        message = f"the type {kind!r} of {entry.name!r} is none of {known}; keep a type of your own in 'subtype'"
        raise ConfigError(message, option="gazetteers")


def _is_case(entry: "Entry", attribute: object, case: Any) -> None:  # Any: what a user gives.
    if case not in _CASES:
        message = f"the case {case!r} of {entry.name!r} is neither 'exact' (as written) nor 'any'; write one of these"
        raise ConfigError(message, option="gazetteers")
    if case == "any" and len(entry.name) == 1 and entry.name.lower() != entry.name.upper():
        message = f"the name {entry.name!r} in any case would be every such letter; write case 'exact'"
        raise ConfigError(message, option="gazetteers")


def _is_text(entry: "Entry", attribute: Any, text: Any) -> None:  # Any: an attribute of attrs; what a user gives.
    if _class(text) not in _TEXTS:
        message = f"the {attribute.name} {text!r} of {entry.name!r} is no text; write it in quotation marks"
        raise ConfigError(message, option="gazetteers")


@attrs.frozen(init=False)
class Entry:
    """A name of a user's list.

    Args:
        name: the name as it is written.
        type: PER, ORG, LOC, NORP or MISC.
        canonical: the name that its chain is to have; by default the best form in the document.
        subtype: a finer type of the user's own, given as the value's ``subtype``.
        case: ``exact`` matches as written, ``any`` in any case.
        id: what the user calls the entity, given as the value's ``id`` to all mentions of its chain. Names that share
            an id are in one chain, names with two ids never.

    Raises:
        ConfigError: when one of them does not fit.
    """

    name: str = attrs.field(validator=_is_name)
    type: str = attrs.field(default="MISC", validator=_is_type)
    canonical: str | None = attrs.field(default=None, validator=_is_text)
    subtype: str | None = attrs.field(default=None, validator=_is_text)
    case: str = attrs.field(default="exact", validator=_is_case)
    id: str | None = attrs.field(default=None, validator=_is_text)

    def __init__(
        self,
        name: str,
        type: str = "MISC",
        canonical: str | None = None,
        subtype: str | None = None,
        case: str = "exact",
        id: str | int | None = None,
    ) -> None:
        put = object.__setattr__.__get__(self)
        put("name", name.strip() if isinstance(name, str) else name)
        put("type", _ONE.get(type, type) if _class(type) is str else type)
        put("canonical", canonical)
        put("subtype", subtype)
        put("case", _ONE.get(case, case) if _class(case) is str else case)
        put("id", str(id) if _class(id) is int else id)
        # Lists are long: only what is not as nearly all entries are is looked at closely.
        if not (
            _class(name) is str
            and 1 < len(name) <= _LONGEST
            and name[0].isalnum()
            and name.isprintable()
            and type in ENTITY_TYPES
            and case in _CASES
            and {_class(canonical), _class(subtype), _class(self.id)} <= _TEXTS
        ):
            attrs.validate(self)

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> "Entry":
        """Give the entry of a mapping with the same keys; what is empty counts as not given.

        Raises:
            ConfigError: when a key is missing, unknown or does not fit.
        """
        if not isinstance(given, Mapping):
            raise ConfigError(f"{given!r} is no entry; write a mapping with a 'name'", option="gazetteers")
        try:
            return cls(**{key: value for key, value in given.items() if value not in _EMPTY})
        except TypeError as error:
            raise _misfit(given) from error


_EMPTY = (None, "")

Source = Path | tuple[Entry, ...]
"""A list of names: a file, or the entries."""

_FIELDS = attrs.fields_dict(Entry)


def _misfit(given: Mapping[Any, Any]) -> ConfigError:
    """Say which key is not that of an entry, or that there is no name."""
    unknown = [str(key) for key in given if key not in _FIELDS]
    if unknown:
        message = f"an entry has no {unknown[0]!r}; {did_you_mean(unknown[0], _FIELDS)}"
        return ConfigError(message, option="gazetteers")
    return ConfigError(f"{dict(given)} has no 'name'; give one, or remove the entry", option="gazetteers")


# --- files


def read_entries(path: Path) -> Iterator[Entry]:
    """Read a list, one entry after another, as its ending says.

    A ``.tsv`` or ``.csv`` file names the fields of :class:`Entry` in its first line; a ``.jsonl`` or ``.ndjson`` file
    has an object with them in each line. Empty lines are left out.

    Raises:
        FormatError: when it cannot be read, or a line does not fit; it names file and line.
    """
    rows_of = _ROWS.get(path.suffix.lower())
    if rows_of is None:
        message = f"{path}: a list with types ends in {', '.join(_ROWS)}; rename it, or write one of these"
        raise FormatError(message, file=str(path))
    yield from _read(path, lambda lines: map(Entry.of, rows_of(lines)))


def read_names(path: Path) -> Iterator[str]:
    """Read the names alone: of a ``.txt`` file its lines, of another list those of its entries.

    Raises:
        FormatError: when it cannot be read, or a line does not fit.
    """
    if path.suffix.lower() == ".txt":
        yield from _read(path, lambda lines: filter(None, map(str.strip, lines)))
    else:
        yield from (entry.name for entry in read_entries(path))


class _Lines:
    """The lines of a file, and the number of the last one that was asked for."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self.number = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.number += 1
        return line


def _read(path: Path, items_of: Callable[[_Lines], Iterable[Any]]) -> Iterator[Any]:
    lines = _Lines(())
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = _Lines(file)
            yield from items_of(lines)
    except (OSError, UnicodeDecodeError) as error:
        message = f"{path}: a list of names that cannot be read as UTF-8: {error}; correct the path, or save it anew"
        raise FormatError(message, file=str(path)) from error
    except (csv.Error, TypeError, ValueError) as error:
        where = {"file": str(path), "line": lines.number}
        raise FormatError(f"{path}:{lines.number}: {error}", **where) from error


def _table(lines: _Lines, **dialect: Any) -> Iterator[dict[str, str]]:  # Any: what the csv module takes.
    rows = csv.reader(lines, strict=True, **dialect)
    header = next(rows, [])
    if header and "name" not in header:
        message = f"the first line is to name the columns, and one of them 'name', not {header!r}"
        raise ConfigError(f"{message}; the others are {', '.join([*_FIELDS][1:])}")
    for row in filter(None, rows):
        if len(row) > len(header):
            raise ConfigError(f"{len(row)} cells under {len(header)} columns; remove a cell, or name its column")
        yield dict(zip(header, row, strict=False))


def _objects(lines: _Lines) -> Iterator[Any]:
    for line in lines:
        if not line.isspace():
            try:
                yield json.loads(line)
            except ValueError as error:
                raise ConfigError(f"no JSON: {error}; each line is one object") from error


_tabbed = functools.partial(_table, delimiter="\t", quoting=csv.QUOTE_NONE)

_ROWS: dict[str, Callable[[_Lines], Iterator[Any]]] = {
    ".tsv": _tabbed,
    ".csv": _table,
    ".jsonl": _objects,
    ".ndjson": _objects,
}
