"""Offsets in code points, UTF-8 bytes and UTF-16 units, converted exactly."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from functools import cached_property
from itertools import accumulate

from ._span import Span
from .errors import OffsetError

__all__ = ["Offsets"]

_WIDE = {"utf16": re.compile("[\U00010000-\U0010ffff]"), "utf8": re.compile("[^\x00-\x7f]")}


class Offsets:
    """The conversions of one text.

    Only code points that take more than one unit are kept, and only once a conversion was asked for: ASCII text
    costs nothing. A conversion of one span is O(log n).

    An offset from outside may fall in the middle of a surrogate pair or byte sequence. ``policy`` says what then:
    ``"error"`` raises, ``"shrink"`` and ``"grow"`` snap so that the span loses or gains the code point that was cut.
    """

    def __init__(self, text: str) -> None:
        self._text = text

    def to_utf16(self, span: Span) -> Span:
        """Give a span of code points as a span of UTF-16 code units.

        Raises:
            OffsetError: when the span ends after the text.
        """
        return self._outward(self._utf16, span)

    def to_utf8(self, span: Span) -> Span:
        """Give a span of code points as a span of UTF-8 bytes.

        Raises:
            OffsetError: when the span ends after the text.
        """
        return self._outward(self._utf8, span)

    def from_utf16(self, span: Span, *, policy: str = "error") -> Span:
        """Give a span of UTF-16 code units as a span of code points.

        Raises:
            OffsetError: when it ends after the text, or cuts a surrogate pair and the policy is ``"error"``.
        """
        return self._inward(self._utf16, span, policy, "a surrogate pair")

    def from_utf8(self, span: Span, *, policy: str = "error") -> Span:
        """Give a span of UTF-8 bytes as a span of code points.

        Raises:
            OffsetError: when it ends after the text, or cuts a byte sequence and the policy is ``"error"``.
        """
        return self._inward(self._utf8, span, policy, "a byte sequence")

    @cached_property
    def _utf16(self) -> "_Units":
        return _Units(self._text, _WIDE["utf16"], lambda char: 1)

    @cached_property
    def _utf8(self) -> "_Units":
        return _Units(self._text, _WIDE["utf8"], lambda char: len(char.encode()) - 1)

    def _outward(self, units: "_Units", span: Span) -> Span:
        self._check(span, len(self._text), "code points")
        return Span(units.of(span.start), units.of(span.end))

    def _inward(self, units: "_Units", span: Span, policy: str, cut: str) -> Span:
        if policy not in ("error", "shrink", "grow"):
            raise OffsetError(f"there is no policy {policy!r}; known: error, grow, shrink", policy=policy)
        self._check(span, units.of(len(self._text)), "units")
        start, start_cut = units.back(span.start)
        end, end_cut = units.back(span.end)
        if policy == "error" and (start_cut or end_cut):
            where = span.start if start_cut else span.end
            message = f"offset {where} lies in the middle of {cut}; give policy='shrink' or 'grow' to snap"
            raise OffsetError(message, offset=where, span=span)
        if policy == "grow":
            return Span(start, end + end_cut)
        return Span(start + start_cut, end) if start + start_cut <= end else Span(start, start)

    def _check(self, span: Span, length: int, unit: str) -> None:
        if span.end > length:
            raise OffsetError(f"{span!r} ends after the text of {length} {unit}", span=span)


class _Units:
    """Where the wide code points of a text are, and how many further units all up to each of them take."""

    def __init__(self, text: str, wide: "re.Pattern[str]", surplus: Callable[[str], int]) -> None:
        found = [] if text.isascii() else list(wide.finditer(text))
        self.places = [match.start() for match in found]
        extras = [surplus(match.group()) for match in found]
        self.totals = [0, *accumulate(extras)]
        self.units = [place + total for place, total in zip(self.places, self.totals, strict=False)]

    def of(self, offset: int) -> int:
        return offset + self.totals[bisect_left(self.places, offset)]

    def back(self, unit: int) -> tuple[int, bool]:
        """Give the code point that has or starts at this unit, and whether the unit lies in its middle."""
        passed = bisect_right(self.units, unit)
        if passed and unit < self.units[passed - 1] + 1 + self.totals[passed] - self.totals[passed - 1]:
            return self.places[passed - 1], unit > self.units[passed - 1]
        return unit - self.totals[passed], False
