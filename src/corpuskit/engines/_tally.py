"""What a run did, counted as documents go by."""

import datetime
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from .._document import Document
from .._running import SKIPPED
from ._reasons import Reasons

__all__ = ["Tally"]


_COUNTS = ("read", "written", "layers", "failures", "skipped", "lost", "unplaced")


class Tally:
    """Counts of documents, annotations and failures.

    Args:
        extractors: those that ran; what a file says of others is no failure of this run.
    """

    def __init__(self, extractors: Collection[str]) -> None:
        self.extractors = extractors
        self.read = 0
        self.written = 0
        self.layers: Counter[str] = Counter()
        self.failures: Counter[str] = Counter()
        self.skipped: Counter[str] = Counter()
        self.lost: Counter[str] = Counter()
        """Annotations that transforms could not bring back to the text as it is, by label."""
        self.unplaced = 0
        """Documents whose own date cannot be read."""
        self.reasons = Reasons()

    def reading(self, documents: Iterable[Document]) -> Iterator[Document]:
        """Pass documents on as they are read, counted."""
        for document in documents:
            self.read += 1
            yield document

    def writing(self, documents: Iterable[Document]) -> Iterator[Document]:
        """Pass documents on as they are written, counted with what is in them."""
        for document in documents:
            self.add(document)
            yield document

    def add(self, document: Document) -> None:
        """Count one document with what is in it."""
        self.written += 1
        self.unplaced += not _has_readable_date(document)
        self.layers.update(document.annotations._columns.label)
        for failure in document.failures:
            if failure.extractor in self.extractors:
                (self.skipped if failure.error == SKIPPED else self.failures)[failure.extractor] += 1
        self.add_reasons(document)

    def add_reasons(self, document: Document) -> None:
        """Note why extractors failed on a document, which may be one that is left out."""
        for failure in document.failures:
            if failure.extractor in self.extractors and failure.error != SKIPPED:
                self.reasons.add(failure)

    def merge(self, other: "Tally") -> None:
        """Count what came after."""
        self.read += other.read
        self.written += other.written
        self.layers.update(other.layers)
        self.failures.update(other.failures)
        self.skipped.update(other.skipped)
        self.lost.update(other.lost)
        self.unplaced += other.unplaced
        self.reasons.merge(other.reasons)

    def state(self) -> dict[str, Any]:
        """Give the counts as JSON, for :meth:`add_state`."""
        return {**{name: getattr(self, name) for name in _COUNTS}, "reasons": self.reasons.state()}

    def add_state(self, state: Mapping[str, Any]) -> None:
        """Count what :meth:`state` says of an earlier run."""
        other = Tally(self.extractors)
        for name in _COUNTS:
            setattr(other, name, type(getattr(other, name))(state[name]))
        other.reasons = Reasons.of_state(state["reasons"])
        self.merge(other)

    @property
    def left_out(self) -> int:
        """The number of documents that were read and not written."""
        return max(0, self.read - self.written)

    @property
    def losses(self) -> str:
        """What could not be brought back to the texts as they are, in words; empty where nothing was lost."""
        each = ", ".join(f"{label} {number:,}" for label, number in sorted(self.lost.items()))
        return each and f"not brought back to the text as it is: {each}; --debug lists them"

    @property
    def exit_code(self) -> int:
        """0, or 3 where an extractor failed; a document in a language that it does not read is no failure."""
        return 3 if self.failures or self.left_out else 0

    def __str__(self) -> str:
        parts = [_count(self.written, "document"), _listed(_count(self.layers.total(), "annotation"), self.layers)]
        if self.left_out:
            parts.append(f"{_count(self.left_out, 'document')} left out after a failure")
        if self.failures:
            parts.append(_listed(_count(self.failures.total(), "failure"), self.failures))
        if self.skipped:
            parts.append(_listed(f"{self.skipped.total():,} not run for the language", self.skipped))
        return "; ".join(parts)


def _has_readable_date(document: Document) -> bool:
    """Say whether a document's own date is one in ISO 8601, with a time or not; where it has none, too."""
    date = document.metadata.get("date")
    if not date or not isinstance(date, str):
        return not date
    return any(map(_is_moment, (date.strip(), date.strip()[:10])))


def _is_moment(text: str) -> bool:
    try:
        datetime.datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'s' * (number != 1)}"


def _listed(what: str, counts: Counter[str]) -> str:
    each = ", ".join(f"{name} {number:,}" for name, number in sorted(counts.items()))
    return f"{what} ({each})" if each else what
