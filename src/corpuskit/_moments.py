"""What TIMEX3 values are in Python: days, moments, intervals and lengths of time, where they are exactly one.

The methods of :class:`~corpuskit.values.DateValue` are made of these functions. Nothing is read before somebody asks.

Source: TimeML 1.2.1, section on TIMEX3; ISO 8601.
"""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from .errors import InexactValue

if TYPE_CHECKING:
    from .values import DateValue

__all__ = ["day_of", "interval_of", "length_of", "moment_of"]

_WITHIN = (None, "START", "MID", "END")
"""The modifiers that stay inside what the value names."""

_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_WEEKDAY = re.compile(r"([0-9]{4})-W([0-9]{2})-([1-7])")
_CLOCK = re.compile(r"([0-9]{2}):?([0-9]{2})(?::?([0-9]{2})(?:[.,]([0-9]{1,6})0*)?)?")
_ZONE = re.compile(r"([+-])([01][0-9]|2[0-3])(?::?([0-5][0-9]))?")
_ENDS_IN_ZONE = re.compile(r"(?:Z|[+-][0-9:]*)\Z")

_PARTS = re.compile(r"([0-9]{1,18}(?:[.,][0-9]{1,18})?)([A-Z]+)")
_SECONDS = {"W": 604_800, "D": 86_400, "TH": 3_600, "TM": 60, "TS": 1}
_NO_DAY = "it is a time of day without the day; give the document's date as metadata['date'] and extract again"
_WORDS = {"PAST_REF": "the past", "PRESENT_REF": "the present", "FUTURE_REF": "the future"}


def day_of(value: "DateValue") -> date:
    """Give the day that a value names."""
    _check_point(value, "day")
    if "T" in value.value and value.value not in _WORDS:
        raise _fault(value, "it is a time of day; use to_datetime()")
    return _day(value, value.value)


def moment_of(value: "DateValue") -> datetime:
    """Give the moment that a value names; with a zone where the value has one."""
    _check_point(value, "moment")
    head, found, tail = value.value.partition("T")
    if value.value in _WORDS or not found:
        is_day = _DAY.fullmatch(head) or _WEEKDAY.fullmatch(head)
        raise _fault(value, "it is a whole day; use to_date()" if is_day else _why_no_day(value.value))
    if not head:
        raise _fault(value, _NO_DAY)
    day, zone = _day(value, head), _zone(value, tail)
    seconds, fraction = _clock(value, _without_zone(tail))
    try:
        start = datetime.combine(day, time(microsecond=fraction), tzinfo=zone)
        return start + timedelta(seconds=seconds)
    except OverflowError as error:
        raise _fault(value, "Python's dates end with the year 9999") from error


def interval_of(value: "DateValue") -> tuple[datetime, datetime]:
    """Give the first moment of what a value names, and the first one after it."""
    _check_one(value)
    if value.earliest is None or value.latest is None:
        reason = _why_unplaced(value.value) or "its maker gave no earliest and latest moment"
        if value.type in ("DURATION", "SET"):
            kind = "length of time" if value.type == "DURATION" else "recurrence"
            reason = f"it is a {kind} that no date ties down"
        raise _fault(value, reason)
    try:
        return datetime.fromisoformat(value.earliest), datetime.fromisoformat(value.latest)
    except ValueError as error:
        raise _fault(value, f"{value.earliest!r} and {value.latest!r} are no moments in ISO 8601") from error


def length_of(value: "DateValue") -> timedelta:
    """Give the length of time that a value names; a day has 24 hours."""
    if value.type != "DURATION":
        raise _fault(value, "only a DURATION has a length; for a DATE or TIME use to_interval()")
    _check_one(value)
    if value.mod is not None:
        raise _fault(value, f"the modifier {value.mod} says that it is a part of this length")
    try:
        return _timedelta(value, sum((_seconds(value, *part) for part in _parts(value)), Fraction()))
    except OverflowError as error:
        raise _fault(value, "it is longer than a timedelta can be") from error


# --- what is asked of all


def _fault(value: "DateValue", reason: str) -> InexactValue:
    return InexactValue(f"{value.type} {value.value!r}: {reason}", value=value, reason=reason)


def _check_one(value: "DateValue") -> None:
    if value.alternatives:
        others = " or ".join(map(repr, value.alternatives))
        raise _fault(value, f"it is ambiguous, and may be {others}; choose one")
    if value.mod not in _WITHIN:
        raise _fault(value, f"the modifier {value.mod} says that it is not exactly this; see earliest and latest")


