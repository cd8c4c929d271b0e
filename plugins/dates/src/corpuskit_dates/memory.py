"""What a document has mentioned so far, and its own date: the anchors of what comes next."""

import datetime

from .config import DateConfig
from .places import Resolved, date_of, of_date
from .reading import DOCUMENT, MENTIONED, STYLED, Calendar, Fields

__all__ = ["Memory"]


class Memory:
    """The document's moment, and the last mentions by how fine they are."""

    def __init__(self, moment: datetime.datetime | None, config: DateConfig) -> None:
        self.moment = moment
        self.document = None if moment is None else moment.date()
        self.config = config
        self.last: Resolved | None = None
        self.year: Fields | None = None
        self.month: Fields | None = None
        self.day: Fields | None = None
        self.quarter: Fields | None = None

    @property
    def narrative(self) -> bool:
        """Whether partial dates belong to the last mention."""
        return self.config.style == "narrative"

    def remember(self, reading: Calendar, resolved: Resolved) -> None:
        """Note a resolved mention as the one that later ones refer to.

        A comparison with the year before does not move the report's quarter, nor does "today" a narrative.
        """
        fields = resolved.fields
        if fields.year is None or (self.narrative and reading.steps and reading.anchor == DOCUMENT):
            return
        compares = bool(reading.steps) and reading.steps[-1][1] == "year" and reading.steps[-1][0] != 0
        if fields.quarter is not None and compares:
            return
        self.last = resolved
        self.year = fields
        self.quarter = fields if fields.quarter is not None else self.quarter
        if fields.month is not None:
            self.month = fields
            self.day = fields if fields.day is not None else self.day

    def anchor_date(self, anchor: str) -> datetime.date | None:
        """Give the day that steps of days and weeks count from."""
        if self._is_mentioned(anchor):
            return date_of(self.day)
        return self.document

    def anchor_fields(self, anchor: str, unit: str) -> Fields | None:
        """Give the month or year that steps of months or years count from."""
        if self._is_mentioned(anchor):
            return self.month if unit == "month" else self.year
        return None if self.document is None else of_date(self.document)

    def _is_mentioned(self, anchor: str) -> bool:
        if anchor == STYLED:
            anchor = MENTIONED if self.narrative else DOCUMENT
        return anchor == MENTIONED and self.last is not None
