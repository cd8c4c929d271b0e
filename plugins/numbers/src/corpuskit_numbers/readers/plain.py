"""Numbers without a unit: plain ones, fractions, parts and proportions."""

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from corpuskit.rules import Hit

from ..amounts.amount import Amount, exact
from ..draft import Doubt, Meaning, ignored, valued
from ..reading import Reading

__all__ = ["fraction", "is_ratio", "number", "part", "proportion"]

_MOST_OVER = 100
_LONGEST_NAME = 4
_NAME = ignored()
_RANKS = ("hundredth", "thousandth", "millionth", "billionth", "trillionth")
_TERMS = ("quarter", "quarters", "half", "halves")
_WORD = re.compile(r"[^\W\d_]+")


def number(hit: Hit, reading: Reading) -> Meaning | None:
    """Read a number without a unit."""
    text = hit["n"] or ""
    amount = reading.amount(hit, "n")
    if amount is None:
        return None
    is_code = text.isdecimal() and text[0] == "0" and len(text) > 1
    meaning = ignored() if is_code or is_ratio(amount, text) else valued(_kind_of(amount), amount)
    if not (text[0].isdecimal() and text[-1].isdecimal() and len(text) > _LONGEST_NAME + 1):
        meaning.unless = tuple(_doubts(text, reading))
    return meaning


def _doubts(text: str, reading: Reading) -> Iterator[tuple[Doubt, Meaning | None]]:
    if text[-1] == "m" and text[-2:-1].isnumeric():
        yield reading.around.is_length, None
    elif text.lower() == "one":
        yield reading.around.is_pronoun, None
    if text.rstrip("BbKkMm").removesuffix(".0").isdecimal() and len(text) <= _LONGEST_NAME:
        yield reading.around.is_name, _NAME
    if text[0].isdecimal():
        yield reading.around.is_in_code, _NAME
    # In a headline in capitals they show no name.
    if text[0].isupper() and not text.isupper():
        yield reading.around.is_in_name, _NAME


def is_ratio(amount: Amount, text: str) -> bool:
    """Say whether digits with a slash are two numbers: 120/80, 3/2000."""
    return "/" in text and not any(map(str.isspace, text)) and not _proper(amount, text)


def _kind_of(amount: Amount) -> str:
    """Say whether an amount is a cardinal or a fraction."""
    return "fraction" if amount.fraction and amount.value != int(amount.value) else "cardinal"


def _proper(amount: Amount, text: str) -> bool:
    below = text.rpartition("/")[2].rstrip("thndrsTHNDRS")
    return (-1 < amount.value < 1 and below.isdecimal() and int(below) <= _MOST_OVER) or "-" in text[1:]


def fraction(hit: Hit, reading: Reading) -> Meaning | None:
    """Read "two thirds"; a singular denominator goes with one only, "two quarters" and "seven quarters" are months."""
    words = _WORD.findall((hit["n"] or "").lower())
    amount = reading.amount(hit, "n")
    if amount is None:
        return None
    parts = {**reading.lexicons["denominator"], **reading.lexicons["behind_tens"]}
    last = next((word for word in words[::-1] if word in parts), "")
    if len(words) == 2 and words[0] in reading.lexicons["tens"] and hit.text.endswith("s") and "-" in hit.text:
        return _NAME  # "The twenty-fifths" have no numerator.
    if last in _TERMS and _counts_terms(words, last, amount):
        return None if words[:2] != ["one", "half"] else valued("fraction", amount)
    is_plural = last.endswith(("s", "half")) or "three-quarter" in hit.text.lower()
    if not is_plural and not _is_one(words[: words.index(last)], reading):
        return None
    meaning = valued(_kind_of(amount), amount)
    if last == "quarters":
        meaning.unless = ((reading.around.is_in_row, None),)
    elif last in _RANKS:
        meaning.unless = ((reading.around.is_ranked, None),)
    return meaning


def _counts_terms(words: list[str], last: str, amount: Amount) -> bool:
    """Say whether quarters and halves are those of a year or a match: there are two of them, or more than make one."""
    return words[-1] == last and "and" not in words and (amount.raw == Decimal("0.5") or amount.raw >= 1)


def _is_one(numerator: list[str], reading: Reading) -> bool:
    """Say whether a singular denominator has its numerator: "one", perhaps with tens that belong behind it."""
    rest = numerator[1:] if numerator[:1] == ["minus"] else numerator
    lexicons = reading.lexicons
    behind = {**lexicons["ones"], **lexicons["teens"], **lexicons["tens"]}
    return rest[:1] in (["one"], ["a"], ["an"]) and all(word in behind for word in rest[1:])


def part(hit: Hit, reading: Reading) -> Meaning | None:
    """Read "a fifth of", "nearly a fifth were", "half the"."""
    amount = reading.one_part(hit, "n") or reading.one_part(hit, "x_n") or reading.amount(hit, "h_n")
    amount = amount or Amount(Decimal("0.5"), scale=None)
    return valued("fraction", amount)


def proportion(hit: Hit, reading: Reading) -> Meaning | None:
    """Read "one in five": the first must be smaller, and what looks like a date is none."""
    least, most = reading.amount(hit, "a_n"), reading.amount(hit, "b_n")
    if least is None or most is None or not 0 < least.value < most.value:
        return None
    plain_in = " in " in hit.text.lower() and "every" not in hit.text.lower()
    if plain_in and least.value != 1 and most.value not in (3, 4, 5, 10, 20, 100, 1000):
        return None
    return Meaning("fraction", exact(Fraction(least.value) / Fraction(most.value)))
