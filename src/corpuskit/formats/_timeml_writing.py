"""Documents as TimeML: the TIMEX3 elements of a document, and the XML around them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import chain, pairwise

import attrs

from .._annotation import Annotation, Ref
from .._document import Document
from .._span import Span
from ..errors import InvalidValue
from ..values import DateRange, DateValue

__all__ = ["CODE_POINT", "STAND_IN", "created_of", "inline", "is_writable", "stand_off"]

CODE_POINT = "code-point"
"""The target of the processing instruction that names a character which XML cannot carry."""

STAND_IN = "\ufffd"
"""What stands in the place of such a character, so that all offsets stay."""

_FORBIDDEN = "\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff"
"""What XML 1.0 has no place for; a document's text has no surrogates. Source: XML 1.0, production Char."""

_SPECIAL = re.compile(f"[&<>\r{_FORBIDDEN}]")
_SPECIAL_IN_ATTRIBUTE = re.compile('[&<>"\t\n\r]')
_UNWRITABLE = re.compile(f"[{_FORBIDDEN}]")
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
"""Of white space that is no reference a reader makes another one: a line feed in texts, a space in attributes."""

_CREATED = re.compile(r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2}(?:[T ][0-9]{2}:[0-9]{2}[0-9:.]*(?:Z|[+-][0-9:]+)?)?)?")
_UNITS = {
    r"-?[0-9X]{4}": "PXY",
    r"[0-9X]{4}-[0-9X]{2}": "PXM",
    r"[0-9X]{4}-W[0-9X]{2}": "PXW",
    r".*T[0-9]{2}": "PTXH",
    r".*T[0-9]{2}:[0-9]{2}(?!:).*": "PTXM",
    r".*T[0-9]{2}:[0-9]{2}:.*": "PTXS",
}
"""The unit of a length between two values of these forms; a day otherwise."""


@attrs.define
class _Times:
    """The TIMEX3 elements of a document: attributes in order, and the ids by which elements refer to others."""

    document: Document
    created: str | None
    mentions: Sequence[Annotation]
    implied: list[Mapping[str, str | None]] = attrs.field(factory=list)
    """Those without a place in the text, that others refer to, or that are ranges."""

    by_value: dict[str, str] = attrs.field(factory=dict)
    by_span: dict[Span, str] = attrs.field(factory=dict)

    def __attrs_post_init__(self) -> None:
        if self.created:
            self.by_value[self.created] = "t0"
        for number, item in enumerate(self.mentions, 1):
            self.by_span.setdefault(item.span, f"t{number}")
            if item.value.type in ("DATE", "TIME"):
                self.by_value.setdefault(item.value.value, f"t{number}")

    def attributes(self, number: int, value: DateValue) -> Mapping[str, str | None]:
        return {
            "tid": f"t{number}",
            "type": value.type,
            "value": value.value,
            "mod": value.mod,
            "quant": value.quant,
            "freq": value.freq,
            "beginPoint": self._point(value.begin),
            "endPoint": self._point(value.end),
            "comment": _comment(value),
        }

    def add_ranges(self) -> None:
        for item in self.document["date_range"]:
            ends = (item.value.begin, item.value.end) if isinstance(item.value, DateRange) else (None, None)
            begin, end = map(self._mentioned, ends)
            if begin or end:
                self._imply(type="DURATION", value=self._vague(begin or end), beginPoint=begin, endPoint=end)

    def _point(self, value: str | None) -> str | None:
        """Give the id of the element with a value; one that the text does not mention is made."""
        if value is None:
            return None
        if value not in self.by_value:
            is_time = "T" in value and not value.endswith("_REF")
            self.by_value[value] = self._imply(type="TIME" if is_time else "DATE", value=value)
        return self.by_value[value]

    def _imply(self, **attributes: str | None) -> str:
        tid = f"t{len(self.mentions) + len(self.implied) + 1}"
        self.implied.append({"tid": tid, **attributes})
        return tid

    def _mentioned(self, ref: Ref | None) -> str | None:
        return self.by_span.get(ref.span) if ref is not None and ref.label == "date" else None

    def _vague(self, tid: str | None) -> str:
        """Give the value of a range: how long it is, its ends say."""
        value = self.mentions[int((tid or "t1")[1:]) - 1].value
        return next((unit for form, unit in _UNITS.items() if re.fullmatch(form, value.value)), "PXD")


def inline(document: Document) -> str:
    """Give the ``TimeML`` element of a document with its dates marked in the text."""
    mentions = list(document["date"])
    for item in mentions:
        _check_value(document, item)
        if item.parts or not len(item.span):
            raise _misfit(document, item, "is in pieces" if item.parts else "has no text")
    for item, following in pairwise(mentions):
        if following.start < item.end:
            raise _misfit(document, following, f"overlaps {document.key(item)}")
    times = _times(document, mentions)
    return _element(document, times, "".join(_marked(document.text, mentions, times)), [])


