"""HTML as a reader sees it, with the way back to the source."""

import re

from .._edits import Edit
from ._elements import AS_IT_STANDS, BLANK_LINE, HIDDEN, LISTS, NESTED, NEW_LINE
from ._entities import decoded
from ._flow import Flow

__all__ = ["html"]

_SPACES = " \t\n\f\r"
_UNEVEN = re.compile(f"[{_SPACES}]{{2,}}|[\t\n\f\r]")
_RAISED = re.compile("[0-9]|[-+\u2212](?=[0-9])")
_RAISED_SIGNS = dict(zip("0123456789+-\u2212", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻", strict=True))
_SPACE_OR_LINE = re.compile("\r\n?|\n|[ \t\f]+")


def html(text: str) -> tuple[Edit, ...]:
    r"""Make HTML plain text as a reader sees it.

    Tags, comments, declarations and processing instructions go, and so does what is no text of the page: scripts,
    styles, titles, templates, fields of forms, pictures, sound and frames with what stands in for them. Character
    references are decoded, as by :func:`entities`; ``&nbsp;`` becomes U+00A0. Blocks begin on a new line; paragraphs,
    headings, lists, tables and quotations after a blank one; ``<br>`` is a line end; a tab stands between two cells.
    Digits in ``<sup>`` become raised ones, so that 10⁶ is not 106 and the mark of a note is no part of a year.
    Outside ``<pre>`` a run of space is one space, and none stands at the ends of a line. Tags within a word leave it
    whole. What is never closed reaches to the end of the text, as in a browser. Style sheets and the attribute
    ``hidden`` are not looked at.

    Each tag, each reference, each raised digit and each run of space is an edit of its own.

    >>> from corpuskit.alignment import edited
    >>> page = "<p>In <b>Bag</b>dad,<br>caf&eacute;s</p> <p>open.</p>"
    >>> edited(page, html(page))
    'In Bagdad,\ncafés\n\nopen.'

    Source: HTML Living Standard, 13.2.5 (tokens), 15.3 (blocks), 3.2.7 (line ends and cells in ``innerText``).
    """
    from ._markup import pieces

    page = _Page(text)
    for start, end, tags in pieces(text):
        if tags is None:
            page.read_text(start, end)
        else:
            page.read_tags(start, end, tags)
    page.flow.close()
    return tuple(page.flow.edits)


class _Page:
    """Where reading a page has got to: the elements that are open, as far as they matter."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.flow = Flow(text)
        self.hidden = ""
        self.hidden_depth = 0
        self.lists = 0
        self.raised = 0
        self.kept = 0
        self.kept_from = -1

    # --- tags

    def read_tags(self, start: int, end: int, tags: tuple[tuple[str, bool], ...]) -> None:
        """Read markup: a tag that opens, one that closes, one that does both, or none."""
        seen = [(name, opens) for name, opens in tags if not self._hides(name, opens)]
        lines = max((self._lines(name, opens) for name, opens in seen), default=0)
        if lines:
            self.flow.block(start, end, lines)
        elif any(name == "br" for name, _ in seen):
            # An end tag of it, too: it has none, and browsers take </br> for one that opens.
            self.flow.line(start, end)
        elif ("td", True) in seen or ("th", True) in seen:
            self.flow.cell(start, end)
        else:
            self.flow.drop(start, end)
        for name, opens in seen:
            self._enter(name, 1 if opens else -1, end)

    def _enter(self, name: str, step: int, end: int) -> None:
        """Count how deep the text after a tag is in the elements that change how text is read."""
        if name == "sup":
            self.raised = max(0, self.raised + step)
        elif name in AS_IT_STANDS:
            self.kept = max(0, self.kept + step)
            self.kept_from = end

    def _hides(self, name: str, opens: bool) -> bool:
        """Say whether a tag belongs to what is not seen."""
        if self.hidden:
            if name == self.hidden and (not opens or name in NESTED):
                self.hidden_depth += 1 if opens else -1
                self.hidden = self.hidden if self.hidden_depth else ""
            return True
        if opens and name in HIDDEN:
            self.hidden, self.hidden_depth = name, 1
        return name in HIDDEN

    def _lines(self, name: str, opens: bool) -> int:
        """Give the least number of line ends at an edge of an element."""
        if name in LISTS:
            depth, self.lists = self.lists, max(0, self.lists + (1 if opens else -1))
            return 1 if min(depth, self.lists) else 2
        return 2 if name in BLANK_LINE else 1 if name in NEW_LINE else 0

    # --- text

    def read_text(self, start: int, end: int) -> None:
        """Read a stretch of text between two tags."""
        if self.hidden:
            self.flow.drop(start, end)
            return
        read = self._read_kept if self.kept else self._read_raised if self.raised else self._read_words
        for left, right, meaning in decoded(self.text, start, end):
            read(start, left)
            self._read_reference(left, right, meaning)
            start = right
        read(start, end)

    def _read_reference(self, start: int, end: int, meaning: str) -> None:
        if not meaning:
            self.flow.drop(start, end)
        elif meaning in _SPACES and not self.kept:
            self.flow.blank(start, end)
        elif meaning == "\n":
            self.flow.line(start, end)
        else:
            self.flow.show()
            self.flow.replace(start, end, meaning)

    def _read_raised(self, start: int, end: int) -> None:
        """Read text whose digits are raised."""
        for match in _RAISED.finditer(self.text, start, end):
            self._read_words(start, match.start())
            self.flow.show()
            self.flow.replace(*match.span(), _RAISED_SIGNS[match[0]])
            start = match.end()
        self._read_words(start, end)

    def _read_words(self, start: int, end: int) -> None:
        """Read text in which runs of space are one space."""
        if start == end:
            return
        left, right = self._edges(start, end)
        if start < left:
            self.flow.blank(start, left)
        if left < right:
            self.flow.show()
        for match in _UNEVEN.finditer(self.text, left, right):
            self.flow.replace(*match.span(), " ")
        if right < end:
            self.flow.blank(right, end)

    def _edges(self, start: int, end: int) -> tuple[int, int]:
        """Give the stretch without the space at its two ends; all that is only space counts as the first."""
        while start < end and self.text[start] in _SPACES:
            start += 1
        while start < end and self.text[end - 1] in _SPACES:
            end -= 1
        return start, end

    def _read_kept(self, start: int, end: int) -> None:
        """Read text in which each space and each line end counts."""
        for match in _SPACE_OR_LINE.finditer(self.text, start, end):
            if start < match.start():
                self.flow.show()
            start = match.end()
            if match[0][0] not in "\r\n":
                self.flow.keep(*match.span())
            elif match.start() == self.kept_from:
                # HTML does not count the line end just after <pre>.
                self.flow.drop(*match.span())
            else:
                self.flow.line(*match.span())
        if start < end:
            self.flow.show()
