"""Neighbouring mentions that are one expression: "10 p.m. Wednesday", "June last year", "two years and a month"."""

import functools
import itertools
import re
from collections.abc import Iterable
from fractions import Fraction
from typing import Any

import attrs

from ..memo import MOST
from ..reading import DOCUMENT, Calendar, Expression, Fields, Fixed, Length, Mention, Reading, Repeat, shared
from ..times.periods import STEPS
from .ending import last_of

__all__ = ["is_day", "joined", "timed"]

_CLOCK = ("part", "hour", "minute", "second")
_COARSE = ("year", "decade", "century")


_FARTHEST = 8
"""How far apart two mentions may be that are one."""


def joined(text: str, mentions: Iterable[Mention]) -> list[Mention]:
    """Give the mentions with neighbours made one where they fit together, and without what stayed weak."""
    result: list[Mention] = []
    for mention in mentions:
        while result and mention.start - result[-1].end <= _FARTHEST:
            merged = _merge(text, result[-1], mention)
            if merged is None:
                break
            result.pop()
            mention = merged
        result.append(mention)
    return [mention for mention in result if not mention.expression.weak and not _is_bare(mention.expression.reading)]


def timed(text: str, mentions: list[Mention]) -> list[Mention]:
    """Give the mentions, a time of day with the day of the "on Tuesday" that follows it."""
    result = list(mentions)
    for index, (left, right) in enumerate(itertools.pairwise(mentions)):
        if right.start - left.end == 4 and text[left.end : right.start].lower() == " on ":
            result[index] = Mention(left.start, left.end, _timed(left.expression, right.expression))
    return result


@functools.lru_cache(MOST)
def _timed(left: Expression, right: Expression) -> Expression:
    first, second = left.reading, right.reading
    if not isinstance(first, Calendar) or not isinstance(second, Calendar):
        return left
    if _kind(first) != "clock" or first.steps or second.steps:
        return left
    fields = _united(first.fields, second.fields)
    if fields is None:
        return left
    others = (*first.others, *second.others)
    return shared(attrs.evolve(left, reading=attrs.evolve(second, fields=fields, mod=first.mod, others=others)))


def _is_bare(reading: Reading) -> bool:
    return isinstance(reading, Length) and reading.bare


def _merge(text: str, left: Mention, right: Mention) -> Mention | None:
    between = text[left.end : right.start]
    if between.count("\n") > 1:
        return None
    word = between.strip()
    if word and isinstance(left.expression.reading, Length) and (_is_compound(text, left) or _is_compound(text, right)):
        return None
    if word == "," and isinstance(right.expression.reading, Length) and _FROM_THERE.match(text, right.end):
        return None
    if word == "of the" and text[right.end : right.end + 1] in _OVER_YEARS and _is_placed(left):
        return None
    expression = _merged(word.lower(), left.expression, right.expression)
    if expression is None:
        return None
    start = (
        left.start - 4
        if _is_definite(left, right) and text[max(0, left.start - 4) : left.start].lower() == "the "
        else left.start
    )
    return Mention(start, right.end, expression)


def _is_definite(left: Mention, right: Mention) -> bool:
    """Say whether a *the* belongs to both: the one of "the 1988 third quarter" stands before a year, which has none."""
    return right.expression.article and not left.expression.article and left.expression.method in _YEARS


def _is_placed(mention: Mention) -> bool:
    return isinstance(mention.expression.reading, Calendar) and is_day(mention.expression.reading)


_OVER_YEARS = ("/", "-", "–")
"""What makes a year the first of two: "March 6 of the 1985/86 season" may lie in the second."""

_YEARS = ("year", "a year before")


def _is_compound(text: str, mention: Mention) -> bool:
    """Say whether an expression ends with a compound, as "18-month" does and "twenty-five days" does not."""
    if not isinstance(mention.expression.reading, Length):
        return False
    return "-" in text[mention.start : mention.end].rsplit(None, 1)[-1]


_FROM_THERE = re.compile(r"\s+(?:after|before)\b")
"""What makes "two weeks" a step of its own in "for five years, two weeks after the vote"."""


@functools.lru_cache(MOST)
def _merged(word: str, left: Expression, right: Expression) -> Expression | None:
    reading = _reading(word, left.reading, right.reading)
    if word in ("and", "or") and left.method == right.method == _UNITS and left.reading == _TO_COME:
        reading = left.reading if isinstance(right.reading, Length) and right.reading.lean is None else None
    if reading is None:
        return None
    method = right.method if reading is right.reading else left.method
    return shared(Expression(reading, method, left.article))


_UNITS, _TO_COME = "units of time", Fixed("FUTURE_REF")
"""The rule and the reading of "the coming days", which "and weeks" may follow."""


