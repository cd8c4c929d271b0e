"""What few articles cost here, in whole processes: the figures from which the rest is computed."""

import os
import random
import subprocess
import sys
import threading
import time
from pathlib import Path

import attrs

from benchmarks.speed import processes
from benchmarks.speed.texts import documents, megabytes
from corpuskit import Corpus, Document

__all__ = ["Cost", "measured"]

_TICKS = os.sysconf("SC_CLK_TCK")


@attrs.frozen
class Cost:
    """What a megabyte of articles costs, in UTF-8.

    Args:
        seconds: CPU seconds of finding everything, in a process that has read some megabytes.
        start: CPU seconds that a process takes besides, to begin and to meet its first words.
        memory: MB of the largest process.
        share: the part of two cores that two workers make use of.
        parent: CPU seconds of the process that hands out the work and writes what comes back; at most, as what it
            takes to begin is among them.
        lines: bytes of JSON lines with zstd, for each byte of text.
        tables: bytes of Parquet.
        store: bytes of a store.
        stored: CPU seconds of putting documents into a store.
    """

    seconds: float
    start: float
    memory: float
    share: float
    parent: float
    lines: float
    tables: float
    store: float
    stored: float


def measured(path: Path, folder: Path) -> Cost:
    """Measure with the articles of a file, in an order by chance.

    What more articles cost is the difference between all of them and the first half.
    """
    texts = documents(path)
    random.Random(0).shuffle(texts)
    half, whole = (
        _written(folder / name, some) for name, some in (("half", texts[: len(texts) // 2]), ("whole", texts))
    )
    size, more = megabytes(texts), megabytes(texts[len(texts) // 2 :])
    few, one = (processes.command(*processes.extract(file, _target(file))) for file in (half, whole))
    two, parent = _with_workers(whole, folder / "two.jsonl.zst")
    few_stored, stored = (_stored(file).cpu for file in (half, whole))
    processes.command(*processes.extract(whole, folder / "out.parquet"))
    outputs = (
        _size(place) / 1e6 / size for place in (_target(whole), folder / "out.parquet", whole.with_suffix(".db"))
    )
    seconds = (one.cpu - few.cpu) / more
    share = one.wall / two / 2
    costs = (seconds, one.cpu - seconds * size, one.peak, share, parent / size)
    return Cost(*costs, *outputs, (stored - few_stored) / more)


def _written(place: Path, texts: list[Document]) -> Path:
    Corpus(texts).write(place.with_suffix(".jsonl"))
    return place.with_suffix(".jsonl")


def _target(source: Path) -> Path:
    return source.with_suffix(".out.jsonl.zst")


def _stored(source: Path) -> processes.Cost:
    words = (sys.executable, "-m", "corpuskit", "index", _target(source), "-o", source.with_suffix(".db"))
    return processes.command(*words)


def _with_workers(source: Path, target: Path) -> tuple[float, float]:
    """Give the seconds that go by with two workers, and the CPU seconds of the process that they work for."""
    start = time.perf_counter()
    words = [*map(str, processes.extract(source, target)), "--jobs", "2", "--quiet"]
    process = subprocess.Popen(words, cwd=processes.ROOT)
    own = [0.0]

    def watch() -> None:
        # What its children took is added when they have ended, and stands elsewhere.
        while process.returncode is None:
            try:
                fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
            except OSError:
                return
            own[0] = max(own[0], (int(fields[11]) + int(fields[12])) / _TICKS)
            time.sleep(0.05)

    watching = threading.Thread(target=watch, daemon=True)
    watching.start()
    if process.wait() not in (0, 3):
        raise SystemExit(f"{' '.join(words)} ended with {process.returncode}")
    watching.join()
    return time.perf_counter() - start, own[0]


def _size(path: Path) -> int:
    files = [file for file in path.rglob("*") if file.is_file()] if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files)
