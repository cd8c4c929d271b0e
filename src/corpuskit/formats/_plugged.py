"""Formats of plugins: a function of a stream becomes one of a path, with faults that say where."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, cast

import attrs

from .._document import Document
from .._imports import called_with, imported
from .._plugins import InstalledFormat, Plugins
from ..errors import CorpuskitError, FormatError, InvalidValue
from ._atomic import is_stream, streaming, write_file
from ._files import display, reading
from ._format import Format
from ._records import ColumnNames

__all__ = ["plugged"]


def plugged(item: InstalledFormat) -> Format:
    """Give the format that a plugin declares; its functions are imported when they are used."""
    return Format(
        item.name,
        item.spec.suffixes,
        None if item.spec.read is None else partial(_read, item),
        None if item.spec.write is None else partial(_write, item),
        f"{item.distribution} {item.version}",
        keeps=None if item.spec.keeps is None else partial(_keep, item),
    )


def _keep(item: InstalledFormat, document: Document) -> Document:
    keeps = called_with(imported(item.spec.keeps, f"format {item}"), "keeps(document)", f"format {item}")
    try:
        kept = keeps(document)
        if not isinstance(kept, Document):
            raise InvalidValue(f"its keeps gave {type(kept).__name__}, where a Document is wanted")
    except Exception as error:  # The plugin boundary.
        said = error.message if isinstance(error, CorpuskitError) else f"{type(error).__name__}: {error}"
        message = f"document {document.id!r}: format {item} fails: {said}"
        raise FormatError(message, format=item.name, document=document.id) from error
    return kept


def _read(item: InstalledFormat, path: str | Path, columns: ColumnNames, plugins: Plugins | None) -> Iterator[Document]:
    read = called_with(imported(item.spec.read, f"format {item}"), "read(stream)", f"format {item}")
    name = Path(display(path)).name
    with reading(path) as stream, _telling(item, display(path)):
        found = read(_open(stream))
        if isinstance(found, Document) or not isinstance(found, Iterable):
            given = "one Document" if isinstance(found, Document) else repr(found)
            raise InvalidValue(f"its read gave {given}, where several are wanted: yield each, or return a list")
        for number, document in enumerate(found, 1):
            yield _named(document, name if number == 1 else f"{name}:{number}")


def _named(document: object, name: str) -> Document:
    """Give a document that has no id of its own one from its file."""
    if not isinstance(document, Document):
        raise InvalidValue(f"its read gave {type(document).__name__}, where a Document is wanted")
    return attrs.evolve(document, id=name) if document.id == _UNNAMED else document


_UNNAMED = Document("").id


def _write(item: InstalledFormat, documents: Iterable[Document], path: str | Path) -> int:
    write = called_with(imported(item.spec.write, f"format {item}"), "write(documents, stream)", f"format {item}")

    def all_of(rest: Iterable[Document], stream: BinaryIO) -> int:
        given = _Given(rest)
        with _telling(item, display(path), given):
            write(iter(given), _open(stream))
            if next(iter(given), None) is not None:
                raise FormatError(f"format {item} wrote {given.count - 1} documents and left the others out")
        return given.count

    if is_stream(path):
        with streaming(path) as stream:
            return all_of(documents, stream)
    return write_file(documents, path, all_of)


class _Given:
    """Documents that are counted, with the error that ended them, which is no fault of who writes them."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self.documents = iter(documents)
        self.count = 0
        self.error: BaseException | None = None

    def __iter__(self) -> Iterator[Document]:
        return self

    def __next__(self) -> Document:
        try:
            document = next(self.documents)
        except StopIteration:
            raise
        except BaseException as error:
            self.error = error
            raise
        self.count += 1
        return document


class OpenFile:
    """A stream that only its owner closes: a text wrapper around it closes it when nobody needs the wrapper."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> Any:  # Any: whatever a stream has.
        return getattr(self._stream, name)

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._stream)

    def close(self) -> None:
        self._stream.flush()

    def _dealloc_warn(self, wrapper: object) -> None:
        """Let a wrapper go that nobody closed; the module io calls this where it would warn of an open file."""


def _open(stream: BinaryIO) -> BinaryIO:
    return cast(BinaryIO, OpenFile(stream))


@contextmanager
def _telling(item: InstalledFormat, file: str, given: _Given | None = None) -> Iterator[None]:
    """Name the file and the format where a function of a plugin fails."""
    try:
        yield
    except OSError:
        raise
    except FormatError as error:
        if "file" in error.facts:
            raise
        raise FormatError(f"{file}: {error.message}", file=file, format=item.name, **error.facts) from error
    except Exception as error:  # The plugin boundary.
        if given is not None and error is given.error:
            raise
        said = error.message if isinstance(error, CorpuskitError) else f"{type(error).__name__}: {error}"
        raise FormatError(f"{file}: format {item} fails: {said}", file=file, format=item.name) from error
