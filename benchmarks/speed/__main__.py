"""Measure on a JSON Lines file, or on the example text of the docs, tiled.

    python -m benchmarks.speed [FILE.jsonl] [--quick] [--peers FOLDER] [--page docs/performance.md]

Tiled text repeats its words, and so flatters whatever keeps caches of words; give a file of real text for figures that
mean something. Figures are CPU seconds of the process, medians of the rounds; ``cold`` is the first round in a new
process, with rules compiled and every cache of words empty.
"""

import argparse
import statistics
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import attrs

from benchmarks.marked import split

from . import processes
from .cases import LONG, SHORT, SIZES
from .page import BEGIN, Row, Table, printed, write
from .texts import HOSTILE, documents, megabytes, tiled

ROUNDS = 3
PEER_SECONDS = 30.0
WORDS = 65.0
"""MB/s at which ``re.findall`` finds words on the machine for which the goals were set."""
COPIES = 1600
GOALS = {"dates": 15.0, "numbers": 15.0, "quotes": 6.0, "entities": 6.0}
"""MB/s of each alone, on that machine."""


@attrs.frozen
class Run:
    """One run over one file."""

    path: Path
    rounds: int
    quick: bool

    def speed(self, case: str, name: str, must: float | None = None) -> Row:
        """Measure a case in MB/s, cold and warm."""
        found = processes.case(case, self.path, self.rounds + 1)
        seconds: list[float] = found["seconds"]  # type: ignore[assignment]
        size = float(found["megabytes"])  # type: ignore[arg-type]
        warm = size / statistics.median(seconds[1:])
        print(f"{name:60} {size / seconds[0]:8.2f} {warm:8.2f} MB/s", file=sys.stderr, flush=True)
        return Row(name, warm, size / seconds[0], must)

    def tables(self) -> Iterator[Table]:
        """Measure everything but the peers."""
        yield self.speeds()
        yield self.whole()
        if not self.quick:
            yield self.growth()
            yield self.hostile()

    def words(self) -> Row:
        return attrs.evolve(self.speed("words", "find all words with re.findall, a document at a time"), kind="limit")

    def goal(self, speed: float) -> float:
        """Give a goal in MB/s for this machine, as fast as it is now."""
        return speed * (self.words().figure or 0.0) / WORDS

    def speeds(self) -> Table:
        floor = self.speed("floor", "the floor: read the file and parse its JSON")
        patterns = self.speed("patterns", "four plain patterns, a document at a time")
        rows = [attrs.evolve(floor, kind="limit"), self.words(), attrs.evolve(patterns, kind="limit")]
        must = {name: self.goal(speed) for name, speed in GOALS.items()}
        for name in must:
            if not self.quick:
                rows.append(self.speed(f"{name} bare", f"{name}, called bare"))
            rows.append(self.speed(f"{name} alone", f"{name} alone, in a pipeline, to columns", must[name]))
        rows.append(self.speed("columns", "the four together, to columns", self.goal(4)))
        if self.quick:
            return Table("MB/s of text, one core", "MB/s", tuple(rows))
        rows.append(self.speed("objects", "the four together, every Annotation made", self.goal(3)))
        rows.append(self.speed("one by one", "the four together, one document at a time", self.goal(1.5)))
        return Table("MB/s of text, one core", "MB/s", tuple(rows))

    def whole(self) -> Table:
        size = megabytes(documents(self.path))
        with tempfile.TemporaryDirectory() as folder:
            cost, lines = (self.extracted(Path(folder), suffix) for suffix in ("parquet", "jsonl"))
            rows = [
                Row("JSON Lines in, Parquet out: MB/s", size / _median(c.cpu for c in cost), must=self.goal(3.5)),
                Row("JSON Lines in, JSON Lines out: MB/s", size / _median(c.cpu for c in lines)),
                Row("memory of that, in MB", _median(c.peak for c in lines), must=300.0, more=False),
            ]
            if not self.quick:
                rows += self.streaming(Path(folder), lines[0])
        model, public, help_ = processes.start_up(self.rounds)
        rows.append(Row("import of the model beyond its dependencies, in ms", model * 1e3, must=60.0, more=False))
        rows.append(Row("the same for every public name, in ms", public * 1e3))
        rows.append(Row("corpuskit --help, in ms", help_ * 1e3, must=150.0, more=False))
        return Table("Whole processes", "", tuple(rows))

    def extracted(self, folder: Path, suffix: str) -> list[processes.Cost]:
        targets = (folder / f"{number}.{suffix}" for number in range(self.rounds))
        return [processes.command(*processes.extract(self.path, target)) for target in targets]

    def streaming(self, folder: Path, once: processes.Cost) -> Iterator[Row]:
        tenfold = folder / "tenfold.jsonl"
        content = self.path.read_bytes()
        with open(tenfold, "wb") as file:
            for _ in range(10):
                file.write(content if content.endswith(b"\n") else content + b"\n")
        cost = processes.command(*processes.extract(tenfold, folder / "tenfold-out.jsonl"))
        yield Row("memory over ten times the documents, in MB", cost.peak, must=300.0, more=False)
        pair = processes.command(*processes.extract(tenfold, folder / "two-out.jsonl"), "--jobs", "2")
        yield Row("speed with --jobs 2 against one process", cost.wall / pair.wall, must=1.8)
        yield Row("CPU time of that against one process", pair.cpu / cost.cpu)
        yield Row("memory of the largest process of that, in MB", pair.peak, must=300.0, more=False)

    def growth(self) -> Table:
        rows = [self.speed(f"size {size}", f"documents of {size:,} code points") for size in SIZES]
        return Table("MB/s by length of document, the four together", "MB/s", tuple(rows))

    def hostile(self) -> Table:
        rows = []
        for name in HOSTILE:
            short, long = (processes.case(f"hostile {name} {length}", self.path, 3) for length in (SHORT, LONG))
            first, second = (_median(found["seconds"][1:]) for found in (short, long))  # type: ignore[index]
            rows.append(
                Row(f"{name}: ratio of CPU time, 160,000 to 20,000 code points", second / first, must=16.0, more=False)
            )
        return Table("Growth on hostile text; 8 is linear", "", tuple(rows))


