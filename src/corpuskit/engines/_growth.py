"""How files of some formats grow piece by piece."""

import io
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import attrs

from .._document import Document
from ..formats import _growing, parquet
from ..formats._arrow import record_of
from ..formats._atomic import compressing, put, remove
from ..formats._choosing import SUFFIXES
from ..formats._files import base_suffix
from ..formats.jsonl import encode

__all__ = ["Growth", "growth_of"]


@attrs.frozen
class Growth:
    """How a file grows.

    Args:
        format: its format.
        form: gives what becomes of a document.
        pack: gives the bytes of what became of some.
        finish: makes the file at its place of the one that has grown.
        head: what the growing file begins with.
        empty: what it holds where there was no document.
    """

    format: str
    form: Callable[[Document], Any]  # Any: a line, or the record of a table.
    pack: Callable[[list[Any]], bytes]
    finish: Callable[[Path, Path], object]
    head: bytes = b""
    empty: bytes = b""


def growth_of(path: str | Path, format: str | None) -> Growth | None:
    """Give how a file grows; None where files of its format do not.

    Raises:
        OSError: when something else stands at the path, which is not replaced.
        MissingExtra: when pyarrow is needed and not installed.
    """
    known = SUFFIXES.get(base_suffix(path))
    name = format or (known.name if known else None)
    if name == "jsonl":
        suffix = Path(path).suffix.lower()
        return Growth(name, encode, partial(_lines, suffix), put, empty=_compressed(suffix, []))
    if name == "parquet":
        parquet.check_target(path)
        return Growth(name, record_of, _growing.packed, _write_tables, head=_growing.head())
    return None


def _lines(suffix: str, lines: Sequence[bytes]) -> bytes:
    return _compressed(suffix, lines) if lines else b""


def _compressed(suffix: str, lines: Sequence[bytes]) -> bytes:
    """Give lines compressed on their own, so that files grow by whole pieces."""
    raw = io.BytesIO()
    with compressing(raw, suffix) as stream:
        stream.write(b"".join(lines))
    return raw.getvalue()


def _write_tables(partial: Path, target: Path) -> None:
    parquet.write_batches(_growing.batches_in(partial), target)
    remove(partial)
