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
            ``START``, ``READING``, ``SCAN``, ``FRAMEWORK``, ``WRITING`` and ``COUNTING``.
        first: the seconds of each extractor's first call, in which many read their data and compile their patterns.
        calls: how often each extractor was called, with a batch or with a document.
        run_again: how many batches were run again document by document, by extractor.
        failures: on how many documents each extractor failed.
        up_to_date: how many documents had an extractor's results already, so that it did not run on them.
        hits: the number of annotations by extractor, label and rule, which is the ``method`` of the value; None where
            it names none.
        documents: the number of documents.
        size: the size of their texts, in bytes of UTF-8.
    """

    START = "(start)"
    """Extractors are imported and made, and the words that they declare are collected."""
    READING = "(reading)"
    """The source of a stream."""
    SCAN = "(scan)"
    """The scan of the texts, up to the numbers of their words."""
    FRAMEWORK = "(framework)"
    """The pipeline around its extractors, with checks, provenance and isolation."""
    WRITING = "(writing)"
    """The consumer of a stream, until it asks for the next document."""
    COUNTING = "(counting)"
    """The profile itself."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self.first: dict[str, float] = {}
        self.calls: Counter[str] = Counter()
        self.run_again: Counter[str] = Counter()
        self.failures: Counter[str] = Counter()
        self.up_to_date: Counter[str] = Counter()
        self.hits: Counter[tuple[str, str, str | None]] = Counter()
        self.documents: int = 0
        self.size: int = 0
        self._running: list[str] = []
        self._since = 0.0

    def __repr__(self) -> str:
        return f"<Profile of {_number(self.documents, 'document')}, {sum(self.seconds.values()):.2f} s>"

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
            before = self.seconds[name]
            try:
                with self.measure(name):
                    return function(*arguments, **options)
            finally:
                self.first.setdefault(name, self.seconds[name] - before)

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
        annotations = _number(self.hits.total(), "annotation")
        found = f"{_number(self.documents, 'document')}, {self.size / 1e6:.2f} MB, {annotations}"
        rows = [("", "CPU s", "share", "MB/s", "calls", "first call", "found"), *self._times(total)]
        hits = [("extractor", "layer", "rule", "found"), *self._rules()]
        lines = [f"{found}; {total:.2f} CPU s{speed}", *self._notes(), *_table(rows, 1)]
        return "\n".join((*lines, *(_table(hits, 3) if hits[1:] else ())))

    def _notes(self) -> Iterator[str]:
        """Give a line for each extractor that did not simply run on everything."""
        counts = (self.up_to_date, self.failures, self.run_again)
        for name in sorted({name for count in counts for name in count}):
            done, failed, again = (count[name] for count in counts)
            parts = [f"{_number(done, 'document')} up to date"] * bool(done)
            parts += [f"failed on {_number(failed, 'document')}"] * bool(failed)
            parts += [f"{_number(again, 'batch', 'es')} run again document by document"] * bool(again)
            yield f"{name}: {', '.join(parts)}"

    def _times(self, total: float) -> Iterator[tuple[str, ...]]:
        found = self._found()
        for name, seconds in sorted(self.seconds.items(), key=itemgetter(1), reverse=True):
            speed = f"{self.size / 1e6 / seconds:.1f}" if seconds else ""
            calls, hits = (f"{count[name]:,}" if name in self.calls else "" for count in (self.calls, found))
            first = f"{self.first[name]:.3f}" if name in self.first else ""
            yield name, f"{seconds:.3f}", f"{seconds / (total or 1):.1%}", speed, calls, first, hits

    def _rules(self) -> Iterator[tuple[str, ...]]:
        found = self._found()
        ranked = sorted(self.hits.items(), key=lambda hit: (-found[hit[0][0]], hit[0][0], -hit[1], str(hit[0])))
        for (name, label, rule), count in ranked:
            yield name, label, "-" if rule is None else one_line(str(rule), 60), f"{count:,}"

    def _found(self) -> Counter[str]:
        """Give the number of annotations by extractor."""
        found: Counter[str] = Counter()
        for (name, _, _), count in self.hits.items():
            found[name] += count
        return found


def _number(count: int, what: str, more: str = "s") -> str:
    return f"{count:,} {what}{more * (count != 1)}"


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
