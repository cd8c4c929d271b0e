"""What stands around a match and decides whether it is a date, by the names of the readers.

A look tells in a word what matters to its reader, mostly nothing, or None to refuse the match.
"""

import re
from collections.abc import Mapping

from corpuskit.rules import Hit, folded

from .groups import Look, is_bc, last_year
from .surroundings import Surroundings, next_word, previous_word

__all__ = ["LOOKS"]


def _unless(refused: bool) -> str | None:
    return None if refused else ""


# --- days and months


def _month_day(hit: Hit, around: Surroundings) -> str | None:
    """Refuse "May 500" where things are counted, and the army of "In May the Second Army"."""
    match = hit.match
    if (match["ordinalday"] or "").istitle() and next_word(match.string, match.end(), fold=False).istitle():
        return None
    return _unless(match["year"] is None and around.counts_things(match.string, match.end()))


def _days_in_list(hit: Hit, around: Surroundings) -> str | None:
    """Refuse "March 3, 5 and 9 people"."""
    match = hit.match
    return _unless(match["year"] is None and around.counts_things(match.string, match.end()))


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
        return _unless(not around.is_date_position(text, start, end) and not _reaches_month(text, start, end))
    return _unless(around.is_named(text, start, end, word))


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
    return _unless(hit.get("dayname") is None or before == "in" or not ends_clause)


_OF_SEASON = re.compile(r",?\s+of\s+the\s+(?:\d{4}[/-]\d\d|(?:current|last|previous)\s+season)", re.IGNORECASE)
"""What a day is of in reports on crops: "the week ended March six of the 1985/86 season"."""

_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_DASH = r"\.?\s?[-–—]\s?"
_MONTH_BEFORE = re.compile(rf"{_MONTH}[a-z]{{0,6}}{_DASH}\Z", re.IGNORECASE)
_MONTH_BEHIND = re.compile(rf"(?:{_DASH}|/|(?-i:,\s)){_MONTH}", re.IGNORECASE)
_LONGEST_MONTH = 14


def _reaches_month(text: str, start: int, end: int) -> bool:
    """Say whether a sign joins a month to another, as in "March-May", "March/April" and "March, April and May"."""
    return bool(_MONTH_BEHIND.match(text, end) or _MONTH_BEFORE.search(text, max(0, start - _LONGEST_MONTH), start))


def _weekday(hit: Hit, around: Surroundings) -> str | None:
    """Refuse "Sunday-school"."""
    end = hit.match.end()
    return _unless(hit.match.string[end : end + 1] == "-" and folded(hit.match["weekday"] or "") == "sunday")


def _ordinal_day(hit: Hit, around: Surroundings) -> str | None:
    """Refuse "the 5th" where no preposition or weekday stands before it, or a noun behind it."""
    text, (start, end) = hit.match.string, hit.match.span()
    before = previous_word(text, start)
    if before == "the":
        fits = around.plays(previous_word(text, _start_of("the", text, start)), "before-digits")
    else:
        fits = around.plays(before, "weekday")
    return _unless(not fits or not around.plays(next_word(text, end) or "and", "after-past"))


def _numeric_short(hit: Hit, around: Surroundings) -> str | None:
    """Refuse "10/25" where no preposition and no weekday stands before it."""
    return _unless(not around.plays(previous_word(hit.match.string, hit.match.start()), "before-digits"))


# --- years and their parts


_SHORT = 4


def _season(hit: Hit, around: Surroundings) -> str | None:
    """Tell of *fall* and *spring* alone, which are verbs and nouns more often than not, where no date stands.

    "The Summer Institute" is a name; a short word with a capital is more likely the preposition of a headline.
    """
    text, (start, end) = hit.match.string, hit.match.span()
    following = next_word(text, end, fold=False)
    if text[end : end + 1] == "-" or (hit.text.istitle() and following.istitle() and len(following) > _SHORT):
        return None
    if hit.match["year"] is not None or folded(hit.match["season"] or "") not in ("fall", "spring"):
        return ""
    if following in ("of", "in", "to") and not _is_placed(text, start, around):
        return "doubtful"
    return "" if around.is_date_position(text, start, end) and following != "of" else "doubtful"


