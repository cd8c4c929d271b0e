"""Extractors that run on texts with their markup gone, and annotations that stand on the texts as they are."""

import logging
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence

from .._document import Document
from .._pipeline import Pipeline
from ..alignment.transforms import TRANSFORMS

__all__ = ["Transforming"]

_log = logging.getLogger("corpuskit")


class Transforming:
    """A pipeline behind transforms.

    Args:
        pipeline: what runs on the texts that the transforms make.
        names: the transforms, in the order that they are made.
        lost: what could not be brought back is counted here, by label.
    """

    def __init__(self, pipeline: Pipeline, names: Sequence[str], lost: Counter[str]) -> None:
        self.pipeline = pipeline
        self.transforms = [TRANSFORMS[name] for name in names]
        self.lost = lost

    def stream(self, documents: Iterable[Document]) -> Iterator[Document]:
        """Give the documents as they were read, with what the extractors find in what the transforms make of them."""
        waiting: deque[tuple[Document, Document]] = deque()
        for result in self.pipeline._stream(self._mapped(documents, waiting)):
            # A document that an extractor failed on may have been left out; no other has this alignment.
            while waiting[0][1].alignment is not result.alignment:
                waiting.popleft()
            original, _ = waiting.popleft()
            yield self._counted(original, result.mapped_back(original))

    def _mapped(self, documents: Iterable[Document], waiting: deque[tuple[Document, Document]]) -> Iterator[Document]:
        for original in documents:
            mapped = original
            for transform in self.transforms:
                mapped = mapped.map_text(transform)
            waiting.append((original, mapped))
            yield mapped

    def _counted(self, original: Document, back: Document) -> Document:
        for loss in back.lost[len(original.lost) :]:
            item = loss.annotation
            self.lost[item.label] += 1
            what = (
                f"{item.label} {item.span!r}" if loss.field is None else f"{loss.field} of {item.label} {item.span!r}"
            )
            _log.debug("document %r: %s of the transformed text was not brought back: %s", back.id, what, loss.reason)
        return back
