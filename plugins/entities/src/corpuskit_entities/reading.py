"""Readings: the types of all stretches of a document's runs, weighed together, and the best division of each run."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs
import numpy as np

from .evidence import TYPES, inner_evidence
from .memory import Memory
from .runs import Run
from .segment import OUTSIDE, Stretch, after_of, before_of, divide, keys_of, stretches
from .weights import confidence

__all__ = ["Found", "Reading", "Scorer"]

_REMEMBERED = 1 << 16
_NEVER = -1e6

# The first rows say what a stretch may be: one word anything, several words no other words, a small word no name.
_NONE, _SEVERAL, _SMALL_WORD = range(3)

Weigh = Callable[[int, int], Sequence[float] | None]


Found = tuple[int, int, int, float]
"""One stretch of the best division of a run: first word, end word, type and score."""


@attrs.define
class Reading:
    """A document's runs with the sums of the weights of all their stretches.

    ``cells`` has the stretches of each run in turn, ``bounds`` where those of each run begin, ``own`` their words.
    """

    runs: list[Run]
    keys: list[list[str]]
    cells: list[Stretch]
    own: list[tuple[str, ...]]
    bounds: list[int]
    sums: Any  # Any: an array of numbers, one row a stretch, one column a type.

    def found(self) -> Iterator[tuple[Run, list[str], list[Found]]]:
        """Give each run with its keys and its best division."""
        if not self.cells:
            return
        ordered = np.partition(self.sums, -2, axis=1)
        kinds, tops = self.sums.argmax(axis=1).tolist(), ordered[:, -1].tolist()
        scores = confidence((ordered[:, -1] - ordered[:, -2]).astype(np.float64)).tolist()
        low, cells = 0, self.cells
        for run, keys, high in zip(self.runs, self.keys, self.bounds[1:], strict=True):
            if high - low == 1:
                yield run, keys, [(0, 1, kinds[low], scores[low])]
            else:
                path = (low + at for at in divide(len(keys), cells[low:high], tops[low:high]))
                yield run, keys, [(cells[at][0], cells[at][1], kinds[at], scores[at]) for at in path]
            low = high

    def names(self) -> Iterator[tuple[tuple[str, ...], str]]:
        """Give the words of all stretches of the best divisions with their types."""
        for _, keys, found in self.found():
            for first, end, kind, _ in found:
                yield tuple(keys[first:end]), TYPES[kind]


class Scorer:
    """Sums of the weights of evidence, remembered for words that come again.

    Args:
        weights: what each piece of evidence weighs for each type.
    """

    def __init__(self, weights: Mapping[str, Sequence[float]]) -> None:
        self._weights = weights
        self._forget()

    def _forget(self) -> None:
        self._ids: dict[tuple[object, ...], int] = {}
        self._rows = np.zeros((1024, len(TYPES)), dtype=np.float32)
        self._rows[_SEVERAL, OUTSIDE] = _NEVER
        self._rows[_SMALL_WORD, :OUTSIDE] = _NEVER
        self._used = 3

    def _new(self, key: tuple[object, ...], evidence: Iterable[str]) -> int:
        weights = self._weights
        found = [weights[name] for name in evidence if name in weights]
        if self._used == len(self._rows):
            self._rows = np.concatenate([self._rows, np.zeros_like(self._rows)])
        if found:
            self._rows[self._used] = [sum(column) for column in zip(*found, strict=True)]
        self._ids[key] = self._used
        self._used += 1
        return self._used - 1

    def read(self, text: str, runs: Iterable[Run], weigh: Weigh, touched: Callable[[list[int]], bool]) -> Reading:
        """Read the runs of a text for the first time.

        Args:
            text: the text.
            runs: its runs.
            weigh: gives further weights for a span, such as those of rules.
            touched: says of the starts of a run's words whether ``weigh`` has weights for it.
        """
        if self._used > _REMEMBERED:
            self._forget()
        reading = Reading([], [], [], [], [0], None)
        ids: list[int] = []
        further: list[tuple[int, Sequence[float]]] = []
        for run in runs:
            low = len(reading.cells)
            self._add(reading, run, text, ids)
            if touched(run.starts):
                for at in range(low, len(reading.cells)):
                    first, end, _ = reading.cells[at]
                    more = weigh(run.starts[first], run.ends[end - 1])
                    if more is not None:
                        further.append((at, more))
        reading.sums = self._rows[np.array(ids, dtype=np.intp).reshape(-1, 4)].sum(axis=1)
        for at, more in further:
            reading.sums[at] += more
        return reading

    def _add(self, reading: Reading, run: Run, text: str, ids: list[int]) -> None:
        keys = keys_of(run)
        reading.runs.append(run)
        reading.keys.append(keys)
        if len(keys) == 1:
            reading.cells.append((0, 1, True))
            reading.own.append((keys[0],))
            inner = self._inner(run.words[0], (keys[0],), run.mode)
            ids += (inner, self._before(run, keys, 0), self._after(run, keys, 1), _NONE)
        else:
            self._add_several(reading, run, keys, text, ids)
        reading.bounds.append(len(reading.cells))

    def _add_several(self, reading: Reading, run: Run, keys: list[str], text: str, ids: list[int]) -> None:
        before = [self._before(run, keys, at) for at in range(len(keys))]
        after = [self._after(run, keys, at) for at in range(1, len(keys) + 1)]
        found = stretches(run.words)
        reading.cells += found
        for first, end, named in found:
            own = tuple(keys[first:end])
            reading.own.append(own)
            inner = self._inner(text[run.starts[first] : run.ends[end - 1]], own, run.mode)
            mask = _SMALL_WORD if not named else _NONE if end == first + 1 else _SEVERAL
            ids += (inner, before[first], after[end - 1], mask)

    def again(self, reading: Reading, memory: Memory) -> Reading:
        """Give a reading with what the first reading of the document found added to it."""
        rows: list[int] = []
        seen: dict[tuple[tuple[str, ...], bool], int] = {}
        bounds, cells, own = reading.bounds, reading.cells, reading.own
        for index, run in enumerate(reading.runs):
            for at in range(bounds[index], bounds[index + 1]):
                key = (own[at], run.initial and not cells[at][0])
                row = seen.get(key)
                if row is None:
                    known = memory.evidence(*key)
                    row = seen[key] = self._known(known) if known else _NONE
                rows.append(row)
        return attrs.evolve(reading, sums=reading.sums + self._rows[np.array(rows, dtype=np.intp)])

    def _inner(self, surface: str, own: tuple[str, ...], mode: str) -> int:
        key = (surface, mode)
        row = self._ids.get(key)
        return self._new(key, inner_evidence(surface, own, mode)) if row is None else row

    def _before(self, run: Run, keys: Sequence[str], at: int) -> int:
        if at == 0:
            key: tuple[object, ...] = (run.before, run.before2, keys[0] if run.initial else "")
        else:
            key = (keys[at - 1], keys[at - 2] if at > 1 else run.before, run.starts[at] - run.ends[at - 1], keys[at])
        row = self._ids.get(key)
        return self._new(key, before_of(run, keys, at)) if row is None else row

    def _after(self, run: Run, keys: Sequence[str], at: int) -> int:
        if at == len(keys):
            key: tuple[object, ...] = (run.after, run.after2, 0, 0, 0)
        else:
            key = (keys[at], keys[at + 1] if at + 1 < len(keys) else "", 0, 0, 0, 0)
        row = self._ids.get(key)
        return self._new(key, after_of(run, keys, at)) if row is None else row

    def _known(self, evidence: Sequence[str]) -> int:
        key = ("known", 0, 0, 0, 0, 0, *evidence)
        row = self._ids.get(key)
        return self._new(key, evidence) if row is None else row
