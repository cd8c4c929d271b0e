"""The extractor: rules match, their words are joined into readings, one pass resolves them.

News says the same few things again and again. What depends on the words alone is worked out once, at three places: what
a match reads as (``readers``), what its neighbours make of it (``neighbours``) and its value (``placing``). Everything
else looks at the text only where such a neighbour is near.
"""

import functools
from collections.abc import Callable, Iterable, Iterator, Sequence

from corpuskit import Annotation, Document, Ref, Span
from corpuskit.rules import Hit, Rules
from corpuskit.scan import Batch, Columns
from corpuskit.values import DateRange, DateValue

from .config import DateConfig, reference_date
from .neighbours.context import Context
from .neighbours.endings import ended
from .neighbours.joining import joined, timed
from .neighbours.lists import with_shared_years
from .neighbours.order import agreed
from .neighbours.ranges import ends
from .placing.asides import is_aside
from .placing.memory import Memory
from .placing.style import is_history
from .placing.tense import Tense
from .placing.valuing import Valuing
from .readers.normalise import Readers
from .reading import Mention

__all__ = ["DateExtractor", "triggers"]

Found = Sequence[tuple[Hit, tuple[Mention, ...]]]


def triggers() -> tuple[str, ...]:
    """Give the words and signs that the matches of the rules can begin with."""
    return Rules.load("corpuskit_dates", "en").triggers


class DateExtractor:
    """Finds dates, times, durations and recurrences, and the ranges between dates."""

    def __init__(self, config: DateConfig | None = None) -> None:
        self._config = config or DateConfig()
        self._rules = Rules.load("corpuskit_dates", "en", extra=self._config.rules, without=self._config.without)
        self._reference = reference_date(self._config.reference)
        self._read = Readers(self._rules, self._config)
        self._context = Context(self._rules)
        self._tense = Tense(self._rules)
        self._value = Valuing(self._config)

    def __reduce__(self) -> tuple[object, ...]:
        # What was remembered stays behind.
        return DateExtractor, (self._config,)

    def __call__(self, document: Document) -> Iterator[Annotation]:
        """Give the annotations of the layers ``date`` and ``date_range``, the dates in the order of the text."""
        (found,) = self.extract_batch(Batch([document])).by_document(1)
        return iter(found)

    def extract_batch(self, batch: Batch) -> Columns:
        """Give the same of each document of a batch, as columns.

        Each step is taken on all documents before the next: the processor has what it runs at hand, which is a sixth
        quicker than all steps on one document after the other.
        """
        numbers, mentions = self._placed(batch)
        documents = [batch.documents[number] for number in numbers]
        texts = [document.text for document in documents]
        if self._config.order == "auto":
            mentions = list(map(agreed, texts, mentions))
        mentions = list(map(self._widened, texts, mentions, self._context.beside.look(batch, numbers, mentions)))
        for step in _STEPS:
            mentions = list(map(step, texts, mentions))
        ranges = list(map(_linked, texts, mentions))
        values = list(map(self._values, documents, mentions))
        rows = _Rows()
        for found in zip(numbers, mentions, values, ranges, strict=True):
            rows.add(*found)
        return rows.columns()

    # --- mentions

    def _placed(self, batch: Batch) -> tuple[list[int], list[list[Mention]]]:
        """Give the numbers of the documents that have any mentions, and these as the rules find them."""
        numbers: list[int] = []
        mentions: list[list[Mention]] = []
        for number, found in self._rules.find_in(batch, self._read):
            numbers.append(number)
            mentions.append(_placed(found))
        return numbers, mentions

    def _widened(self, text: str, mentions: list[Mention], beside: list[int]) -> list[Mention]:
        found: list[Mention] = []
        floor = 0
        for mention, where in zip(mentions, beside, strict=True):
            # "From now" behind a length of time takes the "now" that a rule has found too.
            if mention.start >= floor:
                widened = self._context.widen(text, mention, floor, where) if where else mention
                floor = widened.end
                found.append(widened)
        return found

    # --- values

    def _values(self, document: Document, mentions: list[Mention]) -> list[DateValue]:
        memory = self._memory(document, mentions)
        values: list[DateValue] = []
        for mention in mentions:
            memory.turn_to(mention)
            values.append(self._value(mention.expression, memory))
        return values

    def _memory(self, document: Document, mentions: Sequence[Mention]) -> Memory:
        config = self._config
        moment = reference_date(document.metadata.get("date")) or self._reference
        history = config.style == "news" and is_history(mentions, moment)
        tense = functools.partial(self._tense.around, document.text)
        aside = functools.partial(is_aside, document.text)
        apart = functools.partial(self._tense.is_apart, document.text)
        return Memory(moment, "narrative" if history else config.style, config, tense, aside, apart)


_STEPS: tuple[Callable[[str, list[Mention]], list[Mention]], ...] = (joined, timed, ended, with_shared_years)
"""What turns the mentions in a text, with the words around them, into other ones, in order."""


def _placed(found: Found) -> list[Mention]:
    """Give the mentions of all hits with their places in the text."""
    placed: list[Mention] = []
    for hit, mentions in found:
        at = hit.match.start()
        for start, end, expression in mentions:
            # A named tuple costs twice as much by its name.
            placed.append(_NEW(Mention, (at + start, at + end, expression)))
    return placed


_NEW = tuple.__new__


def _linked(text: str, mentions: list[Mention]) -> list[int]:
    """Complete the ends of ranges among the mentions, and give the indexes of those that begin one with the next."""
    ranges: list[int] = []
    index = 0
    while index + 1 < len(mentions):
        pair = ends(text, mentions[index], mentions[index + 1])
        if pair is not None:
            mentions[index : index + 2] = pair
            ranges.append(index)
        index += 1 if pair is None else 2
    return ranges


class _Rows:
    """The annotations of a batch, row by row."""

    def __init__(self) -> None:
        self._labels: list[str] = []
        self._numbers: list[int] = []
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._values: list[DateValue | DateRange] = []

    def add(self, number: int, mentions: Sequence[Mention], values: Iterable[DateValue], ranges: Iterable[int]) -> None:
        """Add the dates of a document, and the ranges, each with its last mention next to its first."""
        self._labels += ["date"] * len(mentions)
        self._numbers += [number] * len(mentions)
        self._starts += [mention.start for mention in mentions]
        self._ends += [mention.end for mention in mentions]
        self._values += values
        for index in ranges:
            self._add_range(number, mentions[index], mentions[index + 1])

    def _add_range(self, number: int, first: Mention, last: Mention) -> None:
        self._labels.append("date_range")
        self._numbers.append(number)
        self._starts.append(first.start)
        self._ends.append(last.end)
        self._values.append(DateRange(_ref(first), _ref(last)))

    def columns(self) -> Columns:
        """Give all rows as columns."""
        return Columns(self._labels, self._numbers, self._starts, self._ends, self._values)


def _ref(mention: Mention) -> Ref:
    return Ref("date", Span(mention.start, mention.end))
