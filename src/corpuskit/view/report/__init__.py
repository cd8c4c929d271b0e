"""The report: one self-contained page in which a corpus can be looked through."""

from ._page import report_html

__all__ = ["report_html"]
