"""The extractor: an installed spaCy pipeline as an engine for names."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import attrs

from corpuskit import Annotation, Document
from corpuskit.errors import ConfigError, InvalidValue
from corpuskit.scan import Batch, Columns
from corpuskit.values import EntityValue

from .config import SpacyConfig
from .labels import types_of
from .models import labels_of, load
from .naming import Namer
from .reading import pieces, tokenised

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["SpacyExtractor"]

_EVERY = "xx"
"""What spaCy calls the language of pipelines for many languages."""


@attrs.frozen
class _Name:
    doc: int
    start: int
    end: int
    value: EntityValue


class SpacyExtractor:
    """Find the names that a spaCy pipeline finds.

    Args:
        config: the options; by default those of the only pipeline that is installed.

    Raises:
        MissingExtra: when spaCy is not installed.
        NotFound: when the pipeline is not.
        ConfigError: when the pipeline has labels that no type is known for.
    """

    def __init__(self, config: SpacyConfig | None = None) -> None:
        self.config: SpacyConfig = config or SpacyConfig()
        self._types = types_of(self.config.labels)
        self._model = load(self.config.model, self.config.exclude, self.config.made_with)
        self._nlp = self._model.nlp
        self._refuse([label for label in labels_of(self._nlp) if label not in self._types])

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.config,)

    def __call__(self, document: Document) -> list[Annotation]:
        """Give the names in a document, in the order of their places."""
        return self.extract_batch(Batch([document])).by_document(1)[0]

    def extract_batch(self, batch: Batch) -> Columns:
        """Give the names in the documents of a batch, in the order of their places.

        Raises:
            InvalidValue: when a document is in another language than the pipeline.
        """
        for document in batch.documents:
            self._check_language(document)
        # What spaCy learns of new words is forgotten at the end of the zone, of which there is one at a time.
        with self._model.using, self._nlp.memory_zone():
            names = [*self._names(batch.texts)]
        columns = ([getattr(name, field) for name in names] for field in ("doc", "start", "end", "value"))
        return Columns("entity", *columns)

    def _names(self, texts: Sequence[str]) -> Iterator[_Name]:
        namers = [Namer() for _ in texts]
        for number, offset, doc in self._read(texts):
            for entity in doc.ents:
                type = self._type(entity.label_)
                surface = entity.text.strip()
                if type and surface:
                    start = offset + entity.start_char + entity.text.index(surface)
                    value = namers[number].value(type, surface, entity.label_, entity.kb_id_ or entity.ent_id_)
                    yield _Name(number, start, start + len(surface), value)

    def _read(self, texts: Sequence[str]) -> "Iterator[tuple[int, int, Doc]]":
        """Give each piece of the texts as spaCy reads it, with the number of its text and where it begins there."""
        places = [
            (number, piece) for number, text in enumerate(texts) for piece in pieces(text, self.config.max_length)
        ]
        docs = (tokenised(self._nlp, piece.text_of(texts[number])) for number, piece in places)
        read = self._nlp.pipe(docs, batch_size=self.config.batch_size)
        for (number, piece), doc in zip(places, read, strict=True):
            yield number, piece.start, doc

    def _type(self, label: str) -> str:
        """Give the type of names with a label; empty where they are none."""
        if label not in self._types:  # A component may set what it does not declare.
            self._refuse([label])
        return self._types[label]

    def _refuse(self, unknown: Sequence[str]) -> None:
        if unknown:
            message = (
                f"the pipeline {self._nlp.meta['name']!r} has labels that no type is known for: {', '.join(unknown)}"
            )
            advice = f'give each one, as labels = {{{unknown[0]} = "MISC"}} or --set spacy.labels={unknown[0]}=MISC'
            raise ConfigError(f"{message}; {advice}; an empty type leaves it out", labels=tuple(unknown))

    def _check_language(self, document: Document) -> None:
        spoken = str(document.metadata.get("language") or self._nlp.lang)
        primary = spoken.replace("_", "-").partition("-")[0].lower()
        if self._nlp.lang not in (primary, _EVERY):
            message = f"document {document.id!r} is in {spoken!r}, and the pipeline {self._nlp.meta['name']!r} reads"
            raise InvalidValue(f"{message} {self._nlp.lang!r}; run it on the documents in its language")
