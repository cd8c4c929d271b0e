"""Counts by document as arrays, and what random samples and exchanges of documents come to."""

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import attrs

from ..errors import ConfigError
from ._judging import Group
from ._level import checked_level
from ._measures import FIGURES, Counts, check_measure, figures

if TYPE_CHECKING:
    import numpy as np

    from ._evaluation import Evaluation

    Array = np.ndarray[Any, Any]

__all__ = ["Interval", "Selection", "counts_table", "exchanged", "percentiles", "resampled"]

_CELLS = 4_000_000
"""The cells of the largest block of weights that is held at once."""


@attrs.frozen
class Interval:
    """A confidence interval.

    Args:
        low: its lower end.
        high: its upper end.
    """

    low: float
    high: float


@attrs.frozen
class Selection:
    """One figure of one score.

    Args:
        measure: as for :meth:`Evaluation.score`.
        label: a layer; None for all together.
        type: one type of the layer; None for all of it.
        figure: ``precision``, ``recall`` or ``f1``.
    """

    measure: str = attrs.field(validator=lambda _, __, measure: check_measure(measure) and None)
    label: str | None
    type: str | None
    figure: str = attrs.field()

    @figure.validator
    def _check_figure(self, attribute: object, figure: str) -> None:
        if figure not in FIGURES:
            raise ConfigError(f"figure={figure!r}: known: {', '.join(FIGURES)}", option="figure")

    def of(self, totals: "Array", groups: Sequence[Group]) -> "Array":
        """Give the figure of counts whose last axes are groups and fields; NaN where it is undefined."""
        places = [place for place, group in enumerate(groups) if self._takes(group)]
        return figures(totals[..., places, :], self.measure)[..., FIGURES.index(self.figure)]

    def _takes(self, group: Group) -> bool:
        return group[1] is None if self.label is None else group == (self.label, self.type)


def counts_table(evaluation: "Evaluation", groups: Sequence[Group]) -> "Array":
    """Give the counts as an array of documents, groups and fields, the documents in order of their ids."""
    import numpy as np

    table = np.zeros((len(evaluation.documents), len(groups), len(attrs.fields(Counts))))
    places = {group: place for place, group in enumerate(groups)}
    for row, by_group in enumerate(evaluation.counts_by_document):
        for group, counts in by_group.items():
            table[row, places[group]] = tuple(counts)
    return table


def resampled(tables: Sequence["Array"], samples: int, seed: int) -> list["Array"]:
    """Give the totals of random samples of the documents, drawn with replacement: the same samples of each table."""

    def block(generator: "np.random.Generator", rows: int, documents: int) -> "Array":
        import numpy as np

        drawn = generator.integers(0, max(1, documents), size=(rows, documents))
        return np.stack([np.bincount(row, minlength=documents) for row in drawn]).astype(float)

    return _weighted(tables, samples, seed, block)


def exchanged(tables: Sequence["Array"], samples: int, seed: int) -> list["Array"]:
    """Give the totals of two tables whose documents change places at random."""

    def block(generator: "np.random.Generator", rows: int, documents: int) -> "Array":
        return generator.integers(0, 2, size=(rows, documents)).astype(float)

    first, second = tables
    (moved,) = _weighted([second - first], samples, seed, block)
    return [first.sum(axis=0) + moved, second.sum(axis=0) - moved]


def _weighted(tables: Sequence["Array"], samples: int, seed: int, block: Any) -> list["Array"]:  # Any: a closure.
    import numpy as np

    if samples < 1:
        raise ConfigError(f"samples={samples}: there has to be one at least", option="samples")
    flat = [table.reshape(len(table), math.prod(table.shape[1:])) for table in tables]
    sums: list[list[Array]] = [[] for _ in tables]
    for weights in _blocks(len(tables[0]), samples, seed, block):
        for parts, table in zip(sums, flat, strict=True):
            parts.append(weights @ table)
    return [np.concatenate(parts).reshape(samples, *tables[0].shape[1:]) for parts in sums]


def _blocks(documents: int, samples: int, seed: int, block: Any) -> Iterator["Array"]:  # Any: a closure.
    import numpy as np

    generator = np.random.default_rng(seed)
    size = max(1, _CELLS // max(1, documents))
    for first in range(0, samples, size):
        yield block(generator, min(size, samples - first), documents)


def percentiles(values: "Array", level: float) -> Interval | None:
    """Give the interval that has this share of the values inside, as many on either side; None where there are none."""
    import numpy as np

    level = checked_level(level)
    known = values[~np.isnan(values)]
    if not len(known):
        return None
    low, high = np.quantile(known, [(1 - level) / 2, (1 + level) / 2])
    return Interval(float(low), float(high))
