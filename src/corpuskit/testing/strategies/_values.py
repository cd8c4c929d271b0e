"""Values of any class that a plugin declares."""

import datetime
import enum
import functools
import types
import typing
from collections.abc import Callable, Iterator, Mapping, Set
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import Any, TypeVar

import attrs
from hypothesis import strategies as st

from ..._annotation import Ref
from ..._fields import OpaqueValue
from ..._span import Span
from ...errors import InvalidValue, did_you_mean
from ...values import STANDARD, DateRange, DateValue, EntityValue, NumberValue
from ._texts import texts

__all__ = ["configs", "labels", "opaque", "refs", "spans", "value_of"]

_Value = TypeVar("_Value")
_Fields = Mapping[str, st.SearchStrategy[Any]]  # Any: a field is of any type.


def spans(length: int = 100) -> st.SearchStrategy[Span]:
    """Give spans, empty ones too, of a text with this many code points; they shrink to ``Span(0, 0)``."""
    return _spans(length)


@functools.lru_cache(maxsize=1024)
def _spans(length: int) -> st.SearchStrategy[Span]:
    offsets = st.integers(0, length)
    return st.tuples(offsets, offsets).map(lambda pair: Span(min(pair), max(pair)))


def labels() -> st.SearchStrategy[str]:
    """Give the labels of the standard layers."""
    return st.sampled_from(sorted(STANDARD))


def refs(length: int = 100) -> st.SearchStrategy[Ref]:
    """Give references to spans of standard layers in a text with this many code points; most of them dangle.

    They shrink to ``Ref("date", Span(0, 0))``.
    """
    return st.builds(Ref, labels(), spans(length))


def value_of(cls: type[_Value], length: int = 100, *, fields: _Fields = {}) -> st.SearchStrategy[_Value]:
    """Give instances of a value class, whichever plugin declares it.

    Each field is drawn by its type: text, numbers, Decimal, Fraction, dates, enums, Literal, optional ones, tuples,
    spans, references and other attrs classes; what else there is by ``st.from_type``. The validators ``in_``, ``ge``,
    ``gt``, ``le``, ``lt``, ``matches_re``, ``min_len`` and ``max_len`` guide the draw; instances that any other one
    refuses are thrown away. A class whose fields depend on each other is drawn faster with strategies of your own in
    ``fields``. Instances shrink to the defaults of their fields.

    Args:
        cls: a frozen attrs class, or a type that a field may have.
        length: code points of the text; spans and references lie in it.
        fields: strategies to draw fields from, by name, in place of those that their types give.

    Raises:
        InvalidValue: when the class has no such field.
    """
    wanted: Any = cls  # Any: mypy takes a class for unhashable.
    return _value_of(wanted, length) if not fields else _with_fields(cls, length, fields)


def configs(cls: type[_Value], *, fields: _Fields = {}) -> st.SearchStrategy[_Value]:
    """Give instances of a config class, as :func:`value_of` does; they shrink to its defaults.

    Paths and mappings stay at their defaults: only their author knows what they may be.
    """
    return _instances(cls, 0, fields, _simply_drawn)


# --- classes


@functools.lru_cache(maxsize=1024)
def _value_of(cls: Any, length: int) -> st.SearchStrategy[Any]:  # Any: an attrs class.
    # Kept: to make a strategy takes longer than to draw from it, and a test of documents asks for each length.
    own = _OWN.get(cls)
    if own is not None:
        return own(length)
    return _with_fields(cls, length, {}) if attrs.has(cls) else _typed(cls, _Limits(), length)


def _with_fields(cls: Any, length: int, fields: _Fields) -> st.SearchStrategy[Any]:
    standard = _FIELDS.get(cls)
    return _instances(cls, length, {**(standard(length) if standard else {}), **fields}, _drawn)


_REFUSED = object()
_Draw = Callable[["attrs.Attribute[Any]", Any, int], st.SearchStrategy[Any] | None]


def _instances(cls: Any, length: int, fields: _Fields, draw: _Draw) -> st.SearchStrategy[Any]:  # Any: an attrs class.
    made = [field for field in attrs.fields(cls) if field.init]
    known = [field.alias for field in made]
    for name in fields:
        if name not in known:
            raise InvalidValue(f"{cls.__name__} has no field {name!r}; {did_you_mean(name, known)}", field=name)
    hints = typing.get_type_hints(cls)
    free = (field for field in made if field.alias not in fields)
    drawn = {field.alias: draw(field, hints.get(field.name, Any), length) for field in free}
    given = {**{name: strategy for name, strategy in drawn.items() if strategy is not None}, **fields}
    return st.fixed_dictionaries(given).map(partial(_made, cls)).filter(_is_made)


