"""Times told by the day they end on: "the quarter ended Sept. 30", "the last three months of 2019"."""

import functools
import itertools
from fractions import Fraction

import attrs

from ..memo import MOST
from ..reading import Calendar, Expression, Fields, Length, Mention, shared
from .joining import is_day

__all__ = ["ended"]

_CLOSED = (" ended ", " ending ")
_ENDS = (*_CLOSED, " ended in ", " ending in ", " that ended ", " to ", " through ")
_OF = (" of ", " of the ")
_GAPS = frozenset(map(len, (*_ENDS, *_OF)))


def ended(text: str, mentions: list[Mention]) -> list[Mention]:
    """Give the mentions, a quarter as the one that ends on the day behind it, a length with its ends."""
    result = list(mentions)
    for index, (left, right) in enumerate(itertools.pairwise(mentions)):
        if right.start - left.end in _GAPS:
            expression = _ended_by(text, left, right)
            if expression is not left.expression:
                result[index] = Mention(left.start, left.end, expression)
    return result


def _ended_by(text: str, left: Mention, right: Mention) -> Expression:
    between = text[left.end : right.start].lower().replace("\n", " ")
    if between in _ENDS:
        return _ended(left.expression, right.expression, between)
    if between in _OF and isinstance(left.expression.reading, Length):
        first = text[left.start : left.end].lower().removeprefix("the ").split()[0]
        return _within(left.expression, right.expression, first)
    return left.expression


@functools.lru_cache(MOST)
def _ended(left: Expression, right: Expression, word: str) -> Expression:
    time, end = left.reading, right.reading
    if not isinstance(end, Calendar):
        return left
    if isinstance(time, Length):
        return shared(attrs.evolve(left, reading=attrs.evolve(time, whole=end, lean=-1)))
    if not isinstance(time, Calendar) or not is_day(end) or word not in _CLOSED:
        return left
    plain = time.steps == _THIS_QUARTER and time.fields == Fields()
    if not plain and (time.fields.quarter is None or time.fields.year is not None or time.steps):
        return left
    return shared(attrs.evolve(left, reading=attrs.evolve(time, steps=_THIS_QUARTER, base=end)))


_THIS_QUARTER = ((Fraction(0), "quarter"),)


@functools.lru_cache(MOST)
def _within(left: Expression, right: Expression, word: str) -> Expression:
    """Give "the first nine months" and "the last two weeks" of a time their ends in it."""
    length, whole = left.reading, right.reading
    if not isinstance(length, Length) or not isinstance(whole, Calendar) or word not in _SIDES:
        return left
    return shared(attrs.evolve(left, reading=attrs.evolve(length, whole=whole, lean=_SIDES[word])))


_SIDES = {"first": 1, "last": -1, "final": -1}
