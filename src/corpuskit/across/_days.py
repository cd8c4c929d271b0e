"""Dates of the same thing, side by side."""

import math
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

import attrs

from .._document import Document
from .._span import Span
from ..names import folded
from ..scan import SentenceExtractor
from ..values import DateValue
from ._comparison import Point, Said

__all__ = ["date_points"]

_AROUND = 200
"""Code points around a date, within its sentence, that tell what it is the date of."""

_LEAST = 3
"""Words that have to be the same around two dates that are of one thing."""

_LIKE = 0.01
"""Any of them will do where dates overlap."""

_VERY_LIKE = 0.5
"""The share of the words that have to be the same where dates do not overlap."""

_WORD = re.compile(r"[^\W\d_]{4,}")

_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T|\Z)")

Ends = tuple[str, str]
"""The first moment, and the first one after it."""


@attrs.define(eq=False)
class _Date:
    """Mentions of one stretch of time in one document."""

    number: int
    ends: Ends
    said: list[Said] = attrs.field(factory=list)
    words: set[str] = attrs.field(factory=set)


def date_points(documents: Sequence[Document]) -> Iterator[Point]:
    """Give the dates of documents, those of several documents together that are of one thing.

    So are the same stretch of time, a time and its day, dates that overlap with like words around them, and of two
    documents also dates that do not overlap, where the words are very much alike.
    """
    groups = _Groups([date for number, document in enumerate(documents) for date in _dates(number, document)])
    groups.join_days()
    groups.join_alike(_LIKE, lambda mine, yours: all(_meet(one.ends, other.ends) for one in mine for other in yours))
    groups.join_alike(_VERY_LIKE, lambda mine, yours: len({date.number for date in (*mine, *yours)}) == 2)
    for group in groups:
        accounts = [[date for date in group if date.number == number] for number in range(len(documents))]
        said = tuple(tuple(each for date in account for each in date.said) for account in accounts)
        finest = min(group, key=lambda date: (_days(date.ends), date.ends))
        yield Point("date", finest.said[0].means or "", said, agrees=_agree(accounts))


def _dates(number: int, document: Document) -> list[_Date]:
    found: dict[Ends, _Date] = {}
    sentences = [item.span for item in SentenceExtractor()(document)]
    for item in document["date"]:
        value = item.value
        if isinstance(value, DateValue) and all(_MOMENT.match(end or "") for end in (value.earliest, value.latest)):
            ends = str(value.earliest), str(value.latest)
            date = found.setdefault(ends, _Date(number, ends))
            date.said.append(Said(document.id, item.span, document.text_of(item.span), value.value))
            date.words |= _words(document.text, item.span, sentences)
    return list(found.values())


def _words(text: str, span: Span, sentences: Sequence[Span]) -> set[str]:
    at = bisect_right(sentences, span.start, key=lambda sentence: sentence.start) - 1
    around = sentences[at] if at >= 0 and sentences[at].contains(span) else span
    start, end = max(around.start, span.start - _AROUND), min(around.end, span.end + _AROUND)
    words = _WORD.findall(folded(text[start : span.start] + " " + text[span.end : end]))
    return {word.removesuffix("s") for word in words}


class _Groups:
    """Dates that are of one thing."""

    def __init__(self, dates: Sequence[_Date]) -> None:
        self._dates = dates
        self._groups: dict[_Date, list[_Date]] = {}
        firsts: dict[Ends, list[_Date]] = {}
        for date in dates:
            self._groups[date] = firsts.setdefault(date.ends, [])
            firsts[date.ends].append(date)

    def __iter__(self) -> Iterator[list[_Date]]:
        return iter({id(group): group for group in self._groups.values()}.values())

    def join_days(self) -> None:
        """Join a day with the times in it."""
        for one, other in combinations([date for date in self._dates if _days(date.ends) <= 1], 2):
            if _meet(one.ends, other.ends):
                self._join(one, other)

    def join_alike(self, least: float, fits: Callable[[Sequence[_Date], Sequence[_Date]], bool]) -> None:
        """Join dates of two documents that are most like each other, where their groups fit."""
        for mine, yours in combinations(sorted({date.number for date in self._dates}), 2):
            for one, other in self._nearest(mine, yours, least):
                if fits(self._groups[one], self._groups[other]):
                    self._join(one, other)

    def _nearest(self, mine: int, yours: int, least: float) -> list[tuple[_Date, _Date]]:
        """Give pairs of dates that have none of the other document in their groups."""
        left, right = self._lonely(mine, yours), self._lonely(yours, mine)
        pairs = sorted(
            ((_likeness(one, other), one, other) for one in left for other in right), key=lambda pair: -pair[0]
        )
        taken: dict[_Date, _Date] = {}
        for like, one, other in pairs:
            if like >= least and one not in taken and other not in taken:
                taken |= {one: other, other: one}
        return [(one, taken[one]) for one in left if one in taken]

    def _lonely(self, number: int, other: int) -> list[_Date]:
        dates = (date for date in self._dates if date.number == number)
        return [date for date in dates if all(same.number != other for same in self._groups[date])]

    def _join(self, one: _Date, other: _Date) -> None:
        if self._groups[one] is not self._groups[other]:
            group = self._groups[one] + self._groups[other]
            self._groups |= dict.fromkeys(group, group)


def _likeness(one: _Date, other: _Date) -> float:
    same = len(one.words & other.words)
    return same / math.sqrt(len(one.words) * len(other.words)) if same >= _LEAST else 0.0


def _agree(accounts: Sequence[Sequence[_Date]]) -> bool:
    pairs = combinations([account for account in accounts if account], 2)
    return all(any(_meet(one.ends, other.ends) for one in mine for other in yours) for mine, yours in pairs)


def _meet(one: Ends, other: Ends) -> bool:
    # Moments of ISO 8601 compare as text, and ends are exclusive.
    return one[0] < other[1] and other[0] < one[1]


def _days(ends: Ends) -> int:
    """Give about how long it is, to tell the finer of two."""
    first, last = (int(end[:4]) * 366 + int(end[5:7]) * 31 + int(end[8:10]) for end in ends)
    return last - first
