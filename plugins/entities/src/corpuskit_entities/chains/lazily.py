"""Attributes that are found when they are first asked for."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

__all__ = ["lazily"]

Value = TypeVar("Value")


class lazily(Generic[Value]):
    """An attribute that is found once, as by :func:`functools.cached_property`, but without a lock, which costs most.

    Two threads may find it at the same time; both find the same.
    """

    def __init__(self, find: Callable[[Any], Value]) -> None:  # Any: the object that has the attribute.
        self._find = find
        self._name = ""
        self.__doc__ = find.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, instance: None, owner: type) -> "lazily[Value]": ...
    @overload
    def __get__(self, instance: object, owner: type | None = None) -> Value: ...

    def __get__(self, instance: object, owner: type | None = None) -> "Value | lazily[Value]":
        if instance is None:
            return self
        value = self._find(instance)
        # It hides this one, which has no ``__set__``.
        setattr(instance, self._name, value)
        return value
