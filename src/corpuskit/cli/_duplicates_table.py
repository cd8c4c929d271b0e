"""Duplicates for people to read: each under its original."""

import math
from collections.abc import Iterable, Iterator

import click

from .._visible import one_line
from ..across import Duplicate

__all__ = ["lines_of"]


def lines_of(found: Iterable[Duplicate], *, width: int | None, colour: bool) -> Iterator[str]:
    """Give duplicates as lines, each with its end, under their originals.

    Args:
        found: in the order of the documents; all of them are read first.
        width: the columns of the screen, at which nothing here is cut.
        colour: whether originals are styled.
    """
    groups: dict[str, list[Duplicate]] = {}
    for item in found:
        groups.setdefault(item.original, []).append(item)
    for original, items in groups.items():
        heading = one_line(original, 200)
        yield f"{click.style(heading, bold=True) if colour else heading}\n"
        for item in items:
            yield f"  {_shown(item.similarity)}  {one_line(item.document, 200)}\n"


def _shown(similarity: float) -> str:
    # Rounded down: only what is the same is 1.
    return f"{math.floor(100 * similarity) / 100:.2f}"
