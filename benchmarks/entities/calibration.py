"""How far scores can be believed: whether of names with a score of 0.8 eight in ten are right.

Source: M. P. Naeini, G. F. Cooper and M. Hauskrecht, Obtaining Well Calibrated Probabilities Using Bayesian Binning,
AAAI 2015 (expected calibration error, here over ten bins of equal width).
"""

from collections.abc import Iterable, Sequence

import attrs

from .scoring import Judged

__all__ = ["Bin", "bins", "error", "whole"]

_BINS = 10


@attrs.frozen
class Bin:
    """Names with scores that are near each other: how many, their mean score, and the share that is right."""

    names: int
    score: float
    right: float


def bins(judged: Iterable[Judged]) -> dict[int, Bin]:
    """Give the bins that have names, by number from 0: a tenth each, 1 being in the last."""
    groups: dict[int, list[tuple[float, bool]]] = {}
    for item in judged:
        if item.score is not None:
            number = min(int(_BINS * item.score), _BINS - 1)
            groups.setdefault(number, []).append((item.score, item.is_right))
    return {number: _bin(groups[number]) for number in sorted(groups)}


def whole(judged: Iterable[Judged]) -> Bin | None:
    """Give all names with a score as one bin; None where there are none."""
    scores = [(item.score, item.is_right) for item in judged if item.score is not None]
    return _bin(scores) if scores else None


def _bin(scores: Sequence[tuple[float, bool]]) -> Bin:
    count = len(scores)
    return Bin(count, sum(score for score, _ in scores) / count, sum(right for _, right in scores) / count)


def error(found: Iterable[Bin]) -> float:
    """Give the expected calibration error: how far scores are from what is right, on the mean over names."""
    items = list(found)
    return sum(item.names * abs(item.score - item.right) for item in items) / sum(item.names for item in items)
