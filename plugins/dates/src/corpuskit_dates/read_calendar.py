"""Readers of dates that name their place in the calendar."""

import re

import attrs

from corpuskit.rules import Hit

from .calendars import WEEKDAYS, on
from .groups import Found, fields_of, is_bc, one, two
from .numerals import amount
from .reading import Calendar, Fields
from .surroundings import Surroundings, next_word, previous_word

__all__ = [
    *("calendar", "century", "day_month", "decade", "era_year", "event", "half", "holiday", "month", "month_day"),
    "nth_weekday",
    *("ordinal_day", "quarter", "season", "short_year", "spelled_year", "weekday", "year", "year_range"),
]


def calendar(hit: Hit, around: Surroundings) -> Found:
    """Read the fields that the groups are named after; digits that are no date are swallowed."""
    fields = fields_of(hit)
    if fields.year is not None and fields.month and fields.day and on(fields.year, fields.month, fields.day) is None:
        return ()
    return one(hit, Calendar(fields))


# --- days and months


def month_day(hit: Hit, around: Surroundings) -> Found:
    """Read a month with a day or a range of days; where things are counted the number is none."""
    if hit["year"] is None and around.counts_things(hit.match.string, hit.match.end()):
        return None
    fields = fields_of(hit)
    if hit["endday"] is None:
        return one(hit, Calendar(fields))
    if hit["day"] is None or fields.day is None or int(hit["endday"]) <= fields.day:
        return None
    last = attrs.evolve(fields, day=int(hit["endday"]))
    return two(hit, fields, last, (hit.match.start("join"), hit.match.start("endday")))


def day_month(hit: Hit, around: Surroundings) -> Found:
    """Read a day with a month; "first May" needs an *of*, and *the* belongs to it only before an ordinal."""
    if hit["ordinalday"] and " of " not in hit.text.lower():
        return None
    fields = fields_of(hit)
    if hit["firstday"] is None:
        return one(hit, Calendar(fields), article=not hit.text[1:3].strip().isdecimal())
    first = int(hit["firstday"])
    if hit["day"] is None or fields.day is None or fields.day <= first:
        return None
    return two(hit, attrs.evolve(fields, day=first), fields, (hit.match.end("firstday"), hit.match.start("day")))


def month(hit: Hit, around: Surroundings) -> Found:
    """Read a month alone, unless it is a name or an ordinary word."""
    text, (start, end) = hit.match.string, hit.match.span()
    word = hit["month"] or ""
    if word.lower() in ("may", "march", "mar", "dec", "jun", "jan"):
        if not around.is_date_position(text, start, end):
            return None
    elif around.is_named(text, start, end, word):
        return None
    return one(hit, Calendar(fields_of(hit)))


def weekday(hit: Hit, around: Surroundings) -> Found:
    """Read a weekday alone, "Sunday-school" aside."""
    end = hit.match.end()
    if (hit["weekday"] or "").lower() == "sunday" and hit.match.string[end : end + 1] == "-":
        return None
    return one(hit, Calendar(fields_of(hit)))


def ordinal_day(hit: Hit, around: Surroundings) -> Found:
    """Read "the 5th" where a preposition stands before it and no noun behind it."""
    text, (start, end) = hit.match.string, hit.match.span()
    if previous_word(text, start) != "the":
        return None
    before = previous_word(text, _start_of("the", text, start))
    if not around.plays(before, "before-digits") or not around.plays(next_word(text, end) or "and", "after-past"):
        return None
    return one(hit, Calendar(fields_of(hit)))


_NUMBERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}


def nth_weekday(hit: Hit, around: Surroundings) -> Found:
    """Read "the first Monday of September" as a holiday whose rule it states."""
    weekday = WEEKDAYS[int(hit.meaning("weekday")) - 1]
    rule = f"{hit.meaning('month')}-{weekday}-{_NUMBERS[(hit['number'] or '').lower()]}"
    return one(hit, Calendar(Fields(holiday=rule, year=int(hit["year"]) if hit["year"] else None)))


def holiday(hit: Hit, around: Surroundings) -> Found:
    """Read a named day by the rule of the region."""
    columns = hit.meaning("holiday")
    rule = columns[around.config.region]
    rule = columns["all"] if rule == "=" else rule
    if rule == "-":
        return None
    fields = Fields(holiday=rule, year=int(hit["year"]) if hit["year"] else None)
    return one(hit, Calendar(fields))


def event(hit: Hit, around: Surroundings) -> Found:
    """Read the day of an event that is known by its date."""
    year, month, day = (int(part) for part in str(hit.meaning("event")).split("-"))
    return one(hit, Calendar(Fields(year=year, month=month, day=day)))


# --- parts of years


def quarter(hit: Hit, around: Surroundings) -> Found:
    """Read a quarter; the article belongs to it only where it is no compound."""
    return one(hit, Calendar(fields_of(hit)), article="-" not in (hit["join"] or ""))


