"""Annotations carried from one text to another, with all that they point at."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

import attrs

from .._annotation import Annotation, Ref
from .._layer import AnnotationSet
from .._span import Span
from ._moving import Gone, Moving

__all__ = ["Carried", "Lost", "carried"]

Move = Callable[[Span, str], Span | None]
_Key = tuple[str, int, int]


@attrs.frozen
class Lost:
    """What could not be carried: an annotation, or one field of it.

    Args:
        annotation: the annotation as it was before.
        field: None where the whole annotation was lost; otherwise it was carried without what this field of its value
            held (``"quoted"``, ``"inner.place"``), or without some of its ``"parts"``.
        reason: why, in words.
    """

    annotation: Annotation
    field: str | None
    reason: str


@attrs.frozen
class Carried:
    """Annotations in another text, and what could not be carried there.

    Args:
        annotations: those of the other text; two that became equal are one.
        lost: what is missing, in the order of the annotations before; empty where everything came along.
        pairs: each annotation that was carried, as it was and as it is, in the order before.
    """

    annotations: AnnotationSet
    lost: tuple[Lost, ...] = ()
    pairs: tuple[tuple[Annotation, Annotation], ...] = attrs.field(default=(), repr=False)


def carried(
    items: AnnotationSet,
    move: Move,
    policy: str,
    length: int,
    known: Mapping[Annotation, Annotation] = {},
    beside: Iterable[Annotation] = (),
) -> Carried:
    """Carry annotations of a text with ``length`` code points by ``move``.

    Args:
        items: the annotations.
        move: gives the counterpart of a span under a policy, or None.
        policy: the policy for every span.
        length: code points of the text that they are in.
        known: what annotations become whose counterpart is known already.
        beside: what will stand in the other text besides them; no reference comes to name it.
    """
    return _Carrying(items, move, policy, length, known, beside).result()


class _Carrying:
    """The annotations of one text on their way.

    First the place of each is moved; then the values, whose references follow the places. An annotation that is lost
    for its value takes those along that point at it and cannot do without, until nothing more is lost.
    """

    def __init__(
        self,
        items: AnnotationSet,
        move: Move,
        policy: str,
        length: int,
        known: Mapping[Annotation, Annotation],
        beside: Iterable[Annotation],
    ) -> None:
        self.items = tuple(items)
        self.move = move
        self.policy = policy
        self.known = known
        self.beside = beside
        self.reasons: dict[int, str] = {}
        self.fields: dict[int, list[tuple[str, str]]] = {}
        self.parts_lost: dict[int, list[tuple[str, str]]] = {}
        self.made: dict[int, Annotation] = {}
        self.places = [self._place(index, item) for index, item in enumerate(self.items)]
        self.pointing: dict[_Key, list[int]] = {}
        self.current = 0
        self.moving = Moving(self._span, self._ref, length)

    def result(self) -> Carried:
        waiting = [index for index in reversed(range(len(self.items))) if index not in self.reasons]
        while waiting:
            index = waiting.pop()
            if index not in self.reasons:
                waiting += self._make(index, self.items[index])
        pairs = tuple((self.items[index], self.made[index]) for index in sorted(self.made))
        return Carried(AnnotationSet(new for _, new in pairs), tuple(self._lost()), pairs)

    def _lost(self) -> Iterator[Lost]:
        for index in sorted(self.reasons.keys() | self.fields.keys()):
            item = self.items[index]
            if index in self.reasons:
                yield Lost(item, None, self.reasons[index])
            else:
                yield from (Lost(item, field, reason) for field, reason in self.fields[index])

    # --- places

    def _place(self, index: int, item: Annotation) -> tuple[Span, ...]:
        """Give the pieces of an annotation in the other text; none where it is lost."""
        if self.known and item in self.known:
            return self.known[item].pieces
        whole = None if item.parts else self.move(item.span, self.policy)
        return (whole,) if whole is not None else self._place_parts(index, item)

    def _place_parts(self, index: int, item: Annotation) -> tuple[Span, ...]:
        moved = [(piece, self.move(piece, self.policy)) for piece in item.pieces]
        gone = [piece for piece, found in moved if found is None]
        kept = [found for _, found in moved if found is not None]
        if gone and (self.policy == "strict" or not kept):
            self.reasons[index] = self._why(gone[0])
            return ()
        if gone:
            self.parts_lost[index] = [("parts", self._why(piece)) for piece in gone]
        return _merged(kept)

    def _why(self, span: Span) -> str:
        cut = self.move(span, "grow") is not None
        return f"an edit cuts {span!r}" if cut else f"nothing is left of {span!r}"

    # --- values

    def _make(self, index: int, item: Annotation) -> list[int]:
        """Make the annotation of the other text; give those that its loss takes along."""
        if self.known and item in self.known:
            self.made[index] = self.known[item]
            return []
        self.current, self.moving.lost = index, []
        try:
            value = self.moving.moved(item.value)
        except Gone as gone:
            return self._lose(index, str(gone))
        parts_lost = self.parts_lost.get(index, [])
        if parts_lost or self.moving.lost:
            self.fields[index] = parts_lost + self.moving.lost
        self.made[index] = _with(item, self.places[index], value)
        return []

    def _lose(self, index: int, reason: str) -> list[int]:
        self.reasons[index] = reason
        self.made.pop(index, None)
        key = _key(self.items[index].label, self.items[index].span)
        return self.pointing.get(key, []) if self.names.leave(key) else []

    def _span(self, span: Span) -> Span:
        found = self.move(span, self.policy)
        if found is None:
            raise Gone(self._why(span))
        return span if found == span else found

    def _ref(self, ref: Ref) -> Ref:
        self.pointing.setdefault(_key(ref.label, ref.span), []).append(self.current)
        span = self.names.target(ref, self._span)
        return ref if span == ref.span else Ref(ref.label, span)

    @cached_property
    def names(self) -> "_Names":
        return _Names(self.items, self.places, self.beside)


class _Names:
    """What references name in the one text, and would name in the other."""

    def __init__(
        self, items: Sequence[Annotation], places: Sequence[tuple[Span, ...]], beside: Iterable[Annotation]
    ) -> None:
        self.targets: dict[_Key, set[Span]] = {}
        self.left: Counter[_Key] = Counter()
        self.named: Counter[_Key] = Counter()
        self.arriving = Counter(_key(item.label, item.span) for item in beside)
        for item, pieces in zip(items, places, strict=True):
            key = _key(item.label, item.span)
            targets = self.targets.setdefault(key, set())
            if pieces:
                hull = _hull(pieces)
                targets.add(hull)
                self.named[key] += 1
                self.arriving[_key(item.label, hull)] += 1
        self.left.update(self.named)

    def leave(self, key: _Key) -> bool:
        """Take one of those with this key away; say whether none is left."""
        self.left[key] -= 1
        return not self.left[key]

    def target(self, ref: Ref, move: Callable[[Span], Span]) -> Span:
        """Give the span with which a reference names in the other text what it names in this one, and nothing else.

        Raises:
            Gone: when there is none.
        """
        key = _key(ref.label, ref.span)
        if key not in self.targets:
            span = move(ref.span)
            if self.arriving[_key(ref.label, span)]:
                raise Gone(f"{ref!r} names nothing, and would name something")
            return span
        if not self.left[key]:
            raise Gone(f"what {ref!r} names is lost")
        if len(self.targets[key]) > 1:
            raise Gone(f"what {ref!r} names went to several places")
        (hull,) = self.targets[key]
        if self.arriving[_key(ref.label, hull)] > self.named[key]:
            raise Gone(f"{ref!r} would name others too")
        return hull


def _key(label: str, span: Span) -> _Key:
    return (label, span.start, span.end)


def _hull(pieces: Sequence[Span]) -> Span:
    return Span.unchecked(pieces[0].start, pieces[-1].end)


def _merged(pieces: Sequence[Span]) -> tuple[Span, ...]:
    """Give sorted pieces with those made one that overlap."""
    merged = [pieces[0]]
    for piece in pieces[1:]:
        if piece.start < merged[-1].end:
            merged[-1] = merged[-1].hull(piece)
        else:
            merged.append(piece)
    return tuple(merged)


def _with(item: Annotation, pieces: tuple[Span, ...], value: Any) -> Annotation:
    if value is item.value and pieces == item.pieces:
        return item
    return Annotation(_hull(pieces), item.label, value, pieces if len(pieces) > 1 else (), item.score, item.source)
