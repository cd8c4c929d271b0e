"""What may fit a search: documents in the order that is asked for, and annotations of a layer in each."""

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

import attrs

from ..formats._json import dumps
from ._conditions import Condition
from ._schema import INDEXES
from ._words import Words

__all__ = ["SORTS", "Asked", "Candidate", "candidates"]

SORTS = ("relevance", "date", "document")

_RARE = 2_000
"""Up to so many annotations that fit a condition, their documents are listed first; beyond, each document is asked."""


@attrs.frozen
class Asked:
    """What is searched for.

    Args:
        words: the words in the text; None for any.
        conditions: what annotations are to be; each is to be met by one.
        dates: the first day of the document's date, and the first one after it; None where it is open.
        within: the layer of which one annotation is to have it all; None for a document.
        sort: one of :data:`SORTS`.
        is_reversed: whether what comes last comes first.
    """

    words: Words | None
    conditions: Sequence[Condition]
    dates: tuple[str | None, str | None]
    within: str | None
    sort: str
    is_reversed: bool

    @property
    def match(self) -> str | None:
        """The expression for FTS5 that each document fits; of one within which is searched, a part is to fit."""
        if self.words is None:
            return None
        return self.words.match if self.within is None else self.words.loose


class Candidate(NamedTuple):
    """A document, and the number of an annotation in it; -1 where the search is not within a layer."""

    doc: int
    relevance: float | None
    n: int


def candidates(connection: sqlite3.Connection, asked: Asked, most: int) -> Iterator[Candidate]:
    """Give what may fit in the order that is asked for, lazily: documents fit, of annotations those that may.

    Args:
        connection: to the store.
        asked: what is searched for.
        most: how many documents are wanted at most, which need not be sorted further.
    """
    is_indexed = connection.execute(_INDEXED, (len(INDEXES), *INDEXES)).fetchone()[0]
    rare = [condition for condition in asked.conditions if is_indexed and _is_rare(connection, condition)]
    # Of few documents nothing is left to ask but for what is within them.
    left = [condition for condition in asked.conditions if asked.within is not None or condition not in rare]
    if asked.within is None and not left:
        return (Candidate(doc, relevance, -1) for doc, relevance in _documents(connection, asked, rare, most))
    return _fitting(connection, _documents(connection, asked, rare, _NO_LIMIT), *_inside(asked, left))


_NO_LIMIT = -1
"""To SQLite."""


_INDEXED = f"SELECT count(*) = ? FROM sqlite_master WHERE name IN ({', '.join('?' * len(INDEXES))})"


def _is_rare(connection: sqlite3.Connection, condition: Condition) -> bool:
    statement = f"SELECT count(*) FROM ({_listed(condition)} LIMIT {_RARE + 1})"
    count: int = connection.execute(statement, condition.values).fetchone()[0]
    return count <= _RARE


def _listed(condition: Condition) -> str:
    return f"SELECT a.doc FROM annotations a WHERE {condition.over_all('a')}"


def _exists(condition: Condition, where: str) -> str:
    return f"EXISTS (SELECT 1 FROM annotations a WHERE {where} AND {condition.in_one('a')})"


Test = tuple[str, tuple[object, ...]]
"""An expression, or a statement that lists documents, and what is bound to its question marks."""


def _documents(
    connection: sqlite3.Connection, asked: Asked, rare: Sequence[Condition], most: int
) -> Iterator[tuple[int, float | None]]:
    """Give the documents that fit the words, the dates and what is rare, in order."""
    listed = [(_listed(condition), condition.values) for condition in rare]
    for sql, values in _ranked(asked, listed) if asked.sort == "relevance" else _sorted(asked, listed):
        # A row after the other: a search that is given up must not close what the end of the store has closed.
        yield from iter(connection.execute(f"{sql} LIMIT ?", (*values, most)).fetchone, None)


