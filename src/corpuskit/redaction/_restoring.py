"""Documents whose names are put back."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from .._annotation import Annotation, Source
from .._document import Document
from .._layer import AnnotationSet
from .._plugins import Plugins
from ..alignment import Alignment, Carried, edited
from ..alignment._alignment import Origin
from ..errors import FormatError, InvalidValue
from ..formats._decoding import Decoder, Place
from ._key import Key, digest_of, hidden_failure, hidden_source, is_hidden

__all__ = ["brought_back", "restore"]


def restore(document: Document, key: Key, *, plugins: Plugins | None = None) -> Document:
    """Give the document that one was before its names were replaced.

    What was found in it since is carried back, as far as it can be; ``lost`` says what could not. Metadata and other
    keys are again what they were, and those that were added since stay.

    Args:
        document: the one whose names are replaced.
        key: its key.
        plugins: where the classes of values are looked up.

    Raises:
        InvalidValue: when the key is that of another document, or the text has changed.
        FormatError: when the key is broken.
    """
    if document.id != key.id:
        raise _misfit(document, f"it is the key of {key.id!r}")
    if digest_of(document.text) != key.digest:
        raise _misfit(document, "the text has changed since, or it is the key of another run")
    try:
        return _Restoring(document, key, plugins).result()
    except InvalidValue:
        raise
    except (ValueError, KeyError, TypeError) as error:
        raise FormatError(f"document {document.id!r}: its key is broken: {error}", document=document.id) from error


def _misfit(document: Document, reason: str) -> InvalidValue:
    return InvalidValue(f"document {document.id!r}: the key does not fit: {reason}", document=document.id)


class _Restoring:
    """A document on its way back, and what its key says."""

    def __init__(self, document: Document, key: Key, plugins: Plugins | None) -> None:
        self.document = document
        self.was = key.was.to_dict()
        self.decoder = Decoder(plugins)
        self.text = edited(document.text, key.edits)
        self.alignment = Alignment.of(len(document.text), key.edits).inverse
        self.before = self._decoded(self.text, [])

    def result(self) -> Document:
        sources = {hidden_source(number, source): source for number, source in enumerate(self.before.sources)}
        if any(is_hidden(source) and source not in sources for source in self.document.sources):
            raise _misfit(self.document, "it is the key of another run")
        items = [item.with_source(_found(item.source, sources)) for item in self.document.annotations]
        known = dict(self._changed())
        removed = [self._annotation(record, self.text) for record in self.was["removed"]]
        back = brought_back(items, self.alignment, known, removed)
        own = self.before.sources[: self.was["own_sources"]]
        hidden = {hidden_failure(self.document.id, failure) for failure in self.before.failures}
        return Document(
            self.text,
            id=self.was["id"],
            metadata={**self.was["metadata"], **_new(self.document.metadata, self.was["metadata"])},
            annotations=[*back.annotations, *removed],
            sources=[*own, *(source for source in self.document.sources if source not in sources)],
            failures=[*self.before.failures, *(one for one in self.document.failures if one not in hidden)],
            extra={**self.was["extra"], **_new(self.document.extra, self.was["extra"])},
            origin=Origin(lost=back.lost),
        )

    def _changed(self) -> Iterator[tuple[Annotation, Annotation]]:
        for now, was in self.was["changed"]:
            yield self._annotation(now, self.document.text), self._annotation(was, self.text)

    def _annotation(self, record: Any, text: str) -> Annotation:
        return self._decoded(text, [record]).annotations[0]

    def _decoded(self, text: str, records: list[Any]) -> Document:
        data = {"id": self.was["id"], "text": text, "annotations": records}
        return self.decoder.document(
            {**data, "sources": self.was["sources"], "failures": self.was["failures"]}, Place()
        )


def _new(now: Mapping[str, Any], was: Mapping[str, Any]) -> dict[str, Any]:
    return {key: item for key, item in now.items() if key not in was}


def _found(source: Source | None, sources: Mapping[Source, Source]) -> Source | None:
    return sources.get(source, source) if source else None


def brought_back(
    items: Iterable[Annotation],
    alignment: Alignment,
    known: Mapping[Annotation, Annotation],
    beside: Iterable[Annotation],
) -> Carried:
    """Carry annotations back over an alignment, where it is known what some of them were, and what stayed there."""
    return alignment._bring_back(AnnotationSet(items), "grow", known, beside)
