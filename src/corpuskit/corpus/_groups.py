"""Parts of a corpus: by what a document has in common with others, or by chance."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from .._document import Document

if TYPE_CHECKING:
    from ._corpus import Corpus

__all__ = ["Groups", "key_of", "sampled"]


class Groups(Mapping[Any, "Corpus"]):
    """The parts of a corpus by a value, in the order in which the values first occur; each part is lazy.

    Which values there are is found out on first use, by reading the whole corpus once; every part reads it again.
    An annotated corpus runs its pipeline each time: group first and annotate the parts, or write it to a file before.
    """

    def __init__(self, corpus: "Corpus", key: Callable[[Document], Hashable], name: str) -> None:
        self._corpus = corpus
        self._key = key
        self._name = name

    @cached_property
    def counts(self) -> Mapping[Any, int]:
        """How many documents each part has."""
        counts: dict[Any, int] = {}
        for document in self._corpus:
            value = self._key(document)
            counts[value] = counts.get(value, 0) + 1
        return counts

    def __getitem__(self, value: Any) -> "Corpus":
        if value not in self.counts:
            raise KeyError(value)
        return self._corpus.where(lambda document: bool(self._key(document) == value), name=f"{self._name}={value!r}")

    def __iter__(self) -> Iterator[Any]:
        return iter(self.counts)

    def __len__(self) -> int:
        return len(self.counts)

    def __repr__(self) -> str:
        return f"<Groups of {self._corpus!r} by {self._name}>"


def key_of(key: str | Callable[[Document], Hashable]) -> Callable[[Document], Hashable]:
    """Give the function that a metadata key stands for; None for a document that does not have it."""
    if not isinstance(key, str):
        return key
    name = key
    return lambda document: document.metadata.get(name)


def sampled(documents: Iterable[Document], n: int, seed: int) -> Iterator[Document]:
    """Give ``n`` documents by chance, all equally likely, in their order, holding no more than that many.

    Source: algorithm R, J. S. Vitter, Random sampling with a reservoir, ACM TOMS 11(1), 1985.
    """
    import random

    chance = random.Random(seed)
    kept: list[tuple[int, Document]] = []
    for number, document in enumerate(documents):
        if number < n:
            kept.append((number, document))
        else:
            # Of all methods only random() gives the same numbers in every version of Python.
            place = int(chance.random() * (number + 1))
            if place < n:
                kept[place] = number, document
    kept.sort(key=lambda pair: pair[0])
    return (document for _, document in kept)
