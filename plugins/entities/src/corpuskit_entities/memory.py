"""Memory: what a first reading of documents says about the words of their names."""

from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from .evidence import TYPES
from .sheet import Sheet
from .tables import Tables, Weights
from .written import written

if TYPE_CHECKING:
    from .reading import Reading

__all__ = ["Memory"]

_KINDS = len(TYPES)
_SHARES = 5
_PLACES = ("Dl", "Df", "Di", "Da")
_LAST, _FIRST, _WITHIN, _SHORT = range(len(_PLACES))
_EVIDENCE = (
    *(f"Dv:{kind}:{several}:{share}" for several in (False, True) for share in range(_SHARES) for kind in TYPES),
    *(f"{place}:{kind}" for place in _PLACES for kind in TYPES),
    *(f"Dw:{initial}" for initial in (False, True)),
)
_PARTS = 2 * _SHARES * _KINDS
_WRITTEN_SMALL = len(_EVIDENCE) - 2
_WITH_INITIALS = np.array([kind in ("ORG", "LOC", "MISC") for kind in TYPES])

# A group's code has the number of its document in the upper half, that of its words in the lower.
_HALF = 32
_LOW = (1 << _HALF) - 1

_Rows = NDArray[np.int64]


class Memory:
    """Where the words of the names of documents stood, and which types a first reading gave them.

    The stretches of a document that have the same words are a group, and share all evidence but that of beginning a
    sentence.

    Args:
        reading: the first reading.
        sheet: the texts of the documents, whose words in lower case are asked for.
    """

    def __init__(self, reading: "Reading", sheet: Sheet) -> None:
        stretches, tables = reading.stretches, reading.stretches.tables
        codes = stretches.documents << _HALF | tables.owns.rows[stretches.cells]
        self._codes, members, self._groups = np.unique(codes, return_index=True, return_inverse=True)
        several = stretches.several[members]
        votes = self._groups[reading.chosen] * _KINDS + reading.kinds
        counts = np.bincount(votes, minlength=_KINDS * len(members)).reshape(-1, _KINDS)
        pairs = _shares(counts, votes, several), _parts(tables, self._codes, counts * several[:, None])
        self._pairs = np.unique(np.concatenate(pairs))
        small = np.zeros(len(members), np.bool_)
        singles = self._codes[~several]
        words = [tables.words.keys_in_order[own][0] for own in (singles & _LOW).tolist()]
        small[~several] = written(sheet, singles >> _HALF, words)
        self._small = np.flatnonzero(small[self._groups])
        self._begins = stretches.begins[self._small].astype(np.int64)

    def sums(self, weights: Weights) -> NDArray[np.float32]:
        """Give the sums of the weights of the evidence for each stretch."""
        table = weights.table[[weights.row(name) for name in _EVIDENCE]]
        groups, bounds = np.unique(self._pairs // len(_EVIDENCE), return_index=True)
        sums = np.zeros((len(self._codes), _KINDS), np.float32)
        if len(groups):
            sums[groups] = np.add.reduceat(table[self._pairs % len(_EVIDENCE)], bounds)
        found: NDArray[np.float32] = sums[self._groups]
        found[self._small] += table[_WRITTEN_SMALL + self._begins]
        return found

    def evidence(self) -> list[list[str]]:
        """Give the evidence for each stretch."""
        groups: list[list[str]] = [[] for _ in self._codes]
        for pair in self._pairs.tolist():
            groups[pair // len(_EVIDENCE)].append(_EVIDENCE[pair % len(_EVIDENCE)])
        found = [list(groups[group]) for group in self._groups.tolist()]
        for at, begins in zip(self._small.tolist(), self._begins.tolist(), strict=True):
            found[at].append(_EVIDENCE[_WRITTEN_SMALL + begins])
        return found


def _shares(counts: _Rows, votes: _Rows, several: NDArray[np.bool_]) -> _Rows:
    """Give the evidence of the type that was read most often, then first, for groups that were read more than once."""
    first = np.full(counts.size, len(votes))
    first[votes[::-1]] = np.arange(len(votes))[::-1]
    kinds = (counts * (len(votes) + 1) - first.reshape(counts.shape)).argmax(axis=1)
    totals = counts.sum(axis=1)
    groups = np.flatnonzero(totals > 1)
    shares = 4 * counts[groups, kinds[groups]] // totals[groups]
    found: _Rows = groups * len(_EVIDENCE) + (several[groups] * _SHARES + shares) * _KINDS + kinds[groups]
    return found


def _parts(tables: Tables, codes: _Rows, counts: _Rows) -> _Rows:
    """Give the evidence for words that stand in longer names, or are their acronyms."""
    groups, kinds = np.nonzero(counts)
    owns = codes[groups] & _LOW
    listed = [_parts_of(tables, own) for own in owns.tolist()]
    row = np.repeat(np.arange(len(groups)), np.fromiter(map(len, listed), np.int64, len(listed)))
    words, places = np.divmod(np.fromiter(chain.from_iterable(listed), np.int64), len(_PLACES))
    asked = codes[groups[row]] - owns[row] + words
    at = np.minimum(np.searchsorted(codes, asked), len(codes) - 1)
    kept = np.flatnonzero((codes[at] == asked) & ((places != _SHORT) | _WITH_INITIALS[kinds[row]]))
    found: _Rows = at[kept] * len(_EVIDENCE) + _PARTS + places[kept] * _KINDS + kinds[row[kept]]
    return found


def _parts_of(tables: Tables, own: int) -> list[int]:
    """Give the numbers of the words of a name, each with its place in it."""
    found = tables.parts.get(own)
    if found is None:
        *others, last = tables.words.keys_in_order[own]
        words = [(last, _LAST), (others[0], _FIRST), *((word, _WITHIN) for word in others[1:])]
        words += [(short, _SHORT) for short in initials((*others, last))]
        found = tables.parts[own] = [tables.words[(word,)] * len(_PLACES) + place for word, place in words]
    return found


_LINKING = frozenset(("of", "for", "and", "the", "on", "&", "'s", "’s", "de", "la", "y", "et", "du", "des"))


def initials(words: Sequence[str]) -> tuple[str, ...]:
    """Give the acronyms that a long form may have: of its capitalised words, and of all its words."""
    large = "".join(word[0].upper() for word in words if word not in _LINKING)
    every = "".join(word[0].upper() for word in words if word[0].isalpha())
    return (large,) if large == every else (large, every)
