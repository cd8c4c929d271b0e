"""Accounts of one event, compared."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from .._document import Document
from .._span import Span
from ..alignment import locate
from ..errors import InvalidValue
from ..values import EntityValue, QuoteValue
from ._comparison import Comparison, Point, Said, ordered
from ._counts import number_points
from ._days import date_points
from ._entities import resolve
from ._passages import common_passages

__all__ = ["compare"]

_LEAST = 20
"""Code points that a quotation has at least; shorter ones are found anywhere."""


def compare(documents: Iterable[Document]) -> Comparison:
    """Tell what accounts of one event share, and where they differ.

    Compared are the layers ``entity``, ``date``, ``number`` and ``quote``, as they are, and the texts. Entities are one
    as :func:`resolve` tells, which looks at these documents alone, unless they have ids.

    Args:
        documents: at least two, with ids of their own.

    Raises:
        InvalidValue: when there are fewer, or two have one id.

    Cost: what quotations are looked for grows with the pairs of documents.
    """
    accounts = list(documents)
    ids = tuple(document.id for document in accounts)
    if len(accounts) < 2:
        raise InvalidValue(f"{len(accounts)} document(s): give two at least to be compared", value=len(accounts))
    if twice := [id for id, count in Counter(ids).items() if count > 1]:
        raise InvalidValue(f"several documents have the id {twice[0]!r}, by which they are told apart", value=twice[0])
    quotes = list(quote_points(accounts))
    kinds = (
        *(entity_points(accounts), date_points(accounts), number_points(accounts)),
        *(quotes, passage_points(accounts, quotes)),
    )
    return Comparison(ids, tuple(point for points in kinds for point in ordered(points)))


def entity_points(documents: Sequence[Document]) -> Iterator[Point]:
    """Give the entities of documents."""
    entities = resolve(documents)
    found: dict[str, list[list[Said]]] = {}
    for number, document in enumerate(map(entities.apply, documents)):
        for item in document["entity"]:
            if isinstance(item.value, EntityValue) and (id := item.value.id) is not None:
                said = Said(document.id, item.span, document.text_of(item.span))
                found.setdefault(id, [[] for _ in documents])[number].append(said)
    for id, accounts in found.items():
        yield Point("entity", entities[id].name, tuple(map(tuple, accounts)))


def quote_points(documents: Sequence[Document]) -> Iterator[Point]:
    """Give quotations that stand in several documents, in the same words or nearly."""
    # A mark for each code point that a quotation has: to look through all quotations would be quadratic.
    taken = {document.id: bytearray(len(document.text)) for document in documents}
    for number, document in enumerate(documents):
        for span in _quoted(document):
            mine = Said(document.id, span, document.text_of(span))
            if 1 in taken[document.id][span.slice]:
                continue
            accounts = [_found(mine, other) if at != number else (mine,) for at, other in enumerate(documents)]
            if sum(map(bool, accounts)) > 1:
                point = Point("quote", mine.text, tuple(accounts))
                for said in point:
                    taken[said.document][said.span.slice] = b"\1" * len(said.span)
                yield point


def _quoted(document: Document) -> Iterator[Span]:
    for item in document["quote"]:
        if isinstance(item.value, QuoteValue):
            yield from (span for span in item.value.quoted if len(span) >= _LEAST)


def _found(said: Said, document: Document) -> tuple[Said, ...]:
    place = locate(document.text, said.text)
    return (Said(document.id, place.span, document.text_of(place.span)),) if place else ()


def passage_points(documents: Sequence[Document], quotes: Iterable[Point]) -> Iterator[Point]:
    """Give words that two documents have in common, unless they are a quotation."""
    quoted = [tuple(point) for point in quotes]
    for (number, one), (at, other) in combinations(enumerate(documents), 2):
        for mine, yours in common_passages(one.text, other.text):
            said = Said(one.id, mine, one.text_of(mine)), Said(other.id, yours, other.text_of(yours))
            if not any(_overlaps(said[0], places) and _overlaps(said[1], places) for places in quoted):
                accounts: list[tuple[Said, ...]] = [() for _ in documents]
                accounts[number], accounts[at] = said[:1], said[1:]
                yield Point("passage", said[0].text, tuple(accounts))


def _overlaps(said: Said, others: Iterable[Said]) -> bool:
    return any(said.document == other.document and said.span.overlaps(other.span) for other in others)
