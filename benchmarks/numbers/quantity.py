"""Quantities as they are compared, in gold and in what a system tells."""

from fractions import Fraction
from typing import TypeGuard

import attrs

from .units import canonical

__all__ = ["Quantity", "Value", "exact", "same"]

Value = Fraction | tuple[Fraction | None, Fraction | None] | None
"""A number, or the ends of a range."""

_NEAR, _NEARLY_ZERO = Fraction(1, 10**5), Fraction(1, 10**9)


@attrs.frozen
class Quantity:
    """A quantity.

    Args:
        start: where it begins; None where that is not told.
        end: where it ends.
        value: None where there is a unit alone, or no number is told.
        unit: in the words of who tells it.
        kinds: what it may be; a system that does not tell, say, ages from lengths of time, tells both.
        counted: what is counted.
    """

    start: int | None
    end: int | None
    value: Value
    unit: str | None = None
    kinds: tuple[str, ...] = ("cardinal", "fraction")
    counted: str | None = None

    @property
    def unit_name(self) -> str:
        """The unit by the name that it is compared by."""
        return canonical(self.unit, is_money="money" in self.kinds)


def exact(number: object) -> Fraction:
    """Give a number exactly as it is written: ``0.1`` is a tenth, also where it was a float.

    Raises:
        ValueError: when it is none.
    """
    return Fraction(str(number))


def same(one: Value, other: Value) -> bool:
    """Tell whether two values are the same but for the seventh digit or so, as peers calculate in floats.

    >>> same(Fraction(1, 3), exact(0.3333333)), same(Fraction(10), (Fraction(10), None))
    (True, False)
    """
    if _is_range(one) and _is_range(other):
        return all(a == b or same(a, b) for a, b in zip(one, other, strict=True))
    if not isinstance(one, Fraction) or not isinstance(other, Fraction):
        return False
    return abs(one - other) <= _NEAR * max(abs(one), abs(other)) + _NEARLY_ZERO


def _is_range(value: Value) -> TypeGuard[tuple[Fraction | None, Fraction | None]]:
    return isinstance(value, tuple)
