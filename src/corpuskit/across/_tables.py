"""Entities in a file, to go on from: JSON lines."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

import orjson

from ..errors import FormatError
from ..formats._atomic import write_file
from ..formats._files import open_text
from ._chains import Context, Key
from ._groups import Group
from ._index import Index
from ._joining import id_of

__all__ = ["read_index", "write_index"]

_VERSION = 1
_FIRST = {"format": "corpuskit entities", "version": _VERSION}


def write_index(index: Index, path: str | Path) -> int:
    """Write an index to a file that appears when it is complete, and give the number of its groups."""
    groups = sorted(index, key=lambda group: (group.rank, group.id))
    return write_file(groups, path, lambda rest, stream: _write(index, [*rest], stream), what="entity")


def _write(index: Index, groups: list[Group], stream: BinaryIO) -> int:
    numbers: dict[Context, int] = {}
    for group in groups:
        for context in group.contexts:
            numbers.setdefault(context, len(numbers))
    named = {key for context in numbers for key in context}
    seen = {id_of(key): index.seen[key] for key in sorted(named)}
    head = {**_FIRST, "documents": index.documents, "vague": sorted(map(id_of, index.vague)), "seen": seen}
    contexts = ({"context": sorted(map(id_of, context))} for context in numbers)
    records = (_record(group, numbers) for group in groups)
    for line in (head, *contexts, *records):
        stream.write(orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE))
    return len(groups)


def _record(group: Group, numbers: Mapping[Context, int]) -> dict[str, Any]:
    return {
        "id": group.id,
        "documents": group.documents,
        "names": dict(sorted(group.surfaces.items())),
        "keys": [*map(id_of, group.keys)],
        "forms": {id_of(key): count for key, count in sorted(group.forms.items())},
        "aliases": group.aliases,
        "anchored": group.is_anchored,
        "rank": group.rank,
        "contexts": [numbers[context] for context in group.contexts],
    }


def read_index(path: str | Path) -> Index:
    """Read what :func:`write_index` wrote.

    Raises:
        FormatError: when it is something else, with the line.
        OSError: when there is no such file.
    """
    with open_text(path) as lines:
        found = _Read()
        try:
            for line in lines:
                found.add(orjson.loads(line))
            return found.finished()
        except (ValueError, TypeError, LookupError, AttributeError) as error:
            place = f"{path}, line {found.lines + 1}"
            advice = "give a file that corpuskit resolve --entities wrote"
            raise FormatError(
                f"{place}: no table of entities; {advice}", file=str(path), line=found.lines + 1
            ) from error


class _Read:
    """An index that is read line by line."""

    def __init__(self) -> None:
        self._index: Index | None = None
        self._contexts: list[Context] = []
        self.lines = 0

    def add(self, record: Mapping[str, Any]) -> None:
        self._add(record)
        self.lines += 1

    def _add(self, record: Mapping[str, Any]) -> None:
        if self._index is None:
            if {name: record[name] for name in _FIRST} != _FIRST:
                raise ValueError("another version")
            index = self._index = Index()
            index.documents, index.vague = int(record["documents"]), {*map(_key, record["vague"])}
            index.seen.update({_key(key): int(count) for key, count in record["seen"].items()})
        elif "context" in record:
            self._contexts.append(frozenset(map(_key, record["context"])))
        else:
            self._add_group(self._index, record)

    def _add_group(self, index: Index, record: Mapping[str, Any]) -> None:
        run, number = map(int, record["rank"])
        group = Group(
            str(record["id"]),
            (run, number),
            dict.fromkeys(map(_key, record["keys"])),
            Counter({name: int(count) for name, count in record["names"].items()}),
            Counter({_key(key): int(count) for key, count in record["forms"].items()}),
            int(record["documents"]),
            [self._contexts[number] for number in record["contexts"]],
            [*map(str, record["aliases"])],
            record["anchored"] is True,
        )
        if not (group.keys and group.surfaces):
            raise ValueError("an entity without a name")
        index.add(group)

    def finished(self) -> Index:
        """Give the index.

        Raises:
            ValueError: when there was none.
        """
        if self._index is None:
            raise ValueError("an empty file")
        return self._index


def _key(text: str) -> Key:
    type, _, words = text.partition(":")
    return (type, *words.split("."))
