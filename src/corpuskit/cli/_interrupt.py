"""Interruptions that lose nothing."""

import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TypeVar

import click

__all__ = ["orderly"]

Item = TypeVar("Item")


@contextmanager
def orderly() -> Iterator[Callable[[Iterable[Item]], Iterator[Item]]]:
    """Give a function that passes items on, between two of which a first interruption acts; a second acts at once.

    What was written is whole then. Items that are made together, as those of a batch, are all made before the first of
    them comes.
    """
    interrupted = False

    def note(number: int, frame: FrameType | None) -> None:
        nonlocal interrupted
        interrupted = True
        signal.signal(signal.SIGINT, before)
        click.echo("corpuskit: stopping when the documents in work are done; interrupt again to stop at once", err=True)

    def passing(items: Iterable[Item]) -> Iterator[Item]:
        for item in items:
            if interrupted:
                raise KeyboardInterrupt
            yield item

    if threading.current_thread() is not threading.main_thread():
        yield passing
        return
    before = signal.signal(signal.SIGINT, note)
    try:
        yield passing
    finally:
        signal.signal(signal.SIGINT, before)
