r"""The mark-up: what is written, before anybody asks what it means.

::

    text   = { character | "\[" | "\]" | "\\" | mark }
    mark   = "[" text "]" "(" spec { ";" spec } ")"
    spec   = [ label [ "=" value ] ] { "#" name [ "+" ] | field "=" value }
    value  = word | JSON string, list or object | "#" name { "," "#" name }
"""

import json
import math
import re
from typing import Any

import attrs

from ..._visible import visible
from ...errors import FormatError

__all__ = ["BARE", "WORD", "Field", "Mark", "Written", "fault", "literal", "parsed"]

WORD = re.compile(r"[\w.:/-]+")
"""A label or the name of a field that needs no quotes."""

BARE = re.compile(r'[^\s;()"#\[\]{}][^\s;()"]*')
"""A value that needs no quotes."""

_SIGN = re.compile(r"[\\\[\]]")
_SPACE = re.compile(r"\s*")
_NAME = re.compile(r"#([\w-]+)(\+?)")
_NAMES = re.compile(r"#[\w-]+(?:,#[\w-]+)*(?=[\s;)])")
_END = re.compile(r"(?=[\s;)])")


@attrs.frozen
class Written:
    """A value as it is written: names of marks, or data, ``bare`` when a word that may also be read as JSON."""

    data: Any = None
    bare: bool = False
    names: tuple[str, ...] = ()


@attrs.frozen
class Field:
    """A field of a mark; ``name`` is None where the label itself was given a value."""

    name: str | None
    written: Written
    place: int


@attrs.frozen
class Mark:
    """One label or name on a stretch of the plain text; ``place`` is where it stands in the marked text."""

    start: int
    end: int
    label: str | None
    name: str | None
    goes_on: bool
    fields: tuple[Field, ...]
    place: int


def fault(marked: str, place: int, message: str) -> FormatError:
    """Give the error for a place in a marked text: the line, and a caret under the place."""
    start = marked.rfind("\n", 0, place) + 1
    line, column = marked.count("\n", 0, place) + 1, place - start + 1
    # Long lines are cut on both sides.
    first = max(start, place - 60)
    stop = marked.find("\n", place) if "\n" in marked[place:] else len(marked)
    shown = marked[first : min(stop, place + 40)].replace("\t", " ").replace("\r", "␍")
    before = ("…" if first > start else "") + visible(shown[: place - first])
    after = visible(shown[place - first :]) + ("…" if stop > place + 40 else "")
    where = f"line {line}, column {column}" if "\n" in marked else f"column {column}"
    text = f"{message}; {where}:\n  {before}{after}\n  {' ' * len(before)}^"
    return FormatError(text, line=line, column=column)


def parsed(marked: str) -> tuple[str, list[Mark]]:
    """Give the plain text and the marks, inner ones before outer ones, otherwise in order.

    Raises:
        FormatError: when the mark-up cannot be read, with the place.
    """
    return _Parser(marked).run()


