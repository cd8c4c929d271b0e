"""Edits of a text: spans of it, each replaced by another text."""

from collections.abc import Iterable
from itertools import pairwise

import attrs

from .._span import Span, brief
from ..errors import InvalidValue, OffsetError

__all__ = ["Edit", "edited", "in_order"]


@attrs.frozen(repr=False)
class Edit:
    """The replacement of a span of a text: an insertion where the span is empty, a deletion where the text is.

    Args:
        span: what is replaced, in the text as it was.
        text: what stands there afterwards.

    Raises:
        InvalidValue: when the span is no Span or the text no string.

    >>> edited("Bravo & all", [Edit(Span(6, 7), "to")])
    'Bravo to all'
    """

    span: Span = attrs.field()
    text: str = attrs.field(default="")

    __repr__ = brief

    @span.validator
    def _check_span(self, attribute: object, span: object) -> None:
        if not isinstance(span, Span):
            raise InvalidValue(f"an edit replaces a Span(start, end), not {span!r:.80}", span=span)

    @text.validator
    def _check_text(self, attribute: object, text: object) -> None:
        if not isinstance(text, str):
            raise InvalidValue(f"the new text of an edit is a string, not {text!r:.80}", text=text)


def in_order(edits: Iterable[Edit], length: int) -> tuple[Edit, ...]:
    """Give edits by position; insertions at one place stay in the order given, and come before what starts there.

    Raises:
        InvalidValue: when one of them is no Edit, or they are no collection.
        OffsetError: when two edits overlap, or one ends after the text of ``length`` code points.
    """
    ordered = tuple(sorted(map(_edit, _several(edits)), key=lambda edit: (edit.span.start, edit.span.end)))
    for one, other in pairwise(ordered):
        if one.span.end > other.span.start:
            raise OffsetError(
                f"the edits of {one.span!r} and {other.span!r} overlap; make one edit of them, or apply one after the "
                "other",
                span=other.span,
            )
    if ordered and ordered[-1].span.end > length:
        last = ordered[-1].span
        raise OffsetError(f"the edit of {last!r} ends after the text of {length} code points", span=last)
    return ordered


def _several(given: object) -> Iterable[object]:
    if isinstance(given, str):
        raise InvalidValue(
            f"edits are Edit(span, text) in a list, not the string {given!r:.80}; a transform is given as a function, "
            "such as corpuskit.alignment.transforms.html",
            value=given,
        )
    if isinstance(given, Edit):
        raise InvalidValue(f"edits are given in a list, also one alone: [{given!r:.80}]", value=given)
    if not isinstance(given, Iterable):
        raise InvalidValue(
            f"edits are Edit(span, text) in a list, not {given!r:.80}; a function of a text has to return them",
            value=given,
        )
    return given


def _edit(given: object) -> Edit:
    if not isinstance(given, Edit):
        raise InvalidValue(f"an edit is an Edit(span, text), not {type(given).__name__}: {given!r:.80}", value=given)
    return given


def edited(text: str, edits: Iterable[Edit]) -> str:
    """Give the text with all edits made at once; their spans count in the text as it was.

    Insertions at one place come in the order given.

    Raises:
        InvalidValue: when one of them is no Edit.
        OffsetError: when two edits overlap, or one ends after the text.
    """
    pieces: list[str] = []
    done = 0
    for edit in in_order(edits, len(text)):
        pieces += text[done : edit.span.start], edit.text
        done = edit.span.end
    return "".join([*pieces, text[done:]])
