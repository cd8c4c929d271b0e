"""Whether a document tells of its own days or is a history."""

import datetime
from collections.abc import Iterable

from .reading import DOCUMENT, Calendar, Mention

__all__ = ["is_history"]

_LEAST = 5
_SHARE = 10


def is_history(mentions: Iterable[Mention], moment: datetime.datetime | None) -> bool:
    """Say whether a document writes years out, and hardly ever counts days from its own date.

    Years long past count, and those that stand with a month, which news leaves out. On the other side stand weekdays,
    "yesterday", "last year" and the like.
    """
    if moment is None:
        return False
    told = near = 0
    for mention in mentions:
        reading = mention.expression.reading
        if not isinstance(reading, Calendar):
            continue
        year = reading.fields.year
        if year is not None:
            told += year < moment.year - 1 or (reading.fields.month is not None and year <= moment.year)
        else:
            near += reading.fields.weekday is not None or (bool(reading.steps) and reading.anchor == DOCUMENT)
    return told >= _LEAST and told >= _SHARE * near
