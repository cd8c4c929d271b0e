"""Docstrings of constants that a package exports from a private module: autodoc looks for them in the package alone."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from typing import Any

import public_api


def setup(app: Any) -> dict[str, bool]:
    """Lend the docstrings before anything is read."""
    app.connect("builder-inited", _lend)
    return {"parallel_read_safe": True}


def _lend(app: Any) -> None:
    from sphinx.pycode import ModuleAnalyzer

    for name, item in public_api.names().items():
        if inspect.isclass(item) or inspect.isroutine(item):
            continue
        package, _, word = name.rpartition(".")
        own = ModuleAnalyzer.for_module(package)
        own.analyze()
        for module in _private_modules(package):
            other = ModuleAnalyzer.for_module(module)
            other.analyze()
            if ("", word) in other.attr_docs:
                own.attr_docs.setdefault(("", word), other.attr_docs["", word])


def _private_modules(package: str) -> Iterator[str]:
    paths = getattr(importlib.import_module(package), "__path__", ())
    return (f"{package}.{module.name}" for module in pkgutil.iter_modules(paths) if module.name.startswith("_"))
