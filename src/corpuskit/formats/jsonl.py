"""JSON lines: one document a line, exactly; the format that corpuskit is at home in.

::

    {"id": "a1", "text": "…", "metadata": {"date": "2020-06-12"},
     "annotations": [{"label": "date", "start": 3, "end": 12, "value": {…}, "score": 0.9, "source": 0}],
     "failures": [], "sources": [{"distribution": "corpuskit-dates", "version": "0.1.0", …}]}

The six keys are always written, in this order, then those of ``Document.extra``. In an annotation, what
is None or empty is left out. A key that nobody knows is kept on a document and refused on an annotation, a source or
a failure, where nothing could keep it. ``source`` is an index into ``sources``. Keys of metadata keep their order; the
same document always gives the same bytes. Integers of any size are kept. Lists and objects in metadata, in values and
under further keys may be nested 100 deep.
"""

import codecs
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

import attrs
import orjson

from .._document import Document
from .._plugins import Plugins
from ..errors import FormatError
from ..values import STANDARD
from ._atomic import write_blocks
from ._decoding import Decoder, Place
from ._encoding import document_record
from ._files import compression, display, is_compressed, reading
from ._json import DEEPEST, dumps, loads, whole
from ._pieces import SIZE
from ._records import ColumnNames

__all__ = ["FORMAT_VERSION", "decode", "encode", "read", "write"]

FORMAT_VERSION = 1
"""The version of the file format; it grows when an older reader would misread what a newer writer makes."""


def encode(document: Document) -> bytes:
    """Give a document as one line of JSON, with its line feed.

    Raises:
        InvalidValue: when a value has no JSON encoding, or a string outside the text cannot be stored as UTF-8.
    """
    return dumps(document_record(document), document.id) + b"\n"


def decode(
    line: bytes, *, plugins: Plugins | None = None, file: str | None = None, number: int | None = None
) -> Document:
    """Give the document that one line of JSON describes; ``file`` and line ``number`` are named in an error.

    Raises:
        FormatError: when it describes none.
    """
    place = Place(file, number)
    return Decoder(plugins).document(_parsed(line, place, _free), place)


def read(path: str | Path, columns: ColumnNames, plugins: Plugins | None = None) -> Iterator[Document]:
    """Give the documents of a file, lazily; blank lines are passed over.

    Where ``columns`` names a key, the lines are records of another tool, read like the rows of a table.

    Raises:
        FormatError: when a line describes no document.
    """
    number = 0

    def counted(stream: BinaryIO) -> Iterator[bytes]:
        nonlocal number
        for number, line in enumerate(stream, 1):  # noqa: B007 - it is told of where the data ends in the middle.
            yield line

    try:
        with reading(path) as stream:
            yield from _documents(counted(stream), display(path), columns, plugins)
    except FormatError as error:
        if "line" in error.facts:
            raise
        raise _placed(error, number) from error


def _placed(error: FormatError, number: int) -> FormatError:
    """Give an error that says how much of a file could be read."""
    return FormatError(f"{error.message}; {number} lines came before", **error.facts, line=number)


def _documents(
    lines: Iterable[bytes], file: str, columns: ColumnNames, plugins: Plugins | None, before: int = 0
) -> Iterator[Document]:
    """Give the documents of lines, of which ``before`` come before in their file."""
    decoder = Decoder(plugins)
    rows = columns.rows(file) if columns.given else None
    for number, line in enumerate(lines, before + 1):
        if number == 1:
            line = line.removeprefix(codecs.BOM_UTF8)
        if not line or line.isspace():
            continue
        place = Place(file, number)
        if rows:
            yield rows.document(_object(_parsed(line, place, whole), place), number, place)
        else:
            yield decoder.document(_parsed(line, place, _free), place)


@attrs.frozen
class Lines:
    """Some lines of a file.

    Args:
        path: where the file is.
        columns: how the records of another tool become documents.
        start: the byte of the file that they begin at.
        size: how many bytes they have.
        before: how many lines come before.
        data: the lines themselves, where they are no range of the file's bytes.
    """

    path: str
    columns: ColumnNames
    start: int
    size: int
    before: int
    data: bytes | None = None

    def read(self, plugins: Plugins | None = None) -> Iterator[Document]:
        """Give the documents of the lines."""
        return _documents(io.BytesIO(self._bytes()), display(self.path), self.columns, plugins, self.before)

    def _bytes(self) -> bytes:
        if self.data is not None:
            return self.data
        with open(self.path, "rb") as stream:
            stream.seek(self.start)
            return stream.read(self.size)