def _check_point(value: "DateValue", what: str) -> None:
    if value.type == "DURATION":
        raise _fault(value, f"a length of time is no {what}; use to_timedelta() or to_interval()")
    if value.type == "SET":
        raise _fault(value, f"a recurrence is no single {what}")
    _check_one(value)


# --- days


def _day(value: "DateValue", text: str) -> date:
    calendar, week = _DAY.fullmatch(text), _WEEKDAY.fullmatch(text)
    try:
        if calendar:
            return date(*map(int, calendar.groups()))
        if week:
            return date.fromisocalendar(*map(int, week.groups()))
    except ValueError as error:
        raise _fault(value, f"there is no such day: {error}") from error
    raise _fault(value, _why_no_day(text))


def _why_no_day(text: str) -> str:
    return _whole(text) or _why_unplaced(text) or "this is no TIMEX3 date"


def _why_unplaced(text: str) -> str | None:
    if text in _WORDS:
        return f"it says {_WORDS[text]}, and no date"
    if text.startswith("T"):
        return _NO_DAY
    if text.startswith("BC"):
        return "Python's dates begin with the year 1"
    if text.startswith("XXXX"):
        return "the year is underspecified; give the document's date as metadata['date'] and extract again"
    return "it is underspecified: X stands for what is not said" if "X" in text.partition("T")[0] else None


_WHOLE = {
    "century": r"[0-9]{2}",
    "decade": r"[0-9]{3}X",
    "year": r"(?:FY)?[0-9]{4}",
    "half of a year": r"[0-9]{4}-H[12]",
    "quarter": r"[0-9]{4}-Q[1-4]",
    "season": r"[0-9]{4}-(?:SP|SU|FA|WI)",
    "month": r"[0-9]{4}-[0-9]{2}",
    "week": r"[0-9]{4}-W[0-9]{2}",
    "weekend": r"[0-9]{4}-W[0-9]{2}-WE",
}


def _whole(text: str) -> str | None:
    found = (name for name, pattern in _WHOLE.items() if re.fullmatch(pattern, text))
    return next((f"it is a whole {name}; use to_interval()" for name in found), None)


# --- times


def _zone(value: "DateValue", tail: str) -> timezone | None:
    name = tail[len(_without_zone(tail)) :]
    if name in ("", "Z"):
        return UTC if name else None
    parts = _ZONE.fullmatch(name)
    if not parts:
        raise _fault(value, f"{name!r} is no zone; a zone is Z or such as +05:30")
    offset = timedelta(hours=int(parts[2]), minutes=int(parts[3] or 0))
    return timezone(-offset if parts[1] == "-" else offset)


def _without_zone(tail: str) -> str:
    return _ENDS_IN_ZONE.sub("", tail)


def _clock(value: "DateValue", text: str) -> tuple[int, int]:
    """Give the seconds since the day began, and microseconds; 24:00 is the end of the day."""
    match = _CLOCK.fullmatch(text)
    if not match:
        raise _fault(value, "it is a part of the day, or no time that is said to the minute; use to_interval()")
    hour, minute, second = (int(part or 0) for part in match.group(1, 2, 3))
    fraction = int((match[4] or "").ljust(6, "0"))
    if minute > 59 or second > 59 or (hour, minute, second, fraction) > (24, 0, 0, 0):
        raise _fault(value, "Python has no such time of day")
    return hour * 3600 + minute * 60 + second, fraction


# --- lengths


def _parts(value: "DateValue") -> list[tuple[str, str]]:
    """Give the numbers of a length with their units, those of the clock with a T before."""
    days, _, clock = value.value.removeprefix("P").partition("T")
    found = [(number, unit) for number, unit in _PARTS.findall(days)]
    found += [(number, f"T{unit}") for number, unit in _PARTS.findall(clock)]
    written = "".join(number + unit for number, unit in found).replace("T", "")
    if not found or not value.value.startswith("P") or written != days + clock:
        vague = "X" in value.value
        raise _fault(value, "it does not say how long: X stands for a number" if vague else "this is no TIMEX3 length")
    return found


def _seconds(value: "DateValue", number: str, unit: str) -> Fraction:
    if unit not in _SECONDS:
        raise _fault(value, "years, months and other units of the calendar have no fixed length")
    return Fraction(Decimal(number.replace(",", "."))) * _SECONDS[unit]


def _timedelta(value: "DateValue", seconds: Fraction) -> timedelta:
    microseconds = seconds * 1_000_000
    if microseconds.denominator != 1:
        raise _fault(value, "it is finer than a microsecond")
    return timedelta(microseconds=microseconds.numerator)
