"""Text that appears at its path when it is complete."""

from collections.abc import Iterable
from itertools import chain
from typing import BinaryIO

from ..formats._atomic import is_stream, streaming, write_file

__all__ = ["write_pieces"]


def write_pieces(pieces: Iterable[str], out: str) -> None:
    """Write text as UTF-8 to a file, or to standard output where ``out`` is ``-``.

    A file appears when it is complete; what was there before stays until then, and half a page is not kept.
    """
    if is_stream(out):
        with streaming(out) as stream:
            _write([pieces], stream)
        return
    write_file([pieces], out, _write)


def _write(pages: Iterable[Iterable[str]], stream: BinaryIO) -> int:
    return sum(stream.write(piece.encode()) for piece in chain.from_iterable(pages))
