"""Steps from an anchor: "two days earlier", "last week", "next year's first quarter"."""

import datetime
from fractions import Fraction
from typing import Any

from ..reading import DOCUMENT, MENTIONED, Calendar, Fields
from ..times.calendars import iso_week, shifted
from ..times.periods import STEPS
from ..times.places import Resolved, date_of, moment_of, months_away, of_date, placed, weekday_in_week
from .memory import Memory

__all__ = ["from_day", "stepped", "stretch"]

Steps = tuple[tuple[Fraction, str], ...]

_CLOCK = ("hour", "minute", "second")
_DAYS = {"day": 1, "week": 7, "fortnight": 14, "weekend": 7}
_SECONDS = {"hour": 3600, "minute": 60, "second": 1, "day": 86400}


def stepped(reading: Calendar, memory: Memory) -> Resolved:
    """Give the place that the steps of a reading lead to, and the fields that it names inside."""
    unit = reading.steps[-1][1]
    base = STEPS[unit][1]
    if unit == "quarter":
        return _quarters(reading, memory) if reading.fields.year is None else _period(reading.fields, memory.compared)
    if base in _CLOCK:
        return _clock(reading, base, memory)
    step = _days if base in ("day", "week", "weekend") else _months
    found = step(reading, base, memory)
    return found if reading.fields.grain is None else _overlaid(reading.fields, found, memory)


def from_day(reading: Calendar, day: datetime.date | None) -> Resolved:
    """Give the place that lies the reading's steps from a day: a day for days and weeks, otherwise a month or year."""
    count, unit = reading.steps[-1]
    if count == 0:
        return _around_day(reading.fields, unit, day)
    base = STEPS[unit][1]
    grain = base if base in ("month", "year") else "day"
    target = _walked(day, reading.steps)
    if target is None:
        return Resolved(Fields(), grain)
    fields = {"month": Fields(year=target.year, month=target.month), "year": Fields(year=target.year)}
    return Resolved(fields.get(grain, of_date(target)), grain)


