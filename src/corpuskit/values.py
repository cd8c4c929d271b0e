"""The standard value classes: what dates, entities, numbers and quotes mean.

A value is a frozen attrs instance. Plugins share these classes, and may declare further ones. Fields typed
:class:`~corpuskit.Span` or :class:`~corpuskit.Ref` point into the document's text.

Extractors make thousands of them for each megabyte of text. Four classes therefore have an ``__init__`` of their own,
which looks for the types that nearly all values have, and leaves anything else to the validators of the fields.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
from attrs.validators import and_, deep_iterable, ge, in_, instance_of, lt, optional

from ._annotation import Ref
from ._fields import OpaqueValue, class_of, fields_of, is_plain_span
from ._moments import day_of, interval_of, length_of, moment_of
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


class _Plain:
    """A validator as :func:`~attrs.validators.instance_of`, which refuses also what files would hold as another."""

    def __init__(self, type: type, fits: Callable[[Any], bool], fault: str) -> None:
        self.type = type
        self._fits, self._fault = fits, fault
        self._is_instance: Any = instance_of(type)  # Any: the class of attrs' validators is private.

    def __call__(self, instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
        self._is_instance(instance, attribute, value)
        if not self._fits(value):
            raise InvalidValue(f"{attribute.name} = {value!r} {self._fault}", value=value)


def _is_storable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


_STRING = _Plain(str, _is_storable, "has a lone surrogate, which cannot be stored as UTF-8")
_WHOLE = _Plain(int, lambda number: type(number) is int, "is written as something else than an int")
_PLACE = _Plain(Span, lambda span: is_plain_span(class_of(span)), "has more fields than a Span")
_POINTER = _Plain(Ref, lambda ref: fields_of(class_of(ref)) == fields_of(Ref), "has more fields than a Ref")
_TEXT = optional(_STRING)
_TEXTS = deep_iterable(_STRING)
_INTEGER = optional(and_(_WHOLE, ge(-(2**63)), lt(2**63)))  # What JSON readers take as they are.
_SPAN = optional(_PLACE)
_REF = optional(_POINTER)

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


def _one_amount(instance: "NumberValue", attribute: object, value: Amount | None) -> None:
    if (value is None) == (instance.low is None and instance.high is None):
        raise InvalidValue("a number has either a value or bounds (low, high), and not both", value=value)


def _written(amount: Amount | None) -> object:
    """Give what makes two amounts equal: 4.50 is not 4.5."""
    return amount.as_tuple() if isinstance(amount, Decimal) else amount


def _words(given: Iterable[str]) -> tuple[str, ...]:
    if isinstance(given, str):
        raise InvalidValue(f"{given!r} is one string where several are wanted; write ({given!r},)", value=given)
    return tuple(given)


_STRINGS, _SPANS = {str}, {Span}
_put = object.__setattr__
_class = type
"""Under another name, for where a field is called ``type``."""


def _is_exact(amount: object) -> bool:
    """Say whether an amount is a Decimal that may exist; of another, its validator says so."""
    return _class(amount) is Decimal and amount.is_finite() and -_DIGITS <= amount.adjusted() <= _DIGITS


@attrs.frozen(repr=False, init=False)
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
        alternatives: the values of further readings of an ambiguous expression: of digits whose order is open
            (``05/01/2020``), of a year of two digits ('25), of an hour that is of either half of the day (5:30), of
            both ends of a vague length ("12 to 18 months"), of a weekday or month where no tense tells past from
            future, of "next Friday" where Friday is still to come in this week.
        method: the name of the rule or model that made it.

    Raises:
        ValueError: when the type or modifier is none of TIMEX3.

    Source: TimeML 1.2.1, section on TIMEX3.
    """

    type: str = attrs.field(validator=in_(DATE_TYPES))
    value: str = attrs.field(validator=_STRING)
    mod: str | None = attrs.field(default=None, validator=optional(in_(DATE_MODS)))
    quant: str | None = attrs.field(default=None, validator=_TEXT)
    freq: str | None = attrs.field(default=None, validator=_TEXT)
    begin: str | None = attrs.field(default=None, validator=_TEXT)
    end: str | None = attrs.field(default=None, validator=_TEXT)
    earliest: str | None = attrs.field(default=None, validator=_TEXT)
    latest: str | None = attrs.field(default=None, validator=_TEXT)
    grain: str | None = attrs.field(default=None, validator=_TEXT)
    alternatives: tuple[str, ...] = attrs.field(default=(), converter=_words, validator=_TEXTS)
    method: str | None = attrs.field(default=None, validator=_TEXT)

    __repr__ = brief

    def __init__(
        self,
        type: str,
        value: str,
        mod: str | None = None,
        quant: str | None = None,
        freq: str | None = None,
        begin: str | None = None,
        end: str | None = None,
        earliest: str | None = None,
        latest: str | None = None,
        grain: str | None = None,
        alternatives: Iterable[str] = (),
        method: str | None = None,
    ) -> None:
        put = _put.__get__(self)
        put("type", type)
        put("value", value)
        put("mod", mod)
        put("quant", quant)
        put("freq", freq)
        put("begin", begin)
        put("end", end)
        put("earliest", earliest)
        put("latest", latest)
        put("grain", grain)
        put("alternatives", alternatives if _class(alternatives) is tuple else _words(alternatives))
        put("method", method)
        if not (
            type in DATE_TYPES
            and _class(value) is str
            and value.isascii()
            and (mod is None or mod in DATE_MODS)
            and (quant is freq is begin is end is None)
            and (earliest is None or (_class(earliest) is str and earliest.isascii()))
            and (latest is None or (_class(latest) is str and latest.isascii()))
            and (grain is None or (_class(grain) is str and grain.isascii()))
            and not self.alternatives
            and (method is None or (_class(method) is str and method.isascii()))
        ):
            attrs.validate(self)

    def to_date(self) -> date:
        """Give the day, where the value is exactly one calendar day.

        Raises:
            InexactValue: where it is not, with the reason: an underspecified year, a month, a length of time, a
                recurrence, several readings, a modifier such as ``BEFORE``, a year that Python's dates do not have.

        >>> DateValue("DATE", "2020-01-05").to_date()
        datetime.date(2020, 1, 5)
        >>> DateValue("DATE", "2020-01").to_date()
        Traceback (most recent call last):
        corpuskit.errors.InexactValue: DATE '2020-01': it is a whole month; use to_interval()
        """
        return day_of(self)

    def to_datetime(self) -> datetime:
        """Give the moment, where the value is a day with a time said to the minute or finer.

        It has a zone where the value has one, and none otherwise. 24:00 is 0:00 of the next day.

        Raises:
            InexactValue: where the value is no such moment, with the reason.

        >>> DateValue("TIME", "2020-01-05T17:30Z").to_datetime()
        datetime.datetime(2020, 1, 5, 17, 30, tzinfo=datetime.timezone.utc)
        """
        return moment_of(self)

    def to_interval(self) -> tuple[datetime, datetime]:
        """Give ``earliest`` and ``latest``: the first moment of what the value names, and the first one after it.

        Both are times at the place, without a zone, so that all intervals compare. Of "early 2020" it is the year, in
        which the time lies.

        Raises:
            InexactValue: where there are none, several readings, or a modifier that leads out of the interval, such as
                ``APPROX`` and ``BEFORE``.

        >>> DateValue("DATE", "2020-01", earliest="2020-01-01", latest="2020-02-01").to_interval()
        (datetime.datetime(2020, 1, 1, 0, 0), datetime.datetime(2020, 2, 1, 0, 0))
        """
        return interval_of(self)

    def to_timedelta(self) -> timedelta:
        """Give the length, where the value is a ``DURATION`` of weeks, days, hours, minutes and seconds.

        A day counts as 24 hours.

        Raises:
            InexactValue: where it is not, with the reason: a unit of the calendar, whose length varies; an X for a
                number; a modifier such as ``APPROX``.

        >>> DateValue("DURATION", "P1DT12H").to_timedelta()
        datetime.timedelta(days=1, seconds=43200)
        """
        return length_of(self)


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


