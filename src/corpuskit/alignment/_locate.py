"""Where a quotation stands in a text."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice

import attrs

from .._span import Span, brief
from ..errors import InvalidValue
from ._locate_chain import LONGEST, elided, pieces
from ._locate_folding import QUOTES, Folded, folded
from ._locate_nearly import Pattern, Searched, all_ends, best_ends, fitted, inside

__all__ = ["Located", "locate", "locate_all"]

_SAME, _ALIKE, _CUTTING, _UNMARKED = 1.0, 0.99, 0.98, 0.01
_TRIES, _ALL_TRIES = 8, 1000
# A longer quotation hardly stands both within words and between them, and overlaps of long ones cost time.
_WORDS = 64


@attrs.frozen(repr=False)
class Located:
    """Where a quotation stands, and how like the text it is.

    Args:
        span: the place in the text.
        score: 1.0 where the code points are the same; 0.99 where they are the same after folding; 0.98 where they are
            either of these but cut a word, for a quotation of at most 64 code points; else 0.99 times the share of
            the folded quotation's code points that need no change. Without the quotation marks around it a quotation
            is found at 0.01 less than 0.99, 0.98 or that share.
        parts: where the quotation leaves something out, what it has of the text: sorted and disjoint spans.
    """

    span: Span
    score: float
    parts: tuple[Span, ...] = ()

    __repr__ = brief


def locate(text: str, quote: str, *, near: int | Span | None = None, at_least: float = 0.8) -> Located | None:
    r"""Give the place in a text that is most like a quotation, or None where none is like enough.

    Exact places come before those that are the same after folding, and these before those that are nearly the same;
    of equally good ones the first, or with ``near`` the one whose start is nearest to it. Places of a quotation of at
    most 64 code points that cut a word come after those of whole words, exact or folded. Folding forgets what other
    programs change: case, compatibility forms (NFKC), the shapes of quotation marks, apostrophes, dashes and
    ellipses, how much white space there is and of which kind, hyphens within words and at line ends, and what is
    invisible. A place that is nearly the same ends at the bounds of words where that costs next to nothing. What the
    quotation leaves out ("…", "[…]") or puts in ("[she]") may be anything of up to 1,000 code points. Quotation marks
    around the whole quotation need not be in the text.

    Args:
        text: where to look.
        quote: what to look for.
        near: a place in the text, or a span, of which the start counts.
        at_least: the lowest score that is good enough, above 0 and at most 1.

    Raises:
        InvalidValue: when the quotation is empty, ``near`` negative, ``at_least`` no number in range, or the text no
            string.

    Cost: linear in the text. The last text is kept folded, so that the next quotation of it costs less. A quotation
    of more than 400 code points is compared piece by piece, which may count a few changes more than there are.

    >>> text = "“It’s the mem-\nbers’ decision,” she said."
    >>> locate(text, "it's the members' decision")
    Located(Span(1, 29), 0.99)
    >>> locate(text, "It's a members' decision").span
    Span(1, 29)
    """
    wanted = _checked(text, quote, near, at_least)
    best = _best(text, quote, wanted, at_least)
    bare = _bare(quote)
    if not bare or at_least > _ALIKE - _UNMARKED or (best and best.score >= _ALIKE):
        return best
    other = _best(text, bare, wanted, at_least + _UNMARKED)
    return max(filter(None, (best, other and _unmarked(other))), key=lambda one: one.score, default=None)


def locate_all(text: str, quote: str, *, at_least: float = 0.8) -> tuple[Located, ...]:
    """Give every place in a text that is like a quotation, by position; none overlaps another.

    Of places that overlap the better one is kept, and of equally good ones the first; see :func:`locate`. Of a
    quotation that leaves something out or is long, the places around the first thousand of one of its parts.

    Raises:
        InvalidValue: when the quotation is empty, ``at_least`` no number in range, or the text no string.

    Cost: linear in the text and in the number of places.

    >>> [located.span for located in locate_all("Yes, yes and jes.", "yes", at_least=0.6)]
    [Span(0, 3), Span(5, 8), Span(13, 16)]
    """
    _checked(text, quote, None, at_least)
    taken = bytearray(len(text))
    found: list[Located] = []
    every = [*_every(text, quote, at_least)]
    bare = _bare(quote)
    if bare and at_least <= _ALIKE - _UNMARKED:
        every += map(_unmarked, _every(text, bare, at_least + _UNMARKED))
    for one in sorted(every, key=lambda one: -one.score):
        start, end = one.span.start, one.span.end
        if taken.find(1, start, end) < 0:
            taken[start:end] = b"\1" * (end - start)
            found.append(one)
    return tuple(sorted(found, key=lambda one: one.span))


def _bare(quote: str) -> str:
    """Give a quotation without the quotation marks around it, or nothing where it has none at both ends."""
    plain = quote.strip()
    return plain.strip(QUOTES).strip() if plain and plain[0] in QUOTES and plain[-1] in QUOTES else ""


def _unmarked(bare: Located) -> Located:
    """Give a place of a quotation without its marks, as one of the quotation."""
    return attrs.evolve(bare, score=min(bare.score, _ALIKE) - _UNMARKED)


def _best(text: str, quote: str, near: int, at_least: float) -> Located | None:
    """Give the best place, of equally good ones the nearest or else the first."""
    exact = _exact(text, quote, near)
    if exact and exact.score == _SAME:
        return exact
    search = _Search.of(text, quote, at_least)
    alike = search.alike(near) if search else None
    found = [one for one in (exact, alike) if one and one.score >= at_least]
    if search and not found:
        found += search.nearest(near)
    if search and all(one.score < _ALIKE for one in found):
        found += search.chains(near, _TRIES)
    return max(found, key=lambda one: (one.score, -abs(one.span.start - near) if near else 0), default=None)


def _every(text: str, quote: str, at_least: float) -> Iterator[Located]:
    """Give all places, by position among those that are equally good; some overlap."""
    same = [_located(text, start, quote) for start in _starts(text, quote)]
    search = _Search.of(text, quote, at_least)
    nearly: list[Located] = []
    if search:
        same += search.every_alike()
        # Those without changes are among the same; they may cut words.
        nearly += (one for one in search.every() if one.score < _ALIKE)
        nearly += search.chains(0, _ALL_TRIES)
    yield from (one for one in same if one.score >= at_least)
    yield from sorted(nearly, key=lambda one: one.span)


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

    def forward(self, near: int) -> int:
        """Give the place in the folded text that stands for one in the text."""
        before = self.whole.alignment.forward(Span(0, min(near, self.whole.alignment.source_length)), policy="grow")
        return before.end if before else 0

    def origin(self, at: int) -> int:
        """Give where a code point of the folded text, or what is nearest to none, comes from."""
        at = max(0, min(at, len(self.whole.text) - 1))
        return self.whole.back(at, at + 1).start

    def alike(self, near: int) -> Located | None:
        """Give the nearest place that is the same."""
        starts = _around(self.whole.text, self.quote, self.forward(near))
        # Nearest in the text: what was folded between them may have been long.
        start = min(starts, key=lambda start: abs(self.origin(start) - near), default=None)
        return None if start is None else self._alike(start)

    def every_alike(self) -> Iterator[Located]:
        """Give the places that are the same."""
        return map(self._alike, _starts(self.whole.text, self.quote))

    def _alike(self, start: int) -> Located:
        place = _located(self.whole.text, start, self.quote)
        return Located(self.whole.back(place.span.start, place.span.end), min(place.score, _ALIKE))

    def nearest(self, near: int) -> Iterator[Located]:
        """Give the nearest place with the fewest changes, if any."""
        most, length = self.most(len(self.quote)), len(self.quote)
        if not most or length > LONGEST:
            return
        pattern = self.pattern
        ends = best_ends(pattern, self.searched, most)[1]
        if ends:
            around = _beside(ends, self.forward(near) + length) if near else ends[:1]
            end = min(around, key=lambda end: abs(self.origin(end - length) - near))
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

    def chains(self, near: int, tries: int) -> Iterator[Located]:
        """Give places of the parts of a quotation that leaves something out, and of one that is long."""
        chain = elided(self.original)
        if chain is None and len(self.quote) > LONGEST:
            chain = pieces(self.quote)
        if chain is None:
            return
        for places in chain.places(self.searched, self.most(chain.length), near=self.forward(near), tries=tries):
            bounds = Span(places[0].start, places[-1].end)
            most = _CUTTING if _cuts(self.whole.text, bounds, self.quote) else _ALIKE
            score = min(most, _score(chain.changes(places), chain.length))
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


def _exact(text: str, quote: str, near: int) -> Located | None:
    """Give the nearest exact place, of those that cut no word where there are any."""
    start = min(_around(text, quote, near), key=lambda start: abs(start - near), default=None)
    return None if start is None else _located(text, start, quote)


def _located(text: str, start: int, quote: str) -> Located:
    span = Span.unchecked(start, start + len(quote))
    return Located(span, _CUTTING if _cuts(text, span, quote) else _SAME)


def _around(text: str, quote: str, near: int) -> Sequence[int]:
    """Give where the last occurrence before an offset starts and the first from it on, if any.

    Of occurrences that cut no word, where there are any.
    """
    before, after = text.rfind(quote, 0, near + len(quote) - 1) if near else -1, text.find(quote, near)
    starts = [start for start in (before, after) if start >= 0]
    if all(_located(text, start, quote).score == _SAME for start in starts):
        return starts
    whole = (start for start in _starts(text, quote) if _located(text, start, quote).score == _SAME)
    return (_beside([*whole], near) if near else [*islice(whole, 1)]) or starts


def _beside(offsets: Sequence[int], near: int) -> Sequence[int]:
    """Give the last of some offsets before another and the first from it on."""
    at = bisect_left(offsets, near)
    return offsets[max(0, at - 1) : at + 1]


def _cuts(text: str, span: Span, quote: str) -> bool:
    """Say whether a place cuts a word, of a quotation so short that it means whole words."""
    return len(quote) <= _WORDS and (inside(text, span.start) or inside(text, span.end))


def _starts(text: str, quote: str) -> Iterator[int]:
    """Give where exact occurrences start; of long quotations, those that do not overlap."""
    step = 1 if len(quote) <= _WORDS else len(quote)
    start = text.find(quote)
    while start >= 0:
        yield start
        start = text.find(quote, start + step)


def _checked(text: str, quote: str, near: int | Span | None, at_least: float) -> int:
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
    if not isinstance(at_least, int | float) or not 0 < at_least <= 1:
        raise InvalidValue(f"at_least is a score above 0 and at most 1, not {at_least!r}", at_least=at_least)
    wanted = near.start if isinstance(near, Span) else 0 if near is None else near
    if not isinstance(wanted, int) or wanted < 0:
        raise InvalidValue(f"near is a span or an offset of at least 0, not {near!r}", near=near)
    return wanted
