"""What two numbers make together: ranges, sums of units and coins, uncertainties."""

import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any, NamedTuple

from ..amounts.amount import Amount, exact, product
from ..around.phrases import NounPhrases
from ..around.surroundings import words_before
from ..draft import Draft, Meaning
from ..memory import remembered
from .coordination import in_rows, with_magnitude_of
from .sharing import alike

__all__ = ["Joiner"]

_ABOUT = r"(?:(?:about|around|some|nearly|almost|over|well over|well above)\s{1,2}|~\s?)?"
_TO = re.compile(
    rf"(?:\s?[-‐‑–—−]\s?|\s{{0,2}}-?\s?(?:up\s)?to\s{{1,2}}|\s{{1,2}}through\s{{1,2}}|-to-|-?\s{{1,2}}or\s{{1,2}}){_ABOUT}",
    re.IGNORECASE,
)
_AND = re.compile(rf"\s{{1,2}}and\s{{1,2}}{_ABOUT}", re.IGNORECASE)
_HUNG = re.compile(r"-\s{1,2}and\s{1,2}", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s{1,2}$", re.IGNORECASE)
_PLUS = re.compile(r",?\s{1,2}and\s{1,2}|-and-|,?\s{0,2}|-", re.IGNORECASE)
_ERROR = re.compile(r"\s?(?:±|\+/[-−–]?|\+-|plus\s+or\s+minus|,?\s?give\s+or\s+take)\s?", re.IGNORECASE)
_LONGEST_GAP = 20
_SHORT_GAP = 10
_SHORT_SCORE = 200
_STEADY = ("of", "to", "the", "a", "an", "another", "further", "additional", "by")
"""What stands before the range by which something changes, as in "a fall of 5 to 10 percent"."""
_NEAR = 3
"""How many times the lower end the upper one may be: "rose 5 to 7 percent" is a range, "rose 5 to 72" is none."""
_SPREAD = frozenset({"range", "ranged", "ranges", "ranging", "varied", "varies", "vary", "varying", "anywhere"})
"""Words before "from" that make a range of what changes: "losses ranging from 5 to 10 percent"."""
_WINDOW = 24
_WORD = re.compile(r"[^\W\d_]+")


class Gap(NamedTuple):
    """The words between two numbers, and what they may make of the two."""

    words: str
    to: bool
    """A range."""
    both: bool
    """A range, behind "between"."""
    plus: bool
    """A sum of two units or coins."""
    error: bool
    """A number and its uncertainty."""
    hung: bool
    """Two amounts of a unit that stands behind the second: "two- and three-year"."""


def _gap(words: str) -> Gap | None:
    """Give what the words between two numbers may make of them; None where that is nothing."""
    fits = [pattern.fullmatch(words) is not None for pattern in (_TO, _AND, _PLUS, _ERROR, _HUNG)]
    return Gap(words, *fits) if any(fits) else None


class Joiner:
    """Join the numbers of a text with their neighbours."""

    def __init__(self, lexicons: Mapping[str, Mapping[str, Any]], phrases: NounPhrases) -> None:
        """Take the word lists."""
        self._lexicons = lexicons
        self._phrases = phrases
        self._gap = remembered(_gap)

    def join(self, text: str, drafts: Iterable[Draft]) -> Iterator[Draft]:
        """Give the numbers of a text in order, what belongs together as one, those in a row with a unit for all."""
        return in_rows(text, self._pairs(text, drafts), self._phrases)

    def _pairs(self, text: str, drafts: Iterable[Draft]) -> Iterator[Draft]:
        held: Draft | None = None
        for draft in drafts:
            joined = None
            if held is not None:
                if draft.start - held.end <= _LONGEST_GAP and not draft.meaning.ignored:
                    joined, held = self._joined(text, held, draft)
                if joined is None:
                    yield held
            held = joined or draft
        if held is not None:
            yield held

    def _joined(self, text: str, first: Draft, second: Draft) -> tuple[Draft | None, Draft]:
        """Give what the two make together, or nothing, and the first as it stands beside the second."""
        gap = self._gap(text[first.end : second.start])
        if gap is None:
            return None, first
        if first.meaning.ignored:
            return _rest_of_score(text, first, second) if gap.to else None, first
        joined = (
            (self._sum(first, second) if gap.plus else None)
            or (_coins(first, second) if gap.plus else None)
            or (_error(first, second) if gap.error else None)
            or (self._range(text, first, second, gap) if gap.to or gap.both else None)
        )
        return joined, self._with_unit_of(text, first, second, gap) if joined is None else first

    def _sum(self, first: Draft, second: Draft) -> Draft | None:
        """Join "5 hours" and "30 minutes"."""
        whole, part = first.meaning, second.meaning
        if whole.last_part is None or part.amount is None or part.unit_name is None:
            return None
        name, share = whole.last_part
        parts = self._lexicons["compound"].get(f"{name} {part.unit_name}")
        if parts is None or whole.value is None or part.amount.value >= parts:
            return None
        share /= parts
        total = exact(Fraction(whole.value) + Fraction(part.amount.value) * share)
        return _over(first, second, first, value=total, scale=None, last_part=(part.unit_name, share), amount=None)

    # --- ranges

    def _range(self, text: str, first: Draft, second: Draft, gap: Gap) -> Draft | None:
        """Join the ends of a range; the draft is ignored where the two are a score."""
        start = _between(text, first)
        if start is None and not gap.to:
            return None
        if start is None and self._is_score(text, first, second, gap):
            return _over(first, second, first, ignored=True)
        unit = _common(first, second)
        low, high = first.meaning.amount, second.meaning.amount
        if unit is None or low is None or high is None or self._is_up_to(text, first, gap):
            return None
        if second.meaning.led and not first.meaning.unit_name and text[first.start].isalpha() and start is None:
            return None
        low, high = _shared(low, high)
        if start is not None and high.value < low.value:
            low, high = high, low
        if not low.value < high.value or (start is None and self._is_change(text, first, second, gap)):
            return None
        return _over(first, second, unit, start=start, **_bounds(low, high, unit.meaning))

    @staticmethod
    def _is_up_to(text: str, first: Draft, gap: Gap) -> bool:
        """Say whether "up to" modifies the second number alone, as it does but behind "from"."""
        return "up" in gap.words and words_before(text, first.start)[-1:] != ["from"]

    def _is_change(self, text: str, first: Draft, second: Draft, gap: Gap) -> bool:
        """Say whether something rose or fell from the first number to the second."""
        if "to" not in gap.words.lower():
            return False
        words = words_before(text, first.start)
        change = self._lexicons["change"]
        if "from" in words[-3:] and words[-1:] != ["the"]:
            return _SPREAD.isdisjoint(words[-4:]) and any(word in change for word in words)
        if words[-1:] and words[-1] in _STEADY:
            return words[-1] == "by" and not (self._is_near(text, first, second) or _is_alike(first, second))
        return any(word in change for word in words[-3:]) and not self._is_near(text, first, second)

    def _is_near(self, text: str, first: Draft, second: Draft) -> bool:
        """Say whether two numbers with one unit or noun behind them are close enough for a range."""
        low, high = first.meaning, second.meaning
        if low.unit_name is not None or low.amount is None or high.amount is None:
            return False
        if high.unit_name is None and high.kind != "multiple" and self._phrases.find(text, second.end) is None:
            return False
        least, most = _shared(low.amount, high.amount)
        return most.value <= least.value * _NEAR

    def _with_unit_of(self, text: str, first: Draft, second: Draft, gap: Gap) -> Draft:
        """Give the first number the unit and the magnitude of the second: "rose from 5 to 7 million dollars"."""
        low, high = first.meaning.amount, second.meaning.amount
        if low is None or high is None or _common(first, second) is not second:
            return first
        if low.fraction and low.scale is None and not high.fraction:
            return first  # "Rose by a third to 8 dollars" has a third of what there was.
        shares = "-" in text[second.start : second.end] if gap.hung else self._is_change(text, first, second, gap)
        if not shares:
            return first
        shared = alike(with_magnitude_of(low, high), first.meaning, second.meaning)
        return first.with_changes(**shared)

    def _is_score(self, text: str, first: Draft, second: Draft, gap: Gap) -> bool:
        """Say whether two numbers with a hyphen are a score or a vote, 3-1."""
        low, high = (text[draft.start : draft.end] for draft in (first, second))
        if not (low.isdecimal() and high.isdecimal()) or gap.words.strip(" ") not in ("-", "–", "‑", "‐"):
            return False
        if int(low) >= int(high):
            return True
        if int(high) >= _SHORT_SCORE or self._phrases.find(text, second.end) is not None:
            return False
        beside = (*words_before(text, first.start), *_WORD.findall(text[second.end : second.end + _WINDOW].lower())[:2])
        return int(low) == 0 or any(word in self._lexicons["contest"] for word in beside)


def _over(first: Draft, second: Draft, model: Draft, *, start: int | None = None, **changes: Any) -> Draft:
    """Give one number from the first to the second, which means what the model does but for the changes."""
    meaning = dataclasses.replace(model.meaning, method=second.meaning.method, **changes)
    return Draft(first.start if start is None else start, second.end, meaning, model.modifier)


def _coins(first: Draft, second: Draft) -> Draft | None:
    """Join "5 euros" and "20 cents"."""
    whole, part = first.meaning, second.meaning
    if whole.kind != "money" or whole.coin or whole.value is None:
        return None
    if part.coin is None or part.amount is None or product(part.amount.value, part.coin) >= 1:
        return None
    total = product(Fraction(whole.value) + Fraction(part.amount.value) * part.coin, 1)
    return _over(first, second, first, value=total, amount=None)


def _error(first: Draft, second: Draft) -> Draft | None:
    """Join "12.5" and "3.7 kg" around ±."""
    own, error = first.meaning, second.meaning
    if own.value is None or error.value is None or (own.unit_name and own.unit_name != error.unit_name):
        return None
    uncertainty = abs(error.value)
    return _over(first, second, second, value=own.value, scale=own.scale, uncertainty=uncertainty, amount=None)


def _rest_of_score(text: str, first: Draft, second: Draft) -> Draft | None:
    """Leave out the second number too, where the first was one of a name: "Chelsea 3-1"."""
    bare = all(text[draft.start : draft.end].isdecimal() for draft in (first, second))
    return _over(first, second, first) if bare else None


def _between(text: str, first: Draft) -> int | None:
    """Give where a range begins whose first end stands behind "between", or is an age."""
    words = text[first.start : first.end].lower()
    if "between" in words:
        return first.start
    at = max(0, first.start - _SHORT_GAP)
    match = _BETWEEN.search(text[at : first.start])
    return None if match is None else at + match.start()


def _is_alike(first: Draft, second: Draft) -> bool:
    """Say whether two percentages are so close that both are what something changes by: "by 20% to 25%"."""
    low, high = first.meaning, second.meaning
    if low.kind != "percentage" or low.unit_name != high.unit_name or low.amount is None or high.amount is None:
        return False
    return high.amount.value <= low.amount.value * 2


def _bounds(low: Amount, high: Amount, unit: Meaning) -> dict[str, Any]:
    """Give what a range from one amount to another changes in the meaning of the number that has the unit."""
    ends = [product(end.value, unit.coin) if unit.coin else end.value for end in (low, high)]
    return {
        "kind": "cardinal" if unit.kind == "fraction" and low.scale is not None else unit.kind,
        "value": None,
        "low": ends[0],
        "high": ends[1],
        "scale": None if low.scale is None or high.scale is None else max(low.scale, high.scale),
        "amount": None,
        "last_part": None,
    }


def _common(first: Draft, second: Draft) -> Draft | None:
    """Give the one of the two whose kind and unit the range has; None where they do not fit."""
    plain = ("cardinal", "fraction")
    low, high = first.meaning, second.meaning
    # 45 cents and $84 are of one currency, and yet of two units.
    if low.kind == high.kind == "money" and low.coin != high.coin:
        return None
    # "From a third to $149 billion" is a share and a sum; "1/2 to 3/4 cents" are both of a cent.
    if low.kind == "fraction" and high.kind == "money" and not high.coin:
        return None
    if low.kind == high.kind and low.unit_name == high.unit_name and low.kind != "ordinal":
        return second
    if low.kind in plain and not low.unit_name and high.kind != "ordinal" and high.kind not in plain:
        return second
    if high.kind in plain and not high.unit_name and low.kind in ("money", "age", "multiple") and not low.coin:
        return first
    if low.kind == "age" and low.unit_name == high.unit_name:
        return first
    if low.kind == high.kind and (high.unit_name or "").startswith(f"{low.unit_name} per "):
        return second
    return second if low.kind in plain and high.kind in plain else None


def _shared(low: Amount, high: Amount) -> tuple[Amount, Amount]:
    """Give the low end the magnitude of the high one, where it has none and is the smaller number."""
    if low.magnitude == 1 and high.magnitude > 1 and low.raw < high.raw:
        low = low.with_magnitude(high.magnitude)
    return low, high
