"""Figures as tables of Markdown."""

import functools
import subprocess
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

__all__ = ["commit", "measured_at", "table", "with_interval"]


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Give a table in Markdown."""
    return [_line(head), "|" + "---|" * len(head), *map(_line, rows)]


def with_interval(figures: tuple[float, float, float] | None) -> str:
    """Give a figure with the ends of its interval; nothing where there is none."""
    return "" if figures is None else "{:.1f} ({:.1f} to {:.1f})".format(*figures)


def measured_at() -> str:
    """Say when and of which commit figures are."""
    return f"Measured on {date.today().isoformat()} at {commit()}."


@functools.cache
def commit() -> str:
    """Name the commit that was there when it was first asked for, and say whether files differ from it."""
    words = ["git", "describe", "--always", "--exclude=*", "--dirty= with changes"]
    return subprocess.run(words, capture_output=True, text=True, check=True, cwd=Path(__file__).parent).stdout.strip()


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"
