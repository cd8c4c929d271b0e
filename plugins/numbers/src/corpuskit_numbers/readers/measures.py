"""Amounts with a unit."""

import dataclasses
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import partial

from corpuskit.rules import Hit, folded

from ..amounts.amount import Amount, exact, product
from ..amounts.units import Unit
from ..draft import Doubt, Meaning, valued
from ..reading import Reading
from .money import is_sterling
from .plain import is_ratio

__all__ = [
    "feet_and_inches",
    "hours_and_minutes",
    "inches",
    "measure",
    "of_many",
    "on_scale",
    "part_measure",
    "part_of_point",
    "points",
    "quake",
    "stones_and_pounds",
    "unit_and_less",
    "unit_and_part",
]

_ERAS = frozenset({"century", "decade", "millennium", "revolution"})
_WHOLE = Fraction(1)
_SHARES = ("n", "q_n", "one_n", "share_n")
# Symbols that are mostly something else: a unit only right behind the digits, or only with decimal places.
_ATTACHED = ("a",)
_APART = ("j",)
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
    elif hit.get("below"):
        return _below_zero(meaning, amount)
    elif meaning.unit_name == unit.name:
        meaning.last_part = (unit.name, _WHOLE)
    return meaning


def _below_zero(meaning: Meaning, amount: Amount) -> Meaning | None:
    """Give the temperature of "5 degrees below zero"; metres are no temperature."""
    if meaning.unit not in ("deg", "Cel", "[degF]"):
        return None
    meaning.amount = amount._replace(raw=-amount.raw)
    meaning.value = meaning.amount.value
    return meaning


def with_unit(meaning: Meaning, unit: Unit, hit: Hit, reading: Reading) -> Meaning:
    """Give the meaning its unit, with the rate that the match may have."""
    unit = reading.units.with_rate(unit, hit)
    meaning.unit, meaning.unit_name = unit.code, unit.name
    return meaning


def _is_no_unit(hit: Hit, surface: str, amount: Amount) -> bool:
    """Say whether the words alone show that they are something else."""
    if surface in (_ATTACHED if _is_apart(hit) else _APART) or (surface in _DECIMAL and not amount.scale):
        return True
    # "The 1974 revolution" turns nothing, "the 2013 Millennium Goals" are a name.
    if surface in _ERAS and 1000 < amount.value < 2100:
        return True
    # 120/80 mmHg are two readings, 12CUP are Cuban pesos.
    return is_ratio(amount, hit["n"] or "") or hit["u"] == "CUP"


def _is_apart(hit: Hit) -> bool:
    """Say whether a blank stands before the unit."""
    return hit.match.string[hit.match.start("u") - 1].isspace()


def _doubts_of_unit(hit: Hit, surface: str, amount: Amount, reading: Reading) -> Iterator[Doubt]:
    if surface == "m" and not hit.text[-2].isspace():
        yield reading.around.is_millions
    elif surface == "second" and not any(map(str.isdigit, hit.text)):
        # "The thirty-second" is an ordinal, "a thirty second delay" is none.
        if amount.value % 10 == 0:
            yield reading.around.has_no_article
    elif surface == "k" and "," in hit.text:
        # "6,000K" are kelvins, as thousands of thousands are written in other ways.
        return
    elif surface in ("c", "f", "k") and not amount.scale and (_is_apart(hit) or amount.value > 0):
        yield partial(reading.around.is_far, "weather")
    elif surface in reading.lexicons["also_noun"] and hit.match.string[hit.match.start("u") - 1] != "-":
        if amount.value > 1:
            yield reading.around.has_counted
    elif surface in ("pound", "pounds"):
        sterling = is_sterling(hit, amount)
        if sterling is not False:
            yield reading.around.is_paid if sterling is None else reading.around.is_unweighed
    elif hit.text[0].isupper() and (hit["u"] or " ")[0].isupper():
        yield reading.around.is_in_name


def _modifier_inside(hit: Hit, reading: Reading) -> tuple[str, int, int] | None:
    words = hit.get("after")
    if words is None:
        return None
    start, end = (place - hit.match.start() for place in hit.match.span("after"))
    return reading.lexicons["modifier_after"][folded(words)], start, end


def part_measure(hit: Hit, reading: Reading) -> Meaning | None:
    """Read "half an hour", "a quarter of a mile", "two tenths of one percent"."""
    amount = reading.one_part(hit, "t_n") or next(filter(None, (reading.amount(hit, group) for group in _SHARES)), None)
    unit, currency = reading.units.unit(hit, "u"), reading.currency(hit, "c")
    if amount is None or not 0 < amount.value < 1:
        return None
    if currency is not None and len(hit["c"] or "") > 2:
        return Meaning("money", product(amount.value, currency.factor), unit=currency.code, unit_name=currency.name)
    if unit is None or unit.is_symbol:
        return None
    return with_unit(valued(unit.kind, amount), unit, hit, reading)


