"""From the words of a match to their meaning: plain numbers, fractions, ranges and measures.

What a function gives depends on the words of the match alone, and is remembered for them. Where the text around
decides, it leaves a question: what the match means instead ``unless`` the answer is no.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import partial

from corpuskit.rules import Hit

from . import ages, money, ordinals, vague
from .amounts import Amount, exact
from .draft import Doubt, Meaning, ignored, valued
from .reading import Reading
from .units import Unit

__all__ = ["FUNCTIONS"]

_MOST_OVER = 100
_LONGEST_NAME = 4
_NAME = ignored()
_WHOLE = Fraction(1)
_WORD = re.compile(r"[^\W\d_]+")


# --- plain numbers


def number(hit: Hit, reading: Reading) -> Meaning | None:
    """Read a number without a unit."""
    text = hit["n"] or ""
    amount = reading.amount(hit, "n")
    if amount is None:
        return None
    is_code = text.isdecimal() and text[0] == "0" and len(text) > 1
    is_ratio = "/" in text and " " not in text and not _proper(amount, text)
    meaning = ignored() if is_code or is_ratio else valued(kind_of(amount), amount)
    if not (text[0].isdecimal() and text[-1].isdecimal() and len(text) > _LONGEST_NAME):
        meaning.unless = tuple(_doubts(text, reading))
    return meaning


def _doubts(text: str, reading: Reading) -> Iterator[tuple[Doubt, Meaning | None]]:
    if text[-1] == "m" and text[-2:-1].isnumeric():
        yield reading.around.is_length, None
    elif text.lower() == "one":
        yield reading.around.is_pronoun, None
    if text.isdecimal() and len(text) <= _LONGEST_NAME:
        yield reading.around.is_name, _NAME
    if text[0].isupper():
        yield reading.around.is_in_name, _NAME


def kind_of(amount: Amount) -> str:
    """Say whether an amount is a cardinal or a fraction."""
    return "fraction" if amount.fraction and amount.value != int(amount.value) else "cardinal"


def _proper(amount: Amount, text: str) -> bool:
    below = text.rpartition("/")[2]
    return (-1 < amount.value < 1 and below.isdecimal() and int(below) <= _MOST_OVER) or "-" in text[1:]


def fraction(hit: Hit, reading: Reading) -> Meaning | None:
    """Read "two thirds"; a singular denominator goes with one only, "two quarters" are months."""
    words = _WORD.findall((hit["n"] or "").lower())
    amount = reading.amount(hit, "n")
    if amount is None:
        return None
    last = next((word for word in reversed(words) if word in reading.lexicons["denominator"]), "")
    if last in ("quarter", "quarters", "half", "halves") and amount.raw in (Decimal("0.5"), 1):
        return None if words[:2] != ["one", "half"] else valued("fraction", amount)
    if not last.endswith(("s", "half")) and not _is_one(words[: words.index(last)], reading):
        return None
    return valued(kind_of(amount), amount)


def _is_one(numerator: list[str], reading: Reading) -> bool:
    """Say whether a singular denominator has its numerator: "one", perhaps with tens that belong behind it."""
    rest = numerator[1:] if numerator[:1] == ["minus"] else numerator
    return rest[:1] in (["one"], ["a"], ["an"]) and all(word in reading.lexicons["tens"] for word in rest[1:])


def part(hit: Hit, reading: Reading) -> Meaning | None:
    """Read "a fifth of", "half the"."""
    amount = reading.amount(hit, "n") or reading.amount(hit, "h_n") or Amount(Decimal("0.5"), scale=None)
    return valued("fraction", amount)


def proportion(hit: Hit, reading: Reading) -> Meaning | None:
    """Read "one in five": the first must be smaller, and what looks like a date is none."""
    least, most = reading.amount(hit, "a_n"), reading.amount(hit, "b_n")
    if least is None or most is None or not 0 < least.value < most.value:
        return None
    plain_in = " in " in hit.text.lower() and "every" not in hit.text.lower()
    if plain_in and least.value != 1 and most.value not in (3, 4, 5, 10, 20, 100, 1000):
        return None
    return Meaning("fraction", exact(Fraction(least.value) / Fraction(most.value)))


# --- measures


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
    if surface in ("c", "f"):
        return hit.text[-2].isspace()
    return surface in ("pound", "pounds") and money.is_sterling(hit, amount) is True


def _doubts_of_unit(hit: Hit, surface: str, amount: Amount, reading: Reading) -> Iterator[Doubt]:
    if surface == "m" and not hit.text[-2].isspace():
        yield reading.around.is_millions
    elif surface == "second" and hit.text[-7] != " " and not any(map(str.isdigit, hit.text)):
        # "The thirty-second" is an ordinal, "a thirty-second delay" is none.
        if amount.value % 10 == 0:
            yield reading.around.has_no_article
    elif surface in ("c", "f"):
        yield partial(reading.around.is_far, "weather")
    elif surface in ("pound", "pounds") and money.is_sterling(hit, amount) is None:
        yield partial(reading.around.is_near, "payment")


def _modifier_inside(hit: Hit, reading: Reading) -> tuple[str, int, int] | None:
    words = hit.get("after")
    if words is None:
        return None
    start, end = (place - hit.match.start() for place in hit.match.span("after"))
    return reading.lexicons["modifier_after"][words], start, end


def part_measure(hit: Hit, reading: Reading) -> Meaning | None:
    """Read "half an hour", "a quarter of a mile"."""
    amount = reading.amount(hit, "n") or reading.amount(hit, "q_n") or reading.amount(hit, "t_n")
    unit = reading.units.unit(hit, "u")
    if amount is None or unit is None or unit.is_symbol:
        return None
    return with_unit(valued(unit.kind, amount), unit, hit, reading)


def unit_and_part(hit: Hit, reading: Reading) -> Meaning | None:
    """Read "a year and a half", "two miles and a quarter"."""
    amount = reading.amount(hit, "n") or Amount(Decimal(1))
    rest, unit = reading.amount(hit, "p"), reading.units.unit(hit, "u")
    if rest is None or unit is None or (hit.get("n") and reading.amount(hit, "n") is None):
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


Function = Callable[[Hit, Reading], Meaning | None]

FUNCTIONS: Mapping[str, Function] = {
    function.__name__: function
    for function in (
        *(number, fraction, part, proportion, measure, part_measure, unit_and_part, feet_and_inches, quake),
        *(ages.age, ages.aged, ages.bare_age, ages.decade_of_life),
        *(money.money_before, money.money_after),
        *(vague.vague, vague.several, vague.couple, vague.multiple, vague.twice),
        *(ordinals.ordinal_digits, ordinals.ordinal_words, ordinals.rank, ordinals.roman),
    )
}
"""The functions that rules name in ``value``."""
