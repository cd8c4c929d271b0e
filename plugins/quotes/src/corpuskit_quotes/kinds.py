"""What words in marks are when nobody is said to speak them: an utterance, a name, or words held at a distance."""

import re

from .page import Page
from .regions import Quoted

__all__ = ["is_work", "kind_of_words"]

_WORD = re.compile(r"[^\W_][\w'’-]*")
_NICKNAME = re.compile(r"[A-Z][\w.'-]+,? $")
_NEAR = 6
_LONGEST_NAME = 160
"""Whether so many code points are a name shows in no more."""

_BEFORE_UTTERANCE = ("", "\n", ".", "!", "?", "…", "”", ")", "]")
_TERMINAL = ".?!…—–-"
_NO_HEADING = frozenset(_TERMINAL + ",")
_CLOSERS = "'’\"”» "


def kind_of_words(page: Page, item: Quoted) -> str:
    """Give ``utterance``, ``title``, ``nickname`` or ``words``."""
    piece = item.pieces[0]
    inner = page.text[piece.inner_start : piece.inner_end].strip().rstrip(_CLOSERS)
    if len(item.pieces) > 1:
        return "utterance"
    words = _WORD.findall(inner[:_LONGEST_NAME])
    if _is_heading(page, item, inner):
        return "title"
    if _is_nickname(page, item, words):
        return "nickname"
    if _is_title(page, item, inner, words):
        return "title"
    return "utterance" if _is_utterance(page, item, inner, words) else "words"


def _is_heading(page: Page, item: Quoted, inner: str) -> bool:
    """Say whether a line is nothing but these words, without a full stop."""
    before, after = page.masked[max(0, item.start - 1) : item.start], page.masked[item.end : item.end + 1]
    alone = before in ("", "\n") and after in ("", "\n")
    return alone and inner[-1:] not in _NO_HEADING and len(inner) < _LONGEST_NAME


def _is_nickname(page: Page, item: Quoted, words: list[str]) -> bool:
    if not 0 < len(words) <= 4 or not words[0][0].isupper():
        return False
    before = page.masked[max(0, item.start - 30) : item.start]
    after = page.masked[item.end : item.end + 3]
    return bool(_NICKNAME.search(before)) and after[:1] == " " and after[1:2].isupper()


def _is_title(page: Page, item: Quoted, inner: str, words: list[str]) -> bool:
    if not words or not (words[0][0].isupper() or words[0][0].isdigit()):
        return False
    if not all(word[0].isupper() or word[0].isdigit() or word.lower() in page.words.small for word in words):
        return False
    if is_work(page, item):
        return True
    inside = page.masked[item.start - 2 : item.start - 1].isalpha()  # An utterance does not stand behind a mere word.
    ends = ("?", "!") if inside else ("?", "!", ".")
    return len(words) > 1 and inner[-1:] not in ends and item.pieces[0].closed


def is_work(page: Page, item: Quoted) -> bool:
    """Say whether a word such as ``film`` or ``memoir`` stands before words in marks that begin with a capital."""
    before = _WORD.findall(page.masked, max(0, item.start - 20), item.start)
    capital = page.text[item.pieces[0].inner_start].isupper() if item.end > item.start + 2 else False
    return capital and bool(before) and before[-1].lower() in page.words.titled


def _is_utterance(page: Page, item: Quoted, inner: str, words: list[str]) -> bool:
    """Say whether the words stand as a sentence of their own."""
    before = page.masked[max(0, item.start - _NEAR) : item.start].rstrip(" (")[-1:]
    opens = before in _BEFORE_UTTERANCE
    ends = inner[-1:] in _TERMINAL or page.masked[item.end : item.end + 1] in ".?!"
    if opens and (ends or inner[-1:] == ","):
        return True
    follows = before in (",", "-", "—", "–", ":") and len(words) > 1
    return inner[:1].isupper() and ends and (follows or len(words) > 6)
