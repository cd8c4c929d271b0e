"""Where paragraphs begin and end, in text of one paragraph a line as well as in text broken at a fixed width."""

import itertools
import re
from collections.abc import Iterator

__all__ = ["Block", "paragraphs"]

Block = tuple[int, int]
"""Start and end of a paragraph."""

_LINE = re.compile(r"\S(?:[^\r\n\x0b\x0c\x85\u2028\u2029]*\S)?")
_SAMPLE = 400
_NARROW, _WIDE = 32, 120
_SLACK = 2
_CLOSED = tuple(".!?:;\"'”’)]»…")


def paragraphs(text: str, open_ended: tuple[str, ...]) -> list[Block]:
    """Give the paragraphs of a text, without the white space around them.

    Lines are joined where the text is broken at a fixed width: most lines are then so long that the next word did not
    fit. A line that ends in the middle of a sentence is joined to a next one that begins in lower case in any text, and
    one that ends with one of the words ``open_ended`` to any next one.
    """
    lines = [(match.start(), match.end()) for match in _LINE.finditer(text)]
    if len(lines) < 2:
        return lines
    return list(_joined(text, lines, _wrap_width(text, lines[:_SAMPLE]), open_ended))


def _joined(text: str, lines: list[Block], width: int, open_ended: tuple[str, ...]) -> Iterator[Block]:
    start, last = lines[0]
    for line in lines[1:]:
        if not _continues(text, (start, last), line, width, open_ended):
            yield start, last
            start = line[0]
        last = line[1]
    yield start, last


def _continues(text: str, block: Block, line: Block, width: int, open_ended: tuple[str, ...]) -> bool:
    if not _adjacent(text, block[1], line[0]):
        return False
    first = text[line[0]]
    if first.islower() and text[block[1] - 1] not in _CLOSED:
        return True
    if text.endswith(open_ended, block[0], block[1]) and text[line[0] - 1] not in " \t":
        return True
    if not width or text[line[0] - 1] in " \t":
        return False
    begin = max(text.rfind("\n", block[0], block[1]) + 1, block[0])
    fits = block[1] - begin + 1 + _first_word(text, line) <= width - _SLACK
    return not (fits and text[block[1] - 1] in _CLOSED)


def _adjacent(text: str, end: int, start: int) -> bool:
    between = text[end:start]
    return between.count("\n") + between.count("\r") - between.count("\r\n") <= 1 and "\u2029" not in between


def _first_word(text: str, line: Block) -> int:
    end = text.find(" ", line[0], line[1])
    return (line[1] if end < 0 else end) - line[0]


def _wrap_width(text: str, lines: list[Block]) -> int:
    """Give the width that the text is broken at, or 0."""
    pairs = [(a, b) for a, b in itertools.pairwise(lines) if _adjacent(text, a[1], b[0])]
    if len(pairs) < 3 or 2 * len(pairs) < len(lines):
        return 0
    lengths = sorted(end - start for start, end in lines)
    width = lengths[len(lengths) * 95 // 100]
    if not _NARROW <= width <= _WIDE:
        return 0
    full = sum(a[1] - a[0] + 1 + _first_word(text, b) > width - _SLACK for a, b in pairs)
    return width if full >= 0.6 * len(pairs) else 0
