"""What of an annotation's value can be searched for: columns of numbers, times and names."""

import math
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from .._annotation import Ref
from .._document import Document
from ..values import DateRange, DateValue, EntityValue, NumberValue, QuoteValue

__all__ = ["Columns", "Name", "columns_of", "real"]

Name = tuple[str, str]
"""A name, and its other forms, divided by semicolons."""


Columns = tuple[Name | None, tuple[str, ...], tuple[str | float, ...]]
"""What the value of one annotation gives: a name; the columns that are filled, that of the name last; and the cells of
the others, none of which is None."""

_NONE: Columns = (None, (), ())


def columns_of(document: Document) -> Iterator[Columns]:
    """Give the columns of each annotation, in order."""
    known: dict[int, Columns] = {id(None): _NONE}
    for value in document.annotations._columns.value:
        key = id(value)  # Nobody else's, as long as the document holds the value.
        if key not in known:
            make = _MAKERS.get(type(value))
            known[key] = make(value, document) if make else _NONE
        yield known[key]


def _filled(columns: tuple[str, ...], cells: tuple[Any, ...], name: Name | None = None) -> Columns:
    if None in cells:
        there = [number for number, cell in enumerate(cells) if cell is not None]
        columns, cells = tuple(columns[number] for number in there), tuple(cells[number] for number in there)
    return name, columns if name is None else (*columns, "name"), cells


def _of_date(value: DateValue, document: Document) -> Columns:
    return _filled(("kind", "earliest", "latest"), (value.type, _moment(value.earliest), _moment(value.latest)))


def _of_range(value: DateRange, document: Document) -> Columns:
    begin, end = _date_at(value.begin, document), _date_at(value.end, document)
    moments = (_moment(begin.earliest) if begin else None, _moment(end.latest) if end else None)
    return _filled(("earliest", "latest"), moments)


def _date_at(ref: Ref | None, document: Document) -> DateValue | None:
    found = document.resolve(ref) if ref else ()
    return next((item.value for item in found if isinstance(item.value, DateValue)), None)


_MIDNIGHT = re.compile(r"T00:00(?::00)?\Z")


def _moment(text: str | None) -> str | None:
    # Times compare as text: the first moment of a day is the day itself.
    return text if text is None or len(text) <= 10 else _MIDNIGHT.sub("", text)


def _of_entity(value: EntityValue, document: Document) -> Columns:
    return _filled(("kind", "chain"), (value.type, value.chain), (value.name, "; ".join(value.variants)))


def _of_quote(value: QuoteValue, document: Document) -> Columns:
    words = document.text[value.speaker.slice] if value.speaker else ""
    name = value.speaker_name or words
    return _filled(("kind",), (value.kind,), (name, words if words != name else "") if name else None)


def _of_number(value: NumberValue, document: Document) -> Columns:
    low, high = (value.low, value.high) if value.value is None else (value.value, value.value)
    # "More than 30" has no upper end, and "up to 30" no lower one.
    least = None if low is None or value.modifier in ("<", "<=") else real(low)
    most = None if high is None or value.modifier in (">", ">=") else real(high)
    return _filled(("kind", "low", "high", "unit"), (value.kind, least, most, value.unit))


def real(amount: Decimal | Fraction) -> float:
    """Give the nearest float; beyond the largest, that."""
    try:
        found = float(amount)
    except OverflowError:
        found = math.inf if amount > 0 else -math.inf
    return found if math.isfinite(found) else math.copysign(sys.float_info.max, found)


_MAKERS: Mapping[type, Callable[[Any, Document], Columns]] = {
    DateValue: _of_date,
    DateRange: _of_range,
    EntityValue: _of_entity,
    NumberValue: _of_number,
    QuoteValue: _of_quote,
}
