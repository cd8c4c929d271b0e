"""States of many places at once: the openings that still fit, and where one token more leads."""

import threading
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["States", "Step"]


class States:
    """Sets of openings, as the bits of integers, by their numbers; each is numbered when it is first met."""

    def __init__(self) -> None:
        self.bits = [0]
        """The sets, by their numbers; number 0 is the empty one."""
        self._numbers = {0: 0}
        self._lock = threading.Lock()

    def number(self, bits: int) -> int:
        """Give the number of a set."""
        known = self._numbers.get(bits)
        if known is None:
            with self._lock:
                known = self._numbers.setdefault(bits, len(self.bits))
                if known == len(self.bits):
                    self.bits.append(bits)
        return known


class Step:
    """What is left of states when one token more is seen; worked out when it is first met.

    Args:
        states: the states.
        masks: the openings that fit each code of a token, as bits.
    """

    def __init__(self, states: States, masks: Sequence[int]) -> None:
        self._states = states
        # Codes that the same openings fit are of one class.
        classes: dict[int, int] = {}
        self._class_of = [classes.setdefault(mask, len(classes)) for mask in masks]
        self._classes = np.array(self._class_of, np.int32)
        self._masks = list(classes)
        self._known: dict[int, int] = {}
        self._table = np.full(0, -1, np.int32)

    def of(self, state: int, code: int) -> int:
        """Give the state that a token leads to."""
        return self._left(state * len(self._masks) + self._class_of[code])

    def of_all(self, states: NDArray[np.int32], codes: NDArray[np.int32]) -> NDArray[np.int32]:
        """Give the states that the tokens of many places lead to."""
        keys = states * np.int64(len(self._masks)) + self._classes[codes]
        table = self._table_for(int(states.max(initial=0)))
        found: NDArray[np.int32] = table[keys]
        missing = np.flatnonzero(found < 0)
        if len(missing):
            new = np.unique(keys[missing])
            table[new] = [self._left(key) for key in new.tolist()]
            found = table[keys]
        return found

    def _table_for(self, state: int) -> NDArray[np.int32]:
        """Give the table, with a row for a state."""
        table = self._table
        size = (state + 1) * len(self._masks)
        if size > len(table):
            # Whoever still fills in the one before works out something twice, and nothing wrong.
            more = np.full(2 * size - len(table), -1, np.int32)
            self._table = table = np.concatenate((table, more))
        return table

    def _left(self, key: int) -> int:
        known = self._known.get(key)
        if known is None:
            state, seen = divmod(key, len(self._masks))
            known = self._known[key] = self._states.number(self._states.bits[state] & self._masks[seen])
        return known
