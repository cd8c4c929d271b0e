"""Where a quotation stands in a text."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

import attrs

from .._span import Span, brief
from ..errors import InvalidValue
from ._locate_chain import LONGEST, elided, pieces
from ._locate_folding import Folded, folded
from ._locate_nearly import Pattern, Searched, all_ends, best_ends, fitted, inside

__all__ = ["Located", "locate", "locate_all"]

_ALIKE = 0.99
_TRIES, _ALL_TRIES = 8, 1000
# A longer quotation hardly stands both within words and between them, and overlaps of long ones cost time.
_WORDS = 64


@attrs.frozen(repr=False)
class Located:
    """Where a quotation stands, and how like the text it is.

    Args:
        span: the place in the text.
        score: 1.0 where the code points are the same; 0.99 where they are the same after folding; else 0.99 times the
            share of the folded quotation's code points that need no change.
        parts: where the quotation leaves something out, what it has of the text: sorted and disjoint spans.
    """

    span: Span
    score: float
    parts: tuple[Span, ...] = ()

    __repr__ = brief


def locate(text: str, quote: str, *, near: int | Span | None = None, at_least: float = 0.8) -> Located | None:
    r"""Give the place in a text that is most like a quotation, or None where none is like enough.

    Exact places come before those that are the same after folding, and these before those that are nearly the same;
    of equally good ones the first, or with ``near`` the one whose start is nearest to it. Exact places of a short
    quotation that cut no word come before those that do. Folding forgets what other
    programs change: case, compatibility forms (NFKC), the shapes of quotation marks, apostrophes, dashes and
    ellipses, how much white space there is and of which kind, hyphens within words and at line ends, and what is
    invisible. A place that is nearly the same ends at the bounds of words where that costs next to nothing. What the
    quotation leaves out ("…", "[…]") or puts in ("[she]") may be anything of up to 1,000 code points.

    Args:
        text: where to look.
        quote: what to look for.
        near: a place in the text, or a span, of which the start counts.
        at_least: the lowest score that is good enough, above 0 and at most 1.

    Raises:
        InvalidValue: when the quotation is empty, ``near`` negative, ``at_least`` not in range, or the text no string.

    Cost: linear in the text. The last text is kept folded, so that the next quotation of it costs less. A quotation
    of more than 400 code points is compared piece by piece, which may count a few changes more than there are.

    >>> text = "“It’s the mem-\nbers’ decision,” she said."
    >>> locate(text, "it's the members' decision")
    Located(Span(1, 29), 0.99)
    >>> locate(text, "It's a members' decision").span
    Span(1, 29)
    """
    wanted = _checked(text, quote, near, at_least)
    start = _nearest(text, quote, wanted)
    if start >= 0:
        return Located(Span.unchecked(start, start + len(quote)), 1.0)
    search = _Search.of(text, quote, at_least)
    if search is None:
        return None
    wanted = search.forward(wanted)
    start = _nearest(search.whole.text, search.quote, wanted)
    if start >= 0:
        return search.alike(start)
    found = [*search.nearest(wanted), *search.chains(wanted, _TRIES)]
    return max(found, key=lambda one: one.score, default=None)


def locate_all(text: str, quote: str, *, at_least: float = 0.8) -> tuple[Located, ...]:
    """Give every place in a text that is like a quotation, by position; none overlaps another.

    Of places that overlap the better one is kept, and of equally good ones the first; see :func:`locate`. Of a
    quotation that leaves something out or is long, the places around the first thousand of one of its parts.

    Raises:
        InvalidValue: when the quotation is empty, ``at_least`` not in range, or the text no string.

    Cost: linear in the text and in the number of places.

    >>> [located.span for located in locate_all("Yes, yes and jes.", "yes", at_least=0.6)]
    [Span(0, 3), Span(5, 8), Span(13, 16)]
    """
    _checked(text, quote, None, at_least)
    taken = bytearray(len(text))
    found: list[Located] = []
    for one in _every(text, quote, at_least):
        start, end = one.span.start, one.span.end
        if taken.find(1, start, end) < 0:
            taken[start:end] = b"\1" * (end - start)
            found.append(one)
    return tuple(sorted(found, key=lambda one: one.span))


def _every(text: str, quote: str, at_least: float) -> Iterator[Located]:
    """Give the places from the best to the worst, by position where they are equally good; some overlap."""
    for start in _starts(text, quote, len(quote)):
        yield Located(Span.unchecked(start, start + len(quote)), 1.0)
    search = _Search.of(text, quote, at_least)
    if search is None:
        return
    yield from map(search.alike, _starts(search.whole.text, search.quote, len(search.quote)))
    nearly = [*search.every(), *search.chains(None, _ALL_TRIES)]
    yield from sorted(nearly, key=lambda one: (-one.score, one.span))


@attrs.frozen
class _Search:
    """A folded text and what is looked for in it.

    Args:
        whole: the folded text.
        searched: the same, with its codes.
        quote: the folded quotation.
        original: the quotation as it was given.
        at_least: the lowest score.
    """

    whole: Folded
    searched: Searched
    quote: str
    original: str
    at_least: float

    @classmethod
    def of(cls, text: str, quote: str, at_least: float) -> "_Search | None":
        plain = folded(quote).text.strip() if at_least <= _ALIKE else ""
        return cls(*_prepared(text), plain, quote, at_least) if plain else None

    @property
    def pattern(self) -> Pattern:
        return Pattern(self.quote)

    def most(self, length: int) -> int:
        """Give how many changes leave a good enough score."""
        return int(length * (1 - self.at_least / _ALIKE) + 1e-9)

    def forward(self, near: int | None) -> int | None:
        """Give the place in the folded text that stands for one in the text."""
        if not near:
            return near
        before = self.whole.alignment.forward(Span(0, min(near, self.whole.alignment.source_length)), policy="grow")
        return before.end if before else 0

    def alike(self, start: int) -> Located:
        return Located(self.whole.back(start, start + len(self.quote)), _ALIKE)

    def nearest(self, near: int | None) -> Iterator[Located]:
        """Give the place with the fewest changes, if any."""
        most = self.most(len(self.quote))
        if not most or len(self.quote) > LONGEST:
            return
        pattern = self.pattern
        ends = best_ends(pattern, self.searched, most)[1]
        if ends:
            wanted = (near or 0) + len(self.quote)
            end = ends[0] if near is None else min(ends, key=lambda end: (abs(end - wanted), end))
            yield self._fitted(pattern, end, most)

    def every(self) -> Iterator[Located]:
        """Give places from those with the fewest changes on."""
        most, length = self.most(len(self.quote)), len(self.quote)
        if not most or length > LONGEST:
            return
        pattern, tried = self.pattern, bytearray(len(self.whole.text) + 1)
        for _, end in all_ends(pattern, self.searched, most):
            # Ends nearer to each other than the quotation is long are of one place.
            if tried.find(1, max(0, end - length + 1), end + length) < 0:
                tried[end] = 1
                yield self._fitted(pattern, end, most)

    def chains(self, near: int | None, tries: int) -> Iterator[Located]:
        """Give places of the parts of a quotation that leaves something out, and of one that is long."""
        chain = elided(self.original)
        if chain is None and len(self.quote) > LONGEST:
            chain = pieces(self.quote)
        if chain is None:
            return
        for places in chain.places(self.searched, self.most(chain.length), near=near, tries=tries):
            score = _score(chain.changes(places), chain.length)
            parts = _disjoint(self.whole.back(place.start, place.end) for place in places)
            yield Located(parts[0].hull(parts[-1]), score, parts if chain.elided and len(parts) > 1 else ())

    def _fitted(self, pattern: Pattern, end: int, most: int) -> Located:
        text = self.whole.text
        place = fitted(pattern, text, end, most, within=Span(0, len(text)))
        return Located(self.whole.back(place.start, place.end), _score(place.distance, place.length))


@lru_cache(maxsize=1)
def _prepared(text: str) -> tuple[Folded, Searched]:
    """Give the text folded; the last one is kept, for many quotations of one text."""
    whole = folded(text)
    return whole, Searched(whole.text)


def _disjoint(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Give sorted spans with those as one that share a code point: one that folds into several may be of two parts."""
    parts: list[Span] = []
    for span in spans:
        if parts and span.start < parts[-1].end:
            span = parts.pop().hull(span)
        parts.append(span)
    return tuple(parts)


