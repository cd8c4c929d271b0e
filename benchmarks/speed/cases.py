"""What is measured, each in a process of its own: ``python -m benchmarks.speed.cases NAME FILE ROUNDS``.

Prints one line of JSON: the CPU seconds of every round, the first of them with cold caches, the size of the text, how
much was found and the most memory that the process held.
"""

import re
import resource
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import orjson

from corpuskit import Document, Pipeline, Plugins
from corpuskit._pipeline import _batches
from corpuskit.scan import Batch

from .texts import HOSTILE, documents, megabytes, of_length

__all__ = ["CASES", "main"]

_WORD = re.compile(r"\w+")
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        r"\b(?:\d{1,2} )?(?:January|February|March|April|May|June|July|August|September|October|November|December)"
        r"(?: \d{1,2})?(?:, \d{4}| \d{4})?\b|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:19|20)\d\d\b",
        r"[$€£]?\d[\d,.]*(?: (?:million|billion|per cent|percent))?%?",
        r"“[^”]{1,1000}”|\"[^\"]{1,1000}\"",
        r"[A-Z]\w+(?: (?:of |de )?[A-Z]\w+)*",
    )
)
"""What somebody writes on an afternoon; it gives places without meanings."""

Round = Callable[[], int]
"""What is measured: gives how much was found."""

Case = Callable[[Path], tuple[float, Round]]
"""Prepares what is not measured: gives the size of the text, in MB of UTF-8, and what is measured."""


def floor(path: Path) -> tuple[float, Round]:
    """Read the file and parse its JSON: no pipeline can beat it."""

    def run() -> int:
        with open(path, "rb") as file:
            return sum(1 for line in file if orjson.loads(line))

    return megabytes(documents(path)), run


def words(path: Path) -> tuple[float, Round]:
    """Find all words of each document with ``re``: how fast this machine is at such work."""
    texts = documents(path)
    return megabytes(texts), lambda: sum(len(_WORD.findall(document.text)) for document in texts)


def patterns(path: Path) -> tuple[float, Round]:
    """Run four plain patterns over each document."""
    texts = documents(path)
    return megabytes(texts), lambda: sum(
        len([match.span() for match in pattern.finditer(document.text)]) for document in texts for pattern in _PATTERNS
    )


def columns(*names: str) -> Case:
    """Run extractors in a pipeline; what they find stays columns."""
    return lambda path: _over(path, Pipeline(*names).stream)


def bare(name: str) -> Case:
    """Call one extractor on ready-made batches, without a pipeline."""

    def prepare(path: Path) -> tuple[float, Round]:
        pipeline = Pipeline(name)
        pipeline(Document("Warm."))
        extractor = pipeline._steps[-1].extractor
        texts = documents(path)
        extract_batch = getattr(extractor, "extract_batch", None)
        if extract_batch is None:
            return megabytes(texts), lambda: sum(len(list(extractor(text))) for text in texts)
        return megabytes(texts), lambda: sum(len(extract_batch(Batch(batch))) for batch in _batches(texts))

    return prepare


def objects(path: Path) -> tuple[float, Round]:
    """Run all extractors, and look at every annotation."""
    pipeline = Pipeline()

    def stream(texts: Iterable[Document]) -> Iterator[Document]:
        for document in pipeline.stream(texts):
            list(document.annotations)
            yield document

    return _over(path, stream)


def one_by_one(path: Path) -> tuple[float, Round]:
    """Run all extractors on one document after the other."""
    return _over(path, lambda texts: map(Pipeline(), texts))


def _over(path: Path, stream: Callable[[Iterable[Document]], Iterable[Document]]) -> tuple[float, Round]:
    texts = documents(path)
    # What is compiled on first use is no part of what a text costs; the words of the text stay unknown.
    list(stream([Document("On 5 May 2020 Anna Lind said: “We paid $5 for two.”")]))
    return megabytes(texts), lambda: sum(
        len(document.annotations) for document in stream([_fresh(document) for document in texts])
    )


def _fresh(document: Document) -> Document:
    return Document(document.text, id=document.id, metadata=document.metadata)


def of_size(length: int, most: int) -> Case:
    """Run all extractors on documents of one length."""

    def prepare(path: Path) -> tuple[float, Round]:
        texts = of_length(documents(path), length, most)
        pipeline = Pipeline()
        pipeline(Document("Warm."))
        return megabytes(texts), lambda: sum(len(found.annotations) for found in pipeline.stream(texts))

    return prepare


def hostile(name: str, length: int) -> Case:
    """Run all extractors on a text that repeats one thing."""

    def prepare(path: Path) -> tuple[float, Round]:
        text = (HOSTILE[name] * length)[:length]
        pipeline = Pipeline()
        pipeline(Document("Warm."))
        return len(text.encode()) / 1e6, lambda: len(pipeline(Document(text)).annotations)

    return prepare


SIZES = (1_000, 10_000, 100_000, 1_000_000, 10_000_000)
SHORT, LONG = 20_000, 160_000


def _cases() -> Iterator[tuple[str, Case]]:
    yield "floor", floor
    yield "words", words
    yield "patterns", patterns
    for name, installed in Plugins().extractors.items():
        if not installed.spec.default:
            continue
        yield f"{name} alone", columns(name)
        yield f"{name} bare", bare(name)
    yield "columns", columns()
    yield "objects", objects
    yield "one by one", one_by_one
    for size in SIZES:
        yield f"size {size}", of_size(size, 1_000_000)
    for name in HOSTILE:
        for length in (SHORT, LONG):
            yield f"hostile {name} {length}", hostile(name, length)


CASES = dict(_cases())


def main(name: str, path: str, rounds: str) -> None:
    """Print what one case costs."""
    size, work = CASES[name](Path(path))
    seconds, found = [], 0
    for _ in range(int(rounds)):
        start = time.process_time()
        found = work()
        seconds.append(time.process_time() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.buffer.write(orjson.dumps({"seconds": seconds, "found": found, "peak": peak, "megabytes": size}) + b"\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
