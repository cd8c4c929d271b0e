"""The formats that corpuskit has itself; a module is imported when its format is used, where that takes long."""

from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import attrs

from .._document import Document
from .._plugins import Plugins
from . import delimited, directory, jsonl
from ._format import Format, everything
from ._pieces import Stretch
from ._records import ColumnNames

__all__ = ["BUILT_IN"]


def _read_jsonl(path: str | Path, columns: ColumnNames, plugins: Plugins | None) -> Iterator[Document]:
    return jsonl.read(path, columns, plugins)


def _read_csv(path: str | Path, columns: ColumnNames, plugins: Plugins | None) -> Iterator[Document]:
    return delimited.read(path, columns, ",")


def _read_tsv(path: str | Path, columns: ColumnNames, plugins: Plugins | None) -> Iterator[Document]:
    return delimited.read(path, columns, "\t")


def _read_text(path: str | Path, columns: ColumnNames, plugins: Plugins | None) -> Iterator[Document]:
    return directory.read_file(path, columns.encoding or "utf-8")


def _read_directory(path: str | Path, columns: ColumnNames, plugins: Plugins | None) -> Iterator[Document]:
    return directory.read(path, columns.encoding or "utf-8")


def _read_parquet(path: str | Path, columns: ColumnNames, plugins: Plugins | None) -> Iterator[Document]:
    from . import parquet

    return parquet.read(path, columns, plugins)


def _divide_parquet(path: str | Path, columns: ColumnNames, plugins: Plugins | None) -> Iterator[Stretch]:
    from . import parquet

    return parquet.divide(path, columns, plugins)


def _write_parquet(documents: Iterable[Document], path: str | Path) -> int:
    from . import parquet

    return parquet.write(documents, path)


def _read_huggingface(path: str | Path, columns: ColumnNames, plugins: Plugins | None) -> Iterator[Document]:
    from . import huggingface

    return huggingface.read(path, columns, plugins)


def _exchanged(
    name: str, suffixes: tuple[str, ...] = (), *, is_folder: bool = False, changes_text: bool = False
) -> Format:
    """Give a format for other tools, whose module has ``read``, ``write`` and ``kept``; see :class:`Format`."""

    def module() -> Any:  # Any: each module has these functions.
        return import_module(f".{name.replace('-', '_')}", __package__)

    def read(path: str | Path, columns: ColumnNames, plugins: Plugins | None) -> Iterator[Document]:
        documents: Iterator[Document] = module().read(path, plugins)
        return documents

    def write(documents: Iterable[Document], path: str | Path) -> int:
        count: int = module().write(documents, path)
        return count

    def keeps(document: Document) -> Document:
        kept: Document = module().kept(document)
        return kept

    return Format(name, suffixes, read, write, keeps=keeps, is_folder=is_folder, changes_text=changes_text)


BUILT_IN: Mapping[str, Format] = {
    item.name: item
    for item in (
        Format("csv", (".csv",), _read_csv),
        Format("directory", (), _read_directory, divide=directory.divide),
        Format("jsonl", (".jsonl", ".ndjson"), _read_jsonl, jsonl.write, divide=jsonl.divide, keeps=everything),
        Format(
            "parquet",
            (".parquet", ".pq"),
            _read_parquet,
            _write_parquet,
            divide=_divide_parquet,
            keeps=everything,
            is_folder=True,
        ),
        Format("text", tuple(directory.SUFFIXES), _read_text, divide=directory.divide_file),
        Format("tsv", delimited.TABS, _read_tsv),
        _exchanged("brat", is_folder=True),
        _exchanged("cas-json", is_folder=True),
        _exchanged("conll", (".conll", ".iob"), changes_text=True),
        attrs.evolve(_exchanged("huggingface", is_folder=True), read=_read_huggingface),
        _exchanged("labelstudio"),
        _exchanged("timeml", (".tml", ".timeml")),
        _exchanged("webannotation", (".jsonld",)),
    )
}
"""Each by its name."""