def _around_day(said: Fields, unit: str, day: datetime.date | None) -> Resolved:
    """Give the week or weekend that has a day in it or next to it, or the quarter that ends about then."""
    if day is None:
        return Resolved(said, unit)
    if unit != "quarter":
        # The weekend of a Monday or Tuesday is the one before it.
        year, week = iso_week((shifted(day, -2) if unit == "weekend" else None) or day)
        return Resolved(Fields(year=year, week=week, weekend=True if unit == "weekend" else None), unit)
    if said.quarter is not None:
        return Resolved(said._replace(year=day.year), unit)
    # Quarters of companies end some days before or after the end of a month, and not of each third month.
    middle = shifted(day, -_HALF_QUARTER) or day
    return Resolved(Fields(year=middle.year, quarter=(middle.month + 2) // 3), unit)


_HALF_QUARTER = 45


def stretch(steps: Steps, day: datetime.date | None) -> datetime.date | None:
    """Give the day that lies so many steps away from a day; None where it is unknown, or the steps are of hours."""
    return None if any(STEPS[unit][1] in _CLOCK for _, unit in steps) else _walked(day, steps)


def _walked(date: datetime.date | None, steps: Steps) -> datetime.date | None:
    days: int | Fraction = 0
    for count, unit in steps:
        size, base = STEPS[unit]
        if base in ("month", "year"):
            date = None if date is None else date_of(months_away(of_date(date), count * size, base))
        else:
            days += count.numerator * _DAYS[unit] if count.denominator == 1 else count * _DAYS[unit]
    return None if date is None else shifted(date, int(days))


def _overlaid(said: Fields, found: Resolved, memory: Memory) -> Resolved:
    """Put the fields that were said into the period that the steps lead to."""
    fields = found.fields
    if said.weekday is not None and found.grain == "week":
        day = weekday_in_week(fields, said.weekday, memory.config.first_weekday)
        fields = fields if day is None else of_date(day)
    inside: dict[str, Any] = {name: getattr(said, name) for name in said.said() if name != "weekday"}
    fields = fields._replace(**inside)
    if fields.year is not None:
        fields = placed(fields, fields.year)
    return Resolved(fields, said.grain or found.grain)


def _days(reading: Calendar, base: str, memory: Memory) -> Resolved:
    target = _walked(memory.anchor_date(reading.anchor, base), reading.steps)
    if target is None:
        return Resolved(Fields(), base)
    if base == "day":
        return Resolved(of_date(target), "day")
    if base == "weekend" and reading.steps[0][0] == 0 and _has_passed(target.isoweekday(), memory):
        target = shifted(target, -7) or target
    # The days of a weekend are those of one ISO week, wherever weeks begin.
    year, week = iso_week(target, 1 if base == "weekend" else memory.config.first_weekday)
    return Resolved(Fields(year=year, week=week, weekend=True if base == "weekend" else None), base)


def _has_passed(weekday: int, memory: Memory) -> bool:
    """Say whether "the weekend" is the one before a weekday: on a Monday or Tuesday unless the sentence looks ahead."""
    return weekday < 6 and memory.direction < (1 if weekday < 3 else 0)


def _months(reading: Calendar, base: str, memory: Memory) -> Resolved:
    quarter = _compared_quarter(memory.compared) if _compares(reading) else None
    if quarter is not None:
        return Resolved(quarter, "quarter")
    told = memory.told_year if base == "year" and reading.anchor == MENTIONED and reading.steps[0][0] == 0 else None
    anchor = _era_start(reading, memory) or told or memory.anchor_fields(reading.anchor, base)
    if anchor is None or anchor.year is None:
        return Resolved(Fields(), _year_grain(reading) if base == "year" else base)
    for count, unit in reading.steps:
        size, part = STEPS[unit]
        anchor = months_away(anchor, count if size == 1 else count * size, part)
    start = memory.config.fiscal_year_start
    if reading.steps[-1][1] == "fiscal year" and anchor.month is not None and 1 < start <= anchor.month:
        # In October the fiscal year is that of the next calendar year, where it began in October.
        anchor = months_away(anchor, Fraction(1), "year")
    if base == "month":
        return Resolved(Fields(year=anchor.year, month=anchor.month), "month")
    return _years(reading, anchor.year or 0)


def _era_start(reading: Calendar, memory: Memory) -> Fields | None:
    """Give a year of the decade or century from which "the following decade" counts, where that was mentioned last."""
    era = memory.era if _year_grain(reading) != "year" and reading.anchor != DOCUMENT else None
    if era is None:
        return None
    year = max(1, era.decade * 10 if era.decade is not None else (era.century or 0) * 100)
    return Fields(year=1 - year if era.bc else year)


def _years(reading: Calendar, year: int) -> Resolved:
    grain, bc = _year_grain(reading), year < 1
    if grain == "decade":
        return Resolved(Fields(decade=(1 - year if bc else year) // 10, bc=bc), grain)
    if grain == "century":
        return Resolved(Fields(century=(1 - year if bc else year) // 100, bc=bc), grain)
    return Resolved(Fields(year=year, fiscal=reading.steps[-1][1] == "fiscal year"), grain)


def _year_grain(reading: Calendar) -> str:
    """Give whether "last decade" or "last century", a period of the calendar, is meant, or a year."""
    unit = reading.steps[-1][1]
    return unit if reading.named and unit in ("decade", "century") and reading.fields == Fields() else "year"


def _compares(reading: Calendar) -> bool:
    """Say whether a reading is "a year ago", which may compare quarters."""
    return not reading.named and reading.steps == _A_YEAR_BACK and reading.fields == Fields()


_A_YEAR_BACK: Steps = ((Fraction(-1), "year"),)


def _compared_quarter(quarter: Fields | None) -> Fields | None:
    """Give the quarter that "a year ago" means where a report speaks of quarters."""
    return None if quarter is None else quarter._replace(year=None if quarter.year is None else quarter.year - 1)


def _period(said: Fields, quarter: Fields | None) -> Resolved:
    """Give the quarter of a year that a report speaks of, or the year where it speaks of none."""
    return Resolved(said, "year") if quarter is None else Resolved(quarter._replace(year=said.year), "quarter")


def _quarters(reading: Calendar, memory: Memory) -> Resolved:
    count = int(reading.steps[-1][0])
    last = None if reading.anchor == DOCUMENT else memory.quarter
    if last is not None and last.quarter is not None and last.year is not None:
        index = last.year * 4 + last.quarter - 1
    elif memory.document is not None:
        index = memory.document.year * 4 + (memory.document.month - 1) // 3
        # "The quarter" of a report is the one that has ended.
        index -= reading.anchor != DOCUMENT and count == 0
    else:
        return Resolved(Fields(), "quarter")
    index += sum(int(years) * 4 for years, unit in reading.steps if unit == "year")
    return Resolved(Fields(year=(index + count) // 4, quarter=(index + count) % 4 + 1), "quarter")


def _clock(reading: Calendar, base: str, memory: Memory) -> Resolved:
    moment = memory.moment
    if reading.anchor == MENTIONED and memory.last is not None:
        moment = None if memory.clock is None else moment_of(memory.clock)
    # A date that is given without a time is midnight, which is no time that hours can count from.
    if moment is None or moment.time() == datetime.time():
        return Resolved(Fields(), base)
    seconds = sum((count * _SECONDS.get(unit, 0) for count, unit in reading.steps), Fraction(0))
    try:
        moment += datetime.timedelta(seconds=int(seconds))
    except OverflowError:
        return Resolved(Fields(), base)
    return Resolved(of_date(moment)._replace(hour=moment.hour, minute=moment.minute), "minute")
