"""Joining: what was read as two names, but is one country, is one name."""

from collections.abc import Iterable

from corpuskit.names import folded

from .chains.lists import countries
from .chains.mentions import Mention
from .chains.names import named

__all__ = ["join"]

_BETWEEN = frozenset(("-", "‑", "–", " and ", " & "))
_FARTHEST = 6
"""Letters from one name to the next, from which on they are not looked at: most stand farther apart."""


def join(text: str, mentions: Iterable[Mention]) -> list[Mention]:
    """Give the mentions in a text, with one in place of two for "Trinidad and Tobago" and "Guinea-Bissau".

    Two that are countries by themselves stay two: "Serbia and Montenegro" were one for a while.
    """
    found: list[Mention] = []
    reached = -_FARTHEST
    for one in mentions:
        if one.start - reached < _FARTHEST and found and _are_one(text, found[-1], one):
            found[-1] = _both(text, found[-1], one)
        else:
            found.append(one)
        reached = one.end
    return found


def _both(text: str, one: Mention, other: Mention) -> Mention:
    name, score = named(text[one.start : other.end]), min(one.score, other.score)
    return Mention(one.start, other.end, name, "LOC", score, one.method)


def _are_one(text: str, one: Mention, other: Mention) -> bool:
    between = text[one.end : other.start]
    if one.type != "LOC" or between not in _BETWEEN:
        return False
    both = folded(text[one.start : other.end]).replace(" & ", " and ")
    return both in countries() and not {folded(one.name.surface), folded(other.name.surface)} <= countries()
