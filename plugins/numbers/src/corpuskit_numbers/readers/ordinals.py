"""Ordinals in digits, words and Roman numerals."""

import re
from decimal import Decimal

from corpuskit.rules import Hit, folded

from ..draft import Meaning
from ..reading import Reading

__all__ = ["ordinal_digits", "ordinal_words", "rank", "roman"]

_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
_WORD = re.compile(r"[^\W\d_]+")


def ordinal_digits(hit: Hit, reading: Reading) -> Meaning | None:
    """Read "21st"; the ending must be the right one."""
    value = int((hit["n"] or "").replace(",", ""))
    ending = hit.text[-2:].lower()
    regular = "th" if value % 100 in (11, 12, 13) else _ENDINGS.get(value % 10, "th")
    if ending != regular and not (ending[-1] == "d" and ending[0].isdigit() and value % 10 in (2, 3)):
        return None
    return _ordinal(value)


def _ordinal(value: int | Decimal) -> Meaning:
    return Meaning("ordinal", Decimal(value), scale=0)


def ordinal_words(hit: Hit, reading: Reading) -> Meaning | None:
    """Read "twenty-first", "one hundred and fifth"."""
    meaning = _spelled(folded(hit.text), reading)
    if hit.text[0].isupper():
        taken = Meaning("ordinal", ignored=True)
        if meaning is None:
            meaning, taken.unless = taken, ((reading.around.is_in_no_name, None),)
        else:
            meaning.unless = ((reading.around.is_in_name, taken),)
    return meaning


def _spelled(text: str, reading: Reading) -> Meaning | None:
    ordinals = reading.lexicons["ordinal"]
    words = _WORD.findall(text)
    last = words[-1] if words[-1] in ordinals else next((w for w in ordinals if words[-1].endswith(w)), "")
    before = [*words[:-1], words[-1].removesuffix(last)]
    front = " ".join(filter(None, before))
    value = int(ordinals[last])
    if not front:
        return _ordinal(value)
    large = value >= 100
    # "Nine hundredth" is read as "nine hundred".
    amount = reading.amounts.read(f"{front} {last.removesuffix('th')}" if large else front.removesuffix(" and"))
    if amount is None or amount.value != int(amount.value):
        return None
    whole = int(amount.value)
    if large:
        return _ordinal(whole)
    return _ordinal(whole + value) if _fits(whole, value) else None


def _fits(whole: int, value: int) -> bool:
    return (whole % 100 == 0 and whole > 0) or (whole % 10 == 0 and whole % 100 >= 20 and value < 10)


def rank(hit: Hit, reading: Reading) -> Meaning | None:
    """Read "No. 10", "number one"."""
    amount = reading.amount(hit, "n_n")
    return None if amount is None else _ordinal(int(amount.value))


def roman(hit: Hit, reading: Reading) -> Meaning | None:
    """Read "Chapter IV"."""
    return _ordinal(int(hit.meaning("r") or hit.meaning("c")))
