"""Texts with labelled names, as the sources have them and as the plugin wants them."""

import hashlib
import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs

from corpuskit.names import folded

from .lists import Lists

__all__ = ["Gold", "Source", "documents", "is_held_back", "read_sources"]

Gold = tuple[int, int, str]
"""Where a name starts and ends, and its type."""

_ARTICLE = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)
_TAIL = re.compile(r"\s*['’]s$|['’]$|[\s,.;:]+$")
_PAIR = re.compile(r"(?<![\w-])([A-Z]\w+|pro|anti|non|ex)-([A-Z]\w+)(?![\w-])")


@attrs.frozen
class Source:
    """Files of one kind.

    Args:
        files: their names, without ``.jsonl``.
        licence: what allows their use.
        labels: from their labels to types.
        unknown: the types that are not labelled.
        weight: what a name counts.
        second: what is added to the names of files for those with the labels of a second reader of the same texts;
            where the two differ, either may be right.
    """

    files: tuple[str, ...] = attrs.field(converter=tuple)
    licence: str
    labels: Mapping[str, str]
    unknown: tuple[str, ...] = attrs.field(default=(), converter=tuple)
    weight: float = 1.0
    second: str = ""


def read_sources(path: Path) -> list[Source]:
    """Give the sources of a TOML file."""
    with open(path, "rb") as file:
        return [Source(**row) for row in tomllib.load(file)["source"]]


def is_held_back(identifier: str) -> bool:
    """Say whether a document is kept from training, as one in ten is, to measure on it."""
    return int(hashlib.sha256(identifier.encode()).hexdigest(), 16) % 10 == 0


def documents(folder: Path, name: str, source: Source, lists: Lists) -> Iterator[tuple[str, str, list[list[Gold]]]]:
    """Give the id, the text and the names of each document of a file, by each reader, mended by the policies."""
    files = [folder / f"{name}.jsonl", *([folder / f"{name}{source.second}.jsonl"] if source.second else [])]
    for rows in zip(*map(_rows, files), strict=True):
        if len({row["text"] for row in rows}) > 1:
            raise ValueError(f"{files[1]}: {rows[1]['id']} is not the text that {files[0]} has")
        yield rows[0]["id"], rows[0]["text"], [_names(row, source, lists) for row in rows]


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with open(path, encoding="utf-8") as file:
        yield from map(json.loads, file)


def _names(row: Mapping[str, Any], source: Source, lists: Lists) -> list[Gold]:
    text, labels = row["text"], source.labels
    found = [
        (*_trimmed(text, one["start"], one["end"]), labels[one["label"]])
        for one in row["entities"]
        if one["label"] in labels
    ]
    return sorted(_divided(text, _mended(text, found, lists), lists))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out a leading article and a trailing possessive."""
    match = _ARTICLE.match(text, start, end)
    if match and match.end() < end:
        start = match.end()
    kept = _TAIL.sub("", text[start:end])
    return start, start + len(kept or text[start:end])


def _mended(text: str, found: list[Gold], lists: Lists) -> Iterator[Gold]:
    """Leave titles out of people's names, and take nationalities for what they are."""
    for start, end, kind in found:
        first = start
        if kind == "PER":
            while (match := lists.title.match(text, first, end)) and match.end() < end:
                first = match.end()
        word = folded(text[first:end])
        is_group = kind in ("LOC", "ORG", "MISC") and word in lists.norp and word not in lists.places
        yield first, end, "NORP" if is_group else kind


def _divided(text: str, found: Iterator[Gold], lists: Lists) -> list[Gold]:
    """Label the places and groups of "US-Iraq" and "pro-Iranian" apart."""
    names = list(found)
    for match in _PAIR.finditer(text):
        kinds = [lists.kind_of(match[1]), lists.kind_of(match[2])]
        beside = [one for one in names if one[0] < match.end() and match.start() < one[1]]
        longer = any(one[0] < match.start() or match.end() < one[1] for one in beside)
        if kinds[1] is None or (kinds[0] is None and match[1][0].isupper()) or longer:
            continue
        names = [one for one in names if one not in beside]
        names += [(match.start(side), match.end(side), kind) for side, kind in enumerate(kinds, 1) if kind]
    return names
