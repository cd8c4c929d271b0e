"""The extractor: text in, annotations of the layer ``quote`` out."""

from collections.abc import Iterator

from corpuskit import Annotation, Document, Span
from corpuskit.rules import Rules
from corpuskit.values import QuoteValue

from .attribution import attribute
from .config import QuoteConfig
from .cues import find_cues
from .drafts import Quote
from .names import Names
from .nested import inner_quotes
from .page import Page, read_page
from .speakers import Speakers
from .statements import Range, statements
from .subjects import Subjects
from .vocabulary import Vocabulary

__all__ = ["QuoteExtractor"]


class QuoteExtractor:
    """Finds quotations and reported speech, with their speakers."""

    def __init__(self, config: QuoteConfig | None = None) -> None:
        self.config = config or QuoteConfig()
        self._rules = Rules.load("corpuskit_quotes", "en", extra=self.config.rules, without=self.config.without)
        self._words = Vocabulary(self._rules.lexicons)
        self._subjects = Subjects(self._words)
        self._media = frozenset(self.config.media)

    def __call__(self, document: Document) -> Iterator[Annotation]:
        """Give the quotations of a document, those inside others last."""
        page, quotes = self._read(document.text)
        speakers: Speakers | None = None
        for quote in quotes:
            if quote.speaker is not None:
                speakers = speakers or Speakers(page, Names(document, page, self._words), self._subjects, self._words)
                resolved = speakers.resolve(quote.speaker, quote.statement)
                quote.speaker, quote.name = resolved.span, resolved.name
        inner = inner_quotes(page, quotes, lambda text: self._read(text)[1])
        yield from (_annotation(quote) for quote in (*quotes, *inner) if self._is_wanted(quote))

    def _read(self, text: str) -> tuple[Page, list[Quote]]:
        page = read_page(text, self._words)
        cues = find_cues(self._rules, page.masked, self._words, self._media)
        return page, attribute(page, statements(page, cues, self._subjects), self._subjects)

    def _is_wanted(self, quote: Quote) -> bool:
        return quote.kind in self.config.kinds and quote.score >= self.config.minimum_score


def _annotation(quote: Quote) -> Annotation:
    spans = _spans(quote.parts)
    value = QuoteValue(
        kind=quote.kind,
        speaker=Span(*quote.speaker) if quote.speaker else None,
        speaker_name=quote.name,
        cue=Span(*quote.cue) if quote.cue else None,
        quoted=_spans(quote.quoted),
        polarity=quote.polarity,
        method=quote.method,
    )
    parts = spans if len(spans) > 1 else ()
    hull = Span(spans[0].start, spans[-1].end) if parts else spans[0]
    return Annotation(hull, "quote", value, parts=parts, score=round(quote.score, 2))


def _spans(ranges: list[Range]) -> tuple[Span, ...]:
    if len(ranges) == 1:
        return (Span(*ranges[0]),)
    return tuple(Span(start, end) for start, end in sorted(set(ranges)))
