"""TIMEX3 value strings.

Source: TimeML 1.2.1, section on TIMEX3; ISO 8601.
"""

from ..reading import Fields

__all__ = ["written"]


def written(fields: Fields, grain: str) -> str:
    """Give the value of fields down to a grain; what is unknown is X.

    >>> written(Fields(month=5), "day")
    'XXXX-05-XX'
    """
    if grain in ("part", "hour", "minute", "second"):
        return _timed(fields, grain)
    if grain == "century":
        return "XX" if fields.century is None else f"{'BC' if fields.bc else ''}{fields.century:02d}"
    if grain == "decade" and fields.decade is not None:
        return f"{'BC' if fields.bc else ''}{fields.decade:03d}X"
    return _dated(fields, grain)


def _year(fields: Fields) -> str:
    if fields.year is None:
        return "XXXX"
    return f"{fields.year:04d}" if fields.year > 0 else f"BC{1 - fields.year:04d}"


def _dated(fields: Fields, grain: str) -> str:
    year = _year(fields)
    if grain == "half":
        return f"{year}-H{fields.half or 'X'}"
    if grain == "quarter":
        return f"{year}-Q{fields.quarter or 'X'}"
    if grain == "season":
        return f"{year}-{fields.season or 'XX'}"
    if grain in ("week", "weekend"):
        return f"{year}-W{_two(fields.week)}" + ("-WE" if grain == "weekend" else "")
    if grain == "month":
        return f"{year}-{_two(fields.month)}"
    if grain == "day":
        return _day(fields, year)
    return year


def _day(fields: Fields, year: str) -> str:
    if fields.weekday is not None and fields.day is None and fields.month is None:
        return f"{year}-W{_two(fields.week)}-{fields.weekday}"
    return f"{year}-{_two(fields.month)}-{_two(fields.day)}"


def _two(number: int | None) -> str:
    return "XX" if number is None else f"{number:02d}"


def _timed(fields: Fields, grain: str) -> str:
    dated = fields.year is not None or fields.month is not None or fields.day is not None or fields.weekday is not None
    day = _day(fields, _year(fields)) if dated or grain == "part" else ""
    if grain == "part":
        return f"{day}T{fields.part or 'XX'}"
    time = f"{_two(fields.hour)}:{_two(fields.minute)}"
    second = f":{fields.second:02d}" if fields.second is not None else ""
    zone = fields.zone if fields.zone and (fields.zone == "Z" or fields.zone[0] in "+-") else ""
    return f"{day}T{time}{second}{zone}"
