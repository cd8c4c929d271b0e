"""Lattices: the best labels of the words of zones, and how probable each label is."""

from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .model import LABELS, Model
from .zones import Zones, spread

__all__ = ["Lattice"]

Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]
Array = NDArray[Any]  # Any: of the type that is given.

_INSIDE = np.array([0, *(label + label % 2 for label in range(1, len(LABELS)))])
"""The label of a further word, for each label; behind O there is none."""

_LEAST = np.float32(1e-30)


class Lattice:
    """The words of all zones, in steps: first those that begin a zone, then those that follow, and so on.

    The longest zones stand first, so that the zones of a step are the first ones of the step before. All arrays have
    a row for each label and a column for each word, step by step. Every sum is of a fixed number of terms, one after
    the other: what a zone gives does not depend on the zones beside it.

    Args:
        model: what labels beside each other are worth.
        zones: the zones.
    """

    def __init__(self, model: Model, zones: Zones) -> None:
        self._model = model
        lengths = zones.ends - zones.starts
        order = np.argsort(-lengths, kind="stable")
        firsts = (np.cumsum(lengths) - lengths)[order]
        longest = int(lengths.max(initial=0))
        counts = np.searchsorted(-lengths[order], -np.arange(longest), "left")
        bounds = np.concatenate(([0], np.cumsum(counts))).tolist()
        self._steps = [slice(*pair) for pair in pairwise(bounds)]
        """The columns of each step."""
        self._words = np.repeat(np.arange(longest), counts) + firsts[spread(np.zeros_like(counts), counts)]
        """The word of each column."""
        self._before = spread(np.array(bounds[:-2], np.int64), counts[1:])
        """The column before that of each word that does not begin a zone."""

    def _columns(self, emissions: Floats) -> Floats:
        return np.ascontiguousarray(emissions.take(self._words, axis=0).T)

    def _rows(self, columns: Array) -> Array:
        """Give the words of columns in their own order, a row for each."""
        found = np.empty_like(columns.T, order="C")
        found[self._words] = columns.T
        return found

    # --- the best labels

    def best(self, emissions: Floats) -> Numbers:
        """Give the best label of each word, by what each label is worth for it, in the order of the words."""
        found = np.zeros(len(emissions), np.int64)
        if not self._steps:
            return found
        lasts, origins = self._ahead(self._columns(emissions))
        for step, labels in zip(self._steps[:0:-1], reversed(origins), strict=True):
            count = step.stop - step.start
            found[step] = lasts[:count]
            lasts[:count] = labels[lasts[:count], np.arange(count)]
        found[self._steps[0]] = lasts
        return self._rows(found)

    def _ahead(self, emissions: Floats) -> tuple[Numbers, list[Numbers]]:
        """Give the best last label of each zone, and for each further step the labels that lead to each label."""
        model = self._model
        sums = emissions[:, self._steps[0]] + model.opens[:, None]
        lasts = np.zeros(sums.shape[1], np.int64)
        origins = []
        for step in self._steps[1:]:
            count = step.stop - step.start
            _end(lasts, sums, count, model)
            sums, labels = _best_before(sums[:, :count], model.moves)
            sums += emissions[:, step]
            origins.append(labels)
        _end(lasts, sums, 0, model)
        return lasts, origins

    # --- how probable labels are

    def marginals(self, emissions: Floats) -> Floats:
        """Give how probable each label of each word is; a row for each word."""
        chances = self._chances(emissions)
        return self._marginals(chances, self._behind(chances)[0])

    def scores(self, emissions: Floats) -> tuple[Floats, Floats]:
        """Give the same, and how probably the name of each label goes on behind each word; a row for each word."""
        chances = self._chances(emissions)
        behind, sums = self._behind(chances)
        inside = np.exp(self._model.moves)[np.arange(len(LABELS)), _INSIDE][:, None]
        inside[0] = 0
        going = np.zeros(chances.shape, np.float32)
        following = (chances * behind)[_INSIDE, len(sums.T) - len(self._before) :]
        going[:, self._before] = following * inside / np.maximum(sums[:, self._before], _LEAST)
        return self._marginals(chances, behind), self._rows(going)

    def _chances(self, emissions: Floats) -> Floats:
        found = self._columns(emissions)
        found -= found.max(axis=0)
        return np.exp(found, out=found)

    def _marginals(self, chances: Floats, behind: Floats) -> Floats:
        found = self._reached(chances)
        found *= behind
        found /= _sum(found)
        return self._rows(found)

    def _reached(self, chances: Floats) -> Floats:
        """Give in proportion how probable each label is by what stands before it and by itself."""
        moves = np.exp(self._model.moves)
        found = np.empty_like(chances)
        through, before = np.exp(self._model.opens)[:, None], slice(0)
        for step in self._steps:
            if step.start:
                through = _through(found[:, before.start : before.start + step.stop - step.start], moves)
            reached = chances[:, step] * through
            np.divide(reached, _sum(reached), out=found[:, step])
            before = step
        return found

    def _behind(self, chances: Floats) -> tuple[Floats, Floats]:
        """Give in proportion how probable what follows is behind each label; and sums of this where words follow."""
        moves = np.exp(self._model.moves).T
        sums, found = np.empty_like(chances), np.empty_like(chances)
        found[:] = np.exp(self._model.closes)[:, None]
        for step, following in reversed([*pairwise(self._steps)]):
            here = slice(step.start, step.start + following.stop - following.start)
            sums[:, here] = _through(chances[:, following] * found[:, following], moves)
            np.divide(sums[:, here], _sum(sums[:, here]), out=found[:, here])
        return found, sums


def _end(lasts: Numbers, sums: Floats, count: int, model: Model) -> None:
    """Note the best last labels of the zones that do not go on, which are those from ``count`` on."""
    lasts[count : sums.shape[1]] = _best(sums[:, count:] + model.closes[:, None])[1]


def _best_before(sums: Floats, moves: Floats) -> tuple[Floats, Numbers]:
    """Give the best sums that lead to each label, and the labels that they come from."""
    return _best(sums[:, None, :] + moves[:, :, None])


def _best(sums: Floats) -> tuple[Floats, Numbers]:
    """Give the best sums over the first axis, and the numbers of the first ones that are as good."""
    best: Floats = sums.max(axis=0)
    # In flags numpy finds the first one several times as fast as the greatest of floats.
    return best, (sums == best).argmax(axis=0)


def _through(chances: Floats, moves: Floats) -> Floats:
    """Give the sums over the labels before, one after the other."""
    # In this order of memory, one label is added after the other.
    found: Floats = np.multiply(chances[:, None, :], moves[:, :, None], order="C").sum(axis=0)
    return found


def _sum(rows: Floats) -> Floats:
    """Give the sums over all labels, one after the other."""
    found: Floats = rows[0].copy()
    for label in range(1, len(rows)):
        found += rows[label]
    return np.maximum(found, _LEAST, out=found)
