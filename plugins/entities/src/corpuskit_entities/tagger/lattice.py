"""Lattices: the best labels of the words of zones, and how probable each label is."""

import numpy as np
from numpy.typing import NDArray

from .model import LABELS, Model
from .zones import Zones

__all__ = ["Lattice"]

Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]

_INSIDE = np.array([0, *(label + label % 2 for label in range(1, len(LABELS)))])
"""The label of a further word, for each label; behind O there is none."""

_LEAST = np.float32(1e-30)


class Lattice:
    """The words of all zones, in steps: first those that begin a zone, then those that follow, and so on.

    The longest zones stand first, so that the zones of a step are the first ones of the step before. All arrays have
    a row for each label and a column for each zone. Every sum is of a fixed number of terms, one after the other:
    what a zone gives does not depend on the zones beside it.

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
        self._words = [firsts[:count] + step for step, count in enumerate(counts.tolist())]
        """The words of each step."""

    # --- the best labels

    def best(self, emissions: Floats) -> Numbers:
        """Give the best label of each word, by what each label is worth for it, in the order of the words."""
        found = np.zeros(len(emissions), np.int64)
        if not self._words:
            return found
        lasts, origins = self._ahead(emissions)
        for words, labels in zip(self._words[:0:-1], reversed(origins), strict=True):
            count = len(words)
            found[words] = lasts[:count]
            lasts[:count] = labels[lasts[:count], np.arange(count)]
        found[self._words[0]] = lasts
        return found

    def _ahead(self, emissions: Floats) -> tuple[Numbers, list[NDArray[np.int8]]]:
        """Give the best last label of each zone, and for each further step the labels that lead to each label."""
        model = self._model
        sums = _columns(emissions, self._words[0]) + model.opens[:, None]
        lasts = np.zeros(sums.shape[1], np.int64)
        origins = []
        for words in self._words[1:]:
            _end(lasts, sums, len(words), model)
            sums, labels = _best_before(sums[:, : len(words)], model.moves)
            sums += _columns(emissions, words)
            origins.append(labels)
        _end(lasts, sums, 0, model)
        return lasts, origins

    # --- how probable labels are

    def marginals(self, emissions: Floats) -> tuple[Floats, Floats]:
        """Give how probable each label of each word is, and how probably the name of each label goes on behind it.

        Both have a row for each word.
        """
        found, going = np.zeros(emissions.shape, np.float32), np.zeros(emissions.shape, np.float32)
        chances = [_chances(emissions, words) for words in self._words]
        behind = self._behind(chances, going)
        before = np.exp(self._model.opens)[:, None]
        moves = np.exp(self._model.moves)
        for step, (words, chance, after) in enumerate(zip(self._words, chances, behind, strict=True)):
            reached = chance * (_through(before[:, : len(words)], moves) if step else before)
            before = reached / _sum(reached)
            both = before * after
            found[words] = (both / _sum(both)).T
        return found, going

    def _behind(self, chances: list[Floats], going: Floats) -> list[Floats]:
        """Give in proportion how probable what follows is behind each label, and note that names go on."""
        moves = np.exp(self._model.moves)
        inside = moves[np.arange(len(LABELS)), _INSIDE][:, None]
        inside[0] = 0
        found: list[Floats] = []
        for words in reversed(self._words):
            rows = np.repeat(np.exp(self._model.closes)[:, None], len(words), axis=1)
            if found:
                count = found[-1].shape[1]
                following = chances[len(self._words) - len(found)] * found[-1]
                sums = _through(following, moves.T)
                going[words[:count]] = (following[_INSIDE] * inside / np.maximum(sums, _LEAST)).T
                rows[:, :count] = sums / _sum(sums)
            found.append(rows)
        return found[::-1]


def _columns(emissions: Floats, words: Numbers) -> Floats:
    return np.ascontiguousarray(emissions[words].T)


def _end(lasts: Numbers, sums: Floats, count: int, model: Model) -> None:
    """Note the best last labels of the zones that do not go on, which are those from ``count`` on."""
    lasts[count : sums.shape[1]] = (sums[:, count:] + model.closes[:, None]).argmax(axis=0)


def _best_before(sums: Floats, moves: Floats) -> tuple[Floats, NDArray[np.int8]]:
    """Give the best sums that lead to each label, and the labels that they come from."""
    best = sums[0] + moves[0][:, None]
    origins = np.zeros(best.shape, np.int8)
    for label in range(1, len(LABELS)):
        other = sums[label] + moves[label][:, None]
        better = other > best
        np.copyto(best, other, where=better)
        np.copyto(origins, label, where=better)
    return best, origins


def _chances(emissions: Floats, words: Numbers) -> Floats:
    found = _columns(emissions, words)
    found -= found.max(axis=0)
    return np.exp(found, out=found)


def _through(chances: Floats, moves: Floats) -> Floats:
    """Give the sums over the labels before, one after the other."""
    found: Floats = chances[0] * moves[0][:, None]
    for label in range(1, len(moves)):
        found += chances[label] * moves[label][:, None]
    return found


def _sum(rows: Floats) -> Floats:
    """Give the sums over all labels, one after the other."""
    found: Floats = rows[0].copy()
    for label in range(1, len(rows)):
        found += rows[label]
    return np.maximum(found, _LEAST, out=found)
