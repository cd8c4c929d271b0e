"""Names of a package that are imported when they are first used."""

from collections.abc import Callable, Collection, Mapping
from importlib import import_module
from typing import Any

__all__ = ["later"]


def later(
    names: dict[str, Any],  # Any: the globals of a module.
    modules: Mapping[str, str],
    submodules: Collection[str] = (),
) -> tuple[Callable[[str], object], Callable[[], list[str]]]:
    """Give ``__getattr__`` and ``__dir__`` of a package that imports some of its names on use.

    Args:
        names: the globals of the package.
        modules: the module of the package that has each name.
        submodules: modules that are names themselves: ``package.module`` without an import of its own.

    Source: PEP 562.
    """
    package = names["__name__"]

    def get(name: str) -> object:
        if name in submodules:
            return import_module(f".{name}", package)
        if name not in modules:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        found = names[name] = getattr(import_module(f".{modules[name]}", package), name)
        return found

    return get, lambda: sorted({*names, *modules, *submodules})
