"""Readers of dates that are counted from another."""

from fractions import Fraction

from corpuskit.rules import Hit

from .groups import Found, one
from .reading import MENTIONED, Calendar, Fields, Fixed, Length
from .surroundings import Surroundings, next_word, previous_word

__all__ = ["day_word", "latest_quarter", "reference", "tonight", "weekend", "year_before", "year_end"]


def day_word(hit: Hit, around: Surroundings) -> Found:
    """Read *today* and its like."""
    steps = ((Fraction(int(hit.meaning("dayword"))), "day"),)
    return one(hit, Calendar(steps=steps), article=hit.text.lower().startswith("day"))


def tonight(hit: Hit, around: Surroundings) -> Found:
    """Read *tonight*."""
    return one(hit, Calendar(Fields(part="NI"), steps=((Fraction(0), "day"),)))


def reference(hit: Hit, around: Surroundings) -> Found:
    """Read a reference to now, the past or the future; before a unit of time it is left to that."""
    text, word = hit.match.string, hit.text.lower()
    following = next_word(text, hit.match.end())
    if word == "past" and text[hit.match.end() : hit.match.end() + 3].strip()[:1].isdigit():
        return None
    if around.plays(following, "unit") or around.plays(following, "no-reference"):
        return None
    if word in ("past", "future") and not _is_noun(hit, following, around):
        return None
    return one(hit, Fixed(str(hit.meaning("reference"))), article=word not in ("recent", "current", "now"))


def _is_noun(hit: Hit, following: str, around: Surroundings) -> bool:
    """Say whether "the past" or "the future" is meant, and not "the past president" or "future earnings"."""
    if previous_word(hit.match.string, hit.match.start()) != "the" or around.plays(following, "quantity"):
        return False
    return hit.text.lower() == "future" or not following or around.plays(following, "after-past")


def year_before(hit: Hit, around: Surroundings) -> Found:
    """Read "year-earlier", with the quarter that it is compared with."""
    if "-" not in hit.text and previous_word(hit.match.string, hit.match.start()) in ("a", "one"):
        return None
    steps = ((Fraction(-1), "year"),)
    return one(hit, Calendar(steps=steps, anchor=MENTIONED), article=hit["period"] is not None)


def latest_quarter(hit: Hit, around: Surroundings) -> Found:
    """Read "the latest period" of a report: the quarter that was mentioned, or the last that has ended."""
    return one(hit, Calendar(steps=((Fraction(0), "quarter"),), anchor=MENTIONED))


def year_end(hit: Hit, around: Surroundings) -> Found:
    """Read *year-end*."""
    return one(hit, Calendar(steps=((Fraction(0), "year"),), mod="END"))


def weekend(hit: Hit, around: Surroundings) -> Found:
    """Read a weekend that its neighbours place."""
    return one(hit, Length(((Fraction(1), "weekend"),), bare=True))
