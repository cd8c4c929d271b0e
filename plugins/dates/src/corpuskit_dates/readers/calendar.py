"""Readers of dates that name their place in the calendar."""

import re
from fractions import Fraction

from corpuskit.rules import Hit, folded

from ..reading import MENTIONED, Calendar, Expression, Fields, Mention
from ..times.calendars import WEEKDAYS, on
from .groups import Found, Seen, fields_of, is_bc, last_year, one, two
from .numerals import amount

__all__ = [
    *("calendar", "century", "day_month", "days_in_list", "decade", "decade_of_century", "era_year", "event"),
    *("fiscal_year", "half", "holiday", "month", "month_day", "nth_weekday", "old_year", "ordinal_day", "quarter"),
    *("quarter_to_month", "season", "short_year", "spelled_year", "told_day", "two_year_season", "week_of_month"),
    *("weekday", "year", "year_range"),
]


def calendar(hit: Hit, seen: Seen) -> Found:
    """Read the fields that the groups are named after; digits that are no date are swallowed."""
    fields = fields_of(hit)
    if fields.year is not None and fields.day is not None and on(fields.year, fields.month or 0, fields.day) is None:
        return ()
    if fields.hour == 24 and (fields.minute or fields.second):
        return ()
    return one(hit, Calendar(fields))


# --- days and months


def month_day(hit: Hit, seen: Seen) -> Found:
    """Read a month with a day or a range of days."""
    fields = fields_of(hit)
    end = hit.get("endday")
    if end is None:
        return one(hit, Calendar(fields))
    if hit["day"] is None or fields.day is None or int(end) <= fields.day:
        return None
    last = fields._replace(day=int(end))
    return two(hit, fields, last, (hit.match.start("join"), hit.match.start("endday")))


def days_in_list(hit: Hit, seen: Seen) -> Found:
    """Read a month with several days of one year, in their order: "March 3, 5 and 9, 2020"."""
    fields, start = fields_of(hit), hit.match.start()
    places = [*re.finditer(r"(\d+)\w*", hit.text[: hit.match.end("days") - start])]
    days = [int(place[1]) for place in places]
    if days != sorted(set(days)):
        return None
    starts = (0, *(place.start() for place in places[1:]))
    ends = (*(place.end() for place in places[:-1]), len(hit.text))
    return tuple(
        Mention(begin, end, Expression(Calendar(fields._replace(day=day)), hit.rule.name))
        for begin, end, day in zip(starts, ends, days, strict=True)
    )


def told_day(hit: Hit, seen: Seen) -> Found:
    """Read "April two" and "may 5", which what stands around tells from "April two men" and "they may 5 times"."""
    return one(hit, Calendar(fields_of(hit)))


def day_month(hit: Hit, seen: Seen) -> Found:
    """Read a day with a month; "first May" needs an *of*, and *the* belongs only to an ordinal or to "5 of May"."""
    linked = re.search(r"\sof\s", hit.text, re.IGNORECASE) is not None
    if hit["ordinalday"] and not linked:
        return None
    fields = fields_of(hit)
    if hit["firstday"] is None:
        return one(hit, Calendar(fields), article=linked or not hit.text[1:3].strip().isdecimal())
    first = int(hit["firstday"])
    if hit["day"] is None or fields.day is None or fields.day <= first:
        return None
    cut = hit.match.end("firstth"), hit.match.start("day")
    return two(hit, fields._replace(day=first), fields, cut, article=linked)


def month(hit: Hit, seen: Seen) -> Found:
    """Read a month alone."""
    return one(hit, Calendar(fields_of(hit)))


def weekday(hit: Hit, seen: Seen) -> Found:
    """Read a weekday alone."""
    return one(hit, Calendar(fields_of(hit)))


def ordinal_day(hit: Hit, seen: Seen) -> Found:
    """Read "the 5th"."""
    return one(hit, Calendar(fields_of(hit)))


_NUMBERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}


def nth_weekday(hit: Hit, seen: Seen) -> Found:
    """Read "the first Monday of September" as a holiday whose rule it states."""
    weekday = WEEKDAYS[int(hit.meaning("weekday")) - 1]
    rule = f"{hit.meaning('month')}-{weekday}-{_NUMBERS[folded(hit['number'] or '')]}"
    return one(hit, Calendar(Fields(holiday=rule, year=int(hit["year"]) if hit["year"] else None)))


