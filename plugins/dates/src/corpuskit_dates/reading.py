"""What an expression says before it is resolved: calendar fields, a step from some anchor, a length, a recurrence.

Readings and expressions know their hash: each is made once and shared by all places that say the same. Fields and
mentions are tuples, as they are made most of all.
"""

import functools
from fractions import Fraction
from typing import NamedTuple, TypeAlias

import attrs

from .memo import MOST

__all__ = [
    "DOCUMENT",
    "GRAINS",
    "MENTIONED",
    "STYLED",
    "Calendar",
    "Expression",
    "Fields",
    "Fixed",
    "Length",
    "Mention",
    "Reading",
    "Repeat",
    "shared",
]

GRAINS = (
    *("century", "decade", "year", "half", "quarter", "season", "month", "week", "weekend"),
    *("day", "part", "hour", "minute", "second"),
)
"""From coarse to fine."""

DOCUMENT = "document"
MENTIONED = "mentioned"
STYLED = "styled"
"""The document's date in news, the last mention in a narrative."""


class Fields(NamedTuple):
    """Fields of a calendar and clock; None is unsaid.

    ``year`` is astronomical: 1 BC is 0. ``century`` and ``decade`` are the leading digits (19 for 1900 to 1999,
    198 for the 1980s), of years BC where ``bc``. ``weekday`` counts from 1, Monday. ``part`` is a TIMEX3 part of the
    day (MO, MI, AF, EV, NI, DT). ``holiday`` is the rule of a named day. A ``fiscal`` year may begin in another month.
    """

    century: int | None = None
    decade: int | None = None
    year: int | None = None
    half: int | None = None
    quarter: int | None = None
    season: str | None = None
    month: int | None = None
    week: int | None = None
    weekend: bool | None = None
    day: int | None = None
    part: str | None = None
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    weekday: int | None = None
    holiday: str | None = None
    zone: str | None = None
    bc: bool = False
    fiscal: bool = False

    @property
    def grain(self) -> str | None:
        """The finest field that is said."""
        if self.second is not None:
            return "second"
        if self.minute is not None:
            return "minute"
        if self.hour is not None:
            return "hour"
        if self.part is not None:
            return "part"
        if self.day is not None or self.weekday is not None or self.holiday is not None:
            return "day"
        for name in _COARSE:
            if getattr(self, name) is not None:
                return name
        return None

    def said(self) -> set[str]:
        """Give the names of the fields that are said."""
        return {name for name, value in zip(_NAMES, self, strict=False) if value is not None}


_COARSE = ("weekend", "week", "month", "season", "quarter", "half", "year", "decade", "century")
_NAMES = tuple(name for name, default in Fields._field_defaults.items() if default is None)


_UNSAID = Fields()


@attrs.frozen(cache_hash=True)
class Calendar:
    """A date or time, perhaps partial, perhaps a number of steps away from an anchor.

    ``steps`` are counts with units, taken from the ``base`` or else from the ``anchor``; the ``fields`` then name a
    place inside. ``lean`` is -1 for *last*, 0 for *this*, 1 for *next*. ``others`` are the readings of ambiguous
    digits that were not chosen. A ``named`` step ("last decade") means a period of the calendar, any other its length.
    ``bound`` is ``begin`` or ``end`` where it is that of a range which says no year, "from May to October".
    """

    fields: Fields = _UNSAID
    steps: tuple[tuple[Fraction, str], ...] = ()
    anchor: str = DOCUMENT
    lean: int | None = None
    mod: str | None = None
    others: tuple[Fields, ...] = ()
    named: bool = False
    bound: str | None = None
    base: "Calendar | None" = None


@attrs.frozen
class Length:
    """A length of time: counts with units, None for an unknown count.

    ``lean`` is -1 for *the past*, 1 for *the next*; of a ``whole``, -1 for its end, "ended March 31", and 1 for its
    beginning, "the first months of 2019". ``bare`` is a unit alone ("year"), which means something
    only together with its neighbours. ``others`` are the ends of
    "two or three years".
    """

    parts: tuple[tuple[Fraction | None, str], ...]
    lean: int | None = None
    mod: str | None = None
    bare: bool = False
    others: tuple[tuple[tuple[Fraction, str], ...], ...] = ()
    whole: Calendar | None = None


@attrs.frozen
class Repeat:
    """A recurrence: a TIMEX3 SET value with its quantity and frequency."""

    value: str
    quant: str | None = None
    freq: str | None = None
    mod: str | None = None


@attrs.frozen
class Fixed:
    """A reference without a place in the calendar, such as ``PAST_REF``."""

    value: str
    mod: str | None = None


Reading: TypeAlias = Calendar | Length | Repeat | Fixed


@attrs.frozen(cache_hash=True)
class Expression:
    """A reading with what matters for its neighbours, wherever it stands.

    ``article`` tells whether a *the* before it belongs to it; a ``weak`` expression counts only where its neighbours
    confirm it.
    """

    reading: Reading
    method: str
    article: bool = False
    weak: bool = False


@functools.lru_cache(MOST)
def shared(expression: Expression) -> Expression:
    """Give the expression that was made first of all that are equal: the same object is found again fastest."""
    return expression


class Mention(NamedTuple):
    """An expression with its place in the text."""

    start: int
    end: int
    expression: Expression
