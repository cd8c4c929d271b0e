"""Quotations inside quotations: ``“He told me, ‘Go,’ and I went,” she said``."""

from collections.abc import Iterable, Iterator, Mapping

from .drafts import Quote
from .marks import Region
from .page import Page
from .regions import Quoted
from .statements import Range

__all__ = ["inner_pieces", "inner_quotes"]

_INSIDE = 0.8
"""How sure a quotation inside another is, next to one that stands free."""

_SURE = 0.68
"""How sure one must be for its speaker to be kept."""


def inner_pieces(page: Page) -> list[str]:
    """Give what stands inside the outer marks of quotations with others in them: texts of their own.

    So a speaker named there counts; ``I`` is the speaker of the quotation around it.
    """
    return [page.text[piece.inner_start : piece.inner_end] for _, piece in _nesting(page)]


def inner_quotes(page: Page, quotes: Iterable[Quote], inside: Iterator[list[Quote]]) -> Iterator[Quote]:
    """Give the quotations in marks inside others; ``inside`` goes on with what is found in each inner piece."""
    nesting = _nesting(page)
    if not nesting:
        return
    around = {start: quote for quote in quotes for start, _ in quote.quoted}
    for item, piece in nesting:
        yield from _inside(page, item, piece, around, next(inside))


def _nesting(page: Page) -> list[tuple[Quoted, Region]]:
    return [(item, piece) for item in page.quoted if item.nested for piece in item.pieces]


def _inside(
    page: Page, item: Quoted, piece: Region, around: Mapping[int, Quote], found: Iterable[Quote]
) -> Iterator[Quote]:
    marked = {region.inner_start for region in item.nested}
    outer = around.get(piece.inner_start)
    for quote in found:
        moved = _moved(quote, piece.inner_start)
        if any(start in marked for start, _ in moved.quoted):
            yield _settled(moved, page.text, outer)


def _settled(quote: Quote, text: str, outer: Quote | None) -> Quote:
    """Keep a speaker only where the words are introduced as theirs; else they are words in marks."""
    if quote.kind == "direct" and quote.cue and quote.score >= _SURE:
        quote.name = _name(text, quote, outer)
        return quote
    kind = "title" if quote.kind == "title" else "scare"
    return Quote(kind, quote.quoted, list(quote.quoted), "words in marks inside a quotation", 0.4)


def _name(text: str, quote: Quote, outer: Quote | None) -> str | None:
    spoken = text[slice(*quote.speaker)] if quote.speaker else ""
    if outer is not None and spoken.lower() in ("i", "we"):
        return outer.name
    return " ".join(spoken.split()) if spoken[:1].isupper() and len(spoken) > 3 else None


def _moved(quote: Quote, offset: int) -> Quote:
    def shift(span: Range) -> Range:
        return span[0] + offset, span[1] + offset

    parts, quoted = [shift(part) for part in quote.parts], [shift(part) for part in quote.quoted]
    speaker = shift(quote.speaker) if quote.speaker else None
    moved = Quote(quote.kind, parts, quoted, quote.method, quote.score * _INSIDE, speaker)
    moved.cue, moved.polarity = shift(quote.cue) if quote.cue else None, quote.polarity
    return moved
