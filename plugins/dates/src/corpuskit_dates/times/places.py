"""Places in the calendar: fields as dates, and dates as fields."""

import datetime
from fractions import Fraction
from typing import NamedTuple

from ..reading import Fields
from .calendars import holiday, month_step, on, shifted

__all__ = ["Resolved", "date_of", "moment_of", "months_away", "of_date", "placed", "weekday_in_week", "with_date"]


class Resolved(NamedTuple):
    """Fields as complete as the text allows, the grain that the expression speaks of, and what else it may mean."""

    fields: Fields
    grain: str
    others: tuple[Fields, ...] = ()


def of_date(date: datetime.date) -> Fields:
    """Give the fields of a date."""
    return Fields(year=date.year, month=date.month, day=date.day)


def date_of(fields: Fields | None) -> datetime.date | None:
    """Give the date of fields, or None where they are no day of the years 1 to 9999."""
    if fields is None or fields.year is None or fields.month is None or fields.day is None:
        return None
    return on(fields.year, fields.month, fields.day)


def moment_of(fields: Fields) -> datetime.datetime | None:
    """Give the date and time of fields, or None where a part is missing."""
    date = date_of(fields)
    if date is None or fields.hour is None or fields.hour > 23:
        return None
    return datetime.datetime.combine(date, datetime.time(fields.hour, fields.minute or 0))


def with_date(fields: Fields, date: datetime.date) -> Fields:
    """Give fields on a date, which takes the place of a weekday, week or holiday."""
    return fields._replace(year=date.year, month=date.month, day=date.day, weekday=None, week=None, holiday=None)


def placed(fields: Fields, year: int) -> Fields:
    """Give fields in a year, a holiday or a weekday of an ISO week as a date."""
    if fields.holiday is not None:
        date = holiday(fields.holiday, year)
        return fields._replace(year=year) if date is None else with_date(fields, date)
    if fields.week is not None and fields.weekday is not None:
        date = weekday_in_week(fields._replace(year=year), fields.weekday)
        return fields if date is None else with_date(fields, date)
    return fields._replace(year=year)


def weekday_in_week(fields: Fields, weekday: int, first_weekday: int = 1) -> datetime.date | None:
    """Give the date of a weekday in the week of fields, or None where there is none.

    Where weeks do not begin with Monday, they begin before the ISO week of their number.
    """
    try:
        date = datetime.date.fromisocalendar(fields.year or 0, fields.week or 0, weekday)
    except (ValueError, OverflowError):
        return None
    return shifted(date, -7) if 1 < first_weekday <= weekday else date


def months_away(fields: Fields, count: Fraction, unit: str) -> Fields:
    """Give fields some months or years away; the 31st becomes the last day of a shorter month."""
    size = {"year": 12, "month": 1}.get(unit, 0)
    months = count.numerator * size if count.denominator == 1 else round(count * size)
    if unit == "year" and count.denominator == 1 and fields.month is None:
        return Fields(year=(fields.year or 0) + count.numerator)
    year, month = month_step(fields.year or 0, fields.month or 1, months)
    day = fields.day
    while day is not None and day > 28 and on(year, month, day) is None:
        day -= 1
    return Fields(year=year, month=month, day=day)
