"""Annotations cut into properly nested fragments of their text, so that overlaps can be drawn."""

from collections.abc import Iterable

import attrs

from ._annotation import Annotation
from ._span import Span

__all__ = ["DEPTH", "Fragment", "Mark", "marks_of", "nested"]

DEPTH = 12
"""The number of marks drawn over one place; further ones are left out of the drawing, which so stays linear."""


@attrs.frozen(eq=False)
class Mark:
    """A stretch of text to be marked: a piece of an annotation, or a place that its value points at.

    ``role`` is the field of the value that points here, such as ``speaker``, or None for a piece of the annotation.
    ``last`` says whether it is the last piece.
    """

    span: Span
    annotation: Annotation
    role: str | None = None
    last: bool = True


@attrs.define(eq=False)
class Fragment:
    """A stretch of a mark that crosses no other fragment; the whole text where ``mark`` is None."""

    mark: Mark | None
    start: int
    end: int
    children: list["Fragment"] = attrs.field(factory=list)

    @property
    def height(self) -> int:
        """The number of fragments on the longest way inwards."""
        return max((child.height + 1 for child in self.children), default=0)

    @property
    def opens(self) -> bool:
        """Whether the mark starts here, rather than goes on from a fragment before."""
        return self.mark is not None and self.start == self.mark.span.start

    @property
    def closes(self) -> bool:
        """Whether the mark ends here."""
        return self.mark is not None and self.end == self.mark.span.end


def marks_of(annotations: Iterable[Annotation], length: int) -> list[Mark]:
    """Give the marks of annotations in a text of ``length`` code points, those of their values' single spans too.

    A place with the same role in several annotations of a layer, such as the speaker of two quotes, is marked once.
    """
    marks: list[Mark] = []
    seen: set[tuple[str, str, Span]] = set()
    for annotation in annotations:
        pieces = annotation.pieces
        marks += [Mark(piece, annotation, last=piece is pieces[-1]) for piece in pieces]
        for name, span in _roles(annotation):
            key = (annotation.label, name, span)
            if span.end <= length and key not in seen:
                seen.add(key)
                marks.append(Mark(span, annotation, role=name))
    return marks


def _roles(annotation: Annotation) -> list[tuple[str, Span]]:
    value = annotation.value
    if value is None or not attrs.has(type(value)):
        return []
    fields = [(field.name, getattr(value, field.name)) for field in attrs.fields(type(value))]
    return [(name.removesuffix("_span"), item) for name, item in fields if isinstance(item, Span) and len(item)]


def nested(marks: Iterable[Mark], length: int) -> Fragment:
    """Give the marks as a tree of fragments under one for the whole text.

    Where two marks cross, the one that starts later is cut at the end of the other. Marks that would lie deeper than
    :data:`DEPTH` are left out. Cost: O(n log n).
    """
    root = Fragment(None, 0, length)
    stack = [root]
    for mark in sorted(marks, key=_order):
        _close(stack, mark.span.start)
        if len(stack) > DEPTH:
            continue
        fragment = Fragment(mark, mark.span.start, mark.span.end)
        stack[-1].children.append(fragment)
        if len(mark.span):
            stack.append(fragment)
    _close(stack, length)
    return root


def _order(mark: Mark) -> tuple[int, int, bool, str]:
    return (mark.span.start, -mark.span.end, mark.role is None, mark.annotation.label)


def _close(stack: list[Fragment], offset: int) -> None:
    """Take everything off the stack that ends at ``offset`` or before, cutting what lies on top of it."""
    while len(stack) > 1:
        end = min(fragment.end for fragment in stack[1:])
        if end > offset:
            return
        lowest = next(index for index, fragment in enumerate(stack) if index and fragment.end == end)
        above = [fragment for fragment in stack[lowest:] if fragment.end > end]
        del stack[lowest:]
        for fragment in above:
            rest = Fragment(fragment.mark, end, fragment.end)
            fragment.end = end
            stack[-1].children.append(rest)
            stack.append(rest)
