"""Tables of the fields of attrs classes: type, default and description, read from the class."""

import importlib
import re
import types
import typing
from collections.abc import Iterator
from typing import Any

import attrs
from public_api import described_fields

WORDS = {bool: "true or false", int: "whole number", float: "number", str: "text"}


def table(name: str) -> str:
    """Give the Markdown of the table of a class, ``package.module:Class``: a row a field."""
    cls = _imported(name)
    described = described_fields(cls)
    rows = ["| field | type | default | meaning |", "|---|---|---|---|"]
    for field in attrs.fields(cls):
        cells = (f"`{field.name}`", f"`{_annotation(field)}`", _default(field), _markdown(described[field.alias]))
        rows.append(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |")
    return _contained(rows)


def options(name: str) -> str:
    """Give the Markdown of the table of a config class: a row an option, with words for the types."""
    cls = _imported(name)
    described = described_fields(cls)
    rows = ["| option | type | default | what it does |", "|---|---|---|---|"]
    for field, kind in zip(_given(cls), kinds(cls), strict=True):
        default = "all" if field.default and field.default == _choices(field.validator) else _default(field)
        cells = (f"`{field.name}`", kind, default, _markdown(described[field.alias]))
        rows.append(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |")
    return _contained(rows)


def _given(cls: Any) -> "list[attrs.Attribute[Any]]":
    """Give the fields that a user sets; others are filled in."""
    return [field for field in attrs.fields(cls) if field.init]


def _contained(rows: list[str]) -> str:
    """Give a table in a box whose class tells the style sheet what its columns are."""
    return "\n".join(("```{container} fields", "", *rows, "", "```"))


def kinds(cls: Any) -> Iterator[str]:
    """Give what each option of a config class takes, in words: the choices where they are closed."""
    hints = typing.get_type_hints(cls)
    for field in _given(cls):
        choices = _choices(field.validator)
        is_list = typing.get_origin(hints[field.name]) is tuple
        closed = f"{'any of' if is_list else 'one of'} {', '.join(f'`{choice}`' for choice in choices)}"
        yield closed if choices else _words(hints[field.name])


def _imported(name: str) -> Any:
    module, _, attribute = name.partition(":")
    return getattr(importlib.import_module(module), attribute)


def _annotation(field: "attrs.Attribute[Any]") -> str:
    return field.type if isinstance(field.type, str) else _short(field.type)


def _short(hint: Any) -> str:
    if isinstance(hint, type) and not isinstance(hint, types.GenericAlias):
        return hint.__name__
    return re.sub(r"\b(?:\w+\.)+(?=\w)", "", str(hint)).replace("'", "")


def _default(field: "attrs.Attribute[Any]") -> str:
    default: Any = field.default
    if default is attrs.NOTHING:
        return "required"
    if isinstance(default, attrs.Factory):  # type: ignore[arg-type]
        default = default.factory()
    if default in (None, (), "") or default == {}:
        return "none"
    items = default if isinstance(default, tuple) else (default,)
    return ", ".join(f"`{str(item).lower() if isinstance(item, bool) else item}`" for item in items)


def _choices(validator: Any) -> tuple[Any, ...]:
    """Give what a validator allows, where it is a closed list."""
    if hasattr(validator, "options"):
        return tuple(validator.options)
    inner = getattr(validator, "member_validator", None)
    return () if inner is None else _choices(inner)


def _words(hint: Any) -> str:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple:
        return "list" if typing.get_origin(arguments[0]) else f"list of {_words(arguments[0])}s"
    if origin in (typing.Union, types.UnionType):
        return " or ".join(_words(argument) for argument in arguments if argument is not types.NoneType)
    return WORDS.get(hint, "file" if getattr(hint, "__name__", "") == "Path" else str(hint))


def _markdown(text: str) -> str:
    """Give the description as Markdown: code in single marks, roles as code."""
    text = re.sub(r":\w+:`~?(?:[\w.]+\.)?(\w+)`", r"`\1`", text)
    return text.replace("``", "`")
