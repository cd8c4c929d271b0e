"""The interval that resolved fields cover, as ISO strings whose order is the order of time."""

import datetime

from ..reading import Fields
from .calendars import SEASON_MONTHS, fiscal_month, month_step, on, shifted

__all__ = ["Interval", "interval"]

Interval = tuple[str | None, str | None]

_NONE: Interval = (None, None)
_PARTS = {"MO": (6, 12), "MI": (12, 13), "AF": (12, 18), "EV": (18, 24), "NI": (20, 28), "DT": (6, 18)}
_SECONDS = {"hour": 3600, "minute": 60, "second": 1}
_MONTHS = {"half": 6, "quarter": 3, "season": 3, "month": 1}


def interval(fields: Fields, grain: str, *, fiscal_start: int = 1, first_weekday: int = 1) -> Interval:
    """Give the earliest moment and the first moment after it; None outside the years 1 to 9999.

    Parts of the day are conventions: morning 6 to 12, afternoon 12 to 18, evening 18 to 24, night 20 to 4 the next
    day. Times are those of the place, whatever the zone. Seasons are those of the northern half of the globe.
    """
    if grain in ("century", "decade"):
        return _years(fields, grain)
    if fields.year is None:
        return _NONE
    if grain in ("week", "weekend"):
        return _week(fields, grain, first_weekday)
    if grain in ("part", "hour", "minute", "second", "day"):
        return _day(fields, grain)
    return _months(fields, grain, fiscal_start if fields.fiscal else 1)


def _years(fields: Fields, grain: str) -> Interval:
    value, size = (fields.century, 100) if grain == "century" else (fields.decade, 10)
    if value is None or fields.bc:
        return _NONE
    # The century that is called the first has the years 1 to 99, as there is no year 0 in the calendar.
    return _dates(on(max(value * size, 1), 1, 1), on(value * size + size, 1, 1))


def _dates(first: datetime.date | None, last: datetime.date | None) -> Interval:
    return (first.isoformat(), last.isoformat()) if first and last else _NONE


def _months(fields: Fields, grain: str, fiscal_start: int) -> Interval:
    year, month, size = fields.year or 0, _first_month(fields, grain), _MONTHS.get(grain, 12)
    if grain == "year" or fields.fiscal:
        year, month = fiscal_month(year, month, fiscal_start)
    last_year, last_month = month_step(year, month, size)
    return _dates(on(year, month, 1), on(last_year, last_month, 1))


def _first_month(fields: Fields, grain: str) -> int:
    if grain == "month":
        return fields.month or 1
    if grain == "season":
        return SEASON_MONTHS.get(fields.season or "", 1)
    number = fields.quarter if grain == "quarter" else fields.half if grain == "half" else 1
    return ((number or 1) - 1) * _MONTHS.get(grain, 12) + 1


def _week(fields: Fields, grain: str, first_weekday: int) -> Interval:
    try:
        monday = datetime.date.fromisocalendar(fields.year or 0, fields.week or 0, 1)
    except (ValueError, OverflowError):
        return _NONE
    if grain == "weekend":
        return _dates(shifted(monday, 5), shifted(monday, 7))
    first = shifted(monday, -((8 - first_weekday) % 7))
    return _dates(first, first and shifted(first, 7))


def _day(fields: Fields, grain: str) -> Interval:
    day = on(fields.year or 0, fields.month or 0, fields.day or 0)
    if day is None:
        return _NONE
    if grain == "day":
        return _dates(day, shifted(day, 1))
    if grain == "part":
        hours = _PARTS.get(fields.part or "")
        return _moments(day, hours[0] * 3600, hours[1] * 3600) if hours else _NONE
    if fields.hour is None:
        return _NONE
    at = fields.hour * 3600 + (fields.minute or 0) * 60 + (fields.second or 0)
    return _moments(day, at, at + _SECONDS[grain])


def _moments(day: datetime.date, first: int, last: int) -> Interval:
    midnight = datetime.datetime.combine(day, datetime.time())
    try:
        return tuple((midnight + datetime.timedelta(seconds=at)).isoformat() for at in (first, last))  # type: ignore[return-value]  # two of them
    except OverflowError:
        return _NONE