@attrs.frozen(repr=False, init=False)
class EntityValue:
    """A named entity.

    Args:
        type: ``PER``, ``ORG``, ``LOC``, ``NORP`` (nationalities, religious and political groups) or ``MISC``.
        name: the canonical name of the mention's chain in the document, which is its fullest name.
        title: the title beside the name, such as ``Dr``; it stands outside the span.
        role: the office or role beside the name, such as ``Prime Minister``; it stands outside the span.
        chain: the number of the chain, which all mentions of one entity in a document share.
        variants: the other forms of the name in the chain, sorted.
        subtype: a finer type, as the list or rule that found it says.
        method: the name of the rule or model that made it.
        id: what the entity is called in a list or knowledge base of the user's, such as ``Q42``, or in a corpus, as
            ``corpuskit resolve`` gives it.

    Raises:
        ValueError: when the type is none of these.
    """

    type: str = attrs.field(validator=in_(ENTITY_TYPES))
    name: str = attrs.field(validator=_STRING)
    title: str | None = attrs.field(default=None, validator=_TEXT)
    role: str | None = attrs.field(default=None, validator=_TEXT)
    chain: int | None = attrs.field(default=None, validator=_INTEGER)
    variants: tuple[str, ...] = attrs.field(default=(), converter=_words, validator=_TEXTS)
    subtype: str | None = attrs.field(default=None, validator=_TEXT)
    method: str | None = attrs.field(default=None, validator=_TEXT)
    id: str | None = attrs.field(default=None, validator=_TEXT)

    __repr__ = brief

    def __init__(
        self,
        type: str,
        name: str,
        title: str | None = None,
        role: str | None = None,
        chain: int | None = None,
        variants: Iterable[str] = (),
        subtype: str | None = None,
        method: str | None = None,
        id: str | None = None,
    ) -> None:
        put = _put.__get__(self)
        put("type", type)
        put("name", name)
        put("title", title)
        put("role", role)
        put("chain", chain)
        variants = variants if _class(variants) is tuple else _words(variants)
        put("variants", variants)
        put("subtype", subtype)
        put("method", method)
        put("id", id)
        if not (
            type in ENTITY_TYPES
            and _class(name) is str
            and (name.isascii() or _is_storable(name))
            and (title is None or (_class(title) is str and title.isascii()))
            and (role is None or (_class(role) is str and role.isascii()))
            and (chain is None or (_class(chain) is int and chain.bit_length() < 64))
            and (not variants or ({*map(_class, variants)} == _STRINGS and _is_storable("".join(variants))))
            and (subtype is None or (_class(subtype) is str and subtype.isascii()))
            and (method is None or (_class(method) is str and method.isascii()))
            and (id is None or (_class(id) is str and id.isascii()))
        ):
            attrs.validate(self)


