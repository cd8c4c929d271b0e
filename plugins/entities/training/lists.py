"""What lists of names say of single words, as classes."""

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path

import attrs

from corpuskit.names import folded

__all__ = ["Lists"]

_COUNTRIES = frozenset(("co", "ca"))
_NAMES = frozenset(("gi1", "su1"))
_DAYS = (  # noqa: SIM905 - words read better in a row
    "january february march april may june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday jan feb mar apr jun jul aug sept sep oct nov dec mon tue wed thu fri sat sun"
).split()


@attrs.frozen
class Lists:
    """The lists, each from a name to its class.

    Args:
        tables: the lists by their names.
    """

    tables: Mapping[str, Mapping[str, str]]

    @classmethod
    def read(cls, *folders: Path) -> "Lists":
        """Give the lists of TSV files with names in the first column and classes in the last; later folders win."""
        files = [path for folder in folders for path in sorted(folder.glob("*.tsv"))]
        return cls({path.stem: _read(path) for path in files})

    @cached_property
    def norp(self) -> Mapping[str, str]:
        """Nationalities, peoples, creeds and parties."""
        return {folded(name): kind for name, kind in self.tables["norp"].items()}

    @property
    def places(self) -> Mapping[str, str]:
        """Countries, cities and divisions."""
        return self.tables["places"]

    @cached_property
    def title(self) -> re.Pattern[str]:
        """A title before a name, with the space behind it."""
        titles = "|".join(sorted(map(re.escape, self.tables["titles"]), key=len, reverse=True))
        return re.compile(rf"(?:{titles})\.?\s+", re.IGNORECASE)

    def kind_of(self, word: str) -> str | None:
        """Give the type of a part of "US-Iraq" or "pro-Iranian", where it has one."""
        classes = self.classes.get(folded(word), frozenset())
        if folded(word) in self.norp:
            return "NORP"
        is_place = word in self.tables["aliases"] or classes & _COUNTRIES
        return "LOC" if is_place and not classes & _NAMES else None

    @cached_property
    def classes(self) -> Mapping[str, frozenset[str]]:
        """The classes of single words, in lower case, without diacritics and full stops."""
        found: dict[str, set[str]] = {}
        for name, kind in self._rows():
            words = folded(name).replace(".", "").split()
            for at, word in enumerate(words):
                part = "" if len(words) == 1 else "b" if at == 0 else "i"
                found.setdefault(word, set()).add(kind + part)
        return {word: frozenset(kinds) for word, kinds in found.items()}

    def _rows(self) -> Iterable[tuple[str, str]]:
        yield from ((day, "day") for day in _DAYS)
        for table, prefix in _ONE_CLASS.items():
            yield from ((name, prefix) for name in self.tables[table])
        for table, prefix in _CLASSES.items():
            for name, kinds in self.tables[table].items():
                yield from ((name, prefix + kind) for kind in kinds.split())


_ONE_CLASS = {"regions": "re", "organisations": "og", "norp": "N", "titles": "T", "offices": "R"}
_CLASSES = {"places": "", "given": "gi", "surnames": "su", "common": "w", "heads": "h"}


def _read(path: Path) -> dict[str, str]:
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return {row[0]: row[-1] for row in rows[1:]}