def week_of_month(hit: Hit, seen: Seen) -> Found:
    """Read "the first week of December" as a part of the month: a week of the calendar may begin in another."""
    return one(hit, Calendar(fields_of(hit), mod=_WEEKS[folded(hit["number"] or "")]))


_WEEKS = {"first": "START", "second": "MID", "third": "MID", "fourth": "END", "final": "END"}


def holiday(hit: Hit, seen: Seen) -> Found:
    """Read a named day by the rule of the region."""
    columns = hit.meaning("holiday")
    rule = columns[seen.config.region]
    rule = columns["all"] if rule == "=" else rule
    if rule == "-":
        return None
    fields = Fields(holiday=rule, year=int(hit["year"]) if hit["year"] else None)
    return one(hit, Calendar(fields))


def event(hit: Hit, seen: Seen) -> Found:
    """Read the year, month or day of an event that is known by its date."""
    year, month, day = (*map(int, str(hit.meaning("event")).split("-")), None, None)[:3]
    return one(hit, Calendar(Fields(year=year, month=month, day=day)))


# --- parts of years


def quarter(hit: Hit, seen: Seen) -> Found:
    """Read a quarter, or two of one year; the article belongs to it only where it is no compound."""
    fields = fields_of(hit)
    if hit["list"]:
        first = fields._replace(quarter=int(hit.meaning("quarter_2")))
        return two(hit, first, fields, (hit.match.start("list"), hit.match.start("quarter")))
    return one(hit, Calendar(fields), article="-" not in (hit["join"] or ""))


def quarter_to_month(hit: Hit, seen: Seen) -> Found:
    """Read "the June quarter", as companies name quarters after their last months."""
    return one(hit, Calendar(Fields(quarter=_LAST_MONTHS.index(folded(hit["last"] or "")) + 1)))


_LAST_MONTHS = ("march", "june", "september", "december")


def fiscal_year(hit: Hit, seen: Seen) -> Found:
    """Read a fiscal year, which "2019-20" is called after both years that it lies in, or the ends of several."""
    fields = fields_of(hit)
    if hit["endyear"] is None:
        return one(hit, Calendar(fields))
    year = fields.year or 0
    last = fields._replace(year=int(str(year)[: 4 - len(hit["endyear"])] + hit["endyear"]))
    if last.year == year + 1:
        return one(hit, Calendar(last))
    if (last.year or 0) < year:
        return None
    return two(hit, fields, last, (hit.match.start("join"), hit.match.start("endyear")))


def half(hit: Hit, seen: Seen) -> Found:
    """Read the half of a year that its neighbours name."""
    word = folded(hit["half"] or "")
    return one(hit, Calendar(Fields(half=1 if word in ("first", "1st") else 2, fiscal=hit["fiscal"] is not None)))


def season(hit: Hit, seen: Seen) -> Found:
    """Read a season."""
    return one(hit, Calendar(fields_of(hit)), weak=seen.near == "doubtful")


# --- years and more


def year(hit: Hit, seen: Seen) -> Found:
    """Read four digits as a year; "the 1988 period" of a report is the quarter that it speaks of, in that year."""
    fields = Fields(year=int(hit["year"] or 0))
    if hit["period"] is None:
        return one(hit, Calendar(fields))
    return one(hit, Calendar(fields, steps=((Fraction(0), "quarter"),), anchor=MENTIONED), article=True)


def year_range(hit: Hit, seen: Seen) -> Found:
    """Read "1939-45" or, where this goes backwards, the month of ISO 8601's "2020-06"."""
    first, last = int(hit["year"] or 0), last_year(hit)
    if last <= first:
        return _iso_month(hit, first)
    group = "endshort" if hit["endshort"] else "endyear"
    return two(hit, Fields(year=first), Fields(year=last), (hit.match.end("year"), hit.match.start(group)))