def divide(path: str | Path, columns: ColumnNames, plugins: Plugins | None = None) -> Iterator[Lines]:
    """Give the lines of a file by about ``SIZE`` bytes: ranges of bytes, or the lines where these are compressed.

    Raises:
        FormatError: when compressed data are damaged; what comes before the damage is given first.
    """
    start = before = 0
    is_range = not is_compressed(path)
    try:
        with reading(path) as stream:
            for data in _blocks(stream) if is_range else _gathered(stream):
                yield Lines(str(path), columns, start, len(data), before, None if is_range else data)
                start += len(data)
                before += data.count(b"\n")
    except FormatError as error:
        raise _placed(error, before) from error


def _blocks(stream: BinaryIO) -> Iterator[bytes]:
    while data := stream.read(SIZE):
        yield data if data.endswith(b"\n") else data + stream.readline()


def _gathered(stream: BinaryIO) -> Iterator[bytes]:
    """Give whole lines; those before damaged data come before the error."""
    lines: list[bytes] = []
    size = 0
    try:
        for line in stream:
            lines.append(line)
            size += len(line)
            if size >= SIZE:
                yield b"".join(lines)
                lines, size = [], 0
    except Exception:
        if lines:
            yield b"".join(lines)
        raise
    if lines:
        yield b"".join(lines)


def write(documents: Iterable[Document], path: str | Path) -> int:
    """Write documents, one a line, and give their number; see :func:`corpuskit.formats.write`."""
    return write_blocks(map(encode, documents), path)


def _object(data: Any, place: Place) -> Mapping[str, Any]:
    if not isinstance(data, dict):
        raise place.fault("a record is a JSON object")
    return data


def _parsed(line: bytes, place: Place, free: Callable[[Any], Iterable[Any]]) -> Any:  # Any: JSON, not checked.
    try:
        return loads(line, free)
    except orjson.JSONDecodeError as error:
        raise _fault(line, place, error) from error
    except ValueError as error:
        raise place.fault(str(error)) from error


def _free(data: Any) -> Iterable[Any]:
    """Give what may hold anything; the values of standard layers cannot, and are most of a line."""
    if not isinstance(data, dict):
        return ()
    free = [item for key, item in data.items() if type(item) is not str and key not in _BOUND]
    items = data.get("annotations")
    if not isinstance(items, list):
        return [*free, items]
    # A label that is no string is refused later.
    labelled = [item for item in items if type(item) is dict and type(item.get("label")) is str]
    return free + [item.get("value") for item in labelled if item["label"] not in STANDARD]


_BOUND = frozenset({"text", "annotations", "failures", "sources"})
"""The keys whose JSON has a form of its own."""


def _fault(line: bytes, place: Place, error: orjson.JSONDecodeError) -> FormatError:
    try:
        text = line.decode()
    except UnicodeDecodeError as bad:
        if place.line == 1 and compression(line):
            return place.fault(f"the data is compressed with {compression(line)}; decompress it first")
        message = f"invalid UTF-8 at byte {bad.start} of the line: {line[bad.start]:#04x}; convert the file to UTF-8"
        return place.fault(message, byte=bad.start)
    if "surrogate" in str(error):
        return place.fault(f"a lone surrogate, which cannot be stored as UTF-8:\n{_caret(text, error.pos)}")
    reason = str(error.msg)
    if reason == "depth limit exceeded":
        return place.fault(f"lists and objects are nested more than {DEEPEST} deep")
    shown = f"\n{_caret(text, error.pos)}"
    if text.lstrip()[:1] != "{":
        reason += "; a line of JSON starts with '{'"
        return place.fault(f"broken JSON: {reason}{shown}", "for plain text give {plain}", column=error.colno)
    return place.fault(f"broken JSON: {reason}{shown}", column=error.colno)


def _caret(text: str, position: int) -> str:
    start = max(0, position - 40)
    shown = text[start : position + 30].rstrip("\r\n")
    return f"    {shown}\n    {' ' * (position - start)}^"
