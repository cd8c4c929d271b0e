"""What a plugin proves itself with.

Nothing is imported before it is used: hypothesis imports this package wherever corpuskit is installed.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._contract import BrokenLaw, ExtractorContract, Finding, Report, check_extractor
    from ._inline import assert_extracts, mark, parse_marked
    from ._rules import check_rules

__all__ = [
    "BrokenLaw",
    "ExtractorContract",
    "Finding",
    "Report",
    "assert_extracts",
    "check_extractor",
    "check_rules",
    "mark",
    "parse_marked",
]

_LATER = {
    "BrokenLaw": "_contract",
    "ExtractorContract": "_contract",
    "Finding": "_contract",
    "Report": "_contract",
    "assert_extracts": "_inline",
    "check_extractor": "_contract",
    "check_rules": "_rules",
    "mark": "_inline",
    "parse_marked": "_inline",
}


def __getattr__(name: str) -> object:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    found = globals()[name] = getattr(import_module(f".{_LATER[name]}", __name__), name)
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
