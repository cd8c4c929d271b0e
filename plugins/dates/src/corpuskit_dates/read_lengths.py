"""Readers of lengths of time and of recurrences."""

from fractions import Fraction

from corpuskit.rules import Hit

from .groups import Found, one
from .numerals import amount
from .periods import period
from .reading import Length, Repeat
from .surroundings import Surroundings, next_word, previous_word

__all__ = ["adverb", "half_unit", "length", "length_between", "lone_unit", "lone_units", "times", "weekdays"]


def length(hit: Hit, around: Surroundings) -> Found:
    """Read a number of units; an age is swallowed unless ages are asked for."""
    if _is_age(hit) and not around.config.ages:
        return ()
    count = amount(hit["amount"] or "")
    unit = str(hit.meaning("unit"))
    if count is None or _is_thing(hit, unit):
        return None
    count += Fraction(1, 2) if hit["half"] else 0
    # "The two-year plan" is about a plan; "the two years" are years.
    plain = (hit["unit"] or "")[-1:].lower() == "s" or count <= 1
    return one(hit, Length(((count, unit),)), article=plain and "-" not in hit.text[-8:])


def length_between(hit: Hit, around: Surroundings) -> Found:
    """Read "two or three years": a vague number of units, with both lengths as alternatives."""
    if _is_age(hit) and not around.config.ages:
        return ()
    low, high = amount(hit["low"] or ""), amount(hit["amount"] or "")
    between = hit.text.lower().startswith("between")
    if low is None or high is None or not low < high < _MANY or between != (" and " in hit.text.lower()):
        return None
    unit = str(hit.meaning("unit"))
    return one(hit, Length(((None, unit),), others=(((low, unit),), ((high, unit),))), article=True)


_MANY = 1000
"""From here on numbers before a unit are rather years."""


def _is_age(hit: Hit) -> bool:
    return bool(hit["age"]) or previous_word(hit.match.string, hit.match.start()) == "aged"


def _is_thing(hit: Hit, unit: str) -> bool:
    if unit == "hour" and (hit["amount"] or "").isdecimal() and len(hit["amount"] or "") == 4:
        # "At 0930 hours" is a time of day.
        return previous_word(hit.match.string, hit.match.start()) == "at"
    if unit == "quarter":
        return "-" in hit.text
    return unit == "second" and not (hit["unit"] or "").lower().endswith("s")


def half_unit(hit: Hit, around: Surroundings) -> Found:
    """Read half of a unit."""
    return one(hit, Length(((Fraction(1, 2), (hit["unit"] or "").lower()),)))


def lone_unit(hit: Hit, around: Surroundings) -> Found:
    """Read a unit that its neighbours give a meaning; the year that a report is on is a length."""
    unit = str(hit.meaning("unit"))
    text, (start, end) = hit.match.string, hit.match.span()
    if text[end : end + 1] == "-":
        return None
    if around.is_rate(text, start, end):
        return ()
    if unit.endswith("year") and next_word(text, end) in ("ended", "ending"):
        return one(hit, Length(((Fraction(1), "year"),)), weak=previous_word(text, start) != "the")
    count = Fraction(3, 2) if hit["half"] else Fraction(1)
    return one(hit, Length(((count, unit),), bare=True))


def lone_units(hit: Hit, around: Surroundings) -> Found:
    """Read a vague number of units."""
    text, start = hit.match.string, hit.match.start()
    if text[max(0, start - 1) : start] == "-" or previous_word(text, start) in ("office", "business", "working"):
        return None
    return one(hit, Length(((None, str(hit.meaning("unit"))),)))


def adverb(hit: Hit, around: Surroundings) -> Found:
    """Read an adverb that says how often; capitalised before a capital it is part of a name."""
    following = next_word(hit.match.string, hit.match.end(), fold=False)
    if hit.text.istitle() and following.istitle():
        return None
    return one(hit, Repeat(str(hit.meaning("adverb"))))


def times(hit: Hit, around: Surroundings) -> Found:
    """Read how many times in a unit."""
    number = amount(hit["amount"] or "")
    freq = str(hit.meaning("times")) if hit["times"] else f"{number}X"
    return one(hit, Repeat(period(((Fraction(1), str(hit.meaning("unit"))),)), freq=freq))


def weekdays(hit: Hit, around: Surroundings) -> Found:
    """Read a weekday that recurs."""
    return one(hit, Repeat(f"XXXX-WXX-{hit.meaning('weekday')}"))
