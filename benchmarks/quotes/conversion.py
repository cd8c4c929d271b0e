"""What is told of a text, as quotations."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from corpuskit import Annotation, Span
from corpuskit.values import QuoteValue

from .peers import OURS_BESIDE

__all__ = ["Told", "found"]

Told = Mapping[str, Any]
"""What was told of a quotation: of ours ``kind``, ``parts``, ``quoted`` and ``score``, of a peer ``start`` and ``end``;
``speaker``, if it is told."""


def found(name: str, told: Iterable[Told]) -> Iterator[Annotation]:
    """Give the quotations that a system told of a text; those of peers are direct ones, in marks."""
    return map(_ours if name in OURS_BESIDE else _direct, told)


def _ours(item: Told) -> Annotation:
    parts = _spans(item["parts"])
    value = QuoteValue(item["kind"], _speaker(item), None, None, _spans(item["quoted"]))
    span = Span(parts[0].start, parts[-1].end)
    return Annotation(span, "quote", value, parts if len(parts) > 1 else (), score=item["score"])


def _direct(item: Told) -> Annotation:
    span = Span(item["start"], item["end"])
    return Annotation(span, "quote", QuoteValue("direct", _speaker(item), None, None, (span,)))


def _speaker(item: Told) -> Span | None:
    return Span(*item["speaker"]) if item.get("speaker") else None


def _spans(ends: Sequence[Sequence[int]]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in ends)
