"""Pipeline: which extractors run on a document, in which order, with which options."""

import pickle
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ._annotation import Failure
from ._config import read_settings
from ._document import Document
from ._plugins import Installed, Plugins, load_file
from ._profile import Profile
from ._running import SKIPPED, Step
from ._selection import Extractors, choose, in_order
from ._work import Work
from .errors import ConfigError, ExtractionError, PluginWarning, did_you_mean
from .scan import Batch

if TYPE_CHECKING:
    from .scan._vocabulary import Vocabulary

__all__ = ["Pipeline", "why_none"]

_ON_ERROR = ("record", "skip", "fail")
_BATCH = 300_000
"""Code points in a batch: large enough to share the work, small enough for the processor's cache."""

_MOST = 1000
"""Documents in a batch, however short they are."""


class Pipeline:
    """Extractors in the order that their declarations ask for, run on documents.

    Args:
        extractors: names of installed extractors, or specs; what they require is added. All installed ones that are
            used by default where none is given.
        config: options by extractor: a mapping, or an instance of its config class.
        on_error: what happens when an extractor raises or breaks an invariant on a document: ``record`` keeps the
            document with a :class:`~corpuskit.Failure`, ``skip`` leaves the document out of a stream, ``fail`` raises.
        language: the language of documents that do not name one in ``metadata["language"]``.
        plugins: where extractors are looked up; the installed ones by default.
        profile: what counts time and hits of everything that this pipeline does; nothing is counted by default.
        providers: which extractor makes a layer, ``entity="spacy"``; others that make it are left out.

    Raises:
        NotFound: when there is no such extractor.
        ConfigError: when an option is unknown or does not fit.
        LayerConflict, MissingLayer, DependencyCycle: when the extractors do not fit together.

    >>> Pipeline()(Document("Signed on 5 January 2020."))["date"]  # doctest: +SKIP
    """

    def __init__(
        self,
        *extractors: Extractors,
        config: Mapping[str, Any] = {},
        on_error: str = "record",
        language: str = "en",
        plugins: Plugins | None = None,
        profile: Profile | None = None,
        **providers: str,
    ) -> None:
        if on_error not in _ON_ERROR:
            raise ConfigError(f"there is no policy {on_error!r}; {did_you_mean(str(on_error), _ON_ERROR)}")
        if not isinstance(language, str) or not language:
            raise ConfigError(f"a language is a code such as 'en', not {language!r}", option="language")
        self.on_error = on_error
        self.language = language
        self.profile = profile
        self._note: Callable[[Document], None] | None = None
        chosen = choose(extractors, plugins or Plugins(), providers)
        if not chosen and plugins is None:
            warnings.warn(PluginWarning(f"nothing will be found: {why_none(Plugins())}"), stacklevel=2)
        for name in config:
            if name not in chosen:
                raise ConfigError(f"options for {name!r}, which is not in the pipeline; {did_you_mean(name, chosen)}")
        self._steps = _steps(chosen, config)

    @classmethod
    def from_settings(
        cls,
        *extractors: Extractors,
        settings: Mapping[str, Any] | None = None,
        plugins: Plugins | None = None,
        **options: str | None,
    ) -> "Pipeline":
        """Give a pipeline configured by ``corpuskit.toml`` or ``[tool.corpuskit]``, as the command line does.

        Args:
            extractors: as for a Pipeline; the key ``extractors`` of the settings where none is given.
            settings: tables of options by extractor; ``language``, ``on_error`` and ``extractors`` of the pipeline;
                any other key names the extractor of a layer. Read from the nearest file by default.
            plugins: where extractors are looked up.
            options: ``language``, ``on_error`` and extractors of layers, which go before the settings.

        Raises:
            ConfigError: when a key does not fit.
        """
        found = plugins or Plugins()
        tables, plain = _divided(read_settings() if settings is None else settings)
        named = _names(plain.pop("extractors", ()))
        wanted = extractors or named
        plain.update({key: value for key, value in options.items() if value is not None})
        own = {"language": plain.pop("language", "en"), "on_error": plain.pop("on_error", "record")}
        for key, value in plain.items():
            if not isinstance(value, str):
                raise ConfigError(f"{key} = {value!r}: the name of an extractor goes here", option=key)
        chosen = choose(wanted, found, plain)
        for name in tables:
            if name not in found.extractors and name not in chosen:
                raise ConfigError(f"[{name}]: no such extractor; {did_you_mean(name, found.extractors)}", option=name)
        config = {name: table for name, table in tables.items() if name in chosen}
        return cls(*chosen.values(), config=config, plugins=found, **own)

    def __repr__(self) -> str:
        return f"<Pipeline: {' → '.join(self.extractors) or 'empty'}>"

    def __reduce__(self) -> tuple[object, ...]:
        files = tuple(step.installed.file for step in self._steps if step.installed.file)
        parts = [(step.installed, step.config) for step in self._steps]
        return _rebuild, (files, pickle.dumps(parts), self.on_error, self.language)

    @property
    def extractors(self) -> tuple[str, ...]:
        """The names of the extractors, in the order that they run."""
        return tuple(step.name for step in self._steps)

    @cached_property
    def layers(self) -> tuple[str, ...]:
        """The layers that they make, sorted."""
        return tuple(sorted(label for step in self._steps for label in step.labels))

    def __call__(self, document: Document) -> Document:
        """Give the document with everything that the extractors find.

        What an extractor already did for the same text, version and options stays as it is.

        Raises:
            ExtractionError: when an extractor fails and the policy is ``fail`` or ``skip``.
        """
        (result,) = self._run([document])
        if self.on_error != "record":
            self._raise(result)
        return result

    def stream(self, documents: Iterable[Document]) -> Iterator[Document]:
        """Give the documents with everything that the extractors find, in order, lazily, a batch at a time.

        Raises:
            ExtractionError: when an extractor fails and the policy is ``fail``.
        """
        self._begin()
        yield from self._stream(documents)

    def _begin(self) -> None:
        for step in self._steps:
            step.has_warned = False

    def _warm(self) -> None:
        """Make the extractors now; what cannot be made fails when it runs."""
        for step in self._steps:
            with suppress(Exception, SystemExit):
                _ = step.extractor

    def _stream(self, documents: Iterable[Document]) -> Iterator[Document]:
        """Go on with a stream that has begun, which an engine gives piece by piece."""
        profile = self.profile
        for batch in _batches(documents if profile is None else profile.reading(documents)):
            results = (result for result in self._run(batch) if self._is_kept(result))
            yield from results if profile is None else profile.writing(results)

    def _is_kept(self, result: Document) -> bool:
        if self.on_error == "fail":
            self._raise(result)
        is_kept = self.on_error != "skip" or not self._failures(result)
        if not is_kept and self._note is not None:
            self._note(result)  # Nobody else sees why a document is left out.
        return is_kept

    @cached_property
    def _vocabulary(self) -> "Vocabulary | None":
        """The words that matches of all extractors begin with; None where no extractor declares any."""
        words = [word for step in self._steps for word in step.known_triggers]
        if not words:
            return None
        from .scan._vocabulary import Vocabulary

        return Vocabulary(words)

    def _run(self, documents: Sequence[Document]) -> list[Document]:
        if self.profile is None:
            return self._results(documents)
        for document in documents:
            self.profile.add_document(document)
        with self.profile.measure(Profile.START):
            _ = self._vocabulary
        with self.profile.measure(Profile.FRAMEWORK):
            results = self._results(documents)
        self.profile.failures.update(failure.extractor for result in results for failure in self._failures(result))
        return results

    def _results(self, documents: Sequence[Document]) -> list[Document]:
        works = [Work(document) for document in documents]
        batch = Batch(documents, vocabulary=self._vocabulary)
        if self.profile is not None:
            batch._profiled(self.profile)
        for step in self._steps:
            step.run(works, self.language, batch, self.profile)
        return [work.result() for work in works]

    def _failures(self, document: Document) -> list[Failure]:
        """Give what failed here; a document may bring failures of other extractors from before."""
        own = self.extractors
        return [failure for failure in document.failures if failure.error != SKIPPED and failure.extractor in own]

    def _raise(self, document: Document) -> None:
        for failure in self._failures(document):
            message = (
                f"extractor {failure.extractor!r} {failure.version} failed on document {document.id!r}: "
                f"{failure.error}: {failure.message}"
            )
            raise ExtractionError(message, failure=failure)


