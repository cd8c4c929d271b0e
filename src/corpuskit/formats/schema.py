"""The JSON Schema of a line of the JSONL format."""

import datetime
import enum
import types
import typing
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs

from .._annotation import Failure, Ref, Source
from .._span import Span
from ..values import STANDARD, NumberValue
from .jsonl import FORMAT_VERSION

__all__ = ["schema"]

_SPAN = {
    "description": "[start, end): code points of the text, the end exclusive",
    "type": "array",
    "prefixItems": [{"type": "integer", "minimum": 0}, {"type": "integer", "minimum": 0}],
    "minItems": 2,
    "maxItems": 2,
}


_LABEL = {
    "description": "a word: printable and without @",
    "type": "string",
    "minLength": 1,
    # Controls, separators, what has no width, and private use; no class of a pattern that all readers know says so.
    "not": {
        "pattern": "[@\\u0000-\\u001f\\u007f-\\u00a0\\u00ad\\u1680\\u2000-\\u200f\\u2028-\\u202f"
        "\\u205f-\\u206f\\u3000\\ue000-\\uf8ff\\ufeff]"
    },
}


def schema() -> dict[str, Any]:
    """Give the JSON Schema (draft 2020-12) of one document; values of layers that are not standard may be anything.

    What it refuses no reader takes. The reader also refuses what a schema cannot say: an integer written ``3.0``, a
    span outside the text, parts that overlap or whose hull is not the annotation, a source that is not there, and
    JSON nested more than 100 deep.
    """
    classes = sorted(set(STANDARD.values()), key=lambda cls: cls.__name__)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A corpuskit document",
        "description": f"One line of a corpuskit JSONL file, version {FORMAT_VERSION} of the format.",
        "type": "object",
        "properties": {
            "id": {"type": "string", "minLength": 1, "description": "unique in its corpus; its place by default"},
            "text": {"type": "string"},
            "metadata": {"type": ["object", "null"]},
            "annotations": {"type": ["array", "null"], "items": {"$ref": "#/$defs/Annotation"}},
            "failures": {"type": ["array", "null"], "items": {"$ref": "#/$defs/Failure"}},
            "sources": {"type": ["array", "null"], "items": {"$ref": "#/$defs/Source"}},
        },
        "required": ["text"],
        "additionalProperties": True,
        "$defs": {
            "Span": _SPAN,
            "Ref": {
                "type": "object",
                "properties": {"label": _LABEL, "span": {"$ref": "#/$defs/Span"}},
                "required": ["label", "span"],
                "additionalProperties": False,
            },
            "Annotation": _annotation(),
            "Failure": _class(Failure),
            "Source": _class(Source),
            **{cls.__name__: _class(cls) for cls in classes},
        },
    }


def _annotation() -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {
            "label": _LABEL,
            "start": {"type": "integer", "minimum": 0},
            "end": {"type": "integer", "minimum": 0},
            "value": {},
            "parts": {
                "description": "the pieces, sorted and disjoint: two or more, or none",
                "type": ["array", "null"],
                "items": {"$ref": "#/$defs/Span"},
                "anyOf": [{"maxItems": 0}, {"minItems": 2}],
            },
            "score": {"type": ["number", "null"], "minimum": 0, "maximum": 1},
            "source": {
                "description": "an index into the document's sources",
                "type": ["integer", "null"],
                "minimum": 0,
            },
        },
        "required": ["label", "start", "end"],
        "additionalProperties": False,
        "allOf": [
            {
                "if": {"properties": {"label": {"const": label}}},
                "then": {"properties": {"value": {"anyOf": [{"$ref": f"#/$defs/{cls.__name__}"}, {"type": "null"}]}}},
            }
            for label, cls in sorted(STANDARD.items())
        ],
    }


def _class(cls: Any) -> dict[str, Any]:  # Any: an attrs class.
    hints = typing.get_type_hints(cls)
    fields = [field for field in attrs.fields(cls) if field.init]
    return {
        "type": "object",
        "properties": {field.alias: _field(hints[field.name], field.validator) for field in fields},
        "required": [field.alias for field in fields if field.default is attrs.NOTHING],
        "additionalProperties": False,
        **_RULES.get(cls, {}),
    }


def _field(hint: Any, validator: Any) -> dict[str, Any]:  # Any: a type hint, and a validator of attrs.
    allowed = getattr(getattr(validator, "validator", validator), "options", None)
    if allowed is None:
        return _type(hint)
    optional = type(None) in typing.get_args(hint)
    return {"enum": [*allowed, None] if optional else [*allowed]}


def _type(hint: Any) -> dict[str, Any]:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        kinds = []
        for argument in arguments:
            kind = _type(argument)
            if kind not in kinds:
                kinds.append(kind)
        return {"anyOf": kinds} if len(kinds) > 1 else kinds[0]
    if origin is tuple:
        return {"type": "array", "items": _type(arguments[0])}
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return {"enum": [member.name for member in hint]}
    return _TYPES.get(hint, {})


def _present(name: str) -> dict[str, Any]:
    return {"required": [name], "properties": {name: {"not": {"type": "null"}}}}


_RULES: dict[Any, dict[str, Any]] = {
    NumberValue: {"oneOf": [_present("value"), {"anyOf": [_present("low"), _present("high")]}]},
}
"""What a class asks for beyond the types of its fields."""

_TYPES: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    type(None): {"type": "null"},
    Decimal: {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+|/[0-9]+)?$"},
    Fraction: {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+|/[0-9]+)?$"},
    datetime.date: {"type": "string", "format": "date"},
    datetime.datetime: {"type": "string", "format": "date-time"},
    datetime.time: {"type": "string", "format": "time"},
    Span: {"$ref": "#/$defs/Span"},
    Ref: {"$ref": "#/$defs/Ref"},
}
