"""What a document has mentioned so far, and its own date: the anchors of what comes next."""

import datetime
from collections.abc import Callable
from fractions import Fraction

from ..config import DateConfig
from ..reading import DOCUMENT, MENTIONED, STYLED, Calendar, Fields, Length, Mention
from ..times.places import Resolved, date_of, of_date, weekday_in_week
from .asides import is_glance

__all__ = ["Memory"]


_CLOSE = 4
"""How far apart "5 p.m." and "Monday" stand in "5 p.m. on Monday"."""


class Memory:
    """The document's moment, the tense of the sentence, and the last mentions by how fine they are.

    ``looks`` has the names of what was looked at since it was cleared last, in the order of the first look:
    ``origin``, ``direction``, ``mentions``, ``told_year``, ``day_at_hand``, ``clock``, ``era`` and ``recurs``, all that
    there is to see.

    Args:
        moment: of the document.
        style: what partial dates mean in the document.
        config: the options, in all documents alike.
        tense: gives the tense around a mention.
        aside: says whether a narrative goes on from before a mention.
        apart: says whether a sentence ends between two offsets.
    """

    def __init__(
        self,
        moment: datetime.datetime | None,
        style: str,
        config: DateConfig,
        tense: Callable[[Mention], int],
        aside: Callable[[Mention], bool],
        apart: Callable[[int, int], bool],
    ) -> None:
        self.config = config
        self.looks: dict[str, None] = {}
        self._origin = (moment, style)
        self._document = None if moment is None else moment.date()
        self._tense = tense
        self._aside = aside
        self._apart = apart
        self._mention: Mention | None = None
        self._direction: int | None = None
        self._last: Resolved | None = None
        self._told_year: Fields | None = None
        self._month: Fields | None = None
        self._day: Fields | None = None
        self._day_end = 0
        self._quarter: Fields | None = None
        self._compared: Fields | None = None
        self._clock: Fields | None = None
        self._recurs = False
        self._era: Fields | None = None

    # --- the document

    @property
    def origin(self) -> tuple[datetime.datetime | None, str]:
        """The document's moment and style."""
        self.looks["origin"] = None
        return self._origin

    @property
    def moment(self) -> datetime.datetime | None:
        """The document's moment."""
        self.looks["origin"] = None
        return self._origin[0]

    @property
    def document(self) -> datetime.date | None:
        """The document's day."""
        self.looks["origin"] = None
        return self._document

    @property
    def style(self) -> str:
        """What partial dates mean in the document."""
        self.looks["origin"] = None
        return self._origin[1]

    @property
    def _is_placing(self) -> bool:
        """Whether partial dates are placed: in a narrative, and where the document's date is known."""
        moment, style = self._origin
        return moment is not None or style == "narrative"

    @property
    def narrative(self) -> bool:
        """Whether partial dates belong to the last mention."""
        return self.style == "narrative"

    # --- the sentence

    def turn_to(self, mention: Mention) -> None:
        """Look from a mention, the next in the order of the text; those close by are of one tense."""
        if self._mention is None or mention.start - self._mention.end > _CLOSE:
            self._direction = None
        self._mention = mention

    @property
    def direction(self) -> int:
        """The tense of the sentence around the mention: -1 for the past, 1 for the future."""
        self.looks["direction"] = None
        if self._direction is None:
            self._direction = 0 if self._mention is None else self._tense(self._mention)
        return self._direction

    # --- the mentions before

    @property
    def mentions(self) -> tuple[Resolved | None, Fields | None, Fields | None, Fields | None, Fields | None]:
        """All that is remembered of the mentions before."""
        self.looks["mentions"] = None
        return self._last, self._month, self._day, self._quarter, self._compared

    @property
    def last(self) -> Resolved | None:
        """The last mention."""
        return self.mentions[0]

    @property
    def year(self) -> Fields | None:
        """The last mention, every one of which says its year."""
        last = self.last
        return None if last is None else last.fields

    @property
    def told_year(self) -> Fields | None:
        """The last mention that says its year, which "that year" refers to, whatever else was mentioned since."""
        self.looks["told_year"] = None
        return self._told_year

    @property
    def month(self) -> Fields | None:
        """The last mention that says a month."""
        return self.mentions[1]

    @property
    def day_at_hand(self) -> datetime.date | None:
        """The day of the last mention that says one; of the same sentence where the document's own is not known."""
        self.looks["day_at_hand"] = None
        if self._day is None or self._is_placing or self._mention is None:
            return date_of(self._day)
        return None if self._apart(self._day_end, self._mention.start) else date_of(self._day)

    @property
    def quarter(self) -> Fields | None:
        """The last mention of a quarter."""
        return self.mentions[3]

    @property
    def clock(self) -> Fields | None:
        """The last mention of an hour, unless another day was mentioned since."""
        self.looks["clock"] = None
        return self._clock

    @property
    def recurs(self) -> bool:
        """Whether the last mention begins a range of any year."""
        self.looks["recurs"] = None
        return self._recurs

    @property
    def era(self) -> Fields | None:
        """The last mention of a decade or century, unless a year was mentioned since."""
        self.looks["era"] = None
        return self._era

    @property
    def compared(self) -> Fields | None:
        """The quarter that a report compares: the last mention of one, unless a longer time was told of since."""
        return self.mentions[4]

    def remember_length(self, length: Length) -> None:
        """Note a length of time: after "the nine months", a report compares these."""
        count, unit = length.parts[0]
        if unit == "month" and count in _LONG:
            self._compared = None

    def remember(self, reading: Calendar, resolved: Resolved) -> None:
        """Note a resolved mention as the one that later ones refer to.

        A comparison with another year moves nothing in news, a forecast not the report's quarter, nor does a date in
        passing move a narrative.
        """
        fields = resolved.fields
        self._recurs = reading.bound == "begin" and fields.year is None
        if fields.year is not None:
            self._era = None
        elif fields.decade is not None or fields.century is not None:
            self._era = fields
        if fields.year is None and not self._is_placing:
            self._forget(resolved)
        if fields.year is None or (self._is_in_passing(reading) if self.narrative else _looks_back(reading)):
            return
        if fields.quarter is not None:
            if _compares(reading):
                return
            # A fiscal quarter keeps its name where the day that it ended on is told.
            if self._quarter is None or not (reading.base is not None or self._is_forecast(fields)):
                self._quarter = self._compared = fields
        self._last = resolved
        self._told_year = fields
        if fields.month is not None:
            self._month = fields
            if fields.day is not None:
                self._day = fields
                self._day_end = 0 if self._mention is None else self._mention.end
                if fields.hour is not None or date_of(fields) != date_of(self._clock):
                    self._clock = None if fields.hour is None else fields

    def _forget(self, resolved: Resolved) -> None:
        """Let no later mention refer beyond one of an unknown year: after "in May", "the month before" is not known."""
        if resolved.grain == "quarter":
            self._quarter = None
            self._compared = resolved.fields if resolved.fields.quarter is not None else None
        if resolved.grain in _YEARLY:
            self._last = self._month = self._day = self._clock = None

    def _is_in_passing(self, reading: Calendar) -> bool:
        return is_glance(reading) or (self._mention is not None and self._aside(self._mention))

    def _is_forecast(self, fields: Fields) -> bool:
        year, quarter, today = fields.year or 0, fields.quarter or 1, self._document
        has_begun = today is None or (year, quarter * 3 - 2) <= (today.year, today.month)
        return not has_begun or self.direction > 0

    # --- anchors

    def anchor_date(self, anchor: str, unit: str = "day") -> datetime.date | None:
        """Give the day that steps of days and weeks count from: weeks from a week if that was mentioned last."""
        if not self._is_mentioned(anchor):
            return self.document
        last, _, day, *_ = self.mentions
        week = weekday_in_week(last.fields, 1) if unit == "week" and last is not None else None
        return week or date_of(day)

    def anchor_fields(self, anchor: str, unit: str) -> Fields | None:
        """Give the month or year that steps of months or years count from."""
        if self._is_mentioned(anchor):
            if unit != "month":
                return self.year
            # "Later in the month" is of the document's where the text has spoken of its year alone.
            if self.month is not None or not self._is_in_documents_year():
                return self.month
        document = self.document
        return None if document is None else of_date(document)

    def _is_in_documents_year(self) -> bool:
        document, year = self.document, self.year
        return document is not None and year is not None and year.year == document.year

    def _is_mentioned(self, anchor: str) -> bool:
        if anchor == STYLED:
            anchor = MENTIONED if self.narrative else DOCUMENT
        return anchor == MENTIONED and self.last is not None


_YEARLY = frozenset(("year", "half", "quarter", "season", "month", "week", "weekend", "day"))
"""The grains of what lies in a year, be it known or not."""

_LONG = (6, 9, 12)
"""The months that reports sum up."""


def _looks_back(reading: Calendar) -> bool:
    """Say whether a reading only compares: "a year ago", "December a year earlier", but not "last year"."""
    return reading.steps == _A_YEAR_BACK and not (reading.named and reading.anchor == DOCUMENT)


_A_YEAR_BACK = ((Fraction(-1), "year"),)


def _compares(reading: Calendar) -> bool:
    """Say whether a reading compares with the same time of another year: "a year earlier", "the 1988 period"."""
    moved = any(count != 0 and unit == "year" for count, unit in reading.steps)
    return moved or (bool(reading.steps) and reading.fields.year is not None)
