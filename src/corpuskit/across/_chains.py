"""The chains of names in a document, whatever engine found them, and the keys by which they are compared."""

import functools
from collections.abc import Iterator, Sequence

import attrs

from .._annotation import Annotation
from .._document import Document
from ..names import body_words, folded, generation_of, person_words
from ..values import EntityValue

__all__ = ["ROLE", "Chain", "Context", "Key", "chains_of", "context_of", "is_lone", "key_of", "person_of"]

Key = tuple[str, ...]
"""The type of a name, and its words as they are compared: folded, and without what does not tell."""

ROLE = "ROLE"
"""What stands in place of the type where a role is named beside a name."""

_MARKS = ".,\"'()"
_KEPT = 4
"""Names of groups that are longer lose the s of their plural."""

Context = frozenset[Key]
"""What is named in a document: keys that tell much, and roles."""


@attrs.frozen
class Chain:
    """What one document calls by several names.

    Args:
        name: the canonical name.
        key: that of the canonical name.
        others: the keys of its other names, sorted.
        roles: the roles that stand beside it, folded, without full stops, and sorted.
        id: the one that its annotations have, from a list or from an earlier run.
        annotations: its mentions.
    """

    name: str
    key: Key
    others: tuple[Key, ...]
    roles: tuple[str, ...]
    id: str | None
    annotations: Sequence[Annotation]


def chains_of(document: Document) -> Iterator[Chain]:
    """Give the chains of a document in the order of their first mentions.

    Mentions without the number of a chain are one where their type and name are the same. What has two ids is two.
    """
    groups: dict[object, list[tuple[Annotation, EntityValue]]] = {}
    for item in document["entity"]:
        if isinstance(item.value, EntityValue):
            value = item.value
            name = (value.type, folded(value.name)) if value.chain is None else value.chain
            groups.setdefault(name, []).append((item, value))
    for pairs in groups.values():
        first = next((value.id for _, value in pairs if value.id is not None), None)
        for id in dict.fromkeys(value.id or first for _, value in pairs):
            yield _chain([pair for pair in pairs if (pair[1].id or first) == id], id)


def _chain(pairs: Sequence[tuple[Annotation, EntityValue]], id: str | None) -> Chain:
    values = list(dict.fromkeys(value for _, value in pairs))
    first = values[0]
    key = key_of(first.type, first.name)
    names = {name for value in values for name in (value.name, *value.variants)}
    return Chain(
        first.name,
        key,
        tuple(sorted({key_of(first.type, name) for name in names} - {key})),
        tuple(sorted({folded(value.role).replace(".", "") for value in values if value.role})),
        id,
        [item for item, _ in pairs],
    )


@functools.lru_cache(maxsize=1 << 16)
def key_of(type: str, name: str) -> Key:
    """Give the key of a name; two names with one key are written alike.

    >>> key_of("PER", "Mustafa al-Kadhimi"), key_of("ORG", "The Ferry Co. Ltd"), key_of("NORP", "Iraqis")
    (('PER', 'mustafa', 'kadhimi'), ('ORG', 'ferry'), ('NORP', 'iraqi'))
    """
    words = tuple(filter(None, (word.strip(_MARKS) for word in folded(name).split()))) or (folded(name),)
    if type == "PER":
        words = (*person_words(words), *filter(None, [generation_of(words)]))
    else:
        words = body_words(tuple(word.removesuffix("'s") for word in words))
    if type == "NORP":
        words = (*words[:-1], _singular(words[-1]))
    return (type, *(word.replace(".", "") or "?" for word in words))


def _singular(word: str) -> str:
    return word[:-1] if len(word) > _KEPT and word.endswith("s") and not word.endswith("ss") else word


def person_of(key: Key) -> tuple[Key, str]:
    """Give the words of a person's key, and "jr" or "iii" apart from them."""
    generation = generation_of(key[2:])
    return key[1 : len(key) - bool(generation)], generation


def is_lone(key: Key) -> bool:
    """Say whether a key is that of a surname alone, or of a first name."""
    return key[0] == "PER" and len(person_of(key)[0]) == 1


def context_of(chains: Sequence[Chain]) -> Context:
    """Give what chains of a document tell about others of it."""
    names = {chain.key for chain in chains if not is_lone(chain.key)}
    return frozenset(names | {(ROLE, role) for chain in chains for role in chain.roles})
