"""What stands around a number: the words that say "about" or "more than", and what is counted."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from corpuskit import Span

from .memory import remembered

__all__ = ["ARTICLES", "SIGNS", "Modifiers", "NounPhrases", "words_before"]

_WINDOW = 48
ARTICLES = frozenset({"a", "an", "the", "another", "just", "only", "by", "reported"})
"""The words that may stand between a modifier and its number."""
SIGNS = "~∼≈<>≤≥⩽⩾"
"""The signs that a modifier before a number is written with."""
_OPENING = "([{\"'“‘—–"
_BLANK = (" ", "\n")
_ATTACHED = ("+", "-")
_BEFORE = 80
_WORD = re.compile(r"[^\W\d_]+")


def words_before(text: str, start: int) -> list[str]:
    """Give the words of the same sentence shortly before ``start``, in lower case, the nearest last."""
    window = text[max(0, start - _BEFORE) : start]
    return _WORD.findall(window.rpartition("\n\n")[2].rpartition(". ")[2].lower())


class Modifiers:
    """Find the approximator or comparator of a number, before it or after it."""

    def __init__(self, before: Mapping[str, str], after: Mapping[str, str]) -> None:
        """Take the words for what stands before and what stands behind, each with its sign."""
        self._before = dict(before)
        self._after = dict(after)
        # What stands right before and behind a number mostly shows that there is nothing to find.
        phrases = [word.split() for word in before]
        self._ends = frozenset(" ".join(words[-2:]) for words in phrases)
        self._last = ARTICLES | {words[-1] for words in phrases}
        self._letters = frozenset(word[-2:] for word in self._last)
        self._tails = frozenset(" ".join(words[at:]) for words in phrases for at in range(1, len(words)))
        self._first = frozenset(letter for word in after for letter in (word[0].lower(), word[0].upper()))
        tails = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(self._after, key=len, reverse=True))
        self._pattern = re.compile(rf"\s{{0,2}}({tails})(?!\w)", re.IGNORECASE)

    def before(self, text: str, start: int) -> tuple[str, Span] | None:
        """Give the sign and the place of the words in front of ``start``; None where there are none."""
        letters = text[max(0, start - 3) : start]
        if letters[2:] == " " and letters[:2].isalpha() and letters[:2].lower() not in self._letters:
            return None
        window = text[max(0, start - _WINDOW) : start]
        near = window.rsplit(None, 2)[-2:]
        if not near or "\n\n" in window[-3:]:
            return None
        if near[-1][-1] in SIGNS:
            return self._sign(window, start)
        if not self._may_end(near):
            return None
        words = window.split()
        found = self._words(words, window, start)
        if found is None and near[-1].lower() in ARTICLES:
            rest = window[: window.rindex(near[-1])]
            return self._words(words[:-1], rest, start - len(window) + len(rest))
        return found

    def _may_end(self, words: list[str]) -> bool:
        """Say whether a phrase may end with one or two words, one of them perhaps an article behind it."""
        last = words[-1].lstrip(_OPENING).lower()
        if last not in self._last:
            return False
        first = words[0].lstrip(_OPENING).lower()
        return last in self._ends or f"{first} {last}" in self._ends or (last in ARTICLES and first in self._last)

    def _sign(self, window: str, start: int) -> tuple[str, Span] | None:
        bare = window.rstrip()
        length = 2 if len(bare) > 1 and bare[-2:] in self._before else 1
        end = start - (len(window) - len(bare))
        return self._before[bare[-length:]], Span(end - length, end)

    def _words(self, words: list[str], window: str, start: int) -> tuple[str, Span] | None:
        """Look for the longest phrase that the words of a window before ``start`` end with."""
        sign, length, tail = None, 0, ""
        for count, word in enumerate(reversed(words), 1):
            known = self._before.get(f"{word.lstrip(_OPENING)}{tail}".lower())
            if known is not None:
                sign, length = known, count
            if f"{word}{tail}".lower() not in self._tails:
                break
            tail = f" {word}{tail}"
        if sign is None:
            return None
        at = end = len(window.rstrip())
        first, *others = words[-length:]
        for word in (*reversed(others), first.lstrip(_OPENING)):
            at = window.rfind(word, 0, at)
        offset = start - len(window)
        return sign, Span(offset + at, offset + end)

    def after(self, text: str, end: int) -> tuple[str, Span] | None:
        """Give the sign and the place of the words behind ``end``; None where there are none."""
        near = text[end : end + 2]
        if near[:1] in _BLANK:
            if near[1:] not in self._first and not near[1:].isspace():
                return None
        elif near[:1] not in _ATTACHED:
            return None
        match = self._pattern.match(text, end)
        return None if match is None else (self._after[" ".join(match[1].lower().split())], Span(*match.span(1)))


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
