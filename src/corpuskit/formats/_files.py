"""Files to read: opened through their compression, with faults that say where."""

import io
import re
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, TextIO, cast

from ..errors import ConfigError, FormatError, missing_extra
from ._advice import advised

__all__ = [
    "PARTIAL",
    "STANDARD_STREAM",
    "base_suffix",
    "compression",
    "display",
    "is_compressed",
    "open_text",
    "reading",
    "zstd_module",
]

STANDARD_STREAM = "-"
"""The path that means standard input or standard output."""

PARTIAL = ".partial"
"""What is added to the name of a file that could not be completed; a number may follow."""

_UNFINISHED = re.compile(re.escape(PARTIAL) + r"(\.[0-9]+)?\Z")

_COMPRESSED = (".gz", ".zst")
_COMPRESSION = {b"\x1f\x8b": "gzip", b"\x28\xb5\x2f\xfd": "zstd", b"\xfd7zXZ": "xz"}
"""What compressed data begins with: no text in UTF-8 does."""


def display(path: str | Path) -> str:
    """Give what an error calls a file."""
    return "stdin" if str(path) == STANDARD_STREAM else str(path)


def base_suffix(path: str | Path) -> str:
    """Give the suffix that tells the format: in lower case, under that of a compression."""
    name = _name(path)
    for suffix in _COMPRESSED:
        name = name.removesuffix(suffix)
    return Path(name).suffix


def _name(path: str | Path) -> str:
    return _UNFINISHED.sub("", Path(path).name.lower())


def is_compressed(path: str | Path) -> bool:
    """Say whether a file's suffix is that of a compression."""
    return Path(_name(path)).suffix in _COMPRESSED


@contextmanager
def reading(path: str | Path) -> Iterator[BinaryIO]:
    """Open a file for reading bytes, decompressed by its suffix.

    Raises:
        FormatError: when the compressed data is truncated or damaged.
    """
    if str(path) == STANDARD_STREAM:
        yield sys.stdin.buffer
        return
    suffix = Path(_name(path)).suffix
    if not is_compressed(path):
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
        zstd = zstd_module()
        return zstd.open(path, "rb"), (zstd.ZstdError,)
    import gzip

    return gzip.open(path, "rb"), (gzip.BadGzipFile, zlib.error)


def zstd_module() -> Any:  # Any: one of two modules with the same interface.
    """Import the module for ``.zst``.

    Raises:
        MissingExtra: when it is not installed.
    """
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
def open_text(path: str | Path, encoding: str | None = None) -> Iterator[TextIO]:
    """Open a file for reading text with its newlines, and a byte order mark, as they are.

    Args:
        path: ``-`` for standard input.
        encoding: that of a file which may be in any; None for one that is in UTF-8.

    Raises:
        FormatError: when the bytes are not in the encoding, with the offset of the first that is not.
        ConfigError: when there is no such encoding.
    """
    with reading(path) as binary:
        counted = _Counted(binary)
        # All that the wrapper asks for is read1.
        try:
            stream = io.TextIOWrapper(cast(BinaryIO, counted), encoding=encoding or "utf-8", newline="")
        except LookupError as error:
            raise ConfigError(f"there is no encoding {encoding!r}", encoding=encoding) from error
        try:
            yield stream
        except UnicodeError as error:
            if not isinstance(error, UnicodeDecodeError):
                raise FormatError(f"{display(path)}: {error}", file=str(path)) from error
            # The decoder's own offset counts from the start of its last block, which ends where reading has got to.
            offset = counted.given - len(error.object) + error.start
            raise _not_text(path, error, offset, encoding) from error
        finally:
            # Standard input stays open: closing the wrapper would close it.
            stream.detach()


def _not_text(path: str | Path, error: UnicodeDecodeError, offset: int, encoding: str | None) -> FormatError:
    found = error.object[error.start : error.start + 1]
    tool = compression(error.object) if offset == error.start else None
    if tool:
        message = f"{display(path)}: the data is compressed with {tool}; decompress it first"
        return FormatError(message, file=str(path), byte=offset)
    message = f"{display(path)}: invalid {(encoding or 'utf-8').upper()} at byte {offset}: 0x{found.hex()}"
    if encoding is None:
        return FormatError(f"{message}; convert the file to UTF-8", file=str(path), byte=offset)
    return advised(message, "name its encoding with {encoding}, or convert it", file=str(path), byte=offset)


def compression(data: bytes) -> str | None:
    """Give the tool that compressed what begins with these bytes; None where it looks like text."""
    return next((tool for start, tool in _COMPRESSION.items() if data.startswith(start)), None)
