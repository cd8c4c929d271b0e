"""Readers of times of day."""

from corpuskit.rules import Hit, folded

from .groups import Found, Seen, fields_of, one
from .numerals import amount
from .reading import Calendar, Fields

__all__ = ["clock", "clock24", "oclock", "part", "point"]


def clock(hit: Hit, seen: Seen) -> Found:
    """Read a time with a.m. or p.m."""
    fields = fields_of(hit)
    afternoon = folded(hit["ampm"] or "").startswith("p")
    hour = (fields.hour or 0) % 12 + (12 if afternoon else 0)
    return one(hit, Calendar(Fields(hour=hour, minute=fields.minute or 0, second=fields.second)))


def clock24(hit: Hit, seen: Seen) -> Found:
    """Read hours and minutes."""
    fields = fields_of(hit)
    if fields.hour == 24 and fields.minute:
        return None
    return one(hit, Calendar(Fields(hour=fields.hour, minute=fields.minute, second=fields.second)))


def oclock(hit: Hit, seen: Seen) -> Found:
    """Read a full hour, of the half of the day that is said."""
    value = amount(hit["amount"] or "")
    if value is None:
        return None
    part = folded(hit["part"] or hit["part_2"] or "")
    hour = value.numerator
    if part in ("afternoon", "evening", "night") and hour < 12:
        hour += 12
    return one(hit, Calendar(Fields(hour=hour, minute=int(hit["minute"] or 0))))


def point(hit: Hit, seen: Seen) -> Found:
    """Read noon or midnight."""
    hour, minute = str(hit.meaning("point")).split(":")
    return one(hit, Calendar(Fields(hour=int(hour), minute=int(minute))))


def part(hit: Hit, seen: Seen) -> Found:
    """Read a part of the day that its neighbours place."""
    return one(hit, Calendar(Fields(part=str(hit.meaning("part")))))
