"""What a search gives: where it was found, with the places that fit."""

from collections.abc import Iterator, Sequence

import attrs

from .._annotation import Annotation
from .._metadata import Metadata
from .._span import Span

__all__ = ["Hit", "Match"]


@attrs.frozen
class Match:
    """A place that fits what was asked.

    Args:
        span: where it is in the document.
        label: the layer of the annotation that is there; None for words.
    """

    span: Span
    label: str | None = None


@attrs.frozen
class Hit:
    """One result of a search: a passage of a document, or an annotation where the search was within a layer.

    Args:
        document: the id of the document.
        metadata: those of the document.
        span: the place of the passage or annotation, in code points of the document's text.
        text: the text there.
        matches: the words and annotations that fit, also beyond the passage, in order.
        relevance: how well the document fits the words, to compare within one search; None where hits are sorted
            otherwise.
        annotation: what was searched within; None where that was the whole document.
    """

    document: str
    metadata: Metadata
    span: Span
    text: str
    matches: tuple[Match, ...]
    relevance: float | None = None
    annotation: Annotation | None = None

    def pieces(self) -> Iterator[tuple[str, bool]]:
        """Give the text in pieces, each with whether it is a part of a match; joined they are the text."""
        at = self.span.start
        for start, end in _merged([match.span & self.span for match in self._shown()]):
            if at < start:
                yield self._cut(at, start), False
            yield self._cut(start, end), True
            at = end
        if at < self.span.end:
            yield self._cut(at, self.span.end), False

    def highlighted(self, before: str = "[", after: str = "]") -> str:
        """Give the text with signs around what fits."""
        return "".join(f"{before}{text}{after}" if fits else text for text, fits in self.pieces())

    def _shown(self) -> list[Match]:
        # What was searched within is no part of itself to be told from the rest.
        inside = [match for match in self.matches if match.span.overlaps(self.span)]
        return [match for match in inside if self.annotation is None or match.label != self.annotation.label]

    def _cut(self, start: int, end: int) -> str:
        return self.text[start - self.span.start : end - self.span.start]


def _merged(spans: Sequence[Span | None]) -> Iterator[tuple[int, int]]:
    """Give the places that any of the spans covers, in order, none twice."""
    ends: list[list[int]] = []
    for span in sorted(span for span in spans if span is not None):
        if ends and span.start <= ends[-1][1]:
            ends[-1][1] = max(ends[-1][1], span.end)
        else:
            ends.append([span.start, span.end])
    yield from ((start, end) for start, end in ends)
