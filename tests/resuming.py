"""Kills a run at random moments and starts it again, each time in a process of its own: prints how often it did."""

import json
import os
import random
import signal
import sys
import time
from pathlib import Path

from corpuskit import Corpus, Pipeline, Plugins
from corpuskit.engines import _output
from corpuskit.engines._job import Job
from corpuskit.engines._run import Run
from corpuskit.formats import _pieces, jsonl

_output._EVERY = 0.0  # Every piece is committed.
_pieces.SIZE = jsonl.SIZE = 2_000


def forked(pipeline, source, target):
    """Start the run in a process that has everything loaded already."""
    child = os.fork()
    if not child:
        Run(Job(pipeline)).write(Corpus.from_path(source), target)
        os._exit(0)
    return child


def main(source, target, kills):
    """Kill runs that write the target, so often, and then let one end."""
    pipeline = Pipeline("words", "lengths", plugins=Plugins(only=[], files=[Path(__file__).with_name("hostile.py")]))
    start = time.perf_counter()
    os.waitpid(forked(pipeline, source, target), 0)
    whole = time.perf_counter() - start
    Path(target).unlink()
    chance, done = random.Random(1), []
    while len(done) < kills:
        child = forked(pipeline, source, target)
        time.sleep(chance.uniform(0, whole / 4))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        if os.WIFSIGNALED(status):
            manifest = Path(f"{target}.partial.manifest")
            done.append(json.loads(manifest.read_bytes())["pieces"] if manifest.exists() else 0)
        else:
            Path(target).unlink()  # It was quicker than the signal: once more from the beginning.
    os.waitpid(forked(pipeline, source, target), 0)
    print(*done)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
