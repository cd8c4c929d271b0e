"""Amounts with a unit."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import partial

from corpuskit.rules import Hit

from ..amounts.amount import Amount, exact
from ..amounts.units import Unit
from ..draft import Doubt, Meaning, valued
from ..reading import Reading
from .money import is_sterling

__all__ = ["feet_and_inches", "measure", "part_measure", "part_of_point", "quake", "unit_and_part"]

_ERAS = frozenset({"century", "decade", "millennium", "revolution"})
_WHOLE = Fraction(1)
_SHARES = ("n", "q_n", "one_n", "share_n")
# Symbols that are mostly something else: a unit only right behind the digits, or only with decimal places.
_ATTACHED = ("c", "f", "in", "a")
_DECIMAL = ("s", "a")


def measure(hit: Hit, reading: Reading) -> Meaning | None:
    """Read an amount with a unit."""
    amount = reading.amount(hit, "n")
    unit = reading.unit(hit, "u", "n") or reading.unit(hit, "v_u", "n")
    surface = (hit.get("u") or hit.get("v_u") or "").lower()
    if amount is None or unit is None or _is_no_unit(hit, surface, amount):
        return None
    meaning = with_unit(valued(unit.kind, amount), unit, hit, reading)
    meaning.unless = tuple((doubt, None) for doubt in _doubts_of_unit(hit, surface, amount, reading))
    meaning.modifier = _modifier_inside(hit, reading)
    rest = reading.amount(hit, "p")
    if rest is not None:
        meaning.value, meaning.amount, meaning.scale = exact(Fraction(amount.value) + Fraction(rest.value)), None, None
    elif meaning.unit_name == unit.name:
        meaning.last_part = (unit.name, _WHOLE)
    return meaning


def with_unit(meaning: Meaning, unit: Unit, hit: Hit, reading: Reading) -> Meaning:
    """Give the meaning its unit, with the rate that the match may have."""
    unit = reading.units.with_rate(unit, hit)
    meaning.unit, meaning.unit_name = unit.code, unit.name
    return meaning


def _is_no_unit(hit: Hit, surface: str, amount: Amount) -> bool:
    """Say whether the words alone show that they are something else."""
    # "140/90 mmHg" are two readings.
    if amount.fraction and amount.value > 1 and (hit["n"] or "").replace("/", "").isdecimal():
        return True
    if surface in _ATTACHED and hit.match.string[hit.match.start("u") - 1].isspace():
        return True
    if surface in _DECIMAL and not amount.scale:
        return True
    # "The 1974 revolution" turns nothing, "the 2013 Millennium Goals" are a name.
    if surface in _ERAS and 1000 < amount.value < 2100:
        return True
    return surface in ("pound", "pounds") and is_sterling(hit, amount) is True


def _doubts_of_unit(hit: Hit, surface: str, amount: Amount, reading: Reading) -> Iterator[Doubt]:
    if surface == "m" and not hit.text[-2].isspace():
        yield reading.around.is_millions
    elif surface == "second" and not any(map(str.isdigit, hit.text)):
        # "The thirty-second" is an ordinal, "a thirty second delay" is none.
        if amount.value % 10 == 0:
            yield reading.around.has_no_article
    elif surface in ("c", "f", "k"):
        if surface == "k" or (amount.value > 0 and not amount.scale):
            yield partial(reading.around.is_far, "weather")
    elif surface in reading.lexicons["also_noun"] and hit.match.string[hit.match.start("u") - 1] != "-":
        yield reading.around.has_counted
    elif surface in ("pound", "pounds") and is_sterling(hit, amount) is None:
        yield partial(reading.around.is_near, "payment")


def _modifier_inside(hit: Hit, reading: Reading) -> tuple[str, int, int] | None:
    words = hit.get("after")
    if words is None:
        return None
    start, end = (place - hit.match.start() for place in hit.match.span("after"))
    return reading.lexicons["modifier_after"][words], start, end


def part_measure(hit: Hit, reading: Reading) -> Meaning | None:
    """Read "half an hour", "a quarter of a mile", "two tenths of one percent"."""
    amount = reading.one_part(hit, "t_n") or next(filter(None, (reading.amount(hit, group) for group in _SHARES)), None)
    unit = reading.units.unit(hit, "u")
    if amount is None or unit is None or unit.is_symbol or not 0 < amount.value < 1:
        return None
    return with_unit(valued(unit.kind, amount), unit, hit, reading)


def part_of_point(hit: Hit, reading: Reading) -> Meaning | None:
    """Read "half a point", which is a percentage point where it is about rates."""
    amount = reading.amount(hit, "n_n") or Amount(Decimal(1))
    if amount.value >= 1 and "full" not in hit.text.lower():
        return None
    points = valued("percentage", amount, unit="%{point}", name="percentage point")
    if "percentage" not in hit.text.lower():
        other = valued("fraction", amount)
        other.method = hit.rule.name
        points.unless = ((partial(reading.around.is_away, "interest"), other),)
    return points


def unit_and_part(hit: Hit, reading: Reading) -> Meaning | None:
    """Read "a year and a half", "two miles and a quarter"."""
    amount = reading.amount(hit, "n") or Amount(Decimal(1))
    rest, unit = reading.amount(hit, "p"), reading.units.unit(hit, "u")
    # "A quarter and a third" are two parts, "a second and a third" two ordinals.
    if (
        rest is None
        or unit is None
        or unit.name in ("quarter", "second")
        or (hit.get("n") and reading.amount(hit, "n") is None)
    ):
        return None
    return Meaning(unit.kind, exact(Fraction(amount.value) + Fraction(rest.value)), unit=unit.code, unit_name=unit.name)


def feet_and_inches(hit: Hit, reading: Reading) -> Meaning | None:
    """Read 6'2"."""
    inches = Fraction(hit["inch"] or hit["in"] or hit["bare"] or 0)
    if inches >= 12:
        return None
    return Meaning(
        "measure", exact(Fraction(hit["feet"] or hit["ft"] or 0) + inches / 12), unit="[ft_i]", unit_name="foot"
    )


def quake(hit: Hit, reading: Reading) -> Meaning | None:
    """Read "7.1-magnitude", "magnitude 7.1"."""
    amount = reading.amount(hit, "n") or reading.amount(hit, "m_n") or reading.amount(hit, "r_n")
    return None if amount is None else valued("measure", amount, unit="{magnitude}", name="magnitude")
