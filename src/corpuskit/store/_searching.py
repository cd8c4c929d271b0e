"""The hits of a search, made of candidates."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

import attrs

from .._document import Document
from .._metadata import Metadata
from .._span import Span
from ..formats._decoding import Decoder
from ._candidates import Asked, Candidate, candidates
from ._conditions import Condition
from ._faults import damaged
from ._hit import Hit, Match
from ._marks import Passages
from ._passages import passage
from ._reading import DOCUMENT, documents, metadata_of, parts_of

__all__ = ["Searcher"]

_TOGETHER = 200
"""How many annotations are looked through for words at a time."""


@attrs.define
class Searcher:
    """Searches one store.

    Args:
        connection: to the store.
        path: the file, for errors.
        decoder: makes documents.
        passages: finds words in a few texts.
    """

    connection: sqlite3.Connection
    path: str
    decoder: Decoder
    passages: Passages

    def hits(self, asked: Asked, offset: int, limit: int, width: int) -> Iterator[Hit]:
        """Give the hits from number ``offset`` on, in order, lazily."""
        found = candidates(self.connection, asked, offset + limit)
        if asked.within is None:
            for candidate in islice(found, offset, offset + limit):
                yield self._hit(candidate, asked, width)
        else:
            yield from islice(self._fitting(found, asked), offset, offset + limit)

    # --- documents

    def _hit(self, candidate: Candidate, asked: Asked, width: int) -> Hit:
        id, text, metadata = self._row(candidate.doc)
        matches: set[Match] = set()
        if asked.words is not None:
            for _, spans in self.passages.spans([text], asked.words.match):
                matches.update(map(Match, spans))
        for condition in asked.conditions:
            matches.update(Match(span, label) for label, span in self._found(candidate.doc, condition))
        ordered = _in_order(matches)
        span = passage(text, ordered, width)
        return Hit(id, metadata, span, span.text_of(text), ordered, candidate.relevance)

    def _row(self, doc: int) -> tuple[str, str, Metadata]:
        found = self.connection.execute(_ROW, (doc,)).fetchone()
        if found is None:
            raise damaged(self.path, f"there is no document number {doc}")
        id, text, metadata = found
        return id, text, metadata_of(metadata, id, self.path)

    def _found(self, doc: int, condition: Condition) -> Iterator[tuple[str, Span]]:
        """Give the labels and places of all annotations of a document that a condition fits."""
        statement = f"SELECT a.label, a.start, a.end FROM annotations a WHERE a.doc = ? AND {condition.in_one('a')}"
        for label, start, end in self.connection.execute(statement, (doc, *condition.values)):
            yield label, Span(start, end)

    # --- annotations

    def _fitting(self, found: Iterator[Candidate], asked: Asked) -> Iterator[Hit]:
        while chunk := list(islice(found, _TOGETHER)):
            units = [unit for candidate in chunk if self._fits(unit := self._unit(candidate, asked), asked)]
            if asked.words is None:
                yield from (self._annotation_hit(unit, (), asked) for unit in units)
                continue
            for number, spans in self.passages.spans([unit.words for unit in units], asked.words.match):
                places = [place for span in spans for place in units[number].back(span)]
                yield self._annotation_hit(units[number], places, asked)

    def _unit(self, candidate: Candidate, asked: Asked) -> "_Unit":
        found = self.connection.execute(_UNIT, (candidate.doc, asked.within, candidate.n)).fetchone()
        if found is None:
            raise damaged(self.path, f"there is no document number {candidate.doc}")
        start, end, parts, text = found
        pieces = [Span(start, end)] if parts is None else [Span(*part) for part in parts_of(parts, self.path)]
        return _Unit(candidate, text, pieces)

    def _fits(self, unit: "_Unit", asked: Asked) -> bool:
        """Say whether what is asked for is in the pieces; that it is between the ends is known."""
        return len(unit.pieces) == 1 or all(any(matches) for matches in self._inside(unit, asked))

    def _inside(self, unit: "_Unit", asked: Asked) -> Iterator[list[Match]]:
        """Give for each condition the annotations in the pieces that it fits."""
        for condition in asked.conditions:
            # What is asked of the layer within which is searched, this annotation is itself.
            if condition.label != asked.within:
                found = [Match(span, label) for label, span in self._found(unit.candidate.doc, condition)]
                yield [match for match in found if any(piece.contains(match.span) for piece in unit.pieces)]

    def _annotation_hit(self, unit: "_Unit", words: Iterable[Span], asked: Asked) -> Hit:
        document, n = self.document(unit.candidate.doc), unit.candidate.n
        if not 0 <= n < len(document.annotations):
            raise damaged(self.path, f"document {document.id!r} has no annotation number {n}")
        annotation = document.annotations[n]
        ordered = _in_order({*map(Match, words), *chain.from_iterable(self._inside(unit, asked))})
        text = annotation.span.text_of(document.text)
        relevance = unit.candidate.relevance
        return Hit(document.id, document.metadata, annotation.span, text, ordered, relevance, annotation)

    def document(self, doc: int) -> Document:
        """Give a document by its number."""
        rows = self.connection.execute(f"{DOCUMENT} WHERE doc = ?", (doc,))
        return next(documents(self.connection, rows, self.path, self.decoder))


_ROW = "SELECT id, text, metadata FROM documents WHERE doc = ?"
_UNIT = (
    "SELECT a.start, a.end, a.parts, d.text FROM annotations a JOIN documents d ON d.doc = a.doc "
    "WHERE a.doc = ? AND a.label = ? AND a.n = ?"
)


@attrs.frozen
class _Unit:
    """An annotation that may fit: the text of its document, and where its pieces are in it."""

    candidate: Candidate
    text: str
    pieces: Sequence[Span]

    @property
    def words(self) -> str:
        """The text of its pieces."""
        return "\n".join(piece.text_of(self.text) for piece in self.pieces)

    def back(self, span: Span) -> Iterator[Span]:
        """Give the places in the document of what is at a span of ``words``."""
        at = 0
        for piece in self.pieces:
            start, end = max(span.start, at), min(span.end, at + len(piece))
            if start < end:
                yield Span(start, end).shift(piece.start - at)
            at += len(piece) + 1


def _in_order(matches: Iterable[Match]) -> tuple[Match, ...]:
    return tuple(sorted(matches, key=lambda match: (match.span, match.label or "")))
