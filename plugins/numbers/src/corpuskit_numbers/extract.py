"""The extractor of numbers."""

from collections.abc import Iterator

from corpuskit import Annotation, Document, Span
from corpuskit.rules import Hit, Rules
from corpuskit.scan import Batch, Columns
from corpuskit.values import NumberValue

from .amounts.lists import check_lists
from .around.counted import Counted
from .around.modifiers import Modifiers
from .around.senses import Senses
from .config import NumberConfig
from .draft import Draft, Meaning
from .neighbours.beside import Beside, Neighbours
from .neighbours.joining import Joiner
from .neighbours.sharing import Sharing
from .readers.meanings import Meanings
from .readers.normalise import check_readers
from .reading import Reading
from .taken import taken_in

__all__ = ["NumberExtractor", "triggers"]

_PACKAGE = "corpuskit_numbers"
_LABEL = "number"


def triggers() -> tuple[str, ...]:
    """Give the words and signs that numbers begin with."""
    return Rules.load(_PACKAGE).triggers


class NumberExtractor:
    """Find numbers and quantities in English text.

    Where the document has a layer ``date``, numbers in its dates, times and sets are left out, unless the config
    asks for them; durations are quantities like others.
    """

    def __init__(self, config: NumberConfig | None = None) -> None:
        """Read the rules of the package, and those of the config.

        Raises:
            RuleError: when a rule or word of the config does not fit.
            ConfigError: when the dollar of the config is no currency.
        """
        self._config = config or NumberConfig()
        self._rules = _load(self._config)
        if self._config.rules:
            check_readers(self._rules.table)
            check_lists(self._rules.lexicons)
        reading = Reading.of(self._rules, self._config)
        lexicons = self._rules.lexicons
        self._meanings = Meanings(reading)
        self._joiner = Joiner(lexicons, reading.phrases)
        self._sharing = Sharing(lexicons)
        self._modifiers = Modifiers(lexicons["modifier"], lexicons["modifier_after"], lexicons["intensifier"])
        self._senses = Senses(lexicons, reading.phrases)
        self._neighbours = Neighbours(lexicons["modifier"], lexicons["modifier_after"])
        self._counted = Counted(reading.phrases)
        self._kinds = frozenset(self._config.kinds)

    def __reduce__(self) -> tuple[object, ...]:
        return NumberExtractor, (self._config,)

    def __call__(self, document: Document) -> Iterator[Annotation]:
        """Give the numbers of a document, from left to right, none overlapping another."""
        yield from self.extract_batch(Batch((document,))).by_document(1)[0]

    def extract_batch(self, batch: Batch) -> Columns:
        """Give the numbers of many documents, those of each from left to right, none overlapping another."""
        docs, drafts = self._drafts(batch)
        starts = [draft.start for draft in drafts]
        ends = [draft.end for draft in drafts]
        beside = self._neighbours.beside(batch, docs, starts, ends)
        texts = map(batch.texts.__getitem__, docs)
        return Columns(_LABEL, docs, starts, ends, list(map(self._value, texts, drafts, beside)))

    def _drafts(self, batch: Batch) -> tuple[list[int], list[Draft]]:
        """Give the numbers of all documents, each joined with what belongs to it, and their documents."""
        docs: list[int] = []
        drafts: list[Draft] = []
        taken = {} if self._config.dates else taken_in(batch)
        for number, found in self._rules.find_in(batch, self._meanings.of):
            places = taken.get(number)
            text = batch.texts[number]
            for draft in self._sharing.fill(text, self._joiner.join(text, map(_placed, found))):
                meaning = draft.meaning
                if meaning.ignored or meaning.kind not in self._kinds:
                    continue
                if places is None or not places.take(draft.start, draft.end):
                    docs.append(number)
                    drafts.append(draft)
        return docs, drafts

    def _value(self, text: str, draft: Draft, beside: Beside) -> NumberValue:
        start, end, meaning, modifier = draft.start, draft.end, draft.meaning, draft.modifier
        before, after, counts = beside
        at = end
        if modifier is None and (before or after):
            modifier = self._modifier(text, draft, beside)
            if modifier is not None and modifier[1].start >= end:
                at, counts = modifier[1].end, True
            elif modifier is not None:
                start = modifier[1].start
        counted = self._counted.find(text, draft, before=start, at=at) if counts else None
        if modifier is None:
            if counted is None:
                return meaning.number
            modifier = self._modifiers.after_phrase(text, counted.end)
        return meaning.with_surroundings(modifier, counted, text)

    def _modifier(self, text: str, draft: Draft, beside: Beside) -> tuple[str, Span] | None:
        start, end, meaning = draft.start, draft.end, draft.meaning
        if meaning.kind == "ordinal" or text.startswith("in ", start):
            return None
        before, after, _ = beside
        number = Span.unchecked(start, end)
        for found in (
            self._modifiers.before(text, start) if before else None,
            self._modifiers.after(text, end) if after else None,
        ):
            if found is not None and not self._senses.is_other(text, found[1], number, meaning):
                return found
        return None


def _placed(found: tuple[Hit, Meaning]) -> Draft:
    """Give a number in its place."""
    hit, meaning = found
    start, end = hit.match.span()
    return Draft(start, end, meaning, None if meaning.modifier is None else meaning.modifier_at(start))


def _load(config: NumberConfig) -> Rules:
    rules = Rules.load(_PACKAGE, extra=config.rules, without=config.without)
    if not config.dates:
        return rules
    calendar = [rule.name for rule in rules.table if rule.options.get("calendar")]
    return Rules.load(_PACKAGE, extra=config.rules, without=(*config.without, *calendar))
