"""One extractor on many documents: isolation, checks at the boundary, provenance."""

import hashlib
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, partial
from typing import Any

from ._annotation import Annotation, Failure, Source
from ._config import configured, digest
from ._document import Document
from ._fields import OpaqueValue, canonical, dumps
from ._imports import imported
from ._layer import AnnotationSet
from ._metadata import plain_json
from ._plugins import Installed
from ._pointers import spans_in
from .errors import ConfigError, CorpuskitError, InvalidValue, OffsetError
from .scan import Batch, Columns
from .values import STANDARD

__all__ = ["SKIPPED", "Step", "Work"]

SKIPPED = "LanguageSkipped"
"""The ``error`` of a failure that records an extractor left out for the document's language."""

_log = logging.getLogger("corpuskit")


class Work:
    """A document on its way through a pipeline."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.annotations: dict[str, list[Annotation]] = {}
        for item in document.annotations:
            self.annotations.setdefault(item.label, []).append(item)
        self.sources = {source.extractor: source for source in document.sources}
        self.failures = {failure.extractor: failure for failure in document.failures}
        self.changed = False

    @cached_property
    def text_digest(self) -> bytes:
        """The digest of the text."""
        return hashlib.blake2b(self.document.text.encode(), digest_size=8).digest()

    def view(self, labels: Sequence[str]) -> Document:
        """Give the document as an extractor may see it: with these layers only."""
        items = [item for label in labels for item in self.annotations.get(label, ())]
        if not items and not len(self.document.annotations):
            return self.document
        return self.document._derive(annotations=AnnotationSet(items))

    def replace(self, step: "Step", items: Iterable[Annotation], source: Source | None) -> None:
        """Put the result of an extractor in place of what it, or another one, found for its layers before."""
        self.changed = True
        displaced = {item.source for label in step.labels for item in self.annotations.get(label, ())}
        for label in [*self.annotations]:
            kept = [item for item in self.annotations[label] if not step.owns(item)]
            self.annotations[label] = kept
        left = {item.source for layer in self.annotations.values() for item in layer}
        self.sources = {n: s for n, s in self.sources.items() if n != step.name and (s in left or s not in displaced)}
        for item in items:
            self.annotations.setdefault(item.label, []).append(item)
        if source is not None:
            self.sources[step.name] = source
        self.failures.pop(step.name, None)

    def fail(self, step: "Step", failure: Failure) -> None:
        """Record that an extractor failed; what it found before goes."""
        if self.failures.get(step.name) == failure and step.name not in self.sources:
            return
        self.replace(step, (), None)
        self.failures[step.name] = failure

    def result(self) -> Document:
        """Give the document with everything that was found."""
        if not self.changed:
            return self.document
        return self.document._derive(
            annotations=AnnotationSet(item for layer in self.annotations.values() for item in layer),
            sources=tuple(self.sources[name] for name in sorted(self.sources)),
            failures=tuple(self.failures[name] for name in sorted(self.failures)),
        )


class Step:
    """An extractor with its config, ready to run; the extractor itself is made on first use."""

    def __init__(self, installed: Installed, options: object) -> None:
        self.installed = installed
        self.spec = installed.spec
        self.name = installed.name
        self.config = configured(self.spec, options)
        self.is_configured = bool(options) and self.config != configured(self.spec, None)
        self.config_digest = digest(self.config, f"extractor {installed}")
        self.labels = tuple(self.spec.provides)
        self.sees = tuple(sorted({*self.spec.requires, *self.spec.after}))

    def __repr__(self) -> str:
        return f"<Step {self.installed}>"

    @cached_property
    def extractor(self) -> Any:  # Any: a function, or an object that may also have extract_batch.
        """The extractor."""
        owner = f"extractor {self.name!r}"
        if self.spec.function is not None:
            return imported(self.spec.function, owner)
        return imported(self.spec.factory, owner)(self.config)

    @cached_property
    def classes(self) -> Mapping[str, type | None]:
        """The value class of each layer: the one declared, or the standard one of that label."""
        owner = f"extractor {self.name!r}"
        declared = self.spec.provides.items()
        return {label: imported(cls, owner) if cls else STANDARD.get(label) for label, cls in declared}

    def owns(self, item: Annotation) -> bool:
        """Say whether an annotation was made by an extractor for one of this one's layers, and so gives way."""
        source = item.source
        return source is not None and (item.label in self.labels or source.extractor == self.name)

    def source(self, work: Work) -> Source:
        """Give what a result of this extractor on the document is made from."""
        state = hashlib.blake2b(work.text_digest, digest_size=8)
        metadata = work.document.metadata
        read = [[key, plain_json(metadata[key])] for key in self.spec.reads if key in metadata]
        items = [item for label in self.sees for item in work.annotations.get(label, ())]
        state.update(dumps(read))
        for made in sorted(map(canonical, {item.source or item for item in items})):
            state.update(made)
        # What somebody took away or added by hand shows in the places.
        state.update(dumps([[item.label, item.start, item.end] for item in items]))
        place = self.installed
        return Source(place.distribution, place.version, self.name, self.config_digest, state.hexdigest())

    # --- running

    def run(self, works: Sequence[Work], language: str) -> None:
        """Run on every document that needs it."""
        todo: list[tuple[Work, Source]] = []
        for work in works:
            if self._fits(work, language):
                source = self.source(work)
                if work.sources.get(self.name) != source or self._is_stale(work):
                    todo.append((work, source))
        if not todo:
            return
        for (work, source), result in zip(todo, self._results([work for work, _ in todo]), strict=True):
            if isinstance(result, Failure):
                work.fail(self, result)
            else:
                work.replace(self, [item.with_source(source) for item in result], source)

    def _is_stale(self, work: Work) -> bool:
        """Say whether another extractor made one of this one's layers, or values were read without their class."""
        for item in (item for label in self.labels for item in work.annotations.get(label, ())):
            opaque = isinstance(item.value, OpaqueValue) and self.classes[item.label] is not None
            if item.source is not None and (opaque or item.source.extractor != self.name):
                return True
        return False

    def _fits(self, work: Work, default: str) -> bool:
        spoken = work.document.metadata.get("language") or default
        primary = str(spoken).replace("_", "-").split("-")[0].lower()
        if self.spec.languages and primary not in self.spec.languages:
            known = ", ".join(self.spec.languages)
            work.fail(self, self._failure(work, SKIPPED, f"the document's language is {spoken!r}; it reads {known}"))
            return False
        for error, reason in (("MissingLayer", "failed before it"), (SKIPPED, "was left out for its language")):
            missing = self._missing(work, error == SKIPPED)
            if missing:
                work.fail(self, self._failure(work, error, f"its input {', '.join(missing)} {reason}"))
                return False
        return True

    def _missing(self, work: Work, skipped: bool) -> list[str]:
        failed = [name for name, failure in work.failures.items() if (failure.error == SKIPPED) == skipped]
        absent = {label for name in failed for label in self.upstream.get(name, ())}
        return [label for label in self.spec.requires if label in absent]

    upstream: Mapping[str, tuple[str, ...]] = {}
    """The layers of the extractors that ran before, by name; set by the pipeline."""

    def _results(self, works: Sequence[Work]) -> list[list[Annotation] | Failure]:
        views = [work.view(self.sees) for work in works]
        try:
            extract_batch = getattr(self.extractor, "extract_batch", None)
        except (Exception, SystemExit) as error:  # The plugin boundary.
            self._blame_options(error)
            return [self._caught(work.document, error) for work in works]
        if extract_batch is None:
            return [self._guarded(partial(self.extractor, view), view) for view in views]
        try:
            found = extract_batch(Batch(views)).by_document(len(views))
        except (Exception, SystemExit):  # The plugin boundary: one by one, only the document at fault fails.
            return [self._guarded(partial(_alone, extract_batch, view), view) for view in views]
        return [self._guarded(partial(list, items), view) for items, view in zip(found, views, strict=True)]

    def _blame_options(self, error: BaseException) -> None:
        """Raise where an extractor refuses the options it was given: no document would fare better than another."""
        if self.is_configured and isinstance(error, (CorpuskitError, OSError)):
            raise ConfigError(f"extractor {self.installed} refuses its options: {error}") from error

    def _guarded(self, extract: Callable[[], Iterable[Annotation]], view: Document) -> list[Annotation] | Failure:
        try:
            items = list(extract())
            for item in items:
                self._check(item, len(view.text))
        except (Exception, SystemExit) as error:  # The plugin boundary: one extractor failing on one document.
            return self._caught(view, error)
        return items

    def _caught(self, document: Document, error: BaseException) -> Failure:
        _log.debug("extractor %s failed on document %r", self.installed, document.id, exc_info=error)
        return Failure(document.id, self.name, self.installed.version, type(error).__name__, _message(error))

    def _failure(self, work: Work, error: str, message: str) -> Failure:
        return Failure(work.document.id, self.name, self.installed.version, error, message)

    # --- the boundary

    def _check(self, item: object, length: int) -> None:
        if not isinstance(item, Annotation):
            raise InvalidValue(f"it gave {item!r}, which is no Annotation")
        if item.label not in self.classes:
            raise InvalidValue(f"it gave the label {item.label!r}, but declares {', '.join(self.labels)}")
        if item.span.end > length:
            raise OffsetError(f"{item.label} {item.span!r} ends after the text of {length} code points")
        self._check_value(item, self.classes[item.label])
        for span in spans_in(item.value):
            if span.end > length:
                raise OffsetError(f"the value of {item.label} {item.span!r} points at {span!r}, after the text")

    def _check_value(self, item: Annotation, cls: type | None) -> None:
        value = item.value
        if cls is not None and not isinstance(value, (cls, OpaqueValue)):
            raise InvalidValue(
                f"the value of {item.label} {item.span!r} is of type {type(value).__name__}, but the extractor "
                f"declares {cls.__name__}"
            )
        if cls not in _CHECKED and value is not None:
            canonical(value)
            hash(value)


def _alone(extract_batch: Callable[[Batch], Columns], view: Document) -> list[Annotation]:
    return extract_batch(Batch([view])).by_document(1)[0]


_CHECKED = frozenset(STANDARD.values())
"""Classes whose validators let nothing in that cannot be written."""


def _message(error: BaseException) -> str:
    try:
        text = str(error)
    except Exception:  # The plugin boundary: an exception of a plugin may not even say what it is.
        text = "its message cannot be read"
    return text.encode(errors="backslashreplace").decode()
