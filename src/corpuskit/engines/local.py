"""All cores of one machine: a pipeline in worker processes that read their own pieces of the input.

The processes are started anew, on every platform, and make the extractors of the pipeline themselves: nothing but
names, options and paths is sent to them. Order and results are those of one process.
"""

import logging
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs

from .._document import Document
from .._pipeline import Pipeline
from ..corpus import Corpus
from ._job import Job
from ._run import TIME_LIMIT, Run

__all__ = ["Local", "cores", "stream", "write"]

_log = logging.getLogger("corpuskit")


def cores() -> int:
    """Give the number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def stream(
    pipeline: Pipeline, documents: Iterable[Document], *, jobs: int | None = None, time_limit: float = TIME_LIMIT
) -> Iterator[Document]:
    """Give the documents with everything that a pipeline finds, in order, lazily, from worker processes.

    The processes read a :class:`~corpuskit.Corpus` that is files as they are themselves: ranges of JSON lines, groups
    of rows of Parquet, the texts of a folder. Other documents are read here and sent to them. About eight megabytes
    of input for each process are in memory at a time, with what was found in them.

    A process that dies, as one that takes too much memory does, or that hangs, costs at most the document that did
    it: that one has a :class:`~corpuskit.Failure` of the extractor in which it happened, called ``WorkerDied`` or
    ``TimeLimitExceeded``, and the results of the others.

    A script that calls this does so under ``if __name__ == "__main__":``, as every process imports the script.

    Args:
        pipeline: what runs; its functions and classes are found by their names in a module or a plugin file.
        documents: a corpus, or any iterable.
        jobs: how many processes; one for each core by default.
        time_limit: the seconds that an extractor has for a document of up to 100,000 code points. Longer ones have
            more in proportion, and so has a batch.

    Raises:
        InvalidValue: when ``jobs`` or ``time_limit`` is no number above 0.
        ExtractionError: when an extractor fails and the policy is ``fail``.
        PluginError: when the pipeline cannot be sent to another process.
        WorkerError: when a process cannot start, or dies where no extractor is at work.
    """
    run, corpus = _run(pipeline, documents, jobs, time_limit)
    return run.documents(corpus)


def write(
    pipeline: Pipeline,
    documents: Iterable[Document],
    path: str | Path,
    *,
    jobs: int | None = None,
    time_limit: float = TIME_LIMIT,
    format: str | None = None,
) -> int:
    """Write the documents with everything that a pipeline finds, from worker processes; give their number.

    As writing what :func:`stream` gives, but JSON lines and Parquet are encoded and compressed in the processes. Where
    documents are a :class:`~corpuskit.Corpus` that is files as they are, a run that was ended in any way goes on where
    it stopped when it is started again: what is done stands in ``path`` + ``.partial``, and how much of that is whole
    in ``.partial.manifest`` beside it. The result has the bytes of an undisturbed run. Where an extractor has other
    options or another version since, it alone runs again on the documents that are done. Where the input has changed,
    the run starts from the beginning, and what was there stays as it is.

    Args:
        pipeline: as for :func:`stream`, and so are ``jobs`` and ``time_limit``.
        documents: a corpus, or any iterable.
        path: where to write.
        jobs: how many processes; one for each core by default.
        time_limit: the seconds that an extractor has for a document.
        format: that of the file; told by the suffix by default.

    Raises:
        OSError: when the file cannot be written, or another process is writing it. What was written before stays.
        FormatError, ConfigError: as for :func:`corpuskit.formats.write`.
        ExtractionError, PluginError, WorkerError: as for :func:`stream`.
    """
    run, corpus = _run(pipeline, documents, jobs, time_limit)
    run.write(corpus, path, format=format, say=_log.info)
    return run.tally.written


def _run(pipeline: Pipeline, documents: Iterable[Document], jobs: int | None, time_limit: float) -> tuple[Run, Corpus]:
    corpus = documents if isinstance(documents, Corpus) else Corpus(documents)
    return Run(Job(pipeline, plugins=corpus._plugins), cores() if jobs is None else jobs, time_limit), corpus


@attrs.frozen
class Local:
    """A pipeline in worker processes, for :meth:`corpuskit.Corpus.annotate`; see :func:`stream`.

    Args:
        pipeline: what runs.
        jobs: how many processes; one for each core by default.
        time_limit: as for :func:`stream`.
    """

    pipeline: Pipeline
    jobs: int | None = None
    time_limit: float = TIME_LIMIT

    @property
    def layers(self) -> tuple[str, ...]:
        """The layers that the pipeline makes, sorted."""
        return self.pipeline.layers

    def stream(self, documents: Iterable[Document]) -> Iterator[Document]:
        """Give the documents with everything that the pipeline finds; see :func:`stream`."""
        return stream(self.pipeline, documents, jobs=self.jobs, time_limit=self.time_limit)
