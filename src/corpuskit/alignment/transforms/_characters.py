"""Transforms of single signs: newlines, soft hyphens, runs of space."""

import re
from collections.abc import Iterator

from ..._span import Span
from .._edits import Edit

__all__ = ["newlines", "soft_hyphens", "whitespace"]

_NEWLINE = re.compile("\r\n?|\u2028|\u2029")
_SOFT_HYPHEN = re.compile("\u00ad")

_WIDE = "\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_BREAK = "\r\n\u2028\u2029"
_ANY = f" {_WIDE}{_BREAK}"
# A single space between words, which is nearly all there is, is passed over.
_RUN = re.compile(rf"[{_ANY}]{{2,}}|[{_WIDE}]|\A[{_ANY}]|[{_ANY}]\Z")
_PIECE = re.compile(f"[ {_WIDE}]+|\r\n|[{_BREAK}]")


def newlines(text: str) -> tuple[Edit, ...]:
    r"""Make every line end ``\n``: ``\r\n``, ``\r`` alone, U+2028 and U+2029.

    U+0085 stays: where it turns up it is more often the ellipsis of windows-1252, read wrongly, than a line end.
    Form feeds and vertical tabs stay too. Each line end is one edit. Done twice, it does nothing more.

    >>> from corpuskit.alignment import edited
    >>> edited("One\r\ntwo\rthree", newlines("One\r\ntwo\rthree"))
    'One\ntwo\nthree'
    """
    return tuple(Edit(Span.unchecked(*match.span()), "\n") for match in _NEWLINE.finditer(text))


def soft_hyphens(text: str) -> tuple[Edit, ...]:
    r"""Remove soft hyphens (U+00AD), which show where a word may be divided and are not seen elsewhere.

    Each is one edit. Done twice, it does nothing more.

    >>> from corpuskit.alignment import edited
    >>> edited("Straw\u00adberry", soft_hyphens("Straw\u00adberry"))
    'Strawberry'
    """
    return tuple(Edit(Span.unchecked(*match.span())) for match in _SOFT_HYPHEN.finditer(text))


def whitespace(text: str) -> tuple[Edit, ...]:
    r"""Make space even: one space for a run of spaces, none before a line end, at most two line ends together.

    Spaces are the tab and all of Unicode's space separators, the no-break space among them; line ends ``\n``,
    ``\r\n``, ``\r``, U+2028 and U+2029, which stay what they are. An indented line keeps one space. All space at the
    two ends of the text is removed. Form feeds, vertical tabs and U+0085 count as other signs. Each run of spaces and
    each line end is an edit of its own. Done twice, it does nothing more.

    >>> from corpuskit.alignment import edited
    >>> edited("  One \t two  \n\n\n\n three\n", whitespace("  One \t two  \n\n\n\n three\n"))
    'One two\n\n three'
    """
    return tuple(edit for match in _RUN.finditer(text) for edit in _evened(text, *match.span()))


def _evened(text: str, start: int, end: int) -> Iterator[Edit]:
    """Give the edits of one stretch of space."""
    at_edge = start == 0 or end == len(text)
    breaks = 0
    for match in _PIECE.finditer(text, start, end):
        is_break = match[0][0] in _BREAK
        breaks += is_break
        is_kept = not at_edge and (breaks <= 2 if is_break else match.end() == end)
        new = "" if not is_kept else match[0] if is_break else " "
        if new != match[0]:
            yield Edit(Span.unchecked(*match.span()), new)
