"""Measure a store: putting documents in, and searching.

    python -m benchmarks.store [FILE.jsonl...] [--documents 100000] [--page docs/store.md]

Documents are drawn from the files by chance, seeded, each with an id and a date of its own; what has not been annotated
is, before anything is measured. Drawn documents repeat their names and words, as those of a corpus do, only more.
Figures are CPU seconds of the process; those of searches are medians of five, the first of which reads the file.
"""

import argparse
import gc
import random
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import chain
from pathlib import Path
from typing import Any

from benchmarks.marked import put
from benchmarks.speed.page import Row, Table, measured, printed, sections
from benchmarks.speed.texts import tiled
from corpuskit import Corpus, Document, Pipeline
from corpuskit.store import Store, index
from corpuskit.store._opening import transaction, writing
from corpuskit.store._records import Record, record_of
from corpuskit.store._writing import _Writer

BEGIN = "<!-- measured: written by python -m benchmarks.store -->"
SEED = 1
WORDS = 65.0
"""MB/s at which ``re.findall`` finds words on the machine for which the goals were set."""

INSERTED = 400_000.0
"""Rows of annotations a second, on that machine."""

ANSWERED = 100.0
"""Milliseconds in which a search over 100,000 documents answers."""

ROWS = 1_000_000
COPIES = 100

_WORD = re.compile(r"\w+")

SEARCHES: dict[str, dict[str, Any]] = {
    "a word of few documents": {"words": "withdrawal"},
    "a word of many": {"words": "oil"},
    "a word of nearly all": {"words": "the"},
    "three words": {"words": "oil price minister"},
    "a phrase": {"words": '"prime minister"'},
    "the beginning of a word": {"words": "withdr*"},
    "a word, and an entity": {"words": "withdrawal", "mentions": "Iraq"},
    "a word, and a date in a time": {"words": "oil", "date": "1987-01..1987-06"},
    "a word, and an amount": {"words": "oil", "number": ">= 30"},
    "a word, a speaker, an entity, a date and an amount": {
        "words": "oil",
        "quote_by": "minister",
        "mentions": "OPEC",
        "date": "1987",
        "number": ">= 10",
    },
    "an entity alone, by date": {"mentions": "Iraq", "sort": "date"},
    "an amount of money alone": {"number": "> 1 billion USD"},
    "a word in a quote": {"words": "oil", "within": "quote"},
    "a date in a quote by somebody": {"date": "1987", "quote_by": "minister", "within": "quote"},
    "the 50th page of a word": {"words": "oil", "offset": 980},
}


def annotated(files: Sequence[Path]) -> list[Document]:
    """Give the documents of files, or the example of the docs, with everything found in them."""
    with tempfile.TemporaryDirectory() as folder:
        paths = files or [tiled(Path(folder) / "ferry.jsonl", COPIES)]
        return list(Pipeline().stream(chain.from_iterable(Corpus.from_jsonl(path) for path in paths)))


def drawn(texts: Sequence[Document], count: int) -> Iterator[Document]:
    """Give documents drawn from those given, each with its own id and date."""
    chance = random.Random(SEED)
    for number in range(count):
        day = date(2015, 1, 1) + timedelta(days=chance.randrange(3_000))
        found = chance.choice(texts).with_metadata(date=day.isoformat())
        yield Document(
            found.text,
            id=f"https://example.org/articles/{number:08}",
            metadata=found.metadata,
            annotations=found.annotations,
            sources=found.sources,
        )


def words(texts: Sequence[Document]) -> float:
    """Give the MB/s at which this machine finds words now."""
    seconds = timed(lambda: [len(_WORD.findall(text.text)) for text in texts])
    return sum(len(text.text) for text in texts) / 1e6 / seconds


def timed(run: Callable[[], object]) -> float:
    start = time.process_time()
    run()
    return time.process_time() - start


def inserted(records: Sequence[Record], path: Path) -> tuple[float, float]:
    """Put the annotations alone of records, again and again, into a store; give the seconds, and those for indexes."""
    with writing(str(path)) as connection:
        writer = _Writer(connection)
        start = time.process_time()
        doc = rows = 0
        while rows < ROWS:
            with transaction(connection):
                for record in records:
                    doc += 1
                    rows += len(record.cells)
                    writer._put_annotations(doc, record)
        seconds = (time.process_time() - start) / rows
        start = time.process_time()
    return seconds, (time.process_time() - start) / rows


def writes(texts: Sequence[Document], count: int, folder: Path) -> Table:
    """Measure what goes in; the store of all documents stays in the folder."""
    speed = words(texts)
    row, of_index = inserted([record_of(text) for text in texts[:2_000]], folder / "rows.db")
    speed = (speed + words(texts)) / 2
    path, every = folder / "corpus.db", list(drawn(texts, count))
    annotations = sum(len(document.annotations) for document in every)
    size = sum(len(document.text.encode()) for document in every) / 1e6
    first, again = (timed(lambda: index(every, path)) for _ in range(2))
    rows = (
        Row("rows of annotations a second", 1 / row, must=INSERTED * speed / WORDS),
        Row("the same with making their indexes", 1 / (row + of_index)),
        Row("documents a second, with text, names and all", count / first),
        Row("of these, annotations a second", annotations / first),
        Row("of these, MB of text a second", size / first),
        Row("documents a second that are there already", count / again),
        Row("bytes of the store for each byte of text", path.stat().st_size / 1e6 / size),
        Row("words a second with re.findall, in MB, beside it", speed, kind="limit"),
    )
    return Table(f"Putting in {count:,} documents", "", rows)


def searches(path: Path, count: int) -> Table:
    """Measure the searches, 20 hits each."""
    rows = []
    with Store.open(path) as store:
        for name, asked in SEARCHES.items():
            seconds = [timed(lambda asked=asked: list(store.search(**asked))) for _ in range(5)]  # type: ignore[misc]
            found = len(list(store.search(**asked)))
            must = ANSWERED if count <= 100_000 else None
            figure = statistics.median(seconds) * 1e3
            rows.append(Row(f"{name}, {found} hits", figure, seconds[0] * 1e3, must=must, more=False))
            print(f"{name:60} {figure:8.1f} ms", file=sys.stderr, flush=True)
    return Table("Milliseconds to the first 20 hits", "", tuple(rows))


def main() -> None:
    """Read the command line, measure, print and write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("files", nargs="*", type=Path, help="JSON Lines; the example of the docs, tiled, by default")
    parser.add_argument("--documents", type=int, default=100_000, help="how many are drawn")
    parser.add_argument("--page", type=Path, help="the page whose tables are written anew")
    given = parser.parse_args()
    texts = annotated(given.files)
    gc.collect()
    gc.freeze()  # What is measured does not hold all documents, and has none to look through for garbage.
    with tempfile.TemporaryDirectory() as folder:
        tables = [writes(texts, given.documents, Path(folder)), searches(Path(folder) / "corpus.db", given.documents)]
    about = f"{given.documents:,} documents drawn from {len(texts):,}"
    print(printed(tables, about))
    if given.page:
        put(given.page, BEGIN, [measured(about), "", *sections(tables, "###")])


if __name__ == "__main__":
    main()
