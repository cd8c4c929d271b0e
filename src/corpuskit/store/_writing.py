"""Documents into a store, in transactions."""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

import attrs

from .._document import Document
from ..errors import InvalidValue
from ._columns import Name
from ._faults import told
from ._opening import transaction, writing
from ._records import Record, record_of

__all__ = ["Indexed", "index"]

_DOCUMENTS = 2_000
_WEIGHT = 20_000_000
"""The most documents, and code points with their annotations, that one transaction writes."""

_NAMES = 200_000
"""How many names are remembered with their numbers."""


@attrs.frozen
class Indexed:
    """What :func:`index` did.

    Args:
        added: how many documents were not in the store before.
        replaced: how many were there with another content.
        unchanged: how many were there as they are.
    """

    added: int = 0
    replaced: int = 0
    unchanged: int = 0


def index(documents: Iterable[Document], path: str | Path) -> Indexed:
    """Put documents with what was found in them into a store, which is made where there is none.

    A document that is in the store as it is stays so, and one of the same id with another content is replaced: doing
    it again after an interruption goes on where that came. Documents are committed some thousand at a time; whatever
    happens, those are kept, and the store can be read. Where the *documents* end in an error, all before it are kept.
    Documents of the store that are not given stay in it.

    Args:
        documents: in any order; each id once.
        path: the file of the store.

    Raises:
        InvalidValue: when two of the documents have the same id, or one has something that cannot be written.
        FormatError: when the file is no store, damaged, or of a newer version.
        OSError: when it cannot be written, or another process writes to it.
    """
    with writing(str(path)) as connection:
        writer = _Writer(connection)
        for batch in _batches(documents):
            with told(str(path)), transaction(connection):
                writer.write(batch)
    return Indexed(**writer.counts)


def _batches(documents: Iterable[Document]) -> Iterator[list[Record]]:
    batch: list[Record] = []
    weight = 0
    try:
        for document in documents:
            batch.append(record_of(document))
            weight += batch[-1].weight
            if weight >= _WEIGHT or len(batch) >= _DOCUMENTS:
                yield batch
                batch, weight = [], 0
    except GeneratorExit:
        raise
    except BaseException:  # An interruption too: what came before it is kept.
        yield batch
        raise
    yield batch


_FIND = "SELECT doc, digest FROM documents WHERE id = ?"
_ADD = "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_LATER = "SELECT coalesce(max(doc), 0) + 1 FROM documents"
_WORDS = "INSERT INTO documents_fts (rowid, text) VALUES (?, ?)"
_LAYER = "INSERT OR IGNORE INTO layers VALUES (?)"
_FIND_NAME = "SELECT id FROM names WHERE name = ? AND variants = ?"
_ADD_NAME = "INSERT INTO names (name, variants) VALUES (?, ?)"
_NAME_WORDS = "INSERT INTO names_fts (rowid, name, variants) VALUES (?, ?, ?)"
_REMOVE = (
    "INSERT INTO documents_fts (documents_fts, rowid, text) SELECT 'delete', doc, text FROM documents WHERE doc = ?",
    "DELETE FROM annotations WHERE doc = ?",
    "DELETE FROM documents WHERE doc = ?",
)


_ALWAYS = ("doc", "label", "n", "start", "end", "score", "source", "value")


@cache
def _insertion(columns: tuple[str, ...]) -> str:
    filled = (*_ALWAYS, *columns)
    return f"INSERT INTO annotations ({', '.join(filled)}) VALUES ({', '.join('?' * len(filled))})"


class _Writer:
    """Writes records, and remembers which documents and names it has met."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._execute = connection.execute
        self._execute_many = connection.executemany
        self._names: dict[Name, int] = {}
        self._labels: set[str] = set()
        self._seen = bytearray()
        """One for each document of the store that has been given, by number."""
        self.counts: Counter[str] = Counter()

    def write(self, records: Iterable[Record]) -> None:
        """Write records; it is the caller who commits them."""
        (self._next,) = self._execute(_LATER).fetchone()
        for record in records:
            self.counts[self._write(record)] += 1

    def _write(self, record: Record) -> str:
        found = self._execute(_FIND, (record.id,)).fetchone()
        if found is None:
            self._put(self._next, record)
            self._next += 1
            return "added"
        doc, digest = found
        if digest == record.digest:
            self._note(doc)
            return "unchanged"
        self._check_first(doc, record.id)
        for statement in _REMOVE:
            self._execute(statement, (doc,))
        self._put(doc, record)
        return "replaced"

    def _put(self, doc: int, record: Record) -> None:
        self._note(doc)
        self._execute(_ADD, (doc, record.id, *record.row[:2], record.digest, *record.row[2:]))
        self._execute(_WORDS, (doc, record.row[-1]))
        self._put_annotations(doc, record)

    def _put_annotations(self, doc: int, record: Record) -> None:
        for columns, rows in self._rows(doc, record).items():
            self._execute_many(_insertion(columns), rows)
        for label in {cells[0] for cells in record.cells} - self._labels:
            self._execute(_LAYER, (label,))
            self._labels.add(label)

    def _rows(self, doc: int, record: Record) -> Mapping[tuple[str, ...], list[tuple[object, ...]]]:
        """Give the rows of the annotations by the columns that they fill."""
        # What is None is left out rather than bound: that takes three times as long as a string.
        groups: defaultdict[tuple[str, ...], list[tuple[object, ...]]] = defaultdict(list)
        for cells, parts, (name, columns, found) in zip(record.cells, record.parts, record.columns, strict=True):
            row: tuple[object, ...] = (doc, *cells, *found)
            if name is not None:
                row = (*row, self._names.get(name) or self._number(name))
            if parts is not None:
                columns, row = (*columns, "parts"), (*row, parts)
            groups[columns].append(row)
        return groups

    def _number(self, name: Name) -> int:
        """Give the number of a name, which is written where it is new."""
        found = self._execute(_FIND_NAME, name).fetchone()
        number: int = found[0] if found else self._add_name(name)
        if len(self._names) == _NAMES:
            self._names.clear()
        self._names[name] = number
        return number

    def _add_name(self, name: Name) -> int:
        number = self._execute(_ADD_NAME, name).lastrowid
        assert number is not None  # A row was inserted.
        self._execute(_NAME_WORDS, (number, *name))
        return number

    def _note(self, doc: int) -> None:
        self._seen.extend(bytes(max(0, doc + 1 - len(self._seen))))
        self._seen[doc] = True

    def _check_first(self, doc: int, id: str) -> None:
        if doc < len(self._seen) and self._seen[doc]:
            message = (
                f"the id {id!r} occurs twice, with different content, and a store has each id once; "
                "corpuskit validate lists all that occur twice"
            )
            raise InvalidValue(message, document=id)
