"""What type, rule and value an annotation has, and when a predicted value is right."""

import functools
import math
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs

from .._annotation import Annotation, Ref
from .._fields import OpaqueValue, class_of, encode
from .._span import Span
from ..errors import ConfigError, did_you_mean
from ..values import DATE_TYPES, ENTITY_TYPES, NUMBER_KINDS, QUOTE_KINDS, STANDARD

__all__ = [
    "METHOD",
    "VALUE_FIELDS",
    "check_fields",
    "check_types",
    "fields_of",
    "has_value",
    "is_right",
    "rule_of",
    "type_of",
    "value_of",
]

METHOD = "method"
"""The field of a value that tells the rule or model that made it."""

VALUE_FIELDS: Mapping[str, tuple[str, ...]] = {
    "date": ("value",),
    "date_range": ("begin", "end"),
    "entity": ("name",),
    "number": ("value", "low", "high", "unit"),
    "quote": ("speaker",),
}
"""The fields that are the value of each standard layer; for any other layer it is the whole value but ``method``."""

_TYPES = {"date": DATE_TYPES, "entity": ENTITY_TYPES, "number": NUMBER_KINDS, "quote": QUOTE_KINDS}


def check_types(types: Mapping[str, Sequence[str]]) -> None:
    """Refuse a type that no value of a standard layer can have.

    Raises:
        ConfigError: naming the type that may have been meant.
    """
    for label, names in types.items():
        for name in names if label in _TYPES else ():
            if name not in _TYPES[label]:
                message = f"no {label!r} has the type {name!r}; {did_you_mean(name, _TYPES[label])}"
                raise ConfigError(message, label=label, type=name)


def check_fields(fields: Mapping[str, Sequence[str]]) -> None:
    """Refuse a field that the value of a standard layer does not have.

    Raises:
        ConfigError: naming the field that may have been meant.
    """
    for label, names in fields.items():
        if label not in STANDARD:
            continue
        known = [field.name for field in attrs.fields(STANDARD[label])]
        for name in names:
            if name not in known:
                message = f"the value of {label!r} has no field {name!r}; {did_you_mean(name, known)}"
                raise ConfigError(message, label=label, field=name)


def type_of(item: Annotation) -> str:
    """Give the type of an annotation: the field ``type`` or else ``kind`` of its value, or an empty string."""
    return _words(_field(item.value, "type")) or _words(_field(item.value, "kind"))


def rule_of(item: Annotation) -> str:
    """Give the name of the rule or model that made an annotation: its value's ``method``, or an empty string."""
    return _words(_field(item.value, METHOD))


def _words(field: object) -> str:
    return field if isinstance(field, str) else ""


def fields_of(value: Any) -> Mapping[str, Any]:  # Any: a value of any class.
    """Give the fields of a value by name, those at their default too; none for what has no fields."""
    if isinstance(value, OpaqueValue):
        value = _parsed(value)
    if isinstance(value, Mapping):
        return value
    return {name: getattr(value, name) for name in _names(class_of(value))}


def value_of(item: Annotation, names: Sequence[str] | None) -> Any:
    """Give the fields of an annotation's value by these names as a tuple, or the whole value where there are none."""
    return _whole(item.value) if names is None else tuple(_field(item.value, name) for name in names)


def has_value(item: Annotation, names: Sequence[str] | None) -> bool:
    """Say whether any of these fields is set, or there is any value where there are none."""
    if names is None:
        return item.value is not None
    return any(_field(item.value, name) not in (None, "", ()) for name in names)


def is_right(gold: Annotation, predicted: Annotation, names: Sequence[str] | None) -> bool:
    """Say whether a predicted value is that in gold, or one of its alternatives.

    Amounts are compared as numbers, a span is right where it shares a code point with that in gold, a reference where
    it has the same label besides.
    """
    if names is None:
        return bool(_whole(gold.value) == _whole(predicted.value))
    return all(_agrees(gold.value, _field(predicted.value, name), name) for name in names)


def _agrees(gold: Any, found: Any, name: str) -> bool:  # Any: values of any class.
    if _same(_field(gold, name), found):
        return True
    alternatives = _field(gold, "alternatives") if name == "value" else None
    return isinstance(alternatives, tuple | list) and found in alternatives


def _field(value: Any, name: str) -> Any:  # Any: values of any class.
    if isinstance(value, OpaqueValue | Mapping):
        return fields_of(value).get(name)
    if attrs.has(type(value)):
        return getattr(value, name) if name in _names(class_of(value)) else None
    return value if name == "value" else None


@functools.lru_cache(maxsize=256)
def _names(cls: Any) -> tuple[str, ...]:  # Any: a class, for which mypy has no hash.
    return tuple(field.name for field in attrs.fields(cls)) if attrs.has(cls) else ()


@functools.lru_cache(maxsize=1024)
def _parsed(value: OpaqueValue) -> Any:  # Any: JSON of an unknown shape.
    return value.data


def _whole(value: Any) -> Any:  # Any: values of any class.
    data = encode(value)
    return {name: item for name, item in data.items() if name != METHOD} if isinstance(data, dict) else data


def _same(gold: Any, found: Any) -> bool:  # Any: fields of any class.
    if isinstance(gold, Span) and isinstance(found, Span):
        return gold == found or gold.overlaps(found)
    if isinstance(gold, Ref) and isinstance(found, Ref):
        return gold.label == found.label and _same(gold.span, found.span)
    if isinstance(gold, tuple) and isinstance(found, tuple):
        return len(gold) == len(found) and all(map(_same, gold, found))
    if _is_number(gold) and _is_number(found):
        return _same_number(gold, found)
    return bool(gold == found)


def _is_number(item: object) -> bool:
    return isinstance(item, int | float | Decimal | Fraction) and not isinstance(item, bool)


def _same_number(gold: Any, found: Any) -> bool:  # Any: a number of any kind.
    if isinstance(gold, float) or isinstance(found, float):
        return math.isclose(gold, found, rel_tol=1e-9)
    return Fraction(gold) == Fraction(found)
