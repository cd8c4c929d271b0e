"""Examples: the words of texts in one row, the zones among them, and which labels each word may have."""

import random
from collections.abc import Container, Iterable, Sequence
from pathlib import Path

import numpy as np
from corpuskit_entities.tagger.lines import modes
from corpuskit_entities.tagger.sizes import LABELS, MODES
from corpuskit_entities.tagger.words import Words
from corpuskit_entities.tagger.zones import Zones
from numpy.typing import NDArray

from corpuskit import Document
from corpuskit.scan import Batch

from .corpus import Gold, Source, documents, is_held_back
from .headlines import headlines
from .lists import Lists

__all__ = ["AROUND", "Examples", "Numbers", "read"]

AROUND = 4
"""Words that are none, before and behind every text."""


class Numbers(dict[str, int]):
    """Numbers for words, in the order that they are first met; 0 is none."""

    def __init__(self) -> None:
        self.words = [""]
        self[""] = 0

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self.words)
        self.words.append(word)
        return number


class Examples:
    """Columns of words, with a few that are none around each text.

    Attributes:
        types: the number of each word.
        allowed: a row for each word: whether it may have a label.
        modes: a row for each word: how its line is written.
        texts: the number of the text of each word; -1 for those that are none.
        zones: the first and end row of each zone.
        weights: what each zone counts.
        ids: the ids of the texts.
        contents: the texts.
        bounds: where the words of each text begin, and where each starts and ends in its text.
    """

    def __init__(self, numbers: Numbers) -> None:
        self.numbers = numbers
        self.ids: list[str] = []
        self.contents: list[str] = []
        self.bounds: list[tuple[int, NDArray[np.int64], NDArray[np.int64]]] = []
        self._types: list[int] = [0] * AROUND
        self._modes = [np.zeros((AROUND, MODES), np.float32)]
        self._allowed = [np.zeros((AROUND, len(LABELS)), np.bool_)]
        self._zones: list[NDArray[np.int64]] = []
        self._weights: list[NDArray[np.float32]] = []

    def add(
        self, identifier: str, text: str, readings: Sequence[Sequence[Gold]], unknown: Iterable[str], weight: float
    ) -> None:
        """Add a text with its names, by one reader or more."""
        scan = Batch([Document(text)]).scan
        words = Words.of(scan)
        if not len(words):
            return
        zones = Zones.of(scan, words)
        first, offset = len(self._types), int(scan.places[0])
        starts, ends = words.starts - offset, words.ends - offset
        self.ids.append(identifier)
        self.contents.append(text)
        self.bounds.append((first, starts, ends))
        self._types += [self.numbers[text[a:b]] for a, b in zip(starts.tolist(), ends.tolist(), strict=True)]
        self._types += [0] * AROUND
        allowed = np.logical_or.reduce([_allowed(starts, ends, gold, unknown) for gold in readings])
        self._allowed += [allowed, np.zeros((AROUND, len(LABELS)), np.bool_)]
        self._modes += [modes(scan, words).astype(np.float32), np.zeros((AROUND, MODES), np.float32)]
        self._zones.append(np.stack((zones.starts, zones.ends), axis=1) + first)
        self._weights.append(np.full(len(zones), weight, np.float32))

    def done(self) -> "Examples":
        """Give the examples, with their columns made."""
        self.types = np.array(self._types)
        self.allowed = np.concatenate(self._allowed)
        self.modes = np.concatenate(self._modes)
        self.zones = np.concatenate(self._zones)
        self.weights = np.concatenate(self._weights)
        self.texts = np.full(len(self.types), -1)
        for number, (first, starts, _) in enumerate(self.bounds):
            self.texts[first : first + len(starts)] = number
        return self


def _allowed(
    starts: NDArray[np.int64], ends: NDArray[np.int64], gold: Sequence[Gold], unknown: Iterable[str]
) -> NDArray[np.bool_]:
    labels = np.zeros(len(starts), np.int64)
    for start, end, kind in gold:
        low, high = np.searchsorted(ends, start, "right"), np.searchsorted(starts, end, "left")
        labels[low:high] = LABELS.index(f"I-{kind}")
        labels[low : min(low + 1, high)] = LABELS.index(f"B-{kind}")
    found = np.zeros((len(starts), len(LABELS)), np.bool_)
    found[np.arange(len(starts)), labels] = True
    for kind in unknown:
        found[labels == 0, LABELS.index(f"B-{kind}")] = True
        found[labels == 0, LABELS.index(f"I-{kind}")] = True
    return found


def read(
    folder: Path, sources: Iterable[Source], lists: Lists, without: Container[str] = (), share: float = 0.0
) -> Examples:
    """Give the examples of all files of the sources, and a share of their sentences as headlines too.

    Documents that are held back, and files to do without, are left out.
    """
    examples, chance = Examples(Numbers()), random.Random(3)
    for source in sources:
        for name in source.files:
            for identifier, text, readings in documents(folder, name, source, lists) if name not in without else ():
                if not is_held_back(identifier):
                    for line, names in ((text, readings), *headlines(text, readings, chance, share)):
                        examples.add(identifier, line, names, source.unknown, source.weight)
    return examples.done()
