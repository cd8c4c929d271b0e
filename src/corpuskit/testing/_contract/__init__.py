"""The conformance kit: what every extractor keeps, as checks that an author inherits."""

try:
    import hypothesis as _hypothesis
except ImportError as _error:
    from ...errors import missing_extra

    raise missing_extra("hypothesis", "testing") from _error

from ._contract import ExtractorContract, check_extractor
from ._report import BrokenLaw, Finding, Report

__all__ = ["BrokenLaw", "ExtractorContract", "Finding", "Report", "check_extractor"]

del _hypothesis
