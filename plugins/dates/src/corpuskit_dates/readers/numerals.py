"""Numbers as they are written before a unit of time."""

import functools
import re
from fractions import Fraction

from corpuskit.rules import folded

__all__ = ["amount"]

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_WORDS = {
    **{word: value for value, word in enumerate(_ONES.split())},
    **{word: value for value, word in zip(range(20, 100, 10), _TENS.split(), strict=True)},
    **{"a": 1, "an": 1, "dozen": 12},
}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
_HALF = re.compile(r"(?:\s+|-)(?:and(?:\s+|-)a(?:\s+|-))half$")
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?(?:(?:\s+|-)\d/\d)?", re.ASCII)


@functools.lru_cache(maxsize=4096)
def amount(text: str) -> Fraction | None:
    """Give the number that digits or English words stand for, or None.

    >>> amount("two and a half")
    Fraction(5, 2)
    """
    text = folded(text)
    half = _HALF.search(text)
    if half:
        whole = amount(text[: half.start()])
        return None if whole is None else whole + Fraction(1, 2)
    if text[:1].isdecimal():
        return _digits(text)
    return _words([word for word in re.split(r"[\s-]+", text) if word != "and"])


def _digits(text: str) -> Fraction | None:
    number, *scale = text.split()
    if scale and scale[-1] in _SCALES:
        return Fraction(number) * _SCALES[scale[-1]]
    if not _DIGITS.fullmatch(text):
        return None
    whole, *part = re.split(r"[\s-]+", text.replace(",", ""))
    if part and part[0].endswith("/0"):
        return None
    return Fraction(whole) + (Fraction(part[0]) if part else 0)


def _words(words: list[str]) -> Fraction | None:
    if words == ["half"]:
        return Fraction(1, 2)
    total = group = 0
    for word in words:
        if word in _WORDS:
            group = group * 12 if word == "dozen" and group else group + _WORDS[word]
        elif word == "hundred":
            group = max(group, 1) * 100
        elif word in _SCALES:
            total, group = total + max(group, 1) * _SCALES[word], 0
        else:
            return None
    return Fraction(total + group)
