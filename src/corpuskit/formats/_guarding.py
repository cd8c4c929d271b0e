"""Cells that a spreadsheet shows, and does not run."""

import re

__all__ = ["freed", "guarded"]

_BEGINS = r"(^|[;\t\r\n])"
"""Where a cell begins, or would for a spreadsheet that takes semicolons or tabs for what divides cells."""

_SIGNS = r"(?=[=+\-@\t\r\n＝＋－＠])"
"""What a spreadsheet takes for the begin of a formula."""

_OPEN = re.compile(f"{_BEGINS}('*){_SIGNS}")
_GUARDED = re.compile(f"{_BEGINS}'('*){_SIGNS}")


def guarded(cell: str) -> str:
    """Give a cell with an apostrophe before everything in it that a spreadsheet would take for a formula.

    What begins with ``=``, ``+``, ``-``, ``@``, a tab or a line end gets one; what begins with apostrophes and then
    such a sign gets one more, so that :func:`freed` gives every cell back as it was. The same is done after
    semicolons, tabs and line ends within a cell: where the decimal sign is a comma, spreadsheets divide cells there.

    Source: OWASP, CSV Injection, https://owasp.org/www-community/attacks/CSV_Injection
    """
    return _OPEN.sub(r"\1'\2", cell)


def freed(cell: str) -> str:
    """Give the cell that :func:`guarded` made this one of."""
    return _GUARDED.sub(r"\1\2", cell)
