"""Calendar arithmetic: steps, weeks, weekdays and movable feasts."""

import datetime
from fractions import Fraction

__all__ = [
    "DAY_MONTHS",
    "SEASON_MONTHS",
    "WEEKDAYS",
    "days_in",
    "easter",
    "fiscal_month",
    "fixed_day",
    "holiday",
    "iso_week",
    "month_step",
    "nth_weekday",
    "on",
    "shifted",
]

SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""The months in which the seasons begin, on the northern half of the globe."""

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""Their names in the rules of holidays, from Monday on."""

DAY_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def on(year: int, month: int, day: int) -> datetime.date | None:
    """Give a date, or None where there is no such day in the years 1 to 9999."""
    try:
        return datetime.date(year, month, day)
    except (ValueError, OverflowError):
        return None


def days_in(year: int, month: int) -> int:
    """Give the number of days of a month."""
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 28 if month == 2 and not leap else DAY_MONTHS[month - 1]


def shifted(date: datetime.date, days: int) -> datetime.date | None:
    """Give the date so many days away, or None outside the years 1 to 9999."""
    try:
        return date + datetime.timedelta(days=days)
    except OverflowError:
        return None


def month_step(year: int, month: int, count: int) -> tuple[int, int]:
    """Give the year and month so many months away."""
    index = year * 12 + month - 1 + count
    return index // 12, index % 12 + 1


def fiscal_month(year: int, month: int, start: int) -> tuple[int, int]:
    """Give the year and month in the calendar of a month of a fiscal year, which is named after the year it ends in.

    Args:
        year: the name of the fiscal year.
        month: of the fiscal year, from 1.
        start: the month in the calendar that the fiscal year begins with.
    """
    return month_step(year, month, start - 13 if start > 1 else 0)


def iso_week(date: datetime.date, first_weekday: int = 1) -> tuple[int, int]:
    """Give the ISO year and number of the week, for weeks that begin up to six days before the ISO week."""
    moved = shifted(date, (8 - first_weekday) % 7) or date
    year, week, _ = moved.isocalendar()
    return year, week


def nth_weekday(year: int, month: int, weekday: int, number: int) -> datetime.date | None:
    """Give the ``number``-th weekday (1 is Monday) of a month, counted from its end where negative."""
    if number > 0:
        first = on(year, month, 1)
        return first and shifted(first, (weekday - first.isoweekday()) % 7 + 7 * (number - 1))
    last = on(year, month, days_in(year, month))
    return last and shifted(last, -((last.isoweekday() - weekday) % 7) + 7 * (number + 1))


def easter(year: int) -> datetime.date | None:
    """Give the date of Western Easter.

    Source: J.-M. Oudin's algorithm, Explanatory Supplement to the Astronomical Almanac, 1992, chapter 12.
    """
    if not 1 <= year <= 9999:
        return None
    century = year // 100
    golden = year % 19
    skew = (century - 17) // 25
    moon = (century - century // 4 - (century - skew) // 3 + 19 * golden + 15) % 30
    moon -= (moon // 28) * (1 - (moon // 28) * (29 // (moon + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    offset = moon - weekday
    month = 3 + (offset + 40) // 44
    return datetime.date(year, month, offset + 28 - 31 * (month // 4))


def holiday(rule: str, year: int) -> datetime.date | None:
    """Give the date in a year of a holiday's rule.

    The rule is ``12-25``, ``easter-2``, ``11-thu-4`` (the fourth Thursday of November, negative from the end), the
    latter with days added, ``11-thu-4+1``, or ``5-mon<25`` (the last Monday before May 25).
    """
    if rule.startswith("easter"):
        day = easter(year)
        return day and shifted(day, int(rule[6:] or 0))
    month, *rest = rule.split("-", 2)
    if rest[0].isdecimal():
        return on(year, int(month), int(rest[0]))
    weekday, _, before = rest[0].partition("<")
    if before:
        limit = on(year, int(month), int(before))
        return limit and shifted(limit, -((limit.isoweekday() - WEEKDAYS.index(weekday) - 2) % 7) - 1)
    number, _, plus = rest[1].partition("+")
    day = nth_weekday(year, int(month), WEEKDAYS.index(rest[0]) + 1, int(number))
    return day and shifted(day, int(plus or 0))


def fixed_day(rule: str) -> tuple[int, int] | None:
    """Give the month and day of a holiday's rule, or None where the day moves from year to year."""
    month, _, day = rule.partition("-")
    return (int(month), int(day)) if month.isdecimal() and day.isdecimal() else None


def whole(count: Fraction) -> int | None:
    """Give a count as an integer, or None where it has a fraction."""
    return count.numerator if count.denominator == 1 else None
