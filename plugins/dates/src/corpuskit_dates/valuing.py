"""From a reading and its place to the value that users see."""

import attrs

from corpuskit.values import DateValue

from .interval import interval
from .memory import Memory
from .periods import STEPS, period
from .places import Resolved
from .reading import Calendar, Fields, Fixed, Length, Mention, Repeat
from .resolve import resolved
from .steps import stretch
from .timex import written

__all__ = ["value_of"]

_TIMES = frozenset(("part", "hour", "minute", "second"))


def value_of(mention: Mention, direction: int, memory: Memory) -> DateValue:
    """Give the value of a mention, and have the memory note what later ones may refer to.

    Args:
        mention: the next of the document, in the order of the text.
        direction: the tense of its sentence, -1 for the past, 1 for the future.
        memory: what was mentioned before.
    """
    reading, method = mention.reading, mention.method
    if isinstance(reading, Fixed):
        return DateValue("DATE", reading.value, reading.mod, method=method)
    if isinstance(reading, Repeat):
        return DateValue("SET", reading.value, reading.mod, reading.quant, reading.freq, method=method)
    if isinstance(reading, Length):
        return _length(reading, memory, method)
    place = resolved(reading, direction, memory)
    memory.remember(reading, place)
    return _date(reading, place, memory, method)


def _date(reading: Calendar, place: Resolved, memory: Memory, method: str) -> DateValue:
    fields, grain, config = place.fields, place.grain, memory.config
    earliest, latest = interval(
        fields, grain, fiscal_start=config.fiscal_year_start, first_weekday=config.first_weekday
    )
    return DateValue(
        "TIME" if grain in _TIMES else "DATE",
        written(fields, grain),
        reading.mod,
        earliest=earliest,
        latest=latest,
        grain=grain,
        alternatives=tuple(written(_in_year_of(other, fields), grain) for other in reading.others),
        method=method,
    )


def _in_year_of(other: Fields, fields: Fields) -> Fields:
    return attrs.evolve(other, year=fields.year) if other.year is None else other


def _length(reading: Length, memory: Memory, method: str) -> DateValue:
    begin, end = _bounds(reading, memory)
    return DateValue(
        "DURATION",
        period(reading.parts),
        reading.mod,
        begin=begin,
        end=end,
        earliest=begin,
        latest=end,
        grain=STEPS[reading.parts[-1][1]][1],
        alternatives=tuple(period(other) for other in reading.others),
        method=method,
    )


def _bounds(reading: Length, memory: Memory) -> tuple[str | None, str | None]:
    """Give the days between which "the past three months" lie."""
    known = [(count, unit) for count, unit in reading.parts if count is not None]
    if reading.lean not in (-1, 1) or len(known) < len(reading.parts):
        return None, None
    here, there = stretch(tuple((count * reading.lean, unit) for count, unit in known), memory)
    if here is None or there is None:
        return None, None
    first, last = sorted((here, there))
    return first.isoformat(), last.isoformat()