def _is_placed(text: str, start: int, around: Surroundings) -> bool:
    """Say whether a preposition stands before the season, as it does not in "The fall in profit"."""
    word = previous_word(text, start)
    return around.plays(previous_word(text, _start_of("the", text, start)) if word == "the" else word, "before-date")


def _year(hit: Hit, around: Surroundings) -> str | None:
    """Refuse digits where something tells that they count or name something."""
    match = hit.match
    return _unless(not around.is_year_position(match.string, *match.span(), int(match["year"] or 0)))


def _spelled_year(hit: Hit, around: Surroundings) -> str | None:
    """Refuse "two thousand and five" where it may count something."""
    text, start = hit.match.string, hit.match.start()
    if not folded(hit.text).startswith("two") or text[max(0, start - 2) : start] == ", ":
        return ""
    fits = around.plays(previous_word(text, start), "before-year") and not around.counts_things(text, hit.match.end())
    return _unless(not fits)


def _year_range(hit: Hit, around: Surroundings) -> str | None:
    match = hit.match
    return _unless(not around.is_year_position(match.string, *match.span(), last_year(hit)))


def _short_year(hit: Hit, around: Surroundings) -> str | None:
    """Refuse an apostrophe that opens a quotation."""
    start = hit.match.start()
    return _unless(hit.match.string[max(0, start - 1) : start] in ("'", "`", "’", "‘", '"'))


def _decade(hit: Hit, around: Surroundings) -> str | None:
    """Refuse two digits and bare words without *the* before them; tell the century of "the 1850s and 60s"."""
    possessive = hit.get("decade") and not hit.text.isalnum() and not is_bc(hit)
    if not (possessive or hit.get("bareshort") or (hit.get("tens") and not hit["prefix"])):
        return ""
    text, start = hit.match.string, hit.match.start()
    after = _AFTER_DECADE.search(text, max(0, start - 24), start)
    if after is not None:
        return after["century"] if hit.get("bareshort") and after["century"] else ""
    return _unless(not _has_article(text, start))


_AFTER_DECADE = re.compile(
    r"(?P<century>(?<!\d)[12]\d)?\d0['’]?s,?\s+(?:and|or|to|through)\s+(?:(?:early|mid|late)[\s-]+)?\Z",
    re.IGNORECASE | re.ASCII,
)
"""What lets the "60s" of "the 1850s and 60s" be a decade, and of which century."""


def _has_article(text: str, start: int) -> bool:
    word = previous_word(text, start)
    if word in ("early", "mid", "late"):
        word = previous_word(text, _start_of(word, text, start))
    return word == "the"


def _start_of(word: str, text: str, end: int) -> int:
    """Give where the word that stands shortly before an offset starts."""
    low = max(0, end - 8)
    return low + max(0, text[low:end].lower().rfind(word))


# --- times of day


def _clock24(hit: Hit, around: Surroundings) -> str | None:
    """Refuse hours and minutes where no two digits, zone or preposition tells that they are a time."""
    match = hit.match
    plain = len(match["hour"] or "") == 2 or folded(hit.text[-1:]) == "s"
    if match["zone"] or (plain if ":" in hit.text else hit.text[0] == "0"):
        return ""
    if _LOCAL.match(match.string, match.end()):
        return ""
    return _unless(not around.plays(previous_word(match.string, match.start()), "before-clock"))


_LOCAL = re.compile(r"\s+local\b", re.IGNORECASE)
"""What tells that "1900 hours" are a time of day."""


