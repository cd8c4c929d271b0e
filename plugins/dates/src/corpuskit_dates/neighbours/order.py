"""The order of day and month in the numeric dates of one document."""

import re

import attrs

from ..reading import Calendar, Mention, shared

__all__ = ["agreed"]


def agreed(text: str, mentions: list[Mention]) -> list[Mention]:
    """Give the mentions with ambiguous numeric dates read in the order that the unambiguous ones of the text have."""
    ambiguous = {index for index, mention in enumerate(mentions) if _others(mention)}
    if not ambiguous:
        return mentions
    days_first = [_day_first(_numbers(text, mention)) for mention in mentions if _is_plain(mention)]
    known = {first for first in days_first if first is not None}
    if len(known) != 1:
        return mentions
    day_first = known.pop()
    return [
        _turned(mention, _numbers(text, mention)[0], day_first) if index in ambiguous else mention
        for index, mention in enumerate(mentions)
    ]


def _others(mention: Mention) -> bool:
    reading = mention.expression.reading
    return isinstance(reading, Calendar) and bool(reading.others) and reading.others[0].day is not None


def _is_plain(mention: Mention) -> bool:
    return mention.expression.method == "numeric date" and not _others(mention)


def _numbers(text: str, mention: Mention) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", text[mention.start : mention.end])]


def _day_first(numbers: list[int]) -> bool | None:
    """Say whether "25/12/2020" begins with the day; None where it tells nothing."""
    first, second = numbers[:2]
    return None if first > 31 or first == second else first > 12


def _turned(mention: Mention, first: int, day_first: bool) -> Mention:
    reading = mention.expression.reading
    if not isinstance(reading, Calendar):
        return mention
    if (reading.fields.day == first) == day_first:
        return mention
    turned = attrs.evolve(reading, fields=reading.others[0], others=(reading.fields, *reading.others[1:]))
    return mention._replace(expression=shared(attrs.evolve(mention.expression, reading=turned)))
