"""What the words of a match mean, and a number on its way from a match to an annotation."""

import dataclasses
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

from corpuskit import Span
from corpuskit.rules import Hit
from corpuskit.values import NumberValue

from .amounts.amount import Amount

__all__ = ["Doubt", "Draft", "Meaning", "ignored", "valued"]

Doubt = Callable[[Hit], bool]
"""A question about what stands around a match."""


@dataclasses.dataclass(eq=False, slots=True)  # No attrs class: of these, compiled code reads the fields directly.
class Meaning:
    """What the words of a match mean wherever they stand; all matches of the same words share one.

    Nothing in it depends on the text around the match: what does is left to the questions in ``unless``.
    """

    kind: str
    value: Decimal | Fraction | None = None
    low: Decimal | Fraction | None = None
    high: Decimal | Fraction | None = None
    unit: str | None = None
    unit_name: str | None = None
    uncertainty: Decimal | Fraction | None = None
    scale: int | None = None
    ignored: bool = False
    """Whether the match only takes its place, so that nothing in it is found."""
    amount: Amount | None = None
    """The amount as written, for a range that shares its magnitude."""
    last_part: tuple[str, Fraction] | None = None
    """The name of the smallest unit so far, as a part of the first: "5 ft" may be followed by inches."""
    coin: Fraction | None = None
    """What part of its currency a small coin is."""
    led: bool = False
    """Whether its unit stands before its amount: "$5", "aged 5"."""
    modifier: tuple[str, int, int] | None = None
    """A modifier that stands inside the match, and its place from the start of it: "20 or more years"."""
    unless: "tuple[tuple[Doubt, Meaning | None], ...]" = ()
    """What the match means in place of this where the text around it answers a question with yes; None for nothing."""
    method: str = ""
    _number: NumberValue | None = dataclasses.field(default=None, init=False)

    @property
    def number(self) -> NumberValue:
        """The value where nothing modifies it and it counts nothing: made once."""
        if self._number is None:
            self._number = self.with_surroundings(None, None, "")
        return self._number

    def modifier_at(self, start: int) -> tuple[str, Span] | None:
        """Give the modifier inside a match that begins at ``start``, in its place."""
        if self.modifier is None:
            return None
        sign, begin, end = self.modifier
        return sign, Span(start + begin, start + end)

    def with_surroundings(self, modifier: tuple[str, Span] | None, counted: Span | None, text: str) -> NumberValue:
        """Give the value with its modifier and what it counts in a text."""
        sign, place = modifier or (None, None)
        words = None if counted is None else text[counted.start : counted.end]
        bounds, unit = (self.value, self.low, self.high), (self.unit, self.unit_name)
        # In their order: names would take longer than all checks.
        return NumberValue(
            self.kind, *bounds, *unit, sign, place, self.uncertainty, words, counted, self.scale, self.method
        )


class Draft:
    """A number in its place, before its neighbours are looked at, perhaps with a modifier inside it."""

    __slots__ = ("end", "meaning", "modifier", "start")

    def __init__(self, start: int, end: int, meaning: Meaning, modifier: tuple[str, Span] | None = None) -> None:
        self.start: int = start
        self.end: int = end
        self.meaning: Meaning = meaning
        self.modifier: tuple[str, Span] | None = modifier

    def with_changes(self, **changes: Any) -> "Draft":
        """Give it with changes in its meaning."""
        meaning = dataclasses.replace(self.meaning, **changes)
        return Draft(self.start, self.end, meaning, self.modifier)


def valued(kind: str, amount: Amount, *, unit: str | None = None, name: str | None = None) -> Meaning:
    """Give the meaning of one amount."""
    return Meaning(kind, amount.value, None, None, unit, name, None, amount.scale, False, amount)


def ignored() -> Meaning:
    """Give the meaning of what only takes its place."""
    return Meaning("cardinal", Decimal(0), ignored=True)
