"""A format as reading and writing see it, whoever brings it."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeAlias

import attrs

from .._document import Document
from .._plugins import Plugins
from ._pieces import Stretch
from ._records import ColumnNames

__all__ = ["Format", "Keep", "everything"]

Read: TypeAlias = Callable[[str | Path, ColumnNames, Plugins | None], Iterator[Document]]
Divide: TypeAlias = Callable[[str | Path, ColumnNames, Plugins | None], Iterator[Stretch]]
Write: TypeAlias = Callable[[Iterable[Document], str | Path], int]
Keep: TypeAlias = Callable[[Document], Document]


def everything(document: Document) -> Document:
    """Give the document: what comes back of it where a format loses nothing."""
    return document


@attrs.frozen
class Format:
    """A format.

    Args:
        name: its name.
        suffixes: the ends of file names that tell it.
        read: what gives the documents of a file, or None.
        write: what writes documents to a file and gives their number, or None.
        owner: the distribution that brings it.
        divide: what divides a file into stretches that are read on their own; None where one process reads it.
        is_folder: whether what is written is a folder, which no stream can be.
        changes_text: whether another text comes back, so that documents are written as they are, not as it keeps them.
        keeps: what gives the document that comes back of one that is written and read; None where nobody knows.
    """

    name: str
    suffixes: tuple[str, ...] = ()
    read: Read | None = None
    write: Write | None = None
    owner: str = "corpuskit-core"
    divide: Divide | None = None
    keeps: Keep | None = None
    is_folder: bool = False
    changes_text: bool = False
