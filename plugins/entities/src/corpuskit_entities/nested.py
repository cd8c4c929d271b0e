"""Names inside longer names."""

from collections.abc import Iterator

from .chains.names import Name, named
from .evidence import word_class
from .gazetteer import shipped
from .letters import folded
from .phrases import Phrase

__all__ = ["METHOD", "inside"]

METHOD = "inside a longer name"

_SURE = frozenset(("co", "ca", "c1", "re", "a1"))
_LONGEST = 3


def inside(phrase: Phrase, first: int, end: int) -> Iterator[tuple[int, Name, str]]:
    """Give the countries, large places and groups inside the name that has the words from ``first`` to ``end``.

    Each comes with where it begins in the phrase, and with its type.
    """
    if _is_place(phrase.surface(first, end)):
        return
    at = first
    while at < end:
        for stop in range(min(end, at + _LONGEST), at, -1):
            if (at, stop) == (first, end):
                continue
            surface, keys = phrase.surface(at, stop), phrase.keys[at:stop]
            kind = _kind(surface, keys)
            if kind is not None:
                yield phrase.starts[at], named(surface), kind
                at = stop - 1
                break
        at += 1


def _is_place(surface: str) -> bool:
    return surface in shipped().aliases or folded(surface) in shipped().places


def _kind(surface: str, keys: tuple[str, ...]) -> str | None:
    if not surface[0].isupper():
        return None
    lists = shipped()
    if surface in lists.aliases or lists.places.get(folded(surface)) in _SURE:
        return None if _ambiguous(keys) else "LOC"
    return "NORP" if len(keys) == 1 and "N" in word_class(keys[0]) else None


def _ambiguous(keys: tuple[str, ...]) -> bool:
    """Say whether the one word, not a country's name, is also a common word, a title or the head of a name."""
    classes = word_class(keys[0])
    if len(keys) > 1 or "co" in classes:
        return False
    return classes[0].startswith("h") or not {"w1", "w2", "T", "g1"}.isdisjoint(classes)
