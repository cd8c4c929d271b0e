"""Collections of garbage, put off while very many objects are made that stay."""

import contextlib
import gc
from collections.abc import Iterator

__all__ = ["collections_paused"]


@contextlib.contextmanager
def collections_paused() -> Iterator[None]:
    """Put collections off, in all threads, unless they are off already.

    For work that makes ten thousands of objects and no cycles, such as the trees of patterns or what is known of each
    quotation of a batch: to look through them again and again while they grow takes a tenth of its time or more. Where
    cycles are made, they stay until it is done.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
