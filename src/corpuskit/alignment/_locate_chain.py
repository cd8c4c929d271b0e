"""Where the parts of a quotation stand one after the other: those around what it leaves out, or those of a long one."""

import re
from itertools import pairwise

import attrs

from .._span import Span
from ._locate_folding import folded
from ._locate_nearly import Pattern, Place, Searched, best_ends, fitted, inside

__all__ = ["LONGEST", "Chain", "elided", "pieces"]

LONGEST = 400
_PIECE = 256
_OMITTED = 1000
_ANCHOR = 8
_ANCHORS = 8
_PARTS = 20
_UNWRAPPED = re.compile(r"(?<=\w)\[(\w+)\]|\[(\w+)\](?=\w)")
_OMISSION = re.compile(r"\[[^\[\]]{0,100}\]|\((?:\s?\.){3}\s?\)|\(…\)|…|\.(?:\s?\.){2,}")


@attrs.frozen
class Chain:
    """Parts of a quotation in order, and the code points that may stand between two of them.

    Args:
        parts: the folded parts.
        free: how many code points between two parts are no change.
        room: how many code points there can be between two parts.
        elided: whether the quotation says that something stands there.
    """

    parts: tuple[Pattern, ...]
    free: int
    room: int
    elided: bool

    @property
    def length(self) -> int:
        """The code points of all parts."""
        return sum(len(part.text) for part in self.parts)

    def places(self, searched: Searched, most: int, *, near: int, tries: int) -> list[tuple[Place, ...]]:
        """Give where the parts stand together with at most ``most`` changes, around ``tries`` places of one of them.

        One part at least has no more than its share of the changes. The longest are tried first, until one finds
        something. Sorted by changes, then the nearest or else the shortest first.
        """
        if self.length - len(searched.text) > most:
            return []
        order = sorted(range(len(self.parts)), key=lambda index: -len(self.parts[index].text))
        for index in order[:: max(1, len(order) // _ANCHORS)]:
            share = most * len(self.parts[index].text) // self.length
            if len(self.parts[index].text) < min(_ANCHOR, self.length):
                break
            ends = _candidates(self.parts[index], searched, share, near)[:tries]
            chains = [self._around(searched.text, index, end, share) for end in ends]
            found = [chain for chain in chains if self.changes(chain) <= most]
            if found:
                if not near:
                    found.sort(key=lambda chain: chain[-1].end - chain[0].start)
                return sorted(found, key=self.changes)
        return []

    def changes(self, chain: tuple[Place, ...]) -> int:
        """Give the changes of all parts, of those not found, and of what stands between them."""
        missing = self.length - sum(place.length for place in chain)
        between = (max(0, two.start - one.end - self.free) for one, two in pairwise(chain))
        return missing + sum(place.distance for place in chain) + sum(between)

    def _around(self, text: str, index: int, end: int, most: int) -> tuple[Place, ...]:
        place = fitted(self.parts[index], text, end, most, within=Span(0, len(text)))
        before = self._before(text, place.start, index)
        return (*before, place, *self._after(text, place.end, index))

    def _after(self, text: str, start: int, index: int) -> list[Place]:
        found: list[Place] = []
        for part in self.parts[index + 1 :]:
            within = Span(start, min(len(text), start + self.room + 2 * len(part.text)))
            place = _nearest(part, text, within, 1)
            if place:
                found.append(place)
                start = place.end
        return found

    def _before(self, text: str, end: int, index: int) -> list[Place]:
        found: list[Place] = []
        for part in reversed(self.parts[:index]):
            within = Span(max(0, end - self.room - 2 * len(part.text)), end)
            place = _nearest(part, text, within, -1)
            if place:
                found.append(place)
                end = place.start
        return found[::-1]


def elided(quote: str) -> Chain | None:
    """Give the parts around what a quotation says that it leaves out or puts in, or None where it says nothing."""
    unwrapped = _UNWRAPPED.sub(r"\1\2", quote)
    texts = [folded(part).text.strip() for part in _OMISSION.split(unwrapped)]
    if unwrapped == quote and len(texts) == 1:
        return None
    parts = tuple(Pattern(text) for text in texts if text)
    long = any(len(part.text) > 4 * LONGEST for part in parts)
    return Chain(parts, _OMITTED, _OMITTED, True) if 0 < len(parts) <= _PARTS and not long else None


def pieces(quote: str) -> Chain:
    """Give the pieces of a long folded quotation, cut at spaces where it has some."""
    parts, start = [], 0
    while start < len(quote):
        end = start + _PIECE
        space = quote.rfind(" ", start + _PIECE // 2, end) if end < len(quote) else -1
        end = space if space > 0 else end
        parts.append(Pattern(quote[start:end].strip()))
        start = end
    return Chain(tuple(part for part in parts if part.text), 1, _PIECE // 4, False)


def _candidates(anchor: Pattern, searched: Searched, most: int, near: int) -> list[int]:
    """Give where an anchor may end, the nearest first: its exact places, or else those with the fewest changes."""
    ends = [match.end() for match in re.finditer(re.escape(anchor.text), searched.text)]
    if not ends and most:
        last = -len(anchor.text)
        for end in best_ends(anchor, searched, most)[1]:
            if end - last >= len(anchor.text):
                ends.append(end)
                last = end
    return sorted(ends, key=lambda end: abs(end - near))


def _nearest(part: Pattern, text: str, within: Span, side: int) -> Place | None:
    """Give the best place of a part in a stretch: of equal ones the first (``side=1``) or the last (``side=-1``)."""
    distances = part.distances(within.text_of(text), first=0)
    most = len(part.text) // 2
    least = min(distances, default=most + 1)
    if least > most:
        return None
    ends = [end for end, distance in enumerate(distances, within.start + 1) if distance == least]
    length = len(part.text)
    end = min(ends, key=lambda end: (inside(text, end) + inside(text, end - length), side * end))
    return fitted(part, text, end, most, within=within)
