"""Values whose spans move, where some may get lost on the way."""

import functools
import types
import typing
from collections.abc import Callable, Iterator
from typing import Any

import attrs

from .._annotation import Ref
from .._fields import OpaqueValue, encode
from .._pointers import PLAIN, is_tuple, pointers, pointers_in, remade
from .._span import Span
from ..errors import InvalidValue

__all__ = ["Gone", "Moving"]


class Gone(Exception):
    """What was to move has no counterpart; its text says why. It never leaves this package."""


class Moving:
    """The way of values: a field that is lost is emptied where its class lets it be empty.

    Args:
        span: gives the counterpart of a span, or raises :class:`Gone`.
        ref: the same for a reference.
        length: code points of the text that the value points into.
    """

    def __init__(self, span: Callable[[Span], Span], ref: Callable[[Ref], Ref], length: int) -> None:
        self.span = span
        self.ref = ref
        self.length = length
        self.lost: list[tuple[str, str]] = []

    def moved(self, value: Any, hint: Any = None, path: str = "") -> Any:
        """Give the value in the other text; ``lost`` then has path and reason of each field that was emptied.

        Raises:
            Gone: when the value cannot do without what was lost.
        """
        if value is None:
            return None
        if isinstance(value, Span):
            return self.span(value)
        if isinstance(value, Ref):
            return self.ref(value)
        if is_tuple(value):
            return self._items(value, hint, path)
        if isinstance(value, PLAIN):
            return value
        if attrs.has(type(value)) and not isinstance(value, OpaqueValue):
            return self._fields(value, path)
        return self._unseen(value)

    def _fields(self, value: Any, path: str) -> Any:
        before, changes = len(self.lost), {}
        cls: Any = type(value)
        for name, alias, hint in pointers(cls):
            old = getattr(value, name)
            new = self._field(old, hint, f"{path}.{name}" if path else name)
            if new is not old:
                changes[alias] = new
        if not changes:
            return value
        try:
            return attrs.evolve(value, **changes)
        except Exception as error:  # The plugin boundary: a class may refuse what it holds for any reason.
            reasons = "; ".join(f"{field}: {reason}" for field, reason in self.lost[before:])
            raise Gone(f"{cls.__name__} refuses what is left: {reasons or error}") from error

    def _field(self, old: Any, hint: Any, path: str) -> Any:
        before = len(self.lost)
        try:
            return self.moved(old, hint, path)
        except Gone as gone:
            if not _may_be_none(hint):
                raise
            self.lost[before:] = [(path, str(gone))]
            return None

    def _items(self, items: tuple[Any, ...], hint: Any, path: str) -> tuple[Any, ...]:
        hints, may_leave = _of_items(hint if type(items) is tuple else type(items), len(items))
        kept = []
        for item, item_hint in zip(items, hints, strict=True):
            before = len(self.lost)
            try:
                kept.append(self._field(item, item_hint, path))
            except Gone as gone:
                if not may_leave:
                    raise
                self.lost[before:] = [(path, str(gone))]
        same = len(kept) == len(items) and all(new is old for new, old in zip(kept, items, strict=True))
        return items if same else remade(items, kept)

    def _unseen(self, value: Any) -> Any:
        for pointer in (*pointers_in(value), *_possible(_json(value), self.length)):
            try:
                stays = self.moved(pointer) == pointer
            except Gone:
                stays = False
            if not stays:
                kind = type(value).__name__
                raise Gone(f"what its {kind} holds cannot be moved, and may be {pointer!r}, which does not stay")
        return value


def _json(value: Any) -> Any:
    if isinstance(value, OpaqueValue):
        return value.data
    try:
        return encode(value)
    except InvalidValue:  # What has no JSON was not read from a file, where spans look like any other pairs.
        return None


def _possible(data: object, length: int) -> Iterator[Span | Ref]:
    """Give what may be a span or reference in JSON of an unknown shape: every pair of integers that could be one."""
    waiting = [data]
    while waiting:
        item = waiting.pop()
        if isinstance(item, dict):
            span = _pair(item.get("span"), length)
            if span is not None and item.keys() == {"label", "span"} and _is_label(item["label"]):
                yield Ref(item["label"], span)
            else:
                waiting += item.values()
        elif isinstance(item, list):
            waiting += item
            span = _pair(item, length)
            if span is not None:
                yield span


def _pair(item: object, length: int) -> Span | None:
    if not isinstance(item, list) or [type(part) for part in item] != [int, int]:
        return None
    return Span(*item) if 0 <= item[0] <= item[1] <= length else None


def _is_label(item: object) -> bool:
    return isinstance(item, str) and item != "" and "@" not in item and item.isprintable()


def _choices(hint: Any) -> tuple[Any, ...]:
    return typing.get_args(hint) if typing.get_origin(hint) in (typing.Union, types.UnionType) else (hint,)


def _may_be_none(hint: Any) -> bool:
    return any(choice in (Any, object, types.NoneType) for choice in _choices(hint))


@functools.lru_cache(maxsize=1024)
def _of_items(hint: Any, count: int) -> tuple[tuple[Any, ...], bool]:
    """Give the type hint of each item of a tuple, and whether the class lets one be left out."""
    for choice in _choices(hint):
        arguments = typing.get_args(choice)
        if typing.get_origin(choice) is tuple and arguments[1:] == (Ellipsis,):
            return (arguments[0],) * count, True
        if typing.get_origin(choice) is tuple and len(arguments) == count:
            return arguments, False
        if isinstance(choice, type) and issubclass(choice, tuple) and hasattr(choice, "_fields"):
            return tuple(typing.get_type_hints(choice).get(name) for name in choice._fields), False
    return (None,) * count, False
