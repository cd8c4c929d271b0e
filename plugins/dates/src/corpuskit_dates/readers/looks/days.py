"""Days and months: what tells them from names, verbs and counts."""

import re
from collections.abc import Mapping

from corpuskit.rules import Hit, folded

from ..groups import Look, unless
from ..surroundings import MONTH, Surroundings, next_word, previous_word, word_before

__all__ = ["LOOKS"]


def _month_day(hit: Hit, around: Surroundings) -> str | None:
    """Refuse "May 500 people", and the army of "In May the Second Army"."""
    match = hit.match
    if (match["ordinalday"] or "").istitle() and next_word(match.string, match.end(), fold=False).istitle():
        return None
    return _uncounted(hit, around)


def _uncounted(hit: Hit, around: Surroundings) -> str | None:
    """Refuse "May 500 people" and "March 3, 5 and 9 people", where things are counted."""
    match = hit.match
    return unless(match["year"] is None and around.counts_things(match.string, match.end()))


def _month(hit: Hit, around: Surroundings) -> str | None:
    """Refuse names and ordinary words."""
    text, (start, end) = hit.match.string, hit.match.span()
    word = hit.match["month"] or ""
    if word in ("March", "May") and (
        around.is_month_of_noun(text, start, end, word)
        or around.is_month_to_month(text, end)
        or around.follows_as_month(text, start, end, word)
    ):
        return ""
    if word == "august" and previous_word(text, start) in ("an", "the", "this"):
        return None
    if folded(word) in ("may", "march", "mar", "dec", "jun", "jan"):
        return unless(not around.is_date_position(text, start, end) and not _reaches_month(text, start, end))
    return unless(around.is_named(text, start, end, word))


def _told_day(hit: Hit, around: Surroundings) -> str | None:
    """Take "April two" and "may 5" with a year or after a preposition, and "payable April two" where a clause ends."""
    match = hit.match
    text, end = match.string, match.end()
    if match["year"] is not None:
        return ""
    before, following = previous_word(text, match.start()), next_word(text, end)
    if _OF_SEASON.match(text, end):
        return ""
    if following == "of" or around.plays(following, "counted") or around.plays(following, "unit"):
        return None
    if around.plays(before, "before-digits"):
        return ""
    ends_clause = text[end : end + 1] in (".", ",", ";", ":", ")", "") or around.plays(following, "after-past")
    return unless(hit.get("dayname") is None or before == "in" or not ends_clause)


_OF_SEASON = re.compile(r",?\s+of\s+the\s+(?:\d{4}[/-]\d\d|(?:current|last|previous)\s+season)", re.IGNORECASE)
"""What a day is of in reports on crops: "the week ended March six of the 1985/86 season"."""

_DASH = r"\.?\s?[-–—]\s?"
_MONTH_BEFORE = re.compile(rf"{MONTH}[a-z]{{0,6}}{_DASH}\Z", re.IGNORECASE)
_MONTH_BEHIND = re.compile(rf"(?:{_DASH}|/|(?-i:,\s)){MONTH}", re.IGNORECASE)
_LONGEST_MONTH = 14


def _reaches_month(text: str, start: int, end: int) -> bool:
    """Say whether a sign joins a month to another, as in "March-May", "March/April" and "March, April and May"."""
    return bool(_MONTH_BEHIND.match(text, end) or _MONTH_BEFORE.search(text, max(0, start - _LONGEST_MONTH), start))


def _weekday(hit: Hit, around: Surroundings) -> str | None:
    """Refuse "Sunday-school"."""
    end = hit.match.end()
    return unless(hit.match.string[end : end + 1] == "-" and folded(hit.match["weekday"] or "") == "sunday")


def _ordinal_day(hit: Hit, around: Surroundings) -> str | None:
    """Refuse "the 5th" where no preposition or weekday stands before it, or a noun behind it."""
    text, (start, end) = hit.match.string, hit.match.span()
    before = previous_word(text, start)
    if before == "the":
        fits = around.plays(word_before("the", text, start), "before-digits")
    else:
        fits = around.plays(before, "weekday")
    return unless(not fits or not around.plays(next_word(text, end) or "and", "after-past"))


def _numeric_short(hit: Hit, around: Surroundings) -> str | None:
    """Refuse "10/25" where no preposition and no weekday stands before it."""
    return unless(not around.plays(previous_word(hit.match.string, hit.match.start()), "before-digits"))


LOOKS: Mapping[str, Look] = {
    "month_day": _month_day,
    "days_in_list": _uncounted,
    "told_day": _told_day,
    "month": _month,
    "weekday": _weekday,
    "ordinal_day": _ordinal_day,
    "numeric_short": _numeric_short,
}
