"""From matches of rules to values: plain numbers, fractions, ranges and measures."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction

from corpuskit.rules import Hit

from . import ages, money, ordinals, vague
from .amounts import Amount, exact
from .draft import Draft, valued
from .reading import Reading
from .units import Unit

__all__ = ["FUNCTIONS"]


def _ignored() -> Draft:
    return Draft("cardinal", Decimal(0), ignored=True)


_MOST_OVER = 100
_WORD = re.compile(r"[^\W\d_]+")
_LIST = re.compile(r",?\s*(?:and\s+|or\s+)?two\b")
_METRES = frozenset(
    (
        *("away", "tall", "long", "high", "wide", "deep", "hurdles", "sprinters", "runners", "races", "finals"),
        *("swims", "heats", "relays", "medals", "steps"),
    )
)


# --- plain numbers


def number(hit: Hit, reading: Reading) -> Draft | None:
    """Read a number without a unit."""
    text = hit["n"] or ""
    amount = reading.amount(hit, "n")
    if amount is None or not _means_number(hit, text, reading):
        return None
    if "/" in text and " " not in text and not _proper(amount, text):
        return _ignored()
    if text.isdecimal() and _names(hit, text, reading):
        return _ignored()
    if reading.in_name(hit):
        return _ignored()
    return valued(kind_of(amount), amount)


def _names(hit: Hit, text: str, reading: Reading) -> bool:
    """Say whether digits are a name ("Channel 4") or a code ("007")."""
    if text[0] == "0" and len(text) > 1:
        return True
    if len(text) > 4 or not reading.after_name(hit) or reading.counts(hit) is not None:
        return False
    return not hit.match.string.startswith(" times", hit.match.end())


def kind_of(amount: Amount) -> str:
    """Say whether an amount is a cardinal or a fraction."""
    value = amount.value
    return "fraction" if amount.fraction and value != int(value) else "cardinal"


def _means_number(hit: Hit, text: str, reading: Reading) -> bool:
    if text[-1] == "m" and text[-2:-1].isnumeric():
        return counts_millions(hit, reading)
    if text.lower() == "one":
        return _counts_one(hit, reading)
    return True


def _counts_one(hit: Hit, reading: Reading) -> bool:
    """Say whether "one" is a number: alone, in a list, or before a singular noun; "one opts" is a pronoun."""
    text, end = hit.match.string, hit.match.end()
    if text.strip() == hit.text or _LIST.match(text, end):
        return True
    counted = reading.counts(hit, single=True)
    if counted is None:
        return False
    first = counted.text_of(text).split()[0]
    return text.startswith(" of ", end) or not reading.phrases.is_plural(first)


def counts_millions(hit: Hit, reading: Reading) -> bool:
    """Say whether "5.2m" is millions of what follows; otherwise it is metres."""
    span = reading.counts(hit)
    if span is None:
        return False
    return not _METRES & set(span.text_of(hit.match.string).lower().split())


def _proper(amount: Amount, text: str) -> bool:
    below = text.rpartition("/")[2]
    return (-1 < amount.value < 1 and below.isdecimal() and int(below) <= _MOST_OVER) or "-" in text[1:]


def fraction(hit: Hit, reading: Reading) -> Draft | None:
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


def part(hit: Hit, reading: Reading) -> Draft | None:
    """Read "a fifth of", "half the"."""
    amount = reading.amount(hit, "n") or reading.amount(hit, "h_n") or Amount(Decimal("0.5"), scale=None)
    return valued("fraction", amount)


def proportion(hit: Hit, reading: Reading) -> Draft | None:
    """Read "one in five": the first must be smaller, and what looks like a date is none."""
    least, most = reading.amount(hit, "a_n"), reading.amount(hit, "b_n")
    if least is None or most is None or not 0 < least.value < most.value:
        return None
    plain_in = " in " in hit.text.lower() and "every" not in hit.text.lower()
    if plain_in and least.value != 1 and most.value not in (3, 4, 5, 10, 20, 100, 1000):
        return None
    return Draft("fraction", exact(Fraction(least.value) / Fraction(most.value)))


# --- measures


def measure(hit: Hit, reading: Reading) -> Draft | None:
    """Read an amount with a unit."""
    amount = reading.amount(hit, "n")
    unit = reading.unit(hit, "u", "n") or reading.unit(hit, "v_u", "n")
    if amount is None or unit is None or not _means_unit(hit, unit, amount, reading):
        return None
    draft = with_unit(valued(unit.kind, amount), unit, hit, reading)
    after = hit.span_of("after")
    if after is not None:
        sign = reading.lexicons["modifier_after"][after.text_of(hit.match.string)]
        draft.modifier = (sign, after)
    rest = reading.amount(hit, "p")
    if rest is not None:
        draft.value, draft.amount, draft.scale = exact(Fraction(amount.value) + Fraction(rest.value)), None, None
    elif draft.unit_name == unit.name:
        draft.last_part = (unit.name, Fraction(1))
    return draft


def with_unit(draft: Draft, unit: Unit, hit: Hit, reading: Reading) -> Draft:
    """Give the draft its unit, with the rate that the match may have."""
    unit = reading.units.with_rate(unit, hit)
    draft.unit, draft.unit_name = unit.code, unit.name
    return draft


def _means_unit(hit: Hit, unit: Unit, amount: Amount, reading: Reading) -> bool:
    surface = (hit.get("u") or hit.get("v_u") or "").lower()
    if surface == "m":
        return hit.text[-2].isspace() or not counts_millions(hit, reading)
    if surface == "second" and hit.text[-7] != " " and not any(map(str.isdigit, hit.text)):
        # "The thirty-second" is an ordinal, "a thirty-second delay" is none.
        return amount.value % 10 != 0 or reading.words_before(hit)[-1:] in (["a"], ["an"], ["every"])
    if surface in ("c", "f"):
        return not hit.text[-2].isspace() and reading.near(hit, "weather")
    if surface in ("pound", "pounds"):
        return not money.is_sterling(hit, amount, reading)
    return True


def part_measure(hit: Hit, reading: Reading) -> Draft | None:
    """Read "half an hour", "a quarter of a mile"."""
    amount = reading.amount(hit, "n") or reading.amount(hit, "q_n") or reading.amount(hit, "t_n")
    unit = reading.units.unit(hit, "u")
    if amount is None or unit is None or reading.units.is_symbol(hit, "u"):
        return None
    return with_unit(valued(unit.kind, amount), unit, hit, reading)


def unit_and_part(hit: Hit, reading: Reading) -> Draft | None:
    """Read "a year and a half", "two miles and a quarter"."""
    amount = reading.amount(hit, "n") or Amount(Decimal(1))
    rest, unit = reading.amount(hit, "p"), reading.units.unit(hit, "u")
    if rest is None or unit is None or (hit.get("n") and reading.amount(hit, "n") is None):
        return None
    return Draft(unit.kind, exact(Fraction(amount.value) + Fraction(rest.value)), unit=unit.code, unit_name=unit.name)


def feet_and_inches(hit: Hit, reading: Reading) -> Draft | None:
    """Read 6'2"."""
    inches = Fraction(hit["inch"] or hit["in"] or hit["bare"] or 0)
    if inches >= 12:
        return None
    return Draft(
        "measure", exact(Fraction(hit["feet"] or hit["ft"] or 0) + inches / 12), unit="[ft_i]", unit_name="foot"
    )


def quake(hit: Hit, reading: Reading) -> Draft | None:
    """Read "7.1-magnitude", "magnitude 7.1"."""
    amount = reading.amount(hit, "n") or reading.amount(hit, "m_n") or reading.amount(hit, "r_n")
    return None if amount is None else valued("measure", amount, unit="{magnitude}", name="magnitude")


Function = Callable[[Hit, Reading], Draft | None]

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
