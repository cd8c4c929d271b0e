"""A document on its way through a pipeline."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import TypeVar

from ._annotation import Failure, Source
from ._document import Document
from ._fields import canonical, dumps
from ._layer import AnnotationSet
from ._metadata import plain_json
from ._rows import Rows, in_order
from ._sight import Sight

__all__ = ["Work"]

_Record = TypeVar("_Record", Source, Failure)


class Work:
    """A document on its way through a pipeline, with what was found in it so far."""

    __slots__ = ("_reads", "_text_digest", "changed", "document", "failures", "is_bare", "layers", "sources", "spoken")

    def __init__(self, document: Document) -> None:
        self.document = document
        # Rows of one label each, in order, none of them empty.
        self.layers: dict[str, Rows] = dict(document.annotations._layers) if len(document.annotations) else {}
        self.is_bare = not self.layers
        self.sources = {source.extractor: source for source in document.sources} if document.sources else {}
        self.failures = {failure.extractor: failure for failure in document.failures} if document.failures else {}
        self.changed = False
        # The language that the document names; None or empty where it names none.
        self.spoken = document.metadata.get("language")
        self._text_digest = b""
        self._reads: dict[tuple[str, ...], bytes] = {}

    def digest(self, reads: tuple[str, ...], labels: Sequence[str]) -> str:
        """Give the digest of the text, of the metadata that an extractor reads, and of the layers that it sees."""
        # SHA-256, for which most processors have instructions of their own; the text is most of what is digested.
        self._text_digest = self._text_digest or hashlib.sha256(self.document.text.encode()).digest()[:8]
        pieces = [self._text_digest, self._read(reads) if reads else b"[]"]
        seen = [self.layers[label] for label in labels if label in self.layers]
        if seen:
            pieces += sorted({made for rows in seen for made in _makers(rows)})
            # What somebody took away or added by hand shows in the places.
            pieces.append(
                dumps([*chain.from_iterable(zip(rows.label, rows.start, rows.end, strict=True) for rows in seen)])
            )
        else:
            pieces.append(b"[]")
        return hashlib.sha256(b"".join(pieces)).hexdigest()[:16]

    def _read(self, keys: tuple[str, ...]) -> bytes:
        if keys not in self._reads:
            metadata = self.document.metadata
            self._reads[keys] = dumps([[key, plain_json(metadata[key])] for key in keys if key in metadata])
        return self._reads[keys]

    def view(self, sight: Sight) -> Document:
        """Give the document as an extractor may see it."""
        return self.document._derive(annotations=sight.of(self.layers))

    def replace(
        self, name: str, labels: Sequence[str], layers: Mapping[str, Rows] = {}, source: Source | None = None
    ) -> None:
        """Put what an extractor found in place of what it, or another one, found for its layers before.

        Args:
            name: the extractor.
            labels: the layers that it makes.
            layers: what it found, by label, each layer in order and none of them empty.
            source: what that is made from; None where it failed.
        """
        self.changed = True
        self.sources.pop(name, None)
        if not self.is_bare:
            self._displace(name, labels)
        for label, rows in layers.items():
            beside = self.layers.get(label)
            self.layers[label] = rows if beside is None else in_order(beside.joined(rows))
        if source is not None:
            self.sources[name] = source
        self.failures.pop(name, None)

    def _displace(self, name: str, labels: Sequence[str]) -> None:
        """Take away what was found before, and the sources of which nothing is left."""
        before = [self.layers[label].sources for label in labels if label in self.layers]
        for label, rows in [*self.layers.items()]:
            owned = {made for made in rows.sources if made and (label in labels or made.extractor == name)}
            kept = [row for row, made in enumerate(rows.source) if made not in owned] if owned else []
            if kept:
                self.layers[label] = rows.taken(kept)
            elif owned:
                del self.layers[label]
        gone = set().union(*before) - set().union(*(rows.sources for rows in self.layers.values()))
        self.sources = {other: made for other, made in self.sources.items() if made not in gone}

    def fail(self, name: str, labels: Sequence[str], failure: Failure) -> None:
        """Record that an extractor failed; what it found before goes."""
        if self.failures.get(name) == failure and name not in self.sources:
            return
        self.replace(name, labels)
        self.failures[name] = failure

    def result(self) -> Document:
        """Give the document with everything that was found."""
        if not self.changed:
            return self.document
        return self.document._derive(
            annotations=AnnotationSet._from_layers(self.layers),
            sources=_by_name(self.sources),
            failures=_by_name(self.failures),
        )


def _by_name(found: Mapping[str, _Record]) -> tuple[_Record, ...]:
    return tuple(map(found.__getitem__, sorted(found))) if len(found) > 1 else tuple(found.values())


def _makers(rows: Rows) -> Iterator[bytes]:
    """Give what made the rows, as canonical JSON: a source, or the annotation itself where it has none."""
    for made in rows.sources:
        if made is not None:
            yield _written(made)
        else:
            found = rows.taken([row for row, source in enumerate(rows.source) if source is None])
            yield from map(canonical, found.annotations())


def _written(source: Source) -> bytes:
    """Give what ``canonical`` gives, for every document and extractor: the fields by name."""
    return dumps(
        {
            "config": source.config,
            "distribution": source.distribution,
            "extractor": source.extractor,
            "input": source.input,
            "version": source.version,
        }
    )
