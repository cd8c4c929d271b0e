"""Titles in marks inside a sentence: ``on NBC's “Meet the Press”``. They are read like names, not like what is said."""

import re
from collections.abc import Iterable

from .regions import Quoted
from .vocabulary import Vocabulary

__all__ = ["mark_titles"]

_BEFORE = re.compile(
    r"(?:\b(?:[Oo]n|[Ww]ith|[Ff]rom|[Ii]n|told|tells|telling)(?: the)?(?: [A-Z][\w.&’'-]*){0,3}"
    r"|[A-Z][\w.&-]*(?:['’]s|s['’])|\b(?P<noun>[a-z][\w-]*),?) $"
)
_REACH = 60
_WORD = re.compile(r"[^\W_][\w'’.-]*")
_LONGEST = 60


def mark_titles(text: str, quoted: Iterable[Quoted], words: Vocabulary) -> None:
    """Mark those quotations that are the title of a work or programme, by the words before them and their capitals."""
    for item in quoted:
        piece = item.pieces[0]
        if piece.inner_end - piece.inner_start <= _LONGEST and len(item.pieces) == 1 and piece.closed:
            item.is_title = _is_title(text, item.start, text[piece.inner_start : piece.inner_end], words)


def _is_title(text: str, start: int, inner: str, words: Vocabulary) -> bool:
    before = _BEFORE.search(text, max(0, start - _REACH), start)
    if before is None or (before["noun"] and before["noun"] not in words.titled):
        return False
    found = _WORD.findall(inner)
    return len(found) > 1 and inner[-1:] not in "?!" and _is_capital(found, words)


def _is_capital(found: list[str], words: Vocabulary) -> bool:
    """Say whether words are written as in a title: all with a capital but the small ones inside."""
    inside = (word[0].isupper() or word[0].isdigit() or word in words.small for word in found[1:])
    return found[0][0].isupper() and found[-1][0].isupper() and all(inside)
