"""Text that appears at its path when it is complete."""

import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from ..formats._atomic import is_stream, streaming, write_file

__all__ = ["titled", "write_lines", "write_pieces"]


def write_pieces(pieces: Iterable[str], out: str) -> None:
    """Write text as UTF-8 to a file, or to standard output where ``out`` is ``-``.

    A file appears when it is complete; what was there before stays until then, and half a page is not kept.
    """
    if is_stream(out):
        with streaming(out) as stream:
            _write([pieces], stream)
        return
    write_file([pieces], out, _write)


def write_lines(lines: Callable[..., Iterable[str]], out: str, color: str) -> None:
    """Write lines to read, as wide and as colourful as their place has it; see :func:`write_pieces`.

    Args:
        lines: a function of ``width``, None where lines may be of any, and ``colour`` that gives the lines.
        out: where to write.
        color: ``auto``, ``always`` or ``never``.
    """
    from ..view import wants_colour

    is_screen = out == "-" and sys.stdout.isatty()
    width = shutil.get_terminal_size().columns if is_screen else None
    colour = wants_colour(sys.stdout, color) if out == "-" else color == "always"
    write_pieces(lines(width=width, colour=colour), out)


def titled(paths: Sequence[str]) -> str:
    """Give the title of a page of what is in files: their names, without their folders."""
    names = ["standard input" if path == "-" else Path(path).name or path for path in paths]
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")


def _write(pages: Iterable[Iterable[str]], stream: BinaryIO) -> int:
    return sum(stream.write(piece.encode()) for piece in chain.from_iterable(pages))
