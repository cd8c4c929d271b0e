"""Rows of the table of quotes: which are listed, and in which groups."""

import json
import re
import tempfile
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import IO

import attrs

from ..corpus._writing import Row
from ..formats._json import dumps

__all__ = ["Group", "Wanted", "date_of", "groups_of"]

UNSPOKEN = ("scare", "title")
"""The kinds that nobody says."""

_ISO = re.compile(r"\d{4}-\d\d-\d\d(?=[T ])")


@attrs.define
class Wanted:
    """Says which rows are listed, and counts them.

    Args:
        speakers: patterns of which one is in the name or the words of the speaker; none for all speakers.
        kinds: the kinds to list; none for all that somebody says.
        least: the least score; a quote without a score is listed where it is None.
    """

    speakers: "Sequence[re.Pattern[str]]" = ()
    kinds: Sequence[str] = ()
    least: float | None = None
    read: int = 0
    quotes: int = 0
    unspoken: int = 0
    names: set[str] = attrs.field(factory=set)

    def among(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Give the rows that are listed."""
        for row in rows:
            self.read += 1
            if self._is_by_speaker(row) and self._is_sure(row) and self._is_of_kind(row):
                self.quotes += 1
                if row.get("speaker_name"):
                    self.names.add(str(row["speaker_name"]).casefold())
                yield row

    def _is_by_speaker(self, row: Row) -> bool:
        given = [row.get("speaker_name") or "", row.get("speaker") or ""]
        return not self.speakers or any(pattern.search(text) for pattern in self.speakers for text in given)

    def _is_sure(self, row: Row) -> bool:
        return self.least is None or (row["score"] is not None and row["score"] >= self.least)

    def _is_of_kind(self, row: Row) -> bool:
        kind = row.get("kind")
        if self.kinds:
            return kind in self.kinds
        self.unspoken += kind in UNSPOKEN
        return kind not in UNSPOKEN


# --- groups

Key = tuple[int, str]
"""What comes first has the least number; the text is the heading."""


@attrs.frozen
class Group:
    """Rows under one heading; to be gone through before the next group."""

    heading: str
    count: int
    rows: Iterable[Row]


def date_of(row: Row) -> str:
    """Give the date of the document as it is there, without a time; empty where it has none."""
    date = row.get("date")
    text = "" if date is None else str(date)
    day = _ISO.match(text)
    return day.group() if day else text


def _speaker(row: Row) -> Key:
    if row.get("speaker_name"):
        return 0, str(row["speaker_name"])
    # "He" or "the source" of two documents are hardly one.
    return (1, "speakers without a name") if row.get("speaker") else (2, "no speaker")


def _document(row: Row) -> Key:
    date = date_of(row)
    return 0, str(row["document"]) + (f" ({date})" if date else "")


def _date(row: Row) -> Key:
    date = row.get("when") or date_of(row)
    return (0, str(date)) if date else (1, "no date")


# --- their order

Places = tuple[int, str, "array[int]"]
"""A group in a file: what its key says, and where its rows are."""


def _by_number(group: Places) -> tuple[int, int, str]:
    return group[0], -len(group[2]), group[1]


def _by_heading(group: Places) -> tuple[int, int, str]:
    return group[0], 0, group[1]


_SORTED = {"speaker": (_speaker, _by_number), "date": (_date, _by_heading)}


def groups_of(rows: Iterable[Row], by: str) -> Iterator[Group]:
    """Give the rows in groups, in which they stay in their order.

    Speakers with the most quotes come first, dates from the earliest; for both, rows wait in a temporary file, and
    only their places in memory. Where reading them ends in an error, that is raised after what came before.

    Args:
        rows: those of the table of quotes.
        by: ``speaker``, ``date``, or ``document``, whose groups come as the documents do.
    """
    return _as_they_come(rows) if by == "document" else _sorted(rows, *_SORTED[by])


def _as_they_come(rows: Iterable[Row]) -> Iterator[Group]:
    for (_, heading), group in groupby(rows, _document):
        found = list(group)
        yield Group(heading, len(found), found)


def _sorted(
    rows: Iterable[Row], key: Callable[[Row], Key], order: Callable[[Places], tuple[int, int, str]]
) -> Iterator[Group]:
    with tempfile.TemporaryFile() as spool:
        found, error = _spooled(rows, key, spool)
        for _, heading, places in sorted(found, key=order):
            yield Group(heading, len(places), _at(places, spool))
    if error is not None:
        raise error


def _spooled(
    rows: Iterable[Row], key: Callable[[Row], Key], spool: IO[bytes]
) -> tuple[Iterable[Places], BaseException | None]:
    """Write the rows; give the groups, and the error in which the rows ended."""
    found: dict[Key, Places] = {}
    offset = 0
    try:
        for row in rows:
            rank, heading = key(row)
            # "A statement" and "a statement" are one, under the heading that comes first.
            group = found.setdefault((rank, heading.casefold()), (rank, heading, array("Q")))
            group[2].append(offset)
            offset += spool.write(dumps(row, str(row["document"])) + b"\n")
    except GeneratorExit:
        raise
    except BaseException as error:  # An interruption too: what was read before it is listed.
        return found.values(), error
    return found.values(), None


def _at(places: Iterable[int], spool: IO[bytes]) -> Iterator[Row]:
    for place in places:
        spool.seek(place)
        yield json.loads(spool.readline())
