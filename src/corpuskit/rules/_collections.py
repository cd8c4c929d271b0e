"""Collections of garbage, put off while very many objects are made that stay."""

import contextlib
import gc
from collections.abc import Iterator

__all__ = ["collections_paused"]


@contextlib.contextmanager
def collections_paused() -> Iterator[None]:
    """Put collections off, in all threads, unless they are off already.

    The trees of patterns are made of ten thousands of objects and few cycles: to look through them again and again
    while they grow takes a fifth of the time that they take.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
