"""When something was said, where the text says so: the date that stands with the word that reports it."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from .._annotation import Annotation
from .._document import Document
from .._span import Span
from ..values import DateValue, QuoteValue

__all__ = ["WHEN", "said_when", "when_cells"]

WHEN: Mapping[str, type] = {"when": str, "when_text": str, "when_start": int, "when_end": int}
"""The columns of a quotation's date, each with the type of its cells."""

_REACH = 60
"""Code points on either side of the cue in which a date is looked for."""

_LINKS = "about|after|and|as|before|but|by|for|from|if|of|since|that|to|until|when|which|while|who"
_WORD = rf"\s(?!(?:{_LINKS})\b)[\w’'&-]+"
_AT = r"(?:\s(?:late|early))?(?:\s(?:at|during|in|on|over))?\s"
_PLACE = rf"\s(?:at|during|in|to)(?:{_WORD}){{1,4}}?"

_BEHIND = re.compile(rf"(?:{_PLACE})?{_AT}")
"""Between a cue and its date: "said on", "said in a statement on", "said in a" (2020 interview)."""

_TITLE = re.compile(rf"(?:{_WORD}){{0,5}}\s")
"""Between a cue and the name behind it: "said Mayor"."""

_TOLD = re.compile(rf"(?:{_WORD}){{0,8}}?{_AT}")
"""The same behind a cue that has a listener: "told reporters in Paris on"."""

_LISTENED = frozenset(("inform", "informed", "informs", "tell", "tells", "told"))

_BETWEEN = re.compile(rf"(?:\s\([^()]{{1,30}}\))?(?:,[^,;:.“”\"]{{1,80}},|,)?{_AT}")
"""Between a speaker and the date before the cue: "the minister on Monday said"."""

_FIRST = re.compile(
    rf"(?:\A|[.!?:][\"”’)]*\s|\n)\s*(?:(?:At|In)\s(?:an?|her|his|its|their)(?:{_WORD}){{1,3}}(?:\son)?\s|"
    r"(?:(?:Early|Late)\s)?(?:(?:In|On|Over|in|on)\s)?)\Z"
)
"""What stands before a date that is the first in its sentence: "On", "In a statement on"."""

_THEN = re.compile(rf",?(?:{_WORD}){{0,4}}\s")
"""Between such a date and the speaker: "On Monday, President"."""

_DAY = re.compile(r"\d{4}(?:-\d\d){0,2}")
"""A year, month or day, which may be compared as text."""


def when_cells(document: Document, quote: Annotation) -> Mapping[str, Any]:  # Any: cells of a table.
    """Give the cells of the date on which something was said; none where the text does not say it.

    ``when`` is the value of the date, missing where its year is not known; ``when_text`` its words.
    """
    found = said_when(document, quote)
    if found is None:
        return {}
    value = found.value.value if found.value.value[:4].isdecimal() else None
    return {"when": value, "when_text": document.text_of(found), "when_start": found.start, "when_end": found.end}


def said_when(document: Document, quote: Annotation) -> Annotation | None:
    """Give the date that says when something was said or written; None where the text does not say it.

    That is a date of the layer ``date`` outside all quotations that belongs to the cue: "said on Monday", "told
    reporters in Paris last week", "the minister on Monday said", "On Monday, the minister said". A date elsewhere in
    the sentence may be that of something else, and is not taken; nor is one after the date of the document. The words
    around a date are read as English: in other languages hardly any is found.

    Args:
        document: the document of the quotation.
        quote: an annotation, whose value may be a :class:`~corpuskit.values.QuoteValue`.
    """
    value = quote.value
    if not isinstance(value, QuoteValue) or value.cue is None:
        return None
    cue, speaker = value.cue, value.speaker
    dates = [date for date in _dates(document, cue) if _belongs(document.text, date.span, cue, speaker)]
    # The date behind the cue is the nearer one: "the director, who took office in 2020, said on Monday".
    dates.sort(key=lambda date: date.start < cue.start)
    return next((date for date in dates if not _is_quoted(document, date) and not _is_later(document, date)), None)


def _dates(document: Document, cue: Span) -> Iterator[Annotation]:
    """Give the dates near a cue that have a place in the calendar."""
    near = Span(max(0, cue.start - _REACH), cue.end + _REACH)
    for date in document["date"].overlapping(near):
        value = date.value
        if isinstance(value, DateValue) and value.type in ("DATE", "TIME") and not value.value.endswith("_REF"):
            yield date


def _belongs(text: str, date: Span, cue: Span, speaker: Span | None) -> bool:
    if date.start > cue.end:
        return _is_behind(text, date, cue, speaker)
    if speaker is None or date.end > cue.start or speaker.end > cue.start:
        return False
    return _is_between(text, date, cue, speaker) if speaker.end < date.start else _is_first(text, date, cue, speaker)


def _is_behind(text: str, date: Span, cue: Span, speaker: Span | None) -> bool:
    start = cue.end
    if speaker is not None and start < speaker.start:  # "said Mayor Halvorsen on Monday"
        if not _TITLE.fullmatch(text, start, speaker.start):
            return False
        start = speaker.end
    way = _TOLD if cue.text_of(text).lower() in _LISTENED else _BEHIND
    return way.fullmatch(text, start, date.start) is not None


def _is_between(text: str, date: Span, cue: Span, speaker: Span) -> bool:
    return _BETWEEN.fullmatch(text, speaker.end, date.start) is not None and text[date.end : cue.start] == " "


def _is_first(text: str, date: Span, cue: Span, speaker: Span) -> bool:
    # "In 2016, the mayor said, the bridge was closed" does not say when she said it.
    return (
        text[speaker.end : cue.start] == " "
        and text[cue.end : cue.end + 1] not in (",", ";")
        and _THEN.fullmatch(text, date.end, speaker.start) is not None
        and _FIRST.search(text[max(0, date.start - _REACH) : date.start]) is not None
    )


def _is_quoted(document: Document, date: Annotation) -> bool:
    near = document["quote"].overlapping(date.span)
    return any(piece.overlaps(date.span) for quote in near for piece in quote.pieces)


def _is_later(document: Document, date: Annotation) -> bool:
    """Say whether a date is after that of the document: what was said then could not be told in it."""
    own = document.metadata.get("date")
    if not isinstance(own, str) or not _DAY.fullmatch(own[:10]) or not _DAY.fullmatch(date.value.value):
        return False
    length = min(len(date.value.value), len(own[:10]))
    return bool(date.value.value[:length] > own[:length])