def half(hit: Hit, around: Surroundings) -> Found:
    """Read the half of a year that its neighbours name."""
    word = (hit["half"] or "").lower()
    return one(hit, Calendar(Fields(half=1 if word in ("first", "1st") else 2)))


def season(hit: Hit, around: Surroundings) -> Found:
    """Read a season; *fall* and *spring* alone are verbs and nouns more often than not."""
    text, (start, end) = hit.match.string, hit.match.span()
    doubtful = hit["year"] is None and (hit["season"] or "").lower() in ("fall", "spring")
    if text[end : end + 1] == "-":
        return None
    weak = doubtful and not (around.is_date_position(text, start, end) and next_word(text, end) != "of")
    return one(hit, Calendar(fields_of(hit)), weak=weak)


# --- years and more


def year(hit: Hit, around: Surroundings) -> Found:
    """Read four digits as a year where nothing tells that they count or name something."""
    value = int(hit["year"] or 0)
    if not around.is_year_position(hit.match.string, *hit.match.span(), value):
        return None
    return one(hit, Calendar(Fields(year=value)), article=hit["period"] is not None)


def year_range(hit: Hit, around: Surroundings) -> Found:
    """Read "1939-45"."""
    first, short = int(hit["year"] or 0), hit["endshort"]
    last = first // 100 * 100 + int(short) if short else int(hit["endyear"] or 0)
    if last <= first or not around.is_year_position(hit.match.string, *hit.match.span(), last):
        return None
    group = "endshort" if short else "endyear"
    return two(hit, Fields(year=first), Fields(year=last), (hit.match.end("year"), hit.match.start(group)))


def short_year(hit: Hit, around: Surroundings) -> Found:
    """Read '98 where the apostrophe opens no quotation."""
    if hit.match.string[max(0, hit.match.start() - 1) : hit.match.start()] in ("'", "`", "’", "‘", '"'):
        return None
    return one(hit, Calendar(fields_of(hit)))


def spelled_year(hit: Hit, around: Surroundings) -> Found:
    """Read "nineteen ninety-four" or "two thousand and five"."""
    text = hit["spelled"] or ""
    first, *rest = re.split(r"[\s-]+", text)
    high, low, whole = amount(first), amount(" ".join(rest)), amount(text)
    if high is None or low is None or whole is None:
        return None
    value = whole if high < 10 else high * 100 + low
    return one(hit, Calendar(Fields(year=value.numerator)))


def era_year(hit: Hit, around: Surroundings) -> Found:
    """Read a year with BC or AD, or two of them; the comma in "3,000 B.C." is no sign of a list."""
    value = int((hit["year"] or hit["year_2"] or "0").replace(",", ""))
    if not value:
        return None
    fields = Fields(year=_astronomical(hit, value))
    if hit["first"] is None:
        return one(hit, Calendar(fields))
    first = Fields(year=_astronomical(hit, int(hit["first"])))
    return two(hit, first, fields, (hit.match.end("first"), hit.match.start("year_2")))


def _astronomical(hit: Hit, value: int) -> int:
    return 1 - value if is_bc(hit) else value


def decade(hit: Hit, around: Surroundings) -> Found:
    """Read the tens of years in digits or words; two digits and bare words need *the* before them."""
    possessive = hit.get("decade") and not hit.text.isalnum() and not is_bc(hit)
    bare = possessive or hit.get("bareshort") or (hit.get("tens") and not hit["prefix"])
    if bare and not _has_article(hit.match.string, hit.match.start()):
        return None
    return one(hit, Calendar(Fields(decade=_decade(hit), bc=is_bc(hit))))


def _decade(hit: Hit) -> int:
    if hit.get("tens"):
        prefix = 180 if (hit["prefix"] or "").lower() == "eighteen" else 190
        return prefix + int(hit.meaning("tens"))
    whole = hit["decade"] or hit["decade_2"]
    if whole:
        return int(whole)
    short = int(hit["shortdecade"] or hit["bareshort"] or 0)
    return short + (190 if short >= 2 else 200)


def _has_article(text: str, start: int) -> bool:
    word = previous_word(text, start)
    if word in ("early", "mid", "late"):
        word = previous_word(text, _start_of(word, text, start))
    return word == "the"


def _start_of(word: str, text: str, end: int) -> int:
    """Give where the word that stands shortly before an offset starts."""
    low = max(0, end - 8)
    return low + max(0, text[low:end].lower().rfind(word))


def century(hit: Hit, around: Surroundings) -> Found:
    """Read a century by its number."""
    digits = hit["century"]
    number = int(digits) if digits else int(hit.meaning("century_2"))
    if not number:
        return None
    return one(hit, Calendar(Fields(century=number - 1, bc=is_bc(hit))), article="-" not in hit.text)
