"""Partial dates: which January, which Monday, the evening of which day."""

import datetime
from collections.abc import Mapping

from ..reading import MENTIONED, Calendar, Fields
from ..times.calendars import SEASON_MONTHS, fiscal_month, fixed_day, holiday, month_step, on, shifted
from ..times.places import date_of, of_date, placed, with_date
from .memory import Memory

__all__ = ["completed"]

_CLOCK = ("part", "hour", "minute", "second")
_LENGTHS = {"month": 1, "season": 3, "quarter": 3, "half": 6}
_CHAIN = 62
"""How many days a narrative moves on from one partial date to the next, at most, for the next to continue it."""

_PATIENCE = {
    "news": {-1: 0.12, 0: 0.6, 1: 4.0},
    "narrative": {-1: 1.2, 0: 1.2, 1: 1.2},
    "conversation": {-1: 0.5, 0: 3.0, 1: 10.0},
}
"""How much nearer the next occurrence must be than the last one, to be meant; by the tense of the sentence."""

_PATIENCE_REPORTED = {-1: 0.15, 0: 0.15, 1: 1.2}
"""Quarters are reported on after their end, for longer than other dates are looked back on."""

Starts = dict[int, datetime.date]
"""The first days of the occurrences, by years in their order."""


def completed(reading: Calendar, memory: Memory) -> tuple[Fields, ...]:
    """Give the fields of a reading without a year, completed as far as the memory reaches.

    Where the tense of the sentence would decide but tells nothing, and where "next Friday" may mean the one of this
    week or of the next, what else they may be follows.
    """
    fields = reading.fields
    if (reading.bound == "begin" and memory.direction == 0) or (reading.bound == "end" and memory.recurs):
        # "From May to October" of a sentence that tells of neither the past nor the future is so in every year.
        return (fields,)
    if reading.bound == "end" and memory.document is not None and not memory.narrative:
        return (_after(fields, memory),)
    if fields.month is None and fields.day is not None:
        return (_day_of_month(fields, memory),)
    if fields.weekday is not None and fields.month is None:
        return _weekday(reading, memory)
    if fields.grain in _CLOCK and fields.month is None and fields.holiday is None:
        date = memory.day_at_hand or memory.document
        return (fields if date is None else with_date(fields, date),)
    return _in_year(reading, memory)


def _after(fields: Fields, memory: Memory) -> Fields:
    """Give the end of a range: the first of its kind after the beginning, which was mentioned last."""
    last = memory.year
    begin = None if last is None or last.year is None else _start(last, last.year, 1)
    if begin is None:
        return fields
    if fields.weekday is not None:
        date = shifted(begin, (fields.weekday - begin.isoweekday()) % 7 or 7)
        return fields if date is None else with_date(fields, date)
    starts = _starts(fields, begin.year, memory)
    return placed(fields, min((year for year, start in starts.items() if start > begin), default=begin.year))


def _day_of_month(fields: Fields, memory: Memory) -> Fields:
    """Place "the 5th" in the month mentioned last, otherwise in the document's or the one beside it, by tense."""
    month, document = memory.month, memory.document
    if fields.weekday is not None and document is not None:
        return _on_weekday(fields, month or of_date(document), memory)
    if month is not None:
        date = on(month.year or 0, month.month or 1, fields.day or 1)
        return fields if date is None else fields._replace(year=month.year, month=month.month)
    if document is None:
        return fields
    sign = memory.direction
    steps = (month_step(document.year, document.month, step) for step in (0, sign or -1, 2 * (sign or -1)))
    dates = (on(year, month, fields.day or 1) for year, month in steps)
    found = (date for date in dates if date is not None and (date - document).days * sign >= 0)
    date = next(found, None)
    return fields if date is None else fields._replace(year=date.year, month=date.month)


def _on_weekday(fields: Fields, base: Fields, memory: Memory) -> Fields:
    """Place "Friday 13th" in the nearest month, by tense, in which that day is that weekday."""
    document = memory.document or datetime.date.min
    months = (month_step(base.year or 0, base.month or 1, count) for count in _NEAR_MONTHS)
    dates = (on(year, month, fields.day or 1) for year, month in months)
    fitting = (date for date in dates if date is not None and date.isoweekday() == fields.weekday)
    date = next((date for date in fitting if (date - document).days * memory.direction >= 0), None)
    return fields if date is None else fields._replace(year=date.year, month=date.month)


