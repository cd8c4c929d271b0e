"""TimeML read into documents, as a stream: a safe reader of XML that makes documents as their elements end."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import zip_longest
from xml.parsers import expat
from xml.parsers.expat import errors

import attrs

from .._annotation import Annotation, Ref
from .._document import Document
from .._span import Span
from ..errors import FormatError
from ..values import DateRange, DateValue
from ._decoding import Place
from ._json import DEEPEST
from ._timeml_writing import CODE_POINT, STAND_IN

__all__ = ["documents_of"]

_SECTIONS = ("DOCID", "DCT", "TITLE", "TEXT")
_ROOTS = ("TimeML", "corpus")
_CREATED = ("CREATION_TIME", "PUBLICATION_TIME")
"""The functions of an element that says when the document was made, the first one first."""

LARGEST = 200_000_000
"""How many bytes of XML a document may have: far more than a text, and less than memory."""

_SAID = {errors.XML_ERROR_NO_ELEMENTS: "the file ends too early", errors.XML_ERROR_SYNTAX: "no element begins here"}
"""What the parser says in words that fit few cases."""

_ADVICE = {
    errors.XML_ERROR_INVALID_TOKEN: "; & and < in a text are written &amp; and &lt;, and a file that is not in UTF-8 "
    "names its encoding in the first line"
}


@attrs.define
class _Timex:
    """One TIMEX3 element; its offsets count in all text of the document's element."""

    attributes: Mapping[str, str]
    line: int
    section: str | None
    start: int
    end: int = 0


@attrs.define
class _Element:
    """A ``TimeML`` element as far as it has been read."""

    line: int
    pieces: list[str] = attrs.field(factory=list)
    length: int = 0
    sections: dict[str, tuple[int, int]] = attrs.field(factory=dict)
    times: list[_Timex] = attrs.field(factory=list)

    def add(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)


class _Reader:
    """What the parser of XML calls: keeps the document that is open, and the finished ones until they are taken."""

    def __init__(self, file: str | None, default: str, encoding: str | None = None) -> None:
        self.file, self.default = file, default
        self.finished: list[Document] = []
        self._element: _Element | None = None
        self._section: str | None = None
        self._open: list[_Timex] = []
        self._stands_for: str | None = None
        self._depth = 0
        self._begun = 0
        self._fed = 0
        self.parser = expat.ParserCreate(encoding)
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.ProcessingInstructionHandler = self._instruction
        # An entity could be another file, or a text of gigabytes in a few lines; TimeML has use for neither.
        self.parser.EntityDeclHandler = self._refuse
        self.parser.SkippedEntityHandler = self._refuse

    def fault(self, message: str, line: int | None = None) -> FormatError:
        return Place(self.file, line or self.parser.CurrentLineNumber).fault(message)

    def feed(self, block: bytes, is_last: bool = False) -> None:
        """Parse some more of the file.

        Raises:
            FormatError: when it is not what it should be, or a document is too large for memory.
        """
        self.parser.Parse(block, is_last)
        self._fed += len(block)
        if self._fed - self._begun > LARGEST:
            raise self.fault(f"a document of more than {LARGEST:,} bytes; divide it")

    def _refuse(self, *declaration: object) -> None:
        raise self.fault("the file has entities of its own, which are not read; write the characters themselves")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        line = self.parser.CurrentLineNumber
        if self._depth > DEEPEST:
            raise self.fault(f"elements are nested more than {DEEPEST} deep")
        if self._depth == 1 and name not in _ROOTS:
            raise self.fault(f"this is no TimeML: the file begins with <{name}>, not <TimeML>")
        if name == "TimeML":
            if self._element is not None:
                raise self.fault("a TimeML element within another one")
            self._element = _Element(line)
            self._begun = self.parser.CurrentByteIndex
            return
        element = self._element
        if element is None:
            return
        if name == "TIMEX3":
            timex = _Timex(attributes, line, self._section, element.length)
            element.times.append(timex)
            self._open.append(timex)
        elif name in _SECTIONS and self._section in (None, name):
            if name in element.sections:
                raise self.fault(f"a document has one {name} element, and this is another")
            element.sections[name] = (element.length, element.length)
            self._section = name

    def _end(self, name: str) -> None:
        self._depth -= 1
        element = self._element
        if element is None:
            return
        if name == "TIMEX3":
            self._open.pop().end = element.length
        elif name == self._section:
            element.sections[name] = (element.sections[name][0], element.length)
            self._section = None
        elif name == "TimeML":
            self.finished.append(_Made(self, element).document())
            self._element = None
            self._begun = self.parser.CurrentByteIndex

    def _text(self, text: str) -> None:
        if self._stands_for is not None and text.startswith(STAND_IN):
            text = self._stands_for + text[1:]
        self._stands_for = None
        if self._element is not None:
            self._element.add(text)

    def _instruction(self, target: str, data: str) -> None:
        if target != CODE_POINT:
            return
        try:
            self._stands_for = chr(int(data.removeprefix("U+"), 16))
        except (ValueError, OverflowError) as error:
            raise self.fault(f"{data!r} is no code point") from error


