"""A worker process: does the pieces that its parent sends, and sends back what came of them."""

import contextlib
import logging
import os
import pickle
import signal
import threading
import warnings
from collections.abc import Iterator, MutableSequence
from logging.handlers import QueueHandler
from multiprocessing import current_process, parent_process
from multiprocessing.connection import Connection, wait

import attrs

from ..errors import CorpuskitError, WorkerError
from ..formats._pieces import Piece
from ._job import Answer, Job
from ._watch import Watch

__all__ = ["READY", "Order", "serve"]

NAME = "corpuskit worker"
"""The name of a process that serves."""

READY = "ready"
"""What a worker sends before it is sent anything."""


@attrs.frozen
class Order:
    """What a worker is to do.

    Args:
        piece: a piece of the input.
        first: the document of it to begin with, each alone; None for all of them in batches.
        barred: extractors that do not run on that first document, with what they are said to fail with.
    """

    piece: Piece
    first: int | None = None
    barred: dict[str, WorkerError] = attrs.field(factory=dict)


def serve(connection: Connection, board: MutableSequence[float], payload: bytes, level: int) -> None:
    """Work until the parent closes the connection.

    Args:
        connection: where orders come from and answers go.
        board: memory that the parent sees.
        payload: the pickled job.
        level: from which on log records are sent.
    """
    current_process().name = NAME
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # The parent decides what an interruption ends.
    threading.Thread(target=_end_with_parent, daemon=True).start()
    # The parent that has closed the connection needs nothing more.
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError), _said(level) as said:
        try:
            job = pickle.loads(payload)
            watch = Watch(board, job.pipeline)
            job.pipeline._warm()
        except Exception as error:
            connection.send(_portable(error))
            return
        connection.send(READY)
        while True:
            for answer in _answers(job, watch, connection):
                connection.send(said.added(attrs.evolve(answer, error=_portable(answer.error))))


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _answers(job: Job, watch: Watch, connection: Connection) -> Iterator[Answer]:
    try:
        order = connection.recv()
    except (AttributeError, ImportError) as error:  # A document with values of a class that is not known here.
        yield Answer(job.pack([]), job.tally(), error)
        return
    if order.first is None:
        yield job.do(order.piece)
        return
    watch.barred = order.barred
    try:
        for answer in job.one_by_one(order.piece, order.first):
            if answer.error is not None:
                yield answer
                return
            yield attrs.evolve(answer, is_last=False)
            watch.barred = {}
    except Exception as error:
        yield Answer([], job.tally(), error)
    else:
        yield Answer([], job.tally())


class _Said:
    """What was warned of and logged since it was last asked for."""

    def __init__(self, given: list[warnings.WarningMessage]) -> None:
        self._given = given
        self._log: list[logging.LogRecord] = []

    def put_nowait(self, record: logging.LogRecord) -> None:
        """Note a record."""
        self._log.append(record)

    def added(self, answer: Answer) -> Answer:
        """Give an answer with what was said since the one before."""
        heard = attrs.evolve(answer, warnings=tuple(item.message for item in self._given), log=tuple(self._log))
        self._given.clear()
        self._log.clear()
        return heard


@contextlib.contextmanager
def _said(level: int) -> Iterator[_Said]:
    logger = logging.getLogger("corpuskit")
    with warnings.catch_warnings(record=True) as given:
        warnings.simplefilter("always")  # The parent has its filters.
        said = _Said(given)
        handler = QueueHandler(said)  # type: ignore[arg-type] # All that it asks of a queue is put_nowait.
        logger.setLevel(level)
        logger.addHandler(handler)
        yield said


def _portable(error: BaseException | None) -> BaseException | None:
    """Give an error that reaches the parent: one of another library may not."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return CorpuskitError(f"{type(error).__name__}: {error}")
    return error
