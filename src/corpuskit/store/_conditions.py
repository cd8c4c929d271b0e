"""What is asked of annotations, as conditions in SQL; whatever a user gives is bound, and never a part of it."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import attrs

from ..errors import ConfigError
from ._columns import real
from ._words import parsed

__all__ = ["Condition", "conditions", "times"]


@attrs.frozen
class Condition:
    """Something that an annotation is to be.

    Args:
        test: an expression in SQL over columns of a row of ``annotations``, ``{a}``.
        values: what is bound to its question marks.
        label: the one label that such an annotation has, a word of our own; None where there may be several.
    """

    test: str
    values: tuple[Any, ...]  # Any: what SQLite stores.
    label: str | None = None

    def over_all(self, row: str) -> str:
        """Give the test over a row that is called so, of any document: it leads through an index."""
        return self._labelled(row, self.test.format(a=row))

    def in_one(self, row: str) -> str:
        """Give the test over a row of a document that is known, which has few: with a sign, no index is tried."""
        return self._labelled(row, self.test.format(a=f"+{row}"))

    def _labelled(self, row: str, test: str) -> str:
        return test if self.label is None else f"{row}.label = '{self.label}' AND {test}"


def conditions(asked: Mapping[str, Iterable[str]]) -> list[Condition]:
    """Give the conditions that are asked for by the name of an option, each with any number of values.

    Raises:
        ConfigError: when a value cannot be read.
    """
    return [_MAKERS[name](value) for name, values in asked.items() for value in values]


def _named(label: str) -> Callable[[str], Condition]:
    test = "{a}.name IN (SELECT rowid FROM names_fts WHERE names_fts MATCH ?)"

    def make(text: str) -> Condition:
        words = parsed(text)
        if words is None:
            raise ConfigError("a name to search for is not empty; leave the option out to find any", value=text)
        return Condition(test, (words.match,), label)

    return make


# --- times

_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def _in_time(text: str) -> Condition:
    earliest, latest = times(text)
    # That what ends before a day also begins before it leads through the index.
    tests = {"{a}.earliest >= ?": earliest, "{a}.earliest < ?": latest, "{a}.latest <= ?": latest}
    given = {sql: day for sql, day in tests.items() if day is not None}
    return Condition(" AND ".join(given), tuple(given.values()))


def times(text: str) -> tuple[str | None, str | None]:
    """Give the first day of a time, and the first one after it, as ISO 8601; None where it is open.

    Raises:
        ConfigError: when it is neither a year, month or day nor two of these with ``..`` between.
    """
    first, dots, last = (part.strip() for part in text.partition(".."))
    if not (first or last):
        raise _no_time(text)
    earliest = _first_day(first, text) if first else None
    latest = _next_day(last if dots else first, text) if last or not dots else None
    if earliest and latest and earliest >= latest:
        raise ConfigError(f"{text!r} ends before it begins; write the earlier time first", value=text)
    return earliest, latest


def _no_time(text: str) -> ConfigError:
    message = f"{text!r} is no time; write 2020, 2020-06 or 2020-06-12, or from .. to: 2020-01..2020-06, 2020.."
    return ConfigError(message, value=text)


def _first_day(text: str, whole: str) -> str:
    return _read(text, whole)[0].isoformat()


def _next_day(text: str, whole: str) -> str:
    day, unit = _read(text, whole)
    try:
        if unit == "day":
            return (day + timedelta(days=1)).isoformat()
        if unit == "month" and day.month < 12:
            return day.replace(month=day.month + 1).isoformat()
        return day.replace(year=day.year + 1, month=1).isoformat()
    except (OverflowError, ValueError):
        return "9999-12-32"  # It is compared as text only.


def _read(text: str, whole: str) -> tuple[date, str]:
    match = _DAY.fullmatch(text)
    if not match:
        raise _no_time(whole)
    year, month, day = match.groups()
    try:
        return date(int(year), int(month or 1), int(day or 1)), "day" if day else "month" if month else "year"
    except ValueError as error:
        raise ConfigError(f"{whole!r}: there is no such day: {error}", value=whole) from error


# --- amounts

_AMOUNT = r"[-−]?(?:\d[\d,]*(?:\.\d+)?|\.\d+)(?:[eE][-+]?\d{1,3})?(?:\s*(?:thousand|million|billion|trillion)\b)?"
_SCALES = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_UNIT = r"\s*(?P<unit>[^\s\d.,-].*)?"
_BOUND = re.compile(rf"(?P<sign><=|>=|[<>=≤≥]|)\s*(?P<amount>{_AMOUNT}){_UNIT}", re.DOTALL)
_RANGE = re.compile(rf"(?P<low>{_AMOUNT})?\s*\.\.\s*(?P<high>{_AMOUNT})?{_UNIT}", re.DOTALL)

_TESTS: Mapping[str, tuple[str, ...]] = {
    ">": ("{a}.low > ?",),
    ">=": ("{a}.low >= ?",),
    "<": ("{a}.high < ?",),
    "<=": ("{a}.high <= ?",),
    "=": ("{a}.low = ?", "{a}.high = ?"),
}
"""The tests for each sign."""

_SIGNS = {"≥": ">=", "≤": "<=", "": "="}


def _amounting(text: str) -> Condition:
    bound, between = _BOUND.fullmatch(text.strip()), _RANGE.fullmatch(text.strip())
    if bound:
        sign = _SIGNS.get(bound["sign"], bound["sign"])
        return _tested([(sign, _number(bound["amount"]))], bound["unit"])
    if not between or not (between["low"] or between["high"]):
        message = f"{text!r} is no amount; write 30, '>= 30', '< 1.5 million' or 30..40, and a unit after it: '> 5 USD'"
        raise ConfigError(message, value=text)
    ends = {">=": between["low"], "<=": between["high"]}
    return _tested([(sign, _number(amount)) for sign, amount in ends.items() if amount], between["unit"])


def _number(text: str) -> float:
    scale = next((word for word in _SCALES if text.endswith(word)), "")
    amount = Decimal(text.removesuffix(scale).rstrip().replace(",", "").replace("−", "-"))
    return real(amount.scaleb(_SCALES.get(scale, 0)))


def _tested(bounds: Iterable[tuple[str, float]], unit: str | None) -> Condition:
    tests = [(test, amount) for sign, amount in bounds for test in _TESTS[sign]]
    sql, values = [test for test, _ in tests], [amount for _, amount in tests]
    if unit:
        return Condition(" AND ".join([*sql, "{a}.unit = ?"]), (*values, unit.rstrip()))
    return Condition(" AND ".join(sql), tuple(values))


_MAKERS: Mapping[str, Callable[[str], Condition]] = {
    "quote_by": _named("quote"),
    "mentions": _named("entity"),
    "date": _in_time,
    "number": _amounting,
}
