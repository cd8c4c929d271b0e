"""A comparison for people to read: the points of each kind, with their places."""

from collections.abc import Iterator

import click

from .._visible import one_line
from ..across import Comparison, Point, Said

__all__ = ["lines_of"]

_TITLES = {
    "entity": "names",
    "date": "dates",
    "number": "numbers",
    "quote": "quotations",
    "passage": "passages",
}
_WIDEST = 160


def lines_of(found: Comparison, everything: bool, *, width: int | None, colour: bool) -> Iterator[str]:
    """Give a comparison as lines, each with its end.

    Args:
        found: what is shown.
        everything: whether to show what one account alone speaks of.
        width: the columns of the screen, at which nothing here is cut.
        colour: whether headings, and what differs, are styled.
    """
    for number, id in enumerate(found.documents, 1):
        yield f"{number:>3}  {one_line(id, _WIDEST)}\n"
    for kind, title in _TITLES.items():
        points = found.of(kind)
        shared = sum(1 for point in points if point.is_shared)
        heading = click.style(title, bold=True) if colour else title
        yield f"\n{heading}  {shared:,} in several accounts, {len(points) - shared:,} in one\n"
        for point in points:
            if everything or point.is_shared:
                yield from _names(point) if kind == "entity" else _point(point, colour)


def _names(point: Point) -> Iterator[str]:
    numbers = " ".join(f"{number if said else '':>2}" for number, said in enumerate(point.accounts, 1))
    yield f" {numbers}  {one_line(point.name, _WIDEST)}\n"


def _point(point: Point, colour: bool) -> Iterator[str]:
    differs = "" if point.agrees else click.style("  differ", fg="yellow") if colour else "  differ"
    yield f"  {one_line(point.name, _WIDEST)}{differs}\n"
    for number, account in enumerate(point.accounts, 1):
        for said in account:
            yield f"    {number:>3}  {_said(said, point)}\n"


def _said(said: Said, point: Point) -> str:
    place = f"{said.span.start}–{said.span.end}"
    if said.text == point.name:
        return place
    means = f"  {one_line(said.means, _WIDEST)}" if said.means else ""
    return f"{place}  {one_line(said.text, _WIDEST)}{means}"
