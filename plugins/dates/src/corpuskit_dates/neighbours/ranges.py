"""Two mentions that are the ends of a range: "January 5-9", "from May to June 2019", "1939–45"."""

import functools
import re

import attrs

from ..memo import MOST
from ..reading import Calendar, Expression, Fields, Fixed, Mention, shared

__all__ = ["ends"]

_DASH = re.compile(r"\s?[-–—]\s?|-to-|,?\s+(?:to|through|thru|until|till)\s+(?:the\s+)?", re.IGNORECASE)
_AND = re.compile(r"\s+and\s+(?:the\s+)?", re.IGNORECASE)
_FROM = re.compile(r"\b(?:from|between)\s+(?:the\s+)?\Z", re.IGNORECASE)
_BEFORE_AND = re.compile(r"\bbetween\s+(?:the\s+)?\Z", re.IGNORECASE)


_FARTHEST = 14
"""How far apart the ends of a range are at most."""


def ends(text: str, left: Mention, right: Mention) -> tuple[Mention, Mention] | None:
    """Give two neighbours as the ends of a range, each with what the other says for it; None where they are none."""
    if not 0 < right.start - left.end <= _FARTHEST or not _connects(text, left, right):
        return None
    pair = _completed(left.expression, right.expression)
    if pair is None and _FROM.search(text, max(0, left.start - 16), left.start):
        pair = _unlike(left.expression, right.expression)
    return pair and (Mention(left.start, left.end, pair[0]), Mention(right.start, right.end, pair[1]))


@functools.lru_cache(MOST)
def _unlike(left: Expression, right: Expression) -> tuple[Expression, Expression] | None:
    """Give "from 2014 to May 2018" and "between now and May", whose ends say nothing for each other."""
    if not all(isinstance(end.reading, Calendar) or end.reading == _NOW for end in (left, right)):
        return None
    return _away_from(right, left, -1), _away_from(left, right, 1)


def _away_from(other: Expression, end: Expression, lean: int) -> Expression:
    """Give the end of a range whose other end may be now: it lies before or after that."""
    reading = end.reading
    if other.reading != _NOW or not isinstance(reading, Calendar) or reading.lean is not None:
        return end
    if reading.steps or reading.fields.year is not None or reading.fields.month is None:
        return end
    return shared(attrs.evolve(end, reading=attrs.evolve(reading, lean=lean)))


_NOW = Fixed("PRESENT_REF")


@functools.lru_cache(MOST)
def _completed(left: Expression, right: Expression) -> tuple[Expression, Expression] | None:
    first, second = left.reading, right.reading
    if not isinstance(first, Calendar) or not isinstance(second, Calendar) or (first.steps and second.steps == ()):
        return None
    if _level(first.fields) == _level(second.fields) == "clock":
        alike = left.method == right.method == _COUNTING_TO_24
        first, second = _as_written(first, second) if alike else _times(first, second)
        first = _on_day_of(first, second)
    fields = _completed_fields(first.fields, second.fields)
    if (first.steps or second.steps) and (fields is None or {first.fields.year, second.fields.year} != {None}):
        # Nothing says for another what each says: "from 1 October 2021 to 31 May this year".
        return (left, right)
    if fields is None:
        return None
    begin, end = fields
    bounds = ("begin", "end") if _is_open(first, second) else (None, "end" if _goes_on(first, second) else None)
    return (
        shared(attrs.evolve(left, reading=attrs.evolve(first, fields=begin, bound=bounds[0]))),
        shared(attrs.evolve(right, reading=attrs.evolve(second, fields=end, bound=bounds[1]))),
    )


def _is_open(first: Calendar, second: Calendar) -> bool:
    """Say whether both ends are months, seasons or weekdays of which nothing tells the year."""
    return all(
        not reading.steps and reading.lean is None and reading.fields.said() <= _RECURRING
        for reading in (first, second)
    )


