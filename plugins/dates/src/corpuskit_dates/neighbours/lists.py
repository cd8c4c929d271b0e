"""Dates that share a year which one says: "in April and June 1955", "July or August last year", "that year, in May"."""

import functools
from collections.abc import Sequence

import attrs

from ..memo import MOST
from ..reading import Calendar, Expression, Fields, Mention, shared

__all__ = ["with_shared_years"]

_INS = frozenset((", in", ", on", "in", "on"))
_ANDS = frozenset(("and", "or", ", and", ", or", "/", "&"))
_FARTHEST = 6
"""How far apart two dates of a list are at most."""
_SOON = 3
"""How many months "December and January 1990" spans at most; what is farther apart lies in one year."""


def with_shared_years(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Give the mentions, those of a list with the year of the last; commas part those before the last two."""
    result = list(mentions)
    is_list = False
    for index in range(len(result) - 2, -1, -1):
        left, right = result[index], result[index + 1]
        expression = None
        if right.start - left.end <= _FARTHEST:
            between = text[left.end : right.start].strip().lower()
            if between in _ANDS or (is_list and between == ","):
                expression = _dated(left.expression, right.expression)
            elif between in _INS:
                result[index + 1] = Mention(right.start, right.end, _inside(left.expression, right.expression))
        is_list = expression is not None
        if expression is not None:
            result[index] = Mention(left.start, left.end, expression)
    return result


@functools.lru_cache(MOST)
def _dated(left: Expression, right: Expression) -> Expression | None:
    first, second = left.reading, right.reading
    if not isinstance(first, Calendar) or not isinstance(second, Calendar) or first.steps or first.lean is not None:
        return None
    if first.fields.year is not None or (first.fields.month is None and first.fields.season is None):
        return None
    if first.fields.grain not in _GRAINS or first.fields.grain != second.fields.grain:
        return None
    if second.fields.year is not None:
        year = second.fields.year - _is_before(first.fields, second.fields)
        return shared(attrs.evolve(left, reading=attrs.evolve(first, fields=first.fields._replace(year=year))))
    if second.steps and second.steps[-1][1] == "year":
        return shared(attrs.evolve(left, reading=attrs.evolve(second, fields=first.fields, mod=first.mod)))
    return None


@functools.lru_cache(MOST)
def _inside(left: Expression, right: Expression) -> Expression:
    """Give the second of "later that year, in May" in the year that the first is steps away from."""
    first, second = left.reading, right.reading
    if not isinstance(first, Calendar) or not isinstance(second, Calendar) or not _is_year_away(first):
        return right
    if second.steps or second.lean is not None or second.fields.year is not None or second.fields.grain not in _GRAINS:
        return right
    if second.fields.month is None and second.fields.season is None:
        return right
    return shared(attrs.evolve(right, reading=attrs.evolve(first, fields=second.fields, mod=second.mod)))


def _is_year_away(reading: Calendar) -> bool:
    return bool(reading.steps) and reading.steps[-1][1] == "year" and reading.fields == _NONE and reading.base is None


_NONE = Fields()
_GRAINS = frozenset(("day", "month", "season"))


def _is_before(first: Fields, second: Fields) -> bool:
    """Say whether the first of two dates lies in the year before the other's."""
    if first.month is None or second.month is None:
        return False
    return first.month > second.month and first.month - second.month >= 12 - _SOON
