"""Number words: the exact value of what the rules matched, word by word."""

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from ..memory import remembered
from .amount import Amount, exact
from .numerals import NumeralReader

__all__ = ["AmountReader"]

_WORD = re.compile(r"[^\W\d_]+|\d+")
_SMALL_WORDS = frozenset({"a", "an", "of"})
_LARGE = 1000
_MOST_DIGITS = 3
"""How many digits may stand behind a magnitude: "4 thousand 350"."""


class AmountReader:
    """Read an amount in digits, in words or in both: ``2.5``, ``two and a half million``, ``3 hundred``."""

    def __init__(self, lexicons: Mapping[str, Mapping[str, Any]], numerals: NumeralReader) -> None:
        """Take the number words from the lexicons of the rules."""
        self._numerals = numerals
        self._small = {word: int(lexicons[name][word]) for name in _SMALL for word in lexicons[name]}
        joined = [(tens, ones) for tens in lexicons["tens"] for ones in lexicons["ones"]]
        self._small |= {tens + ones: self._small[tens] + self._small[ones] for tens, ones in joined}
        magnitudes = (*lexicons["magnitude"].items(), *lexicons["twenty"].items())
        self._magnitudes = {word: int(value) for word, value in magnitudes}
        letters = (*lexicons["letter"].items(), *lexicons["letter_of_money"].items())
        self._letters = {word: int(value) for word, value in letters}
        self._denominators = {word: int(value) for word, value in lexicons["denominator"].items()}
        self._denominators |= {word: int(value) for word, value in lexicons["behind_tens"].items()}
        self._read_once = remembered(self._read)

    def read(self, text: str) -> Amount | None:
        """Give what the whole text means; None where its words do not make one number."""
        # Digits alone are sooner read than remembered.
        return self._numerals.plain(text) or self._read_once(text)

    def _read(self, text: str) -> Amount | None:
        if text.endswith(")"):
            return self._twice(*text[:-1].rsplit(" (", 1))
        small = self._small.get(text.lower())
        if small is not None:
            return Amount(Decimal(small))
        head = self._numerals.read(text)
        if head is None:
            words = _WORD.findall(text.lower())
            negative = bool(words) and words[0] in ("minus", "negative")
            amount = self._spelled(words[1:] if negative else words)
            return amount._replace(raw=-amount.raw) if negative and amount else amount
        amount, end = head
        return amount if end == len(text) else self._continued(amount, _WORD.findall(text[end:].lower()))

    def _twice(self, text: str, again: str) -> Amount | None:
        """Read "sixty (60)": None where the two are not the same."""
        amount, same = self.read(text), self.read(again)
        return amount if amount is not None and same is not None and amount.value == same.value else None

    def _continued(self, amount: Amount, words: list[str]) -> Amount | None:
        """Read what follows digits: magnitudes, a letter, ``and a half``, ``hundred and two``."""
        if len(words) == 1:
            magnitude = self._letters.get(words[0]) or self._magnitudes.get(words[0])
            if magnitude is not None:
                return amount.with_magnitude(magnitude)
        if words and all(word in self._magnitudes for word in words):
            return amount.with_magnitude(_times(self._magnitudes[word] for word in words))
        value = self._value(words, Fraction(amount.raw))
        return None if value is None else Amount(exact(value), scale=amount.scale, fraction=value.denominator != 1)

    def _spelled(self, words: list[str]) -> Amount | None:
        if "point" in words:
            return self._with_point(words)
        value = self._value(words, None)
        if value is None:
            return None
        magnitude, last = 1, len(words)
        while last > 1 and self._magnitudes.get(words[last - 1], 0) >= _LARGE and value:
            last -= 1
            magnitude *= self._magnitudes[words[last]]
        fraction = value.denominator != 1 or any(word in self._denominators for word in words)
        return Amount(exact(value / magnitude), magnitude, None if fraction else 0, fraction)

    def _with_point(self, words: list[str]) -> Amount | None:
        at = words.index("point")
        whole = self._value(words[:at], None)
        rest = words[at + 1 :]
        magnitude = 1
        while rest and rest[-1] in self._magnitudes:
            magnitude *= self._magnitudes[rest.pop()]
        digits = self._digits(rest)
        if whole is None or whole.denominator != 1 or not digits:
            return None
        return Amount(Decimal(f"{whole.numerator}.{digits}"), magnitude, len(digits))

    def _digits(self, words: Sequence[str]) -> str:
        """Give the decimal places of ``zero five`` or ``seventy-one``."""
        digits, tens = "", 0
        for word in words:
            value = self._small.get(word)
            if value is None:
                return ""
            if tens and 0 < value < 10:
                digits, tens = f"{digits[:-2]}{tens + value}", 0
            else:
                digits, tens = f"{digits}{value}", value if value >= 20 else 0
        return digits

    def _value(self, words: Sequence[str], start: Fraction | None) -> Fraction | None:
        at = max((index for index, word in enumerate(words) if word in self._denominators), default=None)
        if at is None:
            return self._cardinal(words, start)
        after = [word for word in words[at + 1 :] if word not in _SMALL_WORDS]
        if not all(word in self._magnitudes for word in after):
            return None
        part = self._part(list(words[:at]), words[at], start)
        return None if part is None else part * _times(self._magnitudes[word] for word in after)

    def _part(self, before: list[str], last: str, start: Fraction | None) -> Fraction | None:
        """Read ``two thirds``, ``one twenty-fifth``, ``two and a half``, ``a half``."""
        denominator = self._denominators[last]
        if len(before) > 1:
            denominator = self._with_front(before, denominator)
        if "and" in before:
            cut = len(before) - 1 - before[::-1].index("and")
            mixed = self._mixed(before[:cut], before[cut + 1 :], denominator, start)
            if mixed is not None:
                return mixed
        numerator = self._cardinal(before, start) if before and before not in (["a"], ["an"]) else start or Fraction(1)
        return None if numerator is None else numerator / denominator

    def _with_front(self, before: list[str], denominator: int) -> int:
        """Take from the words before a denominator the one that belongs to it: "three twenty-fifths"."""
        numerator, front = self._small.get(before[-2]), self._small.get(before[-1], 0)
        are_two = numerator is not None and _joined(Fraction(numerator), front) is None
        if front >= 20 and denominator < 10 and (are_two or "and" not in before):
            before.pop()
            return denominator + front
        if front and denominator >= 100 and are_two:
            before.pop()
            return denominator * front
        return denominator

    def _mixed(
        self, left: Sequence[str], right: Sequence[str], denominator: int, start: Fraction | None
    ) -> Fraction | None:
        whole = self._cardinal(left, start) if left else start
        numerator = Fraction(1) if right in ([], ["a"], ["an"]) else self._cardinal(right, None)
        if whole is None or numerator is None or numerator >= denominator:
            return None
        # "One million and a half" is a million and half a million; "one hundred and a half" is 100.5.
        of = self._magnitudes.get(left[-1], 1) if left else 1
        return whole + numerator / denominator * (of if of >= _LARGE else 1)

    def _cardinal(self, words: Sequence[str], start: Fraction | None) -> Fraction | None:
        total, current, lowest = Fraction(0), start, None
        for word in words:
            if word in self._small or (word.isdecimal() and len(word) <= _MOST_DIGITS):
                current = _joined(current, self._small[word] if word in self._small else int(word))
                if current is None:
                    return None
            elif word == "hundred" or word == "hundreds":
                current = (Fraction(1) if current is None else current) * 100
            elif word in self._magnitudes:
                magnitude = self._magnitudes[word]
                if current is None and total:
                    total *= magnitude
                elif lowest is not None and magnitude >= lowest:
                    return None
                else:
                    total += (Fraction(1) if current is None else current) * magnitude
                current, lowest = None, magnitude
            elif word not in _SMALL_WORDS and word != "and":
                return None
        if current is not None and lowest is not None and current >= lowest:
            return None
        return total + (current or 0) if total or current is not None else None


_SMALL = ("zero", "ones", "teens", "tens")


def _joined(current: Fraction | None, value: int) -> Fraction | None:
    """Add ``five`` to ``twenty`` or ``one hundred``; None where the two are two numbers."""
    if current is None:
        return Fraction(value)
    if current >= 100 and current % 100 == 0 and value:
        return current + value
    if current % 10 == 0 and current % 100 >= 20 and 0 < value < 10:
        return current + value
    return None


def _times(factors: Iterable[int]) -> int:
    result = 1
    for factor in factors:
        result *= factor
    return result
