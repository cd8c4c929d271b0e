"""The place of a reading in the calendar, from the document's date or from the last mention."""

from ..reading import Calendar
from ..times.places import Resolved, date_of, placed
from .memory import Memory
from .partial import completed
from .steps import from_day, stepped

__all__ = ["resolved"]


def resolved(reading: Calendar, memory: Memory) -> Resolved:
    """Give the place of a reading."""
    if reading.base is not None:
        return from_day(reading, date_of(resolved(reading.base, memory).fields))
    if reading.steps:
        return stepped(reading, memory)
    fields = reading.fields
    grain = fields.grain or "day"
    if fields.year is not None:
        return Resolved(placed(fields, fields.year), grain)
    if fields.century is not None or fields.decade is not None:
        return Resolved(fields, grain)
    likeliest, *others = completed(reading, memory)
    return Resolved(likeliest, grain, tuple(others))
