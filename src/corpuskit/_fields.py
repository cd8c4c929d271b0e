"""The fields of value classes: how they become JSON.

One documented encoding: a span is ``[start, end]``, a Ref ``{"label": …, "span": [start, end]}``, a Decimal the string
of ``format(d, "f")``, a Fraction ``"1/3"``, a date an ISO string, an enum its name; what is at its default is left out.
"""

import datetime
import enum
import itertools
import json
import math
import re
import types
import typing
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import lru_cache, partial
from typing import Any

import attrs
import orjson

from ._annotation import Ref
from ._span import Span
from .errors import InvalidValue, did_you_mean

__all__ = [
    "OpaqueValue",
    "canonical",
    "class_of",
    "decode",
    "decoder_of",
    "dumps",
    "encode",
    "encoder_of",
    "fields_of",
    "is_plain_span",
    "readers_of",
]


def encode(value: object) -> Any:
    """Give the JSON of a value or of a field.

    Raises:
        InvalidValue: when it holds something that has no encoding.
    """
    cls: Any = type(value)  # Any: mypy takes a bare class for unhashable.
    return (_ENCODERS.get(cls) or encoder_of(cls))(value)


@lru_cache(maxsize=256)
def encoder_of(cls: Any) -> Callable[[Any], Any]:  # Any: any class; JSON.
    """Give what :func:`encode` does with the instances of a class."""
    if issubclass(cls, enum.Enum):
        return lambda value: value.name
    if issubclass(cls, Mapping):
        return lambda value: {str(key): encode(item) for key, item in value.items()}
    if is_plain_span(cls):
        return _ENCODERS[Span]
    if cls not in _ENCODERS and attrs.has(cls):
        return _compiled(cls)
    return next((encoder for kind, encoder in _ENCODERS.items() if issubclass(cls, kind)), _refuse)


def _refuse(value: object) -> Any:
    raise _no_encoding(value)


def _no_encoding(value: object) -> InvalidValue:
    name = type(value).__name__
    advice = f"put @attrs.frozen above class {name}; " if hasattr(value, "__dict__") else ""
    return InvalidValue(
        f"{value!r} of type {name} has no JSON encoding; {advice}a value class holds text, numbers, dates, "
        "enums, spans, refs and tuples of them",
        value=value,
    )


def _encode_decimal(value: Decimal) -> str:
    if not value.is_finite():
        raise _no_encoding(value)
    return format(value, "f")


def _encode_float(value: float) -> float:
    if not math.isfinite(value):
        raise _no_encoding(value)
    return value


def _encode_items(value: Any) -> list[Any]:
    return [item if type(item) is str else encode(item) for item in value]


def _compiled(cls: Any) -> Callable[[Any], dict[str, Any]]:  # Any: an attrs class; JSON.
    """Give the encoder of an attrs class, which leaves out what is at its default."""
    # Written out as Python, as attrs does for its own methods: a loop over the fields takes twice as long.
    lines = ["def encoder(value):", "    found = {}"]
    names: dict[str, Any] = {"encode": encode}
    for number, (attribute, name, default) in enumerate(fields_of(cls)):
        lines += [f"    item = value.{attribute}", f"    {_test(number, default)}"]
        lines += [f"        found[{name!r}] = item if type(item) is str or type(item) is int else encode(item)"]
        names |= {f"default{number}": default, f"type{number}": type(default)}
    exec("\n".join([*lines, "    return found"]), names)
    encoder: Callable[[Any], dict[str, Any]] = names["encoder"]
    return encoder


def _test(number: int, default: object) -> str:
    """Give the line that lets the encoding of a field through where it is not at its default."""
    if default is None or default is attrs.NOTHING:
        return f"if item is not default{number}:"
    return f"if type(item) is not type{number} or not item == default{number}:"


def canonical(value: object) -> bytes:
    """Give the JSON of anything that :func:`encode` takes as bytes: equal for equal content."""
    return dumps(encode(value), sort_keys=True)


def dumps(data: object, *, sort_keys: bool = False) -> bytes:
    """Give JSON as bytes, with integers of any size.

    Raises:
        InvalidValue: when it holds text that cannot be stored as UTF-8, or is nested too deep.
    """
    try:
        return orjson.dumps(data, option=orjson.OPT_SORT_KEYS if sort_keys else None)
    except TypeError:
        # orjson takes 64 bits and a depth of 254; what is left is rare.
        pass
    try:
        return json.dumps(
            data, ensure_ascii=False, separators=(",", ":"), sort_keys=sort_keys, allow_nan=False
        ).encode()
    except (TypeError, ValueError, RecursionError) as error:
        raise InvalidValue(f"this cannot be written as JSON: {error}", value=data) from error


