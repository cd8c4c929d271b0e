"""Acronyms and their long forms."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from .evidence import key_of
from .memory import initials
from .mentions import Mention

__all__ = ["METHOD", "beside", "long_forms", "with_bracketed"]

METHOD = "an acronym in brackets"

_OPENS = re.compile(r"[ \u00a0]?[(\[][\"“]?")


_BRACKETED = re.compile(r"(?:['’]s?)?[ \u00a0]?[(\[][\"“]?([A-Z][\w&.-]{1,9})[\"”]?[)\]]")


def with_bracketed(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Give the mentions, with the acronyms in brackets behind long forms, as names of the same type."""
    added = {}
    for one in mentions:
        short = _bracketed(text, one)
        if short is not None:
            added[short.start] = short
    kept = [one for one in mentions if one.start not in added]
    return sorted([*kept, *added.values()], key=lambda one: (one.start, -one.end)) if added else list(mentions)


def _bracketed(text: str, long: Mention) -> Mention | None:
    match = _BRACKETED.match(text, long.end) if long.type in ("ORG", "LOC", "MISC") and len(long.keys) > 1 else None
    if match is None or sum(map(str.isupper, match[1])) < 2 or not _in_order(match[1], long.surface):
        return None
    return Mention(match.start(1), match.end(1), match[1], long.type, 0.9, METHOD, (key_of(match[1], ""),))


def _is_acronym(mention: Mention) -> bool:
    bare = mention.surface.replace(".", "")
    return len(mention.keys) == 1 and 2 <= len(bare) <= 10 and sum(map(str.isupper, bare)) * 2 > len(bare)


def long_forms(text: str, mentions: Sequence[Mention]) -> dict[str, tuple[str, ...]]:
    """Give for acronyms in a document the keys of their long forms.

    A long form in brackets beside its acronym, or the other way round, counts where the letters of the acronym
    occur in it in their order; elsewhere the acronym must have the initials.
    """
    return {**_by_initials(mentions), **beside(text, mentions)}


def beside(text: str, mentions: Sequence[Mention]) -> dict[str, tuple[str, ...]]:
    """Give for acronyms the keys of the long forms that they stand in brackets with."""
    found: dict[str, tuple[str, ...]] = {}
    for one, two in pairwise(mentions):
        pair = _beside(text, one, two)
        if pair is not None:
            found.setdefault(*pair)
    return found


def _beside(text: str, one: Mention, two: Mention) -> tuple[str, tuple[str, ...]] | None:
    if two.start - one.end > 4 or not _OPENS.fullmatch(text, one.end, two.start):
        return None
    long, short = (one, two) if len(one.keys) > 1 else (two, one)
    if len(long.keys) < 2 or not _is_acronym(short) or long.type == "PER":
        return None
    return (short.keys[0], long.keys) if _in_order(short.keys[0], long.surface) else None


def _in_order(letters: str, surface: str) -> bool:
    rest = iter(surface.lower())
    small = [letter for letter in letters.lower() if letter.isalnum()]
    return bool(small) and surface[:1].lower() == small[0] and all(letter in rest for letter in small)


def _by_initials(mentions: Iterable[Mention]) -> dict[str, tuple[str, ...]]:
    listed = list(mentions)
    wanted = {one.keys[0] for one in listed if one.type != "PER" and _is_acronym(one)}
    found: dict[str, tuple[str, ...]] = {}
    for one in listed:
        if len(one.keys) > 1 and one.type not in ("PER", "NORP"):
            for short in initials(one.keys):
                if short in wanted:
                    found.setdefault(short, one.keys)
    return found
