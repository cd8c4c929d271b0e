"""What is expected against what is found, one layer at a time."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

import attrs

from ..._annotation import Annotation
from ..._fields import OpaqueValue, encode, fields_of
from ..._span import Span
from ._reading import Gold, Wanted

__all__ = ["Difference", "differences", "field_of", "wrong_fields"]

_One = TypeVar("_One")
_Other = TypeVar("_Other")


@attrs.frozen
class Difference:
    """What differs: an annotation that is missed or spurious, or a pair with other boundaries or another value."""

    kind: str
    gold: Gold | None = None
    found: Annotation | None = None

    @property
    def span(self) -> Span:
        """Where it is."""
        item = self.gold or self.found
        return item.span if item else Span(0, 0)


def differences(golds: Sequence[Gold], found: Sequence[Annotation]) -> list[Difference]:
    """Give what differs in one layer, by position.

    As many as can be are taken to be right; of what is left, annotations at the same place differ in their values,
    those that overlap in their boundaries, and the others are missed or spurious.
    """
    golds, found = list(golds), list(found)
    _take(golds, found, lambda gold, item: _same_place(gold, item) and not list(wrong_fields(gold, item)))
    pairs = [Difference("wrong value", *pair) for pair in _take(golds, found, _same_place)]
    pairs += [Difference("wrong boundary", *pair) for pair in _take(golds, found, _overlap)]
    alone = [Difference("missed", gold) for gold in golds] + [Difference("spurious", None, item) for item in found]
    return sorted([*pairs, *alone], key=lambda difference: (difference.span, difference.kind))


def _same_place(gold: Gold, item: Annotation) -> bool:
    return gold.pieces == item.pieces


def _overlap(gold: Gold, item: Annotation) -> bool:
    return gold.span.overlaps(item.span)


def _take(ones: list[_One], others: list[_Other], fits: Callable[[_One, _Other], bool]) -> list[tuple[_One, _Other]]:
    """Take the most pairs that fit out of both lists."""
    partner: dict[int, int] = {}
    table = [[place for place, other in enumerate(others) if fits(one, other)] for one in ones]
    for number in range(len(ones)):
        _match(number, table, partner, set())
    taken = [(ones[number], others[place]) for place, number in sorted(partner.items(), key=lambda pair: pair[1])]
    kept = set(partner.values())
    ones[:] = [one for number, one in enumerate(ones) if number not in kept]
    others[:] = [other for place, other in enumerate(others) if place not in partner]
    return taken


def _match(number: int, fitting: Sequence[Sequence[int]], partner: dict[int, int], seen: set[int]) -> bool:
    """Find a partner, where others can do with another one.

    Source: H. W. Kuhn, The Hungarian method for the assignment problem, 1955.
    """
    for place in fitting[number]:
        if place not in seen:
            seen.add(place)
            if place not in partner or _match(partner[place], fitting, partner, seen):
                partner[place] = number
                return True
    return False


def wrong_fields(gold: Gold, item: Annotation) -> Iterator[tuple[str | None, Wanted, Any]]:
    """Give the fields that differ: name, what it should be, and what it is."""
    for name, wanted in gold.fields.items():
        actual = field_of(item.value, name)
        if not any(_equal(data, encode(actual)) for data in wanted.readings):
            yield name, wanted, actual


def _equal(one: Any, other: Any) -> bool:
    # True is 1 in Python, and not in JSON.
    return bool(one == other) and isinstance(one, bool) == isinstance(other, bool)


def field_of(value: Any, name: str | None) -> Any:
    """Give a field of a value, by its name in JSON; of an instance its ``value``, or itself, where the name is None."""
    if isinstance(value, OpaqueValue):
        data = value.data
        return data if name is None else data.get(name) if isinstance(data, dict) else None
    if value is None or not attrs.has(type(value)):
        return value if name is None else None
    cls: Any = type(value)  # Any: mypy takes a class for unhashable.
    attributes = {alias: attribute for attribute, alias, _ in fields_of(cls)}
    if name is None:
        return getattr(value, attributes["value"]) if "value" in attributes else value
    return getattr(value, attributes[name], None) if name in attributes else None
