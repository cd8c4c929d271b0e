"""The extractor that a contract is about, and ways to run it."""

import random
import sys
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import attrs

from ..._annotation import Annotation, Failure
from ..._document import Document
from ..._layer import AnnotationSet
from ..._pipeline import Pipeline
from ..._plugins import Installed, Plugins
from ..._running import SKIPPED, Step, Work
from ..._selection import Extractors
from ...errors import ConfigError
from ...hookspecs import ExtractorSpec
from ...scan import Batch
from .._timing import LIMIT, TooLong, limited
from ._states import difference, kept

__all__ = ["ENDLESS", "Endless", "Found", "Given", "Result", "Subject", "things"]

Given = str | Path | ExtractorSpec | Installed
"""How an extractor is named: an installed one, a single-file plugin, or a spec."""


ENDLESS = f"no end in {LIMIT:.0f} seconds of CPU time"

_FIRST_SEED = 7_368_787
"""A seed that nobody takes."""

_SURFACES = 10
"""How many of the annotations of the examples are tried as texts."""


class Endless(BaseException):
    """An extractor was stopped because it did not end; no Exception, as it is no fault of what is tried there."""

    def __init__(self, documents: Sequence[Document]) -> None:
        super().__init__(ENDLESS)
        self.documents = tuple(documents)


def things(given: Iterable[object]) -> tuple[object, ...]:
    return tuple(given)


@attrs.frozen
class Found:
    """What an extractor gave for a document, before anybody checked it: things, and the error that ended them."""

    items: tuple[object, ...] = attrs.field(default=(), converter=things)
    error: BaseException | None = None

    @property
    def annotations(self) -> tuple[Annotation, ...]:
        """Those that are annotations."""
        return tuple(item for item in self.items if isinstance(item, Annotation))


@attrs.frozen
class Result:
    """What a pipeline has of the extractor for a document: its annotations, or its failure."""

    annotations: AnnotationSet
    failure: Failure | None = None

    @property
    def shown(self) -> tuple[object, ...]:
        """What a reader of a report is shown."""
        return (self.failure,) if self.failure else tuple(item.with_source(None) for item in self.annotations)


