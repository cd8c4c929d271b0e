"""The days between which a length lies that is tied to a date: "the past three months", "the year ended March 31"."""

import datetime
from typing import NamedTuple

from ..reading import Calendar, Length
from ..times.interval import interval
from .memory import Memory
from .resolve import resolved
from .steps import stretch

__all__ = ["Bounds", "bounds"]


class Bounds(NamedTuple):
    """The day on which a length begins, that on which it ends, and where it is over, as ISO strings."""

    begin: str | None = None
    end: str | None = None
    latest: str | None = None


def bounds(length: Length, memory: Memory) -> Bounds:
    """Give the ends of a length that leans on the document's day or on another time; none where nothing tells them."""
    steps = tuple((count * length.lean, unit) for count, unit in length.parts if count is not None and length.lean)
    if len(steps) < len(length.parts):
        return Bounds()
    here = memory.document if length.whole is None else _edge(length.whole, length.lean or 0, memory)
    there = stretch(steps, here)
    if here is None or there is None:
        return Bounds()
    first, last = sorted((here, there))
    end = last if length.whole is None else last - datetime.timedelta(1)
    return Bounds(first.isoformat(), end.isoformat(), last.isoformat())


def _edge(whole: Calendar, lean: int, memory: Memory) -> datetime.date | None:
    """Give the day on which a time begins, or the one behind its end."""
    place, config = resolved(whole, memory), memory.config
    edges = interval(
        place.fields, place.grain, fiscal_start=config.fiscal_year_start, first_weekday=config.first_weekday
    )
    edge = edges[0 if lean > 0 else 1]
    return None if edge is None else datetime.date.fromisoformat(edge[:10])
