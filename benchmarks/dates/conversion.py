"""What peers tell of a text, as dates after TIMEX3: as favourable to each as what it tells allows.

- Prepositions at the start, and space and commas at both ends, are no part of a date: the gold has none there.
- Of two that overlap, the longer one is kept.
- A moment at the start of a day is that day; of one later in a day, hour and minute count. Where the peer tells a
  coarser grain, so is the value.
- Of readings in different years the latest counts that does not begin after the text was written, as news tells the
  past.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from corpuskit import Annotation, Span
from corpuskit.values import DateValue

from ..scores import without_prepositions

__all__ = ["CONVERSIONS", "as_coarse", "dates", "moment", "trimmed"]

Told = Mapping[str, Any]
TypeAndValue = tuple[str, str]
Conversion = Callable[[Told, str], TypeAndValue]
"""Gives type and value of one thing that was told, of a text that was written on a day."""

_ISO = re.compile(r"(-?)(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d))?")
_UNITS = {"year": "Y", "quarter": "Q", "month": "M", "week": "W", "day": "D"}
_CLOCK = {"hour": "H", "minute": "M", "second": "S"}
_MONTHS = {"year": 12, "quarter": 3, "month": 1}


def dates(told: Iterable[Told], text: str, dct: str, convert: Conversion) -> list[Annotation]:
    """Give what a peer told of a text as annotations, none overlapping another, in the order of the text."""
    kept: list[Annotation] = []
    for item in sorted(told, key=lambda item: item["start"] - item["end"]):
        span = trimmed(text, item["start"], item["end"])
        if span is not None and not any(span.overlaps(other.span) for other in kept):
            kept.append(Annotation(span, "date", DateValue(*convert(item, dct))))
    return sorted(kept, key=lambda item: item.start)


def trimmed(text: str, start: int, end: int) -> Span | None:
    """Give a span without prepositions at its start and space or commas at its ends; None where nothing is left."""
    end = start + len(text[start:end].rstrip(" ,\n\t"))
    start = without_prepositions(text, start, end)
    return Span(start, end) if start < end else None


def moment(iso: str, grain: str = "") -> TypeAndValue:
    """Give type and value of a moment, of which everything finer than the grain is chance.

    >>> moment("1998-03-04T00:00:00", "quarter"), moment("1998-03-04T17:30:00"), moment("1998-03-04T00:00:00")
    (('DATE', '1998-Q1'), ('TIME', '1998-03-04T17:30'), ('DATE', '1998-03-04'))
    """
    match = _ISO.match(iso)
    if match is None:
        return "DATE", iso
    era, year, month, day, clock = match.groups()
    era = "BC" if era else ""
    if grain == "week" and not era:
        return "DATE", "{}-W{:02}".format(*date(int(year), int(month), int(day)).isocalendar())
    coarse = {"year": year, "quarter": f"{year}-Q{(int(month) + 2) // 3}", "month": f"{year}-{month}"}
    if grain in coarse:
        return "DATE", era + coarse[grain]
    if grain == "day" or clock in (None, "00:00"):
        return "DATE", f"{era}{year}-{month}-{day}"
    return "TIME", f"{era}{year}-{month}-{day}T{clock}"


def length(count: float, unit: str) -> TypeAndValue:
    """Give a duration: ``PT5H``, ``P2Y``."""
    return "DURATION", f"PT{count:g}{_CLOCK[unit]}" if unit in _CLOCK else f"P{count:g}{_UNITS[unit]}"


def as_coarse(found: Iterable[Annotation], gold: Sequence[Annotation]) -> Iterator[Annotation]:
    """Give dates without grain, each as coarse as the gold that it overlaps, where both begin alike."""
    for item in found:
        wanted = next((other for other in gold if other.span.overlaps(item.span)), item).value.value
        is_coarser = re.fullmatch(r"\d{4}(-\d\d)?", wanted) and item.value.value.startswith(wanted)
        yield Annotation(item.span, item.label, DateValue(item.value.type, wanted)) if is_coarser else item


# --- what the peers tell


def _as_told(told: Told, dct: str) -> TypeAndValue:
    return told["type"], told["value"]


def _moment(told: Told, dct: str) -> TypeAndValue:
    return moment(told["moment"], told.get("grain", ""))


def _duckling(told: Told, dct: str) -> TypeAndValue:
    value = told["value"]
    if told["dim"] == "duration":
        return length(value["value"], value["unit"])
    if value["type"] == "value":
        return _unless_now(told, moment(value["value"], value["grain"]))
    begin, end = value.get("from"), value.get("to")
    if begin and end and begin["grain"] in _UNITS and not begin["value"].startswith("-"):
        return length(_units(begin, end), begin["grain"])
    return moment(*((begin or end)[name] for name in ("value", "grain")))


def _units(begin: Told, end: Told) -> int:
    """Give how many units of its grain an interval has."""
    first, last = (datetime.fromisoformat(side["value"]) for side in (begin, end))
    if begin["grain"] in _MONTHS:
        return (12 * (last.year - first.year) + last.month - first.month) // _MONTHS[begin["grain"]]
    return (last - first).days // (7 if begin["grain"] == "week" else 1)


def _unless_now(told: Told, value: TypeAndValue) -> TypeAndValue:
    return ("DATE", "PRESENT_REF") if told["value"]["grain"] == "second" and told["body"].lower() == "now" else value


def _recognizers(told: Told, dct: str) -> TypeAndValue:
    readings = [reading for reading in told["values"] if "timex" in reading]
    if not readings:
        return "DATE", ""
    past = [reading for reading in readings if _first_day(reading) <= dct]
    reading = max(past, key=_first_day) if past else readings[0]
    timex, kind = reading["timex"], reading["type"]
    if kind in ("duration", "set"):
        return ("DURATION" if kind == "duration" else "SET"), timex
    if timex.startswith("("):
        return "DURATION", timex.rstrip(")").rpartition(",")[2]
    if timex.startswith("T"):
        timex = dct + timex
    timex = _completed(timex, _first_day(reading))
    is_time = "T" in timex.partition("_")[0] and "REF" not in timex
    return ("TIME" if is_time else "DATE"), timex + (":00" if re.search(r"T\d\d$", timex) else "")


def _first_day(reading: Told) -> str:
    """Give the day on which a reading begins, empty where the peer leaves it open."""
    found = reading.get("start") or reading.get("value") or reading.get("end") or ""
    return found[:10] if re.match(r"\d{4}-\d\d-\d\d", found) else ""


def _completed(timex: str, day: str) -> str:
    """Give an incomplete value with the year, or the date, of the day on which the reading begins."""
    if not day or not timex.startswith("XXXX"):
        return timex
    return re.sub(r"^XXXX-WXX-\d|^XXXX-\d\d-\d\d", day, timex).replace("XXXX", day[:4])


def _chrono(told: Told, dct: str) -> TypeAndValue:
    known, tags = told["known"], " ".join(told["tags"])
    if "casualReference/now" in tags:
        return "DATE", "PRESENT_REF"
    every = {**told["implied"], **known}
    era, every["year"] = "-" if every["year"] < 0 else "", abs(every["year"])
    iso = era + "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}".format(**{"hour": 0, "minute": 0, **every})
    if "hour" in known:
        return "TIME", iso
    for part, code in (("morning", "MO"), ("afternoon", "AF"), ("evening", "EV"), ("tonight", "NI")):
        if f"casualReference/{part}" in tags:
            return "TIME", f"{iso[:10]}T{code}"
    if "day" in known or "weekday" in known:
        return moment(iso, "day")
    return moment(iso, "month" if "month" in known else "year" if "year" in known else "day")


CONVERSIONS: Mapping[str, Conversion] = {
    "corpuskit": _as_told,
    "heideltime": _as_told,
    "duckling": _duckling,
    "recognizers": _recognizers,
    "chrono": _chrono,
    "dateparser": _moment,
    "datefinder": _moment,
    "parsedatetime": _moment,
}
