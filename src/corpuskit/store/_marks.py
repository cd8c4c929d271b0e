"""Where words are in a text: what FTS5 marks there, as spans of code points."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import count

from .._span import Span
from ._schema import TOKENIZER

__all__ = ["Passages"]


def _signs_for(texts: Iterable[str]) -> tuple[str, str]:
    """Give two signs that are in none of the texts, so that what is marked with them can be told."""
    together = list(texts)
    # No end of such a sign is the start of another: however the text goes on beside one, it is found where it is.
    free = (sign for number in count() if not _is_in(sign := f"\x02{number}\x03", together))
    return next(free), next(free)


def _is_in(sign: str, texts: Sequence[str]) -> bool:
    return any(sign in text for text in texts)


def _spans_of(marked: str, before: str, after: str) -> Iterator[Span]:
    """Give the spans of what is marked, in the text without the marks."""
    at = 0
    plain, *rest = marked.split(before)
    at += len(plain)
    for piece in rest:
        found, _, plain = piece.partition(after)
        yield Span(at, at + len(found))
        at += len(found) + len(plain)


class Passages:
    """Texts in memory, searched as those of a store are; to be closed."""

    def __init__(self) -> None:
        self._connection = sqlite3.connect(":memory:", isolation_level=None)
        self._connection.execute(f'CREATE VIRTUAL TABLE passages USING fts5 (text, tokenize="{TOKENIZER}")')

    def close(self) -> None:
        """Forget the texts."""
        self._connection.close()

    def spans(self, texts: Sequence[str], match: str) -> Iterator[tuple[int, list[Span]]]:
        """Give the numbers of the texts that fit an expression, in order, each with the places of the words in it."""
        self._connection.execute("DELETE FROM passages")
        # NUL divides words as a blank does, and ends what FTS5 marks.
        plain = (text.replace("\0", " ") for text in texts)
        self._connection.executemany("INSERT INTO passages (rowid, text) VALUES (?, ?)", enumerate(plain))
        signs = _signs_for(texts)
        statement = "SELECT rowid, highlight(passages, 0, ?, ?) FROM passages WHERE passages MATCH ? ORDER BY rowid"
        for number, marked in self._connection.execute(statement, (*signs, match)).fetchall():
            yield number, list(_spans_of(marked, *signs))