def _score(changes: int, length: int) -> float:
    return _ALIKE * (1 - changes / length)


def _nearest(text: str, quote: str, near: int | None) -> int:
    """Give where an exact occurrence starts, the nearest or else the first, or -1; first those that cut no word."""
    start = _nearest_of_all(text, quote, near)
    if start < 0 or len(quote) > _WORDS or not _cuts(text, start, quote):
        return start
    whole = (at for at in _starts(text, quote, 1) if not _cuts(text, at, quote))
    return next(whole, start) if near is None else min(whole, key=lambda at: abs(at - near), default=start)


def _nearest_of_all(text: str, quote: str, near: int | None) -> int:
    after = text.find(quote, near or 0)
    if not near:
        return after
    before = text.rfind(quote, 0, near + len(quote) - 1)
    if after < 0 or (before >= 0 and near - before <= after - near):
        return before
    return after


def _cuts(text: str, start: int, quote: str) -> bool:
    return inside(text, start) or inside(text, start + len(quote))


def _starts(text: str, quote: str, step: int) -> Iterator[int]:
    """Give where exact occurrences start, each at least ``step`` after the one before."""
    start = text.find(quote)
    while start >= 0:
        yield start
        start = text.find(quote, start + step)


def _checked(text: str, quote: str, near: int | Span | None, at_least: float) -> int | None:
    """Give where the place should start.

    Raises:
        InvalidValue: when an argument is out of range.
    """
    if not isinstance(text, str):
        raise InvalidValue(
            f"a quotation is looked for in a string, such as a document's text, not in {text!r}", text=text
        )
    if not isinstance(quote, str) or not quote:
        raise InvalidValue(f"a quotation is text of at least one code point, not {quote!r}", quote=quote)
    if not 0 < at_least <= 1:
        raise InvalidValue(f"at_least is a score above 0 and at most 1, not {at_least!r}", at_least=at_least)
    wanted = near.start if isinstance(near, Span) else near
    if wanted is not None and (not isinstance(wanted, int) or wanted < 0):
        raise InvalidValue(f"near is a span or an offset of at least 0, not {near!r}", near=near)
    return wanted
