"""Unicode's composed form, with edits no larger than what changes."""

import re
from collections.abc import Iterator
from functools import lru_cache
from unicodedata import combining, decomposition, is_normalized, normalize

from ..._span import Span
from .._edits import Edit

__all__ = ["nfc"]

# Only signs beyond ASCII change, and an ASCII sign before them may become one with them.
_RUN = re.compile(r"[\x00-\x7f]?[^\x00-\x7f]+")

_MANY = 50
"""Marks on one sign that no writing needs."""

_LAST = 0x20000
"""Beyond it are ideographs, which do not compose."""


def nfc(text: str) -> tuple[Edit, ...]:
    r"""Compose signs that are written as several: ``e`` and U+0301 to ``é`` (Unicode Normalization Form C).

    The result is exactly ``unicodedata.normalize("NFC", text)``. One edit for each sign with its marks that changes,
    without what stays the same at its ends. Done twice, it does nothing more. A text that is in the form already is
    only looked through.

    >>> from corpuskit.alignment import edited
    >>> edited("Cafe\u0301", nfc("Cafe\u0301"))
    'Café'
    >>> nfc("Cafe\u0301")
    (Edit(Span(3, 5), 'é'),)

    Source: Unicode Standard Annex #15, Unicode Normalization Forms.
    """
    if text.isascii() or is_normalized("NFC", text):
        return ()
    runs = (match.span() for match in _RUN.finditer(text))
    segments = (segment for run in runs if not is_normalized("NFC", text[slice(*run)]) for segment in _cut(text, *run))
    return tuple(edit for start, end in segments for edit in _change(text[start:end], start))


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Give the segments of a stretch, each a sign with all that may become one with it."""
    for offset in range(start + 1, end):
        if not _joins(text[offset]):
            yield start, offset
            start = offset
    yield start, end


def _change(segment: str, start: int) -> Iterator[Edit]:
    composed = normalize("NFC", _in_order(segment))
    if composed == segment:
        return
    most = min(len(segment), len(composed))
    left = next((i for i in range(most) if segment[i] != composed[i]), most)
    right = next((i for i in range(most - left) if segment[-1 - i] != composed[-1 - i]), most - left)
    yield Edit(Span.unchecked(start + left, start + len(segment) - right), composed[left : len(composed) - right])


def _in_order(segment: str) -> str:
    """Give a segment with its marks in canonical order, which normalising finds slowly for thousands of them."""
    if len(segment) < _MANY:
        return segment
    ordered: list[str] = []
    marks: list[str] = []
    for sign in "".join(normalize("NFD", sign) for sign in segment):
        if combining(sign):
            marks.append(sign)
            continue
        ordered += sorted(marks, key=combining)
        ordered.append(sign)
        marks = []
    return "".join([*ordered, *sorted(marks, key=combining)])


@lru_cache(maxsize=4096)
def _joins(sign: str) -> bool:
    """Say whether a sign may become one with the sign before it, or change places with a mark before it."""
    first = normalize("NFD", sign)[0]
    return bool(combining(first)) or first in _seconds()


@lru_cache(maxsize=1)
def _seconds() -> frozenset[str]:
    """Give the signs that are the second of two that compose."""
    pairs = [decomposition(chr(point)).split() for point in range(_LAST)]
    found = {chr(int(pair[1], 16)) for pair in pairs if len(pair) == 2 and not pair[0].startswith("<")}
    # Of Hangul, the vowels and the final consonants: they compose by a rule, not by a table.
    return frozenset(found.union(map(chr, range(0x1161, 0x1176)), map(chr, range(0x11A8, 0x11C3))))
