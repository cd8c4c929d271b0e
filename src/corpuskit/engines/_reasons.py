"""Why extractors failed: the first reasons of each, counted as documents go by."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from .._annotation import Failure
from .._visible import one_line

__all__ = ["Reasons"]

_MOST = 3
"""How many reasons of an extractor are kept: a message may be another on each document."""


class Reasons:
    """What extractors failed with, each reason with its number of documents and the first of these."""

    def __init__(self) -> None:
        self._counts: dict[str, Counter[tuple[str, str]]] = {}
        self._first: dict[tuple[str, str, str], str] = {}
        self._others: Counter[str] = Counter()

    def __bool__(self) -> bool:
        return bool(self._counts)

    def add(self, failure: Failure) -> None:
        """Count a failure."""
        counts = self._counts.setdefault(failure.extractor, Counter())
        reason = (failure.error, failure.message)
        if reason not in counts and len(counts) == _MOST:
            self._others[failure.extractor] += 1
            return
        counts[reason] += 1
        self._first.setdefault((failure.extractor, *reason), failure.document)

    def merge(self, other: "Reasons") -> None:
        """Count what came after."""
        for name, counts in other._counts.items():
            own = self._counts.setdefault(name, Counter())
            for reason, number in counts.items():
                if reason not in own and len(own) == _MOST:
                    self._others[name] += number
                    continue
                own[reason] += number
                self._first.setdefault((name, *reason), other._first[name, *reason])
        self._others.update(other._others)

    def state(self) -> list[list[Any]]:
        """Give everything as JSON, for :meth:`of_state`."""
        found = [
            [name, *reason, number, self._first[name, *reason]]
            for name, counts in self._counts.items()
            for reason, number in counts.items()
        ]
        return [*found, *([name, number] for name, number in self._others.items())]

    @classmethod
    def of_state(cls, state: list[list[Any]]) -> "Reasons":
        """Give the reasons that :meth:`state` was given of."""
        new = cls()
        for name, *rest in state:
            if len(rest) == 1:
                new._others[name] = rest[0]
            else:
                error, message, number, first = rest
                new._counts.setdefault(name, Counter())[error, message] = number
                new._first[name, error, message] = first
        return new

    def lines(self) -> Iterator[str]:
        """Give the reasons of each extractor, in the order in which they came, fit for a terminal."""
        for name, counts in sorted(self._counts.items()):
            yield f"{one_line(name, 60)} failed:"
            for (error, message), number in counts.items():
                first = one_line(self._first[name, error, message], 60)
                where = f"{_documents(number)}, first {first}" if number > 1 else f"document {first}"
                yield f"  {one_line(f'{error}: {message}', 200)} ({where})"
            if self._others[name]:
                yield f"  other reasons ({_documents(self._others[name])})"

    def to_json(self) -> dict[str, list[dict[str, Any]]]:
        """Give the reasons by extractor, in the order in which they came."""
        return {
            name: [
                {"error": error, "message": message, "documents": number, "first": self._first[name, error, message]}
                for (error, message), number in counts.items()
            ]
            for name, counts in sorted(self._counts.items())
        }


def _documents(number: int) -> str:
    return f"{number:,} document{'s' * (number != 1)}"
