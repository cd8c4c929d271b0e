"""Readers of times of day."""

from corpuskit.rules import Hit, folded

from ..reading import Calendar, Fields
from .groups import Found, Seen, fields_of, one, pair, two
from .numerals import amount

__all__ = ["clock", "clock24", "four_digits", "hours", "part", "past_hour", "point", "spoken"]


def clock(hit: Hit, seen: Seen) -> Found:
    """Read a time with a.m. or p.m."""
    fields = fields_of(hit)
    hour = _in_half(fields.hour or 0, _half(hit))
    return one(hit, Calendar(Fields(hour=hour, minute=fields.minute or 0, second=fields.second, zone=_offset(hit))))


def clock24(hit: Hit, seen: Seen) -> Found:
    """Read hours and minutes; "24:30" is swallowed."""
    fields = fields_of(hit)
    if fields.hour == 24 and (fields.minute or fields.second):
        return ()
    time = Fields(hour=fields.hour, minute=fields.minute, second=fields.second, zone=hit["zone_2"] or _offset(hit))
    # "08:05", "8:05:00" and "8:05 GMT" count to 24.
    counts_to_12 = ":" in hit.text and hit.text[0] != "0" and fields.zone is None and hit["second"] is None
    return one(hit, _of_either_half(time) if counts_to_12 else Calendar(time))


def four_digits(hit: Hit, seen: Seen) -> Found:
    """Read "1800 to 2100 hrs", both ends of which are times of day."""
    begin, fields = hit["begin"] or "", fields_of(hit)
    first = Fields(hour=int(begin[:2]), minute=int(begin[2:]), zone=fields.zone)
    return two(hit, first, fields, (hit.match.start("join"), hit.match.start("hour")))


def spoken(hit: Hit, seen: Seen) -> Found:
    """Read an hour, perhaps with minutes, of the half of the day that is said."""
    return one(hit, _time(hit["amount"], hit["minute"], _half(hit)))


def past_hour(hit: Hit, seen: Seen) -> Found:
    """Read "half past seven" and "ten to midnight"."""
    minutes = 30 if hit["half"] else 15 if hit["quarter"] else _number(hit["minutes"])
    minutes = -minutes if folded(hit["way"] or "") == "to" else minutes
    if hit["point"]:
        return one(hit, Calendar(_clock_time(int(str(hit.meaning("point"))[:2]) * 60 + minutes)))
    half, hour = _half(hit), _number(hit["amount"])
    if half:
        return one(hit, Calendar(_clock_time(_in_half(hour, half) * 60 + minutes)))
    # "Ten to one" is written 12:50.
    return one(hit, _of_either_half(_clock_time((hour * 60 + minutes - 60) % 720 + 60)))


def hours(hit: Hit, seen: Seen) -> Found:
    """Read "3-5pm"; ranges tell the half of the day of one end from the other."""
    begin = _time(hit["begin"], hit["beginminute"] or hit["beginminute_2"], "")
    last = _time(hit["amount"], hit["minute"] or hit["minute_2"], _half(hit))
    return pair(hit, begin, last, (hit.match.start("join"), hit.match.start("end")))


def point(hit: Hit, seen: Seen) -> Found:
    """Read noon or midnight."""
    hour, minute = str(hit.meaning("point")).split(":")
    return one(hit, Calendar(Fields(hour=int(hour), minute=int(minute))))


def part(hit: Hit, seen: Seen) -> Found:
    """Read a part of the day that its neighbours place."""
    return one(hit, Calendar(Fields(part=str(hit.meaning("part")))))


def _offset(hit: Hit) -> str | None:
    """Give the offset of "UTC+1" as ISO 8601 writes it."""
    if hit["offset"] is None:
        return None
    hours, _, minutes = hit["offset"][1:].partition(":")
    return f"{hit['offset'][0]}{int(hours):02d}:{minutes or '00'}" if int(hours) <= _FARTHEST_ZONE else None


_FARTHEST_ZONE = 14


# --- halves of the day

_LATER = frozenset(("pm", "afternoon", "evening"))
_SMALL_HOURS = 5


def _half(hit: Hit) -> str:
    """Give the half or part of the day that is said; empty where none is."""
    said = folded(hit.get("ampm") or hit.get("part") or hit.get("part_2") or "")
    return "pm" if said.startswith("p") else said


def _in_half(hour: int, half: str) -> int:
    """Give an hour of twelve in a half or part of the day; twelve at night ends the day."""
    if half == "night":
        return 24 if hour == 12 else hour if hour < _SMALL_HOURS else hour + 12
    return hour % 12 + (12 if half in _LATER else 0)


def _time(hour: str | None, minute: str | None, half: str) -> Calendar:
    fields = Fields(hour=_number(hour), minute=_number(minute))
    return Calendar(fields._replace(hour=_in_half(_number(hour), half))) if half else _of_either_half(fields)


def _number(text: str | None) -> int:
    return int(amount(text or "0") or 0)


def _clock_time(minutes: int) -> Fields:
    hour, minute = divmod(minutes % 1440, 60)
    return Fields(hour=hour, minute=minute)


def _of_either_half(fields: Fields) -> Calendar:
    """Give a time, with that of the other half of the day where the hours may be counted to twelve."""
    hour = fields.hour or 0
    return Calendar(fields, others=(Fields(hour=(hour + 12) % 24),) if 1 <= hour <= 12 else ())
