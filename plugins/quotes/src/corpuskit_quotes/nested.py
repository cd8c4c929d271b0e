"""Quotations inside quotations: ``“He told me, ‘Go,’ and I went,” she said``."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from .drafts import Quote
from .page import Page
from .regions import Quoted
from .statements import Range

__all__ = ["Read", "inner_quotes"]
"""How much less sure a quotation inside another is."""

_INSIDE = 0.8  # How sure a quotation inside another is, next to one that stands free.

_SURE = 0.68

Read = Callable[[str], list[Quote]]
"""Reads a text and gives its quotations."""


def inner_quotes(page: Page, quotes: Iterable[Quote], read: Read) -> Iterator[Quote]:
    """Give the quotations in marks inside others.

    What stands inside the outer marks is read as a text of its own, so that a speaker named there counts; ``I`` is
    the speaker of the quotation around it.
    """
    nesting = [item for item in page.quoted if item.nested]
    if not nesting:
        return
    around = {start: quote for quote in quotes for start, _ in quote.quoted}
    for item in nesting:
        yield from _inside(page, item, around, read)


def _inside(page: Page, item: Quoted, around: Mapping[int, Quote], read: Read) -> Iterator[Quote]:
    marked = {region.inner_start for region in item.nested}
    for piece in item.pieces:
        outer = around.get(piece.inner_start)
        for quote in read(page.text[piece.inner_start : piece.inner_end]):
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

    return Quote(
        quote.kind,
        [shift(part) for part in quote.parts],
        [shift(part) for part in quote.quoted],
        quote.method,
        quote.score * _INSIDE,
        speaker=shift(quote.speaker) if quote.speaker else None,
        cue=shift(quote.cue) if quote.cue else None,
        polarity=quote.polarity,
    )
