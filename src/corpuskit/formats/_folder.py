"""Folders with a file for each document."""

import errno
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePath

from .._document import Document
from ..errors import FormatError
from ._atomic import write_all
from ._names import Names

__all__ = ["files_of", "is_replaceable", "write_folder"]


def write_folder(
    documents: Iterable[Document],
    path: str | Path,
    write: Callable[[Document, Path, str], None],
    suffixes: tuple[str, ...],
    *others: str,
    begins: bytes = b"",
) -> int:
    """Write a folder that appears at ``path`` when it is complete, and give the number of documents.

    Args:
        documents: whose ids become names of files; see :mod:`corpuskit.formats._names`.
        path: nothing is there, or an empty folder, or one that was written before.
        write: is given a document, the folder, and the name of the document in it, whose folder is there.
        suffixes: what is added to the name for the files of a document; the first is that of what is always there.
        others: the names of further files that are written.
        begins: what the files with the first suffix begin with, where others have that suffix too.

    Raises:
        FormatError: when two ids are one name.
        OSError: when something else is there.
    """
    if not _may_be_ours(Path(path), suffixes, others, begins):
        raise FileExistsError(errno.EEXIST, "there is something else, which is not replaced; delete it", str(path))

    def to_folder(rest: Iterator[Document], temporary: Path) -> int:
        names = Names(*suffixes)
        temporary.mkdir()
        count = 0
        for document in rest:
            count += 1
            name = names.add(document.id)
            Path(temporary, name).parent.mkdir(parents=True, exist_ok=True)
            write(document, temporary, name)
        return count

    return write_all(documents, path, to_folder)


def is_replaceable(target: Path, is_ours: Callable[[PurePath], bool]) -> bool:
    """Say whether there is nothing, or a folder whose files are all ours, told by their paths in it."""
    if not target.is_dir():
        return not target.exists()
    return all(is_ours(place.relative_to(target)) for place in target.rglob("*") if not place.is_dir())


def _may_be_ours(target: Path, suffixes: tuple[str, ...], others: tuple[str, ...], begins: bytes) -> bool:
    def is_ours(file: PurePath) -> bool:
        is_hidden = any(part.startswith(".") for part in file.parts)
        return not is_hidden and (file.name.endswith(suffixes) or file.name in others)

    if not is_replaceable(target, is_ours):
        return False
    main = files_of(target, suffixes[0]) if target.is_dir() else []
    is_empty = not any(not place.is_dir() for place in target.rglob("*"))
    return is_empty or (bool(main) and all(_begins(target / name, begins) for name in main))


def _begins(file: Path, begins: bytes) -> bool:
    with open(file, "rb") as stream:
        return stream.read(len(begins)) == begins


def files_of(top: Path, suffix: str) -> list[str]:
    """Give the names of the files with a suffix in a folder and its subfolders, from there, sorted.

    Raises:
        FormatError: when it is no folder, or a name cannot be stored as UTF-8.
    """
    if not top.is_dir():
        raise FormatError(f"{top}: this is no folder", file=str(top))
    found = []
    for folder, folders, files in os.walk(top):
        folders[:] = [name for name in folders if not name.startswith(".")]
        kept = [name for name in files if name.lower().endswith(suffix) and not name.startswith(".")]
        found += [Path(folder, name).relative_to(top).as_posix() for name in kept]
    for name in found:
        if any("\ud800" <= char <= "\udfff" for char in name):
            raise FormatError(f"{top}: the file's name {name!r} cannot be stored as UTF-8; rename it", file=str(top))
    return sorted(found)
