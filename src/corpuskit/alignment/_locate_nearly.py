"""Where a quotation stands nearly: the substring of a text with the fewest changes."""

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

import attrs

from .._span import Span

if TYPE_CHECKING:
    import numpy as np

__all__ = ["UNSPACED", "Pattern", "Place", "Searched", "all_ends", "best_ends", "fitted", "inside"]

_SHORT, _LONG, _SHORT_QUOTE = 3, 4, 24
_BLOCK = 64
_WORD = 12
_CUT = 2.0
_UNMEANT = 6.0
_MEANT = 2
UNSPACED = (
    ("\u0e00", "\u109f"),
    ("\u1100", "\u11ff"),
    ("\u1780", "\u17ff"),
    ("\u2e80", "\ud7ff"),
    ("\uf900", "\ufaff"),
)
"""Thai to Burmese, Khmer, and the scripts of East Asia: Korean has spaces, but its words grow at their ends."""


@attrs.frozen
class Place:
    """A range of the folded text, and how many changes lead from it to a quotation of ``length`` code points."""

    start: int
    end: int
    distance: int
    length: int


@attrs.frozen(slots=False)
class Pattern:
    """A folded quotation, prepared for bit-parallel comparison."""

    text: str

    @cached_property
    def masks(self) -> dict[str, int]:
        """For each code point, its positions as the bits of an integer."""
        masks: dict[str, int] = {}
        for index, character in enumerate(self.text):
            masks[character] = masks.get(character, 0) | 1 << index
        return masks

    @cached_property
    def reverse(self) -> "Pattern":
        """The quotation read backwards."""
        return Pattern(self.text[::-1])

    @cached_property
    def token(self) -> str:
        """The last word, with its punctuation; empty where it is the only one or very long."""
        _, space, last = self.text.rpartition(" ")
        return last if space and len(last) <= _WORD else ""

    def distances(self, text: str, *, first: int) -> list[int]:
        """Give for every prefix of a text the fewest changes from a suffix of the prefix to the quotation.

        With ``first=1`` the whole prefix counts and not any suffix of it. The list is as long as the text.

        Cost: O(n * m / 64) with the constant of Python's integers.
        Source: G. Myers, A fast bit-vector algorithm for approximate string matching, JACM 46(3), 1999, in the form
            of H. Hyyrö, Explaining and extending the bit-parallel approximate string matching algorithm, 2001.
        """
        get, full = self.masks.get, (1 << len(self.text)) - 1
        last = (full + 1) >> 1
        rises, falls, distance = full, 0, len(self.text)
        found = []
        for character in text:
            equal = get(character, 0)
            diagonal = (((equal & rises) + rises) ^ rises) | equal | falls
            up = falls | (full & ~(diagonal | rises))
            down = rises & diagonal
            if up & last:
                distance += 1
            elif down & last:
                distance -= 1
            found.append(distance)
            up = up << 1 | first
            equal |= falls
            rises = full & (down << 1 | ~(equal | up))
            falls = up & equal & full
        return found


