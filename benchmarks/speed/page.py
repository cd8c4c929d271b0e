"""The figures as text, and as a page of the docs with a chart."""

import platform
from collections.abc import Iterable, Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path

import attrs

from benchmarks.marked import put
from corpuskit.rules import _matching as matching

from .chart import chart

__all__ = ["BEGIN", "Row", "Table", "measured", "printed", "sections", "write"]

BEGIN = "<!-- measured: written by python -m benchmarks.speed -->"


@attrs.frozen
class Row:
    """One figure.

    Args:
        name: what was measured.
        figure: the median of the rounds with warm caches, or of whole processes; None where it was not measured.
        cold: the first round in a new process.
        must: the goal.
        more: whether more is better.
        kind: ``own``, ``peer`` or ``limit``.
    """

    name: str
    figure: float | None
    cold: float | None = None
    must: float | None = None
    more: bool = True
    kind: str = "own"

    @property
    def reached(self) -> str:
        """Say whether the goal is reached; empty where there is none."""
        if self.must is None or self.figure is None:
            return ""
        return "yes" if (self.figure >= self.must if self.more else self.figure <= self.must) else "no"


@attrs.frozen
class Table:
    """Figures that belong together, all in one unit."""

    title: str
    unit: str
    rows: tuple[Row, ...]


def _figure(figure: float | None) -> str:
    return "" if figure is None else f"{figure:,.0f}" if figure >= 100 else f"{figure:.3g}"


def _cells(table: Table) -> list[tuple[str, ...]]:
    """Give the head and the rows of a table, with the columns that it fills."""
    cold = any(row.cold is not None for row in table.rows)
    goals = any(row.must is not None for row in table.rows)
    lines = [("what", *(("cold", "warm") if cold else ("figure",)), *(("goal", "reached") if goals else ()))]
    for row in table.rows:
        figures = (_figure(row.cold), _figure(row.figure)) if cold else (_figure(row.figure),)
        lines.append((row.name, *figures, *((_figure(row.must), row.reached) if goals else ())))
    return lines


def printed(tables: Iterable[Table], about: str) -> str:
    """Give the tables as text."""
    lines = [about, machine()]
    for table in tables:
        lines += ["", table.title]
        for name, *cells in _cells(table):
            lines.append(f"  {name:66}" + "".join(f"{cell:>9}" for cell in cells))
    return "\n".join(lines)


def machine() -> str:
    """Say what machine this is, and which versions ran."""
    packages = ", ".join(f"{name} {version(name)}" for name in ("corpuskit-core", "numpy", "orjson", "attrs"))
    how = "as sources" if str(matching.__file__).endswith(".py") else "compiled"
    return f"{_processor()}, Python {platform.python_version()}, {packages}; corpuskit {how}"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def write(page: Path, tables: Sequence[Table], about: str) -> None:
    """Put the figures between the marks of a page, and its chart beside it."""
    lines = [measured(about), ""]
    lines += ["```{image} _static/performance.svg", ":alt: MB/s of text on one core, on a logarithmic scale", "```", ""]
    put(page, BEGIN, lines + sections(tables))
    (page.parent / "_static" / "performance.svg").write_text(chart(_bars(tables)), encoding="utf-8")


def measured(about: str) -> str:
    """Say when and on which machine figures were measured."""
    return f"Measured on {date.today().isoformat()}: {about}; {machine()}."


def sections(tables: Iterable[Table], level: str = "##") -> list[str]:
    """Give the tables in Markdown, each under its heading."""
    lines = []
    for table in tables:
        head, *rows = _cells(table)
        lines += ["", f"{level} {table.title}", "", _line(head), "|---|" + "--:|" * (len(head) - 1), *map(_line, rows)]
    return lines[1:]


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _bars(tables: Sequence[Table]) -> list[tuple[str, float, str]]:
    rows = [row for table in tables if table.unit and "length" not in table.title for row in table.rows]
    rows = [row for row in rows if not row.name.endswith("called bare")]
    bars = [(_short(row.name), row.figure, row.kind) for row in rows if row.figure is not None]
    return sorted(bars, key=lambda bar: -bar[1])


def _short(name: str) -> str:
    return name.split(" (")[0].replace(", in a pipeline, to columns", "").partition(": ")[0]
