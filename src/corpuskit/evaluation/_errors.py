"""What is wrong, with the text around it."""

from itertools import pairwise

import attrs

from .._annotation import Annotation
from .._document import Document
from .._summary import summarise
from ._judging import Judgement

__all__ = ["ErrorCase", "Excerpt", "error_of"]


@attrs.frozen
class Excerpt:
    """A stretch of text, and which side marks it.

    Args:
        text: the text; the middle of a long one is left out.
        gold: whether it is part of the annotation in gold.
        predicted: whether it is part of the predicted one.
    """

    text: str
    gold: bool = False
    predicted: bool = False


@attrs.frozen
class ErrorCase:
    """One annotation that was missed, spurious, or found and not all right.

    Args:
        document: the id of its document.
        label: its layer.
        kinds: what is wrong: ``missed``, ``spurious``, or one or more of ``boundary``, ``type`` and ``value``.
        gold: the annotation in gold, as it was compared; None where there is none.
        predicted: the predicted one; None where there is none.
        wanted: the value in gold in one line; empty where there is none.
        found: the predicted value in one line; empty where there is none.
        context: the text of both, and some on either side, cut where an annotation begins or ends.
    """

    document: str
    label: str
    kinds: tuple[str, ...]
    gold: Annotation | None
    predicted: Annotation | None
    wanted: str
    found: str
    context: tuple[Excerpt, ...]

    @property
    def start(self) -> int:
        """Where the first of the two begins."""
        return min(item.start for item in (self.gold, self.predicted) if item)

    @property
    def end(self) -> int:
        """Where the last of the two ends, exclusive."""
        return max(item.end for item in (self.gold, self.predicted) if item)


def error_of(judgement: Judgement, document: Document, width: int) -> ErrorCase:
    """Give the error of a pair that is not all right, with this many code points of text on either side."""
    gold, predicted = judgement.pair.gold, judgement.pair.predicted
    wanted, found = (summarise(item, document) if item else "" for item in (gold, predicted))
    context = _context(document.text, gold, predicted, width)
    return ErrorCase(document.id, judgement.label, judgement.kinds, gold, predicted, wanted, found, context)


def _context(text: str, gold: Annotation | None, predicted: Annotation | None, width: int) -> tuple[Excerpt, ...]:
    items = [item for item in (gold, predicted) if item]
    low = max(0, min(item.start for item in items) - width)
    high = min(len(text), max(item.end for item in items) + width)
    borders = {low, high} | {place for item in items for piece in item.pieces for place in (piece.start, piece.end)}
    return tuple(
        Excerpt(_shortened(text[start:end], width), _has(gold, start), _has(predicted, start))
        for start, end in pairwise(sorted(borders))
    )


def _has(item: Annotation | None, offset: int) -> bool:
    return item is not None and any(piece.start <= offset < piece.end for piece in item.pieces)


def _shortened(text: str, width: int) -> str:
    longest = max(2 * width, 40)
    return text if len(text) <= longest else f"{text[: longest // 2]} … {text[-(longest // 2) :]}"