def why_none(plugins: Plugins) -> str:
    """Say why there is no extractor, and what to do."""
    if plugins.only is not None and not plugins.only:
        return "CORPUSKIT_PLUGINS names no plugin, so that none is loaded; unset it, or name some in it"
    if plugins.disabled:
        names = ", ".join(plugins.disabled)
        return f"no extractor is left, as CORPUSKIT_DISABLED_PLUGINS leaves out {names}; unset it, or name fewer"
    return "no extractor is installed; run: pip install 'corpuskit-core[all]'"


def _divided(settings: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    tables = {key: value for key, value in settings.items() if isinstance(value, Mapping)}
    return tables, {key: value for key, value in settings.items() if key not in tables}


def _names(given: object) -> tuple[str, ...]:
    names = given.split(",") if isinstance(given, str) else given
    if not isinstance(names, (list, tuple)) or not all(isinstance(name, str) for name in names):
        raise ConfigError(f"extractors = {given!r}: a list of names goes here", option="extractors")
    return tuple(name.strip() for name in names)


def _steps(chosen: Mapping[str, Installed], config: Mapping[str, Any]) -> list[Step]:
    steps = [Step(item, config.get(item.name)) for item in in_order(chosen)]
    for step in steps:
        step.upstream = {other.name: other.labels for other in steps}
    return steps


def _batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """Give the documents in batches; where their source raises, what came before it is given first."""
    batch: list[Document] = []
    size = 0
    try:
        for document in documents:
            batch.append(document)
            size += len(document.text)
            if size >= _BATCH or len(batch) >= _MOST:
                yield batch
                batch, size = [], 0
    except Exception:
        if batch:
            yield batch
        raise
    if batch:
        yield batch


def _rebuild(files: Sequence[str], payload: bytes, on_error: str, language: str) -> Pipeline:
    # A function of a single-file plugin is found in its module, which is imported by its path before that.
    for file in files:
        load_file(file)
    parts: list[tuple[Installed, Any]] = pickle.loads(payload)
    # Not by the constructor, which would take no extractors for all that are installed.
    pipeline = Pipeline.__new__(Pipeline)
    pipeline.on_error, pipeline.language, pipeline.profile = on_error, language, None
    pipeline._note = None
    pipeline._steps = _steps({item.name: item for item, _ in parts}, {item.name: options for item, options in parts})
    return pipeline
