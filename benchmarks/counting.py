"""Counts by document, the scores of many documents, and their intervals."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

__all__ = ["Counts", "f1", "intervals", "total"]

Counts = Mapping[str, tuple[int, int, int]]
"""By measure: how many things of the gold were hit, how many there are, and how many the system told."""


def total(documents: Iterable[Counts], measure: str) -> tuple[int, int, int]:
    """Give the counts of documents together."""
    hit, gold, found = np.array([item[measure] for item in documents]).reshape(-1, 3).sum(axis=0)
    return int(hit), int(gold), int(found)


def f1(documents: Iterable[Counts], measure: str) -> float | None:
    """Give F1 of documents together, in per cent; None where there is nothing to find."""
    hit, gold, found = total(documents, measure)
    return 200 * hit / (gold + found) if gold else None


def intervals(
    documents: Sequence[Counts], measures: Iterable[str], *, samples: int
) -> Iterator[tuple[str, tuple[float, float, float]]]:
    """Give F1 by measure with the ends of its 95 % interval over documents drawn with replacement."""
    drawn = np.random.default_rng(0).integers(len(documents), size=(samples, len(documents)))
    for measure in measures:
        figure = f1(documents, measure)
        if figure is None:
            continue
        rows: Any = np.array([item[measure] for item in documents])
        hit, gold, found = rows[drawn].sum(axis=1).T
        # Samples that have nothing in them have no figure.
        both = (gold + found)[gold + found > 0]
        low, high = np.percentile(200 * hit[gold + found > 0] / both, [2.5, 97.5])
        yield measure, (figure, float(low), float(high))
