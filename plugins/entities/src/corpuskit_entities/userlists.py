"""A user's lists of names: reading them, and finding the longest of their names in a text."""

import csv
import functools
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from corpuskit.errors import FormatError

from .config import Entry, Source
from .letters import folded

__all__ = ["UserLists", "read_entries"]

_WORD = re.compile(r"\w+")


def read_entries(path: Path) -> Iterator[Entry]:
    """Read a TSV file whose header names the fields of :class:`Entry`, or a JSONL file of objects with them.

    Raises:
        FormatError: when the file cannot be read, or a line does not fit.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise FormatError(f"{path}: a gazetteer that cannot be read: {error}", file=str(path)) from error
    json_lines = path.suffix in (".jsonl", ".ndjson")
    rows = map(json.loads, filter(None, lines)) if json_lines else csv.DictReader(lines, delimiter="\t", quoting=3)
    yield from _entries(path, rows, 1 if json_lines else 2)


def _entries(path: Path, rows: Iterable[Any], number: int) -> Iterator[Entry]:
    try:
        for row in rows:
            yield Entry.of(row)
            number += 1
    except (TypeError, ValueError, AttributeError) as error:
        raise FormatError(f"{path}:{number}: {error}", file=str(path), line=number) from error


class UserLists:
    """The names of a user's lists, found in the time that reading the text's words takes.

    Args:
        sources: paths and tuples of entries; of two entries with one name the first counts.
    """

    def __init__(self, sources: Iterable[Source]) -> None:
        self._exact: dict[str, Entry] = {}
        self._any: dict[str, Entry] = {}
        self._longest: dict[str, int] = {}
        for source in sources:
            for entry in read_entries(source) if isinstance(source, Path) else source:
                self._add(entry)

    def __bool__(self) -> bool:
        return bool(self._longest)

    def _add(self, entry: Entry) -> None:
        words = _WORD.findall(entry.name)
        if not words:
            return
        first = folded(words[0])
        self._longest[first] = max(self._longest.get(first, 0), len(words))
        if entry.case == "any":
            self._any.setdefault(_normal(folded(entry.name)), entry)
        else:
            self._exact.setdefault(_normal(entry.name), entry)

    def find(self, text: str) -> Iterator[tuple[int, int, Entry]]:
        """Give the names in a text from left to right, none overlapping another, the longest at each place."""
        words = [match.span() for match in _WORD.finditer(text)]
        index = 0
        while index < len(words):
            start, end = words[index]
            longest = self._longest.get(folded(text[start:end]))
            found = self._at(text, words, index, longest) if longest else None
            if found is None:
                index += 1
                continue
            yield start, words[index + found[0] - 1][1], found[1]
            index += found[0]

    def _at(self, text: str, words: list[tuple[int, int]], index: int, longest: int) -> tuple[int, Entry] | None:
        for count in range(min(longest, len(words) - index), 0, -1):
            surface = _normal(text[words[index][0] : words[index + count - 1][1]])
            entry = self._exact.get(surface) or self._any.get(folded(surface))
            if entry is not None:
                return count, entry
        return None


@functools.lru_cache(maxsize=1 << 14)
def _normal(name: str) -> str:
    """Give a name without the signs at its edges, and with single spaces."""
    found = list(_WORD.finditer(name))
    return " ".join(name[found[0].start() : found[-1].end()].split()) if found else ""
