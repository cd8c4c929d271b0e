"""Values and metadata without the names that are replaced."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import unquote

import attrs

from .._annotation import Annotation, Ref, Source
from .._fields import OpaqueValue, encode, fields_of
from .._pointers import is_tuple, remade
from .._span import Span
from ..values import EntityValue
from ._mentions import Mention
from ._names import Hit, Names
from ._template import Entity

__all__ = ["METADATA_POLICIES", "Rewriting", "Unwritable"]

METADATA_POLICIES = ("redact", "drop", "keep")
"""The ways with a key of the metadata, which has its names replaced, is left out, or stays as it is."""


class Unwritable(Exception):
    """A name stands in a value where it cannot be replaced; the text says why. It never leaves this package."""


class Rewriting:
    """Puts what replaces a name in its place, wherever it stands outside the text.

    Args:
        names: the names.
        replacements: what stands in place of the names of each entity.
    """

    def __init__(self, names: Names, replacements: Mapping[Entity, str]) -> None:
        self._names = names
        self._replacements = replacements

    def mention(self, item: Annotation, mention: Mention) -> Annotation:
        """Give a mention, as it was carried, whose value tells no name."""
        value, new = mention.value, self._replacements[mention.entity]
        title, role = self.value(value.title), self.value(value.role)
        hidden = attrs.evolve(value, name=new, variants=(), id=None, title=title, role=role)
        return attrs.evolve(item, value=hidden)

    def annotation(self, item: Annotation) -> Annotation:
        """Give an annotation whose value tells no name.

        Raises:
            Unwritable: when that cannot be.
        """
        value = self.value(self._without_id(item.value))
        return item if value is item.value else attrs.evolve(item, value=value)

    def _without_id(self, value: Any) -> Any:
        """Give a value without an id in which a name stands, as one may be made of names."""
        if isinstance(value, EntityValue) and any(self._names.anywhere(value.id or "")):
            return attrs.evolve(value, id=None)
        return value

    def value(self, value: Any) -> Any:  # Any: plugins declare value classes of their own.
        """Give a value, or what one holds, with its names replaced; itself where there is none.

        Raises:
            Unwritable: when its class has no place for what stands for the name.
        """
        if isinstance(value, str):
            return self._text(value, self._names.in_text)
        if is_tuple(value):
            items = [self.value(item) for item in value]
            return value if all(new is old for new, old in zip(items, value, strict=True)) else remade(value, items)
        if isinstance(value, OpaqueValue):
            data = self.json(value.data)
            return value if data == value.data else OpaqueValue.of(data)
        if value is None or isinstance(value, (Span, Ref, Source)):
            return value
        return self._fields(value) if attrs.has(type(value)) else self._unseen(value)

    def _fields(self, value: Any) -> Any:
        cls: Any = type(value)
        changes = {}
        for attribute, name, _ in fields_of(cls):
            old = getattr(value, attribute)
            new = self.value(old)
            if new is not old:
                changes[name] = new
        try:
            return attrs.evolve(value, **changes) if changes else value
        except Exception as error:  # The plugin boundary: a class may refuse what it holds for any reason.
            raise Unwritable(f"{cls.__name__} refuses what stands for a name in {', '.join(changes)}") from error

    def _unseen(self, value: object) -> object:
        if self.json(data := encode(value)) != data:
            raise Unwritable(f"a name stands in its {type(value).__name__}, where it cannot be replaced")
        return value

    def json(self, data: Any) -> Any:  # Any: JSON.
        """Give JSON with the names in its strings replaced; keys stay."""
        if isinstance(data, str):
            return self._data(data)
        if isinstance(data, Mapping):
            return {key: self.json(item) for key, item in data.items()}
        return [self.json(item) for item in data] if isinstance(data, (list, tuple)) else data

    def _data(self, text: str) -> str:
        new = self._text(text, self._names.anywhere)
        if new is text and "%" in text and (plain := unquote(text)) != text:
            readable = self._text(plain, self._names.anywhere)
            return text if readable is plain else readable
        return new

    def _text(self, text: str, find: Callable[[str], Iterable[Hit]]) -> str:
        pieces: list[str] = []
        done = 0
        for hit in find(text):
            pieces += text[done : hit.span.start], self._replacements[hit.entity]
            done = hit.span.end
        return "".join([*pieces, text[done:]]) if pieces else text
