"""The subject that a sentence begins with, behind a dateline and adverbial phrases."""

import re

from .page import Page, Tokens
from .vocabulary import Word

__all__ = ["first_subject"]

_OPENING = 110
_NEAR = 50
_LOOKED_AT = 4
"""How many tokens behind its last one, or where none begins, a subject may depend on; the last of all may be cut."""
_SHORT = ("Jr.", "Sr.", "Inc.", "Corp.", "Co.", "U.S.", "U.N.", "U.K.")
_NAME_PARTS = frozenset(("of", "for", "the", "de", "van", "bin", "al", "and", "&"))
_WORD = r"[A-Z][\w.']*+(?:-[\w.']++)*(?!-[\w.'])"
_DATELINE = re.compile(
    rf"\s*{_WORD}(?:,? {_WORD}){{0,4}}(?:, [A-Z][a-z]+\.? \d+)? ?(?:\([A-Z][^()\n]{{1,30}}\) ?)?"
    r"(?:[–—]|--?) ?(?=[A-Z])"
)
"""The place before a report: ``LONDON, May 3 (AP) —``; not the first word in ``Coca-Cola``."""


def first_subject(page: Page, start: int, end: int) -> tuple[int, int] | None:
    """Give the subject that a sentence begins with, after an adverbial phrase."""
    dateline = _DATELINE.match(page.masked, start, end)
    start = dateline.end() if dateline else start
    if start + _NEAR < end:
        # Mostly the first few words show it: more are read only where these may not be all that it depends on.
        tokens = page.tokens(start, start + _NEAR)
        first, last = _subject(tokens.words, page.words.heads)
        if last + _LOOKED_AT < len(tokens.words):
            return _trimmed(page.masked, tokens, first, last) if first >= 0 else None
    tokens = page.tokens(start, min(end, start + _OPENING))
    first, last = _subject(tokens.words, page.words.heads)
    return _trimmed(page.masked, tokens, first, last) if first >= 0 else None


def _trimmed(masked: str, tokens: Tokens, first: int, last: int) -> tuple[int, int] | None:
    """Give where tokens stand without the signs that they end with, but for abbreviations."""
    begin, stop = tokens.span(first, last)
    while stop > begin and masked[stop - 1] in ".'&-" and not masked.endswith(_SHORT, begin, stop):
        stop -= 1
    return (begin, stop) if stop > begin else None


def _subject(words: list[Word], heads: frozenset[str]) -> tuple[int, int]:
    """Give the indexes of the first and last token of the subject; -1 and where none begins, if there is none."""
    at = _after_lead(words)
    if at >= len(words) or words[at].is_sign or words[at].kind is not None:
        return -1, at
    return at, at if words[at].is_pronoun else _name_end(words, at, heads)


def _after_lead(words: list[Word]) -> int:
    """Give the index of the first token behind the words that lead in: ``In 2010, after the war, he``."""
    at = 0
    while at < len(words) and (words[at].is_sign or words[at].lower in ("and", "but", "so", "yet", "or")):
        at += 1
    if at < len(words) and not (words[at].is_leading or words[at].lower.endswith(("ing", "ly")) or _is_ago(words, at)):
        return at
    while at < len(words):
        while at < len(words) and words[at].text != ",":
            at += 1
        at += 1
        if not _leads_on(words, at):
            break
    return at


def _leads_on(words: list[Word], at: int) -> bool:
    """Say whether a further adverbial phrase or the rest of a place follows: ``In Ames, Iowa, on Sunday, he``."""
    if at >= len(words):
        return False
    return words[at].is_leading or (words[at].is_capital and [word.text for word in words[at + 1 : at + 2]] == [","])


def _is_ago(words: list[Word], at: int) -> bool:
    """Say whether a time begins a sentence: ``Eight years ago, he``."""
    return any(word.lower in ("ago", "later", "earlier") for word in words[at + 1 : at + 4])


def _name_end(words: list[Word], at: int, heads: frozenset[str]) -> int:
    """Give the index of the last token of the noun phrase that begins at ``at``: article, adjectives, names."""
    last = at
    article = words[at].determiner is not None or words[at].is_possessive
    while last + 1 < len(words):
        word = words[last + 1]
        if not (
            word.is_capital
            or word.text[0].isdigit()
            or (word.lower in _NAME_PARTS and last + 2 < len(words) and _goes_on(words[last + 2]))
            or word.text in heads
            or (article and last - at < 1 and word.text.isalpha())
        ):
            break
        last += 1
    return last


def _goes_on(word: Word) -> bool:
    return word.is_capital or word.text == "the"
