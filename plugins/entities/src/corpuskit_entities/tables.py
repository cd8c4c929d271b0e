"""Tables: what is known of the runs seen so far, as columns, so that what comes again costs one look-up."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .around import Before, after, before
from .chains.names import Name, named
from .evidence import TYPES, after_evidence, before_evidence, opening_evidence
from .growing import Column, Numbers
from .nested import inside
from .phrases import Phrase
from .segment import OUTSIDE, evidence_before, evidence_behind, evidence_within

__all__ = ["Found", "Tables", "Weights"]

_NEVER = -1e6

# The first rows say what a stretch may be: one word anything, several words no other words, a small word no name.
_NONE, _SEVERAL, _SMALL_WORD = range(3)


class Weights:
    """What each piece of evidence weighs for each type, as rows of a table.

    Args:
        weights: the weights by evidence.
    """

    def __init__(self, weights: Mapping[str, Sequence[float]]) -> None:
        self._rows = {name: row for row, name in enumerate(weights, _SMALL_WORD + 1)}
        self.seconds = {name.partition(" ")[2] for name in weights if name.startswith("Q:")}
        self.table = np.zeros((_SMALL_WORD + 1 + len(weights), len(TYPES)), np.float32)
        self.table[_SEVERAL, OUTSIDE] = _NEVER
        self.table[_SMALL_WORD, :OUTSIDE] = _NEVER
        if weights:
            self.table[_SMALL_WORD + 1 :] = list(weights.values())

    def row(self, name: str) -> int:
        """Give the row of some evidence; that of none where it weighs nothing."""
        return self._rows.get(name, _NONE)

    def rows(self, names: Iterable[str]) -> list[int]:
        """Give the rows of the evidence that weighs anything."""
        rows = self._rows
        return [rows[name] for name in names if name in rows]

    def sums(self, rows: Sequence[Sequence[int]]) -> NDArray[np.float32]:
        """Give the sum of each of these groups of rows."""
        flat = [row for group in rows for row in (_NONE, *group)]
        bounds = np.cumsum([0, *(len(group) + 1 for group in rows)])
        return np.add.reduceat(self.table[flat], bounds[:-1]) if rows else self.table[:0]


class Found(NamedTuple):
    """A stretch that was found to be a name: where it begins in its run, and the names inside it with their types."""

    start: int
    name: Name
    inside: tuple[tuple[int, Name, str], ...]


class Tables:
    """Runs and what stands around them, each with a number, and the sums of the weights of their evidence.

    A phrase, what stands left of a run and what stands right of it are numbered, and so are the words of stretches.
    The columns of phrases have a row for each phrase, those of cells one for each stretch of each.
    """

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self.numbers: Numbers[tuple[str, str, int]] = Numbers()
        self.phrases: list[Phrase] = []
        self.lows, self.counts, self.openings = Column(np.int64), Column(np.int64), Column(np.float32, len(TYPES))
        self.telling = Column(np.bool_)
        self.firsts, self.ends, self.owns = Column(np.int64), Column(np.int64), Column(np.int64)
        self.closes, self.sums = Column(np.bool_), Column(np.float32, len(TYPES))
        self.names: list[Found | None] = []
        self.words: Numbers[tuple[str, ...]] = Numbers()
        self.parts: dict[int, list[int]] = {}
        self.lefts: Numbers[str] = Numbers()
        self.befores: list[Before] = []
        self.left_sums, self.initials = Column(np.float32, len(TYPES)), Column(np.bool_)
        self.rights: Numbers[str] = Numbers()
        self.right_sums = Column(np.float32, len(TYPES))

    def __len__(self) -> int:
        return max(len(self.numbers), len(self.lefts), len(self.rights), len(self.words))

    # --- phrases

    def phrase_numbers(self, keys: Iterable[tuple[str, str, int]]) -> NDArray[np.int64]:
        """Give the numbers of phrases by their text, mode and tail."""
        found = self.numbers.of(keys)
        new = [Phrase.read(*key) for key in self.numbers.keys_in_order[len(self.phrases) :]]
        if new:
            self._learn(new)
        return found

    def _learn(self, new: Sequence[Phrase]) -> None:
        cells = [(first, end) for phrase in new for first, end, _ in phrase.cells]
        firsts, ends = np.array(cells, np.int64).T
        counts = [len(phrase.cells) for phrase in new]
        self.counts.extend(np.array(counts))
        self.telling.extend(np.array([one.keys[0] in self.weights.seconds for one in new]))
        self.lows.extend(len(self.names) + np.cumsum([0, *counts[:-1]]))
        self.openings.extend(self.weights.sums([self.weights.rows(opening_evidence(one.keys[0])) for one in new]))
        self.firsts.extend(firsts)
        self.ends.extend(ends)
        self.closes.extend(ends == np.repeat([len(phrase.keys) for phrase in new], counts))
        self.owns.extend(self.words.of(one.keys[first:end] for one in new for first, end, _ in one.cells))
        self.sums.extend(self.weights.sums([rows for phrase in new for rows in self._rows(phrase)]))
        self.names += [None] * len(cells)
        self.phrases += new

    def _rows(self, phrase: Phrase) -> list[list[int]]:
        """Give the rows of the evidence that a phrase has for each of its stretches."""
        rows, count = self.weights.rows, len(phrase.keys)
        left = [[], *(rows(evidence_before(phrase, at)) for at in range(1, count))]
        right = [*(rows(evidence_behind(phrase, at)) for at in range(1, count)), []]
        found = []
        for first, end, is_name in phrase.cells:
            allowed = _SMALL_WORD if not is_name else _NONE if end == first + 1 else _SEVERAL
            found.append([allowed, *rows(evidence_within(phrase, first, end)), *left[first], *right[end - 1]])
        return found

    def name(self, cell: int, phrase: int) -> Found:
        """Give the name that a stretch of a phrase is, by their numbers."""
        found = self.names[cell]
        if found is None:
            bounds = int(self.firsts.rows[cell]), int(self.ends.rows[cell])
            found = self.names[cell] = _found(self.phrases[phrase], *bounds)
        return found

    # --- what stands around

    def left_numbers(self, texts: Iterable[str]) -> NDArray[np.int64]:
        """Give the numbers of what stands left of runs."""
        found = self.lefts.of(texts)
        new = [before(text) for text in self.lefts.keys_in_order[len(self.befores) :]]
        if new:
            self.befores += new
            self.initials.extend(np.array([one.initial for one in new]))
            rows = [self.weights.rows(before_evidence(one.word, "" if one.initial else one.two)) for one in new]
            self.left_sums.extend(self.weights.sums(rows))
        return found

    def second_sums(self, lefts: NDArray[np.int64], phrases: NDArray[np.int64]) -> NDArray[np.float32]:
        """Give the weights of the evidence that the word before a run is for its second word."""
        asked = np.flatnonzero(self.telling.rows[phrases])
        pairs = zip(lefts[asked].tolist(), phrases[asked].tolist(), strict=True)
        words, known, row = self.befores, self.phrases, self.weights.row
        found = np.zeros((len(phrases), len(TYPES)), np.float32)
        found[asked] = self.weights.table[
            [row(f"Q:{words[left].word} {known[phrase].keys[0]}") for left, phrase in pairs]
        ]
        return found

    def right_numbers(self, texts: Iterable[str]) -> NDArray[np.int64]:
        """Give the numbers of what stands right of runs."""
        found = self.rights.of(texts)
        new = [after(text) for text in self.rights.keys_in_order[len(self.right_sums.rows) :]]
        if new:
            self.right_sums.extend(self.weights.sums([self.weights.rows(after_evidence(*one)) for one in new]))
        return found


def _found(phrase: Phrase, first: int, end: int) -> Found:
    """Give a name, which ends before a full stop, unless it belongs to an acronym such as "U.S."."""
    surface, last = phrase.surface(first, end), phrase.words[end - 1]
    if last[-1] == "." and last.count(".") == 1:
        surface = surface[:-1]
    start = phrase.starts[first]
    within = tuple((start + one.start, named(surface[one.start : one.end]), one.type) for one in inside(surface))
    return Found(start, named(surface), within)
