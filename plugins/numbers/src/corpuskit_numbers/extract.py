"""The extractor of numbers."""

from collections.abc import Iterator
from functools import partial

from corpuskit import Annotation, AnnotationSet, Document, Span
from corpuskit.rules import Hit, Rules
from corpuskit.values import NumberValue

from .around import Modifiers
from .config import NumberConfig
from .draft import Draft
from .joining import Joiner
from .normalise import FUNCTIONS
from .reading import Reading

__all__ = ["NumberExtractor"]

_PACKAGE = "corpuskit_numbers"
_CALENDAR = ("DATE", "TIME", "SET")
_LABEL = "number"


class NumberExtractor:
    """Find numbers and quantities in English text.

    Where the document has a layer ``date``, numbers in its dates, times and sets are left out, unless the config
    asks for them; durations are quantities like others.
    """

    def __init__(self, config: NumberConfig | None = None) -> None:
        """Read the rules of the package, and those of the config."""
        self._config = config or NumberConfig()
        self._rules = _load(self._config)
        self._reading = Reading.of(self._rules, self._config)
        lexicons = self._rules.lexicons
        self._modifiers = Modifiers(lexicons["modifier"], lexicons["modifier_after"])
        self._kinds = frozenset(self._config.kinds)

    def __call__(self, document: Document) -> Iterator[Annotation]:
        """Give the numbers of a document, from left to right, none overlapping another."""
        text = document.text
        taken = AnnotationSet() if self._config.dates else _dates(document)
        joiner = Joiner(text, self._reading.lexicons, self._reading.phrases)
        for draft in joiner.join(self._drafts(text, taken)):
            if not draft.ignored and draft.kind in self._kinds:
                yield Annotation(draft.span, _LABEL, self._value(text, draft))

    def _drafts(self, text: str, taken: AnnotationSet) -> Iterator[Draft]:
        for hit, draft in self._rules.find(text, partial(_read, reading=self._reading)):
            draft.span, draft.method = hit.span, hit.rule.name
            if not taken.overlapping(draft.span):
                yield draft

    def _value(self, text: str, draft: Draft) -> NumberValue:
        span = draft.span
        modified = draft.kind != "ordinal" and not text.startswith("in ", span.start)
        modifier = draft.modifier or (self._modifiers.find(text, span.start, span.end) if modified else None)
        behind = span.end
        if modifier is not None and modifier[1].start >= span.end:
            behind = modifier[1].end
        counted = self._counted(text, behind, draft)
        return NumberValue(
            kind=draft.kind,
            value=draft.value,
            low=draft.low,
            high=draft.high,
            unit=draft.unit,
            unit_name=draft.unit_name,
            modifier=modifier[0] if modifier else None,
            modifier_span=modifier[1] if modifier else None,
            uncertainty=draft.uncertainty,
            counted=counted.text_of(text) if counted else None,
            counted_span=counted,
            scale=draft.scale,
            method=draft.method,
        )

    def _counted(self, text: str, at: int, draft: Draft) -> Span | None:
        phrases = self._reading.phrases
        if draft.kind == "cardinal":
            return phrases.find(text, at, single=draft.value == 1 or text[at : at + 1] == "-")
        if draft.kind in ("fraction", "percentage") and draft.unit_name in (None, "percent"):
            return phrases.find(text, at, after_of=draft.kind == "percentage")
        return None


def _read(hit: Hit, reading: Reading) -> Draft | None:
    return FUNCTIONS[hit.rule.value or ""](hit, reading)


def _dates(document: Document) -> AnnotationSet:
    return AnnotationSet(item for item in document["date"] if getattr(item.value, "type", None) in _CALENDAR)


def _load(config: NumberConfig) -> Rules:
    rules = Rules.load(_PACKAGE, extra=config.rules, without=config.without)
    if not config.dates:
        return rules
    calendar = [rule.name for rule in rules.table if rule.options.get("calendar")]
    return Rules.load(_PACKAGE, extra=config.rules, without=(*config.without, *calendar))
