"""The lists that ship with the plugin, and the lists that a user gives."""

import functools
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

import attrs

from .letters import folded

__all__ = ["Lists", "shipped", "table"]


@attrs.frozen
class Lists:
    """The shipped lists, each from a folded name to its class.

    Attributes:
        places: countries, capitals, cities by size, divisions and regions.
        organisations: well-known organisations.
        given: first names, ``1`` for common ones.
        surnames: surnames, ``1`` for common ones.
        common: words of running text, ``1`` for those that are hardly ever capitalised.
        norp: nationalities, peoples, creeds and parties, with their kind.
        heads: words that end or begin the names of organisations, places, events and laws.
        titles: words of address and rank; their single words too.
        offices: single words of offices and callings.
        dull: capitalised words that are no names when they stand alone.
        aliases: other names of countries and cities, written as they are.
    """

    places: Mapping[str, str]
    organisations: Mapping[str, str]
    given: Mapping[str, str]
    surnames: Mapping[str, str]
    common: Mapping[str, str]
    norp: Mapping[str, str]
    heads: Mapping[str, str]
    titles: Mapping[str, str]
    offices: Mapping[str, str]
    dull: frozenset[str]
    aliases: Mapping[str, str]


@functools.cache
def shipped() -> Lists:
    """Give the shipped lists, read once."""
    folder = Path(str(files("corpuskit_entities"))) / "data" / "en"
    named = folder / "gazetteers"
    places = {**dict.fromkeys(_folded(named / "regions.tsv"), "re"), **_read(named / "places.tsv")}
    return Lists(
        places=places,
        organisations=dict.fromkeys(_folded(named / "organisations.tsv"), "og"),
        given=_read(named / "given.tsv"),
        surnames=_read(named / "surnames.tsv"),
        common=_read(named / "common.tsv"),
        norp=_folded(folder / "norp.tsv"),
        heads=_read(folder / "heads.tsv"),
        titles=_by_word(_read(folder / "titles.tsv")),
        offices=_by_word(_read(folder / "offices.tsv")),
        dull=frozenset(_read(named / "dull.tsv")),
        aliases=_read(folder / "aliases.tsv"),
    )


def table(path: Path) -> list[list[str]]:
    """Give the columns of a TSV file, without its header and the comments above it."""
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    while text.startswith("#"):
        text = text.partition("\n")[2]
    width = text.partition("\n")[0].count("\t") + 1
    cells = text.rstrip("\n").replace("\t", "\n").split("\n")[width:]
    return [cells[column::width] for column in range(width)]


def _read(path: Path) -> dict[str, str]:
    """Read a list of folded names with their classes."""
    columns = table(path)
    return dict(zip(columns[0], columns[-1], strict=True))


def _folded(path: Path) -> dict[str, str]:
    """Read a list of names, written as they are, with their classes."""
    return {folded(name): kind for name, kind in _read(path).items()}


def _by_word(phrases: Mapping[str, str]) -> dict[str, str]:
    small = {"of", "state", "in", "police", "party", "army", "union", "security", "rights", "world", "house"}
    return {word: kind for phrase, kind in phrases.items() for word in phrase.split() if word not in small}
