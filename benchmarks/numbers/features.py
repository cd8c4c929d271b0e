"""What a finder of numbers can know, shown by texts of our own."""

import functools
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from .conversion import CONVERSIONS, Told, distinct, quantities
from .quantity import Quantity, Value, exact, same
from .units import canonical, is_currency

__all__ = ["features", "is_right", "read", "rows", "shown"]


@functools.cache
def features() -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """Give the texts of each feature, by its name."""
    loaded = tomllib.loads(Path(__file__).with_name("features.toml").read_text(encoding="utf-8"))
    return {feature["name"]: feature["texts"] for feature in loaded["feature"]}


def rows() -> Iterator[dict[str, str]]:
    """Give the texts of all features, in their order, as they are read."""
    for texts in features().values():
        for row in texts:
            yield {"text": row["text"], "locale": row.get("locale", "en")}


def shown(name: str, told: Iterable[Sequence[Told]]) -> dict[str, list[bool]]:
    """Tell in which texts of each feature a system finds what is there, and nothing else."""
    rest = iter(told)
    return {
        feature: [is_right(row, distinct(quantities(next(rest), row["text"], CONVERSIONS[name]))) for row in texts]
        for feature, texts in features().items()
    }


def is_right(row: Mapping[str, Any], found: Iterable[Quantity]) -> bool:
    """Tell whether just what a text has was found."""
    left = [item for item in found if item.value is not None]
    for written in row["quantities"]:
        ways = [read(way.strip()) for way in written.split("|")]
        place = next((n for n, item in enumerate(left) if any(_is(item, *way) for way in ways)), None)
        if place is None or not _counts(row.get("counted", ""), left.pop(place)):
            return False
    return not left


def _is(item: Quantity, value: Value, unit: str) -> bool:
    return same(item.value, value) and _unit(item) == unit


def _counts(wanted: str, item: Quantity) -> bool:
    """Tell whether what is counted is told, in the singular or plural, by its last word at least."""
    return not wanted or canonical(wanted.split()[-1]) in canonical(item.counted).split()


def read(written: str) -> tuple[Value, str]:
    """Give value and unit of a quantity that is written as ``3..5 kilogram``."""
    value, _, unit = written.partition(" ")
    low, dots, high = value.partition("..")
    ends = [exact(end) if end else None for end in (low, high)]
    return ((ends[0], ends[1]) if dots else Fraction(low)), unit


def _unit(item: Quantity) -> str:
    """Give the unit, a currency as its code also where the system does not tell that it is money."""
    return canonical(item.unit, is_money=is_currency(item.unit) or "money" in item.kinds)
