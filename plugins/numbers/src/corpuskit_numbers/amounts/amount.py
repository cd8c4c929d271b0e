"""Amounts: the exact value of digits, number words and both together."""

from decimal import Context, Decimal
from fractions import Fraction
from typing import NamedTuple

__all__ = ["Amount", "exact", "product"]

_EXACT = Context(prec=400)
"""Wide enough that no number that the rules match is ever rounded."""


class Amount(NamedTuple):
    """What an amount means: ``raw`` times ``magnitude``; ``scale`` counts the decimal places written."""

    raw: Decimal | Fraction
    magnitude: int = 1
    scale: int | None = 0
    fraction: bool = False

    @property
    def value(self) -> Decimal | Fraction:
        """The whole amount."""
        return self.raw if self.magnitude == 1 else product(self.raw, self.magnitude)

    def with_magnitude(self, magnitude: int) -> "Amount":
        """Give the amount that many times."""
        return Amount(self.raw, self.magnitude * magnitude, self.scale, self.fraction)


def product(value: Decimal | Fraction, factor: int | Fraction) -> Decimal | Fraction:
    """Multiply without rounding; a whole result has no decimal places."""
    if isinstance(value, Fraction) or isinstance(factor, Fraction):
        return exact(Fraction(value) * factor)
    result = _EXACT.multiply(value, Decimal(factor))
    if result == result.to_integral_value():
        return result.quantize(Decimal(1), context=_EXACT)
    return result.normalize(_EXACT)


def exact(value: int | Fraction) -> Decimal | Fraction:
    """Give a Decimal where the value has a finite decimal form, otherwise the Fraction."""
    if isinstance(value, int):
        return Decimal(value)
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        return value
    return _EXACT.divide(Decimal(value.numerator), Decimal(value.denominator))