def _goes_on(first: Calendar, second: Calendar) -> bool:
    """Say whether a range goes on to another weekday: "from 11 p.m. Friday to 2 a.m. Saturday"."""
    ends = (first, second)
    plain = all(not reading.steps and reading.lean is None and reading.fields.month is None for reading in ends)
    return plain and None not in (days := [reading.fields.weekday for reading in ends]) and days[0] != days[1]


_RECURRING = frozenset(("month", "season", "weekday"))


def _times(first: Calendar, second: Calendar) -> tuple[Calendar, Calendar]:
    """Let a time that may be of either half of the day be of the one that fits the other end, on the same day."""
    if _ambiguous(first) and not _ambiguous(second):
        hours = [hour for hour in _hours(first) if hour * 60 + (first.fields.minute or 0) < _minutes(second)]
        first = _at(first, max(hours or _hours(first)))
    elif _ambiguous(second) and not _ambiguous(first):
        hours = [hour for hour in _hours(second) if hour * 60 + (second.fields.minute or 0) > _minutes(first)]
        second = _at(second, hours[0] if hours else min(_hours(second)))
    return first, second


_COUNTING_TO_24 = "time of the clock"
"""The rule of times that tell of no half of the day; "from 10:00 to 22:30" shows that the hours are counted to 24."""


def _as_written(first: Calendar, second: Calendar) -> tuple[Calendar, Calendar]:
    if _ambiguous(first) == _ambiguous(second):
        return first, second
    return _at(first, first.fields.hour or 0), _at(second, second.fields.hour or 0)


def _ambiguous(reading: Calendar) -> bool:
    return any(other.hour is not None for other in reading.others)


def _hours(reading: Calendar) -> list[int]:
    return [fields.hour for fields in (reading.fields, *reading.others) if fields.hour is not None]


def _minutes(reading: Calendar) -> int:
    return (reading.fields.hour or 0) * 60 + (reading.fields.minute or 0)


def _at(reading: Calendar, hour: int) -> Calendar:
    others = tuple(other for other in reading.others if other.hour is None)
    return attrs.evolve(reading, fields=reading.fields._replace(hour=hour), others=others)


def _on_day_of(first: Calendar, second: Calendar) -> Calendar:
    """Give the day of "from 2 to 4 p.m. on Friday" to its beginning too."""
    if first.steps or first.fields.said() - _CLOCK or not (second.steps or second.fields.said() - _CLOCK):
        return first
    inside = {name: getattr(first.fields, name) for name in _CLOCK}
    return attrs.evolve(second, fields=second.fields._replace(**inside), others=first.others)


_CLOCK = frozenset(("part", "hour", "minute", "second", "zone"))


def _connects(text: str, left: Mention, right: Mention) -> bool:
    between = text[left.end : right.start]
    if _DASH.fullmatch(between):
        return True
    if between == "/":
        # "Monday/Tuesday" is one of them, "2003/04" goes from one to the other.
        return text[left.end - 1].isdecimal() and text[right.start].isdecimal()
    return bool(_AND.fullmatch(between) and _BEFORE_AND.search(text, max(0, left.start - 16), left.start))


def _completed_fields(first: Fields, second: Fields) -> tuple[Fields, Fields] | None:
    """Let each end take the year and month that only the other says; the grains must be alike."""
    if _level(first) != _level(second):
        return None
    for name in ("year", "month"):
        if _lacks(first, second, name):
            first = first._replace(**{name: getattr(second, name)})
        elif _lacks(second, first, name):
            second = second._replace(**{name: getattr(first, name)})
    if first.year is not None and first.year == second.year and first.month and second.month:
        wraps = second.month < first.month
        first = first._replace(year=first.year - 1) if wraps else first
    return first, second


def _lacks(fields: Fields, other: Fields, name: str) -> bool:
    if getattr(fields, name) is not None or getattr(other, name) is None:
        return False
    return (name == "year" and fields.grain != "day") or fields.day is not None


def _level(fields: Fields) -> str:
    grain = fields.grain or ""
    return "clock" if grain in ("hour", "minute", "second", "part") else grain
