"""Rows of the table of quotes: which are listed, and in which groups."""

import json
import re
import tempfile
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import IO

import attrs

from ..corpus._writing import Row
from ..formats._json import dumps

__all__ = ["GROUPINGS", "Group", "Wanted", "date_of", "groups_of"]

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
    quotes: int = 0
    unspoken: int = 0
    names: set[str] = attrs.field(factory=set)

    def among(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Give the rows that are listed."""
        for row in rows:
            if self._is_by_speaker(row) and self._is_sure(row) and self._is_of_kind(row):
                self.quotes += 1
                self.names.update(filter(None, [row.get("speaker_name")]))
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


GROUPINGS: Mapping[str, Callable[[Row], Key]] = {"speaker": _speaker, "document": _document, "date": _date}
"""By what quotes are listed: the key of a row."""


def groups_of(rows: Iterable[Row], by: str) -> Iterator[Group]:
    """Give the rows in groups: documents as they come, the speakers with the most quotes first, dates in order.

    In a group, rows stay in their order. But for documents, rows wait in a temporary file, and only their places in
    memory. Where reading them ends in an error, that is raised after the groups of what came before.
    """
    if by == "document":
        for (_, heading), group in groupby(rows, _document):
            found = list(group)
            yield Group(heading, len(found), found)
        return
    with tempfile.TemporaryFile() as spool:
        places, error = _spooled(rows, GROUPINGS[by], spool)
        for key in sorted(places, key=lambda key: (key[0], -len(places[key]) if by == "speaker" else 0, key[1])):
            yield Group(key[1], len(places[key]), _at(places[key], spool))
    if error is not None:
        raise error


def _spooled(
    rows: Iterable[Row], key: Callable[[Row], Key], spool: IO[bytes]
) -> "tuple[dict[Key, array[int]], BaseException | None]":
    """Write the rows; give the places of each group, and the error in which the rows ended."""
    places: dict[Key, array[int]] = {}
    offset = 0
    try:
        for row in rows:
            places.setdefault(key(row), array("Q")).append(offset)
            offset += spool.write(dumps(row, str(row["document"])) + b"\n")
    except GeneratorExit:
        raise
    except BaseException as error:  # An interruption too: what was read before it is listed.
        return places, error
    return places, None


def _at(places: Iterable[int], spool: IO[bytes]) -> Iterator[Row]:
    for place in places:
        spool.seek(place)
        yield json.loads(spool.readline())