def class_of(value: object) -> Any:  # Any: mypy takes the class of a bare object for unhashable.
    return type(value)


@lru_cache(maxsize=256)
def is_plain_span(cls: Any) -> bool:  # Any: mypy takes a bare class for unhashable.
    """Say whether a class is Span, or derived from it without further fields: ``[start, end]`` then tells all."""
    return issubclass(cls, Span) and fields_of(cls) == fields_of(Span)


@lru_cache(maxsize=256)
def fields_of(cls: Any) -> tuple[tuple[str, str, object], ...]:  # Any: an attrs class.
    """Give attribute, name in JSON and default of each field that makes an instance."""
    return tuple((field.name, field.alias, _default(field)) for field in attrs.fields(cls) if field.init)


def _default(field: "attrs.Attribute[Any]") -> object:
    default: Any = field.default  # Any: a class that the stubs call a function.
    if not isinstance(default, attrs.Factory):  # type: ignore[arg-type]
        return default
    return attrs.NOTHING if default.takes_self else default.factory()


@attrs.frozen
class OpaqueValue:
    """A value whose class is not installed: its JSON, kept as it is and written back unchanged.

    Args:
        json: the JSON as it was read.
    """

    json: bytes = attrs.field(validator=attrs.validators.instance_of(bytes))

    @classmethod
    def of(cls, data: object) -> "OpaqueValue":
        """Give the opaque form of parsed JSON."""
        return cls(dumps(data))

    @property
    def data(self) -> Any:  # Any: JSON of an unknown shape.
        """The parsed JSON, with integers of any size."""
        return json.loads(self.json)


_ENCODERS: Mapping[type, Callable[[Any], Any]] = {
    str: lambda value: value,
    types.NoneType: lambda value: value,
    bool: lambda value: value,
    int: lambda value: value,
    Span: lambda span: [span.start, span.end],
    tuple: _encode_items,
    Decimal: _encode_decimal,
    float: _encode_float,
    Ref: lambda ref: {"label": ref.label, "span": [ref.span.start, ref.span.end]},
    Fraction: lambda value: f"{value.numerator}/{value.denominator}",
    datetime.datetime: datetime.datetime.isoformat,
    datetime.date: datetime.date.isoformat,
    datetime.time: datetime.time.isoformat,
    OpaqueValue: lambda value: value.data,
    list: _encode_items,
}


def decode(cls: type, data: object) -> Any:
    """Give the instance of a value class that :func:`encode` gave as ``data``.

    Raises:
        InvalidValue: when the data does not fit the class, naming the field.
    """
    return decoder_of(cls)(data)


@lru_cache(maxsize=256)
def decoder_of(cls: Any) -> Callable[[Any], Any]:  # Any: any class; JSON; its instance.
    """Give what :func:`decode` does for a class."""
    return partial(_decode_item, cls) if not attrs.has(cls) or is_plain_span(cls) else _decoder_of_fields(cls)


def _decode_item(cls: type, data: object) -> Any:
    found = _read(_reader(cls), "value", data)
    if not isinstance(found, cls):
        raise InvalidValue(f"the value is a {cls.__name__}, not {_short(data)}", value=data)
    return found


def _decoder_of_fields(cls: Any) -> Callable[[Any], Any]:
    readers, plain = readers_of(cls), _plain_of(cls)

    def decoder(data: Any) -> Any:
        if type(data) is not dict and not isinstance(data, Mapping):
            raise InvalidValue(f"a {cls.__name__} is a JSON object, not {_short(data)}", value=data)
        if not data.keys() <= readers.keys():
            name = min(data.keys() - readers.keys())
            raise InvalidValue(f"{cls.__name__} has no field {name!r}; {did_you_mean(name, readers)}", field=name)
        try:
            return cls(
                **{
                    name: item if type(item) in plain[name] else _read(readers[name], name, item)
                    for name, item in data.items()
                }
            )
        except InvalidValue:
            raise
        except (TypeError, ValueError) as error:
            reason = error.args[0] if isinstance(error, ValueError) and error.args else error
            raise InvalidValue(f"{cls.__name__}: {reason}", value=data) from error

    return decoder


def _read(reader: Callable[[Any], Any], name: str, item: Any) -> Any:
    try:
        return reader(item)
    except _MISFIT as error:
        raise InvalidValue(f"field {name!r} cannot be {_short(item)}", field=name, value=item) from error


