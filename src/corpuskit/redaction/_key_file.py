"""The file of keys: one a line, for its owner's eyes only."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from ..errors import NotFound
from ..formats._atomic import explain, partial_names, remove
from ._key import Key

__all__ = ["KeyFile", "writing_key"]


@contextmanager
def writing_key(path: str | Path) -> Iterator[Callable[[Key], None]]:
    """Give a function that writes keys to a file, which appears when all is done; only its owner may read it.

    After an error or an interruption, the keys of what came before are kept at ``path`` + ``.partial``, or
    ``.partial.2`` and so on.

    Raises:
        FileExistsError: when there is a file already: without it nobody could restore what it is the key of.
    """
    target = Path(os.path.realpath(path))
    if os.path.lexists(target):
        raise _there_is(path)
    if not target.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, "there is no such folder to write to", str(target.parent))
    temporary = target.with_name(f".{target.name}.{os.urandom(4).hex()}.tmp")
    written = 0
    try:
        with open(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:

            def write(key: Key) -> None:
                nonlocal written
                stream.write(key.to_line())
                written += 1

            yield write
            stream.flush()
            os.fsync(stream.fileno())
        _put(temporary, target, path)
    except BaseException as error:
        if written:
            partial = _kept(temporary, target)
            explain(error, f"the keys of what came before are kept in {partial}", partial)
        raise
    finally:
        remove(temporary)


def _put(temporary: Path, target: Path, path: str | Path) -> None:
    """Put a file where none is: the name is taken first, as a renaming alone would replace another."""
    try:
        os.close(os.open(target, os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError as error:
        raise _there_is(path) from error
    temporary.replace(target)


def _kept(temporary: Path, target: Path) -> Path:
    partial = next(path for path in partial_names(target) if not os.path.lexists(path))
    return temporary.replace(partial)


def _there_is(path: str | Path) -> FileExistsError:
    return FileExistsError(errno.EEXIST, "there is a key already, which is not written over; name another", str(path))


class KeyFile:
    """The keys of a file, read as they are asked for: quickest in the order of the file.

    Args:
        stream: the file, open for reading bytes.
        name: what errors call it.
    """

    def __init__(self, stream: BinaryIO, name: str) -> None:
        self._stream = stream
        self._name = name
        self._end = 0
        self._passed: dict[str, int] = {}

    def find(self, id: str) -> Key:
        """Give the key of a document. Keys that were passed over are remembered by their place.

        Raises:
            NotFound: when there is none.
            FormatError: when a line is no key.
        """
        if id in self._passed:
            return self._at(self._passed.pop(id))
        while line := self._next():
            start, key = line
            if key.id == id:
                return key
            self._passed[key.id] = start
        raise NotFound(f"{self._name} has no key of document {id!r}; give the key of its run", document=id)

    def _next(self) -> tuple[int, Key] | None:
        start = self._end
        self._stream.seek(start)
        line = self._stream.readline()
        self._end = start + len(line)
        return (start, Key.from_line(line, f"{self._name}, byte {start}")) if line else None

    def _at(self, start: int) -> Key:
        self._stream.seek(start)
        return Key.from_line(self._stream.readline(), f"{self._name}, byte {start}")
