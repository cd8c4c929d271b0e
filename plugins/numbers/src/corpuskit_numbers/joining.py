"""What two numbers make together: ranges, sums of units and coins, uncertainties."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any

import attrs

from corpuskit import Span

from .amounts import Amount, exact, product
from .around import NounPhrases, words_before
from .draft import Draft

__all__ = ["Joiner"]

_ABOUT = r"(?:(?:about|around|some|nearly|almost|over|well over|well above)\s{1,2}|~\s?)?"
_TO = re.compile(rf"(?:\s?[-‐‑–—−]\s?|\s{{0,2}}-?\s?to\s{{1,2}}|-to-|-?\s{{1,2}}or\s{{1,2}}){_ABOUT}", re.IGNORECASE)
_AND = re.compile(rf"\s{{1,2}}and\s{{1,2}}{_ABOUT}", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s{1,2}$", re.IGNORECASE)
_PLUS = re.compile(r"\s{1,2}and\s{1,2}|,?\s{0,2}|-")
_ERROR = re.compile(r"\s?(?:±|\+/[-−–]?|\+-|plus\s+or\s+minus)\s?", re.IGNORECASE)
_LONGEST_GAP = 20
_SHORT_SCORE = 200


class Joiner:
    """Join the numbers of one text with their neighbours."""

    def __init__(self, text: str, lexicons: Mapping[str, Mapping[str, Any]], phrases: NounPhrases) -> None:
        """Take the text whose numbers are joined."""
        self._text = text
        self._lexicons = lexicons
        self._phrases = phrases

    def join(self, drafts: Iterable[Draft]) -> Iterator[Draft]:
        """Give the numbers in order, what belongs together as one."""
        held: Draft | None = None
        for draft in drafts:
            joined = None if held is None else self._joined(held, draft)
            if joined is None and held is not None:
                yield held
            held = joined or draft
        if held is not None:
            yield held

    def _joined(self, first: Draft, second: Draft) -> Draft | None:
        gap = self._text[first.span.end : second.span.start]
        if len(gap) > _LONGEST_GAP or second.ignored:
            return None
        if first.ignored:
            return self._rest_of_score(first, second, gap)
        steps: tuple[Callable[[Draft, Draft, str], Draft | None], ...] = (
            self._sum,
            self._coins,
            self._error,
            self._range,
        )
        for step in steps:
            result = step(first, second, gap)
            if result is not None:
                return result
        return None

    def _rest_of_score(self, first: Draft, second: Draft, gap: str) -> Draft | None:
        """Leave out the second number too, where the first was one of a name: "Chelsea 3-1"."""
        bare = first.span.text_of(self._text).isdecimal() and second.span.text_of(self._text).isdecimal()
        return self._over(first, second, first) if bare and _TO.fullmatch(gap) else None

    # --- sums

    def _sum(self, first: Draft, second: Draft, gap: str) -> Draft | None:
        """Join "5 hours" and "30 minutes"."""
        if first.last_part is None or second.amount is None or not _PLUS.fullmatch(gap):
            return None
        name, share = first.last_part
        parts = self._lexicons["compound"].get(f"{name} {second.unit_name}") if second.unit_name else None
        if parts is None or first.value is None or second.amount.value >= parts:
            return None
        share /= parts
        total = exact(Fraction(first.value) + Fraction(second.amount.value) * share)
        last = (second.unit_name or "", share)
        return self._over(first, second, first, value=total, scale=None, last_part=last, amount=None)

    def _coins(self, first: Draft, second: Draft, gap: str) -> Draft | None:
        """Join "5 euros" and "20 cents"."""
        if first.kind != "money" or first.coin or first.value is None or not _PLUS.fullmatch(gap):
            return None
        if second.coin is None or second.amount is None or product(second.amount.value, second.coin) >= 1:
            return None
        total = product(Fraction(first.value) + Fraction(second.amount.value) * second.coin, 1)
        return self._over(first, second, first, value=total, amount=None)

    def _error(self, first: Draft, second: Draft, gap: str) -> Draft | None:
        """Join "12.5" and "3.7 kg" around ±."""
        if not _ERROR.fullmatch(gap) or first.value is None or second.value is None:
            return None
        if first.unit_name and first.unit_name != second.unit_name:
            return None
        error = abs(second.value)
        return self._over(first, second, second, value=first.value, scale=first.scale, uncertainty=error, amount=None)

    # --- ranges

    def _range(self, first: Draft, second: Draft, gap: str) -> Draft | None:
        """Join the ends of a range; the draft is ignored where the two are a score."""
        start = self._between(first) if _AND.fullmatch(gap) else None
        if start is None and not _TO.fullmatch(gap):
            return None
        if start is None and self._is_score(first, second, gap):
            return self._over(first, second, first, ignored=True)
        unit = _common(first, second)
        if unit is None or first.amount is None or second.amount is None or self._is_change(first, gap):
            return None
        low, high = _shared(first.amount, second.amount)
        if not low.value < high.value:
            return None
        ends = [product(end.value, unit.coin) if unit.coin else end.value for end in (low, high)]
        scale = None if low.scale is None or high.scale is None else max(low.scale, high.scale)
        kind = "cardinal" if unit.kind == "fraction" and low.scale is not None else unit.kind
        changes = {"value": None, "low": ends[0], "high": ends[1], "scale": scale, "amount": None, "last_part": None}
        return self._over(first, second, unit, kind=kind, start=start, **changes)

    def _over(self, first: Draft, second: Draft, model: Draft, *, start: int | None = None, **changes: Any) -> Draft:
        span = Span(first.span.start if start is None else start, second.span.end)
        return attrs.evolve(model, span=span, method=second.method, **changes)

    def _between(self, first: Draft) -> int | None:
        if self._text[first.span.start : first.span.end].lower().startswith("age"):
            return first.span.start
        at = max(0, first.span.start - 10)
        match = _BETWEEN.search(self._text[at : first.span.start])
        return None if match is None else at + match.start()

    def _is_change(self, first: Draft, gap: str) -> bool:
        """Say whether something rose or fell from the first number to the second."""
        if "to" not in gap.lower():
            return False
        words = words_before(self._text, first.span.start)
        change = self._lexicons["change"]
        near = any(word in change for word in words[-3:])
        return near or ("from" in words[-2:] and any(word in change for word in words))

    def _is_score(self, first: Draft, second: Draft, gap: str) -> bool:
        """Say whether two numbers with a hyphen are a score or a vote, 3-1."""
        low, high = (draft.span.text_of(self._text) for draft in (first, second))
        if not (low.isdecimal() and high.isdecimal()) or gap.strip(" ") not in ("-", "–", "‑", "‐"):
            return False
        if int(low) >= int(high):
            return True
        near = any(word in self._lexicons["contest"] for word in words_before(self._text, first.span.start))
        return near and int(high) < _SHORT_SCORE and self._phrases.find(self._text, second.span.end) is None


def _common(first: Draft, second: Draft) -> Draft | None:
    """Give the one of the two whose kind and unit the range has; None where they do not fit."""
    plain = ("cardinal", "fraction")
    if first.kind == second.kind and first.unit_name == second.unit_name and first.kind != "ordinal":
        return second
    if first.kind in plain and not first.unit_name and second.kind not in ("ordinal", *plain):
        return second
    if second.kind in plain and not second.unit_name and first.kind in ("money", "age") and not first.coin:
        return first
    if first.kind == second.kind and (second.unit_name or "").startswith(f"{first.unit_name} per "):
        return second
    return second if first.kind in plain and second.kind in plain else None


def _shared(low: Amount, high: Amount) -> tuple[Amount, Amount]:
    """Give the low end the magnitude of the high one, where it has none and is the smaller number."""
    if low.magnitude == 1 and high.magnitude > 1 and low.raw < high.raw:
        low = low.with_magnitude(high.magnitude)
    return low, high
