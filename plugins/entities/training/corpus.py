"""Texts with labelled names, as the sources have them and as the plugin wants them."""

import hashlib
import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

import attrs
from corpuskit_entities.letters import folded

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
    """

    files: tuple[str, ...] = attrs.field(converter=tuple)
    licence: str
    labels: Mapping[str, str]
    unknown: tuple[str, ...] = attrs.field(default=(), converter=tuple)
    weight: float = 1.0


def read_sources(path: Path) -> list[Source]:
    """Give the sources of a TOML file."""
    with open(path, "rb") as file:
        return [Source(**row) for row in tomllib.load(file)["source"]]


def is_held_back(identifier: str) -> bool:
    """Say whether a document is kept from training, as one in ten is, to measure on it."""
    return int(hashlib.sha256(identifier.encode()).hexdigest(), 16) % 10 == 0


def documents(path: Path, source: Source, lists: Lists) -> Iterator[tuple[str, str, list[Gold]]]:
    """Give the id, the text and the names of each document of a file, in order, mended by the plugin's policies."""
    with open(path, encoding="utf-8") as file:
        for row in map(json.loads, file):
            found = [
                (*_trimmed(row["text"], one["start"], one["end"]), source.labels[one["label"]])
                for one in row["entities"]
                if one["label"] in source.labels
            ]
            yield row["id"], row["text"], sorted(_divided(row["text"], _mended(row["text"], found, lists), lists))


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
