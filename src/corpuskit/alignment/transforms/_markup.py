"""HTML cut into text and markup by the parser of the standard library, each piece with its place."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from ._elements import MARKUP_FREE

__all__ = ["Tag", "pieces"]

Tag = tuple[str, bool]
"""The name of a tag, and whether it opens."""

_COMMENT_END = re.compile("--!?>")

_Piece = tuple[int, int, tuple[Tag, ...] | None]


def pieces(text: str) -> Iterator[_Piece]:
    """Give start, end and tags of each stretch of an HTML text, in order, from its start to its end.

    The tags are None for a stretch of text, and none for a comment or the like.
    """
    parser = _Parser()
    # Nothing that the parser makes of references is used: it raises on some, and is slow on others. A NUL ends the name
    # of a tag in some versions; in HTML it stands for U+FFFD there.
    parser.feed(text.replace("&", "+").replace("\0", "\ufffd"))
    parser.close()
    yield from parser.found
    if parser.at < len(text):
        # What a script or style that is never closed has in it.
        yield parser.at, len(text), ()


class _Parser(HTMLParser):
    """The parser, told to close at the end of the text what is never closed, as HTML prescribes.

    Left to itself it looks for the end of each such construct again and again, and raises on ``<![x]>``.
    """

    def __init__(self) -> None:
        super().__init__()
        self.found: list[_Piece] = []
        self.at = 0
        self.tags: tuple[Tag, ...] | None = ()

    def updatepos(self, i: int, j: int) -> int:
        """Take note of the stretch that was read; the parser calls this once for each, in order."""
        if i < j:
            self.found.append((self.at, self.at + j - i, self.tags))
            self.at += j - i
            self.tags = ()
        return j

    # --- what was in it

    def handle_data(self, data: str) -> None:
        self.tags = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags = ((tag, True),)

    def handle_endtag(self, tag: str) -> None:
        self.tags = ((tag, False),)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags = (tag, True), (tag, False)

    # --- where it ends

    def _closed(self, end: int) -> int:
        return len(self.rawdata) if end < 0 else end

    def parse_starttag(self, i: int) -> int:
        end = self._closed(super().parse_starttag(i))
        if self.tags and self.tags[-1][1] and self.tags[-1][0] in MARKUP_FREE:
            self.set_cdata_mode(self.tags[-1][0])
        return end

    def parse_endtag(self, i: int) -> int:
        return self._closed(super().parse_endtag(i))

    def parse_pi(self, i: int) -> int:
        return self._closed(self.rawdata.find(">", i) + 1 or -1)

    def parse_html_declaration(self, i: int) -> int:
        return self._closed(self.rawdata.find(">", i) + 1 or -1)

    def parse_comment(self, i: int, report: bool = True) -> int:
        for empty in ("<!-->", "<!--->"):
            if self.rawdata.startswith(empty, i):
                return i + len(empty)
        end = _COMMENT_END.search(self.rawdata, i + 4)
        return self._closed(end.end() if end else -1)
