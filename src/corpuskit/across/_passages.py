"""Passages that two texts have in common, word by word."""

import re
from collections.abc import Iterator, Sequence

from .._span import Span

__all__ = ["common_passages"]

_WORD = re.compile(r"\w+")
_LEAST = 6
"""Words that a passage has at least; fewer are often the same by chance."""


def common_passages(one: str, other: str) -> Iterator[tuple[Span, Span]]:
    """Give the places of the same words in two texts, as long as they are the same, without regard to case and marks.

    Of what stands several times in the second text, the first place is given; no word of the first is in two passages.
    Linear in the texts, unless they repeat themselves.
    """
    mine, yours = [*_WORD.finditer(one)], [*_WORD.finditer(other)]
    words, others = ([match.group().casefold() for match in side] for side in (mine, yours))
    places: dict[tuple[str, ...], int] = {}
    for at in range(len(others) - _LEAST, -1, -1):
        places[tuple(others[at : at + _LEAST])] = at
    at = 0
    while at <= len(words) - _LEAST:
        start = places.get(tuple(words[at : at + _LEAST]))
        if start is None:
            at += 1
            continue
        length = _same(words, others, at, start)
        yield _hull(mine, at, length), _hull(yours, start, length)
        at += length


def _same(words: Sequence[str], others: Sequence[str], at: int, start: int) -> int:
    length = _LEAST
    while at + length < len(words) and start + length < len(others) and words[at + length] == others[start + length]:
        length += 1
    return length


def _hull(matches: "Sequence[re.Match[str]]", at: int, length: int) -> Span:
    return Span(matches[at].start(), matches[at + length - 1].end())
