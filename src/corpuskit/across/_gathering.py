"""What a corpus says about its names: read once, before anything is decided."""

import re
from array import array
from collections import Counter
from collections.abc import Iterable

from .._document import Document
from ..names import body_words, folded
from ._chains import Chain, Context, Key, chains_of, context_of

__all__ = ["Gathered", "gathered"]

_WORD = re.compile(r"[^\W\d_]+")
_SHORT = 3
"""Words as short as this tell nothing: "of", "the", "and"."""

_SOMETIMES = 0.1
"""The share of its documents that say what kind of company something is, if it is one."""

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

    def vague(self, share: float) -> set[Key]:
        """Give the names of places and organisations that are common words, and few of them.

        A common word stands in small letters in this share of the documents, and in two at least. An acronym is none:
        "US" is not "us". Few are one word of a place, and two of anything else besides short ones such as "of the". A
        name that says what kind of company it is tells which one is meant.
        """
        least = max(2, len(self.ids) * share)
        words = {word for key in self.places for word in key[1:] if self._small[word] >= least}
        words -= {key[1] for key in self.places if len(key) == 2 and self._is_acronym(key)}
        return {key for key in self.places if words.issuperset(key[1:]) and self._tells_little(key)}

    def _is_acronym(self, key: Key) -> bool:
        ((surface, _),) = self.surfaces[key].most_common(1)
        return surface.isupper() and len(key[1]) <= _LONGEST

    def _tells_little(self, key: Key) -> bool:
        if key[0] in ("PER", "NORP"):
            return False
        if key[0] == "LOC":
            return len(key) == 2
        firms = sum(count for surface, count in self.surfaces[key].items() if _is_firm(surface))
        return sum(len(word) > _SHORT for word in key[1:]) <= 2 and firms < _SOMETIMES * len(self.places[key])


def _is_firm(surface: str) -> bool:
    words = folded(surface).split()
    return body_words(words)[-1:] != tuple(words[-1:])


def gathered(documents: Iterable[Document]) -> Gathered:
    """Read documents."""
    found = Gathered()
    for document in documents:
        found.add(document)
    return found
