"""Reading and writing documents: one module a format.

=================  =======================  =====  ================================================================
name               paths                    write  what it is
=================  =======================  =====  ================================================================
``jsonl``          ``.jsonl``, ``.ndjson``  yes    everything, one document a line (``corpuskit.formats.jsonl``)
``parquet``        ``.parquet``, a folder   yes    everything, as tables; needs the extra ``arrow``
``brat``           a folder, ``.ann``       yes    texts and standoff annotations (``corpuskit.formats.brat``)
``cas-json``       a folder, by its name    yes    everything, as a CAS of UIMA (``corpuskit.formats.cas_json``)
``conll``          ``.conll``, ``.iob``     yes    words with tags in IOB2 (``corpuskit.formats.conll``)
``huggingface``    a folder of a dataset    yes    everything, for datasets; needs the extra ``arrow``
``labelstudio``    by its name              yes    tasks for annotators (``corpuskit.formats.labelstudio``)
``timeml``         ``.tml``, ``.timeml``    yes    dates alone, as TIMEX3 (``corpuskit.formats.timeml``)
``webannotation``  ``.jsonld``              yes    everything, as JSON-LD (``corpuskit.formats.webannotation``)
``csv``            ``.csv``                 no     one document a row, its columns named
``tsv``            ``.tsv``, ``.tab``       no     the same with tabs
``text``           ``.txt``, ``.html``      no     one document a file, as it is; ``.text``, ``.htm`` too
``directory``      a folder of texts        no     one document a file, with ``metadata.jsonl``
=================  =======================  =====  ================================================================

``.gz`` and ``.zst`` (with the extra ``zstd``) may follow the suffix; the path ``-`` is standard input or output.
Reading executes nothing that is in a file, and changes no character of a text. Plugins bring further formats through
the hook ``corpuskit_formats``; they are loaded where a name or suffix is none of these.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from .._document import Document
from .._plugins import Plugins
from ..errors import FormatError, did_you_mean
from ._advice import advised
from ._atomic import is_stream
from ._built_in import BUILT_IN
from ._choosing import by_name, by_suffix, known_suffixes, names
from ._files import STANDARD_STREAM, base_suffix
from ._format import Format
from ._keeping import counted, write_kept, write_whole
from ._losses import Loss, Losses
from ._records import ColumnNames
from .jsonl import FORMAT_VERSION, decode, encode

__all__ = [
    "FORMAT_VERSION",
    "ColumnNames",
    "Loss",
    "Losses",
    "decode",
    "encode",
    "guess",
    "losses",
    "names",
    "read",
    "write",
]


def guess(path: str | Path, *, plugins: Plugins | None = None) -> str:
    """Give the name of a file's format, from its suffix; a folder is looked into, and ``-`` is ``jsonl``.

    Args:
        path: where the file is.
        plugins: whose formats count where the suffix is none of corpuskit's own; the installed ones by default.

    Raises:
        FormatError: when the suffix tells nothing.
    """
    if str(path) == STANDARD_STREAM:
        return "jsonl"
    if Path(path).is_dir():
        return _folder_of(Path(path))
    suffix = base_suffix(path)
    found = by_suffix(suffix, path, plugins)
    if found is None:
        known = known_suffixes(plugins)
        hint = "write one document a line, as .jsonl" if suffix == ".json" else did_you_mean(suffix, known)
        message = f"{path}: the suffix {suffix!r} tells no format; {hint}"
        advice = f"or give {{input_format}}, one of {', '.join(names(plugins))}, or {{plugin}} that reads it"
        raise advised(message, advice, file=str(path))
    return found.name


def _folder_of(path: Path) -> str:
    if Path(path, "documents").is_dir() or any(path.glob("*.parquet")):
        return "parquet"
    if (path / "dataset_info.json").is_file() or (path / "dataset_dict.json").is_file():
        return "huggingface"
    return "brat" if any(path.rglob("*.ann")) else "directory"


def read(
    path: str | Path, *, format: str | None = None, plugins: Plugins | None = None, **columns: Any
) -> Iterator[Document]:
    """Give the documents of a file or folder, lazily.

    Args:
        path: ``-`` for standard input.
        format: one of :func:`names`; guessed from the path by default.
        plugins: where the value classes of layers that are not standard, and formats that corpuskit does not have
            itself, are looked up; the installed ones by default.
        columns: how the columns of a table become documents, see :class:`ColumnNames`. For JSON lines they name keys of
            records of another tool; formats without columns pass them over, but for the encoding of texts.

    Raises:
        FormatError: when the content is not what the format wants, with file, line and document.
        ConfigError: when there is no such format or option.
        OSError: when the file cannot be opened.
    """
    chosen, options = by_name(format or guess(path, plugins=plugins), plugins), ColumnNames.of(columns)
    if str(path) != STANDARD_STREAM:
        Path(path).stat()
    if chosen.read is None:
        raise FormatError(
            f"{path}: {chosen.name} of {chosen.owner} is written and not read: its plugin has no read=", file=str(path)
        )
    return chosen.read(path, options, plugins)


def write(
    documents: Iterable[Document],
    path: str | Path,
    *,
    format: str | None = None,
    plugins: Plugins | None = None,
    strict: bool = False,
) -> int:
    """Write documents to a file, and give their number.

    What the format has no place for is left out, and a :class:`~corpuskit.errors.FormatWarning` says how much of what
    that is; its ``losses`` are a :class:`Losses`.

    A file appears when it is complete, and what was there before stays until then. If the *documents* end in an
    error or an interruption, those before it are kept at ``path`` + ``.partial``, which can be read like ``path``, and
    the error says so; if writing itself fails, nothing is left. Standard output keeps the lines that it has.

    Args:
        documents: what to write.
        path: ``-`` for standard output.
        format: one of :func:`names`; told by the suffix of the path by default.
        plugins: where formats that corpuskit does not have itself are looked up; the installed ones by default.
        strict: refuse to lose anything.

    Raises:
        FormatError: when the format cannot hold annotations.
        LossError: with ``strict``, when anything would be lost; then nothing is written.
        ConfigError: when there is no such format.
        InvalidValue: when a document has something that cannot be written.
        OSError: when the file cannot be written.
    """
    chosen = by_name(format, plugins) if format else _told_by(path, plugins)
    if chosen.write is None:
        message = f"{path}: documents with annotations do not fit into {chosen.name}"
        if chosen.name in ("csv", "tsv"):
            advice = "write .jsonl or .parquet, or one layer as a table with {table}"
            raise advised(message, advice, file=str(path), format=chosen.name)
        raise FormatError(f"{message}; write .jsonl or .parquet", file=str(path), format=chosen.name)
    if chosen.is_folder and is_stream(path):
        message = f"{path}: {chosen.name} is a folder and cannot be written to standard output; name a path"
        raise FormatError(message, file=str(path), format=chosen.name)
    return (write_whole if strict else write_kept)(documents, path, chosen)


def losses(documents: Iterable[Document], format: str, *, plugins: Plugins | None = None) -> Losses:
    """Give what a format has no place for, counted, before anything is written. Reads all documents.

    Args:
        documents: what would be written.
        format: one of :func:`names`.
        plugins: where formats that corpuskit does not have itself are looked up; the installed ones by default.

    Raises:
        FormatError: when the format is not written, or its plugin does not say what it keeps.
        ConfigError: when there is no such format.
    """
    chosen = by_name(format, plugins)
    if chosen.write is None or chosen.keeps is None:
        why = "holds no annotations" if chosen.write is None else f"of {chosen.owner} does not say what it keeps"
        raise FormatError(f"the format {chosen.name} {why}", format=chosen.name)
    return counted(documents, chosen)


def _told_by(path: str | Path, plugins: Plugins | None) -> Format:
    # A known suffix decides: what is at the path is replaced.
    suffix = base_suffix(path)
    found = by_suffix(suffix, path, plugins)
    if found is not None:
        return found
    if str(path) == STANDARD_STREAM or Path(path).is_dir():
        return BUILT_IN[guess(path, plugins=plugins)]
    message = f"{path}: the suffix {suffix!r} tells no format" if suffix else f"{path}: no suffix tells the format"
    writable = [name for name in names(plugins) if by_name(name, plugins).write is not None]
    advice = f"write .jsonl or .parquet, or give {{output_format}}, one of {', '.join(writable)}"
    raise advised(message, advice, file=str(path))
