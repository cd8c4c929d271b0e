"""The fields of value classes: how they become JSON, and where they point into a text.

One documented encoding: a span is ``[start, end]``, a Ref ``{"label": …, "span": [start, end]}``, a Decimal the string
of ``format(d, "f")``, a Fraction ``"1/3"``, a date an ISO string, an enum its name; what is at its default is left out.
"""

import datetime
import enum
import functools
import json
import math
import re
import types
import typing
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

import attrs
import orjson

from ._annotation import Ref
from ._span import Span
from .errors import InvalidValue, did_you_mean

__all__ = [
    "PLAIN",
    "OpaqueValue",
    "canonical",
    "decode",
    "dumps",
    "encode",
    "is_tuple",
    "map_spans",
    "pointers",
    "pointers_in",
    "refs_in",
    "remade",
    "spans_in",
]


def encode(value: object) -> Any:
    """Give the JSON of a value or of a field.

    Raises:
        InvalidValue: when it holds something that has no encoding.
    """
    encoder = _ENCODERS.get(type(value))
    return encoder(value) if encoder is not None else _encode_rare(value)


def _encode_rare(value: Any) -> Any:
    if isinstance(value, enum.Enum):
        return value.name
    if isinstance(value, Mapping):
        return {str(key): encode(item) for key, item in value.items()}
    if attrs.has(type(value)):
        return _encode_fields(value)
    for kind, encoder in _ENCODERS.items():
        if isinstance(value, kind):
            return encoder(value)
    raise _no_encoding(value)


def _no_encoding(value: object) -> InvalidValue:
    return InvalidValue(
        f"{value!r} of type {type(value).__name__} has no JSON encoding; a value class holds text, numbers, dates, "
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
    return [encode(item) for item in value]


def _encode_fields(value: object) -> dict[str, Any]:
    found = ((name, getattr(value, attribute), default) for attribute, name, default in _fields(_class(value)))
    return {name: encode(item) for name, item, default in found if not _same(item, default)}


def _same(item: object, default: object) -> bool:
    return type(item) is type(default) and item == default


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


def _class(value: object) -> Any:  # Any: mypy takes the class of a bare object for unhashable.
    return type(value)


@functools.lru_cache(maxsize=256)
def _fields(cls: Any) -> tuple[tuple[str, str, object], ...]:  # Any: an attrs class.
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
    if not attrs.has(cls) or cls is Span:
        found = _read(_reader(cls), "value", data)
        if not isinstance(found, cls):
            raise InvalidValue(f"the value is a {cls.__name__}, not {_short(data)}", value=data)
        return found
    if not isinstance(data, Mapping):
        raise InvalidValue(f"a {cls.__name__} is a JSON object, not {_short(data)}", value=data)
    readers = _readers(cls)
    unknown = data.keys() - readers.keys()
    if unknown:
        name = min(unknown)
        raise InvalidValue(f"{cls.__name__} has no field {name!r}; {did_you_mean(name, readers)}", field=name)
    try:
        return cls(**{name: _read(readers[name], name, item) for name, item in data.items()})
    except TypeError as error:
        raise InvalidValue(f"{cls.__name__}: {error}", value=data) from error
    except ValueError as error:
        if isinstance(error, InvalidValue):
            raise
        raise InvalidValue(f"{cls.__name__}: {error.args[0] if error.args else error}", value=data) from error


def _read(reader: Callable[[Any], Any], name: str, item: Any) -> Any:
    try:
        return reader(item)
    except _MISFIT as error:
        raise InvalidValue(f"field {name!r} cannot be {_short(item)}", field=name, value=item) from error


def _short(item: object) -> str:
    text = repr(item)
    return text if len(text) <= 80 else f"{text[:79]}…"


@functools.lru_cache(maxsize=256)
def _readers(cls: Any) -> Mapping[str, Callable[[Any], Any]]:  # Any: an attrs class.
    hints = typing.get_type_hints(cls)
    return {name: _reader(hints.get(attribute, Any)) for attribute, name, _ in _fields(cls)}


def _reader(hint: Any) -> Callable[[Any], Any]:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return _first_of([_reader(argument) for argument in arguments])
    if origin is typing.Literal:
        return lambda item: _among(item, arguments)
    if origin is tuple and arguments[-1:] == (Ellipsis,):
        inner = _reader(arguments[0])
        return lambda items: tuple(inner(item) for item in _exactly(items, list))
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


def _ref(*, label: str, span: list[int]) -> Ref:
    return Ref(label, Span(*_exactly(span, list)))


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
    Span: lambda pair: Span(*_exactly(pair, list)),
    Ref: lambda data: _ref(**data),
    Decimal: _decimal,
    Fraction: _fraction,
    types.NoneType: lambda item: _exactly(item, types.NoneType),
    datetime.date: datetime.date.fromisoformat,
    datetime.datetime: _moment,
    datetime.time: datetime.time.fromisoformat,
}


