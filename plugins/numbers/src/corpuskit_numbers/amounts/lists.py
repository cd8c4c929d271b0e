"""What the words of a list may mean, checked before a word is met: people add words of their own."""

import re
from collections.abc import Mapping
from typing import Any

from corpuskit.errors import RuleError

__all__ = ["check_lists"]

_WHOLE = ("[0-9]+", "a whole number")
_AT_LEAST_ONE = ("[1-9][0-9]*", "a whole number from 1 on")
_BOUNDS = ("[0-9]+ [0-9]+", "two whole numbers, the lower first, such as '20 100'")
_MODIFIER = ("~|[<>]=?", "one of ~ < <= > >=")
_CURRENCY = {
    "code": ("[A-Z]{3,}", "a code of ISO 4217"),
    "name": (".+", "a name"),
    "factor": ("[1-9][0-9]*(?:/[1-9][0-9]*)?", "a whole number or a fraction, such as 1/100"),
    "place": ("any|after|part", "one of any, after, part"),
}
_UNIT = {
    "unit": ("[!-~](?:[ -~]*[!-~])?", "a code of UCUM"),
    "name": (".+", "a name"),
    "kind": ("measure|percentage", "one of measure, percentage"),
    "form": ("word|symbol", "one of word, symbol"),
}
_MEANINGS = {
    **dict.fromkeys(("zero", "ones", "teens", "tens"), _WHOLE),
    **dict.fromkeys(("twenty", "magnitude", "letter", "letter_of_money", "ordinal", "roman"), _AT_LEAST_ONE),
    **dict.fromkeys(("denominator", "behind_tens", "compound"), _AT_LEAST_ONE),
    **dict.fromkeys(("vague", "some"), _BOUNDS),
    **dict.fromkeys(("modifier", "modifier_after"), _MODIFIER),
}
_COLUMNS = {"currency": _CURRENCY, "currency_sign": _CURRENCY, "unit": _UNIT}
"""By list, and by column where a meaning has several: what it looks like, and what that is called."""


def check_lists(lexicons: Mapping[str, Mapping[str, Any]]) -> None:
    """Check what the words of lists mean that readers work with.

    Raises:
        RuleError: when a meaning is none.
    """
    for name, wanted in _MEANINGS.items():
        for word, meaning in lexicons[name].items():
            _check(name, word, repr(meaning), str(meaning), wanted)
    for name, columns in _COLUMNS.items():
        for word, meaning in lexicons[name].items():
            for column, pattern in columns.items():
                _check(name, word, f"{column} = {meaning[column]!r}", str(meaning[column]), pattern)


def _check(name: str, word: str, shown: str, meaning: str, wanted: tuple[str, str]) -> None:
    pattern, called = wanted
    if not re.fullmatch(pattern, meaning) or (wanted == _BOUNDS and not _rises(meaning)):
        message = f"lexicon {name!r}: {word!r} means {shown}, which is not {called}"
        raise RuleError(message, lexicon=name, word=word)


def _rises(bounds: str) -> bool:
    low, high = map(int, bounds.split())
    return low <= high
