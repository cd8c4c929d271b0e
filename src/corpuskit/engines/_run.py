"""One run over a corpus, in this process or in several."""

from collections.abc import Iterator

import attrs

from .._document import Document
from ..corpus import Corpus
from ..errors import InvalidValue
from ._job import Answer, Job
from ._tally import Tally

__all__ = ["TIME_LIMIT", "Run"]

TIME_LIMIT = 60.0
"""Seconds that an extractor has for a document of up to 100,000 code points; longer ones have more in proportion."""


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

    def documents(self, corpus: Corpus) -> Iterator[Document]:
        """Give the documents with everything that is found, in order, lazily."""
        self.job.pipeline._begin()
        if self.jobs is None:
            yield from self.job.documents(corpus, self.tally)
            return
        for answer in self._answers(corpus, self.jobs):
            self.tally.merge(answer.tally)
            yield from answer.results
            if answer.error is not None:
                raise answer.error

    def _answers(self, corpus: Corpus, jobs: int) -> Iterator[Answer]:
        from ._pool import Pool

        return Pool(self.job, jobs, self.time_limit).answers(corpus._pieces())
