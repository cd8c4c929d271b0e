"""Web Annotation: the data model of the W3C for annotations, as JSON-LD.

A file is an array with an ``AnnotationCollection`` for each document. Each annotation has a target for each of its
pieces, and this two selectors: ``TextPositionSelector``, in code points, and ``TextQuoteSelector``, with what stands
before and behind. The label is a body with the purpose ``tagging``. What the model has no place for stands under
``corpuskit``, which the context declares as JSON: the text and the rest of the document, and of an annotation its
value, score and source. So nothing is lost.

Source: W3C Recommendation, Web Annotation Data Model, 23 February 2017; sections 4.2.4 and 4.2.5 on selectors.
"""

import warnings
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

import attrs

from .._document import Document
from .._plugins import Plugins
from .._span import Span
from ..errors import FormatWarning
from ..values import STANDARD
from ._array import read_array, write_array
from ._decoding import Decoder, Place
from ._encoding import document_record
from ._json import dumps

__all__ = ["kept", "read", "with_annotations", "write"]

_NAMESPACE = "urn:x-corpuskit:"
_CONTEXT = [
    "http://www.w3.org/ns/anno.jsonld",
    {"corpuskit": {"@id": f"{_NAMESPACE}record", "@type": "@json"}},
]
_TAGS = frozenset({"tagging", "classifying"})
"""The purposes of bodies that are labels."""

_AROUND = 32
"""How many code points a quotation has before and behind it."""


def kept(document: Document) -> Document:
    """Give the document itself: nothing is lost."""
    return document


def write(documents: Iterable[Document], path: str | Path) -> int:
    """Write documents, and give their number; see :func:`corpuskit.formats.write`."""
    return write_array((dumps(_collection(document), document.id) for document in documents), path)


def _collection(document: Document) -> dict[str, Any]:
    record = document_record(document)
    source = f"{_NAMESPACE}document:{quote(document.id, safe='')}"
    items = [
        _annotation(document, source, f"{source}#{number}", item)
        for number, item in enumerate(record.pop("annotations"), 1)
    ]
    return {
        "@context": _CONTEXT,
        "id": f"{source}#annotations",
        "type": "AnnotationCollection",
        "label": document.id,
        "total": len(items),
        "first": {"id": f"{source}#page", "type": "AnnotationPage", "startIndex": 0, "items": items},
        "corpuskit": record,
    }


def _annotation(document: Document, source: str, name: str, item: dict[str, Any]) -> dict[str, Any]:
    pieces = item.pop("parts", None) or [[item["start"], item["end"]]]
    targets = [{"source": source, "selector": _selectors(document.text, start, end)} for start, end in pieces]
    rest = {key: value for key, value in item.items() if key in ("value", "score", "source")}
    return {
        "id": name,
        "type": "Annotation",
        "motivation": "tagging",
        "body": {"type": "TextualBody", "purpose": "tagging", "value": item["label"]},
        "target": targets if len(targets) > 1 else targets[0],
        **({"corpuskit": rest} if rest else {}),
    }


def _selectors(text: str, start: int, end: int) -> list[dict[str, Any]]:
    around = {"prefix": text[max(0, start - _AROUND) : start], "suffix": text[end : end + _AROUND]}
    return [
        {"type": "TextPositionSelector", "start": start, "end": end},
        {"type": "TextQuoteSelector", "exact": text[start:end], **around},
    ]


# --- reading


def read(path: str | Path, plugins: Plugins | None = None) -> Iterator[Document]:
    """Give the documents of a file, which is read into memory.

    Raises:
        FormatError: when a collection has no text under ``corpuskit``, or a quotation is not in it.
    """
    decoder = Decoder(plugins)
    for number, (element, place) in enumerate(read_array(path), 1):
        record = element.get("corpuskit")
        if not isinstance(record, dict) or not isinstance(record.get("text"), str):
            message = f"collection {number} has no text: a file of annotations alone is read with with_annotations()"
            raise place.fault(message)
        yield _Reader(record["text"], attrs.evolve(place, document=element.get("label"))).document(
            record, element, decoder
        )


def with_annotations(document: Document, data: Any, *, plugins: Plugins | None = None) -> Document:
    """Give a document with annotations that another tool made of its text, besides its own.

    The label is the first tag, or else the motivation; bodies are kept as the value.

    Args:
        document: whose text they are about.
        data: parsed JSON: an annotation, a list of them, a page or a collection.
        plugins: where the value classes of layers that are not standard are looked up.

    Raises:
        FormatError: when a quotation is not in the text, or is there more than once.

    >>> body = {"purpose": "tagging", "value": "month"}
    >>> target = {"source": "a", "selector": {"type": "TextQuoteSelector", "exact": "May"}}
    >>> with_annotations(Document("5 May"), {"body": body, "target": target})["month"][0].span
    Span(2, 5)
    """
    reader = _Reader(document.text, Place(document=document.id))
    found = reader.document({"text": document.text}, data, Decoder(plugins))
    return document.with_annotations(found.annotations)


