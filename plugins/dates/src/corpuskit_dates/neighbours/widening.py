"""What an expression says with a word before or behind it: "last" and "June", "two weeks" and "ago"."""

import functools
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import NamedTuple, TypeGuard

import attrs

from ..memo import MOST
from ..reading import (
    DOCUMENT,
    MENTIONED,
    STYLED,
    Calendar,
    Expression,
    Fields,
    Fixed,
    Length,
    Reading,
    Repeat,
    shared,
)
from ..times.calendars import fixed_day
from ..times.periods import period

__all__ = ["KINDS", "Before", "Behind", "with_before", "with_behind"]


class Before(NamedTuple):
    """A word before an expression: its kind, as it is in lower case, and what its lexicon says."""

    kind: str
    word: str
    meaning: str


class Behind(NamedTuple):
    """A word behind an expression, and whether a clause ends with it."""

    word: str
    meaning: str
    is_final: bool


@functools.lru_cache(MOST)
def with_before(expression: Expression, words: tuple[Before, ...], scaled: bool) -> tuple[int, Expression]:
    """Give how many of the words before an expression belong to it, and what it says with them.

    Args:
        expression: what the words may belong to.
        words: from the nearest on; they are taken as long as they fit.
        scaled: whether the expression begins with a *hundred* or the like.
    """
    for count, (kind, word, meaning) in enumerate(words):
        amount = words[0].kind == "vague" or (scaled and count == 0)
        if kind == "article" and amount and word[0] == "a":
            # "A few days", "a hundred years": the article belongs to the amount that was taken already.
            continue
        if word in ("over", "under") and count and words[count - 1].word in ("the", "these", "those"):
            # "Over those two days" is no "over two days".
            return count, shared(expression)
        changed = _BEFORE[kind](expression, word, meaning)
        if changed is None:
            return count, shared(expression)
        expression = changed
    return len(words), shared(expression)


@functools.lru_cache(MOST)
def with_behind(expression: Expression, words: tuple[Behind, ...]) -> tuple[int, Expression]:
    """Give how many of the words behind an expression belong to it, and what it says with them."""
    for count, word in enumerate(words):
        changed = _behind(expression, *word)
        if changed is None:
            return count, shared(expression)
        expression = changed
    return len(words), shared(expression)


# --- before


def _with(expression: Expression, reading: Reading, *, weak: bool = False, article: bool = True) -> Expression:
    return Expression(reading, expression.method, article, weak)


def _vague(expression: Expression, word: str, meaning: str) -> Expression | None:
    reading = expression.reading
    if not isinstance(reading, Length) or reading.bare or reading.parts[0][0] is not None:
        return None
    if meaning == "X":
        return _with(expression, reading)
    return _with(expression, attrs.evolve(reading, parts=((Fraction(meaning), reading.parts[0][1]),), mod="APPROX"))


def _lean(expression: Expression, word: str, meaning: str) -> Expression | None:
    if meaning in ("every", "other"):
        return _every(expression, 1 if meaning == "every" else 2)
    sign, anchor, *more = meaning.split()
    reading = expression.reading
    if more == ["verb"]:
        # "Due to last week", but "to last two weeks".
        return None if isinstance(reading, Length) and not reading.bare else _lean(expression, word, f"{sign} {anchor}")
    if isinstance(reading, Length):
        return _lean_length(expression, reading, int(sign), anchor, more)
    if isinstance(reading, Calendar) and more not in (["recent"], ["future"], ["count"]) and _is_open(reading):
        if anchor == "latest" and reading.fields.quarter is None:
            return None
        steps = reading.steps
        if reading.fields.grain in ("part",):
            steps, sign = ((Fraction(int(sign)), "day"),), "0"
        anchor = MENTIONED if anchor == MENTIONED else DOCUMENT
        named = reading.fields.part or reading.fields.season or reading.fields.holiday
        if expression.weak and reading.fields.weekday is not None:
            return None
        if anchor == MENTIONED and sign == "0" and not named:
            return None
        weak = expression.weak and reading.fields.half is not None
        return _with(expression, attrs.evolve(reading, lean=int(sign), anchor=anchor, steps=steps), weak=weak)
    return None


def _is_open(reading: Calendar) -> bool:
    fields = reading.fields
    absolute = fields.year is not None or fields.decade is not None or fields.century is not None
    clock = fields.hour is not None or (fields.day is not None and fields.month is None)
    return not (absolute or clock or reading.steps or reading.lean is not None)


