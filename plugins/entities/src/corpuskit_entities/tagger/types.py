"""Types: the vectors of different words, made when a word is first met."""

from itertools import chain

import numpy as np
from numpy.typing import NDArray

from corpuskit.scan import Scan

from .features import features
from .growing import Column
from .model import Model
from .sizes import UNIT
from .words import Places, Words

__all__ = ["Types"]

_REMEMBERED = 1 << 17
"""Words after which the table is full."""

_SHIFT = np.uint64(64 - 18)


class Types:
    """Numbers for words, and their vectors; number 0 is none, and stands before and behind texts.

    Args:
        model: the tables that vectors are made from.
    """

    def __init__(self, model: Model) -> None:
        self._model = model
        self._numbers: dict[int, int] = {}
        self._slots = np.zeros(1 << 18, np.int32)
        self._keys, self._words = Column(np.uint64), Column(np.int64)
        self._vectors = Column(np.int8, self._model.width)
        self._add(np.zeros(1, np.uint64), np.zeros(1, np.int64), np.zeros((1, self._model.width), np.int8))

    def _add(self, keys: NDArray[np.uint64], words: Places, vectors: NDArray[np.int8]) -> None:
        self._keys.extend(keys)
        self._words.extend(words)
        self._vectors.extend(vectors)

    @property
    def is_full(self) -> bool:
        """Whether it is time to begin anew."""
        return len(self._numbers) > _REMEMBERED

    @property
    def vectors(self) -> NDArray[np.int8]:
        """The vectors by the numbers of words, in steps of one over ``UNIT``."""
        return self._vectors.rows

    @property
    def words(self) -> NDArray[np.int64]:
        """By the numbers of words: the same number for words that differ in case only."""
        return self._words.rows

    def numbers(self, scan: Scan, words: Words) -> Places:
        """Give the numbers of words; a word costs little but the first time."""
        keys = scan.keys_of(words.starts, words.ends)
        found: Places = self._slots[keys >> _SHIFT].astype(np.int64)
        # A slot has one word; others that fall into it, and new ones, are looked up one by one.
        rest = np.flatnonzero(self._keys.rows[found] != keys)
        if len(rest):
            found[rest] = self._others(scan, words, keys, rest)
        return found

    def _others(self, scan: Scan, words: Words, keys: NDArray[np.uint64], rest: Places) -> Places:
        asked, firsts, rows = np.unique(keys[rest], return_index=True, return_inverse=True)
        known = np.fromiter(map(self._numbers.get, asked.tolist(), [0] * len(asked)), np.int64, len(asked))
        new = np.flatnonzero(known == 0)
        if len(new):
            known[new] = self._learn(asked[new], _texts(scan, words, rest[firsts[new]]))
        found: Places = known[rows]
        return found

    def _learn(self, keys: NDArray[np.uint64], texts: list[str]) -> Places:
        first = len(self._keys.rows)
        known = np.fromiter(chain.from_iterable(map(features, texts)), np.uint32).reshape(len(texts), -1)
        self._add(keys, known[:, 0].astype(np.int64), vectors(self._model, known))
        numbers = np.arange(first, first + len(texts))
        self._numbers.update(zip(keys.tolist(), numbers.tolist(), strict=True))
        self._slots[keys >> _SHIFT] = numbers
        return numbers


def _texts(scan: Scan, words: Words, places: Places) -> list[str]:
    """Give the texts of the words with these numbers."""
    documents, starts = scan.locate(words.starts[places])
    ends = starts + words.ends[places] - words.starts[places]
    rows = zip(documents.tolist(), starts.tolist(), ends.tolist(), strict=True)
    return [scan.texts[document][start:end] for document, start, end in rows]


def vectors(model: Model, known: NDArray[np.uint32]) -> NDArray[np.int8]:
    """Give the vectors of words, by a row of features each, in steps of one over ``UNIT``."""
    word, plain, shape, *affixes = np.ascontiguousarray(known.T)
    exact, other = model.vectors.find(word), model.vectors.find(plain)
    codes = model.vectors.rows[np.where(exact < len(model.vectors.keys), exact, other)]
    found = model.projection(codes.astype(np.float32))
    found += model.tables["words"].look_up(word)
    found += model.tables["shapes"].look_up(shape)
    found += model.tables["classes"].look_up(plain)
    for affix in affixes:
        found += model.tables["affixes"].look_up(affix)
    return np.rint(np.clip(found, -1, 1) * UNIT).astype(np.int8)
