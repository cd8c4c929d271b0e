"""The input in pieces: each is read on its own, by whichever process has the time."""

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

import attrs

from .._document import Document
from .._plugins import Plugins

__all__ = ["SIZE", "Handed", "Piece", "Stretch", "handed", "packed"]

_Item = TypeVar("_Item")

SIZE = 1_000_000
"""Bytes of a piece, about: some batches of documents, so that handing one over costs nothing beside the work on it."""

_LEAST = 1_000
"""Bytes that a document, or a file, counts as where it is shorter: handing it over costs something, too."""


class Stretch(Protocol):
    """A stretch of one file: a picklable value."""

    @property
    def size(self) -> int:
        """The bytes of it, about."""

    def read(self, plugins: Plugins | None) -> Iterator[Document]:
        """Give its documents, as reading the whole file would."""


@attrs.frozen
class Piece:
    """Stretches that are read one after the other; together they have about ``SIZE`` bytes."""

    stretches: tuple[Stretch, ...]

    def read(self, plugins: Plugins | None) -> Iterator[Document]:
        """Give the documents, in order."""
        for stretch in self.stretches:
            yield from stretch.read(plugins)


@attrs.frozen
class Handed:
    """Documents that only one process could read, and hands over."""

    documents: tuple[Document, ...]

    @property
    def size(self) -> int:
        """The code points of the texts, or what they count as."""
        return sum(max(len(document.text), _LEAST) for document in self.documents)

    def read(self, plugins: Plugins | None) -> Iterator[Document]:
        """Give the documents."""
        return iter(self.documents)


def handed(documents: Iterable[Document]) -> Iterator[Handed]:
    """Give documents in stretches."""
    return (Handed(group) for group in _grouped(documents, lambda document: len(document.text)))


def packed(stretches: Iterable[Stretch]) -> Iterator[Piece]:
    """Give stretches as pieces, short ones together."""
    return (Piece(group) for group in _grouped(stretches, lambda stretch: stretch.size))


def _grouped(items: Iterable[_Item], size_of: Callable[[_Item], int]) -> Iterator[tuple[_Item, ...]]:
    """Give items in groups; where their source raises, what came before it is given first."""
    group: list[_Item] = []
    size = 0
    try:
        for item in items:
            group.append(item)
            size += max(size_of(item), _LEAST)
            if size >= SIZE:
                yield tuple(group)
                group, size = [], 0
    except Exception:
        if group:
            yield tuple(group)
        raise
    if group:
        yield tuple(group)