@attrs.frozen(repr=False, init=False)
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
    value: Amount | None = attrs.field(default=None, validator=[optional(_exact), _one_amount], eq=_written)
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

    def __init__(
        self,
        kind: str,
        value: Amount | None = None,
        low: Amount | None = None,
        high: Amount | None = None,
        unit: str | None = None,
        unit_name: str | None = None,
        modifier: str | None = None,
        modifier_span: Span | None = None,
        uncertainty: Amount | None = None,
        counted: str | None = None,
        counted_span: Span | None = None,
        scale: int | None = None,
        method: str | None = None,
    ) -> None:
        put = _put.__get__(self)
        put("kind", kind)
        put("value", value)
        put("low", low)
        put("high", high)
        put("unit", unit)
        put("unit_name", unit_name)
        put("modifier", modifier)
        put("modifier_span", modifier_span)
        put("uncertainty", uncertainty)
        put("counted", counted)
        put("counted_span", counted_span)
        put("scale", scale)
        put("method", method)
        if not (
            kind in NUMBER_KINDS
            and (value is None) != (low is None and high is None)
            and (value is None or _is_exact(value))
            and (low is None or _is_exact(low))
            and (high is None or _is_exact(high))
            and (unit is None or (_class(unit) is str and unit.isascii()))
            and (unit_name is None or (_class(unit_name) is str and unit_name.isascii()))
            and (modifier is None or modifier in NUMBER_MODIFIERS)
            and (modifier_span is None or _class(modifier_span) is Span)
            and uncertainty is None
            and (counted is None or (_class(counted) is str and (counted.isascii() or _is_storable(counted))))
            and (counted_span is None or _class(counted_span) is Span)
            and (scale is None or (_class(scale) is int and scale.bit_length() < 64))
            and (method is None or (_class(method) is str and method.isascii()))
        ):
            attrs.validate(self)

    def to(self, unit: str) -> "NumberValue":
        """Give the number in another unit, exactly; needs ``corpuskit-numbers[units]``.

        ``value``, ``low``, ``high`` and ``uncertainty`` are converted, the scale is forgotten, and all else stays. A
        temperature is a point on its scale, its uncertainty a difference. Where the units are defined with π, as
        degrees of an angle in radians, or a parsec in meters, the result has 28 digits.

        Args:
            unit: a UCUM code, ``[mi_i]/h``; an English name, ``mile per hour``; or the name of a unit of pint,
                ``mph``. What may be several of these is the first.

        Raises:
            InexactValue: where that cannot be, with the reason: money, a number without a unit, a unit of something
                else, a logarithmic one.
            InvalidValue: where no unit is called so.
            MissingExtra: where pint is not installed.

        Cost: the first conversion in a process imports pint and makes a registry, which takes about a second.

        >>> NumberValue("measure", Decimal(1), unit="[mi_i]", unit_name="mile").to("m")
        NumberValue('measure', Decimal('1609.344'), unit='m', unit_name='meter')
        >>> NumberValue("percentage", Decimal(25), unit="10*-4{point}", unit_name="basis point").to("percentage point")
        NumberValue('percentage', Decimal('0.25'), unit='%{point}', unit_name='percentage point')
        >>> NumberValue("money", Decimal(5), unit="USD").to("EUR")
        Traceback (most recent call last):
        corpuskit.errors.InexactValue: money 5 USD: rates of exchange change, and are not known here
        """
        from ._quantities import converted  # With its tables only where it is used.

        return converted(self, unit)

    def to_base(self) -> "NumberValue":
        """Give the number in the base units of the SI, as :meth:`to` does.

        Information is in bits, an angle in radians; what an annotation of UCUM counts, ``{px}``, stays.

        Raises:
            InexactValue: where that cannot be, with the reason.
            MissingExtra: where pint is not installed.

        >>> NumberValue("measure", low=Decimal(20), high=Decimal(25), unit="Cel", unit_name="degree Celsius").to_base()
        NumberValue('measure', low=Decimal('293.15'), high=Decimal('298.15'), unit='K', unit_name='kelvin')
        """
        from ._quantities import based

        return based(self)


