"""Figures, numbers of things, lists and tables as text."""

from collections.abc import Iterator, Sequence

__all__ = ["aligned", "coefficient", "listed", "number_of", "percent"]

_NAMED = 5
"""How many names a list has before it says how many more there are."""


def percent(figure: float | None) -> str:
    """Give a share in per cent without the sign, such as ``57.1``; a dash where it is undefined."""
    return "–" if figure is None else f"{100 * figure:.1f}"


def coefficient(figure: float | None) -> str:
    """Give a coefficient, such as ``0.692``; a dash where it is undefined."""
    # Adding 0 makes 0.000 of what is rounded to -0.000.
    return "–" if figure is None else f"{round(figure, 3) + 0:.3f}"


def number_of(count: int, noun: str) -> str:
    """Give how many there are of something: ``1 document``, ``1,000 documents``."""
    return f"{count:,} {noun}{'s' * (count != 1)}"


def listed(names: Sequence[str]) -> str:
    """Give the first few names, and how many more there are."""
    left = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {left:,} more" if left > 0 else "")


def aligned(rows: Sequence[Sequence[str]], sides: str) -> Iterator[str]:
    """Give rows as lines with equally wide columns, each to the side that its sign says: ``<`` or ``>``."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (f"{cell:{side}{width}}" for cell, side, width in zip(row, sides, widths, strict=True))
        yield "  ".join(cells).rstrip()
