"""Numbers of the same counted thing, side by side."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

import attrs

from .._annotation import Annotation
from .._document import Document
from .._span import Span
from ..values import NumberValue
from ._comparison import Point, Said

__all__ = ["number_points"]

_NEAR = Fraction(1, 10)
"""How far from a number "about" it may be, as a share of it."""

_IRREGULAR = {"people": "person", "men": "man", "women": "woman", "children": "child", "lives": "life"}
_ENDINGS = (("ies", "y"), ("sses", "ss"), ("xes", "x"), ("ches", "ch"), ("shes", "sh"), ("s", ""))
_KEPT = ("ss", "us", "is")
_STATE = re.compile(r"\s+(?:(?:were|was|are|is|have|had|has|been|others|more|also|then|now)\s+)+(\w+ed|dead|hurt)\b")
"""What a number says that no noun follows: 14 "were injured"."""

_SEVERAL = re.compile(
    r"\b(?:(?:an?|the)\s+\w+\s+of|several|many|numerous|multiple|various|some|a\s+few)(?=\s)", re.IGNORECASE
)
"""What stands before things that are more than one, and not counted: "a series of"."""

_NEXT = re.compile(r"\s+([\w-]+)")
_WORDS = 3
"""Words behind it, the last of which is the plural of the thing."""

Key = tuple[str, ...]
Ends = tuple[Fraction | None, Fraction | None]


@attrs.frozen
class _Count:
    said: Said
    ends: Ends


def number_points(documents: Sequence[Document]) -> Iterator[Point]:
    """Give the numbers of documents by what they count, and beside them where others speak of it without a number."""
    found: dict[Key, list[list[_Count]]] = {}
    for number, document in enumerate(documents):
        for item, value in _numbers(document):
            key = _key(value, _counted(document.text, item, value))
            found.setdefault(key, [[] for _ in documents])[number].append(_count(document, item, value))
    vague = [_vague(document) for document in documents]
    for key, accounts in found.items():
        if len(key) > 1 and not key[0]:
            accounts = [account or several.get(key[1], []) for account, several in zip(accounts, vague, strict=True)]
        said = tuple(tuple(count.said for count in account) for account in accounts)
        yield Point("number", _name(key), said, agrees=_agree(accounts))


def _numbers(document: Document) -> Iterator[tuple[Annotation, NumberValue]]:
    for item in document["number"]:
        if isinstance(item.value, NumberValue) and item.value.kind != "ordinal":
            yield item, item.value


def _key(value: NumberValue, thing: str) -> Key:
    """Give what is the same for numbers that may be compared: the unit and the thing; of nothing, the number itself."""
    if thing:
        return value.unit_name or value.unit or "", thing
    return (f"{_shown(value)} {value.unit_name or ''}".strip(),)


def _name(key: Key) -> str:
    return key[-1] if len(key) == 1 or not key[0] else f"{key[1]} ({key[0]})"


def _shown(value: NumberValue) -> str:
    ends = [value.value] if value.value is not None else [value.low, value.high]
    return "–".join("" if end is None else f"{end:f}" if isinstance(end, Decimal) else str(end) for end in ends)


def _counted(text: str, item: Annotation, value: NumberValue) -> str:
    """Give the head of what is counted, in the singular; or else what is said of the number."""
    if words := (value.counted or "").split():
        return singular(words[-1].casefold())
    state = _STATE.match(text, item.span.end) if value.kind == "cardinal" else None
    return state[1].casefold() if state else ""


def singular(word: str) -> str:
    """Give the singular of an English noun, by its ending."""
    if word in _IRREGULAR or word.endswith(_KEPT):
        return _IRREGULAR.get(word, word)
    return next((word.removesuffix(old) + new for old, new in _ENDINGS if word.endswith(old) and word != old), word)


def _count(document: Document, item: Annotation, value: NumberValue) -> _Count:
    spans = [item.span, *filter(None, (value.modifier_span, value.counted_span))]
    state = None if value.counted else _STATE.match(document.text, item.span.end)
    end = state.end() if state else max(span.end for span in spans)
    span = Span(min(span.start for span in spans), end)
    return _Count(Said(document.id, span, document.text_of(span)), _ends(value))


def _ends(value: NumberValue) -> Ends:
    low, high = (
        None if end is None else Fraction(end)
        for end in ((value.low, value.high) if value.value is None else (value.value, value.value))
    )
    if value.modifier == "~":
        low, high = low and low - abs(low) * _NEAR, high and high + abs(high) * _NEAR
    return None if value.modifier in ("<", "<=") else low, None if value.modifier in (">", ">=") else high


def _vague(document: Document) -> dict[str, list[_Count]]:
    """Give where a document speaks of several things without a number, by the things in the singular."""
    found: dict[str, list[_Count]] = {}
    for match in _SEVERAL.finditer(document.text):
        end = match.end()
        for _ in range(_WORDS):
            word = _NEXT.match(document.text, end)
            if word is None:
                break
            end, noun = word.end(), word[1].casefold()
            if (thing := singular(noun)) != noun:
                span = Span(match.start(), end)
                count = _Count(Said(document.id, span, document.text_of(span)), (Fraction(2), None))
                found.setdefault(thing, []).append(count)
                break
    return found


def _agree(accounts: Sequence[Sequence[_Count]]) -> bool:
    pairs = combinations([account for account in accounts if account], 2)
    return all(any(_meet(one.ends, other.ends) for one in mine for other in yours) for mine, yours in pairs)


def _meet(one: Ends, other: Ends) -> bool:
    (low, high), (least, most) = one, other
    return not (
        (high is not None and least is not None and high < least)
        or (low is not None and most is not None and most < low)
    )
