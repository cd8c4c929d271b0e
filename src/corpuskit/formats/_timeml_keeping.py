"""What TimeML keeps of a document."""

from collections.abc import Iterator

import attrs

from .._annotation import Annotation, Ref
from .._document import Document
from .._span import Span
from ..values import DateRange
from ._timeml_writing import created_of, is_writable

__all__ = ["kept"]


def kept(document: Document) -> Document:
    """Give the document that comes back of one that is written with its dates beside the text."""
    dates = [_date(item) for item in document["date"] if is_writable(item.value)]
    places = {item.span for item in dates}
    ranges = [_range(item, places) for item in document["date_range"] if isinstance(item.value, DateRange)]
    return Document(
        document.text,
        id=document.id.strip() or "document",
        metadata=dict(_metadata(document)),
        annotations=[*dates, *(item for item in ranges if item is not None)],
    )


def _date(item: Annotation) -> Annotation:
    value = attrs.evolve(item.value, earliest=None, latest=None, grain=None, method=None, mod=item.value.mod or None)
    return attrs.evolve(item, value=value, score=None, source=None)


def _range(item: Annotation, places: set[Span]) -> Annotation | None:
    """Give a range with the ends that the text mentions, if it reaches from the one to the other."""
    ends = [_mentioned(ref, places) for ref in (item.value.begin, item.value.end)]
    spans = [ref.span for ref in ends if ref is not None]
    if not spans or spans[0].hull(spans[-1]) != item.span:
        return None
    return Annotation(item.span, "date_range", DateRange(*ends))


def _mentioned(ref: Ref | None, places: set[Span]) -> Ref | None:
    return ref if ref is not None and ref.label == "date" and ref.span in places else None


def _metadata(document: Document) -> Iterator[tuple[str, str]]:
    created, title = created_of(document), document.metadata.get("title")
    if created:
        yield "date", created
    if isinstance(title, str) and title.strip():
        yield "title", title.strip()