def _reading(word: str, first: Reading, second: Reading) -> Reading | None:
    if word in _WAYS:
        if not isinstance(second, Calendar):
            return None
        # "A week from Monday" counts from the next one.
        coming = word == "from" and second.lean is None and _kind(second) == "weekday"
        return _from_day(first, attrs.evolve(second, lean=1) if coming else second, _WAYS[word])
    if isinstance(first, Length) and isinstance(second, (Length, Calendar)) and word in ("", ",", "and", ", and"):
        return _lengths(first, second, word)
    if isinstance(first, Calendar) and isinstance(second, Calendar):
        return _calendars(word, first, second)
    if isinstance(first, Calendar) and first.fields.holiday is not None and second in _WEEK_OR_WEEKEND and word == "":
        return Calendar(steps=_ITS_WEEK[_WEEK_OR_WEEKEND.index(second)], base=first, named=True)
    if isinstance(first, Calendar) and isinstance(second, Repeat) and word == "" and first.fields.hour is not None:
        day = _DAILY.get(second.value, second.value)
        if day.startswith("X") and "T" not in day:
            return attrs.evolve(second, value=f"{day}T{first.fields.hour:02d}:{first.fields.minute or 0:02d}")
    return None


_DAILY = {"P1D": "XXXX-XX-XX", "XXXX-XX-XXTMO": "XXXX-XX-XX", "XXXX-XX-XXTEV": "XXXX-XX-XX"}
"""What recurs on each day, of which a time tells when."""


_WAYS = {"before": -1, "after": 1, "from": 1}


def _from_day(first: Reading, second: Calendar, sign: int) -> Reading | None:
    """Give "two days before Christmas" and "the day after Christmas" as steps from that day."""
    if _kind(second) not in ("day", "weekday") or second.base is not None:
        return None
    if isinstance(first, Calendar):
        plain = first.named and first.fields == Fields() and first.steps[0][0] == 0
        parts: tuple[tuple[Fraction | None, str], ...] = ((Fraction(1), first.steps[0][1]),) if plain else ()
    else:
        parts = first.parts if isinstance(first, Length) and not first.bare and first.lean is None else ()
    steps = tuple((count * sign, unit) for count, unit in parts if count is not None and unit in _STEPPING)
    if not steps or len(steps) < len(parts):
        return None
    return Calendar(steps=steps, base=second, mod=first.mod)


_STEPPING = frozenset(("day", "week", "fortnight", "month", "year", "decade", "century"))


def _lengths(first: Length, second: Length | Calendar, word: str) -> Reading | None:
    if isinstance(second, Calendar):
        if first.bare and word == "" and first.parts[0][1] == "year" and second.fields.year is not None:
            return second
        if (
            first.bare
            or first.lean is not None
            or not second.steps
            or second.fields != Fields()
            or second.steps[0][0] == 0
        ):
            return None
        sign = 1 if second.steps[0][0] > 0 else -1
        if any(count is None for count, _ in first.parts) or not _descends(first.parts[-1][1], second.steps[0][1]):
            return None
        more = tuple((count * sign, unit) for count, unit in first.parts if count is not None)
        return attrs.evolve(second, steps=(*more, *second.steps), mod=first.mod or second.mod)
    if first.bare or second.bare or (first.lean is not None and second.lean is not None):
        return None
    if None in (first.parts[-1][0], second.parts[0][0]) or not _descends(first.parts[-1][1], second.parts[0][1]):
        return None
    return attrs.evolve(first, parts=(*first.parts, *second.parts))


_RANK = ("second", "minute", "hour", "day", "week", "month", "year")


def _descends(before: str, after: str) -> bool:
    coarse, fine = STEPS[before][1], STEPS[after][1]
    return coarse in _RANK and fine in _RANK and _RANK.index(coarse) > _RANK.index(fine)


def _calendars(word: str, first: Calendar, second: Calendar) -> Calendar | None:
    if word == "" and _is_ago(first) and second.steps in _NEAR and second.fields == Fields():
        return attrs.evolve(first, steps=(*first.steps, *second.steps))
    if word not in ("", ",", "-", "of", "of the", "'s", "’s", "'", "’", "in") or (first.steps and second.steps):
        return None
    if first.base is not None or second.base is not None:
        return None
    if first.fields.half is not None and second.fields.grain in ("century", "decade") and word == "of":
        return attrs.evolve(second, mod="START" if first.fields.half == 1 else "END")
    if first.fields.quarter is not None and second.fields.grain in ("century", "decade") and word == "of":
        return attrs.evolve(second, mod={1: "START", 4: "END"}.get(first.fields.quarter, "MID"))
    ending = last_of(first, second) if word == "of" else None
    if ending is not None:
        return ending
    if word in ("", "of") and _restates(first, second) and (word or not is_day(second)):
        return second if first.mod is None else attrs.evolve(second, mod=first.mod)
    if word in ("of", "of the") and first.named and first.steps in _ITS_WEEK and is_day(second):
        return attrs.evolve(first, base=second)
    if not _fit(word, first, second):
        return None
    fields = _united(first.fields, second.fields)
    if fields is None:
        return None
    others = _others(first, second, fields)
    fields = _of_half(fields)
    steps, source = (first.steps, first) if first.steps else (second.steps, second)
    lean = first.lean if first.lean is not None else second.lean
    mod = first.mod or second.mod
    return attrs.evolve(source, fields=fields, steps=steps, lean=lean, mod=mod, others=others)


