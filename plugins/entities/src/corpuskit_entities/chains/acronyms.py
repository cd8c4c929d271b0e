"""Acronyms and other names that stand beside the long form: in brackets, or behind "also known as"."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from operator import attrgetter

from .mentions import Mention
from .names import named

__all__ = ["METHOD", "Pair", "beside", "with_bracketed"]

METHOD = "an acronym in brackets"

_OPENS = re.compile(r"(?:['’]s?)?[ \u00a0]?[(\[][ \u00a0]?[\"“]?")
_CLOSES = re.compile(r"s?[\"”]?[ \u00a0]?[)\],;]")
_BRACKETED = re.compile(r"(?:['’]s?)?[ \u00a0]?[(\[][ \u00a0]?[\"“]?([A-Z][\w&.-]{1,9})[\"”]?[ \u00a0]?[)\]]")
_LONGEST_OPENING = 6
"""Code points from the end of a name to what is in brackets behind it, at most."""

# Whom or what one has merely "called" or "named" is not oneself.
_KNOWN_AS = re.compile(
    r"[\s,;(\[\])]{0,3}(?:(?:who (?:is|was)|(?:which|that) (?:is|was)|is|was|or)\s)?"
    r"(?:(?:(?:also|better|formerly|previously|popularly|widely|commonly|locally|otherwise|now)\s)?"
    r"(?:known\s(?:as|by)|(?:renamed|nicknamed|dubbed)(?:\s(?:as|by))?)(?:\shis\salias)?"
    r"|also\scalled|formerly(?:\scalled|\snamed)?|alias|aka|a\.k\.a\.|née)"
    r"\s(?:the\s)?[\"“'‘]?"
)
_NEAREST, _FARTHEST = 5, 60
"""Code points between two names below and above which neither is said to be known as the other."""

_SHORTENED = frozenset(("ORG", "LOC", "MISC"))
Pair = tuple[Mention, Mention]
"""A long form, and what stands beside it."""


def with_bracketed(text: str, mentions: list[Mention]) -> list[Mention]:
    """Give the mentions, with the acronyms in brackets behind long forms, as names of the same type."""
    found = (_bracketed(text, one) for one in _before_brackets(text, mentions))
    added = {short.start: short for short in found if short is not None}
    if not added:
        return mentions
    kept = [one for one in mentions if one.start not in added]
    return sorted([*kept, *added.values()], key=attrgetter("place"))


def _has_brackets(text: str) -> bool:
    return "(" in text or "[" in text


def _before_brackets(text: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Give the mentions before brackets, of those that end together the outermost."""
    places = [*_places_of("(", text), *_places_of("[", text)]
    outermost = {one.end: one for one in reversed(mentions)} if places else {}
    for place in places:
        ends = (end for end in range(place, place - _LONGEST_OPENING, -1) if end in outermost)
        for end in islice(ends, 1):
            yield outermost[end]


def _places_of(sign: str, text: str) -> Iterator[int]:
    place = text.find(sign)
    while place >= 0:
        yield place
        place = text.find(sign, place + 1)


def _bracketed(text: str, long: Mention) -> Mention | None:
    if long.type not in _SHORTENED or not long.name.several:
        return None
    match = _BRACKETED.match(text, long.end)
    if match is None or sum(map(str.isupper, match[1])) < 2 or not _in_order(match[1], long.name.surface):
        return None
    return Mention(match.start(1), match.end(1), named(match[1]), long.type, 0.9, METHOD)


def beside(text: str, mentions: Sequence[Mention]) -> list[Pair]:
    """Give pairs of names of one entity that stand side by side, the long form first.

    Those are a long form with its acronym in brackets, or the other way round, and what is "also known as" something.
    """
    found: list[Pair] = []
    known: list[Pair] = []
    if not mentions:
        return found
    one, bracketed = mentions[0], _has_brackets(text)
    for two in mentions[1:]:
        gap = two.start - one.end
        if gap < 0:
            # What is nested in a name stands beside nothing.
            continue
        if gap <= _LONGEST_OPENING and bracketed and _OPENS.fullmatch(text, one.end, two.start):
            found += _in_brackets(text, one, two)
        elif _NEAREST <= gap <= _FARTHEST and one.type == two.type and _KNOWN_AS.fullmatch(text, one.end, two.start):
            known.append((one, two))
        one = two
    return found + known


def _in_brackets(text: str, one: Mention, two: Mention) -> Iterator[Pair]:
    long, short = (one, two) if one.name.several else (two, one)
    if not long.name.several or not short.name.acronym or long.type == "PER":
        return
    # Translations have the initials of the name in its own language; what is in brackets alone is the acronym.
    alone = long is one and one.type == two.type == "ORG" and _CLOSES.match(text, two.end)
    if alone or _in_order(short.name.acronym, long.name.surface):
        yield long, short


def _in_order(letters: str, surface: str) -> bool:
    rest = iter(surface.lower())
    small = [letter for letter in letters.lower().removesuffix("s") if letter.isalnum()]
    return bool(small) and surface[:1].lower() == small[0] and all(letter in rest for letter in small)