_NEAR_MONTHS = (0, *(sign * count for count in range(1, 15) for sign in (-1, 1)))
"""From the nearest on; the 13th is each weekday in some of any fourteen months."""


def _weekday(reading: Calendar, memory: Memory) -> tuple[Fields, ...]:
    mentioned = memory.narrative or reading.anchor == MENTIONED
    base = (memory.anchor_date(MENTIONED) if mentioned else None) or memory.document
    weekday = reading.fields.weekday
    if base is None or weekday is None:
        return (reading.fields,)
    if reading.lean is None:
        steps = _steps_by_tense((base.isoweekday() - weekday) % 7, memory)
    else:
        steps = _steps_by_lean(base.isoweekday(), weekday, reading.lean, memory)
    dates = [date for days in steps if (date := shifted(base, days)) is not None]
    return tuple(with_date(reading.fields, date) for date in dates) or (reading.fields,)


def _steps_by_tense(behind: int, memory: Memory) -> tuple[int, ...]:
    """Give how many days away the weekday is that was so many days before."""
    if not behind:
        return (0,)
    sign = memory.direction
    if sign:
        return (7 - behind if sign > 0 else -behind,)
    return (7 - behind, -behind) if memory.style == "conversation" else (-behind, 7 - behind)


def _steps_by_lean(today: int, weekday: int, lean: int, memory: Memory) -> tuple[int, ...]:
    if lean == 0:
        return (weekday - today,)
    days = ((weekday - today) * lean % 7 or 7) * lean
    in_this_week = 0 <= (today - memory.config.first_weekday) % 7 + days < 7
    return (days, days + 7 * lean) if in_this_week else (days,)


# --- the year of a month, day, season, quarter or holiday


def _in_year(reading: Calendar, memory: Memory) -> tuple[Fields, ...]:
    base = memory.document
    if reading.anchor == MENTIONED or (reading.lean is None and memory.narrative):
        last = memory.year
        if last is not None:
            beside = _beside(reading, last, memory)
            return (_told(reading.fields, last, memory) if beside is None else placed(reading.fields, beside),)
    if base is None:
        return (_of_every_year(reading.fields),)
    starts = _starts(reading.fields, base.year, memory)
    if reading.lean == 0 or not starts:
        return (placed(reading.fields, base.year),)
    return tuple(placed(reading.fields, year) for year in _chosen(reading, starts, base, memory))


def _of_every_year(fields: Fields) -> Fields:
    """Give "Christmas" the month and day that it has in every year."""
    day = None if fields.holiday is None else fixed_day(fields.holiday)
    return fields if day is None else fields._replace(holiday=None, month=day[0], day=day[1])


def _beside(reading: Calendar, last: Fields, memory: Memory) -> int | None:
    """Give the year of "the following spring" or "the previous May", counted from the last mention."""
    if not reading.lean or last.year is None:
        return None
    # The calendar repeats itself, so that years before our era can be counted in later ones.
    cycles = 0 if last.year > 0 else _CYCLES
    is_fine = last.month is not None or last.season is not None or last.quarter is not None
    # Spring to autumn of a year lie before its end and behind its beginning; its winter is both.
    month = 3 if reading.lean < 0 else 11
    base = _start(last, last.year + cycles, 1) if is_fine else on(last.year + cycles, month, 1)
    starts = _starts(reading.fields, last.year + cycles, memory)
    if base is None or not starts:
        return None
    return _leaning(starts, base, reading.lean, reading.fields.grain or "day") - cycles


_CYCLES = 20 * 400
"""The years of whole cycles of the Gregorian calendar."""


