"""What the matches of rules mean."""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from corpuskit.names import folded
from corpuskit.rules import Hit

from ..chains.lists import countries
from ..nested import kind_of

__all__ = ["Cue", "is_headline", "read"]


class Cue(NamedTuple):
    """What a rule found.

    Args:
        kind: ``title`` or ``role`` before a name, ``after`` for a role behind one, ``entity`` for a name.
        rule: the rule's name.
        start: where the title or role begins, or the name.
        end: where it ends.
        anchor: where the name starts that a title or role belongs to, or ends for a role behind it.
        text: the title or role.
        type: the type of a name.
        subtype: likewise.
    """

    kind: str
    rule: str
    start: int
    end: int
    anchor: int = -1
    text: str = ""
    type: str = "PER"
    subtype: str | None = None


def _clean(text: str) -> str:
    return " ".join(text.split())


def title(hit: Hit) -> Cue | None:
    """Read a title before a name; it begins with a capital."""
    if not hit.text[0].isupper():
        return None
    start, end = hit.match.span()
    return Cue("title", hit.rule.name, start, end, _name_start(hit), _clean(hit.text).rstrip("."))


_GENITIVE = re.compile(r"(?<!\w)(?:[A-Z]\w+ )?[A-Z]\w+['’]s[ \u00a0]$")


def role(hit: Hit) -> Cue | None:
    """Read an office before a name, with the country whose it is: "Kenya's foreign minister"."""
    text, start, end = hit.match.string, (hit.span_of("role") or hit.span).start, hit.match.end()
    country = None
    if text.startswith("s", start - 2):
        country = _GENITIVE.search(text[max(0, start - 40) : start])
    if country is not None and folded(country[0].strip()[:-2]) in countries():
        start -= len(country[0])
    return Cue("role", hit.rule.name, start, end, _name_start(hit), _clean(text[start:end]).rstrip(","))


_APPOSED = re.compile(
    r"(?:,[ \u00a0](?:who[ \u00a0](?:is|was)[ \u00a0])?|[ \u00a0]\()"
    r"(?:(?:the|an?|its|his|her|their)[ \u00a0]((?:[\w'’-]+[ \u00a0]){0,4})|((?:former|acting|deputy)[ \u00a0])?)$",
    re.IGNORECASE,
)


def role_after(hit: Hit) -> Cue | None:
    """Read an office behind a name, with what it is of: ", a former head of the agency,"."""
    text, (start, end) = hit.match.string, hit.match.span()
    apposed = _APPOSED.search(text[max(0, start - 60) : start])
    if apposed is None:
        return None
    role = _clean(f"{apposed[1] or apposed[2] or ''}{hit['role']}{hit.get('tail') or ''}")
    return Cue("after", hit.rule.name, start, end, start - len(apposed[0]), role)


_CAPITALISED = re.compile(r"(?<![\w-])(?:[A-Z][\w'’]*[ -]){1,5}$")


def headed(hit: Hit) -> Cue | None:
    """Read a name by its last word: it begins with the capitalised words before that."""
    return _headed(hit, _is_known)


def club(hit: Hit) -> Cue | None:
    """Read the name of a club by its last word: the words before that may be any town."""
    return _headed(hit, _is_town)


def _headed(hit: Hit, may_open: Callable[[str], bool]) -> Cue | None:
    text, (start, end) = hit.match.string, hit.match.span()
    before = _CAPITALISED.search(text[max(0, start - 80) : start])
    if before is None or is_headline(text, start):
        return None
    first = start - len(before[0])
    opening, _, rest = before[0].partition(" ")
    if _begins_sentence(text, first) and not may_open(opening):
        # The first word of a sentence need not be of the name.
        first = start - len(rest)
    if first == start:
        return None
    return Cue("entity", hit.rule.name, first, end, type=_type(hit), subtype=_subtype(hit))


_OPENINGS = frozenset(
    """
    a after although an as at because before both but by despite each even every first for former from given her his
    how if in its just last later like many most next nor now of on once one only or our over since so some still
    such than that the their then these this those today tonight two under until what when where which while whose
    why with yesterday yet your
    """.split()  # noqa: SIM905 - words read better in a row
)
"""Words that open sentences, and no names of towns."""


def _is_known(opening: str) -> bool:
    return "-" in opening or kind_of(opening) is not None


def _is_town(opening: str) -> bool:
    return opening.lower() not in _OPENINGS


_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_WORDS_OF_HEADLINE, _LINE = 4, 200


def is_headline(text: str, place: int) -> bool:
    """Say whether all longer words of the line at a place have capitals: there they tell no names."""
    start, end = text.rfind("\n", 0, place) + 1, text.find("\n", place)
    words = _LONG_WORD.findall(text, start, min(end if end >= 0 else len(text), start + _LINE))
    return len(words) >= _WORDS_OF_HEADLINE and all(word[0].isupper() for word in words)


def _begins_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 3) : start].rstrip(' \u00a0"“‘(')
    return not before or before[-1] in ".!?:\n"


def entity(hit: Hit) -> Cue | None:
    """Read a name of the rule's type."""
    span = hit.span_of("name") or hit.span
    return Cue("entity", hit.rule.name, span.start, span.end, type=_type(hit), subtype=_subtype(hit))


def _type(hit: Hit) -> str:
    return str(hit.rule.options.get("type", "MISC"))


def _subtype(hit: Hit) -> str | None:
    found = hit.rule.options.get("subtype")
    return None if found is None else str(found)


def _name_start(hit: Hit) -> int:
    text, end = hit.match.string, hit.match.end()
    while end < len(text) and text[end] in " \u00a0,":
        end += 1
    return end


_READERS: Mapping[str, Callable[[Hit], Cue | None]] = {
    "title": title,
    "role": role,
    "role_after": role_after,
    "club": club,
    "headed": headed,
    "entity": entity,
}


def read(hit: Hit) -> Cue | None:
    """Read the match of any rule."""
    reader = _READERS.get(hit.rule.value or "")
    return reader(hit) if reader else None
