"""How sure scores and their differences are."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import attrs

from ..errors import InvalidValue
from ._judging import Group, check_group, group_order
from ._measures import PRIMARY
from ._resampling import Interval, Selection, counts_table, exchanged, percentiles, resampled

if TYPE_CHECKING:
    import numpy as np

    from ._evaluation import Evaluation

    Array = np.ndarray[Any, Any]

__all__ = ["Bootstrap", "Comparison", "ScoreDifference", "compare"]


@attrs.frozen(eq=False)
class Bootstrap:
    """Confidence intervals of the scores of one system, from many random samples of its documents.

    As text they stand beside the scores, at a level of 95 %.

    Args:
        evaluation: the scores.
        samples: how many samples.
        seed: what they were drawn with.

    Source: B. Efron and R. J. Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13 (percentile interval).
    """

    evaluation: "Evaluation" = attrs.field(repr=False)
    samples: int
    seed: int
    _totals: "Array" = attrs.field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        table = counts_table(self.evaluation, list(self.evaluation.groups))
        object.__setattr__(self, "_totals", resampled([table], self.samples, self.seed)[0])

    def interval(
        self,
        measure: str = PRIMARY,
        label: str | None = None,
        type: str | None = None,
        *,
        figure: str = "f1",
        level: float = 0.95,
    ) -> Interval | None:
        """Give the interval between the percentiles of a score; None where the score is undefined.

        Samples in which it is undefined are left out.

        Args:
            measure: as for :meth:`Evaluation.score`.
            label: a layer; all together by default.
            type: one type of the layer.
            figure: ``precision``, ``recall`` or ``f1``.
            level: the share of samples inside.

        Raises:
            NotFound: when there is no such measure, label or type.
            ConfigError: when there is no such figure, a type and no label, or the level is not between 0 and 1.
        """
        check_group(label, type, self.evaluation.labels, self.evaluation.groups)
        values = Selection(measure, label, type, figure).of(self._totals, list(self.evaluation.groups))
        return percentiles(values, level)

    def rows(self, *, level: float = 0.95) -> list[dict[str, Any]]:
        """Give the intervals of F1 as flat records, for each layer and measure and for all layers together.

        The keys are ``label``, ``measure``, ``f1``, ``low`` and ``high``.
        """
        return [
            {"label": label, "measure": measure, "f1": score.f1, "low": interval.low, "high": interval.high}
            for label, measure in scored(self.evaluation)
            if (score := self.evaluation.score(measure, label))
            and (interval := self.interval(measure, label, level=level))
        ]

    def to_dict(self, *, level: float = 0.95) -> dict[str, Any]:
        """Give the intervals of F1 as JSON-like data, with how they were made; see :meth:`rows`."""
        return {"samples": self.samples, "seed": self.seed, "level": level, "intervals": self.rows(level=level)}

    def __str__(self) -> str:
        from ._report import score_lines

        return "\n".join(score_lines(self.evaluation, self)).rstrip()


@attrs.frozen
class ScoreDifference:
    """The difference of a score between two systems.

    Args:
        value: the score of the second less that of the first.
        interval: of the difference, over samples of the documents.
        p: how probable a difference this far from 0, on either side, is where the two are equally good.
    """

    value: float
    interval: Interval
    p: float


@attrs.frozen(eq=False)
class Comparison:
    """Two systems on the same documents and gold: each sample has the same documents for both.

    As text it is a table of the differences of F1, with intervals at a level of 95 %.

    Args:
        first: the one that is compared with.
        second: the one that may be better.
        samples: how many samples, and how many random exchanges.
        seed: what they are drawn with.

    Raises:
        InvalidValue: when the two differ in documents or layers.
        ConfigError: when there are no samples.

    Source: of the paired samples P. Koehn, Statistical significance tests for machine translation evaluation, EMNLP
    2004; of the exchanges (approximate randomisation) E. W. Noreen, Computer-Intensive Methods for Testing Hypotheses,
    1989, and A. Yeh, More accurate tests for the statistical significance of result differences, COLING 2000.
    """

    first: "Evaluation" = attrs.field(repr=False)
    second: "Evaluation" = attrs.field(repr=False)
    samples: int
    seed: int
    _groups: tuple[Group, ...] = attrs.field(init=False, repr=False)
    _whole: list["Array"] = attrs.field(init=False, repr=False)
    _sampled: list["Array"] = attrs.field(init=False, repr=False)
    _exchanged: list["Array"] = attrs.field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        _check_same(self.first, self.second)
        groups = tuple(sorted({*self.first.groups, *self.second.groups}, key=group_order))
        tables = [counts_table(evaluation, groups) for evaluation in (self.first, self.second)]
        object.__setattr__(self, "_groups", groups)
        object.__setattr__(self, "_whole", [table.sum(axis=0) for table in tables])
        object.__setattr__(self, "_sampled", resampled(tables, self.samples, self.seed))
        object.__setattr__(self, "_exchanged", exchanged(tables, self.samples, self.seed))

    def difference(
        self,
        measure: str = PRIMARY,
        label: str | None = None,
        type: str | None = None,
        *,
        figure: str = "f1",
        level: float = 0.95,
    ) -> ScoreDifference | None:
        """Give the difference of a score, its interval and its probability; None where either score is undefined.

        The interval is between percentiles of the differences in samples of the documents. The probability is the
        share of random exchanges, in which each document's counts change systems or stay with equal chance, that lead
        to a difference at least as large on either side; the actual one counts as one of them.

        Args:
            measure: as for :meth:`Evaluation.score`.
            label: a layer; all together by default.
            type: one type of the layer, of either system.
            figure: ``precision``, ``recall`` or ``f1``.
            level: that of the interval.

        Raises:
            NotFound: when there is no such measure, label or type.
            ConfigError: when there is no such figure, a type and no label, or the level is not between 0 and 1.
        """
        import numpy as np

        check_group(label, type, self.first.labels, self._groups)
        selection = Selection(measure, label, type, figure)
        whole, sampled, swapped = (
            selection.of(pair[1], self._groups) - selection.of(pair[0], self._groups)
            for pair in (self._whole, self._sampled, self._exchanged)
        )
        interval = percentiles(sampled, level)
        if np.isnan(whole) or interval is None:
            return None
        # What is equal must not fall short by rounding.
        reached = int(np.count_nonzero(np.abs(swapped) >= abs(whole) - 1e-12))
        return ScoreDifference(float(whole), interval, (1 + reached) / (1 + self.samples))

    def rows(self, *, level: float = 0.95) -> list[dict[str, Any]]:
        """Give the differences of F1 as flat records, for each layer and measure and for all layers together.

        The keys are ``label``, ``measure``, ``difference``, ``low``, ``high`` and ``p``.
        """
        found = (
            (label, measure, self.difference(measure, label, level=level)) for label, measure in scored(self.first)
        )
        return [
            {
                "label": label,
                "measure": measure,
                "difference": item.value,
                "low": item.interval.low,
                "high": item.interval.high,
                "p": item.p,
            }
            for label, measure, item in found
            if item
        ]

    def to_dict(self, *, level: float = 0.95) -> dict[str, Any]:
        """Give the differences of F1 as JSON-like data, with how they were made; see :meth:`rows`."""
        return {"samples": self.samples, "seed": self.seed, "level": level, "differences": self.rows(level=level)}

    def __str__(self) -> str:
        from ._report import comparison_lines

        return "\n".join(comparison_lines(self))


def scored(evaluation: "Evaluation") -> Iterator[tuple[str | None, str]]:
    """Give every label with its measures, and None with those of all together where there are several."""
    several: tuple[str | None, ...] = (None,) if len(evaluation.labels) != 1 else ()
    for label in (*evaluation.labels, *several):
        yield from ((label, measure) for measure in evaluation.measures(label))


def compare(first: "Evaluation", second: "Evaluation", *, samples: int = 1000, seed: int = 0) -> Comparison:
    """Compare two systems that were evaluated on the same documents.

    Args:
        first: the one that is compared with.
        second: the one that may be better.
        samples: how many samples of documents, and how many random exchanges.
        seed: equal seeds give equal results.

    Raises:
        InvalidValue: when the two differ in documents or layers.
        ConfigError: when there are no samples.
    """
    return Comparison(first, second, samples, seed)


def _check_same(first: "Evaluation", second: "Evaluation") -> None:
    if first.documents != second.documents:
        odd = sorted({*first.documents} ^ {*second.documents})
        message = f"the two were not evaluated on the same documents: only one has {odd[0]!r}"
        raise InvalidValue(
            f"{message}; evaluate both on all documents of gold, with missing='empty'", documents=tuple(odd)
        )
    if first.labels != second.labels:
        pair = f"{', '.join(first.labels)} and {', '.join(second.labels)}"
        raise InvalidValue(f"the two were not evaluated on the same layers: {pair}; give both the same labels")