def stand_off(document: Document) -> str:
    """Give the ``TimeML`` element of a document with its dates beside the text."""
    mentions = list(document["date"])
    for item in mentions:
        _check_value(document, item)
    times = _times(document, mentions)
    marks = [
        _timex({**times.attributes(number, item.value), **_place(item)}) for number, item in enumerate(mentions, 1)
    ]
    return _element(document, times, escaped(document.text), marks)


def is_writable(value: object) -> bool:
    """Say whether a value is a date that has a TIMEX3 element."""
    return isinstance(value, DateValue) and _fault(value) is None


def _check_value(document: Document, item: Annotation) -> None:
    value = item.value
    if not isinstance(value, DateValue):
        raise _misfit(document, item, f"has no DateValue but {value!r}", "give it one, or leave it out")
    fault = _fault(value)
    if fault is not None:
        raise _misfit(document, item, *fault)


def _fault(value: DateValue) -> tuple[str, str] | None:
    """Give why a value cannot be written, and what to do; None where it can."""
    words = (value.value, value.quant, value.freq, value.begin, value.end, *value.alternatives)
    if _UNWRITABLE.search("".join(word or "" for word in words)):
        return f"has a control character in {value!r}", "mend the value"
    if any(one.split() != [one] for one in value.alternatives):
        return f"has the alternatives {value.alternatives!r}", "give each without white space"
    return None


def _misfit(
    document: Document, item: Annotation, why: str, advice: str = "write it with to_timeml(), or leave it out"
) -> InvalidValue:
    message = f"document {document.id!r}: {document.key(item)} {why}, which TimeML has no place for; {advice}"
    return InvalidValue(message, document=document.id, span=item.span)


def _times(document: Document, mentions: Sequence[Annotation]) -> _Times:
    return _Times(document, created_of(document), mentions)


def created_of(document: Document) -> str | None:
    """Give the date of a document as its creation time; None where it has none that TIMEX3 could write."""
    given = document.metadata.get("date")
    return _created(given.strip()) if isinstance(given, str) else None


def _created(text: str) -> str | None:
    """Give a date as TIMEX3 writes it; one in another form of ISO 8601, such as 20200612, in the usual one."""
    if _CREATED.fullmatch(text):
        return text.replace(" ", "T")
    for read in (date.fromisoformat, datetime.fromisoformat):
        try:
            return read(text).isoformat()
        except ValueError:
            continue
    return None


def _element(document: Document, times: _Times, text: str, marks: Sequence[str]) -> str:
    times.add_ranges()
    title = document.metadata.get("title")
    lines = [
        "<TimeML>",
        f"<DOCID>{escaped(document.id)}</DOCID>",
        *([f"<DCT>{_creation(times.created)}</DCT>"] if times.created else []),
        *([f"<TITLE>{escaped(title)}</TITLE>"] if isinstance(title, str) else []),
        f"<TEXT>{text}</TEXT>",
        *marks,
        *map(_timex, times.implied),
        "</TimeML>",
    ]
    return "\n".join(lines) + "\n"


def _creation(created: str) -> str:
    kind = "TIME" if "T" in created else "DATE"
    attributes = {"tid": "t0", "type": kind, "value": created, "functionInDocument": "CREATION_TIME"}
    return _timex(attributes, created)


def _marked(text: str, mentions: Sequence[Annotation], times: _Times) -> Iterator[str]:
    offset = 0
    for number, item in enumerate(mentions, 1):
        yield escaped(text[offset : item.start])
        yield _timex(times.attributes(number, item.value), text[item.span.slice])
        offset = item.end
    yield escaped(text[offset:])


def _place(item: Annotation) -> dict[str, str | None]:
    parts = " ".join(str(offset) for offset in chain.from_iterable((part.start, part.end) for part in item.parts))
    return {"start": str(item.start), "end": str(item.end), "parts": parts or None}


def _comment(value: DateValue) -> str | None:
    return f"alternatives: {' '.join(value.alternatives)}" if value.alternatives else None


# --- XML


def _timex(attributes: Mapping[str, str | None], text: str = "") -> str:
    given = "".join(f' {name}="{_quoted(value)}"' for name, value in attributes.items() if value is not None)
    return f"<TIMEX3{given}>{escaped(text)}</TIMEX3>" if text else f"<TIMEX3{given}/>"


def escaped(text: str) -> str:
    """Give text as the content of an element that a reader of XML gives back, with the same number of characters."""
    return _SPECIAL.sub(lambda match: _in_text(match[0]), text)


def _in_text(char: str) -> str:
    return _NAMED.get(char) or f"<?{CODE_POINT} U+{ord(char):04X}?>{STAND_IN}"


def _quoted(value: str) -> str:
    return _SPECIAL_IN_ATTRIBUTE.sub(lambda match: _NAMED[match[0]], value)