def _made(cls: Any, fields: dict[str, Any]) -> Any:
    try:
        return cls(**fields)
    except (TypeError, ValueError):
        return _REFUSED


def _is_made(found: object) -> bool:
    return found is not _REFUSED


def _drawn(field: "attrs.Attribute[Any]", hint: Any, length: int) -> st.SearchStrategy[Any]:
    default: Any = field.default  # Any: a class that the stubs call a function.
    strategy = _typed(hint, _limits(field.validator), length)
    if field.converter is None and not all(map(_is_kept, _leaves(field.validator))):
        # One field is drawn again at less cost than all of them.
        strategy = strategy.filter(partial(_accepts, field))
    if default is attrs.NOTHING or isinstance(default, attrs.Factory):  # type: ignore[arg-type]
        return strategy
    return st.just(default) | strategy


def _simply_drawn(field: "attrs.Attribute[Any]", hint: Any, length: int) -> st.SearchStrategy[Any] | None:
    # A path must lead somewhere, and what else an option may be only its author knows.
    simple = _is_simple(hint) or field.default is attrs.NOTHING
    return _drawn(field, hint, length) if simple else None


def _is_simple(hint: Any) -> bool:
    if typing.get_origin(hint) is typing.Literal or hint in (bool, int, float, str, types.NoneType, Ellipsis):
        return True
    if typing.get_origin(hint) in (typing.Union, types.UnionType, tuple):
        return all(_is_simple(argument) for argument in typing.get_args(hint))
    return isinstance(hint, type) and issubclass(hint, enum.Enum)


# --- validators


@attrs.frozen
class _Limits:
    """What the validators of a field let through, as far as they say so."""

    choices: tuple[Any, ...] | None = None
    pattern: Any = None
    low: Any = None
    high: Any = None
    shortest: int = 0
    longest: int | None = None
    members: "_Limits | None" = None


def _limits(validator: Any) -> _Limits:  # Any: the classes of attrs' own validators are private.
    found: dict[str, Any] = {}
    for leaf in _leaves(validator):
        if hasattr(leaf, "options"):
            # A set of words has another order in each process: a failing example could not be replayed.
            unordered = isinstance(leaf.options, Set)
            found["choices"] = tuple(sorted(leaf.options, key=repr) if unordered else leaf.options)
        elif hasattr(leaf, "compare_op"):
            found["low" if leaf.compare_op.startswith(">") else "high"] = leaf.bound
        elif hasattr(leaf, "pattern"):
            found["pattern"] = leaf.pattern
        elif hasattr(leaf, "member_validator"):
            found["members"] = _limits(leaf.member_validator)
        elif hasattr(leaf, "min_length"):
            found["shortest"] = leaf.min_length
        elif hasattr(leaf, "max_length"):
            found["longest"] = leaf.max_length
    return _Limits(**found)


def _leaves(validator: Any) -> Iterator[Any]:
    if hasattr(validator, "_validators"):
        for inner in validator._validators:
            yield from _leaves(inner)
    elif type(validator).__name__ == "_OptionalValidator":
        yield from _leaves(validator.validator)
    elif validator is not None:
        yield validator


_KEPT = ("options", "pattern", "member_validator", "min_length", "max_length", "type")
"""What tells the validators that the draw keeps: in_, matches_re, deep_iterable, min_len, max_len and instance_of."""


def _is_kept(leaf: Any) -> bool:
    return getattr(leaf, "compare_op", "") in (">=", "<=") or any(hasattr(leaf, name) for name in _KEPT)


def _accepts(field: "attrs.Attribute[Any]", value: object) -> bool:
    # Any: there is no instance yet; a validator that asks it is heard when there is one.
    instance: Any = None
    try:
        if field.validator is not None:
            field.validator(instance, field, value)
    except AttributeError:
        return True
    except (TypeError, ValueError):
        return False
    return True


# --- types


def _typed(hint: Any, limits: _Limits, length: int) -> st.SearchStrategy[Any]:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        # None comes first, so that a value shrinks to it.
        ordered = sorted(arguments, key=lambda argument: argument is not types.NoneType)
        return st.one_of([_typed(argument, limits, length) for argument in ordered])
    if hint is types.NoneType:
        return st.none()
    if origin is typing.Literal:
        return st.sampled_from(arguments)
    if limits.choices is not None:
        return st.sampled_from(limits.choices)
    if origin is tuple and arguments[-1:] == (Ellipsis,):
        inner = _typed(arguments[0], limits.members or _Limits(), length)
        most = max(limits.shortest, 3) if limits.longest is None else limits.longest
        return st.lists(inner, min_size=limits.shortest, max_size=min(most, limits.shortest + 3)).map(tuple)
    if origin is tuple:
        return st.tuples(*(_typed(argument, _Limits(), length) for argument in arguments))
    return _plain(getattr(hint, "__supertype__", hint), limits, length)


