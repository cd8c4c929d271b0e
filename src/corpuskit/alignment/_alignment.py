"""Alignment: the map between a text and the text it was made from."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

import attrs

from .._annotation import Annotation
from .._layer import AnnotationSet
from .._span import Span
from ..errors import InvalidValue, OffsetError, did_you_mean
from ._carrying import Carried, Lost, carried
from ._edits import Edit, in_order
from ._step import POLICIES, Step

__all__ = ["Alignment", "Origin"]


def _as_steps(steps: Iterable[object]) -> tuple[Step, ...]:
    given = tuple(steps)
    made = tuple(step for step in given if isinstance(step, Step))
    if len(made) < len(given):
        raise InvalidValue("the steps of an alignment are made by Alignment.of(length, edits) and compose", steps=given)
    return made


@attrs.frozen(slots=False)
class Alignment:
    """The map between a text and the text it was made from, in both directions.

    A span has an exact counterpart where its two ends lie in text that stayed, or at the edges of an edit. Where an
    edit cuts it, ``policy`` says what becomes of it: ``"strict"`` gives None, ``"shrink"`` the largest span without
    anything of the edit that cuts it, ``"grow"`` the smallest with all of it. A span whose text is gone has no
    counterpart under any policy. What is inserted at an end of a span stays outside it, and comes after an empty one.

    Args:
        source_length: code points of the text that it was made from.
        target_length: code points of the text that was made.
        steps: the changes, one after the other; made by :meth:`of` and :meth:`compose`.

    Raises:
        InvalidValue: when a length is no count, or no steps lead from the one to the other.

    >>> alignment = Alignment.of(11, [Edit(Span(6, 7), "and")])
    >>> alignment.forward(Span(8, 11)), alignment.back(Span(0, 9))
    (Span(10, 13), Span(0, 7))
    >>> alignment.back(Span(0, 8)), alignment.back(Span(0, 8), policy="shrink")
    (None, Span(0, 6))
    """

    source_length: int
    target_length: int
    _steps: tuple[Step, ...] = attrs.field(default=(), converter=_as_steps)

    def __attrs_post_init__(self) -> None:
        lengths = (self.source_length, self.target_length)
        if any(type(length) is not int or length < 0 for length in lengths):
            raise InvalidValue(f"an alignment has two lengths in code points, such as len(text), not {lengths!r:.80}")
        if self.target_length - self.source_length != sum(step.growth for step in self._steps):
            raise InvalidValue(
                "no steps are given from a text of {} code points to one of {}; alignments are made by "
                "Alignment.of(length, edits) and compose".format(*lengths)
            )

    @classmethod
    def identity(cls, length: int) -> "Alignment":
        """Give the alignment of a text of ``length`` code points with itself."""
        return cls(length, length)

    @classmethod
    def of(cls, length: int, edits: Iterable[Edit]) -> "Alignment":
        """Give the alignment of a text of ``length`` code points with what edits make of it.

        Raises:
            OffsetError: when two edits overlap, or one ends after the text.
        """
        step = Step.of(in_order(edits, cls.identity(length).source_length))
        return cls(length, length + step.growth, (step,) if step.starts else ())

    @property
    def is_identity(self) -> bool:
        """Whether no edit was made, so that every span stays what it is."""
        return not self._steps

    @cached_property
    def inverse(self) -> "Alignment":
        """The same map read from the other side."""
        steps = tuple(step.inverse for step in reversed(self._steps))
        return Alignment(self.target_length, self.source_length, steps)

    def compose(self, following: "Alignment") -> "Alignment":
        """Give the alignment of this one's source with the following one's target.

        Carrying a span with it equals carrying it with one after the other.

        Raises:
            OffsetError: when the following one does not start from a text of this one's length.
        """
        if self.target_length != following.source_length:
            raise OffsetError(
                f"this alignment leads to a text of {self.target_length} code points, the following one starts from "
                f"one of {following.source_length}"
            )
        return Alignment(self.source_length, following.target_length, self._steps + following._steps)

    def forward(self, span: Span, *, policy: str = "strict") -> Span | None:
        """Give the counterpart in the target of a span of the source, or None.

        Cost: O(log n) for n edits, for each step.

        Raises:
            OffsetError: when the span ends after the source.
            InvalidValue: when there is no such policy, or the span is no Span.
        """
        _check_policy(policy)
        if not isinstance(span, Span):
            raise InvalidValue(f"an alignment moves a Span(start, end), not {span!r:.80}", span=span)
        return self._move(span, policy)

    def back(self, span: Span, *, policy: str = "strict") -> Span | None:
        """Give the counterpart in the source of a span of the target, or None; see :meth:`forward`."""
        return self.inverse.forward(span, policy=policy)

    def _move(self, span: Span, policy: str) -> Span | None:
        if span.end > self.source_length:
            raise OffsetError(f"{span!r} ends after the text of {self.source_length} code points", span=span)
        found: Span | None = span
        for step in self._steps:
            if found is None:
                break
            found = step.move(found, policy)
        return found

    def carry(
        self,
        annotations: Iterable[Annotation],
        *,
        policy: str = "strict",
    ) -> Carried:
        """Give annotations of the source in the target, and what could not be carried there.

        All that a value points at comes along. A reference still names the carried forms of what it named, and
        nothing else; one that names nothing moves as a span. What cannot be carried is taken out of the value where
        its class allows that: a field that may be None is emptied, an item of a ``tuple[…, ...]`` left out. Otherwise
        the annotation is lost. So is one whose value is opaque and may hold a span that moves.

        A discontinuous annotation is carried part by part. Under ``"strict"`` it is lost with any of its parts, under
        the other policies with the last of them; parts that overlap in the target become one.

        Args:
            annotations: in any order.
            policy: ``"strict"``, ``"shrink"`` or ``"grow"``, for every span.

        Raises:
            OffsetError: when a span ends after the source.
            InvalidValue: when there is no such policy.
        """
        _check_policy(policy)
        items = annotations if isinstance(annotations, AnnotationSet) else AnnotationSet(annotations)
        return carried(items, self._move, policy, self.source_length)

    def carry_back(
        self,
        annotations: Iterable[Annotation],
        *,
        policy: str = "strict",
    ) -> Carried:
        """Give annotations of the target in the source, and what could not be carried there; see :meth:`carry`."""
        return self.inverse.carry(annotations, policy=policy)

    def _bring_back(
        self,
        annotations: AnnotationSet,
        policy: str,
        known: Mapping[Annotation, Annotation],
        beside: Iterable[Annotation],
    ) -> Carried:
        """Carry annotations of the target back, where it is known what some of them were, and what stayed there."""
        _check_policy(policy)
        return carried(annotations, self.inverse._move, policy, self.target_length, known, beside)

    def __getstate__(self) -> dict[str, Any]:
        # Not the inverse, which is quick to make again.
        return {field.name: getattr(self, field.name) for field in attrs.fields(Alignment)}


@attrs.frozen
class Origin:
    """How a document was made from another one.

    Args:
        alignment: from the first text to the document's; None where it is the first itself.
        digest: of that first text.
        lost: what could not be carried, in order.
        lost_since: of that, what was found on the way and never was on the first text.
        pairs: each annotation that was carried, as it was on the first text and as it became.
    """

    alignment: Alignment | None = None
    digest: bytes = b""
    lost: tuple[Lost, ...] = ()
    lost_since: tuple[Lost, ...] = ()
    pairs: tuple[tuple[Annotation, Annotation], ...] = attrs.field(default=(), repr=False)


def _check_policy(policy: str) -> None:
    if policy not in POLICIES:
        raise InvalidValue(f"there is no policy {policy!r}; {did_you_mean(str(policy), POLICIES)}", policy=policy)
