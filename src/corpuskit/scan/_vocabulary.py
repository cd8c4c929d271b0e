"""Words known beforehand, and where they stand: one look-up for every token of a batch."""

from collections.abc import Iterable
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from ..errors import InvalidValue
from ._shadow import LOWER, PAD, shadow

__all__ = ["Keys", "Places", "Table", "Vocabulary", "alike", "distinct", "key_of", "keys"]

Places = NDArray[np.int64]
Keys = NDArray[np.uint64]

_FIRST, _LAST, _LENGTH = (np.uint64(odd) for odd in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9))
_MASKS = np.array([(1 << 8 * length) - 1 for length in range(9)], np.uint64)
_SHIFT = np.uint64(32)


def _windows(buffer: bytes) -> Keys:
    """Give the eight bytes from every place of a buffer on, as a view: nothing is copied."""
    return np.ndarray((len(buffer) - 7,), "<u8", buffer, strides=(1,))


def keys(buffer: bytes, starts: Places, ends: Places) -> Keys:
    """Give a number for each token, the same for the same bytes.

    Tokens of up to eight bytes that differ have different keys among themselves; of longer ones, a key is no proof.
    """
    words = _windows(buffer)
    lengths = ends - starts
    found = words[starts]
    found &= _MASKS.take(lengths, mode="clip")
    found *= _FIRST
    long = np.flatnonzero(lengths > 8)
    if len(long):
        more = words[ends[long] - 8] * _LAST
        more ^= more >> _SHIFT
        more += lengths[long].astype(np.uint64) * _LENGTH
        found[long] = (found[long] ^ more) * _FIRST
        longer = long[lengths[long] > 16]
        found[longer] += _of_whole(buffer, starts[longer], ends[longer])
    return found


