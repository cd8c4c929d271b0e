"""From documents to marked text."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import attrs

from ..._annotation import Annotation, Ref, chosen
from ..._document import Document
from ..._fields import OpaqueValue, encode, fields_of, readers_of
from ..._plugins import Plugins
from ..._span import Span
from ._grammar import BARE, WORD, Written
from ._reading import readings

__all__ = ["Entry", "mark", "rendered", "word"]


def mark(
    document: Document,
    *,
    labels: Iterable[str] | None = None,
    fields: Iterable[str] | None = None,
    plugins: Plugins | None = None,
) -> str:
    """Give the text with its annotations marked in it, which :func:`parse_marked` reads.

    Places that values point at are marked with names, ``[Ann](#1)``; an annotation that crosses another one goes on
    in a second mark, ``(#2+)``. Scores, sources and metadata are not written.

    Args:
        document: any document.
        labels: the layers to mark; all by default.
        fields: the fields of values to write; all that are not at their defaults by default.
        plugins: where the classes of layers that are not standard are looked up; the installed ones by default.

    Raises:
        ConfigError: when ``labels`` is one string.

    >>> document = Document("Met Ann.", annotations=[Annotation(Span(4, 7), "entity")])
    >>> mark(document)
    'Met [Ann](entity).'
    """
    layers = chosen(labels)
    items = [item for item in document.annotations if layers is None or item.label in layers]
    wanted = None if fields is None else frozenset(fields)
    writer = _Values(items, wanted, plugins or Plugins())
    return rendered(document.text, [*writer.entries, *writer.anchors.values()])


@attrs.define(eq=False)
class Entry:
    """What is written at the pieces of one annotation: all of it at the first, its name at the others."""

    pieces: Sequence[Span]
    words: str
    name: str | None = None
    written: bool = False

    def spec(self, goes_on: bool) -> str:
        """Give what stands in the round brackets of the next piece."""
        name = "" if self.name is None else f"#{self.name}{'+' if goes_on else ''}"
        found = name if self.written else f"{self.words} {name}".strip()
        self.written = True
        return found


# --- values


def word(text: str) -> str:
    """Give a label or the name of a field, in quotes where it needs them."""
    return text if WORD.fullmatch(text) else json.dumps(text, ensure_ascii=False)


class _Values:
    """Writes values, and gathers the places that they point at.

    Annotations are told apart by their number: those with the values 1 and True are equal in Python.
    """

    def __init__(self, items: Sequence[Annotation], wanted: frozenset[str] | None, plugins: Plugins) -> None:
        self.items, self.wanted, self.plugins = items, wanted, plugins
        self.entries = [Entry(item.pieces, "") for item in items]
        self.anchors: dict[Span, Entry] = {}
        self.at: dict[Span, Entry] = {}
        self.names = 0
        for item, entry in zip(items, self.entries, strict=True):
            self.at.setdefault(item.span, entry)
            if item.parts:
                self.name(entry)
        for item, entry in zip(items, self.entries, strict=True):
            entry.words = word(item.label) + "".join(self.value(item))

    def name(self, entry: Entry) -> str:
        """Give the name of an entry, a new one for the first time."""
        if entry.name is None:
            self.names += 1
            entry.name = str(self.names)
        return "#" + entry.name

    def place(self, span: Span) -> Entry:
        """Give what marks a span: the first annotation there, or a mark without a label."""
        return self.at.get(span) or self.anchors.setdefault(span, Entry((span,), ""))

    def value(self, item: Annotation) -> list[str]:
        value = item.value
        if value is None or self.wanted == frozenset():
            return []
        data = encode(value)
        if not isinstance(data, dict) or not data:
            return ["=" + self.plain(data, None)]
        cls = self.plugins.value_class(item.label)
        readers = readers_of(cls) if cls is not None and attrs.has(cls) else {}
        given = _given(value)
        names = [name for name in data if self.wanted is None or name in self.wanted]
        return [f" {word(name)}={self.field(data[name], given.get(name), readers.get(name))}" for name in names]

    def field(self, data: Any, given: Any, reader: Any) -> str:
        names = self.named(given) if reader else ""
        return names or self.plain(data, reader)

    def named(self, given: Any) -> str:
        """Give the names of the places that a field points at; nothing where it is none, or a reference dangles."""
        if isinstance(given, tuple) and given:
            found = [self.named(item) for item in given]
            return ",".join(found) if all(found) and not any("," in name for name in found) else ""
        if isinstance(given, Span):
            return self.name(self.place(given))
        if isinstance(given, Ref):
            places = zip(self.items, self.entries, strict=True)
            entry = next(
                (entry for item, entry in places if (item.label, item.span) == (given.label, given.span)), None
            )
            return self.name(entry) if entry else ""
        return ""

    def plain(self, data: Any, reader: Any) -> str:
        """Give JSON, or a word that is read as the same."""
        text = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)
        if BARE.fullmatch(text) and _first(text, reader) == data:
            return text
        return json.dumps(data, ensure_ascii=False)


def _given(value: Any) -> Mapping[str, Any]:
    if isinstance(value, OpaqueValue) or not attrs.has(type(value)):
        return {}
    cls: Any = type(value)  # Any: mypy takes a class for unhashable.
    return {alias: getattr(value, name) for name, alias, _ in fields_of(cls)}


def _first(text: str, reader: Any) -> Any:
    """Give the JSON of what a bare word is read as."""
    for data in readings(Written(text, bare=True), known=reader is not None):
        if reader is None:
            return data
        try:
            return encode(reader(data))
        except (TypeError, ValueError, LookupError, ArithmeticError):
            continue
    return None


# --- brackets


def rendered(text: str, entries: Iterable[Entry]) -> str:
    """Give the text with entries marked in it.

    Where two cross, the one that starts later is cut at the end of the other, and named so that it goes on.
    """
    pieces = [(piece, number, entry) for number, entry in enumerate(entries) for piece in entry.pieces]
    brackets = _Brackets(text, {entry.name for _, _, entry in pieces})
    for piece, _, entry in sorted(pieces, key=lambda found: (found[0].start, -found[0].end, found[1])):
        brackets.open(piece, entry)
    return brackets.end()


@attrs.define(eq=False)
class _Open:
    start: int
    end: int
    entries: list[Entry]
    goes_on: bool = False


class _Brackets:
    def __init__(self, text: str, names: Iterable[str | None]) -> None:
        self.text = text
        self.taken = set(names)
        self.out: list[str] = []
        self.done = 0
        self.stack: list[_Open] = []

    def open(self, piece: Span, entry: Entry) -> None:
        self.close_until(piece.start)
        top = self.stack[-1] if self.stack else None
        if top and not top.goes_on and (top.start, top.end, self.done) == (piece.start, piece.end, piece.start):
            top.entries.append(entry)
            return
        self.copy(piece.start)
        self.push(_Open(piece.start, piece.end, [entry]))

    def push(self, opened: _Open) -> None:
        self.out.append("[")
        self.stack.append(opened)

    def end(self) -> str:
        self.close_until(len(self.text) + 1)
        self.copy(len(self.text))
        return "".join(self.out)

    def copy(self, offset: int) -> None:
        self.out.append(re.sub(r"([\\\[\]])", r"\\\1", self.text[self.done : offset]))
        self.done = offset

    def close_until(self, offset: int) -> None:
        """Close what ends at ``offset`` or before; empty marks at the offset itself end there too."""
        while self.stack:
            end = min(opened.end for opened in self.stack)
            if end > offset:
                return
            self.copy(end)
            lowest = next(index for index, opened in enumerate(self.stack) if opened.end == end)
            above = [opened for opened in self.stack[lowest:] if opened.end > end]
            for opened in reversed(self.stack[lowest:]):
                self.close(opened, cut=opened.end > end)
            del self.stack[lowest:]
            for opened in above:
                self.push(_Open(end, opened.end, opened.entries, goes_on=True))

    def close(self, opened: _Open, *, cut: bool) -> None:
        for entry in opened.entries if cut else ():
            entry.name = entry.name or self.free()
        self.out.append("](" + "; ".join(entry.spec(opened.goes_on) for entry in opened.entries) + ")")

    def free(self) -> str:
        name = next(str(number) for number in range(1, len(self.taken) + 2) if str(number) not in self.taken)
        self.taken.add(name)
        return name
