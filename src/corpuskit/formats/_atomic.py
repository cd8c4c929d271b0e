"""Files to write: whole or not at all."""

import errno
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain, count
from pathlib import Path
from typing import Any, BinaryIO, Generic, TypeVar

from ..errors import CorpuskitError, LossError
from ._files import PARTIAL, STANDARD_STREAM, zstd_module

__all__ = [
    "compressing",
    "explain",
    "is_stream",
    "kept_in",
    "partial_names",
    "put",
    "remove",
    "streaming",
    "write_all",
    "write_blocks",
    "write_file",
    "write_stream",
    "writing",
]

_Item = TypeVar("_Item")


def write_file(
    items: Iterable[_Item],
    path: str | Path,
    write: Callable[[Iterator[_Item], BinaryIO], int],
    *,
    what: str = "document",
) -> int:
    """Write items to a file that appears at ``path`` when it is complete; give their number. See :func:`write_all`.

    ``write`` is given a stream of bytes, which are compressed as the suffix says.
    """
    if Path(path).is_dir():
        raise IsADirectoryError(errno.EISDIR, "this is a folder, and a file is to be written", str(path))

    def to_file(rest: Iterator[_Item], temporary: Path) -> int:
        with writing(temporary, str(path)) as stream:
            return write(rest, stream)

    return write_all(items, path, to_file, what=what)


def write_stream(items: Iterable[_Item], path: str | Path, write: Callable[[Iterable[_Item], BinaryIO], int]) -> int:
    """Write items to a file, as :func:`write_file` does, or to a stream such as standard output; give their number."""
    if is_stream(path):
        with streaming(path) as stream:
            return write(items, stream)
    return write_file(items, path, write)


def write_blocks(blocks: Iterable[bytes], path: str | Path) -> int:
    """Write blocks of bytes, one for each document, and give their number."""
    return write_stream(blocks, path, lambda rest, stream: sum(1 for block in rest if stream.write(block)))


def write_all(
    items: Iterable[_Item], path: str | Path, write: Callable[[Iterator[_Item], Path], int], *, what: str = "document"
) -> int:
    """Write items to a file or folder that appears at ``path`` when it is complete; give their number.

    What ``write`` makes is beside the target until then, so that a failure leaves the old content as it was. Where
    the *items* end in an error or an interruption, those before it are kept at ``path`` + ``.partial``, or
    ``.partial.2`` and so on where an earlier run left one, and the error says so; where *writing* fails, nothing is
    left.
    """
    target = Path(os.path.realpath(path))
    if not target.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, "there is no such folder to write to", str(target.parent))
    temporary = target.with_name(f".{target.name}.{os.urandom(4).hex()}.tmp")
    source = _Source(items)
    try:
        written = write(iter(source), temporary)
        if source.error is None:
            put(temporary, target)
            return written
        if source.count:
            partial = _partial(target)
            put(temporary, partial)
            explain(source.error, kept_in(source.count, what, partial), partial)
    except OSError as error:
        if str(error.filename).startswith(str(temporary)):
            # Nobody knows the hidden name; strerror says what was wrong.
            raise type(error)(error.errno, error.strerror, str(path)) from error
        raise
    finally:
        remove(temporary)
    raise source.error


def partial_names(target: Path) -> Iterator[Path]:
    """Give the names that a file has as long as it is not complete, one after the other."""
    first = target.with_name(target.name + PARTIAL)
    return chain([first], (first.with_name(f"{first.name}.{number}") for number in count(2)))


def _partial(target: Path) -> Path:
    """Give the first of them that is free: what an earlier run kept there may be all that is left of it."""
    return next(path for path in partial_names(target) if not os.path.lexists(path))


class _Source(Generic[_Item]):
    """Items whose end is always orderly; the error that ended them, if any, is kept."""

    def __init__(self, items: Iterable[_Item]) -> None:
        self.items = items
        self.count = 0
        self.error: BaseException | None = None

    def __iter__(self) -> Iterator[_Item]:
        try:
            for item in self.items:
                yield item
                self.count += 1
        except (GeneratorExit, LossError):  # What is refused leaves nothing behind.
            raise
        except BaseException as error:  # An interruption too: hours of work may be in what was written.
            self.error = error


def kept_in(count: int, what: str, partial: Path) -> str:
    """Say where what came before an error is kept."""
    return f"the {count} {what}{'s' * (count != 1)} before it are kept in {partial}"


def explain(error: BaseException, note: str, partial: Path) -> None:
    """Let an error say what is kept, and where."""
    if isinstance(error, CorpuskitError):
        error.message = f"{error.message}; {note}"
        error.args = (error.message,)
        error.facts["partial"] = str(partial)
    else:
        error.add_note(note)


@contextmanager
def writing(path: Path, name: str) -> Iterator[BinaryIO]:
    """Open a new file for writing bytes, compressed as ``name`` says, and see it onto the disk at the end.

    The same content gives the same bytes: no time and no file name is stored.
    """
    with open(path, "xb") as raw:
        with compressing(raw, Path(name).suffix.lower()) as stream:
            yield stream
        raw.flush()
        os.fsync(raw.fileno())


@contextmanager
def compressing(raw: BinaryIO, suffix: str) -> Iterator[Any]:  # Any: file objects of three classes.
    """Give a stream whose bytes are compressed into another one, as a suffix says."""
    if suffix == ".gz":
        import gzip

        with gzip.GzipFile("", "wb", 6, raw, mtime=0) as stream:
            yield stream
    elif suffix == ".zst":
        zstd = zstd_module()
        with zstd.open(raw, "wb") as stream:
            yield stream
        if not raw.tell():
            # Nothing was written, which the module makes nothing of: an empty frame is what readers expect.
            raw.write(zstd.compress(b""))
    else:
        yield raw


def is_stream(path: str | Path) -> bool:
    """Say whether a path is no file that can be replaced: standard output, a pipe or a device."""
    place = Path(path)
    return str(path) == STANDARD_STREAM or (place.exists() and not place.is_file() and not place.is_dir())


@contextmanager
def streaming(path: str | Path) -> Iterator[BinaryIO]:
    """Open a stream such as standard output; what was written stays written whatever happens."""
    if str(path) == STANDARD_STREAM:
        try:
            yield sys.stdout.buffer
        finally:
            sys.stdout.buffer.flush()
        return
    with open(path, "wb") as stream:
        yield stream


def put(temporary: Path, target: Path) -> None:
    """Put a file or folder in the place of another one."""
    if target.is_dir() and temporary.is_dir():
        # A folder cannot be replaced in one step: the old one steps aside first and goes last.
        aside = target.with_name(f".{target.name}.{os.urandom(4).hex()}.old")
        target.rename(aside)
        try:
            temporary.rename(target)
        except OSError:
            aside.rename(target)
            raise
        remove(aside)
        return
    if target.exists() and temporary.is_file():
        temporary.chmod(target.stat().st_mode & 0o7777)
    temporary.replace(target)


def remove(path: Path) -> None:
    """Delete a file, or a folder with all that is in it, if it is there."""
    if path.is_dir() and not path.is_symlink():
        import shutil

        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
