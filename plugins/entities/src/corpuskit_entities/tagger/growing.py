"""Columns that grow, and numbers for keys in the order that they are first asked for."""

from collections.abc import Hashable, Iterable
from typing import Any, TypeVar

import numpy as np
from numpy.typing import DTypeLike, NDArray

__all__ = ["Column", "Numbers"]

Key = TypeVar("Key", bound=Hashable)


class Column:
    """Rows of numbers that more are added to, in constant time each.

    Args:
        dtype: of what kind they are.
        width: how many numbers a row has; 0 where a row is a number.
    """

    def __init__(self, dtype: DTypeLike, width: int = 0) -> None:
        self._rows: NDArray[Any] = np.zeros((1024, width) if width else 1024, dtype)
        self._count = 0

    @property
    def rows(self) -> NDArray[Any]:  # Any: of the given kind.
        """All rows."""
        return self._rows[: self._count]

    def extend(self, rows: NDArray[Any]) -> None:
        """Add rows at the end."""
        count = self._count + len(rows)
        if count > len(self._rows):
            larger = np.zeros((2 * count, *self._rows.shape[1:]), self._rows.dtype)
            larger[: self._count] = self.rows
            self._rows = larger
        self._rows[self._count : count] = rows
        self._count = count


class Numbers(dict[Key, int]):
    """Numbers for keys, from 0 on; a key gets one when it is first asked for."""

    def __init__(self) -> None:
        self.keys_in_order: list[Key] = []

    def __missing__(self, key: Key) -> int:
        number = self[key] = len(self.keys_in_order)
        self.keys_in_order.append(key)
        return number

    def of(self, keys: Iterable[Key]) -> NDArray[np.int64]:
        """Give the numbers of these keys."""
        return np.fromiter(map(self.__getitem__, keys), np.int64)
