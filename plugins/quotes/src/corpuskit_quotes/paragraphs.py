"""Where paragraphs begin and end, in text of one paragraph a line as well as in text broken at a fixed width."""

import itertools
from collections.abc import Iterator

__all__ = ["Block", "paragraphs"]

Block = tuple[int, int]
"""Start and end of a paragraph."""

_BREAKS = "\r\x0b\x0c\x85\u2028\u2029"
_SAMPLE = 400
_NARROW, _WIDE = 32, 120
_SLACK = 2
_LEAST = 3
"""The least number of broken lines that show a width."""

_STOPS = frozenset((*".!?:;…", ""))
_CLOSING = frozenset("\"'”’)]»")
_CLOSED = _STOPS | _CLOSING


def paragraphs(text: str, open_ended: tuple[str, ...]) -> list[Block]:
    """Give the paragraphs of a text, without the white space around them.

    Lines are joined where the text is broken at a fixed width: most lines are then so long that the next word did not
    fit. A line that ends in the middle of a sentence is joined to a next one that begins in lower case in any text, and
    one that ends with one of the words ``open_ended`` to any next one.
    """
    lines = _lines(text)
    adjacent = [_adjacent(text, end, start) for (_, end), (start, _) in itertools.pairwise(lines)]
    if not any(adjacent):
        return lines
    width = _wrap_width(text, lines[:_SAMPLE], adjacent[: _SAMPLE - 1])
    return list(_joined(text, lines, adjacent, width, open_ended))


def _lines(text: str) -> list[Block]:
    """Give the lines that have more than white space, without the white space around them."""
    for sign in _BREAKS:  # One sign is searched for many times quicker than any of several.
        text = text.replace(sign, "\n")
    lines: list[Block] = []
    at = 0
    for line in text.split("\n"):
        if words := line.strip():
            start = at + len(line) - len(line.lstrip())
            lines.append((start, start + len(words)))
        at += len(line) + 1
    return lines


def _joined(
    text: str, lines: list[Block], adjacent: list[bool], width: int, open_ended: tuple[str, ...]
) -> Iterator[Block]:
    start, last = lines[0]
    for line, beside in zip(lines[1:], adjacent, strict=True):
        if not (beside and _continues(text, (start, last), line, width, open_ended)):
            yield start, last
            start = line[0]
        last = line[1]
    yield start, last


def _continues(text: str, block: Block, line: Block, width: int, open_ended: tuple[str, ...]) -> bool:
    start, (begin, end) = line[0], block
    closed = text[end - 1] in _CLOSED
    if text[start].islower() and not (closed and _ends_sentence(text, end)):
        return True
    if text[start - 1] in " \t":
        return False
    if text.endswith(open_ended, begin, end):
        return True
    if not width:
        return False
    if not closed:
        return True
    begin = max(text.rfind("\n", begin, end) + 1, begin)
    return end - begin + 1 + _first_word(text, line) > width - _SLACK


def _ends_sentence(text: str, end: int) -> bool:
    """Say whether a stop stands before the closing signs that a line ends with: not in ``He said, “Go,”``."""
    while end and text[end - 1] in _CLOSING:
        end -= 1
    return text[end - 1 : end] in _STOPS


def _adjacent(text: str, end: int, start: int) -> bool:
    if start == end + 1:  # One sign between two lines is a line break.
        return text[end] != "\u2029"
    between = text[end:start]
    return between.count("\n") + between.count("\r") - between.count("\r\n") <= 1 and "\u2029" not in between


def _first_word(text: str, line: Block) -> int:
    end = text.find(" ", line[0], line[1])
    return (line[1] if end < 0 else end) - line[0]


def _wrap_width(text: str, lines: list[Block], adjacent: list[bool]) -> int:
    """Give the width that the text is broken at, or 0; an indented line does not go on with the one before."""
    if 2 * sum(adjacent) < len(lines):
        return 0
    pairs = [
        (one, two)
        for one, two in itertools.compress(itertools.pairwise(lines), adjacent)
        if text[two[0] - 1] not in " \t"
    ]
    if len(pairs) < _LEAST:
        return 0
    lengths = sorted(end - start for start, end in lines)
    width = lengths[len(lengths) * 95 // 100]
    if not _NARROW <= width <= _WIDE:
        return 0
    full = sum(a[1] - a[0] + 1 + _first_word(text, b) > width - _SLACK for a, b in pairs)
    return width if full >= 0.6 * len(pairs) else 0
