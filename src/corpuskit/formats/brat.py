"""brat: a folder with a text and a file of standoff annotations for each document.

``a/1.txt`` has the text of the document ``a/1`` as it is, ``a/1.ann`` its annotations, and ``metadata.jsonl`` at the
top the metadata, as in a folder of texts. Ids become names by percent-encoding: ``/`` is for folders, letters and
digits of ASCII and ``_ . - ~`` stay.

=====================================  =================================================================================
of a document                          in the ``.ann`` file
=====================================  =================================================================================
an annotation                          ``T1<tab>date 3 12<tab>5 January``: label, code points, text
one in pieces, or with line ends       ``T1<tab>date 3 5;8 12<tab>…``; line ends stand between two pieces
value and score                        ``#1<tab>AnnotatorNotes T1<tab>corpuskit {"value": …, "score": …}``
``extra["brat"]``                      all other lines: relations, events, attributes, normalisations, notes
=====================================  =================================================================================

Lines that are no annotations are kept as they are, but that they name annotations by their keys. Those whose
annotations are still there are written again.

Source: brat standoff format, https://brat.nlplab.org/standoff.html
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs

from .._annotation import Annotation
from .._document import Document
from .._plugins import Plugins
from .._span import Span
from ..errors import FormatError
from . import _brat_lines as lines
from ._decoding import Decoder, Place
from ._files import open_text
from ._folder import files_of, write_folder
from ._json import dumps
from ._names import id_of, label_of
from .directory import SIDECAR, sidecar

__all__ = ["kept", "read", "write"]

_TEXT, _ANNOTATIONS = ".txt", ".ann"


_BOUND = re.compile(r"(T[0-9]+)\t(\S+) ([0-9]{1,15} [0-9]{1,15}(?:;[0-9]{1,15} [0-9]{1,15})*)(?:\t(.*))?", re.DOTALL)
"""An annotation: its id, type, places and text."""


def kept(document: Document) -> Document:
    """Give the document that comes back of one that is written as brat."""
    whole = [(item, _parts(item, document.text)) for item in document.annotations]
    items = [attrs.evolve(item, parts=parts, source=None) for item, parts in whole if parts is not None]
    new = Document(document.text, id=document.id, metadata=document.metadata, annotations=items)
    others = document.extra.get(lines.EXTRA)
    known = [line for line in others if lines.is_known(new, line)] if isinstance(others, tuple) else []
    return attrs.evolve(new, extra={lines.EXTRA: known}) if known else new


def _parts(item: Annotation, text: str) -> tuple[Span, ...] | None:
    """Give the parts with which an annotation comes back; None where its place has none in brat."""
    pieces = lines.spans_of(lines.fragments(item, text), text)
    if not pieces or pieces[0].start != item.start or pieces[-1].end != item.end:
        return None
    return tuple(pieces) if len(pieces) > 1 else ()


def write(documents: Iterable[Document], path: str | Path) -> int:
    """Write documents into a folder, and give their number; see :func:`corpuskit.formats.write`."""
    return write_folder(documents, path, _write, (_ANNOTATIONS, _TEXT), SIDECAR)


def _write(document: Document, folder: Path, name: str) -> None:
    text = name + _TEXT
    Path(folder, text).write_bytes(document.text.encode())
    found = "".join(f"{line}\n" for line in lines.lines_of(document))
    Path(folder, name + _ANNOTATIONS).write_bytes(found.encode())
    if document.metadata:
        with open(folder / SIDECAR, "ab") as stream:
            stream.write(dumps({"id": text, "metadata": document.metadata}, document.id) + b"\n")


def read(path: str | Path, plugins: Plugins | None = None) -> Iterator[Document]:
    """Give the documents of a folder, by id; a text without a file of annotations has none.

    Raises:
        FormatError: when a line cannot be read, its offsets do not fit the text, or the text is missing.
    """
    top = Path(path)
    texts, found = files_of(top, _TEXT), files_of(top, _ANNOTATIONS)
    missing = sorted({name.removesuffix(_ANNOTATIONS) for name in found} - {name.removesuffix(_TEXT) for name in texts})
    if missing:
        raise FormatError(f"{top}: there is no text {missing[0]}{_TEXT} for its annotations", file=str(top))
    metadata, decoder = sidecar(top / SIDECAR), Decoder(plugins)
    for name in texts:
        yield _document(top / name, id_of(name.removesuffix(_TEXT)), metadata.get(name, ({}, None))[0], decoder)


def _document(path: Path, identity: str, metadata: Mapping[str, Any], decoder: Decoder) -> Document:
    with open_text(path) as stream:
        text = stream.read()
    file = path.with_suffix(_ANNOTATIONS)
    place = Place(str(file), document=identity)
    bound: dict[str, dict[str, Any]] = {}
    others: list[tuple[str, Place]] = []
    for number, line in enumerate(_lines_in(file), 1):
        _read_line(line, attrs.evolve(place, line=number), text, bound, others)
    record = {"id": identity, "text": text, "metadata": metadata, "annotations": [*bound.values()]}
    document = decoder.document(record, place)
    return attrs.evolve(document, extra={lines.EXTRA: _referring(document, others, bound, decoder)} if others else {})


def _lines_in(file: Path) -> list[str]:
    if not file.is_file():
        return []
    with open_text(file) as stream:
        return [line.removesuffix("\r") for line in stream.read().split("\n")]


def _read_line(
    line: str, place: Place, text: str, bound: dict[str, dict[str, Any]], others: list[tuple[str, Place]]
) -> None:
    """Read one line into the annotations, or else to the others."""
    try:
        note = lines.note_in(line.split("\t", 2))
    except ValueError as error:
        raise place.fault(f"a broken note: {error}") from error
    if note is not None:
        if note[0] not in bound or not isinstance(note[1], dict):
            raise place.fault(f"a note on {note[0]}, which is no annotation of a line before")
        bound[note[0]] |= note[1]
    elif line.startswith("T"):
        name, record = _record(line, place, text)
        if name in bound:
            raise place.fault(f"two annotations have the id {name}")
        bound[name] = record
    elif line.strip():
        others.append((line, place))


def _record(line: str, place: Place, text: str) -> tuple[str, dict[str, Any]]:
    match = _BOUND.fullmatch(line)
    if match is None:
        raise place.fault(f"an annotation is 'T1<tab>label 3 12<tab>text', not {line!r:.80}")
    name, type, offsets, said = match.groups()
    try:
        pieces = [Span(*map(int, pair.split())) for pair in offsets.split(";")]
        there = lines.reference([piece for piece in pieces if piece.text_of(text)], text)
    except ValueError as error:
        raise place.fault(f"{name}: {error}") from error
    if said is not None and said.split() != there.split():
        raise place.fault(f"{name} says {said!r:.60}, but {offsets} is {there!r:.60}; are offsets of another text?")
    spans = lines.spans_of(pieces, text)
    parts = [[span.start, span.end] for span in spans] if len(spans) > 1 else None
    return name, {"label": label_of(type), "start": spans[0].start, "end": spans[-1].end, "parts": parts}


def _referring(
    document: Document, others: list[tuple[str, Place]], bound: Mapping[str, Mapping[str, Any]], decoder: Decoder
) -> list[list[str | dict[str, str]]]:
    """Give the lines that are no annotations, with the keys of those that they refer to."""
    keys = {}
    for name, record in bound.items():
        (item,) = decoder.document({"text": document.text, "annotations": [record]}, others[0][1]).annotations
        keys[name] = document.key(item)
    return [lines.pieces_of(line, keys) for line, _ in others]
