"""What a plugin proves itself with.

Nothing is imported before it is used: hypothesis imports this package wherever corpuskit is installed.
"""

from typing import TYPE_CHECKING

from .._later import later

if TYPE_CHECKING:
    from ._contract import BrokenLaw, ExtractorContract, Finding, Report, check_extractor
    from ._format import check_format
    from ._inline import assert_extracts, mark, parse_marked
    from ._rules import check_rules

__all__ = [
    "BrokenLaw",
    "ExtractorContract",
    "Finding",
    "Report",
    "assert_extracts",
    "check_extractor",
    "check_format",
    "check_rules",
    "mark",
    "parse_marked",
]

_CONTRACT = ["BrokenLaw", "ExtractorContract", "Finding", "Report", "check_extractor"]
_INLINE = ["assert_extracts", "mark", "parse_marked"]

if not TYPE_CHECKING:  # A type checker would take every name for one that is there.
    __getattr__, __dir__ = later(
        globals(),
        {
            **dict.fromkeys(_CONTRACT, "_contract"),
            **dict.fromkeys(_INLINE, "_inline"),
            **{"check_format": "_format", "check_rules": "_rules"},
        },
    )
