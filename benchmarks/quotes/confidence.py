"""How many speakers may be trusted: those of the highest scores, up to the one from which too many are wrong."""

import itertools
from collections.abc import Iterable, Iterator, Sequence

from ..calibration import Judged

__all__ = ["coverage", "most_confident"]


def coverage(judged: Iterable[Judged], least: float) -> float | None:
    """Give the largest share, the highest scores first, of which so large a share is right; None without scores.

    What has the same score is taken together.
    """
    steps = list(_steps(judged))
    if not steps:
        return None
    whole = steps[-1][0]
    return max((taken / whole for taken, right in steps if right >= least * taken), default=0.0)


def most_confident(judged: Iterable[Judged], share: float) -> float | None:
    """Give how large a share is right of those with the highest scores, that are so large a share of all or just more.

    None without scores.
    """
    steps = list(_steps(judged))
    return next((right / taken for taken, right in steps if taken >= share * steps[-1][0]), None)


def _steps(judged: Iterable[Judged]) -> Iterator[tuple[int, int]]:
    """Give how many have a score at least so high, and how many of them are right, for each score from the highest."""
    scored = sorted(((item.score, item.is_right) for item in judged if item.score is not None), reverse=True)
    taken = right = 0
    for _, group in itertools.groupby(scored, lambda item: item[0]):
        hits: Sequence[bool] = [is_right for _, is_right in group]
        taken, right = taken + len(hits), right + sum(hits)
        yield taken, right
