"""Reading and writing documents: one module a format.

=============  =======================  =====  ================================================================
name           paths                    write  what it is
=============  =======================  =====  ================================================================
``jsonl``      ``.jsonl``, ``.ndjson``  yes    everything, one document a line (``corpuskit.formats.jsonl``)
``parquet``    ``.parquet``, a folder   yes    everything, as tables; needs the extra ``arrow``
``timeml``     ``.tml``, ``.timeml``    yes    dates alone, as TIMEX3 (``corpuskit.formats.timeml``)
``csv``        ``.csv``                 no     one document a row, its columns named
``tsv``        ``.tsv``, ``.tab``       no     the same with tabs
``text``       ``.txt``, ``.html``      no     one document a file, as it is; ``.text``, ``.htm`` too
``directory``  a folder of texts        no     one document a file, with ``metadata.jsonl``
=============  =======================  =====  ================================================================

``.gz`` and ``.zst`` (with the extra ``zstd``) may follow the suffix; the path ``-`` is standard input or output.
Reading executes nothing that is in a file, and changes no character of a text.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from .._document import Document
from .._plugins import Plugins
from ..errors import ConfigError, FormatError, did_you_mean
from . import delimited, directory, jsonl
from ._advice import advised
from ._files import STANDARD_STREAM, base_suffix
from ._records import ColumnNames
from .jsonl import FORMAT_VERSION, decode, encode

__all__ = ["FORMAT_VERSION", "ColumnNames", "decode", "encode", "guess", "names", "read", "write"]

_SUFFIXES = {
    **dict.fromkeys((".jsonl", ".ndjson"), "jsonl"),
    **dict.fromkeys((".parquet", ".pq"), "parquet"),
    **dict.fromkeys(delimited.TABS, "tsv"),
    **dict.fromkeys(directory.SUFFIXES, "text"),
    **dict.fromkeys((".tml", ".timeml"), "timeml"),
    ".csv": "csv",
}
_WRITABLE = ("jsonl", "parquet", "timeml")


def names() -> tuple[str, ...]:
    """Give the names of the formats, sorted."""
    return ("csv", "directory", "jsonl", "parquet", "text", "timeml", "tsv")


def guess(path: str | Path) -> str:
    """Give the name of a file's format, from its suffix; a folder is looked into, and ``-`` is ``jsonl``.

    Raises:
        FormatError: when the suffix tells nothing.
    """
    if str(path) == STANDARD_STREAM:
        return "jsonl"
    if Path(path).is_dir():
        return "parquet" if Path(path, "documents").is_dir() else "directory"
    suffix = base_suffix(path)
    if suffix not in _SUFFIXES:
        hint = "write one document a line, as .jsonl" if suffix == ".json" else did_you_mean(suffix, _SUFFIXES)
        message = f"{path}: the suffix {suffix!r} tells no format; {hint}"
        raise advised(message, f"or give {{input_format}}, one of {', '.join(names())}", file=str(path))
    return _SUFFIXES[suffix]


def read(
    path: str | Path, *, format: str | None = None, plugins: Plugins | None = None, **columns: Any
) -> Iterator[Document]:
    """Give the documents of a file or folder, lazily.

    Args:
        path: ``-`` for standard input.
        format: one of :func:`names`; guessed from the path by default.
        plugins: where the value classes of layers that are not standard are looked up; the installed ones by default.
        columns: how the columns of a table become documents, see :class:`ColumnNames`. For JSON lines they name keys of
            records of another tool; formats without columns pass them over, but for the encoding of texts.

    Raises:
        FormatError: when the content is not what the format wants, with file, line and document.
        ConfigError: when there is no such format or option.
        OSError: when the file cannot be opened.
    """
    chosen, options = _checked(format) if format else guess(path), ColumnNames.of(columns)
    if str(path) != STANDARD_STREAM:
        Path(path).stat()
    if chosen == "jsonl":
        return jsonl.read(path, options, plugins)
    if chosen in ("csv", "tsv"):
        return delimited.read(path, options, "\t" if chosen == "tsv" else ",")
    if chosen == "text":
        return directory.read_file(path, options.encoding or "utf-8")
    if chosen == "directory":
        return directory.read(path, options.encoding or "utf-8")
    if chosen == "timeml":
        from . import timeml

        return timeml.read(path)
    from . import parquet

    return parquet.read(path, options, plugins)


def write(documents: Iterable[Document], path: str | Path, *, format: str | None = None) -> int:
    """Write documents to a file, and give their number.

    A file appears when it is complete, and what was there before stays until then. If the *documents* end in an
    error or an interruption, those before it are kept at ``path`` + ``.partial``, which can be read like ``path``, and
    the error says so; if writing itself fails, nothing is left. Standard output keeps the lines that it has.

    Raises:
        FormatError: when the format cannot hold annotations.
        ConfigError: when there is no such format.
        InvalidValue: when a document has something that cannot be written.
        OSError: when the file cannot be written.
    """
    chosen = _checked(format) if format else _guess_output(path)
    if chosen not in _WRITABLE:
        message = f"{path}: documents with annotations do not fit into {chosen}"
        if chosen in ("csv", "tsv"):
            advice = "write .jsonl or .parquet, or one layer as a table with {table}"
            raise advised(message, advice, file=str(path), format=chosen)
        raise FormatError(f"{message}; write .jsonl or .parquet", file=str(path), format=chosen)
    if chosen == "jsonl":
        return jsonl.write(documents, path)
    if chosen == "timeml":
        from . import timeml

        return timeml.write(documents, path)
    from . import parquet

    return parquet.write(documents, path)


def _guess_output(path: str | Path) -> str:
    # A known suffix decides: what is at the path is replaced.
    suffix = base_suffix(path)
    if suffix in _SUFFIXES:
        return _SUFFIXES[suffix]
    if str(path) == STANDARD_STREAM or Path(path).is_dir():
        return guess(path)
    message = f"{path}: the suffix {suffix!r} tells no format" if suffix else f"{path}: no suffix tells the format"
    advice = f"write .jsonl or .parquet, or give {{output_format}}, one of {', '.join(_WRITABLE)}"
    raise advised(message, advice, file=str(path))


def _checked(format: str) -> str:
    if format not in names():
        raise ConfigError(f"there is no format {format!r}; {did_you_mean(format, names())}", format=format)
    return format
