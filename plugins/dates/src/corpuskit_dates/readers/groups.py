"""From the named groups of a match to fields and mentions."""

from collections.abc import Callable, Mapping
from typing import Any

import attrs

from corpuskit.rules import Hit

from ..config import DateConfig
from ..reading import Calendar, Expression, Fields, Mention, Reading
from .surroundings import Surroundings

__all__ = [
    *("GROUPS", "Found", "Look", "Reader", "Seen", "fields_of", "full_year", "is_bc", "last_year", "one", "pair"),
    "two",
]

Found = tuple[Mention, ...] | None
"""The mentions that a match holds, their places counted from its start: none to swallow its text, None to refuse it,
so that a shorter one is tried."""


@attrs.frozen
class Seen:
    """What a reader knows beside the words of its match.

    Args:
        config: the options.
        near: what its look around has told.
    """

    config: DateConfig
    near: str = ""


Reader = Callable[[Hit, Seen], Found]
"""Reads a match. Only its words and what is ``seen`` count: the same words are not read twice."""

Look = Callable[[Hit, Surroundings], str | None]
"""Looks at what stands around a match, and tells what matters of it in a word, or None to refuse the match."""


def unless(refused: bool) -> str | None:
    """Give what a look tells that has nothing to say but whether the match is refused."""
    return None if refused else ""


def one(hit: Hit, reading: Reading, *, weak: bool | None = None, article: bool | None = None) -> Found:
    """Give the whole match as one mention, weak and with an article as its rule says where nothing else is said."""
    options = hit.rule.options
    weak = bool(options.get("weak")) if weak is None else weak
    article = bool(options.get("article")) if article is None else article
    return (Mention(0, len(hit.text), Expression(reading, hit.rule.name, article, weak)),)


def two(hit: Hit, first: Fields, last: Fields, cut: tuple[int, int], *, article: bool = False) -> Found:
    """Give the two ends of a match that holds a range, cut at two offsets of the text; both may have an article."""
    return pair(hit, Calendar(first), Calendar(last), cut, article=article)


def pair(hit: Hit, first: Reading, last: Reading, cut: tuple[int, int], *, article: bool = False) -> Found:
    """Give the readings of the two ends of a match that holds a range, cut at two offsets of the text."""
    start, end = hit.match.span()
    begin, finish = (Expression(reading, hit.rule.name, article) for reading in (first, last))
    return Mention(0, cut[0] - start, begin), Mention(cut[1] - start, end - start, finish)


def full_year(short: str) -> int:
    """Give the year of two digits: 1940 to 2039."""
    return int(short) + (1900 if int(short) >= 40 else 2000)


def last_year(hit: Hit) -> int:
    """Give the year that a range of years ends with, which may be written short: 1945 of "1939-45"."""
    short, year = hit["endshort"], int(hit["year"] or 0)
    if not short:
        return int(hit["endyear"] or 0)
    if len(short) == 1:
        return year // 10 * 10 + int(short)
    turn = short == "00" and year % 100 >= 90  # "1999-00" goes on to the next century.
    return year // 100 * 100 + int(short) + 100 * turn


def is_bc(hit: Hit) -> bool:
    """Say whether the group ``era`` counts backwards."""
    return (hit.get("era") or "").upper().startswith("B")


def fields_of(hit: Hit) -> Fields:
    """Read the fields that the groups are named after; ``year_2`` is another group of the field ``year``."""
    found: dict[str, Any] = {}
    for group, text in hit.match.groupdict().items():
        if text is not None:
            known = _FIELDS.get(group.partition("_")[0])
            if known:
                found[known[0]] = known[1](text, hit, group)
    return Fields(**found)


def _number(text: str, hit: Hit, group: str) -> int:
    return int(text)


def _day(text: str, hit: Hit, group: str) -> int:
    return int(text[:2] if text[:2].isdecimal() else text[:1])


def _meaning(text: str, hit: Hit, group: str) -> Any:  # Any: a lexicon's meaning.
    return int(text) if text.isdecimal() else hit.meaning(group)


_FIELDS: Mapping[str, tuple[str, Callable[[str, Hit, str], Any]]] = {
    "year": ("year", _number),
    "shortyear": ("year", lambda text, hit, group: full_year(text)),
    "month": ("month", _meaning),
    "monthnum": ("month", _number),
    "day": ("day", _day),
    "ordinalday": ("day", _meaning),
    "dayname": ("day", _meaning),
    "week": ("week", _number),
    "weekday": ("weekday", _meaning),
    "season": ("season", _meaning),
    "quarter": ("quarter", _meaning),
    "half": ("half", _number),
    "hour": ("hour", _number),
    "minute": ("minute", _number),
    "second": ("second", _number),
    "fiscal": ("fiscal", lambda text, hit, group: True),
    "zone": ("zone", lambda text, hit, group: text),
}

GROUPS = tuple(_FIELDS)
"""The names of groups that are read as fields."""
