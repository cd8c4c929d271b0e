"""Readers of lengths of time and of recurrences."""

from fractions import Fraction

from corpuskit.rules import Hit, folded

from ..reading import Calendar, Fixed, Length, Repeat
from ..times.periods import period
from .groups import Found, Seen, one
from .numerals import amount

__all__ = [
    *("adverb", "compound", "half_unit", "length", "length_between", "lone_unit", "lone_units", "one_or_two"),
    "quarter_century",
    *("part_of_unit", "times", "units_to_come", "weekdays", "weekends", "whole_unit"),
]


def length(hit: Hit, seen: Seen) -> Found:
    """Read a number of units; an age is swallowed unless ages are asked for.

    "In two weeks" of a conversation is when they have passed.
    """
    if _is_age(hit, seen) and not seen.config.ages:
        return ()
    count = amount(hit["amount"] or "")
    unit = str(hit.meaning("unit"))
    if count is None or _is_thing(hit, unit, seen) or (count >= _MANY and _is_named(hit)):
        return None
    count += Fraction(1, 2) if hit["half"] else 0
    if seen.near == "in" and seen.config.style == "conversation" and "-" not in hit.text:
        return one(hit, Calendar(steps=((count, unit),)))
    # "The two-year plan" is about a plan; "the two years" are years.
    plain = folded((hit["unit"] or "")[-1:]) == "s" or count <= 1
    return one(hit, Length(((count, unit),)), article=plain and "-" not in hit.text[-8:])


def length_between(hit: Hit, seen: Seen) -> Found:
    """Read "two or three years": a vague number of units, with both lengths as alternatives."""
    if _is_age(hit, seen) and not seen.config.ages:
        return ()
    low, high = amount(hit["low"] or ""), amount(hit["amount"] or "")
    between = folded(hit.text).startswith("between")
    if low is None or high is None:
        return None
    large = _LARGE.get(folded(hit["amount"] or "").rpartition(" ")[2], 1)
    if large > 1 and low < _MANY:
        low, high = sorted((low * large, high))
    if not low < high < _MANY * large or between != (" and " in folded(hit.text)):
        return None
    unit = str(hit.meaning("unit"))
    return one(hit, Length(((None, unit),), others=(((low, unit),), ((high, unit),))), article=True)


_LARGE = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
"""What both numbers are counted in, as in "28 to 2 million years ago", where the larger may stand first."""
_MANY = 1000
"""From here on numbers before a unit are rather years."""


def _is_age(hit: Hit, seen: Seen) -> bool:
    # Nobody's age is told in decades.
    return bool(hit["age"] and str(hit.meaning("unit")) not in _LONG) or seen.near == "aged"


_LONG = ("decade", "century", "millennium")
_REPORTED = ("quarter", "qtr", "yr")


def _is_named(hit: Hit) -> bool:
    """Say whether the number is the year of "the 2013 Millennium Report", "the 1986 qtr" or the line of a table."""
    unit = hit["unit"] or ""
    return folded(unit) in _REPORTED or (unit.istitle() and not unit.endswith("s") and "-" not in hit.text)


def _is_thing(hit: Hit, unit: str, seen: Seen) -> bool:
    if unit == "hour" and (hit["amount"] or "").isdecimal() and len(hit["amount"] or "") == 4:
        # "At 1430 hours" is a time of day, and so is "0930 hours".
        return seen.near == "at" or hit.text.startswith("0") or folded(hit["unit"] or "") == "hrs"
    if hit["unit"] == "HR":
        # These are the people of a company.
        return True
    if unit == "quarter":
        return "-" in hit.text
    return unit == "second" and not folded(hit["unit"] or "").endswith("s")


def half_unit(hit: Hit, seen: Seen) -> Found:
    """Read half of a unit."""
    return one(hit, Length(((Fraction(1, 2), folded(hit["unit"] or "")),)))