def part_of_point(hit: Hit, reading: Reading) -> Meaning | None:
    """Read "half a point", which is a percentage point where it is about rates."""
    amount = reading.amount(hit, "n_n") or Amount(Decimal(1))
    if amount.value >= 1 and "full" not in hit.text.lower():
        return None
    points = valued("percentage", amount, unit="%{point}", name="percentage point")
    if "percentage" not in hit.text.lower():
        other = valued("cardinal" if amount.value == 1 else "fraction", amount)
        other.method = hit.rule.name
        points.unless = ((partial(reading.around.is_away, "interest"), other),)
    return points


def points(hit: Hit, reading: Reading) -> Meaning | None:
    """Read the "two points" by which something rose to a percentage."""
    amount = reading.amount(hit, "n")
    return None if amount is None else valued("percentage", amount, unit="%{point}", name="percentage point")


def one_or_two(hit: Hit, reading: Reading) -> Meaning | None:
    """Read "a day or two", and the "an hour" of "an hour or so"."""
    unit = reading.units.unit(hit, "u")
    if unit is None or unit.is_symbol:
        return None
    one = valued(unit.kind, Amount(Decimal(1)), unit=unit.code, name=unit.name)
    return dataclasses.replace(one, value=None, low=Decimal(1), high=Decimal(2), amount=None) if hit.get("two") else one


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


def unit_and_less(hit: Hit, reading: Reading) -> Meaning | None:
    """Read "an hour and 45 minutes"."""
    amount, unit, less = reading.amount(hit, "n"), reading.units.unit(hit, "u"), reading.units.unit(hit, "less_u")
    if amount is None or unit is None or less is None:
        return None
    parts = reading.lexicons["compound"].get(f"{unit.name} {less.name}")
    if parts is None or amount.value >= parts:
        return None
    return Meaning("measure", exact(1 + Fraction(amount.value) / parts), unit=unit.code, unit_name=unit.name)


def inches(hit: Hit, reading: Reading) -> Meaning | None:
    """Read the size of a screen, 55"."""
    amount = reading.amount(hit, "n_n")
    return None if amount is None else valued("measure", amount, unit="[in_i]", name="inch")


def stones_and_pounds(hit: Hit, reading: Reading) -> Meaning | None:
    """Read "9st 4lb", "11 stone 7"."""
    stones = Fraction(hit["stones"] or 0) + Fraction(hit["pounds"] or 0) / 14
    return Meaning("measure", exact(stones), unit="[stone_av]", unit_name="stone")


def hours_and_minutes(hit: Hit, reading: Reading) -> Meaning | None:
    """Read "2h 30m"."""
    minutes = Fraction(hit["minutes"] or 0) + Fraction(hit["seconds"] or 0) / 60
    return Meaning("measure", exact(Fraction(hit["hours"] or 0) + minutes / 60), unit="h", unit_name="hour")


def on_scale(hit: Hit, reading: Reading) -> Meaning | None:
    """Read "pH 7.4", "Mach 2"."""
    amount = reading.amount(hit, "n")
    if amount is None:
        return None
    unit, name = ("[pH]", "pH") if hit["ph"] else ("{Mach}", "Mach")
    return valued("measure", amount, unit=unit, name=name)


def of_many(hit: Hit, reading: Reading) -> Meaning | None:
    """Read "12 per 100,000 people"."""
    amount = reading.amount(hit, "n")
    many = reading.amounts.read(hit["many"] or "")
    if amount is None or many is None:
        return None
    of = " ".join((hit["people"] or "").lower().split())
    code = f".{{{of.replace(' ', '_')}}}" if of else ""
    return valued("measure", amount, unit=f"/({many.value}{code})", name=f"per {many.value:,} {of}".rstrip())


def feet_and_inches(hit: Hit, reading: Reading) -> Meaning | None:
    """Read 6'2"."""
    inches = _whole(hit["inch"] or hit["in"] or hit["bare"], reading)
    if inches >= 12:
        return None
    return Meaning(
        "measure", exact(_whole(hit["feet"] or hit["ft"], reading) + inches / 12), unit="[ft_i]", unit_name="foot"
    )


def _whole(words: str | None, reading: Reading) -> Fraction:
    """Give what digits or a number word mean; nothing is none."""
    amount = reading.amounts.read(words or "0")
    return Fraction(0 if amount is None else amount.value)


def quake(hit: Hit, reading: Reading) -> Meaning | None:
    """Read "7.1-magnitude", "magnitude 7.1"."""
    amount = reading.amount(hit, "n") or reading.amount(hit, "m_n") or reading.amount(hit, "r_n")
    return None if amount is None else valued("measure", amount, unit="{magnitude}", name="magnitude")
