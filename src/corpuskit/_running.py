"""One extractor on many documents: isolation, checks at the boundary, provenance."""

import logging
import re
import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import cached_property, lru_cache, partial
from typing import Any, TypeAlias

from ._annotation import Annotation, Failure, Source
from ._boundary import Layers, columns_of, layers_of
from ._config import configured, digest
from ._document import Document
from ._fields import OpaqueValue
from ._imports import called_with, imported
from ._plugins import Installed
from ._profile import Profile
from ._rows import Rows
from ._sight import Sight
from ._visible import one_line
from ._work import Work
from .errors import ConfigError, CorpuskitError, PluginError, PluginWarning
from .scan import Batch, Columns
from .values import STANDARD

__all__ = ["SKIPPED", "Step", "Work"]

SKIPPED = "LanguageSkipped"
"""The ``error`` of a failure that records an extractor left out for the document's language."""

_log = logging.getLogger("corpuskit")

Extract: TypeAlias = Callable[[Batch], Columns]
Watch: TypeAlias = Callable[[str, Extract], Extract]


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
        self.sight = Sight(f"extractor {installed}", self.labels, self.spec.requires, self.spec.after)
        self.has_warned = False  # Of a batch that was run again; a stream warns once.
        self.watch: Watch | None = None
        """Goes around each call of the extractor: an engine sees which one a process is in."""
        self.runs_again = True  # The proof of an extractor turns it off, so that no fault of a batch is mended.

    def __repr__(self) -> str:
        return f"<Step {self.installed}>"

    @cached_property
    def extractor(self) -> Any:  # Any: a function, or an object that may also have extract_batch.
        """The extractor."""
        owner = f"extractor {self.name!r}"
        if self.spec.function is not None:
            return called_with(imported(self.spec.function, owner), "function(document)", owner)
        made = called_with(imported(self.spec.factory, owner), "factory(config)", owner)(self.config)
        if hasattr(made, "extract_batch"):
            called_with(made.extract_batch, "extract_batch(batch)", owner)
            return made
        if not callable(made):
            fault = f"its factory gave {type(made).__name__}, without __call__ and extract_batch"
            raise PluginError(f"{owner}: {fault}; a function of a document is declared as function=")
        return called_with(made, "extractor(document)", owner)

    @cached_property
    def classes(self) -> Mapping[str, type | None]:
        """The value class of each layer: the one declared, or the standard one of that label."""
        owner = f"extractor {self.name!r}"
        declared = self.spec.provides.items()
        return {label: imported(cls, owner) if cls else STANDARD.get(label) for label, cls in declared}

    @cached_property
    def triggers(self) -> tuple[str, ...]:
        """The words that its matches begin with.

        Raises:
            PluginError: when what the plugin declares gives none.
        """
        owner = f"extractor {self.installed}"
        try:
            declared = imported(self.spec.triggers, owner)
            given = declared() if callable(declared) else declared
            words = (given,) if isinstance(given, str) else tuple(given)
        except PluginError:
            raise
        except (Exception, SystemExit) as error:  # The plugin boundary.
            raise PluginError(f"{owner}: its triggers cannot be read: {type(error).__name__}: {error}") from error
        wrong = [word for word in words if not isinstance(word, str) or word is given]
        if wrong:
            raise PluginError(f"{owner}: triggers are words, give a tuple of them, not {wrong[0]!r}")
        return words

    @property
    def known_triggers(self) -> tuple[str, ...]:
        """Its triggers; none where they cannot be read, which fails the extractor when it runs."""
        try:
            return self.triggers
        except PluginError:
            return ()

    def source(self, work: Work) -> Source:
        """Give what a result of this extractor on the document is made from."""
        place = self.installed
        made_from = work.digest(self.spec.reads, self.sight.labels)
        return Source(place.distribution, place.version, self.name, self.config_digest, made_from)

    # --- running

    def run(
        self, works: Sequence[Work], language: str, batch: Batch | None = None, profile: Profile | None = None
    ) -> None:
        """Run on every document that needs it.

        Args:
            works: the documents.
            language: the language of those that name none.
            batch: the same documents, whose scan serves where the extractor runs on all of them.
            profile: what counts time and hits.
        """
        fitting = [row for row, work in enumerate(works) if self._fits(work, language)]
        sources = {row: self._sourced(works[row]) for row in fitting}
        todo = {
            row: source for row, source in sources.items() if source is not None and self._needs(works[row], source)
        }
        if profile is not None and len(todo) < len(fitting):
            profile.up_to_date[self.name] += len(fitting) - len(todo)
        if not todo:
            return
        whole = Batch([work.document for work in works]) if batch is None else batch
        shared = whole._part([works[row].view(self.sight) for row in todo], tuple(todo))
        results = self._results(shared, [*todo.values()], profile)
        for (row, source), result in zip(todo.items(), results, strict=True):
            work = works[row]
            if isinstance(result, Failure):
                work.fail(self.name, self.labels, result)
            else:
                work.replace(self.name, self.labels, result, source)
                if profile is not None:
                    profile.add_hits(self.name, result)

    def _sourced(self, work: Work) -> Source | None:
        """Give the source of a result; None, and a failure, where what was found before cannot be digested."""
        try:
            return self.source(work)
        except CorpuskitError as error:  # An annotation that somebody added by hand may hold anything.
            work.fail(self.name, self.labels, self._caught(work.document, error))
            return None

    def _needs(self, work: Work, source: Source) -> bool:
        return work.sources.get(self.name) != source or self._is_stale(work)

    def _is_stale(self, work: Work) -> bool:
        """Say whether another extractor made one of this one's layers, or values were read without their class."""
        for label in self.labels:
            rows = work.layers.get(label)
            if rows is None:
                continue
            opaque = any(isinstance(value, OpaqueValue) for value in rows.value) and self.classes[label] is not None
            for source in rows.sources:
                if source is not None and (source.extractor != self.name or (opaque and _has_opaque(rows, source))):
                    return True
        return False

    def _fits(self, work: Work, default: str) -> bool:
        spoken = work.spoken or default
        languages = self.spec.languages
        if languages and _primary(str(spoken)) not in languages:
            known = ", ".join(languages)
            self._leave_out(work, SKIPPED, f"the document's language is {spoken!r}; it reads {known}")
            return False
        if not work.failures:
            return True
        for error, reason in (("MissingLayer", "failed before it"), (SKIPPED, "was left out for its language")):
            missing = self._missing(work, error == SKIPPED)
            if missing:
                self._leave_out(work, error, f"its input {', '.join(missing)} {reason}")
                return False
        return True

    def _leave_out(self, work: Work, error: str, message: str) -> None:
        failure = Failure(work.document.id, self.name, self.installed.version, error, message)
        # The layers of a document in another language are made by the extractor that reads it.
        work.fail(self.name, () if error == SKIPPED else self.labels, failure)

    def _missing(self, work: Work, skipped: bool) -> list[str]:
        failed = [name for name, failure in work.failures.items() if (failure.error == SKIPPED) == skipped]
        absent = {label for name in failed for label in self.upstream.get(name, ())}
        absent -= {label for name in self.upstream.keys() - work.failures.keys() for label in self.upstream[name]}
        return [label for label in self.spec.requires if label in absent]

    upstream: Mapping[str, tuple[str, ...]] = {}
    """The layers of the extractors that ran before, by name; set by the pipeline."""

    def _results(self, batch: Batch, sources: Sequence[Source], profile: Profile | None) -> list[Layers | Failure]:
        try:
            with _starting(profile):
                _, classes = self.triggers, self.classes
        except (Exception, SystemExit) as error:  # The plugin boundary.
            return [self._caught(view, error) for view in batch.documents]
        try:
            with _starting(profile):
                extract_batch = getattr(self.extractor, "extract_batch", None)
        except (Exception, SystemExit) as error:  # The plugin boundary.
            self._blame_options(error)
            return [self._caught(view, error) for view in batch.documents]
        extract = partial(_single, self.extractor) if extract_batch is None else extract_batch
        if profile is not None:
            extract = profile.timed(self.name, extract)
        if self.watch is not None:
            extract = self.watch(self.name, extract)
        if extract_batch is None:
            return self._one_by_one(extract, batch, sources)
        try:
            return [*layers_of(extract(batch), list(map(len, batch.texts)), sources, classes)]
        except (Exception, SystemExit) as error:  # The plugin boundary: one by one, only the document at fault fails.
            if len(batch) == 1 or not self.runs_again:
                return [self._caught(view, error) for view in batch.documents]
            if profile is not None:
                profile.run_again[self.name] += 1
            results = self._one_by_one(extract, batch, sources)
            self._warn(error, results)
            return results

    def _one_by_one(
        self, extract: Callable[[Batch], Columns], batch: Batch, sources: Sequence[Source]
    ) -> list[Layers | Failure]:
        pairs = zip(batch.documents, sources, strict=True)
        return [self._guarded(partial(extract, batch._of([view])), view, source) for view, source in pairs]

    def _warn(self, error: BaseException, results: Sequence[Layers | Failure]) -> None:
        """Tell of a batch that failed as none of its documents did: no failure says so."""
        name = type(error).__name__
        if self.has_warned or any(isinstance(result, Failure) and result.error == name for result in results):
            return
        self.has_warned = True
        _log.debug("extractor %s failed on a batch of %d documents", self.installed, len(results), exc_info=error)
        what = f"extractor {self.installed}: extract_batch failed on a batch of {len(results):,} documents"
        said = f"{what}, which was run again document by document: {name}: {one_line(_message(error), 200)}"
        warnings.warn(PluginWarning(said), stacklevel=2)

    def _blame_options(self, error: BaseException) -> None:
        """Raise where an extractor refuses the options it was given: no document would fare better than another."""
        if self.is_configured and isinstance(error, (CorpuskitError, OSError)):
            raise ConfigError(f"extractor {self.installed} refuses its options: {error}") from error

    def _guarded(self, extract: Callable[[], Columns], view: Document, source: Source) -> Layers | Failure:
        try:
            return layers_of(extract(), [len(view.text)], [source], self.classes)[0]
        except (Exception, SystemExit) as error:  # The plugin boundary: one extractor failing on one document.
            return self._caught(view, error)

    def _caught(self, document: Document, error: BaseException) -> Failure:
        _log.debug("extractor %s failed on document %r", self.installed, document.id, exc_info=error)
        return Failure(document.id, self.name, self.installed.version, type(error).__name__, _message(error))


def _single(extractor: Callable[[Document], Iterable[Annotation]], batch: Batch) -> Columns:
    """Give what an extractor of single documents finds in a batch of one."""
    (view,) = batch.documents
    return columns_of(extractor(view))


def _starting(profile: Profile | None) -> AbstractContextManager[None]:
    return nullcontext() if profile is None else profile.measure(Profile.START)


@lru_cache(maxsize=256)
def _primary(language: str) -> str:
    """Give the primary subtag of a language."""
    return language.replace("_", "-").split("-")[0].lower()


def _has_opaque(rows: Rows, source: Source) -> bool:
    return any(
        isinstance(value, OpaqueValue) for value, made in zip(rows.value, rows.source, strict=True) if made == source
    )


def _message(error: BaseException) -> str:
    try:
        text = str(error)
    except Exception:  # The plugin boundary: an exception of a plugin may not even say what it is.
        text = "its message cannot be read"
    # The address of an object is another each time, and a message goes into files.
    return _ADDRESS.sub("", text).encode(errors="backslashreplace").decode()


_ADDRESS = re.compile(r" at 0x[0-9A-Fa-f]+(?=>)")
