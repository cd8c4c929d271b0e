"""Readings: the types of all stretches of the runs of a batch, weighed together, and the best division of each run."""

import functools
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from .division import divide, spread
from .memory import Memory
from .runs import Runs
from .sheet import Sheet
from .tables import Tables, Weights
from .weights import confidence

__all__ = ["Reading", "Scorer", "Stretches"]

_REMEMBERED = 1 << 16
"""Rows of a table, after which it is begun anew."""

Weigh = Callable[[int, int], Sequence[float] | None]

_Rows = NDArray[np.int64]
_Sums = NDArray[np.float32]


class Stretches:
    """All stretches of the runs of a batch, as columns.

    Args:
        tables: what is known of the runs.
        runs: the runs.
        documents: the number of the document of each run.
    """

    def __init__(self, tables: Tables, runs: Runs, documents: _Rows) -> None:
        self.tables = tables
        self.runs = runs
        self.phrases = tables.phrase_numbers(runs.phrases)
        self._lefts, self._rights = tables.left_numbers(runs.lefts), tables.right_numbers(runs.rights)
        counts = tables.counts.rows[self.phrases]
        self.bounds = np.concatenate(([0], np.cumsum(counts)))
        self.run = np.repeat(np.arange(len(runs)), counts)
        self.cells = spread(tables.lows.rows[self.phrases], counts)
        self.documents = documents[self.run]
        self.firsts, self.ends = tables.firsts.rows[self.cells], tables.ends.rows[self.cells]

    @property
    def several(self) -> NDArray[np.bool_]:
        """Whether each has several words."""
        found: NDArray[np.bool_] = self.ends - self.firsts > 1
        return found

    @property
    def begins(self) -> NDArray[np.bool_]:
        """Whether each begins a sentence."""
        found: NDArray[np.bool_] = self.tables.initials.rows[self._lefts][self.run] & (self.firsts == 0)
        return found

    @cached_property
    def _starts(self) -> list[int]:
        found: list[int] = self.runs.starts.tolist()
        return found

    def beginning_at(self, place: int) -> Iterator[tuple[int, int]]:
        """Give the stretches that begin at a place, with where they end; O(log n) and their number."""
        run = bisect_right(self._starts, place) - 1
        if run >= 0:
            phrase, start = self.tables.phrases[self.phrases[run]], self._starts[run]
            if place - start in phrase.starts:
                word, low = phrase.starts.index(place - start), int(self.bounds[run])
                for at in range(phrase.bounds[word], phrase.bounds[word + 1]):
                    yield low + at, start + phrase.ends[phrase.cells[at][1] - 1]

    def sums(self) -> _Sums:
        """Give the sums of the weights of the evidence in them and around them, in time linear in their number."""
        tables, run = self.tables, self.run
        found: _Sums = tables.sums.rows[self.cells]
        left, initial = tables.left_sums.rows[self._lefts], tables.initials.rows[self._lefts]
        left[initial] += tables.openings.rows[self.phrases[initial]]
        opens = np.flatnonzero(self.firsts == 0)
        found[opens] += left[run[opens]]
        closes = np.flatnonzero(tables.closes.rows[self.cells])
        found[closes] += tables.right_sums.rows[self._rights][run[closes]]
        second = np.flatnonzero(self.firsts == 1)
        found[second] += tables.second_sums(self._lefts[run[second]], self.phrases[run[second]])
        return found


class Reading:
    """The best division of each run by the sums of the weights of its stretches.

    Args:
        stretches: the stretches of the runs.
        sums: a row of weights for each, a column a type.
    """

    def __init__(self, stretches: Stretches, sums: _Sums) -> None:
        self.stretches = stretches
        self.sums = sums

    @cached_property
    def chosen(self) -> _Rows:
        """The stretches of the best divisions, in order."""
        found = self.stretches
        # Column by column: numpy is slow at the greatest of each of many short rows.
        tops = functools.reduce(np.maximum, self.sums.T)
        return divide(found.firsts, found.ends, found.bounds, tops.astype(np.float64))

    @cached_property
    def kinds(self) -> _Rows:
        """The types of these stretches, as numbers of ``TYPES``."""
        found: _Rows = self.sums[self.chosen].argmax(axis=1)
        return found

    @cached_property
    def scores(self) -> NDArray[np.float64]:
        """Rough probabilities that these stretches are names of their types."""
        ordered = np.partition(self.sums[self.chosen], -2, axis=1)
        found: NDArray[np.float64] = confidence((ordered[:, -1] - ordered[:, -2]).astype(np.float64))
        return found


class Scorer:
    """Sums of the weights of evidence, remembered for what comes again.

    Args:
        weights: what each piece of evidence weighs for each type.
    """

    def __init__(self, weights: Mapping[str, Sequence[float]]) -> None:
        self._weights = Weights(weights)
        self._tables = Tables(self._weights)

    def stretches(self, runs: Runs, documents: _Rows) -> Stretches:
        """Give the stretches of the runs of a batch."""
        if len(self._tables) > _REMEMBERED:
            self._tables = Tables(self._weights)
        return Stretches(self._tables, runs, documents)

    def read(self, stretches: Stretches, hints: Iterable[tuple[int, Weigh, Collection[int]]] = ()) -> Reading:
        """Read the runs of a batch for the first time.

        Args:
            stretches: the stretches of the runs.
            hints: for documents that have any: where the document begins, what gives further weights for a span in
                it, such as those of rules, and where the spans with further weights begin.
        """
        sums = stretches.sums()
        more = [
            (at, weights)
            for offset, weigh, places in hints
            for place in places
            for at, end in stretches.beginning_at(offset + place)
            if (weights := weigh(place, end - offset)) is not None
        ]
        if more:
            sums[[at for at, _ in more]] += np.array([weights for _, weights in more], np.float32)
        return Reading(stretches, sums)

    def again(self, reading: Reading, sheet: Sheet) -> Reading:
        """Read the runs with what the first reading of their documents found about the words of names."""
        return Reading(reading.stretches, reading.sums + Memory(reading, sheet).sums(self._weights))