def key_of(text: str) -> int:
    """Give a number for a text, the same for the same text, whatever its letters."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def _of_whole(buffer: bytes, starts: Places, ends: Places) -> Keys:
    """Give a number for each of a few long tokens, of which the first and last bytes are not all."""
    wholes = (buffer[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True))
    digests = (blake2b(whole, digest_size=8).digest() for whole in wholes)
    return np.frombuffer(b"".join(digests), "<u8").astype(np.uint64)


def alike(one: bytes, starts: Places, other: bytes, others: Places, lengths: Places) -> NDArray[np.bool_]:
    """Say of each pair of places whether the same bytes follow there, as many as ``lengths`` says.

    The buffers have eight bytes more behind every place. Linear in what is compared.
    """
    here, there = _windows(one), _windows(other)
    masks = _MASKS.take(lengths, mode="clip")
    same: NDArray[np.bool_] = (here[starts] ^ there[others]) & masks == 0
    long = np.flatnonzero(same & (lengths > 8))
    tails = lengths[long] - 8
    same[long] = here[starts[long] + tails] == there[others[long] + tails]
    for row in np.flatnonzero(same & (lengths > 16)).tolist():
        start, where, length = int(starts[row]), int(others[row]), int(lengths[row])
        same[row] = one[start : start + length] == other[where : where + length]
    return same


def distinct(given: Iterable[str], what: str) -> tuple[str, ...]:
    """Give strings in their order, each once.

    Raises:
        InvalidValue: when they are one string, or one of them is none.
    """
    if isinstance(given, str):
        raise InvalidValue(f"{given!r} is one string where {what}s are wanted; write [{given!r}]")
    items = tuple(given)
    if not set(map(type, items)) <= {str}:
        for number, item in enumerate(items):
            if not isinstance(item, str):
                raise InvalidValue(f"{what} {number} is {item!r}, which is no string", row=number)
    return tuple(dict.fromkeys(items))


class Vocabulary:
    """Words with their numbers, from 1 on, in the order that they were given, each once.

    A word is looked up as the scan sees it: in lower case, letters beyond Latin-1 alike. It is one token: letters
    only, digits only, or one sign; what is more is found nowhere.

    Args:
        words: the words, such as a list or the keys of a mapping.

    Raises:
        InvalidValue: when it is one string, or a word is no string.

    >>> days = Vocabulary(["monday", "tuesday"])
    >>> days.number("tuesday"), days.words[2 - 1], days.number("may")
    (2, 'tuesday', 0)
    """

    words: tuple[str, ...]
    """The words, each once; number ``n`` is that of ``words[n - 1]``."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = distinct(words, "word")
        buffer, places = shadow(self.words)
        self._lower = buffer.translate(LOWER)
        # Row 0 is for tokens that are no word here.
        self._starts = np.concatenate(([0], places[:-1]))
        self._lengths = np.concatenate(([0], np.diff(places) - PAD))
        ends = self._starts + self._lengths
        looks = [self._lower[start:end] for start, end in zip(self._starts.tolist(), ends.tolist(), strict=True)]
        first = {look: number for number, look in reversed([*enumerate(looks)])}
        self._numbers = {word: first[look] for word, look in zip(self.words, looks[1:], strict=True)}
        self._table = Table(keys(self._lower, self._starts, ends), np.array([*{*first.values()} - {0}], np.int64))

    def __len__(self) -> int:
        return len(self.words)

    def __contains__(self, word: object) -> bool:
        return word in self._numbers

    def __repr__(self) -> str:
        return f"<Vocabulary of {len(self)} words>"

    def __reduce__(self) -> tuple[object, ...]:
        return Vocabulary, (self.words,)

    def number(self, word: str) -> int:
        """Give the number of a word; 0 where it is not here. Words that look alike share that of the first."""
        return self._numbers.get(word, 0)

    def find(self, lower: bytes, starts: Places, ends: Places, asked: Keys | None = None) -> NDArray[np.int32]:
        """Give the number of the word of each token, 0 where it is none of these; never that of another word.

        Args:
            lower: the bytes of the texts, in lower case.
            starts: where each token begins.
            ends: where each token ends.
            asked: the keys of the tokens, where they are known.
        """
        rows = self._table.find(keys(lower, starts, ends) if asked is None else asked)
        lengths = ends - starts
        rows *= self._lengths.take(rows) == lengths
        # Up to eight bytes, and of one length, a key is proof.
        long = np.flatnonzero(lengths > 8)
        long = long[rows[long] > 0]
        rows[long] *= alike(lower, starts[long], self._lower, self._starts[rows[long]], lengths[long])
        return rows


class Table:
    """A hash table of 64-bit keys, filled and asked a column at a time.

    Args:
        keys: the keys of all rows.
        rows: the numbers of the rows that can be found, from 1 on, whose keys differ.
    """

    def __init__(self, keys: Keys, rows: NDArray[np.int64]) -> None:
        self._keys = keys
        # Few keys get many slots, as long as these fit into the processor's cache.
        bits = max(10, min(18, (16 * len(rows)).bit_length()), (4 * len(rows)).bit_length())
        self._shift = np.uint64(64 - bits)
        self._slots = np.zeros(1 << bits, np.int32)
        slots = self._slots_of(keys[rows])
        self._slots[slots] = rows
        left = rows[self._slots[slots] != rows]
        # Where several rows have one slot, the others are in a table of their own, by other bits of their keys.
        self._is_crowded = np.zeros(1 << bits, np.bool_)
        self._is_crowded[self._slots_of(keys[left])] = True
        self._left = np.concatenate(([0], left)).astype(np.int32)
        self._more = Table(keys[self._left] * _LAST, np.arange(1, len(left) + 1)) if len(left) else None

    def _slots_of(self, asked: Keys) -> NDArray[np.int64]:
        return (asked >> self._shift).view(np.int64)

    def find(self, asked: Keys) -> NDArray[np.int32]:
        """Give the row of each key that is asked for; 0 where it is not here."""
        slots = self._slots_of(asked)
        rows = self._slots.take(slots)
        rows *= self._keys.take(rows) == asked
        if self._more is not None:
            doubtful = np.flatnonzero(self._is_crowded.take(slots) & (rows == 0))
            rows[doubtful] = self._left[self._more.find(asked[doubtful] * _LAST)]
        return rows
