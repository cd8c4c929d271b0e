"""Ages of people and things."""

from decimal import Decimal

from corpuskit.rules import Hit, folded

from ..draft import Meaning, valued
from ..reading import Reading

__all__ = ["age", "aged", "bare_age", "decade_of_life"]

_OLDEST = 130
_TIME = frozenset({"a", "mo", "wk", "d", "h", "10.a", "100.a"})
_DECADES = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")
_THIRDS = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}


def age(hit: Hit, reading: Reading) -> Meaning | None:
    """Read "78-year-old"."""
    unit = reading.units.unit(hit, "u")
    amount = reading.amount(hit, "n")
    if amount is None or unit is None or unit.code not in _TIME:
        return None
    return valued("age", amount, unit=unit.code, name=unit.name)


def aged(hit: Hit, reading: Reading) -> Meaning | None:
    """Read "aged 30"."""
    amount = reading.amount(hit, "n")
    unit = reading.units.unit(hit, "u")
    if amount is None or amount.value > _OLDEST:
        return None
    return valued("age", amount, unit=unit.code if unit else "a", name=unit.name if unit else "year")


def bare_age(hit: Hit, reading: Reading) -> Meaning | None:
    """Read the number between commas after a name: "Jane Smith, 45, said"."""
    age = Meaning("age", Decimal(hit["n_n"] or 0), unit="a", unit_name="year", scale=0)
    age.unless = ((reading.around.has_no_person, None),)
    return age


def decade_of_life(hit: Hit, reading: Reading) -> Meaning | None:
    """Read "in her 60s", "in his late twenties"."""
    word = folded(hit["decade"] or "")
    decade = 20 + 10 * _DECADES.index(word) if word in _DECADES else int("".join(filter(str.isdigit, word)))
    low, high = _THIRDS.get(folded(hit["third"] or ""), (0, 9))
    return Meaning("age", low=Decimal(decade + low), high=Decimal(decade + high), unit="a", unit_name="year")
