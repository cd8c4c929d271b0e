"""Quarters named by the day they end on: "the quarter ended Sept. 30"."""

import functools
import itertools
from fractions import Fraction

import attrs

from .joining import is_day
from .memo import MOST
from .reading import Calendar, Expression, Fields, Mention, shared

__all__ = ["ended"]

_ENDED, _ENDING = " ended ", " ending "
_LENGTHS = frozenset((len(_ENDED), len(_ENDING)))


def ended(text: str, mentions: list[Mention]) -> list[Mention]:
    """Give the mentions, a quarter as the one that ends on the day behind it."""
    result = list(mentions)
    for index, (left, right) in enumerate(itertools.pairwise(mentions)):
        if right.start - left.end in _LENGTHS and text[left.end : right.start].lower() in (_ENDED, _ENDING):
            result[index] = Mention(left.start, left.end, _ended(left.expression, right.expression))
    return result


@functools.lru_cache(MOST)
def _ended(left: Expression, right: Expression) -> Expression:
    quarter, day = left.reading, right.reading
    if not isinstance(quarter, Calendar) or not isinstance(day, Calendar) or not is_day(day):
        return left
    plain = quarter.steps == _THIS_QUARTER and quarter.fields == Fields()
    if not plain and (quarter.fields.quarter is None or quarter.fields.year is not None or quarter.steps):
        return left
    return shared(attrs.evolve(left, reading=attrs.evolve(quarter, steps=_THIS_QUARTER, base=day)))


_THIS_QUARTER = ((Fraction(0), "quarter"),)
