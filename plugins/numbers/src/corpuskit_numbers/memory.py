"""What was worked out for words before, so that the same words are read once."""

from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

__all__ = ["LONGEST", "MOST", "remembered"]

Found = TypeVar("Found")

MOST = 20_000
"""How many words are remembered at a time."""

LONGEST = 80
"""The most code points of words that are remembered: longer ones hardly come again."""


def remembered(read: Callable[[str], Found]) -> Callable[[str], Found]:
    """Give a function that reads as ``read`` does, the same words once. What it gives is shared: nobody changes it."""
    known = lru_cache(maxsize=MOST)(read)

    def read_once(words: str) -> Found:
        return known(words) if len(words) <= LONGEST else read(words)

    return read_once