class Subject:
    """An extractor with the options, examples and capabilities that a contract declares.

    Raises:
        NotFound: when there is no such extractor or file.
        ConfigError: when a file has several extractors, or an option does not fit.
        MissingLayer: when no installed extractor makes a layer that it requires.
    """

    def __init__(
        self,
        extractor: Given,
        *,
        config: Any = None,  # Any: a mapping, or an instance of the extractor's config class.
        examples: Iterable[str | Document] | None = None,
        alongside: Sequence[str] = (),
        dangling: Sequence[str] = (),
        declared: Mapping[str, bool] = {},
    ) -> None:
        self.given = extractor
        self.config = config
        self.alongside = tuple(alongside)
        self.dangling = tuple(dangling)
        self.installed = _installed(extractor)
        self.declared = dict(declared)
        self.spec = self.installed.spec
        given = self.spec.examples if examples is None else examples
        self.examples = tuple(item if isinstance(item, Document) else Document(item) for item in given)
        _check_config(self.spec, config)
        self.endless: str | None = None  # The check in which it did not end, after which nothing is tried.
        self.limit = LIMIT
        self.turn = _FIRST_SEED
        self.tried: set[int] = set()  # The texts that it ran on, by their hashes, for a report to count.
        self.telling: set[int] = set()
        self.whole = self.pipeline()
        self.steps = self.whole._steps

    @cached_property
    def plugins(self) -> Plugins:
        """The installed extractors with this one among them."""
        needed = self.spec.requires or self.alongside or isinstance(self.given, str)
        others = Plugins(files=[]).extractors if needed else {}
        return Plugins.of({**others, self.installed.name: self.installed}.values())

    @property
    def language(self) -> str:
        """The language of texts that do not name one."""
        return "en" if "en" in self.spec.languages or not self.spec.languages else self.spec.languages[0]

    @property
    def labels(self) -> tuple[str, ...]:
        """The layers that it makes."""
        return tuple(self.spec.provides)

    @cached_property
    def metadata(self) -> tuple[Mapping[str, Any], ...]:
        """The metadata that texts may have: none, and those of the examples."""
        found: list[Mapping[str, Any]] = [{}]
        found += [item.metadata for item in self.examples if item.metadata not in found]
        return tuple(found)

    @cached_property
    def surfaces(self) -> tuple[Document, ...]:
        """What is found in the examples, as texts with nothing around it, and twice in a row with nothing between.

        Without the last sign too: what reaches one too far takes one along.
        """
        texts = {
            document.text[item.span.slice]: document
            for document in self.examples
            for item in self.found(document).annotations
        }
        found = [*texts.items()][:_SURFACES]
        shapes = [[text for text, _ in found], [text * 2 for text, _ in found], [text[:-1] for text, _ in found]]
        made = [document.metadata for _, document in found]
        return tuple(Document(text, metadata=own) for shape in shapes for text, own in zip(shape, made, strict=True))

    def alone(self, examples: bool) -> "Subject":
        """Give a new extractor of the same kind, with the examples or without."""
        return Subject(
            self.given,
            config=self.config,
            examples=self.examples if examples else (),
            alongside=self.alongside,
            dangling=self.dangling,
            declared=self.declared,
        )

    # --- running

    def pipeline(self) -> Pipeline:
        """Give a pipeline in which nothing ran yet, with what the extractor requires."""
        config = {} if self.config is None else {self.installed.name: self.config}
        chosen: tuple[Extractors, ...] = (self.installed, *self.alongside)
        made = Pipeline(*chosen, config=config, language=self.language, plugins=self.plugins)
        self._step_of(made).has_warned = True  # What is wrong with a batch is for the checks to tell.
        return made

    def strict_pipeline(self) -> Pipeline:
        """Give a pipeline that does not mend what the extractor does wrong in a batch."""
        made = self.pipeline()
        self._step_of(made).runs_again = False
        return made

    def _step_of(self, pipeline: Pipeline) -> Step:
        (found,) = [step for step in pipeline._steps if step.name == self.installed.name]
        return found

    @cached_property
    def step(self) -> Step:
        """The extractor, as it runs in the first pipeline."""
        return self._step_of(self.whole)

    def view(self, document: Document) -> Document | None:
        """Give the document as the extractor sees it, with the layers of others; None where one of them failed."""
        work = Work(attrs.evolve(document))
        for step in self.steps[: self.steps.index(self.step)]:
            step.run([work], self.language)
        return None if work.failures else work.view(self.step.sight)

    def found(self, document: Document) -> Found:
        """Give what the extractor gives for a document, with nothing checked."""
        view = self.view(document)
        return Found() if view is None else self.extracted(view)

    def extracted(self, view: Document) -> Found:
        """Give what the extractor gives for what it sees.

        Raises:
            Endless: when it takes too long.
        """
        try:
            with kept(), limited(self.limit):
                return self.extracted_freely(view)
        except TooLong:
            raise Endless([view]) from None

    def extracted_together(self, views: Sequence[Document]) -> list[Found]:
        """Give what ``extract_batch`` gives for each of several documents, with nothing checked.

        Raises:
            Endless: when it takes too long.
        """
        try:
            with kept(), limited(self.limit):
                found = self.step.extractor.extract_batch(self.batch(views)).by_document(len(views))
        except TooLong:
            raise Endless(views) from None
        except (Exception, SystemExit) as error:  # The plugin boundary.
            return [Found((), error)] * len(views)
        return [Found(items) for items in found]

    def batch(self, views: Sequence[Document]) -> Batch:
        """Give a batch as a pipeline makes it, which looks up the words that the extractors declare."""
        return Batch(views, vocabulary=self.whole._vocabulary)

    def changed(self, view: Document) -> list[tuple[str, tuple[object, ...]]]:
        """Give what an extraction changes besides, by name, each with the difference.

        Raises:
            Endless: when it takes too long.
        """
        try:
            with kept() as changes, limited(self.limit):
                self.extracted_freely(view)
        except TooLong:
            raise Endless([view]) from None
        return [(name, difference(before, now)) for name, before, now in changes]

    def _note(self, text: str, has_any: bool) -> None:
        self.tried.add(hash(text))
        if has_any:
            self.telling.add(hash(text))

    def extracted_freely(self, view: Document) -> Found:
        """Give what the extractor gives, and leave what it changes besides."""
        found = self._extracted(view)
        self._note(view.text, bool(found.items))
        return found

    def _extracted(self, view: Document) -> Found:
        items: list[object] = []  # Filled one by one: what came before an error counts.
        try:
            extract_batch = getattr(self.step.extractor, "extract_batch", None)
            if extract_batch is not None:
                return Found(extract_batch(self.batch([view])).by_document(1)[0])
            for item in self.step.extractor(view):
                items.append(item)
        except (Exception, SystemExit) as error:  # The plugin boundary.
            return Found(items, error)
        return Found(items)

    def run(self, documents: Sequence[Document], pipeline: Pipeline | None = None) -> list[Result]:
        """Give what a pipeline has of the extractor, a new pipeline by default, all documents in one batch.

        Raises:
            Endless: when it takes too long, with the document on which it does where that is one.
        """
        # Copies, as an extractor could change what it sees.
        copies = [attrs.evolve(document) for document in documents]
        try:
            with kept(), limited(self.limit):
                self.reseed()
                results = [self.result(item) for item in (pipeline or self.pipeline())._run(copies)]
        except TooLong:
            for document in documents if len(documents) > 1 else ():
                self.run([document])
            raise Endless(documents) from None
        for document, result in zip(documents, results, strict=True):
            self._note(document.text, bool(result.annotations))
        return results

    def reseed(self) -> None:
        """Let chance fall otherwise than the last time, which it would not where its state is put back."""
        self.turn += 1
        random.seed(self.turn)
        if "numpy.random" in sys.modules:
            sys.modules["numpy.random"].seed(self.turn)

    def result(self, document: Document) -> Result:
        """Give what an annotated document has of the extractor."""
        failures = [item for item in document.failures if item.extractor == self.installed.name]
        blamed = [item for item in failures if item.error not in (SKIPPED, "MissingLayer")]
        return Result(document.annotations.with_label(*self.labels), blamed[0] if blamed else None)

    def annotated(self, document: Document) -> Document:
        """Give a document with what the extractor finds, and nothing of others."""
        (result,) = self.run([document])
        sources = {item.source for item in result.annotations if item.source is not None}
        failures = (result.failure,) if result.failure else ()
        return attrs.evolve(document, annotations=result.annotations, sources=tuple(sorted(sources)), failures=failures)


