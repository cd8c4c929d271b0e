"""Sheets: the texts of a batch in one string, with the places that its scan has."""

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from corpuskit.scan import Batch

__all__ = ["Places", "Sheet"]

Places = NDArray[np.int64]

_BESIDE = 32, 40
"""How many code points before a run and behind it are looked at."""


class Sheet:
    """The texts of a batch, one behind the other, so that one slice or match serves without asking for its document.

    A place on the sheet is a place of the scan; zero characters stand before, between and behind the texts.
    """

    def __init__(self, batch: Batch) -> None:
        self.scan = batch.scan
        self.bounds = self.scan.places
        self._gap = int(self.bounds[0])
        gap = "\0" * self._gap
        self.texts = batch.texts
        self.text = gap.join(["", *batch.texts, ""])

    @cached_property
    def shadow(self) -> NDArray[np.uint8]:
        """One byte for each code point of the text."""
        return np.frombuffer(self.scan.shadow, np.uint8)

    def ends_of(self, documents: Places) -> Places:
        """Give where the texts of these documents end."""
        return self.bounds[documents + 1] - self._gap

    @cached_property
    def _heads(self) -> Places:
        """The tokens that stand behind white space, and what would be the number of a further one, thrice."""
        loose = np.ones(len(self.scan.starts) + 3, np.bool_)
        loose[1:-3] = self.scan.starts[1:] != self.scan.ends[:-1]
        return np.flatnonzero(loose)

    @property
    def words(self) -> tuple[Places, Places]:
        """Where the words begin and end that white space divides."""
        heads = self._heads[:-2]
        return self.scan.starts[heads[:-1]], self.scan.ends[heads[1:] - 1]

    def left_of(self, starts: Places) -> Places:
        """Give where the second word before each place begins, or where what is looked at begins; O(log n) each."""
        words = np.searchsorted(self._heads, np.searchsorted(self.scan.starts, starts)) - 2
        far = self.scan.starts[self._heads[np.maximum(words, 0)]] if len(self.scan.starts) else starts
        own = self.bounds[self.scan.documents_of(starts)]
        return np.minimum(starts, np.maximum(np.maximum(far, starts - _BESIDE[0]), own))

    def right_of(self, ends: Places) -> Places:
        """Give where the second word behind each place ends, or where what is looked at ends; O(log n) each."""
        words = np.searchsorted(self._heads, np.searchsorted(self.scan.starts, ends), "right") - 1
        last = self._heads[np.minimum(words + 2, len(self._heads) - 1)] - 1
        far = self.scan.ends[np.minimum(last, len(self.scan.ends) - 1)]
        return np.maximum(
            ends, np.minimum(np.minimum(far, ends + _BESIDE[1]), self.ends_of(self.scan.documents_of(ends - 1)))
        )

    def slices(self, starts: Places, ends: Places) -> list[str]:
        """Give the texts between these places."""
        text = self.text
        return [text[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]

    def lines(self, places: Places) -> tuple[Places, Places]:
        """Give where the line of each place begins and ends."""
        documents = self.scan.documents_of(places)
        breaks = np.concatenate(([0], np.flatnonzero(self.shadow == ord("\n")), [len(self.shadow)]))
        after = np.searchsorted(breaks, places)
        return (
            np.maximum(breaks[after - 1] + 1, self.bounds[documents]),
            np.minimum(breaks[after], self.ends_of(documents)),
        )
