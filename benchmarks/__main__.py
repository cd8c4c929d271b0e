"""Measure on a JSON Lines file, or on the example text of the docs, tiled.

    python -m benchmarks [FILE.jsonl]

The floor is what reading the file and parsing its JSON costs: no pipeline can beat it. Tiled text repeats its words,
and so flatters whatever keeps caches of words; give a file of real text for figures that mean something.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import orjson

from corpuskit import Corpus, Document, Pipeline, Plugins

EXAMPLE = Path(__file__).parents[1] / "docs" / "examples" / "ferry.txt"
TILES = 400
ROUNDS = 3


def seconds(work: Callable[[], object]) -> float:
    """Give the median CPU time of a few rounds, in seconds."""
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return statistics.median(times)


def tiled(path: Path) -> Path:
    text = EXAMPLE.read_text(encoding="utf-8")
    line = orjson.dumps({"id": "%d", "text": text, "metadata": {"date": "2024-03-14"}}).decode()
    path.write_text("".join(line.replace("%d", str(n)) + "\n" for n in range(TILES)), encoding="utf-8")
    return path


def parsed(path: Path) -> list[object]:
    with open(path, "rb") as file:
        return [orjson.loads(line) for line in file]


def import_time(module: str) -> float:
    code = f"import time; start = time.process_time(); import {module}; print(time.process_time() - start)"
    results = [subprocess.run([sys.executable, "-c", code], capture_output=True, check=True) for _ in range(5)]
    return statistics.median(float(result.stdout) for result in results)


def measure(path: Path) -> None:
    documents = [
        Document(document.text, id=document.id, metadata=document.metadata) for document in Corpus.from_jsonl(path)
    ]
    megabytes = sum(len(document.text.encode()) for document in documents) / 1e6
    print(f"{path.name}: {len(documents)} documents, {megabytes:.1f} MB\n")
    print(f"{'what':34} {'MB/s':>8} {'of floor':>9}")
    floor = seconds(lambda: parsed(path))
    rows = {"read and parse JSON (the floor)": floor}
    for name in Plugins().extractors:
        alone = Pipeline(name)
        alone(documents[0])
        rows[f"{name} alone"] = seconds(lambda alone=alone: list(alone.stream(documents)))  # type: ignore[misc]
    every = Pipeline()
    rows["all together"] = seconds(lambda: list(every.stream(documents)))
    rows["all together, one document a time"] = seconds(lambda: [every(document) for document in documents])
    with tempfile.TemporaryDirectory() as folder:
        rows["JSONL in, all, JSONL out"] = seconds(
            lambda: Corpus.from_jsonl(path).annotate(Pipeline()).write(Path(folder) / "out.jsonl")
        )
    for name, time_ in rows.items():
        print(f"{name:34} {megabytes / time_:8.2f} {floor / time_:9.4f}")
    beyond = import_time("corpuskit") - import_time("attrs, orjson, pluggy")
    print(f"\nimport corpuskit: {1000 * beyond:.0f} ms beyond its dependencies")


def main() -> None:
    if len(sys.argv) > 1:
        measure(Path(sys.argv[1]))
        return
    with tempfile.TemporaryDirectory() as folder:
        measure(tiled(Path(folder) / "ferry.jsonl"))


if __name__ == "__main__":
    main()
