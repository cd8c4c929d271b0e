"""The window: what the first layer sees around a word, as a sum of what each word gives in its place."""

import numpy as np
from numpy.typing import NDArray

from .growing import Column
from .model import Layer, product
from .sizes import AROUND, MODES, UNIT
from .words import Flags, Places

__all__ = ["Window"]

Floats = NDArray[np.float32]
Vectors = NDArray[np.int8]

_PLACES = 2 * AROUND + 1

_OFTEN = 8
"""Windows of a batch above which a word is common."""

_KEPT = 1 << 13
"""Common words at most of which it is kept what they give: of 3.5 kB each."""

_AT_ONCE = 512
"""Windows that are read at once: more would be read from memory again and again."""


class Window:
    """The first layer, place by place; what common words give is worked out once.

    Args:
        layer: its weights: those of the places one behind the other, and at last those of the modes of lines.
    """

    def __init__(self, layer: Layer) -> None:
        outputs = layer.weights.shape[1]
        self._places = layer.weights[:-MODES].reshape(_PLACES, -1, outputs)
        self._modes = layer.weights[-MODES:] * np.float32(UNIT)
        self._rows = Column(np.int64)
        self._kept = Column(np.float32, _PLACES * outputs)
        # Row 0 is what words give that are not kept, or are none: it is left to others.
        self._kept.extend(np.zeros((1, _PLACES * outputs), np.float32))

    def sums(self, around: Places, modes: Flags, vectors: Vectors) -> Floats:
        """Give the sums of windows, a row each, by the numbers of their words and the modes of their lines.

        Args:
            around: the words of each window, a row each.
            modes: the modes, a row each.
            vectors: the vectors of all words, by their numbers.
        """
        self._keep(around, vectors)
        rows = self._rows.rows[around]
        found = np.empty((len(around), self._modes.shape[1]), np.float32)
        for first in range(0, len(around), _AT_ONCE):
            self._fill(found[first : first + _AT_ONCE], rows[first : first + _AT_ONCE])
        others = (rows == 0) & (around > 0)
        for place, weights in enumerate(self._places):
            which = np.flatnonzero(others[:, place])
            found[which] += product(vectors[around[which, place]].astype(np.float32), weights)
        headed = np.flatnonzero(modes.any(axis=1))
        found[headed] += product(modes[headed].astype(np.float32), self._modes)
        return found

    def _keep(self, around: Places, vectors: Vectors) -> None:
        """Keep what words give that are common in these windows."""
        self._rows.extend(np.zeros(len(vectors) - len(self._rows.rows), np.int64))
        rows, count = self._rows.rows, len(self._kept.rows)
        common = np.bincount(around.ravel(), minlength=len(vectors)) > _OFTEN
        common[0] = False
        new = np.flatnonzero(common & (rows == 0))[: _KEPT - count]
        rows[new] = np.arange(count, count + len(new))
        inputs = vectors[new].astype(np.float32)
        self._kept.extend(np.concatenate([product(inputs, weights) for weights in self._places], axis=1))

    def _fill(self, sums: Floats, rows: Places) -> None:
        """Put the sums of what is kept in their place."""
        kept = self._kept.rows.reshape(-1, sums.shape[1])
        kept.take(rows[:, 0] * _PLACES, axis=0, out=sums)
        for place in range(1, _PLACES):
            sums += kept.take(rows[:, place] * _PLACES + place, axis=0)
