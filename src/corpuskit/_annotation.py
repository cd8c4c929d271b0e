"""What is found in a document, where it came from, and what went wrong."""

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

import attrs

from ._span import Span, brief
from .errors import ConfigError, InvalidValue, OffsetError

__all__ = ["Annotation", "Failure", "Ref", "Source", "chosen"]


def _label(instance: object, attribute: "attrs.Attribute[str]", label: object) -> None:
    if not isinstance(label, str) or not label or "@" in label or not label.isprintable():
        raise InvalidValue(
            f"{label!r} is no label; a label is a word such as 'date': not empty, printable and without '@'",
            label=label,
        )


def _a_span(instance: object, attribute: "attrs.Attribute[Span]", span: object) -> None:
    if isinstance(span, Span):
        return
    is_pair = isinstance(span, (tuple, list)) and len(span) == 2
    advice = f"; write Span({span[0]!r}, {span[1]!r})" if is_pair else ""  # type: ignore[index] # It has two items.
    raise InvalidValue(f"{type(instance).__name__}: its span is a Span, not {span!r}{advice}", span=span)


@attrs.frozen(repr=False)
class Ref:
    """A pointer from a value to other annotations: all that have this label and this span.

    A reference may dangle: that is legal, and :meth:`Document.resolve <corpuskit.Document.resolve>` then gives an
    empty tuple.

    Args:
        label: the layer of what it points at.
        span: the place of what it points at.

    Raises:
        InvalidValue: when the label may not exist.
    """

    label: str = attrs.field(validator=_label)
    span: Span = attrs.field(validator=_a_span)

    __repr__ = brief


@attrs.frozen(order=True, repr=False)
class Source:
    """Which extractor made an annotation, from what.

    Equal sources mean equal results.

    Args:
        distribution: the distribution of the plugin, or the name of its single file.
        version: the version of the distribution, or a digest of the file.
        extractor: the name of the extractor.
        config: a digest of its options, and of the files that they name.
        input: a digest of the text, the metadata that the extractor reads, and the sources that it built on.
    """

    distribution: str
    version: str
    extractor: str
    config: str
    input: str

    __repr__ = brief


@attrs.frozen(repr=False)
class Failure:
    """The record of one extractor failing on one document.

    Args:
        document: the id of the document.
        extractor: the name of the extractor.
        version: the version of its distribution.
        error: the name of the exception's class; ``LanguageSkipped`` and ``MissingLayer`` where it did not run.
        message: what the exception said.
    """

    document: str
    extractor: str
    version: str
    error: str
    message: str

    __repr__ = brief


def _bare(label: str) -> str:
    # A word that numpy made would carry numpy along wherever it is kept.
    return label if type(label) is str or not isinstance(label, str) else str.__str__(label)


def _spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    return tuple(spans)


def _score(score: float | None) -> float | None:
    # 1, True and 1.0 are equal, but are written differently.
    return float(score) if isinstance(score, (int, float)) and type(score) is not float else score


@attrs.frozen(repr=False)
class Annotation:
    """A labelled span of a document, with the value that its text means.

    Args:
        span: where it is; for a discontinuous annotation the hull of its ``parts``.
        label: the layer that it belongs to.
        value: what the text means: a frozen attrs instance such as :class:`corpuskit.values.DateValue`, or None.
        parts: the pieces of a discontinuous annotation, sorted and disjoint, at least two; empty otherwise.
        score: a confidence from 0 to 1, or None.
        source: the extractor that made it; filled in by the pipeline.

    Raises:
        InvalidValue: when the span is none, or the label, score or value may not exist.
        OffsetError: when the parts are not sorted, not disjoint, or their hull is not the span.
    """

    span: Span = attrs.field(validator=_a_span)
    label: str = attrs.field(validator=_label, converter=_bare)
    value: Any = None  # Any: plugins declare value classes of their own.
    parts: tuple[Span, ...] = attrs.field(default=(), converter=_spans)
    score: float | None = attrs.field(default=None, converter=_score)
    source: Source | None = attrs.field(
        default=None, validator=attrs.validators.optional(attrs.validators.instance_of(Source))
    )

    __repr__ = brief

    @parts.validator
    def _check_parts(self, attribute: object, parts: tuple[Span, ...]) -> None:
        for part in parts:
            Span(part.start, part.end)
        if not parts:
            return
        if len(parts) < 2 or any(a.end > b.start for a, b in pairwise(parts)):
            raise OffsetError(f"parts must be two or more spans, sorted and disjoint, not {list(parts)}", parts=parts)
        if Span(parts[0].start, parts[-1].end) != self.span:
            raise OffsetError(f"the span {self.span!r} is not the hull of its parts {list(parts)}", parts=parts)

    @score.validator
    def _check_score(self, attribute: object, score: object) -> None:
        if score is not None and not (isinstance(score, (int, float)) and 0 <= score <= 1):
            raise InvalidValue(f"a score is a number from 0 to 1, not {score!r}", score=score)

    @property
    def start(self) -> int:
        """Where the span starts."""
        return self.span.start

    @property
    def end(self) -> int:
        """Where the span ends, exclusive."""
        return self.span.end

    @property
    def pieces(self) -> tuple[Span, ...]:
        """The parts, or the one span where there are none."""
        return self.parts or (self.span,)

    def with_source(self, source: Source | None) -> "Annotation":
        """Give this annotation as made by ``source``."""
        # Five of six fields were validated before: setting them one by one is a quarter of the cost of attrs.evolve.
        new = object.__new__(Annotation)
        for name in ("span", "label", "value", "parts", "score"):
            object.__setattr__(new, name, getattr(self, name))
        object.__setattr__(new, "source", source)
        return new


def chosen(labels: Iterable[str] | None) -> tuple[str, ...] | None:
    """Give labels that somebody chose; None for all.

    Raises:
        ConfigError: for a string, whose letters would be taken for labels.
    """
    if isinstance(labels, str):
        raise ConfigError(f"labels={labels!r} is one string where several are wanted; write [{labels!r}]")
    return None if labels is None else tuple(labels)
