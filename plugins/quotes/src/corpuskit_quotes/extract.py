"""The extractor: a batch of texts in, columns of the layer ``quote`` out."""

from collections.abc import Iterable, Iterator

from corpuskit import Annotation, Document, Span
from corpuskit.rules import Rules
from corpuskit.scan import Batch, Columns, Scan, collections_paused
from corpuskit.values import QuoteValue

from .attribution import attribute
from .config import QuoteConfig
from .cues import Cue, Cues
from .drafts import Quote
from .names import Names, entity_names
from .nested import inner_pieces, inner_quotes
from .ownnames import OwnNames
from .page import Page, read_pages
from .speakers import Speakers
from .statements import Range
from .subjects import Subjects
from .vocabulary import Vocabulary

__all__ = ["QuoteExtractor"]

Reading = tuple[Page, list[Quote]]


class QuoteExtractor:
    """Finds quotations and reported speech, with their speakers."""

    def __init__(self, config: QuoteConfig | None = None) -> None:
        self.config: QuoteConfig = config or QuoteConfig()
        rules = Rules.load("corpuskit_quotes", "en", extra=self.config.rules, without=self.config.without)
        self._words = Vocabulary(rules.lexicons)
        self._cues = Cues(rules, self._words)
        self._subjects = Subjects(self._words)
        self._names = OwnNames(self._words)

    def __reduce__(self) -> tuple[object, ...]:
        return QuoteExtractor, (self.config,)

    def __call__(self, document: Document) -> Iterable[Annotation]:
        """Give the quotations of a document, those inside others last."""
        return self.extract_batch(Batch([document])).by_document(1)[0]

    def extract_batch(self, batch: Batch) -> Columns:
        """Give the quotations of all documents, in each those inside others last."""
        with collections_paused():
            return self._extracted(batch)  # What it made of the texts is gone when collections go on.

    def _extracted(self, batch: Batch) -> Columns:
        readings = self._named(batch)
        if self.config.nested:
            readings = self._with_inner(list(readings))
        rows = ((number, quote) for number, (_, quotes) in enumerate(readings) for quote in quotes)
        return _columns((number, quote) for number, quote in rows if self._is_wanted(quote))

    def _with_inner(self, readings: list[Reading]) -> Iterator[Reading]:
        """Add the quotations inside others, which are read as texts of their own."""
        pages, cues, _ = self._read(Batch(Document(text) for page, _ in readings for text in inner_pieces(page)))
        inside = (attribute(page, found, self._subjects) for page, found in zip(pages, cues, strict=True))
        return ((page, [*quotes, *inner_quotes(page, quotes, inside)]) for page, quotes in readings)

    def _read(self, batch: Batch) -> tuple[list[Page], list[list[Cue]], Scan]:
        """Give the page of each text, its cues, and the scan of what the pages have masked."""
        pages, masked = read_pages(batch, self._words, self._cues.triggers)
        return pages, self._cues.find(masked), masked.scan

    def _named(self, batch: Batch) -> Iterator[Reading]:
        """Give the page of each text with its quotations, whose speakers have the names that their documents give them.

        The names are those of the entity layer where there is one. Each text is read to its end before the next: what
        is read of it is at hand.
        """
        pages, cues, masked = self._read(batch)
        own = self._names.find(masked)
        layer = batch.layer("entity")
        ranges = layer.ranges(len(pages))
        for number, (page, found, rows) in enumerate(zip(pages, cues, ranges, strict=True)):
            quotes = attribute(page, found, self._subjects)
            if any(quote.speaker is not None for quote in quotes):
                self._resolve(page, quotes, entity_names(layer, rows, self._words) if rows else own(number))
            yield page, quotes

    def _resolve(self, page: Page, quotes: Iterable[Quote], names: Names) -> None:
        speakers = Speakers(page, names, self._words)
        for quote in quotes:
            if quote.speaker is not None:
                content = quote.parts[0][0], quote.parts[-1][1]
                resolved = speakers.resolve(quote.speaker, quote.statement, content)
                quote.speaker, quote.name = resolved.span, resolved.name

    def _is_wanted(self, quote: Quote) -> bool:
        if quote.kind == "indirect" and quote.medium not in self.config.media:
            return False
        return quote.kind in self.config.kinds and quote.score >= self.config.minimum_score


def _columns(rows: Iterable[tuple[int, Quote]]) -> Columns:
    numbered = list(rows)
    places = [_sorted(quote.parts) for _, quote in numbered]
    return Columns(
        label="quote",
        doc=[number for number, _ in numbered],
        start=[spans[0][0] for spans in places],
        end=[spans[-1][1] for spans in places],
        value=[_value(quote) for _, quote in numbered],
        score=[round(quote.score, 2) for _, quote in numbered],
        parts=[_spans(spans) if len(spans) > 1 else () for spans in places],
    )


def _sorted(places: list[Range]) -> list[Range]:
    """Give places in order, each once."""
    return sorted(set(places)) if len(places) > 1 else places


def _value(quote: Quote) -> QuoteValue:
    speaker, cue = quote.speaker, quote.cue
    return QuoteValue(
        quote.kind,
        None if speaker is None else Span.unchecked(*speaker),
        quote.name,
        None if cue is None else Span.unchecked(*cue),
        _spans(_sorted(quote.quoted)),
        quote.polarity,
        quote.method,
    )


def _spans(places: Iterable[Range]) -> tuple[Span, ...]:
    return tuple([Span.unchecked(start, end) for start, end in places])
