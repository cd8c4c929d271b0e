"""The precision that the judgements of a sheet come to."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from .._visible import one_line
from ._figures import aligned
from ._level import checked_level, shown_level
from ._sheet_estimate import Estimate, of_all, of_stratum

__all__ = ["SheetPrecision", "estimated"]


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
        gaps: how many rows that nobody looked at stand above one that somebody did. Where there are any, what was
            judged may be no sample: judgements that are carried over stand anywhere in a sheet, and those of what is
            new are still to come.

    Raises:
        ConfigError: when the level is not between 0 and 1.
    """

    strata: tuple[Estimate, ...]
    overall: Estimate
    causes: Mapping[str, int]
    level: float = attrs.field(converter=checked_level)
    covered: float
    gaps: int

    def to_dict(self) -> dict[str, Any]:  # Any: JSON.
        """Give the figures as JSON."""
        return {
            "level": self.level,
            "overall": _record(self.overall),
            "covered": self.covered,
            "gaps": self.gaps,
            "strata": [_record(stratum) for stratum in self.strata],
            "causes": dict(self.causes),
        }

    def __str__(self) -> str:
        rows = [_cells(stratum) for stratum in self.strata]
        if len(rows) > 1:
            rows.append(_cells(attrs.evolve(self.overall, stratum="all, weighted")))
        heading = ("stratum", "population", "judged", "right", "wrong", "unsure", "precision", shown_level(self.level))
        return "\n".join([*aligned([heading, *rows], "<>>>>>>>"), *self._notes()])

    def _notes(self) -> list[str]:
        notes = []
        if self.causes:
            each = ", ".join(f"{one_line(cause, 60) or '(none given)'} {n:,}" for cause, n in self.causes.items())
            notes.append(f"causes of the wrong ones: {each}")
        if self.overall.unjudged:
            notes.append(f"not judged: {self.overall.unjudged:,} of {self.overall.rows:,} rows")
        if self.gaps:
            notes.append(
                f"{self.gaps:,} of these stand above rows that are judged: what is judged may be no sample, and the "
                "figures may lean; judge the sheet to its end"
            )
        if 0 < self.covered < 1:
            notes.append(f"all, weighted: of the strata that were judged, {self.covered:.1%} of the annotations")
        return ["", *notes] if notes else []


def estimated(rows: Iterable[tuple[str, int, str, str]], level: float) -> SheetPrecision:
    """Give the precision of rows of stratum, population, judgement and cause."""
    populations: dict[str, int] = {}
    counts: dict[str, Counter[str]] = {}
    causes: Counter[str] = Counter()
    gaps = unjudged = 0
    for stratum, population, judgement, cause in rows:
        populations[stratum] = population
        counts.setdefault(stratum, Counter())[judgement] += 1
        unjudged += not judgement
        gaps = unjudged if judgement else gaps
        if judgement == "wrong":
            causes[" ".join(cause.split()).casefold()] += 1
    names = sorted(populations, key=lambda name: (-populations[name], name))
    strata = tuple(of_stratum(name, populations[name], counts[name], level) for name in names)
    ranked = dict(sorted(causes.items(), key=lambda pair: (-pair[1], pair[0])))
    covered = sum(stratum.population for stratum in strata if stratum.judged) / max(1, sum(populations.values()))
    return SheetPrecision(strata, of_all(strata, level), ranked, level, covered, gaps)


def _record(estimate: Estimate) -> dict[str, Any]:
    return {**attrs.asdict(estimate), "judged": estimate.judged, "unjudged": estimate.unjudged}


def _cells(estimate: Estimate) -> tuple[str, ...]:
    counts = (estimate.population, estimate.judged, estimate.right, estimate.wrong, estimate.unsure)
    share = "–" if estimate.precision is None else f"{estimate.precision:.1%}"
    interval = "–" if estimate.precision is None else f"{estimate.low:.1%} to {estimate.high:.1%}"
    return (one_line(estimate.stratum, 60), *(f"{count:,}" for count in counts), share, interval)
