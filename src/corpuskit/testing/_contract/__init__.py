"""The conformance kit: what every extractor keeps, as checks that an author inherits."""

from ._contract import ExtractorContract, check_extractor
from ._report import BrokenLaw, Finding, Report

__all__ = ["BrokenLaw", "ExtractorContract", "Finding", "Report", "check_extractor"]