_WEEK_OR_WEEKEND = tuple(Length(((Fraction(1), unit),), bare=True) for unit in ("week", "weekend"))
_NEAR = (*(((Fraction(0), unit),) for unit in ("day", "week", "month")), ((Fraction(-1), "day"),))
"""What is today, this week, this month or yesterday, behind "a year ago"."""


def _is_ago(reading: Calendar) -> bool:
    """Say whether a reading is so many weeks or years from today."""
    from_today = reading.anchor == DOCUMENT and reading.base is None and not reading.named
    return from_today and reading.fields == Fields() and bool(reading.steps) and reading.steps[-1][1] in _LONGER


_LONGER = ("week", "fortnight", "month", "year", "decade")
_ITS_WEEK = (((Fraction(0), "week"),), ((Fraction(0), "weekend"),))


def _others(first: Calendar, second: Calendar, fields: Fields) -> tuple[Fields, ...]:
    """Give the other readings of both; a part of the day leaves only one reading of an hour."""
    others = (*first.others, *second.others)
    return others if fields.part is None else tuple(other for other in others if other.hour is None)


def _of_half(fields: Fields) -> Fields:
    """Give "nine o'clock" of a part of the day its hour, in place of the part."""
    if fields.hour is None or fields.part is None:
        return fields
    later = fields.part in ("AF", "EV", "NI") and fields.hour < 12
    return fields._replace(hour=fields.hour + 12 if later else fields.hour, part=None)


def _restates(first: Calendar, second: Calendar) -> bool:
    """Say whether "the year" of "the year 2000", or "the month" of "the month of July", says nothing of its own."""
    plain = first.named and first.fields == Fields() and first.steps[0][0] == 0
    return plain and first.steps[0][1] == second.fields.grain and not second.steps


def _united(first: Fields, second: Fields) -> Fields | None:
    if first.said() & second.said():
        return None
    said: dict[str, Any] = {name: getattr(second, name) for name in second.said()}
    return first._replace(**said, bc=first.bc or second.bc, fiscal=first.fiscal or second.fiscal)


def is_day(reading: Calendar) -> bool:
    """Say whether a reading places a day."""
    return _kind(reading) in ("day", "weekday") and reading.base is None


def _kind(reading: Calendar) -> str:
    """Give what a reading places: a time of day, a day, a part of a year, or years."""
    fields = reading.fields
    said = fields.said()
    unit = reading.steps[-1][1] if reading.steps else ""
    if ("month" in said and "day" in said) or "holiday" in said or unit in ("day", "weekend"):
        return "day+clock" if said & set(_CLOCK) else "day"
    if "weekday" in said:
        return "day+clock" if said & set(_CLOCK) else "weekday"
    if said & set(_CLOCK):
        return "clock"
    if said & {"month", "season", "quarter", "half", "week", "weekend"} or unit in ("week", "month", "quarter"):
        return "years-part" if "year" not in said else "dated-part"
    return "years" if said & set(_COARSE) or unit else "day"


_FORWARD = frozenset(
    {
        *(
            ("clock", "day"),
            ("clock", "weekday"),
            ("weekday", "day"),
            ("weekday", "years-part"),
            ("weekday", "dated-part"),
        ),
        *(("day", "clock"), ("weekday", "clock"), ("day", "years"), ("years-part", "years"), ("clock", "clock")),
        *(("day", "years-part"), ("clock", "day+clock"), ("day+clock", "clock"), ("years", "years-part")),
    }
)
_WEEKDAY_TIME = frozenset({"weekday", "zone", *_CLOCK})
_POSSESSIVE = frozenset({("years", "years-part"), ("years", "day"), ("day", "clock"), ("weekday", "clock")})


def _fit(word: str, first: Calendar, second: Calendar) -> bool:
    kinds = (_kind(first), _kind(second))
    if word in ("'s", "’s", "'", "’"):
        return kinds in _POSSESSIVE
    if kinds == ("day+clock", "day") and word in ("", ","):
        return first.fields.said() <= _WEEKDAY_TIME and not first.steps and first.lean is None
    if kinds == ("weekday", "day") and second.steps:
        return False
    if kinds not in _FORWARD or (word == "-" and kinds != ("years", "years-part")):
        return False
    if kinds[0] == "clock" and word == ",":
        return (
            first.fields.hour is not None and bool(second.fields.said() & {"month", "weekday"}) and second.lean is None
        )
    if kinds == ("years", "years-part"):
        return word in ("", "-") and bool(second.fields.said() & {"quarter", "half"})
    if word == "in":
        return first.mod is not None and kinds[1] == "years"
    if kinds == ("years-part", "years") and word in ("", ",") and second.fields.year is None:
        return bool(second.steps)
    if kinds == ("day", "clock") or kinds == ("weekday", "clock"):
        return word in ("", ",")
    if kinds == ("clock", "clock"):
        return "part" in (first.fields.grain, second.fields.grain) and word == ""
    return True
