"""Whether a document tells of its own days or is a history."""

import datetime
import operator
from collections.abc import Sequence

from ..reading import DOCUMENT, Calendar, Mention

__all__ = ["is_history"]

_LEAST, _SHARE, _LEAST_MONTHS = 5, 10, 3
_LEAST_UNDATED, _SHARE_UNDATED = 8, 15
"""Without a date, years of the last decade may be as near as "last year": more must be told."""


def is_history(mentions: Sequence[Mention], moment: datetime.datetime | None) -> bool:
    """Say whether a document writes years out, and hardly ever counts days from its own date.

    Years long past count, and those that stand with a month, which news leaves out: of these there must be some, or
    the years in their order, as bare years stand in any report. On the other side stand weekdays,
    "yesterday", "last year" and the like. A document without a date is taken to be of the last year that it tells of.
    """
    if len(mentions) < _LEAST:
        return False
    readings = [mention.expression.reading for mention in mentions]
    calendars = [reading for reading in readings if isinstance(reading, Calendar)]
    years = [(reading.fields.year, reading.fields.month) for reading in calendars if reading.fields.year is not None]
    if len(years) < _LEAST:
        return False
    now = max(year for year, _ in years) if moment is None else moment.year
    told = sum(year < now - 1 or (month is not None and year <= now) for year, month in years)
    near = sum(map(_is_near, calendars))
    months = sum(month is not None for _, month in years)
    least, share = (_LEAST_UNDATED, _SHARE_UNDATED) if moment is None else (_LEAST, _SHARE)
    in_order = moment is not None and years == sorted(years, key=operator.itemgetter(0))
    return told >= least and told >= share * near and (in_order or months >= _LEAST_MONTHS)


def _is_near(reading: Calendar) -> bool:
    fields = reading.fields
    if fields.year is not None:
        return False
    return fields.weekday is not None or (bool(reading.steps) and reading.anchor == DOCUMENT)
