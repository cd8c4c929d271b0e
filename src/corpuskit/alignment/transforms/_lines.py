"""The lines of a text, and the width that they were wrapped to."""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

import attrs

__all__ = ["Line", "lines_of", "width_of"]

_NARROWEST, _WIDEST = 40, 120
"""The least and the most code points that wrapped lines have room for."""

_TRUSTED = 3
"""Breaks that fit one width hardly by chance."""

_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)")
_HEAD = re.compile(
    r"(?P<quoted>(?:(?:[ \t]?>)+[ ]?)?)(?P<indent>[ \t]*)"
    r"(?P<item>(?:(?:[-*+•·‣–—]|\(?(?:[0-9]{1,2}|[A-Za-z])[.)])[ \t]+(?=\S))?)"
)
_WORD = re.compile(r"\S+")
_COLUMNS = re.compile(r"\t| {3}")
_SIGN_OR_DIGIT = re.compile(r"[^\W_]")


@attrs.frozen
class Line:
    """A line of a text: what stands in it, and where.

    Args:
        text: its words, with the mark of a list item before them.
        start: where they start.
        quoted: the marks of quoted mail before them, without spaces.
        indent: the columns between those and the words.
        item: the columns of the mark of a list item, or 0.
        hang: the column in which a list item goes on; 0 outside one.
    """

    text: str
    start: int
    quoted: str
    indent: int
    item: int
    hang: int

    @property
    def end(self) -> int:
        """Where the words end."""
        return self.start + len(self.text)

    @property
    def width(self) -> int:
        """The columns of the line without the marks of quoted mail, which come after wrapping."""
        return self.indent + len(self.text)

    @property
    def first(self) -> int:
        """The columns of the first word."""
        match = _WORD.match(self.text)
        return match.end() if match else 0

    @property
    def last(self) -> int:
        """The columns of the last word."""
        return len(self.text) - 1 - max(self.text.rfind(" "), self.text.rfind("\t"))

    @property
    def is_prose(self) -> bool:
        """Whether it may be part of a paragraph: not blank, no row of a table, no rule drawn with signs."""
        return bool(_SIGN_OR_DIGIT.search(self.text)) and not _COLUMNS.search(self.text)

    def may_follow(self, before: "Line") -> bool:
        """Say whether it may go on with what stands in the line before, by the look of its beginning."""
        if self.quoted != before.quoted or self.item or not (self.is_prose and before.is_prose):
            return False
        # Scripts without spaces between words are not wrapped at spaces.
        spaced = before.text[-1] < "\u2e80" and self.text[0] < "\u2e80"
        return spaced and self.indent in (0, before.hang)

    def fills(self, width: int, after: "Line") -> bool:
        """Say whether the first word of the line after it had no room left in this one."""
        return self.width + 1 + after.first > width >= self.width - self.last


def lines_of(text: str) -> Iterator[Line]:
    """Give the lines of a text, in order."""
    hang = 0
    for match in _LINE.finditer(text):
        head = _HEAD.match(text, *match.span(1))
        if head is None:  # pragma: no cover - every part of the pattern may be empty.
            continue
        quoted, indent, item = head.group("quoted", "indent", "item")
        start = head.end("indent")
        if item:
            hang = len(indent) + len(item)
        elif len(indent) != hang:
            hang = 0
        words = text[start : match.end(1)].rstrip(" \t")
        yield Line(words, start, quoted.replace(" ", "").replace("\t", ""), len(indent), len(item), hang)


def width_of(pairs: Sequence[tuple[Line, Line]]) -> int | None:
    """Give the width that lines were wrapped to, from lines and those after them; None where it looks like none.

    Each break fits the widths from its line's own to those at which the next word would have had no room. The width
    that most breaks fit is taken, if at least half of them do; fewer than three are trusted only where each next line
    begins in lower case.
    """
    change = [0] * (_WIDEST + 2)
    for line, after in pairs:
        low, high = max(_NARROWEST, line.width), min(_WIDEST, line.width + after.first)
        if low <= high:
            change[low] += 1
            change[high + 1] -= 1
    votes = list(accumulate(change))
    most = max(votes)
    trusted = most >= _TRUSTED or all(after.text[0].islower() for _, after in pairs)
    return votes.index(most) if most and 2 * most >= len(pairs) and trusted else None
