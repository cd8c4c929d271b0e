"""Acronyms and other names that stand beside the long form: in brackets, or behind "also known as"."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from .mentions import Mention
from .names import named

__all__ = ["METHOD", "beside", "with_bracketed"]

METHOD = "an acronym in brackets"

_OPENS = re.compile(r"(?:['’]s?)?[ \u00a0]?[(\[][ \u00a0]?[\"“]?")
_CLOSES = re.compile(r"s?[\"”]?[ \u00a0]?[)\],;]")
_BRACKETED = re.compile(r"(?:['’]s?)?[ \u00a0]?[(\[][ \u00a0]?[\"“]?([A-Z][\w&.-]{1,9})[\"”]?[ \u00a0]?[)\]]")
_LONGEST_OPENING = 5
_KNOWN_AS = re.compile(
    r"[\s,;(\[\])]{0,3}(?:(?:who (?:is|was)|(?:which|that) (?:is|was)|is|was|or)\s)?"
    r"(?:(?:(?:also|better|formerly|previously|popularly|widely|commonly|locally|otherwise|now)\s)?"
    r"(?:known|called|named|renamed|nicknamed|dubbed)(?:\s(?:as|by)(?:\shis\salias)?)?|alias|aka|a\.k\.a\.|formerly|née)"
    r"\s(?:the\s)?[\"“'‘]?"
)
_TELLING = (" known ", "alias ", " called ", "named ", "dubbed ", "aka ", "a.k.a.", "formerly ", "née ")
_FARTHEST = 45

_Pair = tuple[Mention, Mention]


def with_bracketed(text: str, mentions: list[Mention]) -> list[Mention]:
    """Give the mentions, with the acronyms in brackets behind long forms, as names of the same type."""
    if not _has_brackets(text):
        return mentions
    added = {}
    for one in mentions:
        if text[one.end : one.end + 2] in _STARTS and one.type in _SHORTENED:
            short = _bracketed(text, one)
            if short is not None:
                added[short.start] = short
    kept = [one for one in mentions if one.start not in added]
    return sorted([*kept, *added.values()], key=lambda one: (one.start, -one.end)) if added else mentions


_STARTS = frozenset((" (", " [", "\u00a0(", "’s", "'s"))
_SHORTENED = frozenset(("ORG", "LOC", "MISC"))


def _has_brackets(text: str) -> bool:
    return "(" in text or "[" in text


def _bracketed(text: str, long: Mention) -> Mention | None:
    match = _BRACKETED.match(text, long.end)
    if match is None or not long.name.several:
        return None
    if sum(map(str.isupper, match[1])) < 2 or not _in_order(match[1], long.name.surface):
        return None
    return Mention(match.start(1), match.end(1), named(match[1]), long.type, 0.9, METHOD)


def beside(text: str, mentions: Sequence[Mention]) -> Iterator[_Pair]:
    """Give pairs of names of one entity that stand side by side, the long form first.

    Those are a long form with its acronym in brackets, or the other way round, and what is "also known as" something.
    """
    if _has_brackets(text):
        for one, two in pairwise(mentions):
            if one.end < two.start <= one.end + _LONGEST_OPENING and _OPENS.fullmatch(text, one.end, two.start):
                yield from _in_brackets(text, one, two)
    if any(telling in text for telling in _TELLING):
        for one, two in pairwise(mentions):
            near = one.end < two.start <= one.end + _FARTHEST and one.type == two.type
            if near and _KNOWN_AS.fullmatch(text, one.end, two.start):
                yield one, two


def _in_brackets(text: str, one: Mention, two: Mention) -> Iterator[_Pair]:
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
