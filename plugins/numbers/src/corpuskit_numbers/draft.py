"""A number on its way from a match to an annotation."""

from decimal import Decimal
from fractions import Fraction

import attrs

from corpuskit import Span

from .amounts import Amount

__all__ = ["Draft", "valued"]


@attrs.define
class Draft:
    """What a match means, before its neighbours and surroundings are looked at."""

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
    modifier: tuple[str, Span] | None = None
    """A modifier that stands inside the match: "20 or more years"."""
    span: Span = attrs.field(factory=lambda: Span(0, 0))
    method: str = ""


def valued(kind: str, amount: Amount, *, unit: str | None = None, name: str | None = None) -> Draft:
    """Give the draft of one amount."""
    return Draft(kind, amount.value, unit=unit, unit_name=name, scale=amount.scale, amount=amount)
