"""From the named groups of a match to fields and mentions."""

from collections.abc import Callable, Mapping
from typing import Any

from corpuskit.rules import Hit

from .reading import Calendar, Fields, Mention, Reading
from .surroundings import Surroundings

__all__ = ["Found", "Reader", "fields_of", "full_year", "is_bc", "one", "two"]

Found = tuple[Mention, ...] | None
"""The mentions that a match holds: none to swallow its text, None to refuse it, so that a shorter one is tried."""

Reader = Callable[[Hit, Surroundings], Found]


def one(hit: Hit, reading: Reading, *, weak: bool | None = None, article: bool | None = None) -> Found:
    """Give the whole match as one mention, weak and with an article as its rule says where nothing else is said."""
    options = hit.rule.options
    start, end = hit.match.span()
    weak = bool(options.get("weak")) if weak is None else weak
    article = bool(options.get("article")) if article is None else article
    return (Mention(start, end, reading, hit.rule.name, article, weak),)


def two(hit: Hit, first: Fields, last: Fields, cut: tuple[int, int]) -> Found:
    """Give the two ends of a match that holds a range, cut at two offsets."""
    start, end = hit.match.span()
    name = hit.rule.name
    return Mention(start, cut[0], Calendar(first), name), Mention(cut[1], end, Calendar(last), name)


def full_year(short: str) -> int:
    """Give the year of two digits: 1940 to 2039."""
    return int(short) + (1900 if int(short) >= 40 else 2000)


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
                found[known[0]] = known[1](text, hit)
    return Fields(**found)


def _number(text: str, hit: Hit) -> int:
    return int(text)


def _day(text: str, hit: Hit) -> int:
    return int(text[:2] if text[:2].isdecimal() else text[:1])


def _meaning(name: str) -> Callable[[str, Hit], Any]:
    def read(text: str, hit: Hit) -> Any:  # Any: a lexicon's meaning.
        return int(text) if text.isdecimal() else hit.meaning(name)

    return read


_FIELDS: Mapping[str, tuple[str, Callable[[str, Hit], Any]]] = {
    "year": ("year", _number),
    "shortyear": ("year", lambda text, hit: full_year(text)),
    "month": ("month", _meaning("month")),
    "monthnum": ("month", _number),
    "day": ("day", _day),
    "ordinalday": ("day", _meaning("ordinalday")),
    "week": ("week", _number),
    "weekday": ("weekday", _meaning("weekday")),
    "season": ("season", _meaning("season")),
    "quarter": ("quarter", _meaning("quarter")),
    "half": ("half", _number),
    "hour": ("hour", _number),
    "minute": ("minute", _number),
    "second": ("second", _number),
    "fiscal": ("fiscal", lambda text, hit: True),
    "zone": ("zone", lambda text, hit: text),
}
