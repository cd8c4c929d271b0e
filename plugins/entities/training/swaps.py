"""Texts with other names in the place of theirs: names of more parts of the world, in sentences of the news."""

import random
from collections.abc import Mapping, Sequence
from pathlib import Path

from .corpus import Gold

__all__ = ["Pools", "swapped"]

_CHANGED = 0.7
"""The share of names that are changed."""


class Pools:
    """Names to put into texts.

    Args:
        folder: where ``organisations.tsv`` and ``places.tsv`` are, of names with their kinds, and ``people.tsv``, of
            parts of names with GIVEN or FAMILY and where they are borne.
    """

    def __init__(self, folder: Path) -> None:
        self.bodies = [row[0] for row in _rows(folder / "organisations.tsv") if " " in row[0]]
        self.places = [row[0] for row in _rows(folder / "places.tsv")]
        self.people: dict[str, dict[str, list[str]]] = {}
        for name, kind, where in _rows(folder / "people.tsv"):
            self.people.setdefault(where, {}).setdefault(kind, []).append(name)
        self.countries = sorted(where for where, kinds in self.people.items() if len(kinds) > 1)

    def person(self, source: random.Random) -> tuple[str, str]:
        """Give a given name and a family name that are borne in one country."""
        kinds = self.people[source.choice(self.countries)]
        return source.choice(kinds["GIVEN"]), source.choice(kinds["FAMILY"])


def _rows(path: Path) -> Sequence[Sequence[str]]:
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]


def swapped(text: str, gold: Sequence[Gold], pools: Pools, source: random.Random) -> tuple[str, list[Gold]]:
    """Give a text with most of its names changed, the same ones alike, and the names in it."""
    changes = _changes(text, gold, pools, source)
    pieces: list[str] = []
    found: list[Gold] = []
    at = length = 0
    for start, end, kind in gold:
        if start < at:
            continue
        name = changes.get((text[start:end], kind), text[start:end])
        pieces += [text[at:start], name]
        length += start - at
        found.append((length, length + len(name), kind))
        length, at = length + len(name), end
    return "".join(pieces) + text[at:], found


def _changes(text: str, gold: Sequence[Gold], pools: Pools, source: random.Random) -> Mapping[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    # Longer names first: what becomes of a full name becomes of its surname.
    for name, kind in sorted(
        {(text[start:end], kind) for start, end, kind in gold}, key=lambda one: (-len(one[0]), one)
    ):
        if (name, kind) in found or source.random() >= _CHANGED or not name[0].isupper():
            continue
        if kind == "PER":
            given, family = pools.person(source)
            several = " " in name
            found[name, kind] = f"{given} {family}" if several else family
            if several:
                found[name.rsplit(" ", 1)[1], kind] = family
        elif kind == "LOC" and not name.isupper():
            found[name, kind] = source.choice(pools.places)
        elif kind == "ORG" and " " in name:
            found[name, kind] = source.choice(pools.bodies)
    return found
