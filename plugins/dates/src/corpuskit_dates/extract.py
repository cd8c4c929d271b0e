"""The extractor: rules match, their words are joined into readings, one pass resolves them."""

from collections.abc import Iterator

import attrs

from corpuskit import Annotation, Document, Ref, Span
from corpuskit.rules import Hit, Rules
from corpuskit.values import DateRange

from .config import DateConfig, reference_date
from .context import Context
from .joining import joined, timed
from .memory import Memory
from .normalise import READERS
from .order import agreed
from .ranges import ends
from .reading import Calendar, Mention
from .style import is_history
from .surroundings import Surroundings
from .tense import Tense
from .valuing import value_of

__all__ = ["DateExtractor"]


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
        mentions, ranges = _linked(text, timed(text, joined(text, self._mentions(text))))
        moment = reference_date(document.metadata.get("date")) or reference_date(self._config.reference)
        history = self._config.style == "news" and is_history(mentions, moment)
        memory = Memory(moment, attrs.evolve(self._config, style="narrative") if history else self._config)
        for mention in mentions:
            value = value_of(mention, self._direction(text, mention), memory)
            yield Annotation(Span.unchecked(mention.start, mention.end), "date", value)
        for left, right in ranges:
            span = Span.unchecked(mentions[left].start, mentions[right].end)
            yield Annotation(span, "date_range", DateRange(_ref(mentions[left]), _ref(mentions[right])))

    def _direction(self, text: str, mention: Mention) -> int:
        reading = mention.reading
        if isinstance(reading, Calendar) and reading.base is not None:
            reading = reading.base
        if not isinstance(reading, Calendar) or reading.steps or reading.fields.year is not None:
            return 0
        return self._tense.direction(text, mention.start, mention.end)

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
