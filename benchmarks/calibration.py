"""How far scores can be believed: whether of what has a score of 0.8 eight in ten are right.

Source: M. P. Naeini, G. F. Cooper and M. Hauskrecht, Obtaining Well Calibrated Probabilities Using Bayesian Binning,
AAAI 2015 (expected calibration error, here over ten bins of equal width).
"""

from collections.abc import Iterable, Sequence

import attrs

__all__ = ["Bin", "Judged", "bins", "by_kind", "error", "whole"]

_BINS = 10


@attrs.frozen
class Judged:
    """Something that was found: its type or kind, its score if it has one, and whether the gold has it."""

    kind: str
    score: float | None
    is_right: bool


@attrs.frozen
class Bin:
    """Things with scores that are near each other: how many, their mean score, and the share that is right."""

    count: int
    score: float
    right: float


def by_kind(judged: Iterable[Judged], kinds: Iterable[str]) -> dict[str, list[Judged]]:
    """Give what was judged of each of some kinds."""
    found: dict[str, list[Judged]] = {kind: [] for kind in kinds}
    for item in judged:
        found[item.kind].append(item)
    return found


def bins(judged: Iterable[Judged]) -> dict[int, Bin]:
    """Give the bins that have something in them, by number from 0: a tenth each, 1 being in the last."""
    groups: dict[int, list[tuple[float, bool]]] = {}
    for item in judged:
        if item.score is not None:
            number = min(int(_BINS * item.score), _BINS - 1)
            groups.setdefault(number, []).append((item.score, item.is_right))
    return {number: _bin(groups[number]) for number in sorted(groups)}


def whole(judged: Iterable[Judged]) -> Bin | None:
    """Give all that has a score as one bin; None where there is none."""
    scores = [(item.score, item.is_right) for item in judged if item.score is not None]
    return _bin(scores) if scores else None


def _bin(scores: Sequence[tuple[float, bool]]) -> Bin:
    count = len(scores)
    return Bin(count, sum(score for score, _ in scores) / count, sum(right for _, right in scores) / count)


def error(found: Iterable[Bin]) -> float:
    """Give the expected calibration error: how far scores are from what is right, on the mean over all things."""
    items = list(found)
    return sum(item.count * abs(item.score - item.right) for item in items) / sum(item.count for item in items)
