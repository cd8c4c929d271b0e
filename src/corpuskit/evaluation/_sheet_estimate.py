"""Proportions with intervals that hold where little was judged and little is wrong."""

import math
from collections.abc import Mapping, Sequence
from statistics import NormalDist

import attrs

from ..errors import InvalidValue
from ._level import checked_level

__all__ = ["Estimate", "of_all", "of_stratum", "wilson_interval"]


def wilson_interval(right: float, judged: float, level: float = 0.95) -> tuple[float, float]:
    """Give the score interval of a proportion: the lower and the upper end, both from 0 to 1.

    Args:
        right: how many of those judged are right.
        judged: how many were judged; for 0 the interval is from 0 to 1.
        level: how often intervals made so have the true value between their ends, about.

    Raises:
        InvalidValue: when ``right`` is less than 0 or more than ``judged``.
        ConfigError: when the level is not between 0 and 1.

    Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22, 1927.

    >>> [round(end, 3) for end in wilson_interval(81, 263)]
    [0.255, 0.366]
    """
    if not 0 <= right <= judged:
        raise InvalidValue(f"of {judged!r} judged, {right!r} cannot be right", right=right, judged=judged)
    z = NormalDist().inv_cdf(0.5 + checked_level(level) / 2)
    if not judged:
        return 0.0, 1.0
    share, square = right / judged, z * z / judged
    half = z * math.sqrt(max(0.0, share * (1 - share)) / judged + square / judged / 4)
    low, high = ((share + square / 2 + side * half) / (1 + square) for side in (-1, 1))
    return max(0.0, low) if right else 0.0, min(1.0, high) if right < judged else 1.0


@attrs.frozen
class Estimate:
    """How many of the annotations of a stratum are right, as far as they were judged.

    Args:
        stratum: its name.
        population: how many annotations it has.
        rows: how many of them are in the sheet.
        right: how many were judged right.
        wrong: how many were judged wrong.
        unsure: how many somebody looked at without being able to say; they count neither as right nor as wrong.
        precision: the share of right ones, from 0 to 1; None where nothing was judged.
        low: the lower end of its interval.
        high: the upper end of its interval.
    """

    stratum: str
    population: int
    rows: int
    right: int
    wrong: int
    unsure: int
    precision: float | None
    low: float
    high: float

    @property
    def judged(self) -> int:
        """How many were judged right or wrong."""
        return self.right + self.wrong

    @property
    def unjudged(self) -> int:
        """How many rows of the sheet nobody has judged yet."""
        return self.rows - self.judged - self.unsure


def of_stratum(name: str, population: int, counts: Mapping[str, int], level: float) -> Estimate:
    """Give the estimate of one stratum, of how many rows have which judgement."""
    right, wrong, unsure = (counts.get(word, 0) for word in ("right", "wrong", "unsure"))
    judged = right + wrong
    share = right / judged if judged else None
    low, high = wilson_interval(right, judged, level)
    return Estimate(name, population, sum(counts.values()), right, wrong, unsure, share, low, high)


def of_all(strata: Sequence[Estimate], level: float) -> Estimate:
    """Give the estimate of all strata together, weighted by their populations.

    Its interval is Wilson's for the weighted precision and an effective number of judgements ``t(1-t) / V``, where
    ``V`` is the variance of a stratified estimate, the sum of ``W² q(1-q) / n`` over the strata: ``W`` is a stratum's
    share of the annotations, ``n`` the judgements in it, ``q`` its precision as the rule of succession has it,
    ``(right + 1) / (n + 2)``, and ``t`` the sum of ``W q``. For one stratum that is ``n``. There is no correction for
    finite populations: the figures are about texts like these, not about these alone.

    Source: W. G. Cochran, Sampling Techniques, 3rd edition, 1977, section 5.3 (the estimate and its variance);
    C. Franco, R. J. A. Little, T. A. Louis and E. V. Slud, Comparative study of confidence intervals for proportions
    in complex sample surveys, Journal of Survey Statistics and Methodology 7, 2019 (Wilson's interval for an effective
    number). To take ``q`` and ``t`` by the rule of succession, without which a stratum of few judgements that are all
    right would have no variance, is a choice made here; the page on judging says how often the interval holds.
    """
    total = Estimate(
        stratum="all",
        population=sum(stratum.population for stratum in strata),
        rows=sum(stratum.rows for stratum in strata),
        right=sum(stratum.right for stratum in strata),
        wrong=sum(stratum.wrong for stratum in strata),
        unsure=sum(stratum.unsure for stratum in strata),
        precision=None,
        low=0.0,
        high=1.0,
    )
    if not total.judged:
        return total
    share, size = _weighted([stratum for stratum in strata if stratum.judged])
    low, high = wilson_interval(share * size, size, level)
    return attrs.evolve(total, precision=share, low=low, high=high)


def _weighted(judged: Sequence[Estimate]) -> tuple[float, float]:
    """Give the precision, and the number of judgements of a plain sample that would be as exact as these."""
    population = sum(stratum.population for stratum in judged)
    share = sum(stratum.population * stratum.right / stratum.judged for stratum in judged) / population
    expected = variance = 0.0
    for stratum in judged:
        weight, mean = stratum.population / population, (stratum.right + 1) / (stratum.judged + 2)
        expected += weight * mean
        variance += weight**2 * mean * (1 - mean) / stratum.judged
    return share, expected * (1 - expected) / variance
