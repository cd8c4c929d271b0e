"""Parquet: a folder of two tables, with everything that the JSON lines hold.

``documents/`` has the columns doc (the number of the document, from 0), id, text, date (that of the metadata, where it
is text), and as JSON metadata, sources, failures and extra. ``annotations/`` has doc, id, label, start, end, value
(JSON), parts, score, source (an index into the document's sources), earliest and latest (of a date). Both are
compressed with zstd, in parts of bounded size and groups of rows that fit into memory; each group of annotations has
those of one label, in the order of their documents.

A ``.parquet`` file, or a folder of such files, is a table with one document a row, its columns named; ``annotations``,
``sources`` and ``failures`` as :func:`corpuskit.engines.arrow.annotate` gives them are read as such.
"""

import errno
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path, PurePath
from typing import Any

from .._document import Document
from .._plugins import Plugins
from ..errors import FormatError
from ._arrow import arrow, batches, record_of
from ._atomic import write_all
from ._files import STANDARD_STREAM, display
from ._folder import is_replaceable
from ._growing import is_growing, read_growing
from ._parquet_reading import files_in, read_files, read_folder, row_groups
from ._parquet_writing import write_tables
from ._pieces import SIZE, Stretch, handed
from ._records import ColumnNames

__all__ = ["arrow", "read", "write", "write_batches"]

_LARGEST = 8 * SIZE
"""Bytes of a group of rows that one process works on as a whole."""


def write(documents: Iterable[Document], path: str | Path) -> int:
    """Write documents as a folder of two tables, and give their number; see :func:`corpuskit.formats.write`.

    A folder that is there is replaced only where it is such a folder, or empty.
    """
    pa = check_target(path)

    def to_folder(records: Iterator[Any], folder: Path) -> int:
        return write_tables(pa, batches(pa, records), folder)

    return write_all(map(record_of, documents), path, to_folder)


def write_batches(found: Iterable[Any], path: str | Path) -> int:
    """Write record batches of documents with their annotations; as :func:`write` does."""
    return write_all(found, path, partial(write_tables, check_target(path)), what="batch")


def check_target(path: str | Path) -> Any:
    """Give pyarrow where a corpus can be written to a path."""
    if str(path) == STANDARD_STREAM:
        raise FormatError("Parquet is a folder and cannot be written to standard output; name a path", file=str(path))
    pa = arrow()
    if not is_replaceable(Path(path), _is_ours):
        raise FileExistsError(errno.EEXIST, "there is something else, which is not replaced; delete it", str(path))
    return pa


def _is_ours(file: PurePath) -> bool:
    # Engines leave files beside the tables' own, such as _SUCCESS.
    is_table = file.parts[0] in ("documents", "annotations") and len(file.parts) > 1
    return is_table and (file.suffix == ".parquet" or file.name.startswith(("_", ".")))


def read(path: str | Path, columns: ColumnNames, plugins: Plugins | None = None) -> Iterator[Document]:
    """Give the documents of a folder that :func:`write` made, or of tables with one document a row, lazily.

    Raises:
        FormatError: when the content is not what the format wants.
        MissingExtra: when pyarrow is not installed.
    """
    if str(path) == STANDARD_STREAM:
        raise FormatError("Parquet cannot be read from standard input; name a path", file=str(path))
    pa, place = arrow(), Path(path)
    if _is_corpus(place):
        return read_folder(pa, place, plugins)
    if is_growing(place):
        return read_growing(place, plugins)
    return read_files(pa, _files(place), columns, plugins, display(path))


def _is_corpus(place: Path) -> bool:
    return Path(place, "documents").is_dir() or (place.is_dir() and not any(place.glob("*.parquet")))


def _files(place: Path) -> list[Path]:
    return files_in(place) if place.is_dir() else [place]


def divide(path: str | Path, columns: ColumnNames, plugins: Plugins | None = None) -> Iterator[Stretch]:
    """Give the groups of rows of tables with one document a row; for the errors see :func:`read`.

    The two tables of a corpus, and groups of rows that are too large to be worked on as one, are read here.
    """
    place = Path(path)
    if _is_corpus(place) or is_growing(place):
        yield from handed(read(path, columns, plugins))
        return
    for group in row_groups(arrow(), _files(place), columns, display(path)):
        if group.size <= _LARGEST:
            yield group
        else:
            yield from handed(group.read(plugins))