def _told(fields: Fields, last: Fields, memory: Memory) -> Fields:
    """Continue the narrative: soon after the last month or day, or in the last year; never after the document."""
    year = 1 if last.year is None else last.year
    month = memory.month
    base = date_of(month._replace(day=month.day or 1)) if month is not None else None
    if base is not None:
        starts = _before(_starts(fields, base.year, memory), memory.document)
        grain = fields.grain or "day"
        soon = [y for y, start in starts.items() if 0 <= (start - base).days <= _CHAIN or _same(start, base, grain)]
        if grain != "day":
            # Days go on from the last one; longer times belong to the year that was said since, as in a heading.
            soon = [y for y in soon if y >= year]
        if soon or (last is month and starts):
            return placed(fields, soon[0] if soon else _nearest(_apart(starts, base, grain), _PATIENCE["narrative"][0]))
    told = {near: start for near, start in _starts(fields, year, memory).items() if near <= year}
    return placed(fields, max(_before(told, memory.document), default=year))


def _before(starts: Starts, document: datetime.date | None) -> Starts:
    """Give those of the starts that the document can tell of; all where that is none."""
    return {year: start for year, start in starts.items() if document is None or start <= document} or starts


def _chosen(reading: Calendar, starts: Starts, base: datetime.date, memory: Memory) -> tuple[int, ...]:
    fields, grain = reading.fields, reading.fields.grain or "day"
    if reading.lean is not None:
        return (_leaning(starts, base, reading.lean, grain),)
    if fields.day is not None and fields.weekday is not None:
        fitting = [year for year, start in starts.items() if start.isoweekday() == fields.weekday]
        if fitting:
            return (fitting[0],)
    reported = fields.quarter is not None or fields.half is not None
    patience = _PATIENCE_REPORTED if reported else _PATIENCE[memory.style]
    apart = _apart(starts, base, grain)
    # The tense is asked for only where it tells something: patience grows from the past to the future.
    early, late = _nearest(apart, patience[-1]), _nearest(apart, patience[1])
    if early == late:
        return (early,)
    year = _nearest(apart, patience[memory.direction])
    return (year,) if memory.direction else (year, *(other for other in (early, late) if other != year))


def _leaning(starts: Starts, base: datetime.date, lean: int, grain: str) -> int:
    """Give the year of "last March" or "next March": not the March that the base is in."""
    apart = {year: start for year, start in starts.items() if not _same(start, base, grain)}
    if lean < 0:
        return max((year for year, start in apart.items() if start < base), default=min(starts))
    return min((year for year, start in apart.items() if start > base), default=max(starts))


def _apart(starts: Starts, base: datetime.date, grain: str) -> dict[int, int]:
    """Give the days from the base to each occurrence, by years, the last year first."""
    if grain not in _LENGTHS:
        return {year: (starts[year] - base).days for year in reversed(starts)}
    return {year: 0 if _same(starts[year], base, grain) else (starts[year] - base).days for year in reversed(starts)}


def _nearest(apart: Mapping[int, int], patience: float) -> int:
    """Give the year whose occurrence is nearest, the days before the base counted ``patience`` times."""
    return min(apart, key=lambda year: apart[year] if apart[year] > 0 else -apart[year] * patience)


def _same(start: datetime.date, base: datetime.date, grain: str) -> bool:
    if grain not in _LENGTHS:
        return start == base
    return 0 <= (base.year * 12 + base.month) - (start.year * 12 + start.month) < _LENGTHS[grain]


def _starts(fields: Fields, year: int, memory: Memory) -> Starts:
    """Give the first days of partial fields in a year and in those beside it."""
    fiscal_start = memory.config.fiscal_year_start if fields.fiscal else 1
    found = ((near, _start(fields, near, fiscal_start)) for near in (year - 1, year, year + 1))
    return {near: start for near, start in found if start is not None}


def _start(fields: Fields, year: int, fiscal_start: int) -> datetime.date | None:
    if fields.holiday is not None:
        return holiday(fields.holiday, year)
    if fields.month is not None:
        return on(year, fields.month, fields.day or 1)
    if fields.season is not None:
        return on(year, SEASON_MONTHS[fields.season], 1)
    month = 1
    if fields.quarter is not None:
        month = fields.quarter * 3 - 2
    elif fields.half is not None:
        month = fields.half * 6 - 5
    return on(*fiscal_month(year, month, fiscal_start), 1)
