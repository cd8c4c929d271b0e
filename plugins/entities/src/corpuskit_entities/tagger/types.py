"""Types: the vectors of different words, made when a word is first met."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from corpuskit.scan import Scan

from ..growing import Column
from .features import features
from .model import Model
from .words import Places, Words

__all__ = ["UNIT", "Types"]

UNIT = 127
"""How many steps one is, in the vectors of words and in what the layers give."""

_REMEMBERED = 1 << 17
"""Words after which the table is begun anew."""


class Types:
    """Numbers for words, and their vectors; number 0 is none, and stands before and behind texts.

    Args:
        model: the tables that vectors are made from.
    """

    def __init__(self, model: Model) -> None:
        self._model = model
        self._clear()

    def _clear(self) -> None:
        self._numbers: dict[int, int] = {}
        self._vectors = Column(np.int8, self._model.width)
        self._vectors.extend(np.zeros((1, self._model.width), np.int8))
        self._words = Column(np.int64)
        self._words.extend(np.zeros(1, np.int64))

    @property
    def vectors(self) -> NDArray[np.int8]:
        """The vectors by the numbers of words, in steps of one over ``UNIT``."""
        return self._vectors.rows

    @property
    def words(self) -> NDArray[np.int64]:
        """By the numbers of words: the same number for words that differ in case only."""
        return self._words.rows

    def numbers(self, scan: Scan, words: Words) -> Places:
        """Give the numbers of words, which hold until this is called again; a word costs little but the first time."""
        if len(self._numbers) > _REMEMBERED:
            self._clear()
        keys, firsts, rows = np.unique(scan.keys_of(words.starts, words.ends), return_index=True, return_inverse=True)
        found = np.fromiter(map(self._numbers.get, keys.tolist(), [0] * len(keys)), np.int64, len(keys))
        new = np.flatnonzero(found == 0)
        if len(new):
            bounds = zip(words.starts[firsts[new]].tolist(), words.ends[firsts[new]].tolist(), strict=True)
            found[new] = self._learn(keys[new].tolist(), [scan.text_between(*bound) for bound in bounds])
        return found[rows]

    def _learn(self, keys: Sequence[int], texts: Sequence[str]) -> Places:
        first = len(self._vectors.rows)
        known = np.array([features(text) for text in texts], np.uint32)
        self._vectors.extend(vectors(self._model, known))
        self._words.extend(known[:, 0].astype(np.int64))
        numbers = np.arange(first, first + len(texts))
        self._numbers.update(zip(keys, numbers.tolist(), strict=True))
        return numbers


def vectors(model: Model, known: NDArray[np.uint32]) -> NDArray[np.int8]:
    """Give the vectors of words, by a row of features each, in steps of one over ``UNIT``."""
    word, plain, shape, *affixes = np.ascontiguousarray(known.T)
    exact, other = model.vectors.find(word), model.vectors.find(plain)
    found = model.projection(_codes(model, np.where(exact < len(model.vectors.keys), exact, other)))
    found += model.tables["words"].look_up(word)
    found += model.tables["shapes"].look_up(shape)
    found += model.tables["classes"].look_up(plain)
    for affix in affixes:
        found += model.tables["affixes"].look_up(affix)
    return np.rint(np.clip(found, -1, 1) * UNIT).astype(np.int8)


def _codes(model: Model, numbers: Places) -> NDArray[np.float32]:
    return model.vectors.rows[numbers].astype(np.float32)
