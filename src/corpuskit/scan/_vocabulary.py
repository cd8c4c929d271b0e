"""Words known beforehand, and where they stand: one look-up for every token of a batch."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from ._shadow import LOWER, PAD, shadow

__all__ = ["Table", "Vocabulary", "keys"]

_FIRST, _LAST, _LENGTH = (np.uint64(odd) for odd in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9))
_MASKS = np.array([(1 << 8 * length) - 1 for length in range(9)], np.uint64)
_SHIFT = np.uint64(32)


def keys(lower: bytes, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Give a number for each token, which is the same for the same bytes: of the first eight, the last and the length.

    Tokens of up to 16 bytes that differ have different bytes in one of these.
    """
    words = np.ndarray((len(lower) - 7,), "<u8", lower, strides=(1,))
    lengths = ends - starts
    found = words[starts]
    found &= _MASKS[np.minimum(lengths, 8)]
    found *= _FIRST
    long = np.flatnonzero(lengths > 8)
    if len(long):
        more = words[ends[long] - 8] * _LAST
        more ^= more >> _SHIFT
        more += lengths[long].astype(np.uint64) * _LENGTH
        found[long] = (found[long] ^ more) * _FIRST
    return found


class Vocabulary:
    """Words with their numbers, from 1 on, in the order that they were given, each once.

    A word is looked up as the scan sees it: in lower case, letters beyond Latin-1 alike. It is one token: letters
    only, digits only, or one sign.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self.words = tuple(dict.fromkeys(words))
        buffer, places = shadow(self.words)
        self._lower = buffer.translate(LOWER)
        starts, ends = places[:-1], places[1:] - PAD
        own = keys(self._lower, starts, ends) if self.words else np.zeros(0, np.uint64)
        # Words that look alike share the number of the first.
        _, first, which = np.unique(own, return_index=True, return_inverse=True)
        self._numbers: dict[str, int] = dict(zip(self.words, (first[which] + 1).tolist(), strict=True))
        self._table = Table(own, np.sort(first))

    def __len__(self) -> int:
        return len(self.words)

    def __contains__(self, word: object) -> bool:
        return word in self._numbers

    def __repr__(self) -> str:
        return f"<Vocabulary of {len(self)} words>"

    def __reduce__(self) -> tuple[object, ...]:
        return Vocabulary, (self.words,)

    def number(self, word: str) -> int:
        """Give the number of a word; 0 where it is not here."""
        return self._numbers.get(word, 0)

    def find(self, lower: bytes, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.int32]:
        """Give the number of the word of each token, 0 where it is none of these."""
        return self._table.find(keys(lower, starts, ends))


class Table:
    """A hash table of 64-bit keys, filled and asked a column at a time."""

    def __init__(self, keys: NDArray[np.uint64], rows: NDArray[np.int64]) -> None:
        # One row more than there are keys, at 0, for what is not found.
        self._keys = np.concatenate((np.zeros(1, np.uint64), keys))
        bits = max(10, int(4 * len(rows) + 1).bit_length())
        self._shift = np.uint64(64 - bits)
        self._slots = np.zeros(1 << bits, np.int32)
        slots = (keys[rows] >> self._shift).astype(np.int64)
        self._slots[slots] = rows + 1
        left = rows[self._slots[slots] != rows + 1]
        self._crowded = np.zeros(0, np.bool_)
        if len(left):
            self._crowded = np.zeros(1 << bits, np.bool_)
            self._crowded[(keys[left] >> self._shift).astype(np.int64)] = True
            self._left = left[np.argsort(keys[left])]

    def find(self, asked: NDArray[np.uint64]) -> NDArray[np.int32]:
        """Give the row of each key that is asked for, counted from 1; 0 where it is not here."""
        slots = (asked >> self._shift).view(np.int64)
        rows = self._slots[slots]
        rows[self._keys[rows] != asked] = 0
        if len(self._crowded):
            self._find_left(asked, slots, rows)
        return rows

    def _find_left(self, asked: NDArray[np.uint64], slots: NDArray[np.int64], rows: NDArray[np.int32]) -> None:
        doubtful = np.flatnonzero(self._crowded[slots])
        doubtful = doubtful[rows[doubtful] == 0]
        sorted_keys = self._keys[self._left + 1]
        near = np.minimum(np.searchsorted(sorted_keys, asked[doubtful]), len(sorted_keys) - 1)
        same = sorted_keys[near] == asked[doubtful]
        rows[doubtful[same]] = self._left[near[same]] + 1
