"""Lattices: the best labels of the words of zones, and how probable each label is."""

import numpy as np
from numpy.typing import NDArray

from .model import LABELS, Model
from .zones import Zones

__all__ = ["Lattice"]

Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]


class Lattice:
    """The words of all zones, in steps: first those that begin a zone, then those that follow, and so on.

    The longest zones stand first, so that a step is the beginning of the one before. Every sum is of a fixed number
    of terms, one after the other: what a zone gives does not depend on the zones beside it.

    Args:
        model: what labels beside each other are worth.
        zones: the zones.
    """

    def __init__(self, model: Model, zones: Zones) -> None:
        self._model = model
        lengths = zones.ends - zones.starts
        self._order = np.argsort(-lengths, kind="stable")
        lengths = lengths[self._order]
        firsts = np.concatenate(([0], np.cumsum(zones.ends - zones.starts)))[:-1][self._order]
        longest = int(lengths[0]) if len(lengths) else 0
        counts = np.searchsorted(-lengths, -np.arange(longest), "left")
        self._rows = [firsts[:count] + step for step, count in enumerate(counts.tolist())]
        self._lengths = lengths

    def best(self, emissions: Floats) -> Numbers:
        """Give the best label of each word, by what each label is worth for it, in the order of the words."""
        found = np.zeros(len(emissions), np.int64)
        if not len(emissions):
            return found
        sums = emissions[self._rows[0]] + self._model.opens
        back: list[Numbers] = []
        tops = []
        for rows in self._rows[1:]:
            tops.append(sums[len(rows) :])
            sums, origins = self._step(sums[: len(rows)])
            sums += emissions[rows]
            back.append(origins)
        tops.append(sums)
        lasts = np.concatenate([(top + self._model.closes).argmax(axis=1) for top in reversed(tops)])
        for rows, origins in zip(reversed(self._rows[1:]), reversed(back), strict=True):
            count = len(rows)
            found[rows] = lasts[:count]
            lasts[:count] = origins[np.arange(count), lasts[:count]]
        found[self._rows[0]] = lasts
        return found

    def _step(self, sums: Floats) -> tuple[Floats, Numbers]:
        """Give the best sums that lead to each label, and the labels that they come from."""
        moves = self._model.moves
        best = sums[:, :1] + moves[0]
        origins = np.zeros(best.shape, np.int64)
        for label in range(1, len(LABELS)):
            other = sums[:, label : label + 1] + moves[label]
            better = other > best
            np.copyto(best, other, where=better)
            origins[better] = label
        return best, origins

    def marginals(self, emissions: Floats) -> tuple[Floats, Floats]:
        """Give how probable each label of each word is, and how probably the name of each label goes on behind it."""
        chances = np.exp(emissions - emissions.max(axis=1, keepdims=True, initial=-np.inf))
        ahead, going = self._backward(chances)
        found = self._forward(chances) * ahead
        found /= _sums(found)
        return found, going

    def _forward(self, chances: Floats) -> Floats:
        """Give in proportion how probable each label is by the words up to it."""
        found = chances.copy()
        moves = np.exp(self._model.moves)
        last = np.exp(self._model.opens)
        for step, rows in enumerate(self._rows):
            found[rows] *= _through(last[: len(rows)], moves) if step else last
            found[rows] /= _sums(found[rows])
            last = found[rows]
        return found

    def _backward(self, chances: Floats) -> tuple[Floats, Floats]:
        """Give in proportion how probable what follows is behind each label, and that the label's name goes on."""
        found = np.broadcast_to(np.exp(self._model.closes), chances.shape).copy()
        going = np.zeros(chances.shape, np.float32)
        moves = np.exp(self._model.moves)
        for rows, following in zip(reversed(self._rows[:-1]), reversed(self._rows[1:]), strict=True):
            rows = rows[: len(following)]
            next_ones = chances[following] * found[following]
            sums = _through(next_ones, moves.T)
            inside = next_ones[:, _INSIDE] * moves[np.arange(len(LABELS)), _INSIDE]
            inside[:, 0] = 0
            going[rows] = inside / np.maximum(sums, _LEAST)
            found[rows] = sums / _sums(sums)
        return found, going


_INSIDE = np.array([0, *(label + label % 2 for label in range(1, len(LABELS)))])
"""The label of a further word, for each label; behind O there is none."""

_LEAST = np.float32(1e-30)


def _through(chances: Floats, moves: Floats) -> Floats:
    """Give the sums over the labels before, one after the other."""
    found = chances[:, :1] * moves[0]
    for label in range(1, len(moves)):
        found += chances[:, label : label + 1] * moves[label]
    return found


def _sums(rows: Floats) -> Floats:
    """Give the sum of each row, its numbers added one after the other."""
    found = rows[:, :1].copy()
    for column in range(1, rows.shape[1]):
        found += rows[:, column : column + 1]
    return np.maximum(found, _LEAST)
