"""Divisions: for each run, the stretches with the greatest sum of values that cover it."""

import numpy as np
from numpy.typing import NDArray

__all__ = ["divide", "spread"]

_SHORT = 8
"""Runs of more words are rare, and would make steps for a few stretches each."""

_Column = NDArray[np.int64]


def divide(firsts: _Column, ends: _Column, bounds: _Column, tops: NDArray[np.float64]) -> _Column:
    """Give the numbers of the stretches that divide each run best, in order.

    Args:
        firsts: the first word of each stretch; those of a run stand together, by their first words, then their ends.
        ends: the end word of each stretch.
        bounds: where the stretches of each run begin, and the number of all stretches.
        tops: the value of each stretch. Of two divisions with the same sum the one with the earlier stretch wins.
    """
    counts = np.diff(bounds)
    single = bounds[:-1][counts == 1]
    words = ends[bounds[1:] - 1]
    short = _divided(firsts, ends, bounds, tops, np.flatnonzero((counts > 1) & (words <= _SHORT)))
    long = [
        _divided_alone(firsts, ends, tops, *bounds[run : run + 2].tolist()) for run in np.flatnonzero(words > _SHORT)
    ]
    return np.sort(np.concatenate([single, short, *long]))


def _divided(firsts: _Column, ends: _Column, bounds: _Column, tops: NDArray[np.float64], runs: _Column) -> _Column:
    """Divide all these runs at once: a step for each pair of first and end word."""
    counts = bounds[runs + 1] - bounds[runs]
    cells = spread(bounds[runs], counts)
    # The places between the words of each run, in one row.
    rows = np.repeat(np.arange(len(runs)) * (_SHORT + 1), counts)
    best = np.full(len(runs) * (_SHORT + 1), -np.inf)
    best[:: _SHORT + 1] = 0.0
    back = np.zeros(len(best), np.int64)
    steps = firsts[cells] * (_SHORT + 1) + ends[cells]
    order = np.argsort(steps.astype(np.int16), kind="stable")
    for step in np.split(order, np.flatnonzero(np.diff(steps[order])) + 1) if len(order) else ():
        own, row = cells[step], rows[step]
        values, place = best[row + firsts[own[0]]] + tops[own], row + ends[own[0]]
        better = values > best[place]
        best[place[better]], back[place[better]] = values[better], own[better]
    return _walked(back, firsts, np.arange(len(runs)) * (_SHORT + 1), ends[bounds[runs + 1] - 1])


def _walked(back: _Column, firsts: _Column, rows: _Column, ends: _Column) -> _Column:
    found = [np.zeros(0, np.int64)]
    while len(rows):
        found.append(back[rows + ends])
        ends = firsts[found[-1]]
        rows, ends = rows[ends > 0], ends[ends > 0]
    return np.concatenate(found)


def _divided_alone(firsts: _Column, ends: _Column, tops: NDArray[np.float64], low: int, high: int) -> list[int]:
    """Divide one run of any length."""
    count = int(ends[high - 1])
    best, back = [0.0] + [float("-inf")] * count, [0] * (count + 1)
    columns = firsts[low:high].tolist(), ends[low:high].tolist(), tops[low:high].tolist()
    for cell, (first, end, top) in enumerate(zip(*columns, strict=True), low):
        value = best[first] + top
        if value > best[end]:
            best[end], back[end] = value, cell
    path, end = [], count
    while end:
        path.append(back[end])
        end = int(firsts[back[end]])
    return path


def spread(lows: _Column, counts: _Column) -> _Column:
    """Give the numbers from each low one on, so many as the counts say, one behind the other."""
    ends = np.cumsum(counts)
    return np.repeat(lows - ends + counts, counts) + np.arange(ends[-1] if len(ends) else 0)