def _installed(given: Given) -> Installed:
    if isinstance(given, Installed):
        return given
    if isinstance(given, ExtractorSpec):
        return Installed(given, given.name, "local", "0")
    if isinstance(given, Path) or given.endswith(".py"):
        return _from_file(given)
    return Plugins().extractor(given)


def _check_config(spec: ExtractorSpec, config: Any) -> None:  # Any: a mapping, or an instance of a class.
    """Refuse the config of a single-file plugin that was imported by its name besides: that is another class."""
    wanted, given = spec.config, type(config)
    if not isinstance(wanted, type) or wanted is given or not attrs.has(given) or issubclass(given, wanted):
        return
    if given.__qualname__ == wanted.__qualname__:
        values = {field.name: getattr(config, field.name) for field in attrs.fields(given)}
        message = f"{config!r} is of a second class {wanted.__qualname__}, as its file was imported another time"
        raise ConfigError(f"{message}; give a mapping, config={values!r}", option="config")


def _from_file(path: str | Path) -> Installed:
    found = list(Plugins(only=(), files=[path], strict=True).extractors.values())
    if len(found) != 1:
        names = ", ".join(item.name for item in found)
        advice = f"give Plugins(only=(), files=[{str(path)!r}]).extractor(…)"
        raise ConfigError(f"{path}: has the extractors {names}, and a contract is about one; {advice}", file=str(path))
    return found[0]
