"""Objects named by ``"package.module:attribute"``, imported when they are first needed."""

import importlib
from typing import Any

from .errors import PluginError

__all__ = ["imported"]


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
        raise PluginError(f"{owner}: cannot import {target!r}: {error}", target=target) from error
    return found
