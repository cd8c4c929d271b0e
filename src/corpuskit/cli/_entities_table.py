"""Entities for people to read: a line for each."""

from collections.abc import Iterator, Sequence

import click

from .._visible import one_line
from ..across import Entity

__all__ = ["lines_of"]

_WIDEST = 60


def lines_of(found: Sequence[Entity], *, width: int | None, colour: bool) -> Iterator[str]:
    """Give entities as lines, each with its end: the most frequent first.

    Args:
        found: in their order, which stays among those of one frequency.
        width: the columns of the screen, at which nothing here is cut.
        colour: whether names are styled.
    """
    for item in sorted(found, key=lambda item: -item.documents):
        name, id = one_line(item.name, _WIDEST), one_line(item.id, 2 * _WIDEST)
        others = ", ".join(one_line(other, _WIDEST) for other in item.names if other != item.name)
        named = click.style(name, bold=True) if colour else name
        yield f"{item.documents:>6,}  {named}{f' ({others})' if others else ''}  {id}\n"
