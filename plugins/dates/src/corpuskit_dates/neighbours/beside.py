"""Which expressions have a word beside them that may belong to them: told for all of a batch at once."""

import itertools
import re
from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from corpuskit.scan import Batch, Vocabulary

from ..reading import Mention

__all__ = ["BEFORE", "BEHIND", "Beside"]

BEFORE, BEHIND = 1, 2
"""Bits: whether to look at what stands before an expression, and behind it."""

_FEW = 200
"""Of so few mentions each is looked at: quicker than many columns, and than a scan that nobody else needs."""

_TOKENS = re.compile(r"[^\W\d_]+|\d+|\S")


class Beside:
    """The words that may stand next to an expression and belong to it.

    Args:
        before: words that end with the last token before it, each with those of which one must stand before it, none
            where it may stand alone; those that a hyphen follows are always looked at.
        behind: words that begin with the first token behind it.
    """

    def __init__(self, before: Mapping[str, Collection[str]], behind: Iterable[str]) -> None:
        lasts = _lasts(before) | {"-"}
        firsts = {_TOKENS.findall(word)[0] for word in behind}
        bound = {word for word, needed in before.items() if needed and word.isalpha()}
        needed = _lasts(itertools.chain.from_iterable(before[word] for word in bound))
        bound -= _lasts(before.keys() - bound)
        self._words = Vocabulary(sorted(lasts | firsts | needed))
        self._before, self._behind = self._bits(lasts, BEFORE), self._bits(firsts, BEHIND)
        self._bound, self._needed = self._bits(bound, BEFORE), self._bits(needed, BEFORE)

    def _bits(self, tokens: Iterable[str], bit: int) -> NDArray[np.uint8]:
        bits = np.zeros(len(self._words) + 1, np.uint8)
        bits[[self._words.number(token) for token in tokens]] = bit
        return bits

    def look(self, batch: Batch, numbers: Sequence[int], mentions: Sequence[Sequence[Mention]]) -> list[list[int]]:
        """Give for each mention of some documents of a batch whether such a word may stand ``BEFORE`` or ``BEHIND`` it.

        Where none of the two is given, there is none.
        """
        counts = [len(each) for each in mentions]
        flat = [*itertools.chain.from_iterable(mentions)]
        if len(flat) <= _FEW:
            return [[BEFORE | BEHIND] * count for count in counts]
        places = np.repeat(batch.scan.places[numbers], counts)
        starts, ends, _ = zip(*flat, strict=True)
        found = iter(self._found(batch, np.array(starts) + places, np.array(ends) + places).tolist())
        return [[*itertools.islice(found, count)] for count in counts]

    def _found(self, batch: Batch, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.uint8]:
        scan = batch.scan
        # Beyond the first and the last token, and in the next text, stands nothing: what is told there does no harm.
        before = np.maximum(np.searchsorted(scan.starts, starts) - 1, 0)
        behind = np.minimum(np.searchsorted(scan.starts, ends), len(scan.starts) - 1)
        words = self._number(batch, before)
        found = self._before[words]
        # The "in" of "early in" is before most dates, and mostly without "early".
        bound = np.flatnonzero(self._bound[words])
        found[bound] &= self._needed[self._number(batch, np.maximum(before[bound] - 1, 0))]
        found |= self._behind[self._number(batch, behind)]
        return found

    def _number(self, batch: Batch, tokens: NDArray[np.int64]) -> NDArray[np.int32]:
        scan = batch.scan
        return self._words.find(scan.lower, scan.starts[tokens], scan.ends[tokens])


def _lasts(words: Iterable[str]) -> set[str]:
    """Give the last token of each word."""
    return {_TOKENS.findall(word)[-1] for word in words}