def _past_hour(hit: Hit, around: Surroundings) -> str | None:
    """Refuse "ten to five" where nothing tells that it is a time."""
    match, is_range = hit.match, folded(hit.match["way"]) == "to" and not hit.match["quarter"]
    if match["unit"] or (not is_range and (_says_half(hit) or match["point"])):
        return ""
    if folded(match["way"]) == "past" and not match["minutes"]:
        return ""
    if is_range and match["minutes"].isdecimal():
        return None
    fits = previous_word(match.string, match.start()) == "at" and not _is_counted(hit, around)
    return _unless(not fits)


def _hours(hit: Hit, around: Surroundings) -> str | None:
    """Refuse "3-5" where no half of the day and no minutes after *from* or *between* tell that they are times."""
    match, joined_by = hit.match, folded(hit.match["join"]).strip()
    before = previous_word(match.string, match.start())
    if joined_by == "and" and before != "between":
        return None
    is_range = before in ("from", "between")
    if match["ampm"] or (_says_half(hit) and (is_range or joined_by not in _DASHES)):
        return ""
    timed = (is_range and ":" in hit.text) or match["minute_2"]
    return _unless(not timed or _is_counted(hit, around))


_DASHES = ("-", "–", "—")


def _says_half(hit: Hit) -> bool:
    return bool(hit.match["ampm"] or hit.match["part"] or hit.match["part_2"])


def _is_counted(hit: Hit, around: Surroundings) -> bool:
    following = next_word(hit.match.string, hit.match.end())
    return around.plays(following, "counted") or around.plays(following, "unit")


# --- lengths and recurrences


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
        return _unless(not around.plays(next_word(text, end), "after-length"))
    if word in ("from", "until", "till") or _LOCAL.match(text, end):
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


_TO_MONTH = re.compile(rf"\s+(?:to|through)\s+(?:the\s+end\s+of\s+)?(?:\d\d?\s+)?(?-i:{_MONTH})", re.IGNORECASE)
"""What ends "the year to March"."""


def _lone_units(hit: Hit, around: Surroundings) -> str | None:
    """Refuse "office hours", "the number of days" and "the hours of 9 to 5"."""
    text, (start, end) = hit.match.string, hit.match.span()
    before = previous_word(text, start)
    hyphen = text[max(0, start - 1) : start] == "-"
    named = hyphen or around.plays(before, "before-units")
    clock = folded(hit.text) == "hours" and _OF_CLOCK.match(text, end) is not None
    return _unless(named or clock or _only_counted(text, start, before))


_OF_CLOCK = re.compile(r"\s+(?:of|between)\s+\d")


def _only_counted(text: str, start: int, before: str) -> bool:
    """Say whether units are only what is counted, as in "the number of days" and "a matter of months"."""
    if before != "of":
        return False
    at = _start_of("of", text, start)
    noun = previous_word(text, at)
    return noun == "matter" or (noun == "number" and previous_word(text, _start_of(noun, text, at)) == "the")


def _units_to_come(hit: Hit, around: Surroundings) -> str | None:
    """Tell of what makes "years to come" a time and no length, as in "the years to come"."""
    before = previous_word(hit.match.string, hit.match.start())
    return before if before in ("in", "the") else ""


def _whole_unit(hit: Hit, around: Surroundings) -> str | None:
    """Refuse "all day-trippers"."""
    end = hit.match.end()
    return _unless(hit.match.string[end : end + 1] == "-")


def _unit_middle(hit: Hit, around: Surroundings) -> str | None:
    """Refuse "the mid-year budget"."""
    before = previous_word(hit.match.string, hit.match.start())
    return _unless(before != "at" and not around.plays(before, "before-year"))


def _weekends(hit: Hit, around: Surroundings) -> str | None:
    """Refuse weekends that are counted or told apart: "several weekends", "those weekends"."""
    before = previous_word(hit.match.string, hit.match.start())
    return _unless(around.plays(before, "quantity") or before in ("the", "these", "those", "past", "next", "last"))


