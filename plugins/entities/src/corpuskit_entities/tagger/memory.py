"""Memory: what the first reading of a document says about a word, where it stands elsewhere in the document."""

import numpy as np
from numpy.typing import NDArray

from .network import SameWords, Sight
from .sizes import EVIDENCE, LABELS, UNIT

__all__ = ["EVIDENCE", "evidence"]

Floats = NDArray[np.float32]

_STEPS = 64
"""Steps of a probability: whole numbers have the same sum in any order."""


def evidence(sight: Sight, marginals: Floats) -> Floats:
    """Give the evidence for each word and for the words beside it, a row each, in steps of one over ``UNIT``.

    It is how probable each label is where the word stands elsewhere with a capital, on average; whether and how often
    it does; and whether it stands somewhere in lower case.
    """
    rows = of_words(sight.same, marginals)
    found = np.zeros((len(rows), 3 * EVIDENCE), np.float32)
    found[:, EVIDENCE : 2 * EVIDENCE] = rows
    beside = np.flatnonzero(np.diff(sight.apart) == 1)
    found[beside + 1, :EVIDENCE] = rows[beside]
    found[beside, 2 * EVIDENCE :] = rows[beside + 1]
    return found


def of_words(same: SameWords, marginals: Floats) -> Floats:
    """Give the evidence for each word alone."""
    found = np.zeros((len(marginals), EVIDENCE), np.float32)
    rows = np.flatnonzero(same.capital)
    others = np.bincount(same.groups[rows], minlength=same.count)[same.groups[rows]] - 1
    found[rows, -1] = UNIT * same.small[rows]
    rows, others = rows[others > 0], others[others > 0]
    groups = same.groups[rows]
    steps = np.ascontiguousarray(np.rint(marginals[rows] * _STEPS).T, np.float64)
    sums = np.stack([np.bincount(groups, column, same.count)[groups] - column for column in steps], axis=1)
    found[rows, : len(LABELS)] = np.rint(sums * (UNIT / _STEPS) / others[:, None])
    found[rows, -3] = UNIT
    found[rows, -2] = np.rint(np.minimum(np.log1p(others) / 2, 1) * UNIT)
    return found
