"""HTML cut into text and markup by the parser of the standard library, each piece with its place."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from ._elements import MARKUP_FREE

__all__ = ["Tag", "pieces"]

Tag = tuple[str, bool]
"""The name of a tag, and whether it opens."""

_SPACE = r"[ \t\n\f\r]"
_IN_NAME = r"[^ \t\n\f\r/>=]"
_VALUE = rf"""{_SPACE}*+={_SPACE}*+(?:"[^"]*+"?|'[^']*+'?|[^ \t\n\f\r>]*+)"""
_ATTRIBUTES = rf"(?:(?:{_SPACE}|/(?!>))+|(?:=|{_IN_NAME}){_IN_NAME}*+(?:{_VALUE})?)*"
_TAG = re.compile(rf"<(/?)([a-zA-Z][^ \t\n\f\r/>]*+){_ATTRIBUTES}(/?)>?")
_COMMENT = re.compile(r"<!--(?:-?>|.*?(?:--!?>|\Z))", re.DOTALL)
_BOGUS_COMMENT = re.compile(r"[^>]*+>?")
_BYTE_ORDER_MARK = "\ufeff"

_Piece = tuple[int, int, tuple[Tag, ...] | None]


def pieces(text: str) -> Iterator[_Piece]:
    """Give start, end and tags of each stretch of an HTML text, in order, from its start to its end.

    The tags are None for a stretch of text, and none for a comment or the like.
    """
    plain = text.removeprefix(_BYTE_ORDER_MARK)
    parser = _Parser(len(text) - len(plain))
    # Nothing that the parser makes of references is used: it raises on some, and is slow on others.
    parser.feed(plain.replace("&", "+"))
    parser.close()
    yield from parser.found
    if parser.at < len(text):
        # What a script or style that is never closed has in it.
        yield parser.at, len(text), ()


class _Parser(HTMLParser):
    """The parser, told where markup ends: its versions differ there, and some raise or take long.

    Source: HTML Living Standard, 13.2.5.
    """

    def __init__(self, at: int) -> None:
        super().__init__()
        self.found: list[_Piece] = [(0, at, ())] if at else []
        self.at = at
        self.tags: tuple[Tag, ...] | None = ()
        self.drawings = 0
        self.last_ends: dict[str, int] = {}

    def updatepos(self, i: int, j: int) -> int:
        """Take note of the stretch that was read; the parser calls this once for each, in order."""
        if i < j:
            self.found.append((self.at, self.at + j - i, self.tags))
            self.at += j - i
            self.tags = ()
        return j

    def handle_data(self, data: str) -> None:
        self.tags = None

    def parse_starttag(self, i: int) -> int:
        match = _TAG.match(self.rawdata, i)
        if match is None:
            return self.parse_pi(i)
        closes, name, ends = match[1], match[2].lower(), match[3]
        self.tags = ((name, False),) if closes else ((name, True), (name, False)) if ends else ((name, True),)
        self.clear_cdata_mode()
        if name == "svg":
            self.drawings = max(0, self.drawings + sum(1 if opens else -1 for _, opens in self.tags))
        elif name in MARKUP_FREE and not closes and not self.drawings:
            self._without_markup(name, match)
        return match.end()

    parse_endtag = parse_starttag

    def _without_markup(self, name: str, tag: re.Match[str]) -> None:
        """Read what follows up to the end tag; the slash of ``<title/>`` counts only where there is none, as in XML."""
        end = re.compile(rf"</{name}(?=[ \t\n\f\r/>])", re.IGNORECASE | re.ASCII)
        if tag[3] and tag.end() > self._last(end):
            return
        self.tags = ((name, True),)
        self.set_cdata_mode(name)
        self.interesting = end

    def _last(self, end: re.Pattern[str]) -> int:
        """Give where the last end tag of an element is, or -1."""
        if end.pattern not in self.last_ends:
            self.last_ends[end.pattern] = max((match.start() for match in end.finditer(self.rawdata)), default=-1)
        return self.last_ends[end.pattern]

    def parse_comment(self, i: int, report: bool = True) -> int:
        return self._past(_COMMENT, i)

    def parse_pi(self, i: int) -> int:
        return self._past(_BOGUS_COMMENT, i)

    parse_html_declaration = parse_pi

    def _past(self, markup: re.Pattern[str], i: int) -> int:
        match = markup.match(self.rawdata, i)
        return match.end() if match else len(self.rawdata)
