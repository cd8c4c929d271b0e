"""One pass over a document's readings in order: each gets its place from the document's date or the last mention."""

import datetime
from fractions import Fraction

import attrs

from .calendars import SEASON_MONTHS, holiday, iso_week, month_step, on, shifted
from .config import DateConfig
from .periods import STEPS
from .reading import DOCUMENT, MENTIONED, STYLED, Calendar, Fields

__all__ = ["Resolved", "Resolver", "of_date"]

_CLOCK = ("part", "hour", "minute", "second")
_DAYS = {"day": 1, "week": 7, "weekend": 7}


@attrs.frozen
class Resolved:
    """Fields that are as complete as the text allows, and the grain that the expression speaks of."""

    fields: Fields
    grain: str


def of_date(date: datetime.date) -> Fields:
    """Give the fields of a date."""
    return Fields(year=date.year, month=date.month, day=date.day)


def _date_of(fields: Fields) -> datetime.date | None:
    if fields.year is None or fields.month is None or fields.day is None:
        return None
    return on(fields.year, fields.month, fields.day)


class Resolver:
    """The state of the pass: the document's moment, and what was mentioned last, by how fine it is."""

    def __init__(self, moment: datetime.datetime | None, config: DateConfig) -> None:
        self._moment = moment
        self._document = None if moment is None else moment.date()
        self._config = config
        self._day: Fields | None = None
        self._month: Fields | None = None
        self._year: Fields | None = None
        self._last: Resolved | None = None
        self._quarter: Fields | None = None

    # --- what was mentioned

    def remember(self, reading: Calendar, resolved: Resolved) -> None:
        """Note a resolved mention as the one that later ones refer to.

        A comparison with the year before does not move the report's quarter, nor does "today" a narrative.
        """
        fields = resolved.fields
        if fields.year is None or (self._narrative and reading.steps and reading.anchor == DOCUMENT):
            return
        compares = bool(reading.steps) and reading.steps[-1][1] == "year" and reading.steps[-1][0] != 0
        if fields.quarter is not None and not compares:
            self._quarter = fields
        if compares and fields.quarter is not None:
            return
        self._last = resolved
        self._year = fields
        if fields.month is not None:
            self._month = fields
            if fields.day is not None:
                self._day = fields

    @property
    def _narrative(self) -> bool:
        return self._config.style == "narrative"

    def _anchor(self, anchor: str) -> str:
        if anchor == STYLED:
            return MENTIONED if self._narrative else DOCUMENT
        return anchor

    def _anchor_date(self, anchor: str) -> datetime.date | None:
        """Give the day that steps of days and weeks count from."""
        anchor = self._anchor(anchor)
        if anchor == MENTIONED and self._last is not None:
            return _date_of(self._day) if self._day is not None else None
        return self._document

    def _anchor_fields(self, anchor: str, unit: str) -> Fields | None:
        anchor = self._anchor(anchor)
        if anchor == MENTIONED and self._last is not None:
            if unit == "month":
                return self._month if self._month is not None and self._month.month else None
            return self._year
        return None if self._document is None else of_date(self._document)

    def span(self, steps: tuple[tuple[Fraction, str], ...]) -> tuple[datetime.date | None, datetime.date | None]:
        """Give the document's day and the day that lies so many steps away; None where it is unknown."""
        if self._document is None or any(STEPS[unit][1] in ("hour", "minute", "second") for _, unit in steps):
            return None, None
        there: datetime.date | None = self._document
        for count, unit in steps:
            size, base = STEPS[unit]
            if there is not None and base in ("month", "year"):
                there = _date_of(_months_away(of_date(there), count * size, base))
            elif there is not None:
                there = shifted(there, int(count * size * _DAYS[base]))
        return self._document, there

    # --- resolving

    def resolve(self, reading: Calendar, direction: int) -> Resolved:
        """Give the place of a reading; ``direction`` is that of the sentence, -1 for the past."""
        if reading.steps:
            return self._stepped(reading)
        fields = reading.fields
        grain = fields.grain or "day"
        if fields.year is not None:
            return Resolved(_placed(fields, fields.year), grain)
        if fields.century is not None or fields.decade is not None:
            return Resolved(fields, grain)
        return Resolved(self._completed(reading, self._sign(reading, direction)), grain)

    def _sign(self, reading: Calendar, direction: int) -> int:
        if reading.lean is not None:
            return reading.lean
        return direction

    # --- steps from an anchor

    def _stepped(self, reading: Calendar) -> Resolved:
        unit = reading.steps[-1][1]
        base = STEPS[unit][1]
        finest = reading.fields.grain
        if unit in ("quarter",):
            return self._quarter_step(reading)
        if base in ("hour", "minute", "second"):
            return self._clock_step(reading, base)
        step = self._day_step if base in ("day", "week", "weekend") else self._month_step
        found = step(reading, base)
        if finest is None:
            return found
        return self._overlaid(reading, found)

    def _overlaid(self, reading: Calendar, found: Resolved) -> Resolved:
        """Put the fields that were said into the period that the steps lead to."""
        fields, said = found.fields, reading.fields
        grain = said.grain or found.grain
        if said.weekday is not None and found.grain == "week":
            day = _weekday_in_week(fields, said.weekday)
            fields = fields if day is None else of_date(day)
        values = {name: getattr(said, name) for name in said.said() if name != "weekday"}
        fields = attrs.evolve(fields, **values)
        if fields.year is not None:
            fields = _placed(attrs.evolve(fields, week=None) if found.grain != "week" else fields, fields.year)
        return Resolved(fields, grain)

    def _day_step(self, reading: Calendar, base: str) -> Resolved:
        anchor = self._anchor_date(reading.anchor)
        days = _total(reading.steps, {"day": 1, "week": 7, "fortnight": 14, "weekend": 7})
        for count, unit in reading.steps:
            if anchor is not None and STEPS[unit][1] in ("month", "year"):
                anchor = _date_of(_months_away(of_date(anchor), count * STEPS[unit][0], STEPS[unit][1]))
        target = None if anchor is None or days is None else shifted(anchor, days)
        if base == "day":
            return Resolved(Fields() if target is None else of_date(target), "day")
        if target is None:
            return Resolved(Fields(), base)
        if base == "weekend" and reading.steps[0][0] == 0 and target.isoweekday() < 3:
            target = shifted(target, -7) or target
        year, week = iso_week(target, self._config.first_weekday)
        return Resolved(Fields(year=year, week=week, weekend=True if base == "weekend" else None), base)

    def _month_step(self, reading: Calendar, base: str) -> Resolved:
        unit = reading.steps[-1][1]
        named = reading.fields.grain is None and len(reading.steps) == 1 and abs(reading.steps[0][0]) <= 1
        quarter = self._compared_quarter(reading)
        if quarter is not None:
            return Resolved(quarter, "quarter")
        anchor = self._anchor_fields(reading.anchor, base)
        if anchor is None or anchor.year is None:
            return Resolved(Fields(), base)
        for count, step in reading.steps:
            anchor = _months_away(anchor, count * STEPS[step][0], STEPS[step][1])
        year = anchor.year or 0
        if base == "month":
            return Resolved(Fields(year=anchor.year, month=anchor.month), "month")
        if named and unit == "decade" and reading.named:
            return Resolved(Fields(decade=year // 10), "decade")
        if named and unit == "century" and reading.named:
            return Resolved(Fields(century=year // 100), "century")
        return Resolved(Fields(year=anchor.year, fiscal=unit == "fiscal year"), "year")

    def _compared_quarter(self, reading: Calendar) -> Fields | None:
        """Give the quarter that "a year ago" means where a report speaks of quarters."""
        quarter = self._quarter
        if quarter is None or quarter.year is None or reading.steps != ((Fraction(-1), "year"),):
            return None
        if reading.fields != Fields() or reading.named:
            return None
        return attrs.evolve(quarter, year=quarter.year - 1)

    def _quarter_step(self, reading: Calendar) -> Resolved:
        count = reading.steps[-1][0]
        last = self._quarter
        back = reading.anchor != DOCUMENT
        if back and last is not None and last.quarter is not None and last.year is not None:
            year, quarter = last.year, last.quarter
        elif self._document is not None:
            year, quarter = self._document.year, (self._document.month + 2) // 3
            # "The quarter" of a report is the one that has ended.
            count = count - 1 if back and count == 0 else count
        else:
            return Resolved(Fields(), "quarter")
        index = year * 4 + quarter - 1 + int(count)
        return Resolved(Fields(year=index // 4, quarter=index % 4 + 1), "quarter")

    def _clock_step(self, reading: Calendar, base: str) -> Resolved:
        seconds = _total(reading.steps, {"hour": 3600, "minute": 60, "second": 1, "day": 86400})
        moment = self._moment
        if reading.anchor == MENTIONED and self._last is not None:
            moment = _moment_of(self._last.fields)
        if moment is None or seconds is None or moment.time() == datetime.time():
            return Resolved(Fields(), base)
        try:
            moment += datetime.timedelta(seconds=seconds)
        except OverflowError:
            return Resolved(Fields(), base)
        return Resolved(attrs.evolve(of_date(moment), hour=moment.hour, minute=moment.minute), "minute")

    # --- partial dates

    def _completed(self, reading: Calendar, sign: int) -> Fields:
        fields = reading.fields
        if fields.month is None and fields.day is not None:
            return self._day_of_month(fields)
        if fields.weekday is not None and fields.month is None:
            return self._weekday(reading, sign)
        if fields.grain in _CLOCK and fields.month is None and fields.holiday is None:
            return self._time_of_day(reading)
        return self._in_year(reading, sign)

    def _time_of_day(self, reading: Calendar) -> Fields:
        date = self._anchor_date(MENTIONED) or self._document
        return reading.fields if date is None else _with_date(reading.fields, date)

    def _day_of_month(self, fields: Fields) -> Fields:
        month = self._month
        if month is not None:
            return attrs.evolve(fields, year=month.year, month=month.month)
        if self._document is None:
            return fields
        return attrs.evolve(fields, year=self._document.year, month=self._document.month)

    def _weekday(self, reading: Calendar, sign: int) -> Fields:
        base = self._anchor_date(MENTIONED) if self._narrative or reading.anchor == MENTIONED else self._document
        if base is None or reading.fields.weekday is None:
            return reading.fields
        behind = (base.isoweekday() - reading.fields.weekday) % 7
        if reading.lean == -1:
            days = -(behind or 7)
        elif reading.lean == 1:
            days = (-behind) % 7 or 7
        elif reading.lean == 0:
            days = reading.fields.weekday - base.isoweekday()
        else:
            ahead = sign > 0 or (sign == 0 and self._config.style == "conversation")
            days = (-behind) % 7 if ahead else -behind
        date = shifted(base, days)
        return reading.fields if date is None else _with_date(reading.fields, date)

    def _in_year(self, reading: Calendar, sign: int) -> Fields:
        """Choose the year of a month, day, season, quarter or holiday."""
        fields = reading.fields
        base = self._base_of_year(reading)
        if base is None:
            return fields
        if isinstance(base, int):
            return _placed(fields, base)
        if reading.lean == 0 and reading.anchor == DOCUMENT:
            return _placed(fields, base.year)
        starts = {year: start for year in range(base.year - 1, base.year + 2) if (start := _start(fields, year))}
        if not starts:
            return _placed(fields, base.year)
        grain = fields.grain or "day"
        if reading.lean in (-1, 1):
            return _placed(fields, _leaning(starts, base, reading.lean, grain))
        if fields.weekday is not None and fields.day is not None:
            fitting = [year for year, start in starts.items() if start.isoweekday() == fields.weekday]
            if fitting:
                return _placed(fields, fitting[0])
        return _placed(fields, _nearest(starts, base, self._patience(fields, sign), grain))

    def _base_of_year(self, reading: Calendar) -> datetime.date | int | None:
        """Give the date that a partial date is near to, or the year that it is in."""
        told = self._year is not None and (reading.lean is None or reading.anchor == MENTIONED)
        if told and (self._narrative or self._document is None or reading.anchor == MENTIONED):
            last = self._last.fields if self._last is not None else None
            if last is None or last.month is None or last.year is None or not 1 < last.year < 9999:
                return self._year.year if self._year is not None else None
            return on(last.year, last.month, last.day or 15) or last.year
        return self._document

    def _patience(self, fields: Fields, sign: int) -> float:
        """Give how much nearer the next occurrence must be than the last one, to be meant."""
        if fields.quarter is not None or fields.half is not None:
            return 2.5 if sign > 0 else _REPORTED
        return _PATIENCE[self._config.style][sign]


_REPORTED = 0.15
"""Quarters are reported on after their end, for longer than other dates are looked back on."""

_PATIENCE = {
    "news": {-1: 0.2, 0: 0.6, 1: 2.5},
    "narrative": {-1: 1.5, 0: 1.5, 1: 1.5},
    "conversation": {-1: 0.5, 0: 3.0, 1: 10.0},
}


def _leaning(starts: dict[int, datetime.date], base: datetime.date, lean: int, grain: str) -> int:
    """Give the year of "last March" or "next March": not the March that the base is in."""
    apart = {year: start for year, start in starts.items() if not _same(start, base, grain)}
    if lean < 0:
        return max((year for year, start in apart.items() if start < base), default=min(starts))
    return min((year for year, start in apart.items() if start > base), default=max(starts))


def _nearest(starts: dict[int, datetime.date], base: datetime.date, patience: float, grain: str) -> int:
    """Give the year whose occurrence is near to the base, the days before it counted ``patience`` times."""

    def distance(year: int) -> float:
        if _same(starts[year], base, grain):
            return 0.0
        days = (starts[year] - base).days
        return float(days) if days > 0 else -days * patience

    return min(sorted(starts, reverse=True), key=distance)


def _same(start: datetime.date, base: datetime.date, grain: str) -> bool:
    if grain in ("month", "season", "quarter", "half"):
        months = {"month": 1, "season": 3, "quarter": 3, "half": 6}[grain]
        return 0 <= (base.year * 12 + base.month) - (start.year * 12 + start.month) < months
    return start == base


def _start(fields: Fields, year: int) -> datetime.date | None:
    """Give the first day of partial fields in a year."""
    if fields.holiday is not None:
        return holiday(fields.holiday, year)
    if fields.month is not None:
        return on(year, fields.month, fields.day or 1)
    if fields.season is not None:
        return on(year, SEASON_MONTHS[fields.season], 1)
    if fields.quarter is not None:
        return on(year, fields.quarter * 3 - 2, 1)
    if fields.half is not None:
        return on(year, fields.half * 6 - 5, 1)
    return on(year, 1, 1)


def _placed(fields: Fields, year: int) -> Fields:
    """Give fields in a year, a holiday or ISO week day as a date."""
    if fields.holiday is not None:
        date = holiday(fields.holiday, year)
        return attrs.evolve(fields, year=year) if date is None else _with_date(fields, date)
    if fields.week is not None and fields.weekday is not None:
        date = _weekday_in_week(attrs.evolve(fields, year=year), fields.weekday)
        return fields if date is None else _with_date(fields, date)
    return attrs.evolve(fields, year=year)


def _with_date(fields: Fields, date: datetime.date) -> Fields:
    return attrs.evolve(fields, year=date.year, month=date.month, day=date.day, weekday=None, week=None, holiday=None)


def _weekday_in_week(fields: Fields, weekday: int) -> datetime.date | None:
    try:
        return datetime.date.fromisocalendar(fields.year or 0, fields.week or 0, weekday)
    except ValueError:
        return None


def _moment_of(fields: Fields) -> datetime.datetime | None:
    date = _date_of(fields)
    if date is None or fields.hour is None or fields.hour > 23:
        return None
    return datetime.datetime.combine(date, datetime.time(fields.hour, fields.minute or 0))


def _months_away(fields: Fields, count: Fraction, unit: str) -> Fields:
    months = round(count * 12) if unit == "year" else round(count) if unit == "month" else 0
    if unit == "year" and count.denominator == 1 and fields.month is None:
        return Fields(year=(fields.year or 0) + count.numerator)
    year, month = month_step(fields.year or 0, fields.month or 1, months)
    day = fields.day
    while day is not None and day > 28 and on(year, month, day) is None:
        day -= 1
    return Fields(year=year, month=month, day=day)


def _total(steps: tuple[tuple[Fraction, str], ...], sizes: dict[str, int]) -> int | None:
    total = sum((count * sizes.get(unit, 0) for count, unit in steps), Fraction(0))
    return int(total)
