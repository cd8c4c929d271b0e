"""The extractor: text in, annotations of the layer ``quote`` out."""

from collections.abc import Iterator

from corpuskit import Annotation, Document, Span
from corpuskit.rules import Rules
from corpuskit.values import QuoteValue

from .attribution import attribute
from .config import QuoteConfig
from .cues import find_cues
from .drafts import Quote
from .names import Names, Vocabulary
from .page import Page, read_page
from .speakers import Speakers
from .statements import statements
from .subjects import Subjects

__all__ = ["QuoteExtractor"]


class QuoteExtractor:
    """Finds quotations and reported speech, with their speakers."""

    def __init__(self, config: QuoteConfig | None = None) -> None:
        self.config = config or QuoteConfig()
        self._rules = Rules.load("corpuskit_quotes", "en", extra=self.config.rules, without=self.config.without)
        self._subjects = Subjects(self._rules.lexicons)
        self._words = Vocabulary(self._rules.lexicons)
        self._media = frozenset(self.config.media)

    def __call__(self, document: Document) -> Iterator[Annotation]:
        """Give the quotations of a document, in order of the text."""
        page = read_page(document.text)
        cues = find_cues(self._rules, page.masked, self._media)
        quotes = attribute(page, statements(page, cues, self._subjects), self._subjects)
        yield from map(_annotation, self._named(document, page, quotes))

    def _named(self, document: Document, page: Page, quotes: list[Quote]) -> Iterator[Quote]:
        """Give the quotations that are wanted, with the names of their speakers."""
        speakers: Speakers | None = None
        for quote in quotes:
            if quote.speaker is not None:
                if speakers is None:
                    names = Names(document, page, self._words)
                    speakers = Speakers(page, names, self._subjects, self._words)
                resolved = speakers.resolve(quote.speaker, quote.statement)
                quote.speaker, quote.name = resolved.span, resolved.name
            if quote.kind in self.config.kinds and quote.score >= self.config.minimum_score:
                yield quote


def _annotation(quote: Quote) -> Annotation:
    parts = sorted(set(quote.parts))
    spans = tuple(Span(start, end) for start, end in parts)
    value = QuoteValue(
        kind=quote.kind,
        speaker=Span(*quote.speaker) if quote.speaker else None,
        speaker_name=quote.name,
        cue=Span(*quote.cue) if quote.cue else None,
        quoted=tuple(Span(start, end) for start, end in sorted(set(quote.quoted))),
        polarity=quote.polarity,
        method=quote.method,
    )
    hull = Span(spans[0].start, spans[-1].end)
    return Annotation(hull, "quote", value, parts=spans if len(spans) > 1 else (), score=round(quote.score, 2))