class _Made:
    """A document being made of its element."""

    def __init__(self, reader: _Reader, element: _Element) -> None:
        self.reader, self.element = reader, element
        self.text = "".join(element.pieces)
        # Without a TEXT element, as older files are, everything is text.
        self.base, self.limit = element.sections.get("TEXT", (0, element.length))
        self.inside = self.text[self.base : self.limit]
        given = [time.attributes for time in element.times]
        self.values = {one["tid"]: one["value"] for one in given if "tid" in one and "value" in one}

    def document(self) -> Document:
        mentions = [(time, self._span(time)) for time in self.element.times]
        found = [(time, span) for time, span in mentions if span is not None]
        spans = {time.attributes.get("tid"): span for time, span in found}
        items = [self._annotation(time, span) for time, span in found]
        items += [item for time, span in mentions if span is None for item in self._range(time, spans)]
        try:
            return Document(
                self.inside,
                id=self._section("DOCID") or self.reader.default,
                metadata=dict(self._metadata()),
                annotations=items,
            )
        except ValueError as error:
            raise self.reader.fault(str(error), self.element.line) from error

    def _section(self, name: str) -> str:
        start, end = self.element.sections.get(name, (0, 0))
        return self.text[start:end].strip()

    def _metadata(self) -> Iterator[tuple[str, str]]:
        given = [time.attributes for time in self.element.times if "value" in time.attributes]
        created = [one["value"] for role in _CREATED for one in given if one.get("functionInDocument") == role]
        if created:
            yield "date", created[0]
        if self._section("TITLE"):
            yield "title", self._section("TITLE")

    def _span(self, time: _Timex) -> Span | None:
        """Give the place of an element in the text; None where it has none."""
        given = time.attributes
        if "start" in given and "end" in given:
            return self._between(time, given["start"], given["end"])
        inside = self.base <= time.start < time.end <= self.limit
        return Span(time.start - self.base, time.end - self.base) if inside else None

    def _between(self, time: _Timex, start: str, end: str) -> Span:
        try:
            span = Span(int(start), int(end))
            span.text_of(self.inside)
        except ValueError as error:
            message = f"start {start!r} and end {end!r} are no offsets into the text of {len(self.inside)} code points"
            raise self.reader.fault(message, time.line) from error
        return span

    def _annotation(self, time: _Timex, span: Span) -> Annotation:
        given = time.attributes
        offsets = given.get("parts", "").split()
        parts = tuple(self._between(time, *pair) for pair in zip_longest(offsets[::2], offsets[1::2], fillvalue=""))
        try:
            return Annotation(span, "date", self._value(given), parts=parts)
        except KeyError as error:
            raise self.reader.fault(f"a TIMEX3 element without {error}", time.line) from error
        except ValueError as error:
            # A validator of attrs gives its message first, and then what it knows.
            raise self.reader.fault(f"a TIMEX3 element: {error.args[0]}", time.line) from error

    def _value(self, given: Mapping[str, str]) -> DateValue:
        comment = given.get("comment", "")
        return DateValue(
            given["type"],
            given["value"],
            given.get("mod") or None,
            given.get("quant"),
            given.get("freq"),
            self.values.get(given.get("beginPoint", "")),
            self.values.get(given.get("endPoint", "")),
            alternatives=comment.split()[1:] if comment.startswith("alternatives: ") else (),
        )

    def _range(self, time: _Timex, spans: Mapping[str | None, Span]) -> Iterable[Annotation]:
        points = [time.attributes.get(name) for name in ("beginPoint", "endPoint")]
        given = [point for point in points if point]
        # One with text stands outside TEXT, and a point that is not mentioned there is no end that is left open.
        is_range = time.attributes.get("type") == "DURATION" and time.start == time.end
        if is_range and given and all(point in spans for point in given):
            begin, end = (Ref("date", spans[point]) if point else None for point in points)
            yield Annotation(spans[given[0]].hull(spans[given[-1]]), "date_range", DateRange(begin, end))


def documents_of(
    blocks: Iterable[bytes], *, file: str | None = None, default: str = "document", encoding: str | None = None
) -> Iterator[Document]:
    """Give the documents of a file's bytes, each when its element has ended; ``default`` is the id of one without."""
    reader = _Reader(file, default, encoding)
    try:
        for block in blocks:
            reader.feed(block)
            yield from _taken(reader.finished)
        reader.feed(b"", is_last=True)
    except expat.ExpatError as error:
        said = expat.ErrorString(error.code)
        message = f"broken XML: {_SAID.get(said, said)}, in column {error.offset + 1}"
        raise reader.fault(message + _ADVICE.get(said, ""), error.lineno) from error
    except FormatError:
        raise
    except (LookupError, ValueError) as error:
        raise reader.fault(f"its encoding cannot be read: {error}; write the file in UTF-8") from error
    yield from _taken(reader.finished)


def _taken(finished: list[Document]) -> list[Document]:
    taken, finished[:] = finished[:], []
    return taken