def two_year_season(hit: Hit, seen: Seen) -> Found:
    """Read the years and months of "1986/87 (Oct/Sept)", the first of each with the first of the other."""
    first, last = (Fields(year=year) for year in (int(hit["year"] or 0), last_year(hit)))
    begin, end = int(hit.meaning("month")), int(hit.meaning("month_2"))
    if last.year != (first.year or 0) + 1 or begin <= end:
        return None
    found = {
        "year": first,
        "endshort": last,
        "month": first._replace(month=begin),
        "month_2": last._replace(month=end),
    }
    start = hit.match.start()
    mentions = [
        Mention(
            hit.match.start(group) - start, hit.match.end(group) - start, Expression(Calendar(fields), hit.rule.name)
        )
        for group, fields in found.items()
    ]
    return tuple(sorted(mentions, key=lambda mention: mention.start))


def _iso_month(hit: Hit, year: int) -> Found:
    short = hit["endshort"] or ""
    is_month = len(short) == 2 and hit.text[4] == "-" and 1 <= int(short) <= 12
    return one(hit, Calendar(Fields(year=year, month=int(short)))) if is_month else None


def old_year(hit: Hit, seen: Seen) -> Found:
    """Read a year of two or three digits, or two years, the last perhaps of four."""
    first, last = int(hit["year"] or 0), int(hit["endyear"] or 0)
    if hit["endyear"] is None:
        return one(hit, Calendar(Fields(year=first)), article=True)
    if last <= first:
        return None
    return two(hit, Fields(year=first), Fields(year=last), (hit.match.end("year"), hit.match.start("endyear")))


def short_year(hit: Hit, seen: Seen) -> Found:
    """Read '98; what is read as a year of this century may be one of the last."""
    fields = fields_of(hit)
    year = fields.year or 0
    return one(hit, Calendar(fields, others=(fields._replace(year=year - 100),) if year >= 2000 else ()))


def spelled_year(hit: Hit, seen: Seen) -> Found:
    """Read "nineteen ninety-four", "nineteen oh five" or "two thousand and five"."""
    first, *rest = [word for word in re.split(r"[\s-]+", hit["spelled"] or "") if word.lower() != "oh"]
    high, low, whole = amount(first), amount(" ".join(rest)), amount(" ".join((first, *rest)))
    if high is None or low is None or whole is None:
        return None
    value = whole if high < 10 else high * 100 + low
    return one(hit, Calendar(Fields(year=value.numerator)))


def era_year(hit: Hit, seen: Seen) -> Found:
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


def decade(hit: Hit, seen: Seen) -> Found:
    """Read the tens of years in digits or words."""
    return one(hit, Calendar(Fields(decade=_decade(hit, seen.near), bc=is_bc(hit))))


def _decade(hit: Hit, near: str) -> int:
    if hit.get("tens"):
        prefix = 180 if folded(hit["prefix"] or "") == "eighteen" else 190
        return prefix + int(hit.meaning("tens"))
    whole = hit["decade"] or hit["decade_2"]
    if whole:
        return int(whole)
    short = int(hit["shortdecade"] or hit["bareshort"] or 0)
    if near:
        return int(near) * 10 + short
    return short + (190 if short >= 2 else 200)


def decade_of_century(hit: Hit, seen: Seen) -> Found:
    """Read "the second decade of the 20th century" as the 1910s; before our era the decades count down."""
    number, century, bc = int(hit.meaning("decade_2")), _century(hit, "century"), is_bc(hit)
    if not century or number > _DECADES:
        return None
    first = (century - 1) * _DECADES
    return one(hit, Calendar(Fields(decade=first + (_DECADES - number if bc else number - 1), bc=bc)))


_DECADES = 10


def century(hit: Hit, seen: Seen) -> Found:
    """Read a century by its number, or two of them."""
    first, number = _century(hit, "firstcentury"), _century(hit, "century")
    last = Fields(century=number - 1, bc=is_bc(hit))
    if hit["join"] is None:
        return one(hit, Calendar(last), article="-centur" not in hit.text.lower()) if number else None
    cut = hit.match.start("join"), hit.match.start("number")
    return two(hit, last._replace(century=first - 1), last, cut, article=True) if first and number else None


def _century(hit: Hit, group: str) -> int:
    return int(hit[group] or hit.meaning(f"{group}_2") or 0)