def _lean_length(expression: Expression, reading: Length, sign: int, anchor: str, more: list[str]) -> Expression | None:
    count, unit = reading.parts[0]
    if count is not None and count >= 1 and not expression.article:
        # The word belongs to what the length is said of: "this three-year term", "the last 10 day trip".
        return None
    if more == ["count"]:
        if sign < 0 and reading.bare and not reading.others:
            # "The final day" is that of something which follows: a month or a year.
            return _with(expression, Calendar(steps=((Fraction(-1), unit),), named=True), weak=True)
        return None if reading.bare or (count is not None and count < 2) else _with(expression, reading)
    if reading.bare and not reading.others and (more != ["past"] or unit in ("quarter", "weekend")):
        if more in (["recent"], ["future"]):
            return None
        latest = anchor == "latest"
        if latest and unit not in ("quarter", "year", "fiscal year", "month", "week"):
            return None
        steps = ((Fraction(-1 if latest and unit == "quarter" else sign), unit),)
        anchor = MENTIONED if anchor == MENTIONED else DOCUMENT
        return _with(expression, Calendar(steps=steps, anchor=anchor, named=True))
    if anchor == MENTIONED and sign == 0:
        return None
    if more in (["coming"], ["future"]) and count is None:
        return _with(expression, Fixed("FUTURE_REF"))
    return _with(expression, attrs.evolve(reading, lean=sign, bare=False))


def _every(expression: Expression, interval: int) -> Expression | None:
    reading = expression.reading
    if isinstance(reading, Length):
        (count, unit), *_ = reading.parts
        if count is None:
            vague = interval == 1 and not reading.bare
            return _with(expression, Repeat(period(reading.parts), quant="EVERY"), article=False) if vague else None
        if unit == "weekend":
            return _with(expression, Repeat("XXXX-WXX-WE", quant="EVERY"), article=False)
        return _with(expression, Repeat(period(((count * interval, unit),)), quant="EVERY"), article=False)
    if isinstance(reading, Calendar) and _is_open(reading):
        value = _recurring(reading.fields)
        quant = "EVERY" if interval == 1 else "EVERY OTHER"
        return None if value is None else _with(expression, Repeat(value, quant=quant), article=False)
    return None


def _recurring(fields: Fields) -> str | None:
    part = f"T{fields.part}" if fields.part else ""
    if fields.weekday:
        return f"XXXX-WXX-{fields.weekday}{part}"
    if fields.month:
        return f"XXXX-{fields.month:02d}" + (f"-{fields.day:02d}" if fields.day else "")
    if fields.season:
        return f"XXXX-{fields.season}"
    if fields.holiday and (day := fixed_day(fields.holiday)):
        return f"XXXX-{day[0]:02d}-{day[1]:02d}"
    if fields.quarter:
        return f"XXXX-Q{fields.quarter}"
    return f"XXXX-XX-XX{part}" if part else None


def _article(expression: Expression, word: str, meaning: str) -> Expression | None:
    reading = expression.reading
    if isinstance(reading, Length) and reading.bare:
        if reading.others:
            return _with(expression, attrs.evolve(reading, bare=False)) if word in ("a", "an", "the") else None
        return _article_unit(expression, reading, word)
    if word in ("a", "an", "another"):
        return expression if expression.method in _COUNTABLE else None
    if word == "the" and reading == _DAY_BEFORE:
        # "The last day" is that of something which follows.
        return attrs.evolve(expression, weak=True)
    if word == "the" and _is_next(reading):
        # "The next morning" follows what was told; "next month" follows today.
        return attrs.evolve(expression, reading=attrs.evolve(reading, anchor=_FOLLOWS[reading.steps[-1][1]]))
    return expression if expression.article or _is_phased(reading) else None


_DAY_BEFORE = Calendar(steps=((Fraction(-1), "day"),), named=True)

_COUNTABLE = ("quarter of a century", "whole unit")
"""The rules of lengths that are counted in words of their own: "an entire month" is one."""

_FOLLOWS = {"day": MENTIONED, "week": MENTIONED, "month": MENTIONED, "weekend": MENTIONED, "year": STYLED}


def _is_next(reading: Reading) -> TypeGuard[Calendar]:
    if not isinstance(reading, Calendar) or not reading.steps or reading.anchor != DOCUMENT:
        return False
    count, unit = reading.steps[-1]
    return count == 1 and unit in _FOLLOWS and (reading.named or reading.fields.part is not None)


def _is_phased(reading: Reading) -> bool:
    return (isinstance(reading, Calendar) and reading.mod in ("START", "MID", "END")) or bool(
        getattr(reading, "lean", None)
    )


