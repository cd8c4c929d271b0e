"""The sets of gold: what each marks, and which of what is found it can judge."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

import attrs

from ..drawing import drawn
from ..scores import Record, read
from .conversion import distinct
from .quantity import Quantity, Value, exact
from .scoring import MEASURES

__all__ = ["NEGATIVES", "NEGATIVE_TYPES", "SETS", "GoldSet", "gold_quantities", "inside", "judged", "loaded"]


@attrs.frozen
class GoldSet:
    """A set of gold.

    Args:
        name: the name of its file.
        title: its name in tables.
        measures: what its gold tells; one of science has places that follow rules of its own, and no values.
        tasks: titles of the tables of its tasks, by the beginnings of their names, the longest that fits.
        kinds: by title, the kinds of quantities that its gold marks; of what is found others do not count.
        ranges_apart: whether a range is a kind of its own there.
        units_alone: whether it marks units without a number.
        readers: peers that read it though they take a text to be one number or one price; all others read every set.
    """

    name: str
    title: str
    measures: tuple[str, ...] = MEASURES
    tasks: Mapping[str, str] = {}
    kinds: Mapping[str, tuple[str, ...]] = {}
    ranges_apart: bool = False
    units_alone: bool = False
    readers: tuple[str, ...] = ()

    def task(self, record: Record) -> str:
        """Give the title of the task that a record is of; nothing where the set has one only."""
        found = [prefix for prefix in self.tasks if str(record.get("task", "")).startswith(prefix)]
        return self.tasks[max(found, key=len)] if found else ""

    def reads(self, peer: str) -> bool:
        """Tell whether a peer reads the set."""
        return peer not in _OF_ONE or peer in self.readers


_OF_ONE = ("priceparser", "word2number")
_ONE_NUMBER = ("word2number",)

SETS = (
    GoldSet(
        "recognizers-number-a",
        "Recognizers-Text specs, half",
        tasks={
            "NumberModel": "numbers",
            "NumberRangeModel": "ranges",
            "OrdinalModel": "ordinals",
            "PercentModel": "percentages",
            "AgeModel": "ages",
            "CurrencyModel": "money",
            "DimensionModel": "dimensions",
            "TemperatureModel": "temperatures",
        },
        kinds={
            "numbers": ("cardinal", "fraction"),
            "ranges": ("range",),
            "ordinals": ("ordinal",),
            "percentages": ("percentage",),
            "ages": ("age",),
            "money": ("money",),
            "dimensions": ("measure",),
            "temperatures": ("measure",),
        },
        ranges_apart=True,
        units_alone=True,
        readers=("priceparser",),
    ),
    GoldSet(
        "duckling",
        "Duckling's tests",
        tasks={
            "Numeral": "numerals",
            "Ordinal": "ordinals",
            "AmountOfMoney": "money",
            "Quantity": "quantities",
            "Distance": "distances",
            "Volume": "volumes",
            "Temperature": "temperatures",
            "Duration": "durations",
        },
        kinds={"numerals": ("cardinal", "fraction"), "ordinals": ("ordinal",), "money": ("money",)},
        readers=("priceparser",),
    ),
    GoldSet("number-parser", "number-parser's tests", ("exact", "relaxed", "value"), readers=_ONE_NUMBER),
    GoldSet("numerizer", "numerizer's tests", ("exact", "relaxed", "value"), readers=_ONE_NUMBER),
    GoldSet("text2num", "text2num's tests", ("exact", "relaxed", "value"), readers=_ONE_NUMBER),
    GoldSet("price-parser", "price-parser's tests", ("value", "value and unit"), readers=("priceparser",)),
    GoldSet("quinex-utils", "quinex-utils' tests", ("value",)),
    GoldSet("grobid-quantities", "grobid-quantities (science)", ("exact", "relaxed")),
    GoldSet("measeval", "MeasEval (science)", ("exact", "relaxed")),
)

NEGATIVES = GoldSet("recognizers-sequence", "Phones, IPs, URLs")
"""Texts with what has digits and is no quantity."""

NEGATIVE_TYPES = ("phonenumber", "ip", "url", "email", "guid", "hashtag", "mention")


def loaded(data: Path, gold: GoldSet, most: float) -> list[Record]:
    """Give the records of a set, drawn by their ids until their texts have so many KB."""
    return list(drawn(read(data / "numbers" / f"{gold.name}.jsonl"), most))


def gold_quantities(gold: GoldSet, record: Record) -> list[Quantity]:
    """Give what the gold of a record marks and can judge.

    Where it marks nothing and writes the text with numbers in digits, their values count, without places.
    """
    if not record["numbers"]:
        return [Quantity(None, None, exact(found)) for found in _DIGITS.findall(record.get("expected_text", ""))]
    return _of_kinds(gold, record, map(_marked, record["numbers"]))


_DIGITS = re.compile(r"\d+(?:\.\d+)?")


def _marked(item: Record) -> Quantity:
    unit = item["unit"] if isinstance(item["unit"], str) else None
    return Quantity(item["start"], item["end"], _value(item), unit, (item["kind"],))


def _value(item: Record) -> Value:
    value = item.get("range") or item["value"]
    if value is None or not item.get("value_is_gold", True):
        return None
    if isinstance(value, list):
        low, high = (None if end is None else exact(end) for end in value)
        return low, high
    return exact(value)


def judged(gold: GoldSet, record: Record, found: Iterable[Quantity]) -> list[Quantity]:
    """Give those of what a system found that the gold of a record can judge."""
    kept = _of_kinds(gold, record, found)
    return distinct(item for item in kept if item.value is not None or gold.units_alone)


def _of_kinds(gold: GoldSet, record: Record, items: Iterable[Quantity]) -> list[Quantity]:
    kinds = gold.kinds.get(gold.task(record))
    return [item for item in items if not kinds or any(kind in kinds for kind in _kinds(gold, item))]


def _kinds(gold: GoldSet, item: Quantity) -> tuple[str, ...]:
    return ("range",) if gold.ranges_apart and isinstance(item.value, tuple) else item.kinds


def inside(record: Record, found: Iterable[Quantity]) -> Counter[str]:
    """Count the quantities that were found inside what is none, by the type of that."""
    return Counter(
        span["type"]
        for item in found
        for span in record["spans"]
        if item.start is not None and item.end is not None and item.start < span["end"] and span["start"] < item.end
    )
