"""What is done with every document, the same in every process."""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any, TypeAlias

import attrs

from .._document import Document
from .._pipeline import Pipeline
from .._plugins import Plugins
from ..formats._pieces import Piece
from ._tally import Tally
from ._transforming import Transforming

__all__ = ["Answer", "Job", "Through", "dated"]

Through: TypeAlias = Callable[[Iterable[Document]], Iterable[Document]]


def dated(documents: Iterable[Document], date: str | None) -> Iterator[Document]:
    """Give documents with a date: their own, or else the one given."""
    for document in documents:
        has_own = date is None or document.metadata.get("date")
        yield document if has_own else document.with_metadata(date=date)


@attrs.frozen
class Answer:
    """What came of a piece, or of one document of it.

    Args:
        results: what became of each document that was not left out; of a whole piece, packed.
        tally: what was done.
        error: what ended it early, if anything did; ``results`` came before.
        warnings: those that were given meanwhile, in another process.
        log: what was logged meanwhile, in another process.
        is_last: whether nothing of the piece comes after.
    """

    results: Any  # Any: a list of documents or lines, or what they are packed into.
    tally: Tally
    error: BaseException | None = None
    warnings: tuple[Warning | str, ...] = ()
    log: tuple[logging.LogRecord, ...] = ()
    is_last: bool = True


@attrs.frozen(slots=False)
class Job:
    """What is done with every document.

    Args:
        pipeline: what runs on it.
        form: what becomes of a result.
        pack: what becomes of the list of these for a piece.
        plugins: where reading looks up the value classes of layers.
        date: the date of documents that have none.
        transforms: what extractors read is made by these.
    """

    pipeline: Pipeline
    form: Callable[[Document], Any] | None = None
    pack: Callable[[list[Any]], Any] = list
    plugins: Plugins | None = None
    date: str | None = None
    transforms: Sequence[str] = ()

    def documents(self, documents: Iterable[Document], tally: Tally) -> Iterator[Document]:
        """Give documents with what was found in them, counted."""
        return tally.writing(self._found(documents, tally))

    def _found(self, documents: Iterable[Document], tally: Tally) -> Iterator[Document]:
        self.pipeline._note = tally.add_reasons
        given = tally.reading(dated(documents, self.date))
        if self.transforms:
            return Transforming(self.pipeline, self.transforms, tally.lost).stream(given)
        return self.pipeline._stream(given)

    def tally(self) -> Tally:
        """Give a count of nothing yet."""
        return Tally(self.pipeline.extractors)

    def do(self, piece: Piece, through: Through = iter) -> Answer:
        """Do a whole piece, in batches."""
        answer = self._done(piece.read(self.plugins), through)
        return attrs.evolve(answer, results=self.pack(answer.results))

    def one_by_one(self, piece: Piece, first: int) -> Iterator[Answer]:
        """Do the documents of a piece from a number on, each alone."""
        for document in islice(piece.read(self.plugins), first, None):
            yield self._done([document], iter)

    def joined(self, answers: Sequence[Answer]) -> Answer:
        """Give the answer for a piece of those for its documents."""
        tally = self.tally()
        for answer in answers:
            tally.merge(answer.tally)
        results = self.pack([*chain.from_iterable(answer.results for answer in answers)])
        return Answer(results, tally, answers[-1].error)

    def _done(self, documents: Iterable[Document], through: Through) -> Answer:
        tally, results = self.tally(), []
        try:
            for document in through(self._found(documents, tally)):
                results.append(document if self.form is None else self.form(document))
                tally.add(document)
        except BaseException as error:  # An interruption too: what was done is not lost.
            return Answer(results, tally, error)
        return Answer(results, tally)
