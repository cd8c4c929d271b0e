"""What a plugin proves itself with.

Nothing is imported before it is used: hypothesis imports this package wherever corpuskit is installed.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._rules import check_rules

__all__ = ["check_rules"]

_LATER = {"check_rules": "_rules"}


def __getattr__(name: str) -> object:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    found = globals()[name] = getattr(import_module(f".{_LATER[name]}", __name__), name)
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
