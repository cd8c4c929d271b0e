"""The standard value classes: what dates, entities, numbers and quotes mean.

A value is a frozen attrs instance. Plugins share these classes, and may declare further ones. Fields typed
:class:`~corpuskit.Span` or :class:`~corpuskit.Ref` point into the document's text.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

import attrs
from attrs.validators import and_, deep_iterable, ge, in_, instance_of, lt, optional

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
_INTEGER = optional(and_(instance_of(int), ge(-(2**63)), lt(2**63)))  # What JSON readers take as they are.
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

    Args:
        type: ``DATE``, ``TIME``, ``DURATION`` or ``SET``.
        value: the TIMEX3 string: ``2020-01-05``, ``XXXX-WXX-1``, ``P2Y6M``, ``PAST_REF``.
        mod: what limits the value, such as ``START``, ``APPROX`` or ``EQUAL_OR_MORE``; None where nothing does.
        quant: of a ``SET``, its quantifier, such as ``EVERY``.
        freq: of a ``SET``, how often in each period, such as ``2X``.
        begin: of a ``DURATION`` that is tied to a date, the day on which it begins, as ISO 8601.
        end: of such a ``DURATION``, the day on which it ends.
        earliest: the start of the interval that the value fixes, as an ISO 8601 string to sort and compare by; None
            where it fixes none in the years 1 to 9999.
        latest: the end of that interval, exclusive.
        grain: the unit named: ``year``, ``quarter``, ``month``, ``week``, ``day``, ``hour`` and others.
        alternatives: the values of further readings of an ambiguous expression.
        method: the name of the rule or model that made it.

    Raises:
        ValueError: when the type or modifier is none of TIMEX3.

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
    """A range of time whose ends are annotations of the layer ``date``.

    Args:
        begin: the annotation that it begins with; None where it is open.
        end: the annotation that it ends with, inclusive; None where it is open.
    """

    begin: Ref | None = attrs.field(default=None, validator=_REF)
    end: Ref | None = attrs.field(default=None, validator=_REF)

    __repr__ = brief


@attrs.frozen(repr=False)
class EntityValue:
    """A named entity.

    Args:
        type: ``PER``, ``ORG``, ``LOC``, ``NORP`` (nationalities, religious and political groups) or ``MISC``.
        name: the canonical name of the mention's chain in the document, which is its fullest name.
        title: the title beside the name, such as ``Dr``; it stands outside the span.
        role: the office or role beside the name, such as ``Prime Minister``; it stands outside the span.
        chain: the number of the chain, which all mentions of one entity in a document share.
        variants: the other forms of the name in the chain, sorted.
        subtype: a finer type or an id, as the list or rule that found it says.
        method: the name of the rule or model that made it.

    Raises:
        ValueError: when the type is none of these.
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

    Amounts are exact: a Decimal or a Fraction. A Decimal keeps how it is written, so that 4.50 differs from 4.5.

    Args:
        kind: ``cardinal``, ``ordinal``, ``fraction``, ``percentage``, ``money``, ``measure``, ``age`` or ``multiple``.
        value: the amount; None where there are bounds in its place.
        low: the lower bound of a range or vague amount; None where it is open.
        high: the upper bound of a range or vague amount; None where it is open.
        unit: the ISO 4217 code of money, the UCUM code of a measure.
        unit_name: the English name of the unit, singular.
        modifier: ``~``, ``<``, ``<=``, ``>`` or ``>=``, as in "about" and "more than".
        modifier_span: the place of the words that say so.
        uncertainty: what stands after ±.
        counted: the text of what is counted.
        counted_span: the place of what is counted.
        scale: the number of decimal places written: 2 for 4.50.
        method: the name of the rule or model that made it.

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

    Args:
        kind: ``direct``, ``mixed``, ``indirect``, ``scare`` (words at a distance) or ``title``.
        speaker: the place of the words that name the speaker; None where nobody is named.
        speaker_name: the speaker's canonical name, also behind a pronoun; None where it is not known.
        cue: the place of the word that reports, such as "said".
        quoted: the places of what stands inside quotation marks.
        polarity: ``negative`` for speech that is denied, ``hypothetical`` for speech that is only imagined.
        method: the name of the rule or model that made it.

    Raises:
        ValueError: when the kind or polarity is none of these.
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
"""The value classes of the standard layers, by label; no plugin has to be installed for them to be read."""
