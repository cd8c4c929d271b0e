"""Hugging Face datasets: a folder that ``datasets.load_from_disk`` opens, a row for each document.

Annotations are a column of lists of records, with ``label``, ``start``, ``end``, ``value`` (JSON), ``parts``,
``score``, ``source``, ``earliest`` and ``latest``; the columns are those of
:func:`corpuskit.engines.arrow.corpus_schema`. Nothing is lost. The folder has one file of Arrow, ``state.json`` and
``dataset_info.json``; only pyarrow is needed.
"""

import errno
import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath
from typing import Any

from .._document import Document
from .._plugins import Plugins
from ..errors import FormatError
from ._arrow import arrow, batches, record_of, schema_of
from ._atomic import write_all
from ._files import display
from ._folder import is_replaceable
from ._json import loads
from ._parquet_reading import TableReader
from ._records import ColumnNames

__all__ = ["is_dataset", "kept", "read", "write"]

_DATA, _STATE, _INFO, _SPLITS = "data-00000-of-00001.arrow", "state.json", "dataset_info.json", "dataset_dict.json"
_ROWS = 500


def is_dataset(folder: Path) -> bool:
    """Say whether a folder is a dataset, or several by their splits."""
    return (folder / _SPLITS).is_file() or ((folder / _STATE).is_file() and (folder / _INFO).is_file())


def kept(document: Document) -> Document:
    """Give the document itself: nothing is lost."""
    return document


def write(documents: Iterable[Document], path: str | Path) -> int:
    """Write documents into a folder, and give their number; see :func:`corpuskit.formats.write`.

    Raises:
        OSError: when something else is there.
        MissingExtra: when pyarrow is not installed.
    """
    pa, target = arrow(), Path(path)
    if not is_replaceable(target, _is_ours) or (target.exists() and any(target.iterdir()) and not is_dataset(target)):
        raise FileExistsError(errno.EEXIST, "there is something else, which is not replaced; delete it", str(path))

    def to_folder(records: Iterator[Any], folder: Path) -> int:
        folder.mkdir()
        count = 0
        with pa.ipc.new_stream(folder / _DATA, schema_of(pa)) as stream:
            for batch in batches(pa, records):
                stream.write_batch(batch)
                count += batch.num_rows
        _describe(folder)
        return count

    return write_all(map(record_of, documents), path, to_folder)


def _is_ours(file: PurePath) -> bool:
    return len(file.parts) == 1 and (file.suffix == ".arrow" or file.name in (_STATE, _INFO))


def _describe(folder: Path) -> None:
    with open(folder / _DATA, "rb") as data:
        fingerprint = hashlib.file_digest(data, "sha256").hexdigest()[:16]
    state: dict[str, Any] = {
        "_data_files": [{"filename": _DATA}],
        "_fingerprint": fingerprint,
        "_format_columns": None,
        "_format_kwargs": {},
        "_format_type": None,
        "_output_all_columns": False,
        "_split": None,
    }
    info = dict.fromkeys(("citation", "description", "homepage", "license"), "")
    for name, content in ((_STATE, state), (_INFO, info)):
        (folder / name).write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


def read(path: str | Path, columns: ColumnNames, plugins: Plugins | None = None) -> Iterator[Document]:
    """Give the documents of a folder, lazily; of a dataset of another tool, ``columns`` say which column is what.

    Raises:
        FormatError: when it is no dataset, or a column is missing.
        MissingExtra: when pyarrow is not installed.
    """
    pa, name = arrow(), display(path)
    number = 0
    for file in _files(Path(path)):
        try:
            with pa.memory_map(str(file)) as source, pa.ipc.open_stream(source) as stream:
                reader = TableReader(name, stream.schema, columns, plugins)
                for row in _rows(stream):
                    number += 1
                    yield reader.document(row, number)
        except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
            raise FormatError(f"{file}: no stream of Arrow, damaged or truncated: {error}", file=str(file)) from error


def _rows(stream: Any) -> Iterator[dict[str, Any]]:
    for batch in stream:
        # Offsets that a damaged file has would lead anywhere in memory.
        batch.validate(full=True)
        for start in range(0, batch.num_rows, _ROWS):
            yield from batch.slice(start, _ROWS).to_pylist()


def _files(folder: Path) -> list[Path]:
    """Give the files of a dataset, which lie in its folder."""
    splits = sorted(place.name for place in folder.iterdir() if is_dataset(place)) if folder.is_dir() else []
    if splits and (folder / _SPLITS).is_file():
        advice = f"read one of its splits, such as {folder / splits[0]}"
        raise FormatError(f"{folder}: several datasets, {', '.join(splits)}; {advice}", file=str(folder))
    try:
        state = loads((folder / _STATE).read_bytes())
        names = [item["filename"] for item in state["_data_files"]]
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise FormatError(f"{folder}: no dataset: {_STATE} does not name its files", file=str(folder)) from error
    there = {place.name for place in folder.iterdir() if place.is_file()}
    for name in names:
        if not isinstance(name, str) or name not in there:
            message = f"{folder}: {_STATE} names {name!r:.80}, which is no file in this folder"
            raise FormatError(message, file=str(folder))
    return [folder / name for name in names]
