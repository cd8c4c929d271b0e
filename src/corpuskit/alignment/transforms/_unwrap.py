"""Paragraphs put together again from lines that were wrapped."""

import re
from collections.abc import Callable
from functools import cache
from itertools import pairwise

from ..._span import Span
from .._edits import Edit
from ._lines import Line, lines_of, width_of

__all__ = ["unwrap"]

_LETTERS = re.compile(r"[^\W\d_]+")
_LETTERS_AND_HYPHEN = re.compile(r"([^\W\d_]+)[-\u2010]\Z")
_SUSPENDED = frozenset(["and", "or", "to"])
_TIGHT = ("--", "—", "–", "/")
_MOST_OF_A_WORD = 100


def unwrap(text: str) -> tuple[Edit, ...]:
    r"""Join the lines of paragraphs that were wrapped by hand: a line end within one becomes a space.

    A text counts as wrapped where at least half of the line ends that may lie within paragraphs are where a width
    between 40 and 120 code points breaks lines: the first word of the next line would have had no room. The width is
    the one that most of them fit; fewer than three are trusted only where each next line begins in lower case. In such
    a text two lines are joined where the next word would have had no room, or where a line of at least half the width
    ends in a letter, a digit or a comma and the next begins in lower case.

    Lines stay apart at blank lines, before an indented line and before a list item (one that goes on below its own
    first word is joined), where the marks of quoted mail (``>``) change, and around rows of tables, rules drawn with
    signs, and scripts without spaces. So do the short lines of verse, addresses and headings: their next word had room.

    A soft hyphen at a line end goes. A hyphen there goes where the text has the whole word without it elsewhere
    (letter case aside), and stays otherwise, without a space after it unless ``and``, ``or`` or ``to`` follows.
    Nothing is put after a dash that touches its word, or after ``/``. Each line end, with the space around it, the
    marks of quoted mail after it and the hyphen that goes, is one edit.

    >>> from corpuskit.alignment import edited
    >>> text = "The harbour was shut to all, and the inter-\nnational fleet, some twenty large ships, lay\nat anchor."
    >>> edited(text, unwrap(text))
    'The harbour was shut to all, and the inter-national fleet, some twenty large ships, lay at anchor.'
    """
    lines = list(lines_of(text))
    pairs = [(line, after) for line, after in pairwise(lines) if after.may_follow(line)]
    width = width_of(pairs)
    if width is None:
        return ()

    @cache
    def words() -> frozenset[str]:
        return frozenset(word.casefold() for word in _LETTERS.findall(text))

    return tuple(_joint(*pair, words) for pair in pairs if _is_joined(*pair, width))


def _is_joined(line: Line, after: Line, width: int) -> bool:
    if line.fills(width, after):
        return True
    goes_on = line.text[-1].isalnum() or line.text[-1] in ",-\u2010\u00ad"
    return goes_on and after.text[0].islower() and width <= 2 * line.width <= 2 * width


def _joint(line: Line, after: Line, words: Callable[[], frozenset[str]]) -> Edit:
    end, new = line.end, " "
    hyphenated = _LETTERS_AND_HYPHEN.search(line.text, max(0, len(line.text) - _MOST_OF_A_WORD))
    following = _LETTERS.match(after.text)
    if line.text.endswith("\u00ad"):
        end, new = end - 1, ""
    elif hyphenated and following and following[0].casefold() not in _SUSPENDED:
        is_word = (hyphenated[1] + following[0]).casefold() in words()
        end, new = end - is_word, ""
    elif line.text.endswith(_TIGHT) and not line.text[:-1].rstrip("-").endswith((" ", "\t")):
        new = ""
    return Edit(Span.unchecked(end, after.start), new)
