"""Texts: one document a file, alone or in a folder with all its subfolders.

A text is read as it is: every newline, and every other character, a byte order mark (U+FEFF) and all markup too. It is
in UTF-8, or in the one encoding that is named for all files; none is guessed, nor taken from a ``<meta>`` tag. The id
is the name of the file, in a folder its path from there with ``/``. Metadata stand in ``metadata.jsonl`` beside the
files or at the top of the folder, ``{"id": "2020/a.txt", "metadata": {"date": "2020-06-12"}}`` a line. Files whose
names begin with a dot are left out, and links to folders are not followed.
"""

import codecs
import os
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import attrs

from .._document import Document
from .._plugins import Plugins
from ..errors import FormatError, did_you_mean
from ._advice import advised
from ._decoding import Place
from ._files import STANDARD_STREAM, base_suffix, display, open_text
from ._json import loads
from ._records import ColumnNames

__all__ = ["SIDECAR", "SUFFIXES", "read", "read_file"]

SIDECAR = "metadata.jsonl"
"""The name of the file with the metadata of the texts beside it."""

SUFFIXES = (".txt", ".text", ".html", ".htm")
"""The suffixes of texts; those of HTML are read with their markup."""


def read(path: str | Path, encoding: str = "utf-8") -> Iterator[Document]:
    """Give the texts of a folder, sorted by id.

    Raises:
        FormatError: when there is no text, a file is in another encoding, or the metadata name a file that is not
            there.
        ConfigError: when there is no such encoding.
    """
    top = Path(path)
    names, metadata = _contents(top)
    for name in names:
        yield _document(top / name, name, metadata, encoding)


def _contents(top: Path) -> tuple[list[str], Mapping[str, tuple[dict[str, Any], Place]]]:
    """Give the names of a folder's texts, sorted, and their metadata."""
    if not top.is_dir():
        raise advised(f"{top}: this is no folder", "give {plain} for a single file", file=str(top))
    names = names_in(top)
    if not names:
        raise FormatError(f"{top}: there is no {' or '.join(SUFFIXES)} file in this folder", file=str(top))
    metadata = sidecar(top / SIDECAR)
    known = {*names}
    for name, (_, place) in metadata.items():
        if name not in known:
            raise place.fault(f"there is no file {name!r} beside it; {did_you_mean(name, names)}")
    return names, metadata


@attrs.frozen
class Text:
    """One text, a file of its own or one of a folder.

    Args:
        path: where the file is, or the folder.
        name: its name in the folder; None for a file.
        encoding: that of the text.
        size: how many bytes it has.
    """

    path: str
    name: str | None
    encoding: str
    size: int

    def read(self, plugins: Plugins | None = None) -> Iterator[Document]:
        """Give the one document."""
        if self.name is None:
            return read_file(self.path, self.encoding)
        top = Path(self.path)
        return iter([_document(top / self.name, self.name, sidecar(top / SIDECAR), self.encoding)])


def divide(path: str | Path, columns: ColumnNames, plugins: Plugins | None = None) -> Iterator[Text]:
    """Give each text of a folder on its own; for the errors see :func:`read`."""
    names, _ = _contents(Path(path))
    for name in names:
        yield Text(str(path), name, columns.encoding or "utf-8", Path(path, name).stat().st_size)


def divide_file(path: str | Path, columns: ColumnNames, plugins: Plugins | None = None) -> Iterator[Text]:
    """Give a file whole."""
    yield Text(str(path), None, columns.encoding or "utf-8", Path(path).stat().st_size)


def read_file(path: str | Path, encoding: str = "utf-8") -> Iterator[Document]:
    """Give the one document of a file, with the metadata that a ``metadata.jsonl`` beside it has for its name.

    Raises:
        FormatError: when it is in another encoding.
        ConfigError: when there is no such encoding.
    """
    if str(path) == STANDARD_STREAM:
        yield _document(path, "stdin", {}, encoding)
        return
    file = Path(path)
    yield _document(file, file.name, sidecar(file.parent / SIDECAR), encoding)


def names_in(top: Path) -> list[str]:
    """Give the names of the texts of a folder and its subfolders, from there, sorted."""
    found = []
    for folder, folders, files in os.walk(top):
        folders[:] = [name for name in folders if not name.startswith(".")]
        kept = [name for name in files if not name.startswith(".") and base_suffix(name) in SUFFIXES]
        found += [Path(folder, name).relative_to(top).as_posix() for name in kept]
    return sorted(found)


def _document(
    path: str | Path, name: str, metadata: Mapping[str, tuple[dict[str, Any], Place]], encoding: str
) -> Document:
    with open_text(path, encoding) as stream:
        text = stream.read()
    place = Place(display(path))
    if any("\ud800" <= char <= "\udfff" for char in name):
        raise place.fault(f"the file's name {name!r} cannot be stored as UTF-8; rename it")
    try:
        return Document(text, id=name, metadata=metadata.get(name, ({}, place))[0])
    except ValueError as error:
        raise place.fault(str(error)) from error


def sidecar(path: Path) -> Mapping[str, tuple[dict[str, Any], Place]]:
    if not path.is_file():
        return {}
    state = path.stat()
    return _entries(path, (state.st_mtime_ns, state.st_size))


@lru_cache(maxsize=4)
def _entries(path: Path, state: tuple[int, int]) -> Mapping[str, tuple[dict[str, Any], Place]]:
    """Read the metadata of a folder; kept while the file stays as it is, for texts that are read one by one."""
    found: dict[str, tuple[dict[str, Any], Place]] = {}
    for number, line in enumerate(path.read_bytes().removeprefix(codecs.BOM_UTF8).split(b"\n"), 1):
        if line.strip():
            place = Place(str(path), number)
            name, metadata = _entry(line, place)
            if name in found:
                raise place.fault(f"{name!r} has metadata already, on line {found[name][1].line}; keep one of them")
            found[name] = metadata, place
    return found


def _entry(line: bytes, place: Place) -> tuple[str, dict[str, Any]]:
    form = 'a line is {"id": "name.txt", "metadata": {…}}'
    try:
        data = loads(line)
    except ValueError as error:
        raise place.fault(f"broken JSON: {error}; {form}") from error
    if not isinstance(data, dict) or data.keys() != {"id", "metadata"}:
        raise place.fault(f"{form}, with these two keys")
    name, metadata = data["id"], data["metadata"]
    if not isinstance(name, str) or not isinstance(metadata, dict):
        raise place.fault(f"{form}: the id a string, the metadata an object")
    return name, metadata
