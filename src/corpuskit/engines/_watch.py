"""What a worker is at, written where its parent sees it."""

import ctypes
from collections.abc import MutableSequence
from multiprocessing.sharedctypes import RawArray

from .._pipeline import Pipeline
from .._running import Extract
from ..errors import WorkerError
from ..scan import Batch

__all__ = ["IDLE", "LENGTH", "Watch", "blank"]

LENGTH = 100_000
"""Code points for which an extractor has the time of one document."""

IDLE = -1
"""The number of no extractor."""

_CALLS, _EXTRACTOR, _SHARE = range(3)


def blank() -> "ctypes.Array[ctypes.c_double]":
    """Give memory that a process and its parent share: how many calls there were, the extractor, its share of time."""
    return RawArray(ctypes.c_double, (0, IDLE, 1))


class Watch:
    """Notes every call of an extractor, and bars those that are told to.

    Args:
        board: memory that the parent sees.
        pipeline: what runs.
    """

    def __init__(self, board: MutableSequence[float], pipeline: Pipeline) -> None:
        self.board = board
        self.names = pipeline.extractors
        self.barred: dict[str, WorkerError] = {}
        """Extractors that do not run on the document in work, each with what it is said to fail with."""
        for step in pipeline._steps:
            step.watch = self.around

    def around(self, name: str, extract: Extract) -> Extract:
        """Give the function of an extractor whose calls are noted."""
        number = self.names.index(name)

        def watched(batch: Batch) -> object:
            if name in self.barred:
                raise self.barred[name]
            self.board[_SHARE] = max(1.0, sum(map(len, batch.texts)) / LENGTH)
            self.board[_CALLS] += 1
            self.board[_EXTRACTOR] = number
            try:
                return extract(batch)
            finally:
                self.board[_EXTRACTOR] = IDLE

        return watched  # type: ignore[return-value] # It gives what the extractor gives.
