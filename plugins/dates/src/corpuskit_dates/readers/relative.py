"""Readers of dates that are counted from another."""

from fractions import Fraction

from corpuskit.rules import Hit, folded

from ..reading import DOCUMENT, MENTIONED, Calendar, Fields, Fixed, Length
from .groups import Found, Seen, one
from .numerals import amount

__all__ = [
    "beyond",
    "day_word",
    "from_now",
    "latest_quarter",
    "reference",
    "tonight",
    "unit_before",
    "unit_end",
    "unit_middle",
    "weekend",
    "year_before",
]


def day_word(hit: Hit, seen: Seen) -> Found:
    """Read *today* and its like."""
    steps = ((Fraction(int(hit.meaning("dayword"))), "day"),)
    return one(hit, Calendar(steps=steps), article=folded(hit.text).startswith("day"))


def beyond(hit: Hit, seen: Seen) -> Found:
    """Read "the week after next"."""
    sign = 2 if folded(hit["way"] or "").startswith("after") else -2
    return one(hit, Calendar(steps=((Fraction(sign), str(hit.meaning("unit"))),), named=True))


def from_now(hit: Hit, seen: Seen) -> Found:
    """Read "two weeks' time"."""
    count = amount(hit["amount"] or "one")
    return None if count is None else one(hit, Calendar(steps=((count, str(hit.meaning("unit"))),)))


def tonight(hit: Hit, seen: Seen) -> Found:
    """Read *tonight*."""
    return one(hit, Calendar(Fields(part="NI"), steps=((Fraction(0), "day"),)))


def reference(hit: Hit, seen: Seen) -> Found:
    """Read a reference to now, the past or the future."""
    article = folded(hit.text) not in ("recent", "current", "now")
    return one(hit, Fixed(str(hit.meaning("reference"))), article=article)


def year_before(hit: Hit, seen: Seen) -> Found:
    """Read "year-earlier", with the quarter that it is compared with."""
    steps: tuple[tuple[Fraction, str], ...] = ((Fraction(-1), "year"),)
    if folded(hit["period"] or "") in ("quarter", "qtr"):
        steps = (*steps, (Fraction(0), "quarter"))
    return one(hit, Calendar(steps=steps, anchor=MENTIONED), article=hit["period"] is not None)


def unit_before(hit: Hit, seen: Seen) -> Found:
    """Read "month-ago" and the "week ago" of tables."""
    steps = ((Fraction(-1), folded(hit["unit"] or "")),)
    anchor = MENTIONED if "earlier" in folded(hit.text) else DOCUMENT
    return one(hit, Calendar(steps=steps, anchor=anchor), article=hit["period"] is not None)


def latest_quarter(hit: Hit, seen: Seen) -> Found:
    """Read "the latest period" of a report: the quarter that was mentioned, or the last that has ended."""
    return one(hit, Calendar(steps=((Fraction(0), "quarter"),), anchor=MENTIONED))


def unit_end(hit: Hit, seen: Seen) -> Found:
    """Read *year-end* and its like."""
    return one(hit, _part_of_unit(hit, "END"))


def unit_middle(hit: Hit, seen: Seen) -> Found:
    """Read *mid-year* and its like."""
    return one(hit, _part_of_unit(hit, "MID"))


def _part_of_unit(hit: Hit, mod: str) -> Calendar:
    return Calendar(steps=((Fraction(0), (hit["unit"] or "").lower()),), mod=mod, named=True)


def weekend(hit: Hit, seen: Seen) -> Found:
    """Read a weekend that its neighbours place."""
    return one(hit, Length(((Fraction(1), "weekend"),), bare=True))
