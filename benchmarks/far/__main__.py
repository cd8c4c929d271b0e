"""Compute what many articles cost from what few cost here, and run over a million small documents.

    python -m benchmarks.far [FILE.jsonl] [--documents 1000000] [--page docs/scale.md]

Give a file of real text. Core hours are of cores as this one; the page says when and where that was.
"""

import argparse
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.marked import show
from benchmarks.speed.page import machine
from benchmarks.speed.texts import tiled
from benchmarks.tables import measured_at, table

from .measuring import Cost, measured
from .million import Outcome, run

BEGIN_COST = "<!-- measured: cost, written by python -m benchmarks.far -->"
BEGIN_FAR = "<!-- measured: how far, written by python -m benchmarks.far -->"
BEGIN_MILLION = "<!-- measured: a million documents, written by python -m benchmarks.far -->"

ARTICLE = 2_600
"""Bytes of a news article, in UTF-8."""

ARTICLES = (10_000_000, 1_000_000_000)
MACHINES = {"a laptop, 8 cores": 8, "a large machine, 64 cores": 64, "a cluster, 1,000 cores": 1_000}


def costs(cost: Cost) -> Iterator[Sequence[str]]:
    """Give the rows of what a megabyte costs."""
    yield "find everything, one core", f"{cost.seconds:.2f} CPU s a MB"
    yield "begin, and meet the first words, in each process", f"{cost.start:.1f} CPU s"
    yield "memory of a process", f"{cost.memory:.0f} MB"
    yield "of two cores, two workers make use of", f"{cost.share:.0%}"
    yield "hand out the work and write, one process", f"at most {cost.parent:.2f} CPU s a MB"
    yield "put into a store, one process", f"{cost.stored:.2f} CPU s a MB"
    yield "JSON lines with zstd", f"{cost.lines:.2f} bytes a byte of text"
    yield "Parquet", f"{cost.tables:.2f} bytes a byte of text"
    yield "a store", f"{cost.store:.2f} bytes a byte of text"


def far(cost: Cost) -> Iterator[Sequence[str]]:
    """Give the rows of what many articles take, by machine."""
    for articles in ARTICLES:
        size = articles * ARTICLE / 1e6
        for name, cores in MACHINES.items():
            # One process hands out the work of a machine; a cluster has its own way.
            by_cores = size * cost.seconds / (cores * cost.share)
            by_parent = size * cost.parent if "cluster" not in name else 0.0
            first = "cores" if by_cores >= by_parent else "the process that hands out"
            yield (
                f"{articles:,}",
                name,
                f"{size * cost.seconds / 3600:,.0f}",
                _time(max(by_cores, by_parent)),
                first,
                f"{cores * cost.memory / 1000:,.1f} GB",
                _bytes(size * cost.tables),
            )


def limits(cost: Cost) -> Iterator[str]:
    """Say what saturates first."""
    workers = f"{cost.seconds / cost.share / cost.parent:,.0f}"
    yield f"One process hands out the work, and writes what comes back, for at least {workers} workers."
    yield "Beyond that, divide the input by hand, or let an engine do it."
    for articles in ARTICLES:
        size = articles * ARTICLE / 1e6
        took, large = _time(size * cost.stored), _bytes(size * cost.store)
        yield f"{articles:,} articles go into a store in {took}, in one process, and take {large} there."


def million(found: Outcome) -> Iterator[Sequence[str]]:
    """Give the rows of what came of a run over many small documents."""
    kinds = ", ".join(f"{number} {kind}" for kind, number in sorted(found.hostile.items()))
    failures = ", ".join(f"{number} {name}" for name, number in sorted(found.failures.items()))
    yield "documents, of them written each at its place", f"{found.documents:,}, {found.written:,}"
    yield "text; the longest document", f"{found.megabytes:,.0f} MB; {found.longest:,} code points"
    yield "hostile documents: it ends its process, hangs, fails", kinds
    yield "workers killed from outside", str(found.killed)
    yield "failures recorded", failures
    yield "failures of documents that are not hostile", str(found.stray)
    yield "time; CPU time of all processes", f"{found.wall:,.0f} s; {found.cpu:,.0f} s"
    yield "memory of the largest process", f"{found.peak:,.0f} MB"


def _time(seconds: float) -> str:
    for limit, unit in ((86_400 * 2, "days"), (3_600 * 2, "hours"), (60.0, "minutes")):
        if seconds >= limit:
            return f"{seconds / {'days': 86_400, 'hours': 3_600, 'minutes': 60}[unit]:,.1f} {unit}"
    return f"{seconds:.0f} s"


def _bytes(megabytes: float) -> str:
    return f"{megabytes / 1e6:,.1f} TB" if megabytes >= 1e6 else f"{megabytes / 1e3:,.0f} GB"


def main() -> None:
    """Read the command line, measure, print and write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("file", nargs="?", type=Path, help="JSON Lines; the example of the docs, tiled, by default")
    parser.add_argument("--documents", type=int, default=1_000_000, help="how many small documents; 0 for no such run")
    parser.add_argument("--page", type=Path, help="the page whose tables are written anew")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        cost = measured(given.file.resolve() if given.file else tiled(folder / "ferry.jsonl", 1600), folder)
        outcome = run(given.documents, folder) if given.documents else None
    head = ("articles", "on", "core hours", "time", "first at its limit", "memory", "Parquet")
    about = [measured_at(), "", machine(), ""]
    parts = {
        BEGIN_COST: [*about, *table(("what", "cost"), costs(cost))],
        BEGIN_FAR: [*table(head, far(cost)), "", *limits(cost)],
    }
    if outcome:
        parts[BEGIN_MILLION] = table(("what", "found"), million(outcome))
    show(parts, given.page)


if __name__ == "__main__":
    main()