def _plain(hint: Any, limits: _Limits, length: int) -> st.SearchStrategy[Any]:
    if hint in _TYPES:
        return _TYPES[hint](limits, length)
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return st.sampled_from(list(hint))
    if isinstance(hint, type) and attrs.has(hint):
        # Deferred: a class may have fields of its own type.
        return st.deferred(lambda: value_of(hint, length))
    found: st.SearchStrategy[Any] = st.from_type(hint)
    return found


def _text(limits: _Limits, length: int) -> st.SearchStrategy[str]:
    if limits.pattern is not None:
        return st.from_regex(limits.pattern, fullmatch=True)
    found = texts(min(12, limits.longest if limits.longest is not None else 12))
    return found.map(lambda text: text.ljust(limits.shortest, "a")) if limits.shortest else found


def _decimals(limits: _Limits, length: int) -> st.SearchStrategy[Decimal]:
    if limits.low is None and limits.high is None:
        # In plain notation, with zeros at the end too: what is written and read again is the same.
        return st.builds(_scaled, st.integers(-(10**20), 10**20), st.integers(0, 6))
    return st.decimals(limits.low, limits.high, allow_nan=False, allow_infinity=False, places=4)


def _scaled(digits: int, places: int) -> Decimal:
    return Decimal(digits).scaleb(-places)


def _fractions(limits: _Limits, length: int) -> st.SearchStrategy[Fraction]:
    if limits.low is None and limits.high is None:
        return st.builds(Fraction, st.integers(-(10**6), 10**6), st.integers(1, 1000))
    return st.fractions(limits.low, limits.high, max_denominator=1000)


_ZONES = st.none() | st.sampled_from([datetime.UTC, datetime.timezone(datetime.timedelta(hours=5, minutes=30))])

_TYPES: Mapping[Any, Callable[[_Limits, int], st.SearchStrategy[Any]]] = {
    str: _text,
    bool: lambda limits, length: st.booleans(),
    int: lambda limits, length: st.integers(limits.low, limits.high),
    float: lambda limits, length: st.floats(limits.low, limits.high, allow_nan=False, allow_infinity=False),
    Decimal: _decimals,
    Fraction: _fractions,
    datetime.date: lambda limits, length: st.dates(),
    datetime.datetime: lambda limits, length: st.datetimes(timezones=_ZONES),
    datetime.time: lambda limits, length: st.times(timezones=_ZONES),
    Span: lambda limits, length: spans(length),
    Ref: lambda limits, length: refs(length),
    Any: lambda limits, length: st.none() | st.booleans() | st.integers() | texts(12),
}


# --- standard classes


def opaque() -> st.SearchStrategy[OpaqueValue]:
    """Give values whose class is not installed."""
    return st.dictionaries(texts(12), st.integers(-99, 99) | texts(12), max_size=3).map(OpaqueValue.of)


def _number_values(length: int) -> st.SearchStrategy[NumberValue]:
    # Either a value or bounds, and not both: half of all draws would be thrown away.
    amounts = st.integers(0, 99).map(Decimal) | _decimals(_Limits(), length) | _fractions(_Limits(), length)
    exact = st.fixed_dictionaries({"value": amounts})
    low = st.fixed_dictionaries({"low": amounts}, optional={"high": amounts})
    high = st.fixed_dictionaries({"high": amounts})
    free = [field for field in attrs.fields(NumberValue) if field.name not in ("value", "low", "high", "scale")]
    hints = typing.get_type_hints(NumberValue)
    fields = {field.name: _drawn(field, hints[field.name], length) for field in free}
    rest = st.fixed_dictionaries({**fields, "scale": st.none() | st.integers(0, 9)})
    return st.builds(_number, exact | low | high, rest)


def _number(amounts: dict[str, Any], rest: dict[str, Any]) -> NumberValue:
    return NumberValue(**amounts, **rest)


def _date_fields(length: int) -> _Fields:
    day = st.none() | st.dates().map(datetime.date.isoformat)
    return {"earliest": day, "latest": day}


def _entity_fields(length: int) -> _Fields:
    return {"chain": st.none() | st.integers(0, 99)}


def _range_fields(length: int) -> _Fields:
    ends = st.none() | st.builds(Ref, st.just("date"), spans(length))
    return {"begin": ends, "end": ends}


_OWN: Mapping[Any, Callable[[int], st.SearchStrategy[Any]]] = {
    NumberValue: _number_values,
    OpaqueValue: lambda length: opaque(),
    Span: spans,
    Ref: refs,
}

_FIELDS: Mapping[Any, Callable[[int], _Fields]] = {
    DateValue: _date_fields,
    DateRange: _range_fields,
    EntityValue: _entity_fields,
}
