"""What was worked out for words before, so that the same words are read once."""

from collections.abc import Callable
from typing import TypeVar

__all__ = ["LONGEST", "MOST", "remembered"]

Found = TypeVar("Found")

MOST = 20_000
"""How many words are remembered at a time."""

LONGEST = 80
"""The most code points of words that are remembered: longer ones hardly come again."""


class _Remembered(dict[str, Found]):
    """What was read, by its words; what is not there is read."""

    def __init__(self, read: Callable[[str], Found]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, words: str) -> Found:
        found = self._read(words)
        if len(words) <= LONGEST:
            if len(self) >= MOST:
                self.clear()
            self[words] = found
        return found


def remembered(read: Callable[[str], Found]) -> Callable[[str], Found]:
    """Give a function that reads as ``read`` does, the same words once. What it gives is shared: nobody changes it."""
    # Looking up in a dict takes a fifth of the time of calling a function that does.
    return _Remembered(read).__getitem__
