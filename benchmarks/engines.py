"""Measure what Daft and Spark cost beyond the bare function of batches.

    python -m benchmarks.engines [FILE.jsonl] [--page docs/engines.md]

Each reads the same Parquet file, runs one function from record batch to record batch, and writes Parquet, in processes
of its own. The CPU seconds are those of all processes, that of Java too, without those that a small file takes: what
10,000 more documents cost. The extractor marks the first word, so that nearly all is the cost of the way. It runs in
the environment of ``make test-engines``.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from corpuskit import Annotation, Document, ExtractorSpec, Pipeline, Span
from corpuskit.engines import arrow

from .marked import put
from .speed import processes
from .speed.texts import documents, tiled
from .tables import measured_at, table

BEGIN = "<!-- measured: written by python -m benchmarks.engines -->"
FEW, MANY = 10_000, 60_000
BATCH = 1_000


def first_word(document: Document) -> Iterator[Annotation]:
    """Mark the first word."""
    end = document.text.find(" ")
    if end > 0:
        yield Annotation(Span(0, end), "first")


def pipeline() -> Pipeline:
    """Give the pipeline whose way is measured."""
    return Pipeline(ExtractorSpec("first", function="benchmarks.engines:first_word", provides={"first": None}))


def bare(source: Path, target: Path) -> None:
    """One batch after the other."""
    run = pipeline()
    with pq.ParquetFile(source) as given, pq.ParquetWriter(target, arrow.schema(given.schema_arrow)) as writer:
        for batch in given.iter_batches(batch_size=BATCH):
            writer.write_batch(arrow.annotate(batch, run))


def documents_only(source: Path, target: Path) -> None:
    """The same without any table: documents from texts, a pipeline."""
    for batch in pq.ParquetFile(source).iter_batches(batch_size=BATCH):
        texts = zip(batch["id"].to_pylist(), batch["text"].to_pylist(), strict=True)
        list(pipeline().stream(Document(text, id=name) for name, text in texts))


def daft(source: Path, target: Path) -> None:
    """Daft, on the threads and processes that it chooses."""
    import daft  # type: ignore[import-not-found]

    from corpuskit.engines.daft import annotate

    annotate(daft.read_parquet(str(source)).into_batches(BATCH), pipeline()).write_parquet(str(target))


def spark(source: Path, target: Path) -> None:
    """Spark, in local mode with two threads."""
    from pyspark import SparkContext  # type: ignore[import-not-found]
    from pyspark.sql import SparkSession  # type: ignore[import-not-found]

    from corpuskit.engines.spark import annotate

    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    builder = builder.config("spark.driver.host", "127.0.0.1").config("spark.driver.bindAddress", "127.0.0.1")
    session = builder.config("spark.sql.execution.arrow.maxRecordsPerBatch", str(BATCH)).getOrCreate()
    annotate(session.read.parquet(str(source)), pipeline()).write.parquet(str(target))
    session.stop()
    # What Java cost is counted when its process has ended.
    gateway = SparkContext._gateway
    gateway.shutdown()
    gateway.proc.stdin.close()
    gateway.proc.wait()


WAYS: dict[str, tuple[str, Callable[[Path, Path], None]]] = {
    "documents_only": ("the pipeline alone, from texts", documents_only),
    "bare": ("the bare function, a batch after the other", bare),
    "daft": ("Daft", daft),
    "spark": ("Spark, local", spark),
}


def seconds(way: str, source: Path, folder: Path) -> float:
    """Give the CPU seconds of a way in a process of its own."""
    target = folder / f"{way}-{source.stem}"
    words = ("--way", way, "--source", source, "--target", target)
    return processes.command(sys.executable, "-W", "ignore", "-m", "benchmarks.engines", *words).cpu


def measured(path: Path, folder: Path) -> Iterator[tuple[str, str, str]]:
    """Give for each way its title, what it takes to begin, and what 10,000 more documents take."""
    texts = [{"id": str(number), "text": item.text} for number, item in enumerate(islice(cycle(documents(path)), MANY))]
    sources = {count: folder / f"{count}.parquet" for count in (FEW, MANY)}
    for count, source in sources.items():
        pq.write_table(pa.Table.from_pylist(texts[:count]), source, row_group_size=BATCH)
    for way, (title, _) in WAYS.items():
        few, many = (min(seconds(way, source, folder / str(turn)) for turn in range(2)) for source in sources.values())
        more = (many - few) / (MANY - FEW) * 10_000
        yield title, f"{few - more * FEW / 10_000:.1f}", f"{more:.2f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("file", type=Path, nargs="?", help="JSON Lines; the example of the docs, tiled, by default")
    parser.add_argument("--page", type=Path, help="the page whose table is written anew")
    for name, kind in (("--way", str), ("--source", Path), ("--target", Path)):
        parser.add_argument(name, type=kind, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.way:
        given.target.parent.mkdir(exist_ok=True)
        WAYS[given.way][1](given.source, given.target)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = given.file.resolve() if given.file else tiled(Path(folder) / "ferry.jsonl", FEW)
        rows = list(measured(path, Path(folder)))
    lines = table(("way", "to begin: CPU s", "10,000 documents: CPU s"), rows)
    print("\n".join(lines))
    if given.page:
        put(given.page, BEGIN, [measured_at(), "", *lines])


if __name__ == "__main__":
    main()
