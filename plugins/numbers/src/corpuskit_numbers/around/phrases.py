"""The noun phrase that a number counts."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from corpuskit import Span

from ..memory import remembered

__all__ = ["NounPhrases"]

_NEXT = re.compile(r"(?:[ \t\u00a0]{1,2}\n?|\n|-)((?:[A-Za-z]\.){2,}|[^\W\d_][\w'’&-]*[\w]|[^\W\d_])")
_OF = re.compile(r"\s{1,2}of(?=\s)", re.IGNORECASE)
_MOST_WORDS = 9
# Endings of adjectives: "200 pregnant and lactating women", not "a point and three women".
_ADJECTIVE = ("al", "an", "ant", "ary", "ed", "ent", "ese", "ful", "ic", "ing", "ish", "ive", "less", "ous", "ble")
_POSSESSIVE = ("'s", "’s", "s'", "s’")
_NUMBER_WORDS = ("ones", "teens", "tens", "magnitude", "vague")


class _Form(NamedTuple):
    """What the form of a word says of its place in a noun phrase."""

    leads: bool
    """Whether it is left out at the front."""
    ends: bool
    """Whether the phrase ends before it."""
    joins: bool
    """Whether it is "and", which goes on behind an adjective."""
    ends_single: bool
    """Whether a phrase for one thing ends before it, unless it is the first word."""
    is_plural: bool
    is_adjective: bool
    is_open: bool
    """Whether no phrase ends with it."""


_Word = tuple[int, int, _Form]


class NounPhrases:
    """Find the noun phrase that a number counts, by its plural and by the words that cannot be in it."""

    def __init__(self, lexicons: Mapping[str, Mapping[str, Any]]) -> None:
        """Take the word lists from the lexicons of the rules."""
        self._ends = frozenset(lexicons["ends_phrase"])
        self._before = frozenset(lexicons["before_phrase"])
        self._plural = frozenset(lexicons["plural"])
        self._no_plural = frozenset(lexicons["no_plural"])
        self._numbers = frozenset(word for name in _NUMBER_WORDS for word in lexicons[name])
        self._form_of = remembered(self._form)

    def find(self, text: str, at: int, *, single: bool = False, after_of: bool = False) -> Span | None:
        """Give the noun phrase that begins behind ``at``.

        Args:
            text: the document's text.
            at: where the number or its modifier ends.
            single: whether a singular noun may be counted, as after "one".
            after_of: whether the phrase must be one with "of".
        """
        lead = text[at : at + 1]
        if lead != "-" and not lead.isspace():
            return None
        of = None if lead == "-" else _OF.match(text, at)
        if of is None and after_of:
            return None
        words = self._words(text, of.end() if of else at, single and of is None)
        last = 0 if lead == "-" and words else self._last(words)
        if last is None and (single or of) and len(words) in (1, 2, 3):
            last = len(words) - 1
        return None if last is None else Span(words[0][0], words[last][1])

    def first(self, text: str, at: int) -> str | None:
        """Give the first word behind ``at`` that may be in a noun phrase; None where the next word ends it."""
        of = _OF.match(text, at)
        words = self._words(text, of.end() if of else at, of is None)
        return text[words[0][0] : words[0][1]] if words else None

    def _words(self, text: str, at: int, single: bool) -> list[_Word]:
        """Give the words that may be in the phrase, up to the end of its first plurals."""
        words: list[_Word] = []
        for _ in range(_MOST_WORDS):
            match = _NEXT.match(text, at)
            if match is None:
                break
            at, word = match.end(), match[1]
            form = self._form_of(word)
            if not words and form.leads:
                continue
            if form.ends and not (form.joins and words and not single and words[-1][2].is_adjective):
                break
            if words and ((single and form.ends_single) or (words[-1][2].is_plural and not form.is_plural)):
                break
            words.append((*match.span(1), form))
        while words and words[-1][2].is_open:
            words.pop()
        return words

    def _form(self, word: str) -> "_Form":
        """Give what the form of a word says of its place in a phrase."""
        lower = word.lower()
        is_plural = self.is_plural(word)
        return _Form(
            leads=lower in self._before or lower in self._numbers,
            ends=lower in self._numbers or (lower in self._ends and word != "US") or lower == "and",
            joins=lower == "and",
            ends_single=is_plural or lower.endswith(("ing", "ed")),
            is_plural=is_plural,
            is_adjective=word.endswith(_ADJECTIVE),
            is_open=word == "and" or word.endswith(_POSSESSIVE),
        )

    def _last(self, words: list[_Word]) -> int | None:
        """Give the last of the first plurals."""
        last = None
        for index, (_, _, form) in enumerate(words):
            if form.is_plural:
                last = index
            elif last is not None:
                break
        return last

    def is_plural(self, word: str) -> bool:
        """Say whether a word has the form of a plural noun."""
        lower = word.lower()
        if lower in self._plural:
            return True
        if len(lower) < 4 and not (len(word) == 3 and word[:2].isupper() and word[2] == "s"):
            return False
        if not lower.endswith("s") or lower.endswith(("ss", "us", "is", "'s", "’s")):
            return False
        return lower not in self._no_plural
