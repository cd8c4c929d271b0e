"""What a number shares with another that has its unit: "to 36 billion crowns in May from 28 billion in April"."""

import re
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from ..amounts.amount import Amount, product
from ..around.surroundings import words_before
from ..draft import Draft, Meaning

__all__ = ["Sharing", "alike", "are_like"]

_LIKE = 20
"""How many times one number may be the other where both share what is written once."""
_LONGEST_GAP = 120
_WITH_UNIT = ("money", "measure", "percentage")
_PLAIN = ("cardinal", "fraction")
_IN_ROW = (["last"], ["first"], ["past"], ["next"], ["previous"])
# "Three months rose to 6 from 5" tells of the rate for a loan of three months.
_TIMES = frozenset({"a", "mo", "wk", "d", "h", "min", "s"})
# What compares a number with one before it in its sentence, and what may stand between.
_COMPARED = re.compile(
    r"(?P<between>(?:(?!\n\s|[.!?][\"”’')]?\s+[A-Z]).)*?)(?<!\w)"
    r"(?P<cue>from|to|against|versus|vs\.?|compared\s+(?:with|to)"
    r"|(?:above|below|than)(?=\s+(?:\d{4}|last\s+\w+)['’]s\s))\s+"
    r"(?:(?:an?|the|its|about|around|some|nearly|almost|over|only|just|record|previous|earlier|revised|projected|estimated|expected|forecast|restated"
    r"|steady|extraordinary|net|operating|pre-?tax|(?:\d{4}|last\s+\w+)['’]s"
    r"|(?:average|deficit|gain|high|loss|low|peak|profit|surplus|total)s?\s+of)\s+){0,4}",
    re.DOTALL | re.IGNORECASE,
)
# What goes on such a comparison: "up from 5 tonnes in May and 4 in June".
_GOING_ON = re.compile(
    r"(?:\s+(?:in|for|at)(?:\s+[\w'’/-]+){1,4})?,?\s+and\s+(?:(?:about|around|some|nearly|almost)\s+)?"
)
# What may stand behind a number that counts nothing.
_OVER = re.compile(
    r"\s*(?:[,;:)]|\.(?!\d)|\Z)|[ \t]*\n(?:[ \t]*\n|[ \t]{2})"
    r"|\s+(?:[a-z]{3,}ed\s+(?:an?|in|last|the)|in|on|at|about|by|during|for|when|as|under|after|amid|because|before"
    r"|but|due|following|since|though|until|while|last|this|next|ago|earlier|previously|today|yesterday|respectively"
    r"|an?\s+(?:day|week|month|quarter|year|decade)|the\s+(?:day|week|month|quarter|year|previous|same)|year-)(?!\w)",
    re.IGNORECASE,
)
# Behind a million nothing that is counted begins with these.
_MILLIONS_OVER = re.compile(r"\s+(?:and|while|compared|against|versus|vs\.?)(?!\w)", re.IGNORECASE)


class Sharing:
    """Give numbers that are compared with one before them its unit, where they have none."""

    def __init__(self, lexicons: Mapping[str, Mapping[str, Any]]) -> None:
        """Take the word lists."""
        self._change = frozenset(lexicons["change"])

    def fill(self, text: str, drafts: Iterable[Draft]) -> Iterator[Draft]:
        """Give the numbers of a text in order, those that are compared with the unit of the one before."""
        said: Draft | None = None
        is_shared = False
        for draft in drafts:
            kind = draft.meaning.kind
            if said is not None and kind in _PLAIN and not draft.meaning.ignored:
                shared = self._shared(text, said, draft, goes_on=is_shared)
                said, draft, is_shared = shared, shared or draft, shared is not None
            elif kind in _WITH_UNIT and not (said is not None and _is_past(text, draft)):
                said, is_shared = None if draft.meaning.unit in _TIMES else draft, False
            yield draft

    def _shared(self, text: str, said: Draft, draft: Draft, *, goes_on: bool) -> Draft | None:
        """Give a number with the unit of the one before; None where the two are not compared."""
        own, other = draft.meaning.amount, said.meaning
        if own is None or draft.start - said.end > _LONGEST_GAP or not _is_over(text, draft.end, own):
            return None
        if not (goes_on and _GOING_ON.fullmatch(text, said.end, draft.start)):
            match = _COMPARED.fullmatch(text, said.end, draft.start)
            if match is None or not self._is_compared(text, said, match):
                return None
        own = _of_size(own, other)
        if own is None:
            return None
        return draft.with_changes(**alike(own, draft.meaning, other))

    def _is_compared(self, text: str, said: Draft, match: re.Match[str]) -> bool:
        """Say whether "from" and "to" tell of a change: "to 5 tonnes from 4", "5 tonnes, up from 4"."""
        cue = match["cue"].lower()
        before = words_before(text, said.start)[-3:]
        last = "".join(match["between"].lower().split()[-1:])
        if cue == "to":
            return "from" in before or (last.endswith("ing") and last in self._change)
        return cue != "from" or "to" in before or last in ("down", "up")


def _is_past(text: str, draft: Draft) -> bool:
    """Say whether a time only dates what is told: "5 tonnes in the last three months from 4"."""
    return draft.meaning.unit in _TIMES and words_before(text, draft.start)[-1:] in _IN_ROW


def _is_over(text: str, end: int, amount: Amount) -> bool:
    """Say whether a number that ends at ``end`` counts nothing."""
    return bool(_OVER.match(text, end) or (amount.magnitude != 1 and _MILLIONS_OVER.match(text, end)))


def alike(amount: Amount, own: Meaning, other: Meaning) -> dict[str, Any]:
    """Give what changes in the meaning of a number that shares the unit of another."""
    return {
        "kind": other.kind if other.unit_name else own.kind,
        "value": product(amount.value, other.coin) if other.coin else amount.value,
        "unit": other.unit,
        "unit_name": other.unit_name,
        "amount": amount,
        "coin": other.coin,
    }


def _of_size(amount: Amount, other: Meaning) -> Amount | None:
    """Give an amount with the magnitude that it shares with another, if any; None where it is of another size."""
    if other.amount is not None and amount.magnitude == 1 and are_like(amount.raw, other.amount.raw):
        return amount.with_magnitude(other.amount.magnitude)
    end = other.high if other.value is None else other.value
    if other.coin and end is not None:
        end = Fraction(end) / other.coin
    return amount if end is not None and are_like(amount.value, end) else None


def are_like(one: Any, other: Any) -> bool:
    """Say whether two numbers are of a size."""
    less, more = sorted((abs(Fraction(one)), abs(Fraction(other))))
    return more <= less * _LIKE