def _short(item: object) -> str:
    text = repr(item)
    return text if len(text) <= 80 else f"{text[:79]}…"


@lru_cache(maxsize=256)
def readers_of(cls: Any) -> Mapping[str, Callable[[Any], Any]]:  # Any: an attrs class.
    hints = typing.get_type_hints(cls)
    return {name: _reader(hints.get(attribute, Any)) for attribute, name, _ in fields_of(cls)}


@lru_cache(maxsize=256)
def _plain_of(cls: Any) -> Mapping[str, frozenset[type]]:  # Any: an attrs class.
    """Give the types of parsed JSON that each field takes as it is, so that nothing has to read it."""
    hints = typing.get_type_hints(cls)
    return {name: frozenset(_plain(hints.get(attribute))) for attribute, name, _ in fields_of(cls)}


def _plain(hint: Any) -> list[type]:
    if typing.get_origin(hint) not in (typing.Union, types.UnionType):
        return [hint] if hint in _PLAIN else []
    # The first type of a union that fits wins: what stands after one that is read, such as a date, may be its text.
    arguments = typing.get_args(hint)
    first = list(itertools.takewhile(_PLAIN.__contains__, arguments))
    return [*first, types.NoneType] if types.NoneType in arguments else first


_PLAIN = (str, int, bool, types.NoneType)


def _reader(hint: Any) -> Callable[[Any], Any]:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return _first_of([_reader(argument) for argument in arguments])
    if origin is typing.Literal:
        return lambda item: _among(item, arguments)
    if origin is tuple and arguments[-1:] == (Ellipsis,):
        inner, plain = _reader(arguments[0]), frozenset(_plain(arguments[0]))
        return lambda items: (
            tuple(items) if {*map(type, _exactly(items, list))} <= plain else tuple([inner(item) for item in items])
        )
    if origin is tuple:
        readers = [_reader(argument) for argument in arguments]
        return lambda items: tuple(reader(item) for reader, item in zip(readers, _exactly(items, list), strict=True))
    return _READERS.get(hint) or _enum_or_nested(hint)


def _first_of(readers: list[Callable[[Any], Any]]) -> Callable[[Any], Any]:
    """Read with the first reader that takes the item: of types that look alike in JSON, the first one wins."""

    def read(item: Any) -> Any:
        for reader in readers[:-1]:
            try:
                return reader(item)
            except _MISFIT:
                continue
        return readers[-1](item)

    return read


def _enum_or_nested(hint: Any) -> Callable[[Any], Any]:
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return lambda name: hint[name]
    if isinstance(hint, type) and is_plain_span(hint):
        return lambda pair: hint(*_exactly(pair, list))
    if isinstance(hint, type) and attrs.has(hint):
        return lambda data: decode(hint, data)
    return lambda item: item


def _exactly(item: Any, *kinds: type) -> Any:
    if type(item) not in kinds:
        raise TypeError(item)
    return item


def _among(item: Any, choices: tuple[Any, ...]) -> Any:
    if item not in choices:
        raise ValueError(item)
    return item


def _span(pair: Any) -> Span:
    if type(pair) is not list:
        raise TypeError(pair)
    return Span(*pair)


def _ref(*, label: str, span: list[int]) -> Ref:
    return Ref(label, _span(span))


def _decimal(text: Any) -> Decimal:
    if not PLAIN_NUMBER.fullmatch(_exactly(text, str)):
        raise ValueError(text)
    return Decimal(text)


PLAIN_NUMBER = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)


def _fraction(text: Any) -> Fraction:
    if "/" not in _exactly(text, str):
        raise ValueError(text)
    return Fraction(text)


def _moment(text: Any) -> datetime.datetime:
    if len(_exactly(text, str)) <= len("2020-01-05"):
        raise ValueError(text)
    return datetime.datetime.fromisoformat(text)


_MISFIT = (TypeError, ValueError, KeyError, IndexError, InvalidOperation, ZeroDivisionError)

_READERS: Mapping[Any, Callable[[Any], Any]] = {
    str: lambda item: _exactly(item, str),
    int: lambda item: _exactly(item, int),
    bool: lambda item: _exactly(item, bool),
    float: lambda item: _exactly(item, float, int),
    Span: _span,
    Ref: lambda data: _ref(**data),
    Decimal: _decimal,
    Fraction: _fraction,
    types.NoneType: lambda item: _exactly(item, types.NoneType),
    datetime.date: datetime.date.fromisoformat,
    datetime.datetime: _moment,
    datetime.time: datetime.time.fromisoformat,
}