class _Reader:
    """Makes annotations of one text, and counts what was mended and what was left out."""

    def __init__(self, text: str, place: Place) -> None:
        self.text, self.place = text, place
        self.mended = self.left_out = 0

    def document(self, record: Mapping[str, Any], data: Any, decoder: Decoder) -> Document:
        """Give the document of a record, with the annotations that JSON describes."""
        items = [item for given in _items(data) if (item := self._annotation(given)) is not None]
        document = decoder.document({**record, "annotations": items}, self.place)
        for count, what in (
            (self.mended, "annotations found by what they quote, as their positions are others"),
            (self.left_out, "annotations left out, as they select no text"),
        ):
            if count:
                warnings.warn(FormatWarning(f"{self.place}: {what}: {count:,}"), stacklevel=4)
        return document

    def _annotation(self, data: Mapping[str, Any]) -> dict[str, Any] | None:
        spans = [self._span(target) for target in _several(data.get("target"))]
        if not spans or None in spans:
            self.left_out += 1
            return None
        ordered = sorted(span for span in spans if span is not None)
        parts = [[span.start, span.end] for span in ordered] if len(ordered) > 1 else None
        place = {"start": ordered[0].start, "end": ordered[-1].end, "parts": parts}
        return {**_meaning(data), **place}

    def _span(self, target: Any) -> Span | None:
        selectors = _several(target.get("selector")) if isinstance(target, Mapping) else []
        by_type = {type: item for item in selectors if isinstance(item, Mapping) for type in _words(item.get("type"))}
        position, quotation = by_type.get("TextPositionSelector"), by_type.get("TextQuoteSelector")
        if position is None:
            return None if quotation is None else self._quoted(quotation)
        span = self._placed(position.get("start"), position.get("end"))
        if span is not None and (quotation is None or span.text_of(self.text) == quotation.get("exact")):
            return span
        if quotation is None:
            raise self.place.fault(f"{position!r:.80} is no place in the text of {len(self.text)} code points")
        self.mended += 1
        return self._quoted(quotation)

    def _placed(self, start: Any, end: Any) -> Span | None:
        if type(start) is not int or type(end) is not int or not 0 <= start <= end <= len(self.text):
            return None
        return Span(start, end)

    def _quoted(self, quotation: Mapping[str, Any]) -> Span:
        """Give the only place of a quotation."""
        before, exact, behind = (str(quotation.get(key) or "") for key in ("prefix", "exact", "suffix"))
        for prefix, suffix in ((before, behind), ("", "")):
            place = self.text.find(prefix + exact + suffix)
            if exact and place >= 0 and self.text.find(prefix + exact + suffix, place + 1) < 0:
                start = place + len(prefix)
                return Span(start, start + len(exact))
        where = "more than once" if exact in self.text else "nowhere"
        raise self.place.fault(f"{exact!r:.80} is quoted, and stands {where} in the text")


def _items(data: Any) -> Iterator[Mapping[str, Any]]:
    """Give the annotations of a collection, a page or a list, or the one that is given."""
    if isinstance(data, list):
        for item in data:
            yield from _items(item)
    elif isinstance(data, Mapping):
        inner = data.get("first") if "first" in data else data.get("items")
        if isinstance(inner, (Mapping, list)):
            yield from _items(inner)
        elif "target" in data:
            yield data


def _several(given: Any) -> list[Any]:
    return given if isinstance(given, list) else [] if given is None else [given]


def _words(given: Any) -> list[str]:
    """Give the words of JSON-LD, of which one stands alone or several in a list."""
    return [word for word in _several(given) if isinstance(word, str)]


def _meaning(data: Mapping[str, Any]) -> dict[str, Any]:
    """Give label, value, score and source of an annotation."""
    bodies = [body for body in _several(data.get("body")) if isinstance(body, Mapping)]
    tags = [body.get("value") for body in bodies if not _TAGS.isdisjoint(_words(body.get("purpose")))]
    label = next(iter([*_words(tags), *_words(data.get("motivation"))]), "annotation")
    record = data.get("corpuskit")
    if isinstance(record, Mapping):
        return {**record, "label": label}
    is_tag = len(bodies) == len(tags) == 1 and not isinstance(data.get("body"), str)
    return {"label": label} if is_tag or label in STANDARD else {"label": label, "value": data.get("body")}