def quarter_century(hit: Hit, seen: Seen) -> Found:
    """Read the quarter of a century."""
    return one(hit, Length(((Fraction(25), "year"),)))


def compound(hit: Hit, seen: Seen) -> Found:
    """Read "month-long" and "decades-old"."""
    word = hit["unit"] or hit["unit_2"] or hit["unit_3"] or ""
    count = None if hit["unit_2"] or word[-1:].lower() == "s" else Fraction(1)
    unit = hit.meaning("unit") if hit["unit"] else hit.meaning("unit_2") if hit["unit_2"] else word.lower()
    return one(hit, Length(((count, str(unit)),)))


def one_or_two(hit: Hit, seen: Seen) -> Found:
    """Read "a year or two", which the "a" before it confirms."""
    unit = str(hit.meaning("unit"))
    ends = tuple(((Fraction(count), unit),) for count in (1, 2))
    return one(hit, Length(((None, unit),), bare=True, others=ends))


def lone_unit(hit: Hit, seen: Seen) -> Found:
    """Read a unit that its neighbours give a meaning; the year or week that a report is on is a length."""
    unit = str(hit.meaning("unit"))
    if seen.near == "rate":
        return ()
    if seen.near in ("ended", "the ended") and unit != "quarter":
        return one(hit, Length(((Fraction(1), unit.removeprefix("fiscal ")),)), weak=seen.near == "ended")
    count = Fraction(3, 2) if hit["half"] else Fraction(1)
    return one(hit, Length(((count, unit),), bare=True))


def whole_unit(hit: Hit, seen: Seen) -> Found:
    """Read "all day" and "the entire week"."""
    return one(hit, Length(((Fraction(1), str(hit.meaning("unit"))),)))


def lone_units(hit: Hit, seen: Seen) -> Found:
    """Read a vague number of units."""
    return one(hit, Length(((None, str(hit.meaning("unit"))),)))


def units_to_come(hit: Hit, seen: Seen) -> Found:
    """Read "the weeks ahead", and how long something is to last, "for years to come"."""
    length = Length(((None, str(hit.meaning("unit_2"))),))
    return one(hit, Fixed("FUTURE_REF") if seen.near else length)


def adverb(hit: Hit, seen: Seen) -> Found:
    """Read an adverb that says how often."""
    return one(hit, Repeat(str(hit.meaning("adverb"))))


def times(hit: Hit, seen: Seen) -> Found:
    """Read how many times in a unit."""
    number = amount(hit["amount"] or "")
    freq = str(hit.meaning("times")) if hit["times"] else f"{number}X"
    return one(hit, Repeat(_each(hit), freq=freq))


def _each(hit: Hit) -> str:
    if hit["adverb"]:
        return str(hit.meaning("adverb"))
    if hit["unit"]:
        return period(((Fraction(1), str(hit.meaning("unit"))),))
    return period(((amount(hit["count"] or "") or Fraction(1), str(hit.meaning("unit_2"))),))


def part_of_unit(hit: Hit, seen: Seen) -> Found:
    """Read how much of each unit, as in "seven days a week"."""
    number = amount(hit["amount"] or "")
    if number is None or number.denominator != 1:
        return None
    freq = f"{number}{_LETTERS[(hit['part'] or '').lower()]}"
    return one(hit, Repeat(period(((Fraction(1), str(hit.meaning("unit"))),)), freq=freq))


_LETTERS = {"hour": "H", "day": "D", "night": "D", "week": "W", "month": "M"}


def weekends(hit: Hit, seen: Seen) -> Found:
    """Read the weekends of all weeks."""
    return one(hit, Repeat("XXXX-WXX-WE"))


def weekdays(hit: Hit, seen: Seen) -> Found:
    """Read a weekday that recurs, perhaps with a part of it."""
    part = f"T{hit.meaning('part')}" if hit["part"] else ""
    return one(hit, Repeat(f"XXXX-WXX-{hit.meaning('weekday')}{part}"))
