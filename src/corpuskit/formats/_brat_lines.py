"""Lines of brat: annotations as ``T`` lines, their values as notes, and all others by what they refer to."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from .._annotation import Annotation
from .._document import Document
from .._span import Span
from ..errors import NotFound
from ._encoding import annotation_records
from ._json import dumps, loads
from ._names import type_of

__all__ = [
    "EXTRA",
    "fragments",
    "is_known",
    "lines_of",
    "note_in",
    "pieces_of",
    "reference",
    "spans_of",
    "type_of",
]

EXTRA = "brat"
"""The further key of a document under which the lines are that are no annotations."""

_NOTE = "corpuskit "
"""What the text of a note begins with that holds a value and a score."""

_BREAK = re.compile(r"[\r\n]+")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
"""What some program takes for the end of a line, or a tab."""

_ID = re.compile(r"(?<![^\s:])T[0-9]+(?!\S)")


def fragments(item: Annotation, text: str) -> list[Span]:
    """Give the pieces of an annotation without line ends, as brat has them; none where nothing else is in it."""
    return [part for piece in item.pieces for part in _lines(piece, text)]


def _lines(piece: Span, text: str) -> Iterator[Span]:
    start = piece.start
    for gap in [*_BREAK.finditer(text, piece.start, piece.end), None]:
        end = gap.start() if gap else piece.end
        if start < end:
            yield Span(start, end)
        start = gap.end() if gap else end


def spans_of(pieces: Sequence[Span], text: str) -> list[Span]:
    """Give the pieces that :func:`fragments` divided: what has nothing but line ends in between is one."""
    found = list(pieces[:1])
    for piece in pieces[1:]:
        if _BREAK.fullmatch(text, found[-1].end, piece.start):
            found[-1] = Span(found[-1].start, piece.end)
        else:
            found.append(piece)
    return found


def reference(pieces: Sequence[Span], text: str) -> str:
    """Give the text of a line: that of the pieces, with a blank for what would end the line or a column."""
    return _UNSEEN.sub(" ", " ".join(text[piece.slice] for piece in pieces))


# --- writing


def lines_of(document: Document) -> Iterator[str]:
    """Give the lines of a document that has nothing which brat has no place for."""
    notes: list[str] = []
    numbers: dict[str, str] = {}
    records = annotation_records(document, [None] * len(document.annotations))
    for number, (item, record) in enumerate(zip(document.annotations, records, strict=True), 1):
        pieces = fragments(item, document.text)
        places = ";".join(f"{piece.start} {piece.end}" for piece in pieces)
        yield f"T{number}\t{type_of(item.label)} {places}\t{reference(pieces, document.text)}"
        numbers[document.key(item)] = f"T{number}"
        rest = {key: record[key] for key in ("value", "score") if key in record}
        if rest:
            notes.append(f"#{len(notes) + 1}\tAnnotatorNotes T{number}\t{_NOTE}{_escaped(rest, document.id)}")
    yield from notes
    for line in document.extra.get(EXTRA, ()):
        yield "".join(piece if isinstance(piece, str) else numbers[piece["key"]] for piece in line)


def _escaped(data: Any, document: str) -> str:  # Any: JSON.
    return _UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}", dumps(data, document).decode())


# --- reading


def note_in(columns: Sequence[str]) -> tuple[str, Any] | None:
    """Give the id and the JSON of a note that :func:`lines_of` made of a value; None where the line is another one.

    Raises:
        ValueError: when it is broken.
    """
    if len(columns) < 3 or not columns[1].startswith("AnnotatorNotes T") or not columns[2].startswith(_NOTE):
        return None
    return columns[1].split()[1], loads(columns[2].removeprefix(_NOTE), _values)


def _values(note: Any) -> Iterable[Any]:  # Any: JSON.
    return note.values() if isinstance(note, dict) else ()


def pieces_of(line: str, keys: Mapping[str, str]) -> list[str | dict[str, str]]:
    """Give a line with ``{"key": …}`` for each id of an annotation in its second column."""
    head, first, rest = line.partition("\t")
    body, second, tail = rest.partition("\t")
    found: list[str | dict[str, str]] = [head + first]
    end = 0
    for match in _ID.finditer(body):
        if match[0] in keys:
            found += [body[end : match.start()], {"key": keys[match[0]]}]
            end = match.end()
    return [piece for piece in [*found, body[end:] + second + tail] if piece]


def is_known(document: Document, line: Any) -> bool:  # Any: what a further key holds.
    """Say whether a line is one of :func:`pieces_of` whose annotations the document has."""
    if not isinstance(line, tuple) or not line:
        return False
    return all(_is_text(piece) if isinstance(piece, str) else _is_key(document, piece) for piece in line)


def _is_text(piece: str) -> bool:
    return "\n" not in piece and "\r" not in piece


def _is_key(document: Document, piece: Any) -> bool:
    try:
        return isinstance(piece, Mapping) and piece.keys() == {"key"} and bool(document.by_key(piece["key"]))
    except (NotFound, TypeError):
        return False
