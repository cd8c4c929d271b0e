"""Memory: what the first reading of a document says about a word, where it stands elsewhere in the document."""

import numpy as np
from numpy.typing import NDArray

from .network import SameWords, Sight
from .sizes import EVIDENCE, LABELS
from .types import UNIT

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
    groups, steps = same.groups[rows], np.rint(marginals[rows] * _STEPS)
    others = np.bincount(groups, minlength=same.count)[groups] - 1
    for label in range(len(LABELS)):
        sums = np.bincount(groups, steps[:, label], same.count)[groups] - steps[:, label]
        found[rows, label] = np.rint(sums * (UNIT / _STEPS) / np.maximum(others, 1))
    found[rows, -3] = UNIT * (others > 0)
    found[rows, -2] = np.rint(np.minimum(np.log1p(others) / 2, 1) * UNIT)
    found[rows, -1] = UNIT * same.small[rows]
    return found
