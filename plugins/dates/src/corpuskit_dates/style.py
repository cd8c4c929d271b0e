"""Whether a document tells of its own days or of a distant past."""

import datetime
from collections.abc import Iterable

from .reading import DOCUMENT, Calendar, Mention

__all__ = ["is_history"]

_LEAST = 4
_SHARE = 2


def is_history(mentions: Iterable[Mention], moment: datetime.datetime | None) -> bool:
    """Say whether years long past are named far more often than days are counted from the document's date."""
    if moment is None:
        return False
    past = today = 0
    for mention in mentions:
        reading = mention.reading
        if isinstance(reading, Calendar):
            year = reading.fields.year
            past += year is not None and year < moment.year - 1
            today += reading.fields.weekday is not None or (bool(reading.steps) and reading.anchor == DOCUMENT)
            today += year is not None and year >= moment.year - 1
    return past >= _LEAST and past > _SHARE * today