def spans_in(value: Any) -> tuple[Span, ...]:
    """Give all spans of a value, those of its references too, in the order of its fields."""
    if value is None:  # The value of most annotations that a document checks.
        return ()
    return tuple(found.span if isinstance(found, Ref) else found for found in pointers_in(value))


def refs_in(value: Any) -> tuple[Ref, ...]:
    """Give all references of a value, in the order of its fields."""
    return tuple(found for found in pointers_in(value) if isinstance(found, Ref))


def pointers_in(value: Any) -> list[Span | Ref]:
    """Give all spans and references of a value of any shape, in the order of its fields.

    What a list, or anything that is no value class and no tuple, holds in several places counts once.
    """
    found: list[Span | Ref] = []
    seen: set[int] = set()
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, (Span, Ref)):
            found.append(item)
        elif (held := _holding(_class(item))) is not None and id(item) not in seen:
            if held in (_items, _state):  # These alone may hold themselves.
                seen.add(id(item))
            waiting += held(item)[::-1]
    return found


@functools.lru_cache(maxsize=256)
def _holding(cls: Any) -> Callable[[Any], Sequence[Any]] | None:  # Any: any class, and what its instances hold.
    """Give what gives all of an instance that may be, or hold, a span or reference; None where nothing is."""
    if issubclass(cls, PLAIN):
        return None
    if attrs.has(cls):
        names = [name for name, _, _ in pointers(cls)]
        return (lambda value: [getattr(value, name) for name in names]) if names else None
    if issubclass(cls, tuple):
        return tuple
    return _items if issubclass(cls, (Mapping, list, Set)) else _state


def _items(value: Any) -> list[Any]:
    return [*value, *value.values()] if isinstance(value, Mapping) else [*value]


def _state(value: object) -> list[Any]:
    """Give the attributes of an instance of a class of no known shape, such as a dataclass."""
    # What copying and pickling would take: a dict, or a pair where there are slots.
    state: Any = () if isinstance(value, (type, types.ModuleType)) else object.__getstate__(value)
    return [item for part in (state if isinstance(state, tuple) else (state,)) for item in (part or {}).values()]


def map_spans(value: Any, move: Callable[[Span], Span]) -> Any:
    """Give a value whose spans, those of its references too, are what ``move`` makes of them.

    They move in value classes and tuples, named ones too; elsewhere nobody knows how to put them.
    """
    if isinstance(value, Span):
        return move(value)
    if is_tuple(value):
        return remade(value, [map_spans(item, move) for item in value])
    if value is None or not attrs.has(type(value)):
        return value
    changes = {alias: map_spans(getattr(value, name), move) for name, alias, _ in pointers(_class(value))}
    return attrs.evolve(value, **changes) if changes else value


def is_tuple(value: object) -> bool:
    """Say whether a value is a tuple that can be made again with other items: a plain or a named one."""
    return type(value) is tuple or (isinstance(value, tuple) and hasattr(value, "_make"))


def remade(items: Any, new: Iterable[Any]) -> Any:  # Any: a tuple; a named one has a class of its own.
    """Give a tuple of the kind of ``items`` with new ones."""
    return tuple(new) if type(items) is tuple else items._make(new)


@functools.lru_cache(maxsize=256)
def pointers(cls: Any) -> tuple[tuple[str, str, Any], ...]:  # Any: an attrs class; a type hint.
    """Give attribute, name and type hint of each field that may point into a text."""
    hints = typing.get_type_hints(cls)
    hinted = ((name, alias, hints.get(name, Any)) for name, alias, _ in _fields(cls))
    return tuple(field for field in hinted if not _is_plain(field[2]))


def _is_plain(hint: Any) -> bool:
    """Say whether nothing that a type hint allows can point: no span, reference, nor anything that may hold one."""
    arguments = typing.get_args(hint)
    if typing.get_origin(hint) in (typing.Union, types.UnionType, tuple):
        return all(_is_plain(argument) for argument in arguments if argument is not Ellipsis)
    if typing.get_origin(hint) is not None:
        return typing.get_origin(hint) is typing.Literal
    return hint is None or (isinstance(hint, type) and issubclass(hint, PLAIN))


PLAIN = (
    *(str, bytes, int, float, complex, Decimal, Fraction, types.NoneType, enum.Enum),
    *(datetime.date, datetime.time, datetime.timedelta, datetime.tzinfo),
)
"""The classes whose instances point at nothing."""
