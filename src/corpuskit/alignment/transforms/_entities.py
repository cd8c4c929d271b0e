"""Character references, each decoded by an edit of its own."""

import re
from collections.abc import Iterator

from ..._span import Span
from .._edits import Edit

__all__ = ["decoded", "entities"]

_REFERENCE = re.compile(r"&(?:#(?:[0-9]+|[xX][0-9a-fA-F]+);?|[^\t\n\f <&#;]{1,32};?)")
_MOST_DIGITS = 8
"""No code point has more digits, in either base."""


def entities(text: str) -> tuple[Edit, ...]:
    """Decode the character references of a text: ``&eacute;``, ``&#233;``, ``&#xE9;``.

    What is decoded, and to what, is as in :func:`html.unescape`: names without a semicolon where HTML knows them so,
    the longest name that fits (``&notit;`` is ``¬it;``), the numbers 128 to 159 by windows-1252, U+FFFD for numbers
    that are no code point, nothing for those that no text may hold. Tags stay. Each reference is one edit.

    >>> from corpuskit.alignment import edited
    >>> edited("Caf&eacute; &amp Bar", entities("Caf&eacute; &amp Bar"))
    'Café & Bar'

    Source: HTML Living Standard, 13.2.5.72 to 13.2.5.80, character references.
    """
    return tuple(Edit(Span.unchecked(start, end), new) for start, end, new in decoded(text, 0, len(text)))


def decoded(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Give start, end and meaning of each reference in a stretch of a text, in order."""
    if text.find("&", start, end) < 0:
        return
    for match in _REFERENCE.finditer(text, start, end):
        source = match[0]
        found = (len(source), _numbered(source)) if source[1] == "#" else _named(source)
        if found is not None:
            yield match.start(), match.start() + found[0], found[1]


def _numbered(source: str) -> str:
    from html import unescape

    digits = source[2:].strip("xX;").lstrip("0")
    return unescape(source) if len(digits) <= _MOST_DIGITS else "\ufffd"


def _named(source: str) -> tuple[int, str] | None:
    from html.entities import html5

    if source[1:] in html5:
        return len(source), html5[source[1:]]
    # Only names that HTML knows without a semicolon can end in the middle of a word.
    for end in range(len(source) - 1, 2, -1):
        if source[1:end] in html5:
            return end, html5[source[1:end]]
    return None
