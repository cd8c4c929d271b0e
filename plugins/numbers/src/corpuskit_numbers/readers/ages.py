"""Ages of people and things."""

from decimal import Decimal

from corpuskit.rules import Hit, folded

from ..draft import Meaning, valued
from ..reading import Reading

__all__ = ["age", "age_of_people", "aged", "bare_age", "decade_of_life", "over_age"]

_OLDEST = 130
_TIME = frozenset({"a", "mo", "wk", "d", "h", "10.a", "100.a"})
_DECADES = ("twen", "thir", "fort", "fift", "sixt", "seve", "eigh", "nine")
_THIRDS = {"": (0, 9), "early": (0, 3), "mid": (4, 6), "late": (7, 9)}
_TEENS = {"": (13, 19), "early": (13, 14), "mid": (15, 16), "late": (17, 19)}
_AGES = {"fives": 5, "tens": 10, "twelves": 12, "sixteens": 16, "eighteens": 18}


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
    meaning = valued("age", amount, unit=unit.code if unit else "a", name=unit.name if unit else "year")
    meaning.led = unit is None
    return meaning


def bare_age(hit: Hit, reading: Reading) -> Meaning | None:
    """Read the number between commas after a name or "the striker": "Jane Smith, 45, said"."""
    age = Meaning("age", Decimal(hit["n_n"] or 0), unit="a", unit_name="year", scale=0)
    age.unless = ((reading.around.has_no_person, None),)
    return age


def age_of_people(hit: Hit, reading: Reading) -> Meaning | None:
    """Read the 65 of "women over 65"."""
    amount = reading.amount(hit, "n")
    if amount is None or not 0 < amount.value < _OLDEST:
        return None
    age = valued("age", amount, unit="a", name="year")
    age.unless = ((reading.around.has_no_people, None),)
    return age


def decade_of_life(hit: Hit, reading: Reading) -> Meaning | None:
    """Read "in her 60s", "in his late twenties", "in their 20s and 30s", "a 40-something"."""
    first = _decade(hit["decade"] or "", hit.get("third"))
    until = hit.get("last")
    last = _decade(until, hit.get("upper")) if until else first
    if last[1] < first[0]:
        return None
    return Meaning("age", low=Decimal(first[0]), high=Decimal(last[1]), unit="a", unit_name="year")


def _decade(words: str, third: str | None) -> tuple[int, int]:
    """Give the first and the last year of a decade of life, or of its early, middle or late part."""
    word, part = folded(words), folded(third or "")
    if word == "teens":
        return _TEENS[part]
    digits = "".join(filter(str.isdecimal, word))
    decade = int(digits) if digits else 20 + 10 * _DECADES.index(word[:4])
    low, high = _THIRDS[part]
    return decade + low, decade + high


def over_age(hit: Hit, reading: Reading) -> Meaning | None:
    """Read "over-65s", "under-fives": the modifier stands inside."""
    word = folded(hit.get("decade") or "")
    age = int(hit["n_n"] or 0) if not word else _AGES.get(word) or _decade(word, None)[0]
    over = hit.text[0] in "oO"
    meaning = Meaning("age", Decimal(age), unit="a", unit_name="year", scale=0)
    meaning.modifier = (">", 0, len("over")) if over else ("<", 0, len("under"))
    return meaning
