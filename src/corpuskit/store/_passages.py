"""The passage of a document that shows best why it was found."""

from bisect import bisect_right
from collections.abc import Sequence

from .._span import Span
from ._hit import Match

__all__ = ["passage"]

_LEAD = 4
"""The part of a passage, one in so many, that stands before the first match."""


def passage(text: str, matches: Sequence[Match], width: int) -> Span:
    """Give the passage, of about so many code points, with the most different matches; the first of such."""
    first = _best(matches, width) if matches else 0
    start = max(0, first - width // _LEAD)
    end = min(len(text), start + width)
    return _whole_words(text, Span(max(0, min(start, end - width)), end), first)


def _best(matches: Sequence[Match], width: int) -> int:
    """Give the start of the match from which on the most layers, and then the most matches, are near."""
    ordered = sorted(matches, key=lambda match: (match.span.start, match.span.end))
    starts = [match.span.start for match in ordered]
    reach = width - width // _LEAD

    def worth(number: int) -> tuple[int, int]:
        near = ordered[number : bisect_right(starts, starts[number] + reach)]
        return len({match.label for match in near}), len(near)

    return starts[max(range(len(starts)), key=worth)]


def _whole_words(text: str, span: Span, first: int) -> Span:
    """Give the span without pieces of words at its ends, as far as there are blanks."""
    start, end = span.start, span.end
    if start > 0:
        blank = next((at for at in range(start, first) if text[at].isspace()), None)
        start = start if blank is None else blank + 1
    if end < len(text):
        blank = next((at for at in range(end - 1, max(first, start), -1) if text[at].isspace()), None)
        end = end if blank is None else blank
    return Span(start, end)
