"""Hits for people to read: each under the document that it is in."""

import re
import textwrap
from collections.abc import Iterable, Iterator

import click

from .._visible import one_line, visible
from ..store import Hit
from ._quotes_listing import date_of

__all__ = ["lines_of"]

_INDENT = "  "
_NARROWEST = 30
"""Columns for the text at least, however narrow the screen is."""

_BEGIN, _END = "\x0e", "\x0f"
"""Signs around what fits until lines are wrapped; the text itself has others in their place by then."""

_ON, _OFF = click.style("|", bold=True, fg="yellow").split("|")


def lines_of(hits: Iterable[Hit], *, width: int | None, colour: bool) -> Iterator[str]:
    """Give hits as lines, each with its end.

    Args:
        hits: in their order.
        width: the columns of the screen, at which texts are wrapped; None for no limit.
        colour: whether headings, and what fits, are styled; nothing is marked otherwise.
    """
    for number, hit in enumerate(hits):
        yield ("\n" if number else "") + _heading(hit, colour)
        yield _text(hit, width, colour)


def _heading(hit: Hit, colour: bool) -> str:
    title = hit.metadata.get("title")
    parts = [date_of(hit.metadata), f"{hit.span.start}–{hit.span.end}", title if isinstance(title, str) else ""]
    document, rest = one_line(hit.document, 200), "  ".join(one_line(part, 100) for part in parts if part)
    if not colour:
        return f"{document}  {rest}\n"
    return f"{click.style(document, bold=True)}  {click.style(rest, dim=True)}\n"


def _text(hit: Hit, width: int | None, colour: bool) -> str:
    pieces = "".join(_signed(visible(text)) if fits and colour else visible(text) for text, fits in hit.pieces())
    text = " ".join(pieces.split())
    lines = [text] if width is None else textwrap.wrap(text, max(_NARROWEST, width - len(_INDENT)))
    return "".join(f"{_INDENT}{line}\n" for line in lines or [""]).replace(_BEGIN, _ON).replace(_END, _OFF)


def _signed(text: str) -> str:
    # Word by word, so that no style goes over the end of a line.
    return re.sub(r"\S+", lambda word: f"{_BEGIN}{word.group()}{_END}", text)
