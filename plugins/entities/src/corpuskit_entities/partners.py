"""Names with an ampersand: "Marks & Spencer" and "AT&T" are firms, also where the model has other words of them."""

import re
from bisect import bisect_left
from collections.abc import Collection
from operator import attrgetter

from .chains.mentions import Mention
from .chains.names import named

__all__ = ["METHOD", "with_initials", "with_partners"]

METHOD = "letters with an ampersand"

_WORD = r"[A-Z](?:[’'][A-Z])?[\w-]*\w"
_PAIR = re.compile(rf"{_WORD} & {_WORD}")
_PARTNERS = re.compile(rf"(?<![\w&’'-])({_WORD}) & ({_WORD})(?![\w-])(?! [A-Z&])")
_NAME_GOES_ON = re.compile(r"[A-Z](?:\.|[\w’'-]*) \Z")
_REACH = 30
"""Letters of the word before, which belongs to a longer name where it has a capital."""

_NESTED = 4
"""Mentions before one that are looked at for one that reaches into it."""

_ALIKE = ({"ORG"}, {"PER"}, {"ORG", "PER"})
_UNLIKE = ({"ORG"}, {"ORG", "PER"}, {"ORG", "LOC"}, {"LOC", "PER"})
"""The types of partners, where one is found or both are called the same; and of others."""

_INITIALS = re.compile(r"(?<![\w&’'.-])[A-Z]{1,4}&[A-Z]{1,4}(?![\w&]|-[a-z])")
_NO_FIRMS = frozenset(
    "A&E A&R B&B C&C D&D E&P F&B G&A I&O J&K L&D M&A O&M P&L Q&A R&B R&D R&R S&L T&E".split()  # noqa: SIM905 - words read better in a row
)
"""Common nouns, and a place, that are written so."""

_SCORE = 0.8


def with_initials(text: str, mentions: list[Mention]) -> list[Mention]:
    """Give the mentions in a text, and firms that are letters with an ampersand, as "AT&T"."""
    firms = [match for match in _INITIALS.finditer(text) if match[0] not in _NO_FIRMS] if "&" in text else []
    if not firms:
        return mentions
    covered = {place for one in mentions for place in range(one.start, one.end)}
    new = [
        Mention(*match.span(), named(match[0]), "ORG", _SCORE, METHOD)
        for match in firms
        if covered.isdisjoint(range(*match.span()))
    ]
    return sorted([*mentions, *new], key=attrgetter("place"))


def with_partners(text: str, mentions: list[Mention]) -> list[Mention]:
    """Give the mentions in a text, with one firm in place of its partners.

    Two that are both found are partners where they are of different types, or called the same, or a firm elsewhere in
    the text; one that is found, where the other is no name by itself. "John & Mary" and "Oyam & Gulu" stay two.
    """
    if " & " not in text:
        return mentions
    firms = {pair[0] for one in mentions if one.type == "ORG" for pair in _PAIR.finditer(one.name.surface)}
    starts = [one.start for one in mentions]
    found, reached = list[Mention](), 0
    for match in _PARTNERS.finditer(text):
        first, last = bisect_left(starts, match.start()), bisect_left(starts, match.end())
        there = mentions[first:last]
        before = mentions[max(reached, first - _NESTED) : first]
        if all(one.end <= match.start() for one in before) and _are_partners(match, there, firms):
            score = min(one.score for one in there)
            found += mentions[reached:first]
            found.append(Mention(*match.span(), named(match[0]), "ORG", score, there[0].method))
            reached = last
    return found + mentions[reached:]


def _are_partners(match: re.Match[str], there: Collection[Mention], firms: Collection[str]) -> bool:
    places = {(one.start, one.end) for one in there}
    if not places or not places <= {match.span(1), match.span(2)}:
        return False
    if _NAME_GOES_ON.search(match.string, max(0, match.start() - _REACH), match.start()):
        return False
    types = {one.type for one in there}
    alike = len(places) == 1 or match[1] == match[2]
    return types in (_ALIKE if alike else _UNLIKE) or match[0] in firms