def _article_unit(expression: Expression, reading: Length, word: str) -> Expression | None:
    unit = reading.parts[0][1]
    if word in ("a", "an", "another"):
        return None if unit == "weekend" else _with(expression, attrs.evolve(reading, bare=False), article=False)
    if word != "the":
        return None
    steps = ((Fraction(0), unit),)
    anchor = MENTIONED if unit in ("quarter", "month", "day") else STYLED
    definite = Calendar(steps=steps, anchor=anchor, named=True)
    return attrs.evolve(expression, reading=definite, weak=unit not in _DEFINITE)


_DEFINITE = frozenset(("year", "quarter", "weekend", "fiscal year"))


def _phase(expression: Expression, word: str, meaning: str) -> Expression | None:
    reading = expression.reading
    if not isinstance(reading, Calendar) or reading.mod is not None:
        return None
    if reading.fields.hour is not None:
        return None
    weak = expression.weak and reading.fields.half is not None
    return _with(expression, attrs.evolve(reading, mod=meaning), weak=weak)


def _degree(expression: Expression, word: str, meaning: str) -> Expression | None:
    reading = expression.reading
    if isinstance(reading, Length):
        if reading.bare or reading.parts[0][0] is None:
            return expression if word == "some" and not reading.bare else None
        preposition = word in ("over", "under") and reading.lean is not None
        return None if preposition else attrs.evolve(expression, reading=attrs.evolve(reading, mod=meaning))
    if isinstance(reading, Repeat) and reading.freq is not None and word in _NEARLY:
        return attrs.evolve(expression, reading=attrs.evolve(reading, mod=meaning))
    if isinstance(reading, Calendar) and meaning == "APPROX" and word != "some" and _can_be_near(reading):
        return attrs.evolve(expression, reading=attrs.evolve(reading, mod=meaning))
    return None


_NEARLY = ("about", "around", "approximately", "roughly", "nearly", "almost")
"""What tells that "once a month" is not exact: "roughly once a month"."""


def _can_be_near(reading: Calendar) -> bool:
    """Say whether "about" before a date means that it lies near: "glad about this year", "get around Friday's vote"."""
    said = reading.fields.hour is not None or not (reading.steps or reading.fields.weekday)
    return reading.mod is None and reading.lean is None and said


_BEFORE: Mapping[str, Callable[[Expression, str, str], Expression | None]] = {
    "vague": _vague,
    "lean": _lean,
    "inner": _article,
    "phase": _phase,
    "article": _article,
    "degree": _degree,
}

KINDS = tuple(_BEFORE)
"""The kinds of words before an expression, from the nearest to the farthest."""


# --- behind


def _behind(expression: Expression, word: str, meaning: str, is_final: bool) -> Expression | None:
    reading = expression.reading
    if meaning.isupper():
        fits = isinstance(reading, (Length, Calendar)) and not expression.weak
        return attrs.evolve(expression, reading=attrs.evolve(reading, mod=meaning)) if fits else None
    sign, anchor = meaning.split()
    if isinstance(reading, Calendar) and anchor == "loose":
        return _neighbour(expression, reading, int(sign)) if is_final else None
    if not isinstance(reading, Length) or reading.bare or reading.lean is not None:
        return None
    if anchor == "loose" and not is_final:
        return None
    if anchor == "document" and word.endswith("back") and expression.article is False:
        return None
    return _with(expression, _moved(reading, int(sign), DOCUMENT if anchor == "document" else MENTIONED))


def _neighbour(expression: Expression, reading: Calendar, sign: int) -> Expression | None:
    """Read "the day before" or "the night before" at the end of a clause."""
    if expression.weak and reading == Calendar(Fields(part=reading.fields.part)):
        day = ((Fraction(sign), "day"),)
        return _with(expression, attrs.evolve(reading, steps=day, anchor=MENTIONED))
    plain = len(reading.steps) == 1 and reading.steps[0][0] == 0 and reading.fields == Fields() and reading.lean is None
    if not plain:
        return None
    steps = ((Fraction(sign), reading.steps[0][1]),)
    return _with(expression, Calendar(steps=steps, anchor=MENTIONED))


def _moved(reading: Length, sign: int, anchor: str) -> Reading:
    if any(count is None for count, _ in reading.parts):
        return Fixed("PAST_REF" if sign < 0 else "FUTURE_REF")
    steps = tuple((count * sign, unit) for count, unit in reading.parts if count is not None)
    return Calendar(steps=steps, anchor=anchor, mod=reading.mod)
