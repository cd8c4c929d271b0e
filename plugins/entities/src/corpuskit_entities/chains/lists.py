"""The lists of other names, of groups, and of heads of names, read when they are first asked for."""

import functools
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from corpuskit.names import folded

__all__ = ["cities", "countries", "groups", "heads", "nation_of", "other_names", "peoples", "places"]


def _rows(name: str) -> list[list[str]]:
    """Give the rows of a list, without the comments above it and its header."""
    path = Path(str(files("corpuskit_entities"))) / "data" / "en" / name
    lines = (line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return [line.split("\t") for line in lines][1:]


@functools.cache
def places() -> Mapping[str, str]:
    """Give for other names of countries and cities the name that they stand for; folded, and without full stops."""
    return {_bare(alias): _bare(name) for alias, name in _rows("aliases.tsv")}


def _bare(name: str) -> str:
    return " ".join(folded(name).replace(".", "").split())


@functools.cache
def other_names() -> frozenset[str]:
    """Give other names of countries and cities, as they are written."""
    return frozenset(row[0] for row in _rows("aliases.tsv"))


@functools.cache
def _known() -> Mapping[str, str]:
    return {row[0]: row[1] for row in _rows("places.tsv")}


@functools.cache
def countries() -> frozenset[str]:
    """Give the names of countries, folded."""
    return frozenset(name for name, kind in _known().items() if kind == "co")


@functools.cache
def cities() -> frozenset[str]:
    """Give the names of capitals and of cities of a million, folded; none that is a common word."""
    return frozenset(name for name, kind in _known().items() if kind != "co")


@functools.cache
def peoples() -> Mapping[str, str]:
    """Give for words for peoples, in the singular, the word that stands for all of them; both folded."""
    return {row[0]: row[1] for row in _rows("peoples.tsv")}


@functools.cache
def groups() -> frozenset[str]:
    """Give the names of nations, peoples, creeds and parties, folded."""
    return frozenset(folded(name) for name, _ in _rows("norp.tsv"))


_ENDINGS: Mapping[str, tuple[str, ...]] = {
    "": ("n", "i", "an", "ian", "ese", "ish"),
    "a": ("an", "ian", "ese"),
    "y": ("", "ian", "ish"),
    "e": ("ish", "ian", "ic"),
    "o": ("an", "ian"),
    "s": ("", "n"),
}
"""What the names of countries end with, and what the adjectives have in its place."""


@functools.lru_cache(maxsize=1 << 14)
def nation_of(word: str) -> str | None:
    """Give the adjective of a nation for a word that is one, or a country's name: both "Chile" and "Chilean" give it.

    The name of a country is one that gives a listed adjective with an ending such as "-an" or "-ese".
    """
    if word in groups():
        return word
    forms = (word.removesuffix(last) + end for last, ends in _ENDINGS.items() if word.endswith(last) for end in ends)
    return next((form for form in forms if form != word and form in groups()), None)


@functools.cache
def heads() -> frozenset[str]:
    """Give words that say what kind of organisation, place or event has a name, such as "ministry"."""
    return frozenset(word for word, _ in _rows("heads.tsv"))
