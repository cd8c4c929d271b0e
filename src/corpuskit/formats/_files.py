"""Files: opened through their compression, read with faults that say where, and written whole or not at all."""

import errno
import io
import os
import secrets
import shutil
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Generic, TextIO, TypeVar, cast

from ..errors import CorpuskitError, FormatError, missing_extra

__all__ = [
    "STANDARD_STREAM",
    "base_suffix",
    "display",
    "is_stream",
    "not_utf8",
    "open_text",
    "reading",
    "streaming",
    "write_all",
    "writing",
]

STANDARD_STREAM = "-"
"""The path that means standard input or standard output."""

_COMPRESSED = (".gz", ".zst")

_Item = TypeVar("_Item")


def display(path: str | Path) -> str:
    """Give what an error calls a file."""
    return "standard input" if str(path) == STANDARD_STREAM else str(path)


def base_suffix(path: str | Path) -> str:
    """Give the suffix that tells the format: in lower case, under that of a compression."""
    name = Path(path).name.lower()
    for suffix in _COMPRESSED:
        name = name.removesuffix(suffix)
    return Path(name).suffix


# --- reading


@contextmanager
def reading(path: str | Path) -> Iterator[BinaryIO]:
    """Open a file for reading bytes, decompressed by its suffix.

    Raises:
        FormatError: when the compressed data is truncated or damaged.
    """
    if str(path) == STANDARD_STREAM:
        yield sys.stdin.buffer
        return
    suffix = Path(path).suffix.lower()
    if suffix not in _COMPRESSED:
        with open(path, "rb") as stream:
            yield stream
        return
    if Path(path).is_file() and not Path(path).stat().st_size:
        raise FormatError(f"{path}: truncated: a {suffix} file is never empty; copy or make it again", file=str(path))
    opened, faults = _decompressing(path, suffix)
    try:
        with opened as stream:
            yield stream
    except EOFError as error:
        message = f"{path}: truncated: the compressed data ends in the middle; copy or make the file again"
        raise FormatError(message, file=str(path)) from error
    except faults as error:
        raise FormatError(f"{path}: damaged compressed data: {error}", file=str(path)) from error


def _decompressing(path: str | Path, suffix: str) -> tuple[Any, tuple[type[Exception], ...]]:
    # Any: both modules give a binary file object of a class of their own.
    if suffix == ".zst":
        zstd = _zstd()
        return zstd.open(path, "rb"), (zstd.ZstdError,)
    import gzip

    return gzip.open(path, "rb"), (gzip.BadGzipFile, zlib.error)


def _zstd() -> Any:  # Any: one of two modules with the same interface.
    try:
        if sys.version_info >= (3, 14):
            from compression import zstd  # pragma: no cover - a newer Python.
        else:
            from backports import zstd
    except ImportError as error:
        raise missing_extra("backports.zstd", "zstd") from error
    return zstd


class _Counted(io.BufferedIOBase):
    """A stream of bytes that knows how many it has given, which a pipe does not."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        self.given = 0

    def readable(self) -> bool:
        return True

    def read1(self, size: int | None = -1, /) -> bytes:
        data = self.stream.read1(size) if hasattr(self.stream, "read1") else self.stream.read(size or -1)
        self.given += len(data)
        return bytes(data)

    def read(self, size: int | None = -1, /) -> bytes:
        data = self.stream.read(-1 if size is None else size)
        self.given += len(data)
        return data


@contextmanager
def open_text(path: str | Path, encoding: str = "utf-8-sig") -> Iterator[TextIO]:
    """Open a file for reading text with its newlines as they are; ``utf-8-sig`` drops a mark at the very start.

    Raises:
        FormatError: when the bytes are not in the encoding, with the offset of the first that is not.
    """
    with reading(path) as binary:
        counted = _Counted(binary)
        # All that the wrapper asks for is read1.
        stream = io.TextIOWrapper(cast(BinaryIO, counted), encoding=encoding, newline="")
        try:
            yield stream
        except UnicodeDecodeError as error:
            # The decoder's own offset counts from the start of its last block, which ends where reading has got to.
            raise _not_text(path, error, counted.given - len(error.object) + error.start) from error
        finally:
            # Standard input stays open: closing the wrapper would close it.
            stream.detach()


def not_utf8(path: str | Path, error: UnicodeDecodeError) -> FormatError:
    """Give the error for a file whose whole content was decoded at once."""
    return _not_text(path, error, error.start)


def _not_text(path: str | Path, error: UnicodeDecodeError, offset: int) -> FormatError:
    return FormatError(
        f"{display(path)}: invalid {error.encoding.upper()} at byte {offset}: {error.object[error.start]:#04x}; name "
        "the file's encoding if it has another one, or convert the file",
        file=str(path),
        byte=offset,
    )


# --- writing


def write_all(
    items: Iterable[_Item], path: str | Path, write: Callable[[Iterator[_Item], Path], int], *, what: str = "document"
) -> int:
    """Write items to a file or folder that appears at ``path`` when it is complete; give their number.

    What ``write`` makes is beside the target until then, so that a failure leaves the old content as it was. Where
    the *items* end in an error or an interruption, those before it are kept at ``path`` + ``.partial``, and the error
    says so; where *writing* fails, nothing is left.
    """
    target = Path(os.path.realpath(path))
    if not target.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, "there is no such folder to write to", str(target.parent))
    temporary = target.with_name(f".{target.name}.{secrets.token_hex(4)}.tmp")
    source = _Source(items)
    try:
        count = write(iter(source), temporary)
        if source.error is None:
            _put(temporary, target)
            return count
        if source.count:
            partial = target.with_name(target.name + ".partial")
            _put(temporary, partial)
            _explain(source.error, f"{source.count} {what}{'s' * (source.count != 1)}", partial)
    finally:
        remove(temporary)
    raise source.error


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
        except GeneratorExit:
            raise
        except BaseException as error:  # An interruption too: hours of work may be in what was written.
            self.error = error


def _explain(error: BaseException, kept: str, partial: Path) -> None:
    note = f"the {kept} before it are kept in {partial}"
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
        with _compressing(raw, Path(name).suffix.lower()) as stream:
            yield stream
        raw.flush()
        os.fsync(raw.fileno())


@contextmanager
def _compressing(raw: BinaryIO, suffix: str) -> Iterator[Any]:  # Any: file objects of three classes.
    if suffix == ".gz":
        import gzip

        with gzip.GzipFile("", "wb", 6, raw, mtime=0) as stream:
            yield stream
    elif suffix == ".zst":
        with _zstd().open(raw, "wb") as stream:
            yield stream
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


def _put(temporary: Path, target: Path) -> None:
    if target.is_dir() and temporary.is_dir():
        # A folder cannot be replaced in one step: the old one steps aside first and goes last.
        aside = target.with_name(f".{target.name}.{secrets.token_hex(4)}.old")
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
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
