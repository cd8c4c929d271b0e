"""One run over a corpus, in this process or in several."""

import hashlib
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import version
from itertools import chain, islice
from pathlib import Path
from typing import Any, TypeAlias

import attrs
import orjson

from .._document import Document
from ..corpus import Corpus
from ..errors import InvalidValue
from ..formats._atomic import is_stream
from ..formats._dividing import Files
from ..formats._pieces import SIZE, Piece, packed
from ._growth import Growth, growth_of
from ._job import Answer, Job
from ._manifest import Before, Plan
from ._output import Output, growing
from ._tally import Tally

__all__ = ["TIME_LIMIT", "Run"]

TIME_LIMIT = 60.0
"""Seconds that an extractor has for a document of up to 100,000 code points; longer ones have more in proportion."""

Through: TypeAlias = Callable[[Iterable[Any]], Iterable[Any]]
"""Passes on what is done, one item a document."""


@attrs.frozen(slots=False)
class Run:
    """One run over a corpus.

    Args:
        job: what is done with each document.
        jobs: in how many processes; None for this one.
        time_limit: how many seconds an extractor may take on a document in another process.
    """

    job: Job
    jobs: int | None = attrs.field(default=None)
    time_limit: float = attrs.field(default=TIME_LIMIT)
    tally: Tally = attrs.field(init=False)
    """What was done."""

    @jobs.validator
    def _check_jobs(self, attribute: object, jobs: object) -> None:
        if jobs is not None and (type(jobs) is not int or jobs < 1):
            raise InvalidValue(f"jobs={jobs!r}: a number of processes, 1 or more, goes here")

    @time_limit.validator
    def _check_time_limit(self, attribute: object, seconds: float) -> None:
        if not seconds > 0:
            raise InvalidValue(f"time_limit={seconds!r}: a number of seconds, more than 0, goes here")

    @tally.default
    def _nothing(self) -> Tally:
        return self.job.tally()

    # --- documents

    def documents(self, corpus: Corpus) -> Iterator[Document]:
        """Give the documents with everything that is found, in order, lazily."""
        self.job.pipeline._begin()
        if self.jobs is None:
            yield from self.job.documents(corpus, self.tally)
            return
        for answer in self._answers(self.job, corpus._pieces(), iter):
            self.tally.merge(answer.tally)
            yield from answer.results
            if answer.error is not None:
                raise answer.error

    def _answers(self, job: Job, pieces: Iterable[Piece], through: Through) -> Iterator[Answer]:
        if self.jobs is None:
            return _done_here(job, pieces, through)
        from ._pool import Pool

        return Pool(job, self.jobs, self.time_limit).answers(pieces)

    # --- a file

    def growth(self, corpus: Corpus, path: str | Path, format: str | None) -> Growth | None:
        """Give how a file grows piece by piece; None where it is written as a whole. For errors see :meth:`write`."""
        return None if corpus._files is None or is_stream(path) else growth_of(path, format)

    def write(
        self,
        corpus: Corpus,
        path: str | Path,
        *,
        format: str | None = None,
        through: Through = iter,
        say: Callable[[str], object] = str,
    ) -> None:
        """Write the documents with everything that is found.

        JSON lines and Parquet of a corpus that is files grow piece by piece, and go on where an earlier run stopped.

        Args:
            corpus: the documents.
            path: where to write.
            format: that of the file; told by the suffix by default.
            through: passes on an item for each document.
            say: is told what is taken over from an earlier run.
        """
        growth = self.growth(corpus, path, format)
        if corpus._files is None or growth is None:
            Corpus(through(self.documents(corpus)), plugins=self.job.plugins).write(path, format=format)
            return
        job = attrs.evolve(self.job, form=growth.form, pack=growth.pack)
        job.pipeline._begin()
        with growing(path, self._plan(corpus._files), self.tally, growth) as output:
            if self.tally.written:
                say(f"going on after the first {self.tally.written:,} documents, which an earlier run has written")
            elif output.before is not None:
                say("an earlier run had other extractors; where they are the same, what it has written is kept")
            self._grow(job, self._pieces(corpus, output.before, growth.format), output, through)

    def _grow(self, job: Job, pieces: Iterable[Piece], output: Output, through: Through) -> None:
        for answer in self._answers(job, islice(pieces, output.pieces, None), through):
            if answer.error is not None:
                output.add_rest(answer.results, answer.tally)
                raise answer.error
            output.add(answer.results, answer.tally)
            if self.jobs is not None:
                deque(through(range(answer.tally.written)), maxlen=0)

    def _pieces(self, corpus: Corpus, before: Before | None, format: str) -> Iterator[Piece]:
        if before is None:
            return corpus._pieces()
        os.truncate(before.path, before.size)
        written = packed(Files([(before.path, format)], {}, self.job.plugins).stretches())
        return chain(written, islice(corpus._pieces(), before.pieces, None))

    def _plan(self, files: Files) -> Plan:
        job, pipeline = self.job, self.job.pipeline
        extractors = {
            step.name: f"{step.installed.distribution} {step.installed.version} {step.config_digest}"
            for step in pipeline._steps
        }
        read: list[object] = [files.state(), SIZE, job.date, version("corpuskit-core"), pipeline.language]
        if pipeline.on_error != "record" or job.transforms:
            # What was left out, or stands in a text that was made, cannot be gone on from with other extractors.
            read += [pipeline.on_error, *job.transforms, extractors]
        return Plan(hashlib.sha256(orjson.dumps(read)).hexdigest(), extractors)


def _done_here(job: Job, pieces: Iterable[Piece], through: Through) -> Iterator[Answer]:
    source = iter(pieces)
    while True:
        try:
            piece = next(source)
        except StopIteration:
            return
        except Exception as error:
            yield Answer(job.pack([]), job.tally(), error)
            return
        yield job.do(piece, through)
