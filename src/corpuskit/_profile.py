"""Profile: where the time of a run goes, and which rules find what."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from operator import itemgetter
from time import process_time
from typing import ParamSpec, TypeVar

from ._document import Document
from ._rows import Rows
from ._visible import one_line

__all__ = ["Profile"]

_P = ParamSpec("_P")
_R = TypeVar("_R")


class Profile:
    """What runs of a pipeline cost and find, added up over all of them; ``str`` gives it as tables.

    Everything is counted while documents go by. What an extractor asks of the scan beyond the words of the texts counts
    as its own.

    Attributes:
        seconds: CPU seconds of this process by what took them: the names of extractors, and those of the rest,
            ``READING``, ``SCAN``, ``FRAMEWORK``, ``WRITING`` and ``COUNTING``.
        calls: how often each extractor was called, with a batch or with a document.
        hits: the number of annotations by extractor, label and rule, which is the ``method`` of the value; None where
            it names none.
        documents: the number of documents.
        size: the size of their texts, in bytes of UTF-8.
    """

    READING = "(reading)"
    """The source of a stream."""
    SCAN = "(scan)"
    """The scan of the texts, up to the numbers of their words."""
    FRAMEWORK = "(framework)"
    """The pipeline around its extractors: checks, provenance, isolation."""
    WRITING = "(writing)"
    """The consumer of a stream, until it asks for the next document."""
    COUNTING = "(counting)"
    """The profile itself."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self.calls: Counter[str] = Counter()
        self.hits: Counter[tuple[str, str, str | None]] = Counter()
        self.documents = 0
        self.size = 0
        self._running: list[str] = []
        self._since = 0.0

    def __repr__(self) -> str:
        return f"<Profile of {self.documents:,} documents, {sum(self.seconds.values()):.2f} s>"

    # --- counting

    def reading(self, documents: Iterable[Document]) -> Iterator[Document]:
        """Give documents, counting the time that their source takes as that of reading."""
        source = iter(documents)
        while True:
            with self.measure(self.READING):
                try:
                    document = next(source)
                except StopIteration:
                    return
            yield document

    def writing(self, documents: Iterable[Document]) -> Iterator[Document]:
        """Give documents, counting the time until the next one is asked for as that of writing."""
        for document in documents:
            with self.measure(self.WRITING):
                yield document

    @contextmanager
    def measure(self, name: str) -> Iterator[None]:
        """Count the time of the block as that of ``name``, and not as that of a block around it."""
        self._book()
        self._running.append(name)
        try:
            yield
        finally:
            self._book()
            self._running.pop()

    def _book(self) -> None:
        now = process_time()
        if self._running:
            self.seconds[self._running[-1]] += now - self._since
        self._since = now

    def timed(self, name: str, function: Callable[_P, _R]) -> Callable[_P, _R]:
        """Give an extractor's function whose calls and time are counted."""

        def call(*arguments: _P.args, **options: _P.kwargs) -> _R:
            self.calls[name] += 1
            with self.measure(name):
                return function(*arguments, **options)

        return call

    def add_document(self, document: Document) -> None:
        """Count a document."""
        with self.measure(self.COUNTING):
            self.documents += 1
            self.size += len(document.text.encode())

    def add_hits(self, name: str, layers: Mapping[str, Rows]) -> None:
        """Count what an extractor found in a document."""
        with self.measure(self.COUNTING):
            for label, rows in layers.items():
                self.hits.update((name, label, getattr(value, "method", None)) for value in rows.value)

    # --- what people read

    def __str__(self) -> str:
        total = sum(self.seconds.values())
        speed = f"; {self.size / 1e6 / total:.2f} MB/s" if total else ""
        found = f"{self.documents:,} documents, {self.size / 1e6:.2f} MB, {self.hits.total():,} annotations"
        rows = [("", "CPU s", "share", "MB/s", "calls", "found"), *self._times(total)]
        hits = [("extractor", "layer", "rule", "found"), *self._rules()]
        return "\n".join(
            (f"{found}; {total:.2f} CPU s{speed}", *_table(rows, 1), *(_table(hits, 3) if hits[1:] else ()))
        )

    def _times(self, total: float) -> Iterator[tuple[str, ...]]:
        found: Counter[str] = Counter()
        for (name, _, _), count in self.hits.items():
            found[name] += count
        for name, seconds in sorted(self.seconds.items(), key=itemgetter(1), reverse=True):
            speed = f"{self.size / 1e6 / seconds:.1f}" if seconds else ""
            calls, hits = (f"{count[name]:,}" if name in self.calls else "" for count in (self.calls, found))
            yield name, f"{seconds:.3f}", f"{seconds / (total or 1):.1%}", speed, calls, hits

    def _rules(self) -> Iterator[tuple[str, ...]]:
        for (name, label, rule), count in sorted(self.hits.items(), key=lambda hit: (-hit[1], str(hit[0]))):
            yield name, label, "-" if rule is None else one_line(str(rule), 60), f"{count:,}"


def _table(rows: list[tuple[str, ...]], left: int) -> Iterator[str]:
    """Give the lines of a table, after an empty one; the first ``left`` columns are flush left."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    yield ""
    for row in rows:
        cells = [
            cell.ljust(width) if number < left else cell.rjust(width)
            for number, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join(cells).rstrip()
