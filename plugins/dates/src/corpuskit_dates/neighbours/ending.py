"""The last part of a time: "the last quarter of 1990", "the last day of May", "the last decade of the 19th century"."""

import calendar
from fractions import Fraction

import attrs

from ..reading import Calendar, Fields

__all__ = ["last_of"]

_END = {("week", "month"), ("week", "year"), ("day", "month"), ("quarter", "century"), ("quarter", "decade")}
_FEBRUARY = 2


def last_of(part: Calendar, whole: Calendar) -> Calendar | None:
    """Give the last quarter, month, day or decade of a year, month or century, or else its end."""
    if not part.named or part.fields != Fields() or [count for count, _ in part.steps] != [Fraction(-1)]:
        return None
    unit, grain = part.steps[0][1], whole.fields.grain or ""
    fields = _inside(unit, grain, whole.fields)
    if fields is not None:
        return attrs.evolve(whole, fields=fields)
    return attrs.evolve(whole, mod="END") if (unit, grain) in _END else None


def _inside(unit: str, grain: str, fields: Fields) -> Fields | None:
    if grain == "year" and unit in ("quarter", "month", "day"):
        if unit == "quarter":
            return fields._replace(quarter=4)
        return fields._replace(month=12, day=31 if unit == "day" else None)
    if grain == "month" and unit == "day":
        return _with_last_day(fields, fields.month or 1, fields.year)
    if grain == "century" and unit == "decade":
        return Fields(decade=(fields.century or 0) * 10 + (0 if fields.bc else 9), bc=fields.bc)
    return None


def _with_last_day(fields: Fields, month: int, year: int | None) -> Fields | None:
    """Give fields on the last day of a month; None for February where nothing tells whether the year is a leap year."""
    if month == _FEBRUARY and (year is None or year < 1):
        return None
    return fields._replace(day=calendar.monthrange(max(year or 1, 1), month)[1])
