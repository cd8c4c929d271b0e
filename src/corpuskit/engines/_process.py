"""One worker process, as its parent sees it."""

import logging
import multiprocessing
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import attrs

from ..errors import WorkerError
from ..formats._pieces import Piece
from ._job import Answer
from ._watch import IDLE, blank
from ._worker import Order, serve

__all__ = ["Errand", "Process", "check_guard", "ended_by", "not_started"]

_STARTING = "corpuskit worker, starting"
"""The name of a process that does not serve yet."""

_UNGUARDED = 78
"""The exit code of a process that would start others while it starts."""


@attrs.define(eq=False)
class Errand:
    """A piece on its way.

    Args:
        number: which piece it is.
        piece: the piece.
        answers: those for its first documents, where it is done document by document.
        is_careful: whether it is.
        barred: extractors that the next document ends or hangs, with what they are said to fail with.
    """

    number: int
    piece: Piece
    answers: list[Answer] = attrs.field(factory=list)
    is_careful: bool = False
    barred: dict[str, WorkerError] = attrs.field(factory=dict)

    @property
    def order(self) -> Order:
        """What a worker is sent."""
        return Order(self.piece, len(self.answers), self.barred) if self.is_careful else Order(self.piece)


class Process:
    """A worker process with its errand.

    Args:
        payload: the pickled job.
        errand: what it does first, when it is ready.
    """

    def __init__(self, payload: bytes, errand: Errand) -> None:
        context = multiprocessing.get_context("spawn")
        self._board = blank()
        self.connection, theirs = context.Pipe()
        level = logging.getLogger("corpuskit").getEffectiveLevel()
        self._process = context.Process(
            target=serve, args=(theirs, self._board, payload, level), name=_STARTING, daemon=True
        )
        with _uninterrupted():
            self._process.start()
        theirs.close()
        self.errand: Errand | None = errand
        self.is_ready = False
        self.has_answered = False
        """Whether anything was done in this process; it may have left something behind."""
        self._calls = 0.0
        self._since = time.monotonic()

    def send(self, errand: Errand) -> None:
        """Send an errand; that the process has ended shows when its answer is awaited."""
        self.errand = errand
        try:
            self.connection.send(errand.order)
        except (BrokenPipeError, ConnectionResetError):
            return

    def receive(self) -> Any:  # Any: what a worker sends, which is never None.
        """Give what the process has sent; None where it has ended."""
        try:
            return self.connection.recv()
        except (EOFError, OSError):
            return None

    def is_late(self, seconds: float) -> bool:
        """Say whether the extractor that is running takes longer than it may; asked for now and then."""
        calls, extractor, share = self._board
        now = time.monotonic()
        if extractor == IDLE or calls != self._calls:
            self._calls, self._since = calls, now
        return bool(now - self._since > seconds * share)

    def extractor(self, names: Sequence[str]) -> str | None:
        """Give the name of the extractor that is running, or was when the process ended; None where none is."""
        _, number, _ = self._board
        return None if number == IDLE else names[int(number)]

    def wait(self) -> int | None:
        """Give the exit code of a process that has closed its connection; None where it does not end."""
        self._process.join(5)
        return self._process.exitcode

    def kill(self) -> None:
        """End the process, wherever it is."""
        self._process.kill()

    def close(self) -> None:
        """Wait for the end of a process that was killed."""
        self._process.join()
        self.connection.close()
        self._process.close()


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let an interruption wait, and never reach a process that starts meanwhile: its parent decides what ends it."""
    if not hasattr(signal, "pthread_sigmask"):  # pragma: no cover - Windows.
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def check_guard() -> None:
    """End this process quietly where it is a worker that is starting: its parent says what is wrong."""
    if multiprocessing.current_process().name == _STARTING:
        sys.exit(_UNGUARDED)


def ended_by(exit_code: int | None) -> str:
    """Say what ended a process."""
    if exit_code is None or exit_code >= 0:
        return f"ended with exit code {exit_code}"
    try:
        return f"was ended by {signal.Signals(-exit_code).name}"
    except ValueError:
        return f"was ended by signal {-exit_code}"


def not_started(exit_code: int | None) -> WorkerError:
    """Give the error for a process that ended before it was ready."""
    if exit_code == _UNGUARDED:
        message = (
            "a worker process runs the script that starts it once more, up to where it would start others; "
            "put what starts them under: if __name__ == '__main__':"
        )
        return WorkerError(message, exit_code=exit_code)
    message = f"a worker process {ended_by(exit_code)} before it could begin; what it said stands above"
    return WorkerError(message, exit_code=exit_code)
