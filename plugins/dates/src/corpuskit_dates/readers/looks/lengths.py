"""Lengths and recurrences: what tells them from rates, names and things that are counted."""

import re
from collections.abc import Mapping

from corpuskit.rules import Hit, folded

from ..groups import Look, unless
from ..surroundings import MONTH, Surroundings, next_word, previous_word, start_of, word_before
from .clock import LOCAL

__all__ = ["LOOKS"]


def _length(hit: Hit, around: Surroundings) -> str | None:
    """Tell of the "aged" before an age, of the "at" before "0930 hours", and of the "in" before "three hours".

    The "one day" of a story is refused, and of reports the "1986 year" and "133,000 week ago".
    """
    text, (start, end) = hit.match.string, hit.match.span()
    word = previous_word(text, start)
    if _YEAR_OF_UNIT.fullmatch(hit.text) and word not in ("a", "an"):
        return None
    if _COUNT_BESIDE_UNIT.fullmatch(hit.text) and next_word(text, end) in ("ago", "earlier", "before"):
        return None
    if folded(hit.text) == "one day" and not (word == "a" or around.plays(word, "before-length")):
        return unless(not around.plays(next_word(text, end), "after-length"))
    if word in ("from", "until", "till") or LOCAL.match(text, end):
        return "at"
    return word if word in ("aged", "at", "in") else ""


_COUNT_BESIDE_UNIT = re.compile(r"(?!1\s)[\d,]+\s+(?:year|month|week|day)", re.IGNORECASE)
"""What ends before the unit: "128,000 head versus 133,000 week ago"."""

_YEAR_OF_UNIT = re.compile(
    r"(?:19|20)(?!00)\d\d\s+(?:calendar\s+)?(?:year|quarter|month|week)", re.IGNORECASE | re.ASCII
)
"""What a unit of such a year is: "the 1986 month"."""


def _lone_unit(hit: Hit, around: Surroundings) -> str | None:
    """Tell of a rate, as in "four flights a week", and of the time that a report is on, "the year ended"."""
    text, (start, end) = hit.match.string, hit.match.span()
    if text[end : end + 1] == "-":
        return None
    if around.is_rate(text, start, end):
        return "rate"
    if hit.text == "minute" and around.is_adjective(text, start, end):
        return None
    following = next_word(text, end)
    if following in ("to", "through"):
        return "the ended" if previous_word(text, start) == "the" and _TO_MONTH.match(text, end) else ""
    if following not in ("ended", "ending"):
        return ""
    if not hit.text.lower().endswith("year") and _DATED.match(text, end) is None:
        return ""
    if previous_word(text, start) in _AT_HAND:
        return ""
    return "the ended" if previous_word(text, start) == "the" else "ended"


_AT_HAND = frozenset(("current", "this", "next", "coming"))
"""What makes "the current year ending in June" a time of its own."""

_DATED = re.compile(r"\s+(?:[Ee]nd(?:ed|ing)|END(?:ED|ING))\s+(?:[A-Z\d]|yesterday\b|today\b|tomorrow\b)")
"""What ends a week or a month that a report is on; a year may end badly too."""


_TO_MONTH = re.compile(rf"\s+(?:to|through)\s+(?:the\s+end\s+of\s+)?(?:\d\d?\s+)?(?-i:{MONTH})", re.IGNORECASE)
"""What ends "the year to March"."""


def _lone_units(hit: Hit, around: Surroundings) -> str | None:
    """Refuse "office hours", "the number of days" and "the hours of 9 to 5"."""
    text, (start, end) = hit.match.string, hit.match.span()
    before = previous_word(text, start)
    hyphen = text[max(0, start - 1) : start] == "-"
    named = hyphen or around.plays(before, "before-units")
    clock = folded(hit.text) == "hours" and _OF_CLOCK.match(text, end) is not None
    return unless(named or clock or _only_counted(text, start, before))


_OF_CLOCK = re.compile(r"\s+(?:of|between)\s+\d")


def _only_counted(text: str, start: int, before: str) -> bool:
    """Say whether units are only what is counted, as in "the number of days" and "a matter of months"."""
    if before != "of":
        return False
    at = start_of("of", text, start)
    noun = previous_word(text, at)
    return noun == "matter" or (noun == "number" and word_before(noun, text, at) == "the")


def _units_to_come(hit: Hit, around: Surroundings) -> str | None:
    """Tell of what makes "years to come" a time and no length, as in "the years to come"."""
    before = previous_word(hit.match.string, hit.match.start())
    return before if before in ("in", "the") else ""


def _whole_unit(hit: Hit, around: Surroundings) -> str | None:
    """Refuse "all day-trippers"."""
    end = hit.match.end()
    return unless(hit.match.string[end : end + 1] == "-")


def _unit_middle(hit: Hit, around: Surroundings) -> str | None:
    """Refuse "the mid-year budget"."""
    before = previous_word(hit.match.string, hit.match.start())
    return unless(before != "at" and not around.plays(before, "before-year"))


def _weekends(hit: Hit, around: Surroundings) -> str | None:
    """Refuse weekends that are counted or told apart: "several weekends", "those weekends"."""
    before = previous_word(hit.match.string, hit.match.start())
    return unless(around.plays(before, "quantity") or before in ("the", "these", "those", "past", "next", "last"))


def _adverb(hit: Hit, around: Surroundings) -> str | None:
    """Refuse newspapers: "Science Daily", "the weekly La Nation", "the Kuwait daily said"."""
    text, (start, end) = hit.match.string, hit.match.span()
    before = text[max(0, start - 24) : start].split()[-1:]
    named = bool(before) and before[0][0].isupper() and before[0][-1].isalnum() and before[0] not in _OPENING
    following = next_word(text, end, fold=False)
    if hit.text.lower() not in ("daily", "weekly", "monthly"):
        return ""
    if hit.text.istitle():
        return unless(following.istitle() or named)
    paper = following.istitle() and len(following) > 1
    return unless(hit.text.islower() and (paper or (named and around.plays(following, "after-name"))))


_OPENING = frozenset(("The", "A", "An", "Its", "Their", "His", "Her", "Our", "My"))
"""What begins a sentence or a headline before "daily" and is no name."""


LOOKS: Mapping[str, Look] = {
    "length": _length,
    "length_between": _length,
    "lone_unit": _lone_unit,
    "lone_units": _lone_units,
    "units_to_come": _units_to_come,
    "whole_unit": _whole_unit,
    "unit_middle": _unit_middle,
    "weekends": _weekends,
    "adverb": _adverb,
}