class _Parser:
    def __init__(self, marked: str) -> None:
        self.marked = marked
        self.place = 0
        self.pieces: list[str] = []
        self.length = 0
        self.opened: list[tuple[int, int]] = []
        self.marks: list[Mark] = []

    def run(self) -> tuple[str, list[Mark]]:
        while self.place < len(self.marked):
            found = _SIGN.search(self.marked, self.place)
            self.keep(self.marked[self.place : found.start() if found else len(self.marked)])
            if found:
                self.sign(found.group())
        if self.opened:
            raise self.fault("this bracket is never closed; write \\[ for a bracket of the text", self.opened[-1][1])
        return "".join(self.pieces), self.marks

    def fault(self, message: str, place: int | None = None) -> FormatError:
        return fault(self.marked, self.place if place is None else place, message)

    def keep(self, text: str, width: int | None = None) -> None:
        self.pieces.append(text)
        self.length += len(text)
        self.place += len(text) if width is None else width

    def sign(self, sign: str) -> None:
        if sign == "\\":
            after = self.marked[self.place + 1 : self.place + 2]
            return self.keep(after, 2) if after and after in "[]\\" else self.keep(sign)
        if sign == "[":
            self.opened.append((self.length, self.place))
            self.place += 1
            return None
        return self.close()

    def close(self) -> None:
        if not self.opened:
            raise self.fault("this bracket closes nothing; write \\] for a bracket of the text")
        start, _ = self.opened.pop()
        self.place += 1
        if not self.marked.startswith("(", self.place):
            raise self.fault(
                "a label in round brackets goes here, [surface](label); write \\[ for a bracket of the text"
            )
        self.place += 1
        while True:
            self.spec(start)
            if self.taken(")"):
                return
            if not self.taken(";"):
                raise self.fault("a field, '#', ';' or ')' goes here; a value with spaces or brackets needs quotes")

    # --- what stands in round brackets

    def taken(self, sign: str) -> bool:
        self.skip()
        if not self.marked.startswith(sign, self.place):
            return False
        self.place += len(sign)
        return True

    def skip(self) -> None:
        found = _SPACE.match(self.marked, self.place)
        self.place = found.end() if found else self.place

    def spec(self, start: int) -> None:
        self.skip()
        place = self.place
        label = self.word()
        fields = [Field(None, self.value(), place)] if label is not None and self.equals() else []
        name, goes_on = None, False
        while True:
            self.skip()
            found = _NAME.match(self.marked, self.place)
            if found and name is None:
                name, goes_on = found.group(1), bool(found.group(2))
                self.place = found.end()
            elif not self.field(fields):
                break
        if label is None and name is None:
            raise self.fault("a label goes here, [surface](label)", place)
        self.marks.append(Mark(start, self.length, label, name, goes_on, tuple(fields), place))

    def field(self, fields: list[Field]) -> bool:
        place = self.place
        word = self.word()
        if word is None:
            return False
        if not self.equals():
            raise self.fault("the name of a field is followed by '='; several labels are separated by ';'", place)
        if any(field.name == word for field in fields):
            raise self.fault(f"the field {word!r} is given twice", place)
        fields.append(Field(word, self.value(), place))
        return True

    def equals(self) -> bool:
        if not self.marked.startswith("=", self.place):
            return False
        self.place += 1
        return True

    def word(self) -> str | None:
        if self.marked.startswith('"', self.place):
            return str(self.json())
        found = WORD.match(self.marked, self.place)
        if not found:
            return None
        self.place = found.end()
        return found.group()

    def value(self) -> Written:
        start = self.marked[self.place : self.place + 1]
        written = Written(self.json()) if start and start in '"[{' else self.plain()
        if not _END.match(self.marked, self.place):
            raise self.fault("a value ends before a space, ';' or ')'; what has them in it is written in quotes")
        return written

    def plain(self) -> Written:
        names = _NAMES.match(self.marked, self.place)
        if names:
            self.place = names.end()
            return Written(names=tuple(name[1:] for name in names.group().split(",")))
        found = BARE.match(self.marked, self.place)
        if not found:
            raise self.fault('a value goes here: a word, "text in quotes", JSON, or the #name of a mark')
        self.place = found.end()
        return Written(found.group(), bare=True)

    def json(self) -> Any:
        try:
            data, self.place = _DECODER.raw_decode(self.marked, self.place)
        except json.JSONDecodeError as error:
            named = self.marked.startswith("#", error.pos)
            hint = f"; {NAMES_STAND_ALONE}" if named else ""
            raise self.fault(f"this is no JSON: {error.msg}{hint}", error.pos) from None
        except (ValueError, RecursionError) as error:
            raise self.fault(f"this is no JSON that can be written again: {error}") from None
        return data


def _finite(number: str) -> float:
    found = float(number)
    if not math.isfinite(found):
        raise ValueError(f"{number} is no number of JSON")
    return found


NAMES_STAND_ALONE = "names of marks stand without brackets and quotes, one #x or several #x,#y"

_DECODER = json.JSONDecoder(strict=False, parse_float=_finite, parse_constant=_finite)


def literal(text: str) -> Any:
    """Give what a word is as JSON.

    Raises:
        ValueError: when it is no JSON.
    """
    return _DECODER.decode(text)
