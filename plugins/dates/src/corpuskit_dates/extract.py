"""The extractor: rules match, their words are joined into readings, one pass resolves them."""

from collections.abc import Iterator

import attrs

from corpuskit import Annotation, Document, Ref, Span
from corpuskit.rules import Hit, Rules
from corpuskit.values import DateRange, DateValue

from .config import DateConfig, reference_date
from .context import Context
from .interval import interval
from .joining import joined, placed
from .normalise import READERS
from .order import agreed
from .periods import STEPS, period
from .ranges import ends
from .reading import Calendar, Fixed, Length, Mention, Repeat
from .resolve import Resolved, Resolver
from .style import is_history
from .surroundings import Surroundings
from .tense import Tense
from .timex import written

__all__ = ["DateExtractor"]

_TIMES = frozenset(("part", "hour", "minute", "second"))


class DateExtractor:
    """Finds dates, times, durations and recurrences, and the ranges between dates."""

    def __init__(self, config: DateConfig | None = None) -> None:
        self._config = config or DateConfig()
        self._rules = Rules.load("corpuskit_dates", "en", extra=self._config.rules, without=self._config.without)
        self._context = Context(self._rules)
        self._tense = Tense(self._rules)
        self._around = Surroundings(self._rules, self._config)

    def __call__(self, document: Document) -> Iterator[Annotation]:
        """Give the annotations of the layers ``date`` and ``date_range``, the dates in the order of the text."""
        text = document.text
        mentions, ranges = _linked(text, placed(text, joined(text, self._mentions(text))))
        moment = reference_date(document.metadata.get("date")) or reference_date(self._config.reference)
        history = self._config.style == "news" and is_history(mentions, moment)
        resolver = Resolver(moment, attrs.evolve(self._config, style="narrative") if history else self._config)
        for mention in mentions:
            yield Annotation(Span.unchecked(mention.start, mention.end), "date", self._value(text, mention, resolver))
        for left, right in ranges:
            value = DateRange(_ref(mentions[left]), _ref(mentions[right]))
            yield Annotation(Span.unchecked(mentions[left].start, mentions[right].end), "date_range", value)

    # --- mentions

    def _mentions(self, text: str) -> list[Mention]:
        found: list[Mention] = []
        for _, mentions in self._rules.find(text, self._read):
            found += mentions
        if self._config.order == "auto":
            found = agreed(text, found)
        return self._widened(text, found)

    def _read(self, hit: Hit) -> tuple[Mention, ...] | None:
        return READERS[hit.rule.value or ""](hit, self._around)

    def _widened(self, text: str, found: list[Mention]) -> list[Mention]:
        floor = 0
        result = []
        for mention in found:
            # "From now" behind a length of time takes the "now" that a rule has found too.
            if mention.start < floor:
                continue
            mention = self._context.widen(text, mention, floor)
            floor = mention.end
            result.append(mention)
        return result

    # --- values

    def _value(self, text: str, mention: Mention, resolver: Resolver) -> DateValue:
        reading, method = mention.reading, mention.method
        if isinstance(reading, Fixed):
            return DateValue("DATE", reading.value, reading.mod, method=method)
        if isinstance(reading, Repeat):
            return DateValue("SET", reading.value, reading.mod, reading.quant, reading.freq, method=method)
        if isinstance(reading, Length):
            return self._length(reading, resolver, method)
        needed = reading.fields.year is None and not reading.steps
        resolved = resolver.resolve(reading, self._tense.direction(text, mention.start, mention.end) if needed else 0)
        resolver.remember(reading, resolved)
        return self._date(reading, resolved, method)

    def _date(self, reading: Calendar, resolved: Resolved, method: str) -> DateValue:
        fields, grain = resolved.fields, resolved.grain
        earliest, latest = self._interval(resolved)
        return DateValue(
            "TIME" if grain in _TIMES else "DATE",
            written(fields, grain),
            reading.mod,
            earliest=earliest,
            latest=latest,
            grain=grain,
            alternatives=tuple(written(other, grain) for other in reading.others),
            method=method,
        )

    def _interval(self, resolved: Resolved) -> tuple[str | None, str | None]:
        config = self._config
        return interval(
            resolved.fields, resolved.grain, fiscal_start=config.fiscal_year_start, first_weekday=config.first_weekday
        )

    def _length(self, reading: Length, resolver: Resolver, method: str) -> DateValue:
        value = period(reading.parts)
        grain = STEPS[reading.parts[-1][1]][1]
        begin, end = self._bounds(reading, resolver)
        return DateValue(
            "DURATION", value, reading.mod, begin=begin, end=end, earliest=begin, latest=end, grain=grain, method=method
        )

    def _bounds(self, reading: Length, resolver: Resolver) -> tuple[str | None, str | None]:
        """Give the days between which "the past three months" lie."""
        known = [(count, unit) for count, unit in reading.parts if count is not None]
        if reading.lean not in (-1, 1) or len(known) < len(reading.parts):
            return None, None
        here, there = resolver.span(tuple((count * reading.lean, unit) for count, unit in known))
        if here is None or there is None:
            return None, None
        first, last = sorted((here, there))
        return first.isoformat(), last.isoformat()


def _linked(text: str, mentions: list[Mention]) -> tuple[list[Mention], list[tuple[int, int]]]:
    """Give the mentions with ends of ranges completed, and the pairs that are ranges."""
    ranges: list[tuple[int, int]] = []
    index = 0
    while index + 1 < len(mentions):
        pair = ends(text, mentions[index], mentions[index + 1])
        if pair is not None:
            mentions[index : index + 2] = pair
            ranges.append((index, index + 1))
        index += 1 if pair is None else 2
    return mentions, ranges


def _ref(mention: Mention) -> Ref:
    return Ref("date", Span(mention.start, mention.end))