def _adverb(hit: Hit, around: Surroundings) -> str | None:
    """Refuse newspapers: "Science Daily", "the weekly La Nation", "the Kuwait daily said"."""
    text, (start, end) = hit.match.string, hit.match.span()
    before = text[max(0, start - 24) : start].split()[-1:]
    named = bool(before) and before[0][0].isupper() and before[0][-1].isalnum() and before[0] not in _OPENING
    following = next_word(text, end, fold=False)
    if hit.text.lower() not in ("daily", "weekly", "monthly"):
        return ""
    if hit.text.istitle():
        return _unless(following.istitle() or named)
    paper = following.istitle() and len(following) > 1
    return _unless(hit.text.islower() and (paper or (named and around.plays(following, "after-name"))))


_OPENING = frozenset(("The", "A", "An", "Its", "Their", "His", "Her", "Our", "My"))
"""What begins a sentence or a headline before "daily" and is no name."""


# --- references


def _reference(hit: Hit, around: Surroundings) -> str | None:
    """Refuse what stands before a unit of time, to which it is left."""
    text, end, word = hit.match.string, hit.match.end(), folded(hit.text)
    following = next_word(text, end)
    if word == "current" and (count := _DIGITS.match(text, end)) and around.plays(next_word(text, count.end()), "unit"):
        return None
    if word == "past" and text[end : end + 3].strip()[:1].isdecimal():
        return None
    if around.plays(following, "unit") or around.plays(following, "no-reference"):
        return None
    if word == "recently" and following == "as":
        return None
    if following in ("calendar", "financial") and around.plays(_word_after(following, text, end), "unit"):
        return None
    if word == "at the moment" and following in ("of", "that", "when"):
        return None
    if word.endswith(" term") and previous_word(text, hit.match.start()) != "the":
        return None
    return _unless(word in ("past", "future") and not _is_noun(hit, word, following, around))


def _word_after(word: str, text: str, start: int) -> str:
    """Give the word behind a word that follows an offset."""
    return next_word(text, text.lower().find(word, start, start + _REACH) + len(word))


_REACH = 24

_DIGITS = re.compile(r"\s+\d+(?=\s)")


def _is_noun(hit: Hit, word: str, following: str, around: Surroundings) -> bool:
    """Say whether "the past" or "the future" is meant, and not "the past president" or "future earnings"."""
    text, start = hit.match.string, hit.match.start()
    if previous_word(text, start) != "the" or around.plays(following, "quantity"):
        return False
    if word == "future" or not following or around.plays(following, "after-past"):
        return True
    # "In the past" is a reference, whatever follows, if it is no time.
    return previous_word(text, _start_of("the", text, start)) == "in" and not around.plays(following, "period")


def _year_before(hit: Hit, around: Surroundings) -> str | None:
    """Refuse "a year ago", which is a length from now."""
    return _unless(
        "-" not in hit.text and previous_word(hit.match.string, hit.match.start()) in ("a", "one"),
    )


def _from_now(hit: Hit, around: Surroundings) -> str | None:
    """Refuse "two years' time" where it is not what begins now."""
    return _unless(previous_word(hit.match.string, hit.match.start()) != "in")


LOOKS: Mapping[str, Look] = {
    "month_day": _month_day,
    "days_in_list": _days_in_list,
    "told_day": _told_day,
    "month": _month,
    "weekday": _weekday,
    "ordinal_day": _ordinal_day,
    "numeric_short": _numeric_short,
    "season": _season,
    "year": _year,
    "year_range": _year_range,
    "short_year": _short_year,
    "decade": _decade,
    "clock24": _clock24,
    "past_hour": _past_hour,
    "hours": _hours,
    "length": _length,
    "length_between": _length,
    "lone_unit": _lone_unit,
    "lone_units": _lone_units,
    "units_to_come": _units_to_come,
    "whole_unit": _whole_unit,
    "unit_middle": _unit_middle,
    "weekends": _weekends,
    "adverb": _adverb,
    "reference": _reference,
    "unit_before": _year_before,
    "year_before": _year_before,
    "from_now": _from_now,
    "spelled_year": _spelled_year,
}
"""By the names of readers. A reader without a look takes every match of its rules."""
