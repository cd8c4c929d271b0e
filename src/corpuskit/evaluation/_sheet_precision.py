"""Precision from judgements, with intervals that hold where little was judged and little is wrong."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from statistics import NormalDist
from typing import Any

import attrs

from .._visible import one_line
from ..errors import InvalidValue

__all__ = ["Estimate", "SheetPrecision", "estimated", "wilson_interval"]

_POOLED = 2
"""How many judgements the share of all strata counts for, in the variance of one: a stratum of which one or two were
judged, all right, is not known to be without variance."""


def wilson_interval(right: float, judged: float, level: float = 0.95) -> tuple[float, float]:
    """Give the score interval of a proportion: the lower and the upper end, both from 0 to 1.

    Args:
        right: how many of those judged are right.
        judged: how many were judged; for 0 the interval is from 0 to 1.
        level: how often intervals made so have the true value between their ends, about.

    Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22, 1927.

    >>> [round(end, 3) for end in wilson_interval(81, 263)]
    [0.255, 0.366]
    """
    if not 0 < level < 1:
        raise InvalidValue(f"a level is a number between 0 and 1, such as 0.95, not {level!r}", level=level)
    if not judged:
        return 0.0, 1.0
    z = NormalDist().inv_cdf(0.5 + level / 2)
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


@attrs.frozen
class SheetPrecision:
    """The precision that the judgements of a sheet come to; as text it is a table.

    Args:
        strata: one estimate a stratum, those with the largest population first, each with its Wilson interval.
        overall: of all annotations: the precisions of the strata, weighted by their populations.
        causes: how many wrong ones have each cause, the most frequent first; a cause is compared without regard to
            capitals, and the wrong ones without one have the empty cause.
        level: that of the intervals.
        covered: the share of the annotations that are in strata of which something was judged; ``overall`` says
            nothing of the others.
    """

    strata: tuple[Estimate, ...]
    overall: Estimate
    causes: Mapping[str, int]
    level: float
    covered: float

    def to_dict(self) -> dict[str, Any]:  # Any: JSON.
        """Give the figures as JSON."""
        return {
            "level": self.level,
            "overall": _record(self.overall),
            "covered": self.covered,
            "strata": [_record(stratum) for stratum in self.strata],
            "causes": dict(self.causes),
        }

    def __str__(self) -> str:
        rows = [_cells(stratum) for stratum in self.strata]
        if len(rows) > 1:
            rows.append(_cells(attrs.evolve(self.overall, stratum="all, weighted")))
        heading = ("stratum", "population", "judged", "right", "wrong", "unsure", "precision", f"{self.level:.0%}")
        return "\n".join([*_table([heading, *rows]), *self._notes()])

    def _notes(self) -> list[str]:
        notes = []
        if self.causes:
            each = ", ".join(f"{one_line(cause, 60) or '(none given)'} {n:,}" for cause, n in self.causes.items())
            notes.append(f"causes of the wrong ones: {each}")
        if self.overall.unjudged:
            notes.append(f"not judged: {self.overall.unjudged:,} of {self.overall.rows:,} rows")
        if 0 < self.covered < 1:
            notes.append(f"all, weighted: of the strata that were judged, {self.covered:.1%} of the annotations")
        return ["", *notes] if notes else []


def estimated(rows: Iterable[tuple[str, int, str, str]], level: float) -> SheetPrecision:
    """Give the precision of rows of stratum, population, judgement and cause.

    The overall interval is Wilson's for the weighted precision and an effective number of judgements
    ``n = p(1-p) / V``, where ``V`` is the variance of a stratified estimate, the sum of ``W² q(1-q) / n`` over the
    strata: ``W`` is a stratum's share of the annotations, ``n`` the judgements in it, and ``q`` its precision, drawn
    towards the overall one as by two judgements more. Where all or none are right, ``V`` has ``q(1-q)`` left out.
    There is no correction for finite populations: the figures are about texts like these, not about these alone.

    Source: W. G. Cochran, Sampling Techniques, 3rd edition, 1977, section 5.3 (the estimate and its variance);
    C. Franco, R. J. A. Little, T. A. Louis and E. V. Slud, Comparative study of confidence intervals for proportions
    in complex sample surveys, Journal of Survey Statistics and Methodology 7, 2019 (the interval).
    """
    populations: dict[str, int] = {}
    counts: Counter[tuple[str, str]] = Counter()
    causes: Counter[str] = Counter()
    for stratum, population, judgement, cause in rows:
        populations[stratum] = population
        counts[stratum, judgement] += 1
        if judgement == "wrong":
            causes[" ".join(cause.split()).casefold()] += 1
    names = sorted(populations, key=lambda name: (-populations[name], name))
    strata = tuple(_stratum(name, populations[name], counts, level) for name in names)
    ranked = dict(sorted(causes.items(), key=lambda pair: (-pair[1], pair[0])))
    total = sum(populations.values())
    covered = sum(stratum.population for stratum in strata if stratum.judged) / total if total else 0.0
    return SheetPrecision(strata, _overall(strata, level), ranked, level, covered)


def _stratum(name: str, population: int, counts: Counter[tuple[str, str]], level: float) -> Estimate:
    right, wrong, unsure, unjudged = (counts[name, word] for word in ("right", "wrong", "unsure", ""))
    judged = right + wrong
    share = right / judged if judged else None
    rows = judged + unsure + unjudged
    low, high = wilson_interval(right, judged, level)
    return Estimate(name, population, rows, right, wrong, unsure, share, low, high)


def _overall(strata: Sequence[Estimate], level: float) -> Estimate:
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
    share, size = _weighted([stratum for stratum in strata if stratum.judged], total)
    low, high = wilson_interval(share * size, size, level)
    return attrs.evolve(total, precision=share, low=low, high=high)


def _weighted(judged: Sequence[Estimate], total: Estimate) -> tuple[float, float]:
    """Give the precision, and the number of judgements of a plain sample that would be as exact as these."""
    population = sum(stratum.population for stratum in judged)
    weights = [stratum.population / population for stratum in judged]
    pairs = list(zip(weights, judged, strict=True))
    if len(judged) == 1:
        return total.right / total.judged, total.judged
    if not total.right or not total.wrong:
        return float(not total.wrong), 1 / sum(weight**2 / stratum.judged for weight, stratum in pairs)
    share = sum(weight * stratum.right / stratum.judged for weight, stratum in pairs)
    return share, share * (1 - share) / sum(weight**2 * _variance(stratum, share) for weight, stratum in pairs)


def _variance(stratum: Estimate, overall: float) -> float:
    share = (stratum.right + _POOLED * overall) / (stratum.judged + _POOLED)
    return share * (1 - share) / stratum.judged


def _record(estimate: Estimate) -> dict[str, Any]:
    return {**attrs.asdict(estimate), "judged": estimate.judged, "unjudged": estimate.unjudged}


def _cells(estimate: Estimate) -> tuple[str, ...]:
    counts = (estimate.population, estimate.judged, estimate.right, estimate.wrong, estimate.unsure)
    share = "–" if estimate.precision is None else f"{estimate.precision:.1%}"
    interval = "–" if estimate.precision is None else f"{estimate.low:.1%} to {estimate.high:.1%}"
    return (one_line(estimate.stratum, 60), *(f"{count:,}" for count in counts), share, interval)


def _table(rows: Sequence[Sequence[str]]) -> list[str]:
    """Give rows as lines: the first column to the left, the others to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = []
    for first, *others in rows:
        cells = [f"{cell:>{width}}" for cell, width in zip(others, widths[1:], strict=True)]
        lines.append("  ".join([f"{first:<{widths[0]}}", *cells]).rstrip())
    return lines
