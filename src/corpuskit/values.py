"""The standard value classes: what dates, entities, numbers and quotes mean.

A value is a frozen attrs instance. Plugins share these classes, and may declare further ones. Fields typed
:class:`~corpuskit.Span` or :class:`~corpuskit.Ref` point into the document's text.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

import attrs
from attrs.validators import deep_iterable, in_, instance_of, optional

from ._annotation import Ref
from ._fields import OpaqueValue
from ._span import Span, brief
from .errors import InvalidValue

__all__ = ["STANDARD", "DateRange", "DateValue", "EntityValue", "NumberValue", "OpaqueValue", "QuoteValue"]

DATE_TYPES = ("DATE", "TIME", "DURATION", "SET")
DATE_MODS = (
    *("APPROX", "START", "MID", "END", "BEFORE", "AFTER", "ON_OR_BEFORE", "ON_OR_AFTER"),
    *("MORE_THAN", "LESS_THAN", "EQUAL_OR_MORE", "EQUAL_OR_LESS"),
)
ENTITY_TYPES = ("PER", "ORG", "LOC", "NORP", "MISC")
NUMBER_KINDS = ("cardinal", "ordinal", "fraction", "percentage", "money", "measure", "age", "multiple")
NUMBER_MODIFIERS = ("~", "<", "<=", ">", ">=")
QUOTE_KINDS = ("direct", "mixed", "indirect", "scare", "title")
POLARITIES = ("negative", "hypothetical")

Amount = Decimal | Fraction


_TEXT = optional(instance_of(str))
_INTEGER = optional(instance_of(int))
_SPAN = optional(instance_of(Span))
_REF = optional(instance_of(Ref))

_DIGITS = 4_000
"""The most digits that an amount may have on either side of the point: plain notation writes them all, and Python
reads no more than 4,300."""


def _exact(instance: object, attribute: "attrs.Attribute[Amount | None]", amount: object) -> None:
    if isinstance(amount, Fraction):
        if max(abs(amount.numerator), amount.denominator) >= 10**_DIGITS:
            raise InvalidValue(f"{attribute.name} has more than {_DIGITS} digits", value=amount)
        return
    if not isinstance(amount, Decimal):
        raise InvalidValue(f"{attribute.name} is a Decimal or a Fraction, not {amount!r}", value=amount)
    if not amount.is_finite() or not -_DIGITS <= amount.adjusted() <= _DIGITS:
        raise InvalidValue(f"{attribute.name} = {amount} cannot be written in plain notation", value=amount)


def _written(amount: Amount | None) -> object:
    """Give what makes two amounts equal: 4.50 is not 4.5."""
    return amount.as_tuple() if isinstance(amount, Decimal) else amount


def _words(given: Iterable[str]) -> tuple[str, ...]:
    if isinstance(given, str):
        raise InvalidValue(f"{given!r} is one string where several are wanted; write ({given!r},)", value=given)
    return tuple(given)


def _spans(given: Iterable[Span]) -> tuple[Span, ...]:
    return tuple(given)


@attrs.frozen(repr=False)
class DateValue:
    """A time expression after TIMEX3.

    ``value`` is the TIMEX3 string (``2020-01-05``, ``XXXX-WXX-1``, ``P2Y6M``, ``PAST_REF``). ``earliest`` and
    ``latest`` are ISO 8601 strings for sorting and range queries, the latest exclusive, or None where the value
    fixes no interval in the years 1 to 9999. ``alternatives`` are further readings of an ambiguous expression.

    Source: TimeML 1.2.1, section on TIMEX3.
    """

    type: str = attrs.field(validator=in_(DATE_TYPES))
    value: str = attrs.field(validator=instance_of(str))
    mod: str | None = attrs.field(default=None, validator=optional(in_(DATE_MODS)))
    quant: str | None = attrs.field(default=None, validator=_TEXT)
    freq: str | None = attrs.field(default=None, validator=_TEXT)
    begin: str | None = attrs.field(default=None, validator=_TEXT)
    end: str | None = attrs.field(default=None, validator=_TEXT)
    earliest: str | None = attrs.field(default=None, validator=_TEXT)
    latest: str | None = attrs.field(default=None, validator=_TEXT)
    grain: str | None = attrs.field(default=None, validator=_TEXT)
    alternatives: tuple[str, ...] = attrs.field(default=(), converter=_words, validator=deep_iterable(instance_of(str)))
    method: str | None = attrs.field(default=None, validator=_TEXT)

    __repr__ = brief


@attrs.frozen(repr=False)
class DateRange:
    """A range of time whose ends are annotations of the layer ``date``; an open end is None."""

    begin: Ref | None = attrs.field(default=None, validator=_REF)
    end: Ref | None = attrs.field(default=None, validator=_REF)

    __repr__ = brief


@attrs.frozen(repr=False)
class EntityValue:
    """A named entity.

    ``name`` is the canonical name of the mention's chain in the document, ``chain`` the chain's number, and
    ``variants`` the other surface forms of the chain, sorted. ``title`` and ``role`` stand outside the span.
    """

    type: str = attrs.field(validator=in_(ENTITY_TYPES))
    name: str = attrs.field(validator=instance_of(str))
    title: str | None = attrs.field(default=None, validator=_TEXT)
    role: str | None = attrs.field(default=None, validator=_TEXT)
    chain: int | None = attrs.field(default=None, validator=_INTEGER)
    variants: tuple[str, ...] = attrs.field(default=(), converter=_words, validator=deep_iterable(instance_of(str)))
    subtype: str | None = attrs.field(default=None, validator=_TEXT)
    method: str | None = attrs.field(default=None, validator=_TEXT)

    __repr__ = brief


@attrs.frozen(repr=False)
class NumberValue:
    """A quantity: an exact ``value``, or ``low`` and ``high`` for a range or a vague amount.

    ``unit`` is an ISO 4217 code for money and a UCUM code for measures, ``unit_name`` an English singular name.
    ``scale`` is the number of decimal places written: 4.50 has scale 2 and differs from 4.5. ``counted`` is the
    text of what is counted, ``counted_span`` its place.

    Raises:
        InvalidValue: when there is neither a value nor a bound, or both, or a number is not exact.
    """

    kind: str = attrs.field(validator=in_(NUMBER_KINDS))
    value: Amount | None = attrs.field(default=None, validator=optional(_exact), eq=_written)
    low: Amount | None = attrs.field(default=None, validator=optional(_exact), eq=_written)
    high: Amount | None = attrs.field(default=None, validator=optional(_exact), eq=_written)
    unit: str | None = attrs.field(default=None, validator=_TEXT)
    unit_name: str | None = attrs.field(default=None, validator=_TEXT)
    modifier: str | None = attrs.field(default=None, validator=optional(in_(NUMBER_MODIFIERS)))
    modifier_span: Span | None = attrs.field(default=None, validator=_SPAN)
    uncertainty: Amount | None = attrs.field(default=None, validator=optional(_exact), eq=_written)
    counted: str | None = attrs.field(default=None, validator=_TEXT)
    counted_span: Span | None = attrs.field(default=None, validator=_SPAN)
    scale: int | None = attrs.field(default=None, validator=_INTEGER)
    method: str | None = attrs.field(default=None, validator=_TEXT)

    __repr__ = brief

    def __attrs_post_init__(self) -> None:
        exact, bounded = self.value is not None, self.low is not None or self.high is not None
        if exact == bounded:
            raise InvalidValue("a number has either a value or bounds (low, high), and not both", value=self.value)


@attrs.frozen(repr=False)
class QuoteValue:
    """What somebody said or wrote, and who.

    ``speaker`` and ``cue`` are spans or None; ``speaker_name`` is the speaker's canonical name where it is known.
    ``quoted`` are the spans inside quotation marks. ``polarity`` marks speech that is denied or only imagined.
    """

    kind: str = attrs.field(validator=in_(QUOTE_KINDS))
    speaker: Span | None = attrs.field(default=None, validator=_SPAN)
    speaker_name: str | None = attrs.field(default=None, validator=_TEXT)
    cue: Span | None = attrs.field(default=None, validator=_SPAN)
    quoted: tuple[Span, ...] = attrs.field(default=(), converter=_spans, validator=deep_iterable(instance_of(Span)))
    polarity: str | None = attrs.field(default=None, validator=optional(in_(POLARITIES)))
    method: str | None = attrs.field(default=None, validator=_TEXT)

    __repr__ = brief


STANDARD: Mapping[str, type] = {
    "date": DateValue,
    "date_range": DateRange,
    "entity": EntityValue,
    "number": NumberValue,
    "quote": QuoteValue,
}
