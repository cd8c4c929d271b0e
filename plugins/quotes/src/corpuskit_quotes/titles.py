"""Titles in marks inside a sentence: ``on NBC's “Meet the Press”``. They are read like names, not like what is said."""

import re
from collections.abc import Iterable

from .regions import Quoted
from .vocabulary import Vocabulary

__all__ = ["mark_titles"]

_BEFORE = re.compile(
    r"(?:\b(?:(?P<on>[Oo]n)|[Ww]ith|[Ff]rom|[Ii]n|told|tells|telling)(?: the)?(?: [A-Z][\w.&’'-]*){0,3}"
    r"|[A-Z][\w.&-]*(?:['’]s|s['’])|(?:author|editor|star|host|director|creator|producer)s? of"
    r"|\b(?P<noun>[a-z][\w-]*),?) $"
)
_JOINED = re.compile(r"[,.]?(?: and|,| or)? ")
_REACH = 60
_WORD = re.compile(r"[^\W_][\w'’.-]*")
_LONGEST = 60


def mark_titles(text: str, quoted: Iterable[Quoted], words: Vocabulary) -> None:
    """Mark those quotations that are the title of a work or programme, by the words before them and their capitals."""
    last = None
    for item in quoted:
        if len(item.pieces) == 1 and item.pieces[0].closed and item.end - item.start <= _LONGEST:
            joined = last is not None and _JOINED.fullmatch(text, last.end, item.start) is not None
            item.is_title = _is_title(text, item, words, joined)
        last = item if item.is_title else None


def _is_title(text: str, item: Quoted, words: Vocabulary, joined: bool) -> bool:
    inner = text[item.pieces[0].inner_start : item.pieces[0].inner_end]
    found = _WORD.findall(inner)
    # What is written as a title is rare: few look at the words before.
    if not found or inner[-1:] in "?!" or not _is_capital(found, words):
        return False
    before = _BEFORE.search(text, max(0, item.start - _REACH), item.start)
    if not joined and (before is None or (before["noun"] and before["noun"] not in words.titled)):
        return False
    return len(found) > 1 or (before is not None and before["on"] is not None)


def _is_capital(found: list[str], words: Vocabulary) -> bool:
    """Say whether words are written as in a title: all with a capital but the small ones inside."""
    inside = (word[0].isupper() or word[0].isdigit() or word in words.small for word in found[1:])
    return found[0][0].isupper() and found[-1][0].isupper() and all(inside)
