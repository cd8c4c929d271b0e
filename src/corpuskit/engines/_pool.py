"""Worker processes: pieces go out, answers come back in order; a worker that dies or hangs costs one document."""

import logging
import pickle
import warnings
from collections.abc import Iterable, Iterator
from multiprocessing.connection import wait
from typing import Any

from ..errors import PluginError, TimeLimitExceeded, WorkerDied, WorkerError
from ..formats._pieces import Piece
from ._job import Answer, Job
from ._process import Errand, Process, check_guard, ended_by, not_started
from ._worker import READY

__all__ = ["Pool"]

_AHEAD = 8
"""Pieces for each worker that may be out, or done and waiting for one that comes before them."""

_GLANCE = 0.2
"""Seconds between two looks at what workers are at."""


class Pool:
    """Worker processes that do a job; they start when there is work, and are gone after it.

    A piece whose worker dies or hangs is done again document by document. The document at which that happens again is
    done once more in a process of its own, and then without the extractor in which it happened, which is recorded as
    failed.

    Args:
        job: what they do.
        jobs: how many there may be.
        seconds: how long an extractor may take on a document.

    Raises:
        PluginError: when the job cannot be sent to another process.
    """

    def __init__(self, job: Job, jobs: int, seconds: float) -> None:
        check_guard()
        self._job = job
        self._jobs = jobs
        self._seconds = seconds
        self._payload = _pickled(job)
        self._processes: list[Process] = []
        self._answers: dict[int, Answer] = {}
        self._next = 0
        self._pieces: Iterator[tuple[int, Piece]] = iter(())

    def answers(self, pieces: Iterable[Piece]) -> Iterator[Answer]:
        """Give what comes of pieces, in their order; an error of their source comes after what came before it.

        Raises:
            WorkerError: when a process cannot start, or dies where no extractor is at work.
        """
        self._pieces = enumerate(pieces)
        try:
            while True:
                self._feed()
                if self._next in self._answers:
                    yield self._answers.pop(self._next)
                    self._next += 1
                elif any(process.errand for process in self._processes):
                    self._listen()
                else:
                    return
        finally:
            self._end(*self._processes)

    # --- pieces go out

    def _feed(self) -> None:
        """Give every process something to do."""
        while True:
            idle = next((process for process in self._processes if process.errand is None), None)
            if idle is None and len(self._processes) == self._jobs:
                return
            errand = self._errand()
            if errand is None:
                return
            if idle is None:
                self._processes.append(Process(self._payload, errand))
            else:
                idle.send(errand)

    def _errand(self) -> Errand | None:
        out = len(self._answers) + sum(process.errand is not None for process in self._processes)
        if out >= _AHEAD * self._jobs:
            return None
        number = self._next + out
        try:
            number, piece = next(self._pieces)
        except StopIteration:
            return None
        except Exception as error:
            self._pieces = iter(())
            self._answers[number] = Answer(self._job.pack([]), self._job.tally(), error)
            return None
        return Errand(number, piece)

    # --- answers come back

    def _listen(self) -> None:
        busy = {process.connection: process for process in self._processes if process.errand}
        for connection in wait([*busy], _GLANCE):
            process = busy[connection]  # type: ignore[index] # These are the connections that were given.
            message = process.receive()
            if message is None:
                self._lost(process)
            else:
                self._heard(process, message)
        for process in [process for process in self._processes if process.errand and process.is_late(self._seconds)]:
            self._late(process)

    def _heard(self, process: Process, message: Any) -> None:
        errand = process.errand
        assert errand is not None
        if not process.is_ready:
            if message != READY:
                raise _not_unpickled(message)
            process.is_ready = True
            process.send(errand)
            return
        process.has_answered = True
        _say(message)
        if errand.is_careful:
            errand.answers.append(message)
            errand.barred = {}
        if message.is_last:
            self._answers[errand.number] = self._job.joined(errand.answers) if errand.is_careful else message
            process.errand = None

    # --- processes that die or hang

    def _lost(self, process: Process) -> None:
        exit_code = process.wait()
        if not process.is_ready:
            raise not_started(exit_code)
        how = ended_by(exit_code)
        name = process.extractor(self._job.pipeline.extractors)
        message = f"the process that it ran in {how}, also when it had nothing but this document to do"
        self._again(process, WorkerDied(message, extractor=name, exit_code=exit_code), is_sure=not process.has_answered)

    def _late(self, process: Process) -> None:
        name = process.extractor(self._job.pipeline.extractors)
        if name is None:  # It has just ended.
            return
        message = f"it took longer than the {self._seconds:g} s that an extractor has for a document of this length"
        self._again(process, TimeLimitExceeded(message, extractor=name, seconds=self._seconds), is_sure=True)

    def _again(self, process: Process, error: WorkerError, *, is_sure: bool) -> None:
        """Do an errand again in a new process: carefully, or without what is known to end it."""
        errand = process.errand
        assert errand is not None
        if errand.is_careful and is_sure:
            # Where it is none of them, such as for the size of what was found, the document goes on without any.
            names = self._job.pipeline.extractors if error.extractor is None else (error.extractor,)
            if errand.barred.keys() >= {*names}:
                raise _nowhere(errand, error)
            errand.barred = {**errand.barred, **dict.fromkeys(names, error)}
        errand.is_careful = True
        self._end(process)
        self._processes.append(Process(self._payload, errand))

    def _end(self, *processes: Process) -> None:
        for process in processes:
            process.kill()
        for process in processes:
            process.close()
            self._processes.remove(process)


def _nowhere(errand: Errand, error: WorkerError) -> WorkerError:
    where = f"at document {len(errand.answers) + 1:,} of {errand.piece}"
    return WorkerError(f"a worker process was lost while it read or wrote, {where}: {error.message}", **error.facts)


def _pickled(job: Job) -> bytes:
    try:
        return pickle.dumps(job)
    except (pickle.PicklingError, AttributeError, TypeError) as error:
        raise _not_sent(error) from error


def _not_sent(error: object) -> PluginError:
    message = f"the pipeline cannot be sent to worker processes: {error}; "
    return PluginError(message + "define its functions and classes in a module or a plugin file, by name")


def _not_unpickled(message: object) -> Exception:
    if isinstance(message, (AttributeError, ImportError)):
        return _not_sent(message)
    return message if isinstance(message, Exception) else WorkerError(f"a worker process said {message!r}")


def _say(answer: Answer) -> None:
    for given in answer.warnings:
        warnings.warn(given, stacklevel=2)
    for record in answer.log:
        logging.getLogger(record.name).handle(record)
