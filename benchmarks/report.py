"""Measure a report: writing the page, opening it in Chromium, and looking through it.

    python -m benchmarks.report [FILE.jsonl...] [--documents 2000] [--page docs/report.md]

Documents are drawn from the files as those of ``benchmarks.store``; what has not been annotated is, before anything is
measured. Figures of the browser are times that go by, medians of five, each with the view drawn on the screen.
"""

import argparse
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.browser import Page, browsing, found
from benchmarks.marked import put
from benchmarks.speed import processes
from benchmarks.speed.page import Row, Table, measured, printed, sections
from benchmarks.store import annotated, drawn
from corpuskit import Corpus

BEGIN = "<!-- measured: written by python -m benchmarks.report -->"
ROUNDS = 5

DRAWN = "new Promise((done) => requestAnimationFrame(() => setTimeout(done)))"
"""Ends when what was changed is on the screen."""

STEPS = {
    "the overview": "location.hash = '#overview'",
    "the overview without one layer": "document.querySelector('.key input').click()",
    "a document of the middle": "location.hash = '#document&document=1000'",
    "the passages of the name with most": "location.hash = '#passages&layer=entity&name=' + most",
    "the list of documents": "location.hash = '#documents'",
}
"""What is drawn, and what somebody does to see it."""


def writing(source: Path, target: Path) -> Table:
    cost = processes.command(sys.executable, "-m", "corpuskit", "report", source, "-o", target)
    rows = (
        Row("CPU seconds of writing it", cost.cpu),
        Row("MB of memory at most", cost.peak, must=300, more=False),
        Row("MB of the page", target.stat().st_size / 1e6),
    )
    return Table("Writing the page", "", rows)


def opening(file: Path) -> Table:
    """Measure the page in a new browser each round."""
    rounds = [_opened(file) for _ in range(ROUNDS)]
    seconds, memory = (statistics.median(figures) for figures in zip(*rounds, strict=True))
    rows = (
        Row("seconds until the overview is drawn", seconds, must=5, more=False),
        Row("MB of memory that the browser takes for it", memory, must=1_000, more=False),
    )
    return Table("Opening it", "", rows)


def _opened(file: Path) -> tuple[float, float]:
    with browsing(found()) as page:
        page.look()
        before = page.memory()
        seconds = page.open(file.as_uri())
        page.run(DRAWN)
        return seconds, page.memory() - before


def looking(file: Path) -> Table:
    with browsing(found()) as page:
        page.look()
        page.open(file.as_uri())
        page.run("globalThis.most = tally('name', () => true)[0][0]")
        rows = tuple(Row(name, _milliseconds(page, step), must=500, more=False) for name, step in STEPS.items())
    return Table("Milliseconds to draw", "ms", rows)


def _milliseconds(page: Page, step: str) -> float:
    times = []
    for _ in range(ROUNDS):
        page.go("#names")
        page.go("#overview" if "click" in step else "#nothing")
        timed = f"const start = performance.now(); {step}; await {DRAWN}; return performance.now() - start;"
        times.append(float(page.run(f"(async () => {{ {timed} }})()")))
    return statistics.median(times)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--documents", type=int, default=2_000)
    parser.add_argument("--page", type=Path)
    given = parser.parse_args(arguments)
    texts = annotated(given.files)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        Corpus(drawn(texts, given.documents)).write(folder / "drawn.jsonl")
        size = sum(len(document.annotations) for document in drawn(texts, given.documents))
        tables = [writing(folder / "drawn.jsonl", folder / "report.html")]
        tables += [opening(folder / "report.html"), looking(folder / "report.html")]
    about = f"{given.documents:,} documents drawn from {len(texts):,}, {size:,} annotations"
    print(printed(tables, about))
    if given.page:
        put(given.page, BEGIN, [measured(about), "", *sections(tables, "###")])


if __name__ == "__main__":
    main()
