"""A million small documents in two processes: of very different lengths, some hostile, and workers are killed."""

import contextlib
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import attrs
import orjson

from .hostile import KINDS

__all__ = ["EVERY", "Outcome", "run"]

EVERY = 100_000
"""One document in so many is hostile."""

ROOT = Path(__file__).parents[2]
_TIME_LIMIT = 5
_KILLED_EVERY = 20.0
"""Seconds between two kills of a worker from outside."""

_SENTENCES = (
    "The ferry left on {day} May {year} with {number} people on board.",
    "Nobody said a word.",
    "“We wait,” said the harbour master on Monday, “until the wind turns.”",
    "It cost {number} pounds, two more than in {year}.",
)


@attrs.frozen
class Outcome:
    """What came of a run.

    Args:
        documents: how many went in.
        megabytes: of text, in UTF-8.
        longest: code points of the longest.
        hostile: how many of each kind went in.
        wall: seconds that went by.
        cpu: seconds of all processes.
        peak: the most memory that one process held, in MB.
        killed: how many workers were killed from outside.
        written: how many came out, each at its place.
        failures: recorded failures, by their names.
        stray: failures on documents that are not hostile.
    """

    documents: int
    megabytes: float
    longest: int
    hostile: dict[str, int]
    wall: float
    cpu: float
    peak: float
    killed: int
    written: int
    failures: dict[str, int]
    stray: int


def texts(count: int, seed: int = 0) -> Iterator[str]:
    """Give texts of skewed lengths: half have two sentences or fewer, one in ten thousand has thousands."""
    draw = random.Random(seed)
    for number in range(count):
        if number % EVERY == EVERY // 2:
            yield f"{KINDS[number // EVERY % len(KINDS)]} it does."
            continue
        length = min(int(draw.paretovariate(1.1)), 20_000)
        facts = {"day": draw.randint(1, 28), "year": draw.randint(1950, 2025), "number": draw.randint(2, 900)}
        yield " ".join(draw.choice(_SENTENCES).format(**facts) for _ in range(length))


def run(count: int, folder: Path) -> Outcome:
    """Write the documents, extract from them with workers killed meanwhile, and look at what came out."""
    source, target = folder / "million.jsonl", folder / "out.jsonl"
    size = longest = 0
    hostile: Counter[str] = Counter()
    with open(source, "wb") as file:
        for number, text in enumerate(texts(count)):
            file.write(orjson.dumps({"id": str(number), "text": text}) + b"\n")
            size, longest = size + len(text.encode()), max(longest, len(text))
            hostile.update({text.partition(" ")[0]} & {*KINDS})
    plugin = Path(__file__).with_name("hostile.py")
    words = ["extract", source, "-o", target, "--jobs", "2", "--only", "dates,hostile", "--plugin", plugin]
    words += ["--time-limit", str(_TIME_LIMIT), "--quiet"]
    start = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "corpuskit", *map(str, words)], cwd=ROOT)
    killed = _killing(process)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    if os.waitstatus_to_exitcode(status) != 3:
        raise SystemExit(f"the run ended with {os.waitstatus_to_exitcode(status)}, not with 3 for failures")
    written, failures, stray = _looked_at(target)
    cpu, peak = usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024
    found = (dict(hostile), wall, cpu, peak, len(killed), written, dict(failures), stray)
    return Outcome(count, size / 1e6, longest, *found)


def _killing(process: "subprocess.Popen[bytes]") -> list[int]:
    """Kill a worker from time to time, in a thread; the list grows with each."""
    killed: list[int] = []

    def go_on() -> None:
        while not time.sleep(_KILLED_EVERY):
            with contextlib.suppress(OSError):
                workers = _workers(process.pid)
                if workers:
                    os.kill(workers[-1], signal.SIGKILL)
                    killed.append(workers[-1])

    threading.Thread(target=go_on, daemon=True).start()
    return killed


def _workers(pid: int) -> list[int]:
    """Give the processes that a process has started and that run Python's own function for it."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(child) for child in children if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]


def _looked_at(path: Path) -> tuple[int, Counter[str], int]:
    failures: Counter[str] = Counter()
    written = stray = 0
    with open(path, "rb") as lines:
        for number, line in enumerate(lines):
            document = orjson.loads(line)
            written += document["id"] == str(number)
            found = document.get("failures", ())
            failures.update(failure["error"] for failure in found)
            stray += bool(found) and document["text"].partition(" ")[0] not in KINDS
    return written, failures, stray