def _ranked(asked: Asked, listed: Sequence[Test]) -> Iterator[Test]:
    """Give the statement for documents by relevance."""
    dated, days = _dated(asked.dates)
    of_time = [(f"SELECT d.doc FROM documents d WHERE {dated}", days)] if days else []
    # With a sign before it, a list is no way into the index of words, which is gone through once.
    words = ("documents_fts MATCH ?", (asked.match,))
    tests, values = _joined(words, [*listed, *of_time], "+documents_fts.rowid")
    order = "2, 1" if asked.is_reversed else "2 DESC, 1"
    yield f"SELECT rowid, -bm25(documents_fts) FROM documents_fts WHERE {tests} ORDER BY {order}", values


def _sorted(asked: Asked, listed: Sequence[Test]) -> Iterator[Test]:
    """Give the statements, one after the other, for documents by what their rows say."""
    found = "SELECT rowid FROM documents_fts WHERE documents_fts MATCH ?"
    words = [] if asked.match is None else [(found, (asked.match,))]
    tests, values = _joined(_dated(asked.dates), [*listed, *words], "d.doc")
    for first, order in _ORDERS[asked.sort, asked.is_reversed]:
        yield f"SELECT d.doc, NULL FROM documents d WHERE {first} AND {tests} ORDER BY {order}", values


def _dated(dates: tuple[str | None, str | None]) -> Test:
    tests = {"d.date >= ?": dates[0], "d.date < ?": dates[1]}
    given = {test: day for test, day in tests.items() if day is not None}
    return " AND ".join(given) or "TRUE", tuple(given.values())


def _joined(first: Test, listed: Sequence[Test], doc: str) -> Test:
    """Give a test for all at once; ``doc`` is the document that each list is to have."""
    tests = [first[0], *(f"{doc} IN ({statement})" for statement, _ in listed)]
    return " AND ".join(tests), tuple(value for _, values in (first, *listed) for value in values)


_ORDERS = {
    ("document", False): [("TRUE", "d.doc")],
    ("document", True): [("TRUE", "d.doc DESC")],
    # Those without a date come last, whichever way the others are sorted.
    ("date", False): [("d.date IS NOT NULL", "d.date, d.doc"), ("d.date IS NULL", "d.doc")],
    ("date", True): [("d.date IS NOT NULL", "d.date DESC, d.doc"), ("d.date IS NULL", "d.doc")],
}
"""For each way to sort, the statements that give the documents one after the other: a test, and an order."""


def _inside(asked: Asked, conditions: Sequence[Condition]) -> tuple[str, tuple[object, ...]]:
    """Give the statement that tells which of some documents fit, and what is bound to it after the documents."""
    if asked.within is None:
        tests = [_exists(condition, "a.doc = w.value") for condition in conditions]
        sql = f"SELECT w.key, -1 FROM json_each(?) w WHERE {' AND '.join(tests)} ORDER BY w.key"
        return sql, tuple(value for condition in conditions for value in condition.values)
    inside = "a.doc = u.doc AND a.start >= u.start AND a.end <= u.end"
    tests = [
        condition.in_one("u") if condition.label == asked.within else _exists(condition, inside)
        for condition in conditions
    ]
    sql = "SELECT w.key, u.n FROM json_each(?) w CROSS JOIN annotations u ON u.doc = w.value"
    sql += f" WHERE {' AND '.join(['u.label = ?', *tests])} ORDER BY w.key, u.n"
    return sql, (asked.within, *(value for condition in conditions for value in condition.values))


def _fitting(
    connection: sqlite3.Connection, found: Iterator[tuple[int, float | None]], sql: str, values: tuple[object, ...]
) -> Iterator[Candidate]:
    """Give those of the documents, or what is within them, that a statement says fit."""
    size = _FIRST
    while chunk := list(islice(found, size)):
        numbers = dumps([doc for doc, _ in chunk], "").decode()
        for key, n in connection.execute(sql, (numbers, *values)).fetchall():
            doc, relevance = chunk[key]
            yield Candidate(doc, relevance, n)
        size = min(2 * size, _MOST)


_FIRST, _MOST = 100, 5_000
"""How many documents are asked at a time, at first and at most."""
