"""Documents of files that may hold annotations: run through the pipeline where they need it."""

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from ..errors import MissingLayer
from ._arguments import Running

if TYPE_CHECKING:
    from .._document import Document
    from .._pipeline import Pipeline
    from .._plugins import Plugins
    from ..engines._tally import Tally

__all__ = ["Annotator", "is_bare", "lacks", "makers_of"]


def is_bare(document: "Document") -> bool:
    """Say whether no extractor has run on a document, and nobody else marked anything in it."""
    return not (document.annotations or document.sources or document.failures)


def makers_of(label: str, plugins: "Plugins") -> set[str]:
    """Give the names of the extractors that make a layer."""
    return {name for name, item in plugins.extractors.items() if label in item.spec.provides}


def lacks(label: str, plugins: "Plugins") -> "Callable[[Document], bool]":
    """Give what says whether no extractor of a layer has run on a document, and nobody else marked anything in it."""
    makers = makers_of(label, plugins)

    def lacking(document: "Document") -> bool:
        # What people marked by hand has no source, and is theirs to complete.
        if is_bare(document) or not makers or not document.sources:
            return is_bare(document)
        ran = {source.extractor for source in document.sources}
        ran.update(failure.extractor for failure in document.failures)
        return makers.isdisjoint(ran) and not document[label]

    return lacking


class Annotator:
    """Runs the pipeline on documents that need it; it is made when the first one does.

    Args:
        running: what to run; where extractors or their options are chosen, every document needs it.
        needs: says whether a document needs it.
        layers: run the extractors of these only, where none is named; the first one has to be made.

    Raises:
        MissingLayer: by :meth:`through`, when no extractor makes the first layer.
    """

    def __init__(self, running: Running, needs: "Callable[[Document], bool]", *layers: str) -> None:
        self._running = running
        self._needs = needs
        self._layers = layers
        self.has_read = False
        """Whether there was any document."""

    @cached_property
    def _pipeline(self) -> "Pipeline":
        pipeline = self._running.pipeline(*self._layers)
        for label in self._layers[:1]:
            if label not in pipeline.layers:
                names = ", ".join(pipeline.extractors)
                raise MissingLayer(f"no extractor of {names} makes the layer {label!r}", layer=label)
        return pipeline

    @cached_property
    def tally(self) -> "Tally":
        """What the pipeline did."""
        from ..engines._tally import Tally

        tally = Tally(self._pipeline.extractors)
        self._pipeline._note = tally.add_reasons
        return tally

    @property
    def has_run(self) -> bool:
        """Whether any document needed the pipeline."""
        return "tally" in vars(self)

    @property
    def exit_code(self) -> int:
        """That of what was run: failures that a file brought along are shown, and are none of this run."""
        return self.tally.exit_code if self.has_run else 0

    def tell(self, is_debugging: bool) -> None:
        """Say on standard error what went wrong; nothing where no document needed the pipeline."""
        from ._reasons import tell_reasons, warn

        if self.has_run:
            warn(self.tally, self._pipeline.layers)
            tell_reasons(self.tally.reasons, "PATH", is_debugging)

    def through(self, documents: "Iterable[Document]") -> "Iterator[Document]":
        """Give the documents in order, with the date that was given where they have none."""
        dated = self._running.dated(documents)
        for is_needed, group in groupby(dated, lambda document: self._running.is_chosen or self._needs(document)):
            self.has_read = True
            if is_needed:
                yield from self._run(group)
            else:
                yield from group

    def _run(self, documents: "Iterable[Document]") -> "Iterator[Document]":
        return self.tally.writing(self._pipeline.stream(self.tally.reading(documents)))
