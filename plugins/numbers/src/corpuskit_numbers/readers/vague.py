"""Vague amounts with their bounds, and multiples."""

from decimal import Decimal

from corpuskit.rules import Hit, folded

from ..amounts.amount import product
from ..draft import Meaning, valued
from ..reading import Reading

__all__ = ["couple", "multiple", "several", "twice", "vague"]

_TIMES = {"twi": 2, "thr": 3, "dou": 2, "tri": 3, "tre": 3, "qua": 4, "qui": 5}


def vague(hit: Hit, reading: Reading) -> Meaning | None:
    """Read "dozens", "hundreds of thousands of dollars"."""
    low, high = str(hit.meaning("v")).split()
    return _with_unit(Meaning("cardinal", low=Decimal(low), high=Decimal(high)), hit, reading)


def several(hit: Hit, reading: Reading) -> Meaning | None:
    """Read "a couple of hundred", "a few million dollars"."""
    factor = int(hit.meaning("m")) * int(hit.meaning("m2") or 1)
    low, high = (product(Decimal(bound), factor) for bound in str(hit.meaning("s")).split())
    return _with_unit(Meaning("cardinal", low=low, high=high), hit, reading)


def _with_unit(meaning: Meaning, hit: Hit, reading: Reading) -> Meaning | None:
    currency, unit = reading.currency(hit, "c"), reading.unit(hit, "u", "s")
    if currency is not None and meaning.low is not None and meaning.high is not None:
        meaning.kind, meaning.unit, meaning.unit_name = "money", currency.code, currency.name
        meaning.low, meaning.high = product(meaning.low, currency.factor), product(meaning.high, currency.factor)
    elif unit is not None:
        meaning.kind, meaning.unit, meaning.unit_name = unit.kind, unit.code, unit.name
    elif hit.get("u") or hit.get("c"):
        return None
    return meaning


def couple(hit: Hit, reading: Reading) -> Meaning | None:
    """Read "a couple of friends", "a couple of months"."""
    return _with_unit(Meaning("cardinal", low=Decimal(2), high=Decimal(3)), hit, reading)


def multiple(hit: Hit, reading: Reading) -> Meaning | None:
    """Read "threefold", "ten times as much"."""
    amount = reading.amount(hit, "n")
    return None if amount is None else valued("multiple", amount)


def twice(hit: Hit, reading: Reading) -> Meaning | None:
    """Read "twice", "double", "tripled"."""
    times = _TIMES.get(folded(hit.text)[:3])
    return None if times is None else Meaning("multiple", Decimal(times), scale=0)
