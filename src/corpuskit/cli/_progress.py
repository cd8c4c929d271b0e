"""Progress on standard error, where that is a terminal."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

__all__ = ["progress"]

Through = Callable[[Iterable[Any]], Iterable[Any]]


@contextmanager
def progress(quiet: bool, out: str) -> Iterator[Through]:
    """Give a function that passes documents on and shows how many have gone by.

    Args:
        quiet: whether to show nothing.
        out: where the data goes; nothing is shown where it goes to the same terminal.
    """
    if quiet or not sys.stderr.isatty() or (out == "-" and sys.stdout.isatty()):
        yield lambda documents: documents
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed:,} documents"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("documents", total=None)

        def through(documents: Iterable[Any]) -> Iterator[Any]:
            for document in documents:
                yield document
                bar.advance(task)

        yield through
