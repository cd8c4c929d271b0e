"""Dates that a narrative mentions in passing: it goes on from where it was."""

import re

from ..reading import DOCUMENT, Calendar, Mention

__all__ = ["is_aside", "is_glance"]

_SINCE = re.compile(r"\b(?:(?P<since>since)|until|till)\b[^.,;]{0,40}\Z", re.IGNORECASE)
_REACH = 48
_COMPARED = re.compile(r"\b(?:versus|vs\.?|compared\s+(?:with|to))(?![\w.])(?:(?!\.\s)[^;]){0,72}\Z", re.IGNORECASE)
_COMPARED_REACH = 88


def is_glance(reading: Calendar) -> bool:
    """Say whether a date is seen from another time: "today", and what is so much earlier, "the previous year"."""
    return bool(reading.steps) and (reading.anchor == DOCUMENT or reading.steps[-1][0] < 0)


def is_aside(text: str, mention: Mention) -> bool:
    """Say whether a date only tells how long something was so, or what is compared: "since 1840", "vs 9 in May 1845".

    An exact day, "until his release on 3 May 1845", is one that is told of.
    """
    start = mention.start
    if _COMPARED.search(text, max(0, start - _COMPARED_REACH), start) is not None:
        return True
    found = _SINCE.search(text, max(0, start - _REACH), start)
    if found is None:
        return False
    reading = mention.expression.reading
    return found["since"] is not None or (isinstance(reading, Calendar) and reading.fields.day is None)
