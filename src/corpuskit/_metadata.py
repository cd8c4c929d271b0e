"""Metadata: an immutable, hashable, picklable mapping of JSON."""

import math
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias, Union

from .errors import InvalidValue

__all__ = ["Json", "Metadata", "check_storable", "frozen_json", "plain_json"]

Json: TypeAlias = Union[bool, int, float, str, tuple["Json", ...], "Metadata", None]
"""What metadata may hold. Lists become tuples and mappings :class:`Metadata`."""


class Metadata(Mapping[str, Any]):
    """An immutable mapping from text to JSON values; equal to any mapping with equal content.

    Raises:
        InvalidValue: when a key is no string, or a value is nothing that JSON has.
    """

    __slots__ = ("_items",)

    def __init__(self, items: Mapping[str, Any] = {}) -> None:
        for key in items:
            if not isinstance(key, str):
                raise InvalidValue(f"a metadata key is a string, not {key!r}", key=key)
            if not key.isascii():
                check_storable(key, "a metadata key")
        self._items: dict[str, Any] = {
            # Most values are short texts, of which every document has some.
            key: value if type(value) is str and value.isascii() else frozen_json(value, key)
            for key, value in items.items()
        }

    def __getitem__(self, key: str) -> Any:
        return self._items[key]

    def __contains__(self, key: object) -> bool:
        return key in self._items

    def get(self, key: str, default: Any = None) -> Any:  # Any: as for a dict; what is there is JSON.
        """Give the value of a key, or ``default`` where it is not there."""
        return self._items.get(key, default)

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Metadata):
            return self._items == other._items
        if not isinstance(other, Mapping):
            return NotImplemented
        try:
            return self._items == Metadata(other)._items
        except InvalidValue:
            return False

    def __hash__(self) -> int:
        return hash(frozenset(self._items.items()))

    def __repr__(self) -> str:
        return f"Metadata({self._items!r})"

    def __reduce__(self) -> tuple[object, ...]:
        return Metadata, (self._items,)

    def to_dict(self) -> dict[str, Any]:
        """Give plain dicts and lists, as ``json`` would read them."""
        return {key: plain_json(value) for key, value in self._items.items()}


def frozen_json(value: object, key: str) -> Json:
    """Give the immutable form of a JSON value; ``key`` names it in an error.

    Raises:
        InvalidValue: when it is nothing that JSON has.
    """
    if isinstance(value, float) and not math.isfinite(value):
        raise InvalidValue(f"metadata {key!r}: {value} cannot be written as JSON; use None", key=key)
    if isinstance(value, str):
        check_storable(value, f"metadata {key!r}")
    if value is None or isinstance(value, (str, bool, int, float, Metadata)):
        return value
    if isinstance(value, Mapping):
        return Metadata(value)
    if isinstance(value, (list, tuple)):
        return tuple(frozen_json(item, key) for item in value)
    message = f"metadata {key!r}: {type(value).__name__} is nothing that JSON has; convert it to text or numbers"
    raise InvalidValue(message, key=key)


def check_storable(text: str, what: str, **facts: object) -> None:
    """Refuse text that cannot be stored as UTF-8.

    Raises:
        InvalidValue: when it has a lone surrogate, with its offset.
    """
    if text.isascii():
        return
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise InvalidValue(
            f"{what} has a lone surrogate, U+{ord(text[error.start]):04X}, at offset {error.start}, which cannot be "
            "stored as UTF-8; decode the source with errors='replace'",
            offset=error.start,
            **facts,
        ) from None


def plain_json(value: Json) -> Any:
    """Give dicts and lists for what :func:`frozen_json` gave."""
    if isinstance(value, Metadata):
        return value.to_dict()
    return [plain_json(item) for item in value] if isinstance(value, tuple) else value