@attrs.frozen(slots=False)
class Searched:
    """A folded text, and the codes of its runs of code points."""

    text: str
    _known: "dict[int, np.ndarray[Any, Any]]" = attrs.field(factory=dict, init=False, repr=False, eq=False)

    def codes(self, size: int) -> "np.ndarray[Any, Any]":
        """Give a 16-bit code for each run of ``size`` code points; equal runs have equal codes."""
        if size not in self._known:
            self._known[size] = _codes(self.text, size)
        return self._known[size]

    def runs(self, pattern: Pattern, most: int) -> "Iterator[tuple[int, int, int]]":
        """Give the stretches in which the quotation may end, in rounds, and how few changes it can have there."""
        import numpy as np

        least, block = self._least(pattern, most)
        done = -1
        for level in _levels(most):
            chosen = np.flatnonzero((least > done) & (least <= level))
            breaks = np.flatnonzero(np.diff(chosen) > 1) + 1
            for run in np.split(chosen, breaks) if len(chosen) else ():
                yield level, int(run[0]) * block, (int(run[-1]) + 1) * block
            yield level, 0, 0
            done = level

    def _least(self, pattern: Pattern, most: int) -> "tuple[np.ndarray[Any, Any], int]":
        """Give for each block of ends the fewest changes that the runs in common allow, and the size of a block.

        Each change breaks at most ``size`` of the quotation's runs of that size.

        Source: P. Jokinen and E. Ukkonen, Two algorithms for approximate string matching in static texts, 1991.
        """
        import numpy as np

        length, window = len(pattern.text), len(pattern.text) + most
        size = _LONG if length >= _SHORT_QUOTE else _SHORT
        block = max(window, _BLOCK)
        if length < size or len(self.text) < size:
            return np.zeros(len(self.text) // block + 1, np.int32), block
        known = np.zeros(1 << 16, np.bool_)
        known[_codes(pattern.text, size)] = True
        total = np.zeros(len(self.text) + 1, np.int32)
        np.cumsum(known[self.codes(size)], out=total[size:])
        common = total.copy()
        common[window:] -= total[size - 1 : max(0, len(total) - window) + size - 1]
        blocks = np.zeros((len(common) // block + 1) * block, np.int32)
        blocks[: len(common)] = common
        missing = length - size + 1 - blocks.reshape(-1, block).max(axis=1)
        return np.maximum(0, -(-missing // size)), block


def _codes(text: str, size: int) -> "np.ndarray[Any, Any]":
    import numpy as np

    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    codes = points[size - 1 :].copy()
    for back in range(1, size):
        codes *= np.uint32(0x9E3779B1)
        codes += points[size - 1 - back : len(points) - back]
    codes *= np.uint32(0x85EBCA6B)
    short: np.ndarray[Any, Any] = (codes >> np.uint32(16)).astype(np.uint16)
    return short


def _levels(most: int) -> Iterator[int]:
    level = 1
    while level < most:
        yield level
        level *= 2
    yield most


def best_ends(pattern: Pattern, searched: Searched, most: int) -> tuple[int, list[int]]:
    """Give the fewest changes, at most ``most``, with which the quotation stands in the text, and all its ends there.

    Cost: linear in the text, and where runs in common allow a place O(n * m / 64) with Python's integers.
    """
    best = most
    found: list[int] = []
    for level, start, stop in searched.runs(pattern, most):
        if not stop:
            if found and best <= level:
                break
            continue
        for end, distance in _within(pattern, searched.text, start, stop, best):
            if distance < best:
                best, found = distance, []
            if distance == best:
                found.append(end)
    return best, sorted(found)


def all_ends(pattern: Pattern, searched: Searched, most: int) -> list[tuple[int, int]]:
    """Give every end of the quotation with at most ``most`` changes, as changes and end, the fewest first."""
    found: list[tuple[int, int]] = []
    for _, start, stop in searched.runs(pattern, most):
        if stop:
            found += [(distance, end) for end, distance in _within(pattern, searched.text, start, stop, most)]
    return sorted(found)


def _within(pattern: Pattern, text: str, start: int, stop: int, most: int) -> list[tuple[int, int]]:
    """Give the ends in ``[start, stop)`` with at most ``most`` changes, and the changes."""
    begin = max(0, start - len(pattern.text) - most - 1)
    distances = pattern.distances(text[begin : stop - 1], first=0)
    first = max(0, start - begin - 1)
    return [(end, distance) for end, distance in enumerate(distances[first:], begin + first + 1) if distance <= most]


def fitted(pattern: Pattern, text: str, end: int, most: int, *, within: Span) -> Place:
    """Give the place that ends about there, with ends at the bounds of words where that costs next to nothing.

    ``within`` says which part of the text the place may take. ``end`` is one with at most ``most`` changes, and so is
    the end of the place.
    """
    room = len(pattern.text) + most + _WORD
    start = end - _before(pattern, text, max(within.start, end - room), end, most)[0]
    end = start + _length(pattern, text[start : min(within.end, start + room)], text[start + room :][:1], most)[0]
    length, distance = _before(pattern, text, max(within.start, end - room), end, most)
    return Place(end - length, end, distance, len(pattern.text))


def _before(pattern: Pattern, text: str, low: int, end: int, most: int) -> tuple[int, int]:
    return _length(pattern.reverse, text[low:end][::-1], text[max(0, low - 1) : low], most)


def _length(pattern: Pattern, text: str, following: str, most: int) -> tuple[int, int]:
    """Give how much of a text is most like the quotation, and the changes.

    The cost of a length is its changes, and more where it cuts a word, and less where it ends with the quotation's
    last word.
    """
    whole = text + following
    distances = [len(pattern.text), *pattern.distances(text, first=1)]
    limit = min(most, min(distances) + len(pattern.token) + 1 + _UNMEANT)

    def cost(at: int) -> tuple[float, int]:
        return distances[at] + _cost(pattern, whole, at), abs(at - len(pattern.text))

    length = min((at for at, distance in enumerate(distances) if at and distance <= limit), key=cost, default=0)
    return length, distances[length]


def _cost(pattern: Pattern, text: str, at: int) -> float:
    if _kept(text, at, pattern.token):
        return -len(pattern.token) - 1
    if _cut(text, at) and not text.endswith(pattern.text[-_MEANT:], 0, at):
        return _UNMEANT
    return _cut(text, at)


def _kept(text: str, at: int, token: str) -> bool:
    """Whether a place ends with the quotation's last word: leaving it out would change fewer code points at times."""
    return bool(token) and text.endswith(token, 0, at) and not inside(text, at) and not inside(text, at - len(token))


def _cut(text: str, at: int) -> float:
    """Give what it costs to end a place there, in changes: something within a word or after a space."""
    return _CUT if inside(text, at) or (at > 0 and text[at - 1].isspace()) else 0.0


def inside(text: str, at: int) -> bool:
    """Whether an offset is within a word, as far as spaces between words tell."""
    return 0 < at < len(text) and _is_of_word(text[at - 1]) and _is_of_word(text[at])


def _is_of_word(sign: str) -> bool:
    """Whether a sign is part of a word in a script that has spaces between words."""
    return sign.isalnum() and (sign < "\u0e00" or not any(first <= sign <= last for first, last in UNSPACED))
