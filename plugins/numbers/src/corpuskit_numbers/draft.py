"""A number on its way from a match to an annotation."""

from decimal import Decimal
from fractions import Fraction

import attrs

from corpuskit import Span

from .amounts import Amount

__all__ = ["Draft", "bounded", "valued"]


@attrs.define
class Draft:
    """What a match means, before its surroundings are looked at."""

    kind: str
    value: Decimal | Fraction | None = None
    low: Decimal | Fraction | None = None
    high: Decimal | Fraction | None = None
    unit: str | None = None
    unit_name: str | None = None
    uncertainty: Decimal | Fraction | None = None
    scale: int | None = None
    span: Span | None = None
    """Where it stands, if not in the whole match."""
    ignored: bool = False
    """Whether the match only takes its place, so that nothing in it is found."""


def valued(kind: str, amount: Amount, *, unit: str | None = None, name: str | None = None) -> Draft:
    """Give the draft of one amount."""
    return Draft(kind, amount.value, unit=unit, unit_name=name, scale=amount.scale)


def bounded(kind: str, low: Amount, high: Amount, *, unit: str | None = None, name: str | None = None) -> Draft:
    """Give the draft of a range."""
    scales = [scale for scale in (low.scale, high.scale) if scale is not None]
    return Draft(
        kind, low=low.value, high=high.value, unit=unit, unit_name=name, scale=max(scales) if len(scales) == 2 else None
    )