def _median(figures: Iterator[float]) -> float:
    return statistics.median(figures)


def peers(path: Path, folder: Path) -> Table:
    """Measure the peers, each in an environment of its own."""
    rows = []
    for name in processes.PEERS:
        found: Mapping[str, object] = processes.peer(name, folder.resolve(), path, PEER_SECONDS)
        if "missing" in found:
            rows.append(Row(f"{name}: not measured: {found['missing']}", None))
            continue
        speed = float(found["megabytes"]) / float(found["seconds"])  # type: ignore[arg-type]
        rows.append(Row(f"{_PEERS[name]} ({name} {found['version']})", speed, kind="peer"))
        print(f"{rows[-1].name:60} {speed:8.3f} MB/s", file=sys.stderr, flush=True)
    return Table("Peers, each over as much of the same file as it reads in 30 CPU seconds", "MB/s", tuple(rows))


_PEERS = {
    "spacy": "spaCy, small model, names only",
    "textacy": "textacy, direct quotations",
    "dateparser": "dateparser, dates",
    "recognizers": "Recognizers-Text, dates and numbers",
    "quantulum3": "quantulum3, quantities",
}


def without_goal(row: Row) -> Row:
    return attrs.evolve(row, must=None)


def main() -> None:
    """Read the command line, measure, print and write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("file", nargs="?", type=Path, help="JSON Lines; the example of the docs, tiled, by default")
    parser.add_argument("--quick", action="store_true", help="a few documents, one round, no peers")
    parser.add_argument("--peers", type=Path, metavar="FOLDER", help="where peers are installed; none by default")
    parser.add_argument("--page", type=Path, help="the page whose table and chart are written anew")
    given = parser.parse_args()
    if given.page:
        split(given.page, BEGIN)
    with tempfile.TemporaryDirectory() as folder:
        copies = 20 if given.quick else COPIES
        path = given.file.resolve() if given.file else tiled(Path(folder) / "ferry.jsonl", copies)
        run = Run(path, 1 if given.quick else ROUNDS, given.quick)
        tables = list(run.tables())
        if given.peers and not given.quick:
            tables.append(peers(path, given.peers))
        if given.quick:
            # A few documents in one round show that all runs; start-up outweighs what the goals are about.
            tables = [attrs.evolve(table, rows=tuple(map(without_goal, table.rows))) for table in tables]
        what = f"{len(documents(path)):,} documents, {megabytes(documents(path)):.1f} MB"
    about = f"{given.file.name}: {what}" if given.file else f"the example of the docs, tiled: {what}"
    print(printed(tables, about + (", in one round: no figures to go by" if given.quick else "")))
    if given.page:
        write(given.page, tables, about)


if __name__ == "__main__":
    main()
