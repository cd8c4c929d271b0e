"""Documents made readable: for a terminal, as plain text, and as HTML."""

from .._html import document_html, page_html
from .._summary import summarise
from .report import report_html
from .terminal import TerminalView, marked_text, wants_colour

__all__ = ["TerminalView", "document_html", "marked_text", "page_html", "report_html", "summarise", "wants_colour"]
