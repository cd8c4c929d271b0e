"""Where values point into a text: their spans and references, found, and moved."""

import datetime
import enum
import functools
import operator
import types
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from decimal import Decimal
from fractions import Fraction
from itertools import chain
from typing import Any

import attrs

from ._annotation import Ref
from ._fields import class_of, fields_of
from ._span import Span

__all__ = [
    "PLAIN",
    "ends_in",
    "is_tuple",
    "map_spans",
    "pointers",
    "pointers_in",
    "reaches",
    "refs_in",
    "remade",
    "spans_in",
]


def spans_in(value: Any) -> tuple[Span, ...]:
    """Give all spans of a value, those of its references too, in the order of its fields."""
    if value is None:  # The value of most annotations that a document checks.
        return ()
    return tuple(found.span if isinstance(found, Ref) else found for found in pointers_in(value))


def reaches(values: Sequence[Any]) -> list[int]:
    """Give where the last span of each value ends, those of its references too; 0 where it has none."""
    return [max(ends) for ends in zip([0] * len(values), *ends_in(values), strict=True)]


def ends_in(values: Sequence[Any]) -> list[list[int]]:
    """Give where spans of values end, those of references too, as lists with an item for each value.

    A list is for one field of value classes, or for all that other values hold; its item is the last end of the spans
    that the value has there, 0 where it has none. Gathered so, a column of values costs little.

    Raises:
        OffsetError: when one of them is no span: :meth:`Span.unchecked` makes them of anything.
    """
    kinds = set(map(_CLASS_OF, values))
    pointing = [cls for cls in kinds if _holding(cls) is not None or issubclass(cls, (Span, Ref))]
    if len(kinds) < 2:
        return _reaches(pointing[0], values) if pointing else []
    return [column for cls in pointing for column in _reaches_among(cls, values)]


def _reaches_among(cls: Any, values: Sequence[Any]) -> Iterator[list[int]]:
    rows = [row for row, value in enumerate(values) if type(value) is cls]
    for ends in _reaches(cls, [values[row] for row in rows]):
        column = [0] * len(values)
        for row, end in zip(rows, ends, strict=True):
            column[row] = end
        yield column


def _reaches(cls: Any, values: Sequence[Any]) -> list[list[int]]:  # Any: any class, of which all values are.
    if cls is Span:
        return [_ends(values)]
    if cls is Ref:
        return [_ends([ref.span for ref in values])]
    if not attrs.has(cls) or issubclass(cls, (Span, Ref)):
        return [[max(_ends(spans_in(value)), default=0) for value in values]]
    fields = (list(map(operator.attrgetter(name), values)) for name, _, _ in pointers(cls))
    return [column for field in fields for column in _field_reaches(field)]


def _field_reaches(field: list[Any]) -> list[list[int]]:
    kinds = set(map(_CLASS_OF, field))
    if kinds <= {Span, types.NoneType}:
        if types.NoneType not in kinds:
            return [_ends(field)]
        _ends([span for span in field if span is not None])
        return [[0 if span is None else span.end for span in field]]
    if kinds == {tuple} and {*map(_CLASS_OF, chain.from_iterable(field))} <= {Span}:
        _ends([*chain.from_iterable(field)])
        return [[max([span.end for span in spans]) if spans else 0 for spans in field]]
    return ends_in(field)


def _ends(spans: Sequence[Span]) -> list[int]:
    """Give the ends of spans, each of which is one."""
    starts, ends = [span.start for span in spans], [span.end for span in spans]
    are_whole = {*map(_CLASS_OF, starts), *map(_CLASS_OF, ends)} <= {int}
    if not are_whole or min(starts, default=0) < 0 or not all(map(operator.le, starts, ends)):
        for start, end in zip(starts, ends, strict=True):
            Span(start, end)
    return ends


_CLASS_OF: Any = type
"""Any: mypy takes the class of a bare object for unhashable."""


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
        elif (held := _holding(class_of(item))) is not None and id(item) not in seen:
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
    changes = {alias: map_spans(getattr(value, name), move) for name, alias, _ in pointers(class_of(value))}
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
    hinted = ((name, alias, hints.get(name, Any)) for name, alias, _ in fields_of(cls))
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
