"""Objects named by ``"package.module:attribute"``, imported when they are first needed."""

import importlib
import inspect
from typing import Any

from .errors import PluginError

__all__ = ["called_with", "imported"]


def imported(target: Any, owner: str) -> Any:
    """Give the object that a string names, and anything else as it is; ``owner`` is named in an error.

    Raises:
        PluginError: when the string names no importable object.
    """
    if not isinstance(target, str):
        return target
    module, _, path = target.partition(":")
    if not module or not path:
        raise PluginError(
            f"{owner}: {target!r} is not of the form 'package.module:attribute'; give that, or the object itself",
            target=target,
        )
    try:
        found: Any = importlib.import_module(module)
        for name in path.split("."):
            found = getattr(found, name)
    except (ImportError, AttributeError) as error:
        advice = "mend the string, or install what it needs"
        raise PluginError(f"{owner}: cannot import {target!r}: {error}; {advice}", target=target) from error
    return found


def called_with(function: Any, form: str, owner: str) -> Any:
    """Give a function as it is, where it can be called as its form says, such as ``read(stream)``.

    Raises:
        PluginError: when it takes fewer arguments, or more.
    """
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):  # One of C may have none.
        return function
    try:
        signature.bind(*form.partition("(")[2].split(","))
    except TypeError as error:
        raise PluginError(f"{owner}: it is called as {form}, but there is {signature}: {error}") from error
    return function
