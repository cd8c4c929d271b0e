"""What peers tell of a text, as quantities: as favourable to each as what it tells allows.

- Of two that overlap the longer one is kept, and of two as long the first.
- A number with a unit alone, without a number, counts only in gold that marks such.
- What a peer does not tell apart (ages and lengths of time, cardinals and fractions) is of each kind that it may be.
- A mean with half of the width of its range is that range, unless the text has a sign for plus or minus.
- Of a text that was rewritten, each change to a number is what was found.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from fractions import Fraction
from typing import Any

from ..answers import OURS
from .quantity import Quantity, Value, exact
from .units import canonical, is_currency

__all__ = ["CONVERSIONS", "Told", "distinct", "quantities", "rewritten"]

Told = Mapping[str, Any]
Conversion = Callable[[Told, str], Iterable[Quantity]]
"""Gives the quantities of one thing that was told of a text."""

Place = tuple[int | None, int | None]

_NUMBERS = ("cardinal", "fraction")
_TIMES = ("second", "minute", "hour", "day", "week", "month", "year")


def quantities(told: Iterable[Told], text: str, convert: Conversion) -> list[Quantity]:
    """Give what a peer told of a text, as it told it."""
    return [item for one in told for item in convert(one, text)]


def distinct(found: Iterable[Quantity]) -> list[Quantity]:
    """Give quantities of which none overlaps another, in the order of the text; those without a place are all kept."""
    kept: list[Quantity] = []
    for item in sorted(found, key=_length, reverse=True):
        if not any(_overlap(item, other) for other in kept):
            kept.append(item)
    return sorted(kept, key=lambda item: item.start or 0)


def _length(item: Quantity) -> int:
    return 0 if item.start is None or item.end is None else item.end - item.start


def _overlap(one: Quantity, other: Quantity) -> bool:
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return False
    return one.start < other.end and other.start < one.end


def _kinds(unit: str | None) -> tuple[str, ...]:
    """Give what a quantity with a unit may be, where a peer does not tell."""
    name = canonical(unit)
    if not name:
        return _NUMBERS
    if name in ("percent", "percentage point"):
        return ("percentage",)
    return ("money",) if is_currency(unit) else ("measure", "age") if name in _TIMES else ("measure",)


def _numeral(words: str) -> Fraction | None:
    """Give the value of a number in digits; None where it is none."""
    try:
        return exact(words.replace(",", "").removesuffix("%"))
    except (ValueError, ZeroDivisionError):
        return None


# --- what the peers tell


def _own(told: Told, text: str) -> Iterator[Quantity]:
    ends = [None if told[name] is None else exact(told[name]) for name in ("value", "low", "high")]
    value: Value = (ends[1], ends[2]) if ends[0] is None else ends[0]
    unit = told["unit"] if told["kind"] == "money" else told["unit_name"] or told["unit"]
    yield Quantity(told["start"], told["end"], value, unit, (told["kind"],), told["counted"])


def _quantulum3(told: Told, text: str) -> Iterator[Quantity]:
    value, width = _numeral(told["value"]), told["uncertainty"]
    is_range = width and not re.search(r"±|\+/?-", told["surface"])
    ends: Value = (value - exact(width), value + exact(width)) if value is not None and is_range else value
    kinds = ("money",) if told["currency"] else _kinds(told["unit"])
    yield Quantity(told["start"], told["end"], ends, told["currency"] or told["unit"], kinds)


_RECOGNIZERS = {
    "number": _NUMBERS,
    "ordinal": ("ordinal",),
    "percentage": ("percentage",),
    "age": ("age",),
    "currency": ("money",),
    "dimension": ("measure",),
    "temperature": ("measure",),
}


def _recognizers(told: Told, text: str) -> Iterator[Quantity]:
    kinds = _RECOGNIZERS[told["type"]]
    value = _numeral(told["value"] or "")
    # Words such as "last" are ordinals there, in relation to something, with 0 as their value.
    if kinds != ("ordinal",) or value:
        unit = "percent" if kinds == ("percentage",) else told.get("isoCurrency") or told.get("unit")
        yield Quantity(told["start"], told["end"], value, unit, kinds)


def _duckling(told: Told, text: str) -> Iterator[Quantity]:
    value, kind = told["value"], _DUCKLING.get(told["dim"])
    ends = [value.get("from"), value.get("to")] if value["type"] == "interval" else [value]
    numbers = [exact(end["value"]) for end in ends if end]
    unit = _unmangled(next(end.get("unit") for end in ends if end))
    kinds = kind or (("measure", "age") if told["dim"] == "duration" else ("measure",))
    known = (numbers[0], numbers[1]) if len(numbers) > 1 else numbers[0]
    yield Quantity(told["start"], told["end"], known, unit, kinds)


def _unmangled(unit: str | None) -> str | None:
    """Give a unit whose UTF-8 the library takes for Latin-1, such as that of pounds, as it was."""
    try:
        return unit and unit.encode("latin-1").decode()
    except UnicodeError:
        return unit


_DUCKLING = {"number": _NUMBERS, "ordinal": ("ordinal",), "amount-of-money": ("money",)}


def _text2num(told: Told, text: str) -> Iterator[Quantity]:
    kinds = ("ordinal",) if told["is_ordinal"] else _NUMBERS
    yield Quantity(told["start"], told["end"], exact(told["value"]), None, kinds)


def _rewriting(told: Told, text: str) -> Iterator[Quantity]:
    if "whole" in told:
        kinds = ("ordinal",) if told["is_ordinal"] else _NUMBERS
        yield Quantity(0, len(text), _numeral(told["whole"]), None, kinds)
    else:
        yield from rewritten(text, told["rewritten"])


_WORDS = re.compile(r"\d[\d,]*(?:\.\d+)?(?:/\d+|st\b|nd\b|rd\b|th\b)?|\w+|\s+|[^\w\s]")
_DIGITS = re.compile(r"(\d[\d,]*(?:\.\d+)?(?:/\d+)?)(st|nd|rd|th)?")


def rewritten(text: str, other: str) -> Iterator[Quantity]:
    """Give the numbers that a rewriting put in the place of words; no place where several stand for the same words."""
    before, after = [list(_WORDS.finditer(side)) for side in (text, other)]
    words = [[match.group() for match in side] for side in (before, after)]
    for change, i, j, k, m in SequenceMatcher(None, words[0], words[1], autojunk=False).get_opcodes():
        numbers = [found for word in words[1][k:m] if (found := _DIGITS.fullmatch(word))]
        if change == "equal" or not numbers:
            continue
        taken = [match for match in before[i:j] if not match.group().isspace()]
        is_one = len(numbers) == 1 and taken
        place: Place = (taken[0].start(), taken[-1].end()) if is_one else (None, None)
        for found in numbers:
            yield Quantity(*place, _numeral(found[1]), None, ("ordinal",) if found[2] else (*_NUMBERS, "ordinal"))


def _priceparser(told: Told, text: str) -> Iterator[Quantity]:
    start = text.find(told["words"])
    place: Place = (None, None) if start < 0 else (start, start + len(told["words"]))
    yield Quantity(*place, exact(told["amount"]), told["currency"], ("money",))


def _word2number(told: Told, text: str) -> Iterator[Quantity]:
    yield Quantity(None, None, exact(told["value"]), None, _NUMBERS)


def _cqe(told: Told, text: str) -> Iterator[Quantity]:
    unit = told["unit"] if told["is_unit"] else None
    ends = [None if told[name] is None else exact(told[name]) for name in ("value", "low", "high")]
    value: Value = (ends[1], ends[2]) if ends[0] is None else ends[0]
    places = told["places"]
    place: Place = (min(start for start, _ in places), max(end for _, end in places)) if places else (None, None)
    yield Quantity(*place, value, unit, _kinds(unit), None if told["is_unit"] else told["unit"])


CONVERSIONS: Mapping[str, Conversion] = {
    OURS: _own,
    "cqe": _cqe,
    "quantulum3": _quantulum3,
    "recognizers": _recognizers,
    "duckling": _duckling,
    "text2num": _text2num,
    "numberparser": _rewriting,
    "numerizer": _rewriting,
    "priceparser": _priceparser,
    "word2number": _word2number,
}
