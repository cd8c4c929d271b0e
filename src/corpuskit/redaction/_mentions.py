"""The mentions that are replaced, and whose they are."""

from collections.abc import Collection, Hashable, Iterator

import attrs

from .._annotation import Annotation
from .._document import Document
from .._span import Span
from ..values import EntityValue
from ._names import Names, words_in
from ._template import Entity

__all__ = ["REPEATS", "Mention", "Numbers", "mentions_in", "names_of"]

REPEATS = ("names", "words", "none")
"""The ways with what no extractor found, of which names are replaced, also words of the names of people, or nothing."""

_SHORTEST = 3


@attrs.frozen
class Mention:
    """An annotation that names an entity which is replaced."""

    annotation: Annotation
    value: EntityValue
    entity: Entity

    @property
    def pieces(self) -> Iterator[Span]:
        """Where it is; an empty place has nothing to replace."""
        return (piece for piece in self.annotation.pieces if len(piece))


class Numbers:
    """Running numbers of entities, in the order in which they are first asked for."""

    def __init__(self) -> None:
        self._known: dict[Hashable, int] = {}

    def of(self, identity: Hashable) -> int:
        """Give the number of an entity, a new one where it was not met before."""
        return self._known.setdefault(identity, len(self._known) + 1)


def mentions_in(document: Document, types: Collection[str], numbers: Numbers, scope: str) -> list[Mention]:
    """Give the mentions of all entities that have one of a type, in order.

    Mentions with one chain are of one entity, and those without a chain that have one type and name.
    """
    found = [(item, item.value) for item in document.annotations if isinstance(item.value, EntityValue)]
    entities: dict[Hashable, Entity] = {}
    for item, value in found:
        chain = _chain(item, value)
        if value.type in types and chain not in entities:
            n = numbers.of(chain if scope == "document" else _across(value))
            entities[chain] = Entity(value.type, value.name, value.chain, value.id, n)
    return [
        Mention(item, value, entities[_chain(item, value)]) for item, value in found if _chain(item, value) in entities
    ]


def _chain(item: Annotation, value: EntityValue) -> Hashable:
    return (item.label, value.chain) if value.chain is not None else (item.label, value.type, value.name)


def _across(value: EntityValue) -> Hashable:
    """Give what is equal for one entity in all documents: its id, or its type and name."""
    return value.id if value.id is not None else (value.type, value.name)


def names_of(mentions: list[Mention], text: str, repeats: str) -> Names:
    """Give the names of all entities that are replaced: their mentions, canonical names and variants.

    With ``repeats="words"``, each word of a person's name is one too.
    """
    names = [(name, mention.entity, start) for mention in mentions for name, start in _forms(mention, text)]
    if repeats == "words":
        people = [(name, entity) for name, entity, _ in names if entity.type == "PER"]
        names += [(word, entity, -1) for name, entity in people for word in words_in(name) if _tells(word)]
    return Names(names)


def _forms(mention: Mention, text: str) -> Iterator[tuple[str, int]]:
    yield from ((piece.text_of(text), piece.start) for piece in mention.pieces)
    yield from ((name, -1) for name in (mention.value.name, *mention.value.variants))


def _tells(word: str) -> bool:
    """Say whether a word of a name tells whose it is: no initial, and none of the words as ``bin`` and ``de``."""
    return len(word) >= _SHORTEST and not word.islower()