@attrs.frozen(repr=False, init=False)
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
    quoted: tuple[Span, ...] = attrs.field(default=(), converter=tuple, validator=deep_iterable(_PLACE))
    polarity: str | None = attrs.field(default=None, validator=optional(in_(POLARITIES)))
    method: str | None = attrs.field(default=None, validator=_TEXT)

    __repr__ = brief

    def __init__(
        self,
        kind: str,
        speaker: Span | None = None,
        speaker_name: str | None = None,
        cue: Span | None = None,
        quoted: Iterable[Span] = (),
        polarity: str | None = None,
        method: str | None = None,
    ) -> None:
        put = _put.__get__(self)
        put("kind", kind)
        put("speaker", speaker)
        put("speaker_name", speaker_name)
        put("cue", cue)
        put("quoted", tuple(quoted))
        put("polarity", polarity)
        put("method", method)
        if not (
            kind in QUOTE_KINDS
            and (speaker is None or _class(speaker) is Span)
            and (
                speaker_name is None
                or (_class(speaker_name) is str and (speaker_name.isascii() or _is_storable(speaker_name)))
            )
            and (cue is None or _class(cue) is Span)
            and (not self.quoted or {*map(_class, self.quoted)} == _SPANS)
            and (polarity is None or polarity in POLARITIES)
            and (method is None or (_class(method) is str and method.isascii()))
        ):
            attrs.validate(self)


STANDARD: Mapping[str, type] = {
    "date": DateValue,
    "date_range": DateRange,
    "entity": EntityValue,
    "number": NumberValue,
    "quote": QuoteValue,
}
"""The value classes of the standard layers, by label; no plugin has to be installed for them to be read."""
