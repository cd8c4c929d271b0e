"""From marks to gold annotations, and to documents."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

import attrs

from ..._annotation import Annotation
from ..._document import Document
from ..._fields import decode, encode, readers_of
from ..._plugins import Plugins
from ..._span import Span
from ...errors import FormatError, InvalidValue, did_you_mean
from ...values import OpaqueValue
from ._grammar import NAMES_STAND_ALONE, Field, Mark, Written, fault, literal, parsed

__all__ = ["ClassOf", "Gold", "Wanted", "gold_of", "parse_marked", "readings"]

ClassOf = Callable[[str], type | None]
Reader = Callable[[Any], Any]

_MISFIT = (TypeError, ValueError, LookupError, ArithmeticError)


@attrs.frozen
class Wanted:
    """What a field should be: any of some JSON, and the value that stands for it."""

    readings: tuple[Any, ...]
    value: Any


@attrs.frozen
class Gold:
    """An annotation that the mark-up states; a field named None is the whole value."""

    label: str
    pieces: tuple[Span, ...]
    fields: Mapping[str | None, Wanted]
    place: int

    @property
    def span(self) -> Span:
        """The hull of the pieces."""
        return Span(self.pieces[0].start, self.pieces[-1].end)


@attrs.define
class _Entry:
    """What all marks with one name say together."""

    label: str | None
    place: int
    pieces: list[Span] = attrs.field(factory=list)
    fields: list[Field] = attrs.field(factory=list)

    @property
    def span(self) -> Span:
        return Span(self.pieces[0].start, self.pieces[-1].end)


def parse_marked(
    marked: str, *, id: str = "document", metadata: Mapping[str, Any] = {}, plugins: Plugins | None = None
) -> Document:
    """Give the document that a marked text stands for, such as ``Met on [21 November](date value=2026-11-21)``.

    The names of marks are gone. A value is an instance of its layer's class where the fields given make one, otherwise
    an :class:`~corpuskit.values.OpaqueValue` with them, and None where none is given.

    Args:
        marked: the text with its marks; the page *Gold in the text* describes the mark-up.
        id: the id of the document.
        metadata: its metadata.
        plugins: where the classes of layers that are not standard are looked up; the installed ones by default.

    Raises:
        FormatError: when the mark-up cannot be read, or a field does not fit its class, with the place.

    >>> document = parse_marked("Met [Ann](entity type=PER name=Ann).")
    >>> document.text, document["entity"][0].value
    ('Met Ann.', EntityValue('PER', 'Ann'))
    """
    class_of = (plugins or Plugins()).value_class
    text, golds = gold_of(marked, class_of)
    items = [_annotation(marked, gold, class_of(gold.label)) for gold in golds]
    return Document(text, id=id, metadata=metadata, annotations=items)


def gold_of(marked: str, class_of: ClassOf) -> tuple[str, list[Gold]]:
    """Give the plain text and the annotations that the mark-up states, in order.

    Raises:
        FormatError: as :func:`parse_marked`.
    """
    text, marks = parsed(marked)
    named, entries = _entries(marked, marks)
    reading = _Reading(marked, text, named, entries)
    found = [reading.gold(entry, class_of(entry.label)) for entry in entries if entry.label is not None]
    return text, sorted(found, key=lambda gold: (gold.span.start, -gold.span.end, gold.label))


def _entries(marked: str, marks: Sequence[Mark]) -> tuple[dict[str, _Entry], list[_Entry]]:
    named: dict[str, _Entry] = {}
    entries: list[_Entry] = []
    for mark in marks:
        entry = named.get(mark.name) if mark.name is not None else None
        if entry is None:
            entry = _Entry(mark.label, mark.place)
            entries.append(entry)
            if mark.name is not None:
                named[mark.name] = entry
        _add(marked, entry, mark)
    for entry in entries:
        _check(marked, entry)
    return named, entries


def _add(marked: str, entry: _Entry, mark: Mark) -> None:
    if mark.label is not None and entry.label not in (None, mark.label):
        raise fault(marked, mark.place, f"the name #{mark.name} already stands for a {entry.label!r}")
    entry.label = entry.label or mark.label
    for field in mark.fields:
        if any(field.name == other.name for other in entry.fields):
            raise fault(marked, field.place, f"the field {field.name!r} of #{mark.name} is given twice")
        entry.fields.append(field)
    if not mark.goes_on:
        entry.pieces.append(Span(mark.start, mark.end))
        return
    if not entry.pieces or entry.pieces[-1].end != mark.start:
        raise fault(marked, mark.place, f"no piece of #{mark.name} ends here, so that none goes on with '+'")
    entry.pieces[-1] = Span(entry.pieces[-1].start, mark.end)


def _check(marked: str, entry: _Entry) -> None:
    entry.pieces.sort()
    if entry.label is None and (len(entry.pieces) > 1 or entry.fields):
        raise fault(marked, entry.place, "a place without a label is one piece, and has no fields; give it a label")
    try:
        Annotation(entry.span, entry.label or "place", parts=entry.pieces if len(entry.pieces) > 1 else ())
    except ValueError as error:
        raise fault(marked, entry.place, str(error)) from error


# --- values


class _Reading:
    """What the fields of one marked text mean."""

    def __init__(self, marked: str, text: str, named: Mapping[str, _Entry], entries: Sequence[_Entry]) -> None:
        self.marked, self.text, self.named, self.entries = marked, text, named, entries

    def gold(self, entry: _Entry, cls: type | None) -> Gold:
        fields: dict[str | None, Wanted] = {}
        for field in entry.fields:
            for name, written in self.named_fields(field, cls):
                if name in fields:
                    raise fault(self.marked, field.place, f"the field {name!r} is given twice")
                fields[name] = self.wanted(written, self.reader(name, cls, field.place), cls, field, name)
        return Gold(str(entry.label), tuple(entry.pieces), fields, entry.place)

    def named_fields(self, field: Field, cls: type | None) -> Iterator[tuple[str | None, Written]]:
        """Give the fields that are meant: ``label=x`` is the field ``value`` where the class has it."""
        data = field.written.data
        if field.name is not None:
            yield field.name, field.written
        elif isinstance(data, dict) and data:
            yield from ((key, Written(item)) for key, item in data.items())
        else:
            whole = cls is None or not attrs.has(cls) or data == {}
            yield (None if whole else "value"), field.written

    def reader(self, name: str | None, cls: type | None, place: int) -> Reader | None:
        if cls is None:
            return None
        if name is None:
            return lambda data: decode(cls, data)
        known = readers_of(cls) if attrs.has(cls) else {}
        if name not in known:
            raise fault(self.marked, place, f"{cls.__name__} has no field {name!r}; {did_you_mean(name, known)}")
        return known[name]

    def wanted(
        self, written: Written, reader: Reader | None, cls: type | None, field: Field, name: str | None
    ) -> Wanted:
        found = chain(readings(written, known=reader is not None), self.places(written, field.place))
        if reader is None:
            every = tuple(found)
            return Wanted(every, every[0])
        for data in found:
            try:
                value = reader(data)
            except _MISFIT:
                continue
            return Wanted((encode(value),), value)
        raise self.misfit(written, reader, field.place, f"field {name!r} of {cls.__name__}" if cls else "the value")

    def misfit(self, written: Written, reader: Reader, place: int, what: str) -> FormatError:
        data = "#" + ",#".join(written.names) if written.names else written.data
        message = f"{what} cannot be {data!r}"
        items = [] if written.names else data if isinstance(data, list) else [data]
        if any(isinstance(item, str) and item.startswith("#") for item in items) and _takes_places(reader):
            message += f"; {NAMES_STAND_ALONE}"
        elif isinstance(data, str) and not written.names and _takes_places(reader):
            count = len(_occurrences(self.text, data))
            message += f"; the text has it {count} times: mark the one that is meant, [surface](#x), and write #x"
        return fault(self.marked, place, message)

    def places(self, written: Written, place: int) -> Iterator[Any]:
        """Give the readings of a value that names a place in the text, by the name of its mark or by its text."""
        if not written.names:
            yield from self.located(written.data)
            return
        found = [self.entry(name, place) for name in written.names]
        spans = [_pair(entry.span) for entry in found]
        refs = [{"label": entry.label, "span": _pair(entry.span)} for entry in found if entry.label]
        if len(found) == 1:
            yield from (*spans, *refs)
        yield spans
        yield refs

    def entry(self, name: str, place: int) -> _Entry:
        if name not in self.named:
            hint = did_you_mean(name, self.named)
            raise fault(self.marked, place, f"no mark has the name #{name}; {hint}; text with '#' is written in quotes")
        return self.named[name]

    def located(self, data: Any) -> Iterator[Any]:
        if isinstance(data, list):
            found = [_occurrences(self.text, item) if isinstance(item, str) else [] for item in data]
            if data and all(len(spans) == 1 for spans in found):
                yield [_pair(spans[0]) for spans in found]
        if isinstance(data, str):
            marks = [entry for entry in self.entries if entry.label and entry.span.text_of(self.text) == data]
            if len(marks) == 1:
                yield {"label": marks[0].label, "span": _pair(marks[0].span)}
            spans = _occurrences(self.text, data)
            if len(spans) == 1:
                yield _pair(spans[0])


def _takes_places(reader: Reader) -> bool:
    for data in ([0, 0], {"label": "date", "span": [0, 0]}, [[0, 0]]):
        try:
            reader(data)
        except _MISFIT:
            continue
        return True
    return False


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]


def _occurrences(text: str, words: str) -> list[Span]:
    """Give where some words stand as words."""
    if not words:
        return []
    start, end = (r"(?<!\w)" if words[0].isalnum() else "", r"(?!\w)" if words[-1].isalnum() else "")
    return [Span(*found.span()) for found in re.finditer(f"{start}{re.escape(words)}{end}", text)]


def readings(written: Written, *, known: bool) -> list[Any]:
    """Give the JSON that data may be read as, the first choice first.

    A word is text first where the type of its field is ``known`` and decides, and JSON first otherwise; ``null`` is
    always JSON first, as a field that may be None may be text too.
    """
    if written.names:
        return []
    if not written.bare:
        return [written.data]
    try:
        data = literal(written.data)
    except ValueError:
        return [written.data]
    return [written.data, data] if known and data is not None else [data, written.data]


def _annotation(marked: str, gold: Gold, cls: type | None) -> Annotation:
    parts = gold.pieces if len(gold.pieces) > 1 else ()
    try:
        return Annotation(gold.span, gold.label, _value(gold, cls), parts)
    except InvalidValue as error:
        raise fault(marked, gold.place, error.message) from error


def _value(gold: Gold, cls: type | None) -> Any:
    if not gold.fields:
        return None
    if None in gold.fields:
        whole = gold.fields[None]
        data = whole.readings[0]
        return whole.value if cls else OpaqueValue.of(data) if isinstance(data, (dict, list)) else data
    data = {str(name): wanted.readings[0] for name, wanted in gold.fields.items()}
    if cls is None or not _required(cls) <= data.keys():
        return OpaqueValue.of(data)
    return decode(cls, data)


def _required(cls: Any) -> set[str]:  # Any: an attrs class.
    return {field.alias for field in attrs.fields(cls) if field.init and field.default is attrs.NOTHING}
