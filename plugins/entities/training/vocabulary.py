"""What the network looks up for a word: rows of tables, by the features that the plugin computes."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
import torch
from corpuskit_entities.tagger.features import SHAPES, features, key
from numpy.typing import NDArray

from .lists import Lists
from .vectors import Vectors

__all__ = ["Rows", "Vocabulary"]

_FREQUENT = 5
_AFFIX = 10


class Rows:
    """The rows of the tables for some words, as columns; 0 stands for a word that a table does not have."""

    def __init__(self, vocabulary: "Vocabulary", words: Sequence[str]) -> None:
        columns = np.array([features(word) if word else (0,) * 6 for word in words], np.int64).T
        exact, other = vocabulary.vectors.rows(columns[0]), vocabulary.vectors.rows(columns[1])
        self.vectors = torch.from_numpy(np.where(exact > 0, exact, other))
        self.words = torch.from_numpy(_look_up(vocabulary.words, columns[0]))
        self.shapes = torch.from_numpy(columns[2])
        self.classes = torch.from_numpy(_look_up(vocabulary.class_of, columns[1]))
        self.affixes = torch.from_numpy(_look_up(vocabulary.affixes, columns[3:]).T.copy())


def _look_up(table: dict[int, int], keys: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.vectorize(lambda one: table.get(one, 0), otypes=[np.int64])(keys)


class Vocabulary:
    """The tables' keys with their rows.

    Args:
        words: the words of the texts to train on, and how often each occurs.
        vectors: the word vectors.
        lists: the lists of names.
    """

    def __init__(self, words: Counter[str], vectors: Vectors, lists: Lists) -> None:
        self.vectors = vectors
        found = {word: features(word) for word in words}
        often: Counter[int] = Counter()
        affixes: Counter[int] = Counter()
        for word, one in found.items():
            often[one.word] += words[word]
            affixes.update({one.opening, one.ending, one.close})
        self.words = _numbered(one for one, count in often.items() if count >= _FREQUENT)
        self.affixes = _numbered(one for one, count in affixes.items() if count >= _AFFIX)
        sets = sorted({tuple(sorted(kinds)) for kinds in lists.classes.values()})
        names = sorted({kind for kinds in sets for kind in kinds})
        number = {kinds: at for at, kinds in enumerate(sets, 1)}
        self.class_of = {key(word): number[tuple(sorted(kinds))] for word, kinds in sorted(lists.classes.items())}
        self.class_sets = np.zeros((len(sets) + 1, len(names)), np.float32)
        for kinds, at in number.items():
            self.class_sets[at, [names.index(kind) for kind in kinds]] = 1
        self.shapes = SHAPES


def _numbered(keys: object) -> dict[int, int]:
    return {one: number for number, one in enumerate(sorted(keys), 1)}  # type: ignore[call-overload]
