"""Acronyms and their long forms."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from ..evidence import key_of
from .mentions import Mention
from .names import Name

__all__ = ["METHOD", "beside", "by_initials", "with_bracketed"]

METHOD = "an acronym in brackets"

_OPENS = re.compile(r"[ \u00a0]?[(\[][\"“]?")
_BRACKETED = re.compile(r"(?:['’]s?)?[ \u00a0]?[(\[][\"“]?([A-Z][\w&.-]{1,9})[\"”]?[)\]]")
_LONGEST_OPENING = 4

Words = tuple[str, ...]


def with_bracketed(text: str, mentions: list[Mention]) -> list[Mention]:
    """Give the mentions, with the acronyms in brackets behind long forms, as names of the same type."""
    if not _has_brackets(text):
        return mentions
    added = {}
    for one in mentions:
        if one.name.several and one.type in ("ORG", "LOC", "MISC"):
            short = _bracketed(text, one)
            if short is not None:
                added[short.start] = short
    kept = [one for one in mentions if one.start not in added]
    return sorted([*kept, *added.values()], key=lambda one: (one.start, -one.end)) if added else mentions


def _has_brackets(text: str) -> bool:
    return "(" in text or "[" in text


def _bracketed(text: str, long: Mention) -> Mention | None:
    match = _BRACKETED.match(text, long.end)
    if match is None or sum(map(str.isupper, match[1])) < 2 or not _in_order(match[1], long.name.surface):
        return None
    name = Name(match[1], (key_of(match[1], ""),))
    return Mention(match.start(1), match.end(1), name, long.type, 0.9, METHOD)


def beside(text: str, mentions: Sequence[Mention]) -> dict[str, Words]:
    """Give for acronyms the keys of the long forms that they stand in brackets with.

    The letters of the acronym occur in the long form in their order.
    """
    found: dict[str, Words] = {}
    for one, two in pairwise(mentions) if _has_brackets(text) else ():
        if two.start - one.end <= _LONGEST_OPENING and _OPENS.fullmatch(text, one.end, two.start):
            pair = _beside(one, two)
            if pair is not None:
                found.setdefault(*pair)
    return found


def _beside(one: Mention, two: Mention) -> tuple[str, Words] | None:
    long, short = (one, two) if one.name.several else (two, one)
    if not long.name.several or not short.name.is_acronym or long.type == "PER":
        return None
    key = short.name.keys[0]
    return (key, long.name.keys) if _in_order(key, long.name.surface) else None


def _in_order(letters: str, surface: str) -> bool:
    rest = iter(surface.lower())
    small = [letter for letter in letters.lower() if letter.isalnum()]
    return bool(small) and surface[:1].lower() == small[0] and all(letter in rest for letter in small)


def by_initials(mentions: Iterable[Mention]) -> dict[str, Words]:
    """Give for acronyms the keys of the first long forms that have them for their initials."""
    wanted = {one.name.keys[0] for one in mentions if one.name.is_acronym and one.type != "PER"}
    found: dict[str, Words] = {}
    if wanted:
        for one in mentions:
            if one.name.several and one.type not in ("PER", "NORP"):
                for short in one.name.initials:
                    if short in wanted:
                        found.setdefault(short, one.name.keys)
    return found
