"""Spellings: which names may be one, and what such names have in common."""

from collections.abc import Iterator

from .. import names
from ._chains import Key, is_lone, person_of

__all__ = ["blocks", "may_be_one"]

_INITIALS = {"q": "k", "c": "k", "z": "s", "v": "f", **dict.fromkeys("eiouyw", "a")}
"""First letters that stand for one another in transliterations."""

_SHORT = 4
"""Shorter words are other words where they are written differently."""


def blocks(key: Key) -> Iterator[Key]:
    """Give what spellings of one name have in common; of a full name also what a single word of it is found by."""
    if key[0] != "PER":
        yield ("spelling", key[0], *map(names.skeleton, key[1:]))
    elif not is_lone(key):
        words, _ = person_of(key)
        yield from {("bearer", words[0]): None, ("bearer", words[-1]): None}
        last = names.skeleton(words[-1])
        yield "first", last, names.skeleton(words[0])
        yield "initial", last, _INITIALS.get(words[0][0], words[0][0])


def may_be_one(one: Key, other: Key) -> bool:
    """Say whether two keys may be spellings of one name.

    Full names of people are compared by :func:`corpuskit.names.may_be_one`, other names word by word.
    """
    if one[0] != other[0] or is_lone(one) or is_lone(other):
        return False
    if one[0] == "PER":
        (words, generation), (others, another) = person_of(one), person_of(other)
        return generation == another and names.may_be_one(words, others)
    return len(one) == len(other) and all(map(_alike, one[1:], other[1:]))


def _alike(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) >= _SHORT and names.alike(one, other))
