"""What a corpus says about its names: read once, before anything is decided."""

import re
from array import array
from collections import Counter
from collections.abc import Iterable

from .._document import Document
from ._chains import Chain, Context, Key, chains_of, context_of

__all__ = ["Gathered", "gathered"]

_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 5
"""Longer names in capitals are no acronyms."""


class Gathered:
    """The names of a corpus, by their keys.

    Documents count from 0 in their order. What it takes in memory grows with the number of chains.
    """

    def __init__(self) -> None:
        self.ids: list[str] = []
        """The id of each document."""
        self.contexts: list[Context] = []
        """What is named in each document."""
        self.places: dict[Key, array[int]] = {}
        """The documents in which a chain has this key."""
        self.surfaces: dict[Key, Counter[str]] = {}
        """How the names of a key are written, each with the number of documents."""
        self.forms: dict[Key, Counter[Key]] = {}
        """In how many documents a key is another name of a chain, by the key of the chain."""
        self.given: dict[str, dict[Key, array[int]]] = {}
        """The same as ``places`` of those chains that came with an id, by their ids."""
        self._small: Counter[str] = Counter()

    def add(self, document: Document) -> None:
        """Read a document."""
        chains = list(chains_of(document))
        number = len(self.ids)
        self.ids.append(document.id)
        self.contexts.append(context_of(chains))
        self._small.update({word for word in _WORD.findall(document.text) if word.islower()})
        firsts: dict[Key, Chain] = {}
        for chain in chains:
            firsts.setdefault(chain.key, chain)
            if chain.id is not None:
                self.given.setdefault(chain.id, {}).setdefault(chain.key, array("L")).append(number)
        for chain in firsts.values():
            self._add(number, chain)

    def _add(self, number: int, chain: Chain) -> None:
        self.places.setdefault(chain.key, array("L")).append(number)
        self.surfaces.setdefault(chain.key, Counter())[chain.name] += 1
        for other in chain.others:
            self.forms.setdefault(other, Counter())[chain.key] += 1

    def common(self, share: float) -> frozenset[str]:
        """Give the words of names that stand in small letters in this share of the documents, and in two at least.

        Left out are those that alone are an acronym: "US" is not "us".
        """
        least = max(2, len(self.ids) * share)
        words = {word for key in self.places for word in key[1:] if self._small[word] >= least}
        return frozenset(words - {key[1] for key in self.places if len(key) == 2 and self._is_acronym(key)})

    def _is_acronym(self, key: Key) -> bool:
        ((surface, _),) = self.surfaces[key].most_common(1)
        return surface.isupper() and len(key[1]) <= _LONGEST


def gathered(documents: Iterable[Document]) -> Gathered:
    """Read documents."""
    found = Gathered()
    for document in documents:
        found.add(document)
    return found
