"""What stands around a number: the words that say "about" or "more than", and what is counted."""

import re
from collections.abc import Mapping
from typing import Any

from corpuskit import Span

__all__ = ["Modifiers", "NounPhrases", "words_before"]

_WINDOW = 48
_LONGEST = 6
_ARTICLES = frozenset({"a", "an", "the", "another", "just", "only", "by", "reported"})
_SIGNS = "~∼≈<>≤≥⩽⩾"
_OPENING = "([{\"'“‘—–"


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
        tails = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(self._after, key=len, reverse=True))
        self._pattern = re.compile(rf"\s{{0,2}}({tails})(?!\w)", re.IGNORECASE)

    def find(self, text: str, start: int, end: int) -> tuple[str, Span] | None:
        """Give the sign and the place of the words; None where there are none."""
        return self.before(text, start) or self.after(text, end)

    def before(self, text: str, start: int) -> tuple[str, Span] | None:
        """Look at the words in front of ``start``."""
        window = text[max(0, start - _WINDOW) : start]
        words = window.split()
        if not words or "\n\n" in window[-3:]:
            return None
        if words[-1][-1] in _SIGNS:
            return self._sign(window, start)
        skip = 1 if words[-1].lower() in _ARTICLES and len(words) > 1 else 0
        found = self._words(words, window, start)
        return found or (self._words(words[:-1], window, start, last=words[-1]) if skip else None)

    def _sign(self, window: str, start: int) -> tuple[str, Span] | None:
        bare = window.rstrip()
        length = 2 if len(bare) > 1 and bare[-2:] in self._before else 1
        end = start - (len(window) - len(bare))
        return self._before[bare[-length:]], Span(end - length, end)

    def _words(self, words: list[str], window: str, start: int, last: str = "") -> tuple[str, Span] | None:
        end = len(window.rstrip())
        if last:
            end = len(window[: window.rfind(last, 0, end)].rstrip())
        for count in range(min(_LONGEST, len(words)), 0, -1):
            chosen = words[-count:]
            first = chosen[0].lstrip(_OPENING)
            sign = self._before.get(" ".join([first, *chosen[1:]]).lower())
            if sign is None:
                continue
            at = end
            for word in (*reversed(chosen[1:]), first):
                at = window.rfind(word, 0, at)
            offset = start - len(window)
            return sign, Span(offset + at, offset + end)
        return None

    def after(self, text: str, end: int) -> tuple[str, Span] | None:
        """Look at the words behind ``end``."""
        match = self._pattern.match(text, end) if text[end : end + 1] in (" ", "+", "-", "\n") else None
        if match is None:
            return None
        return self._after[" ".join(match[1].lower().split())], Span(*match.span(1))


_NEXT = re.compile(r"(?:[ \t\u00a0]{1,2}\n?|\n|-)((?:[A-Za-z]\.){2,}|[^\W\d_][\w'’&-]*[\w]|[^\W\d_])")
_OF = re.compile(r"\s{1,2}of(?=\s)", re.IGNORECASE)
_MOST_WORDS = 9
# Endings of adjectives: "200 pregnant and lactating women", not "a point and three women".
_ADJECTIVE = ("al", "an", "ant", "ary", "ed", "ent", "ese", "ful", "ic", "ing", "ish", "ive", "less", "ous", "ble")
_POSSESSIVE = ("'s", "’s", "s'", "s’")
_NUMBER_WORDS = ("ones", "teens", "tens", "magnitude", "vague")


class NounPhrases:
    """Find the noun phrase that a number counts, by its plural and by the words that cannot be in it."""

    def __init__(self, lexicons: Mapping[str, Mapping[str, Any]]) -> None:
        """Take the word lists from the lexicons of the rules."""
        self._ends = frozenset(lexicons["ends_phrase"])
        self._before = frozenset(lexicons["before_phrase"])
        self._plural = frozenset(lexicons["plural"])
        self._no_plural = frozenset(lexicons["no_plural"])
        self._numbers = frozenset(word for name in _NUMBER_WORDS for word in lexicons[name])

    def find(self, text: str, at: int, *, single: bool = False, after_of: bool = False) -> Span | None:
        """Give the noun phrase that begins behind ``at``.

        Args:
            text: the document's text.
            at: where the number or its modifier ends.
            single: whether a singular noun may be counted, as after "one".
            after_of: whether the phrase must be one with "of".
        """
        of = _OF.match(text, at)
        if of is None and after_of:
            return None
        words = self._words(text, of.end() if of else at, single and of is None)
        last = 0 if text[at : at + 1] == "-" and words else self._last(words)
        if last is None and (single or of) and len(words) in (1, 2, 3):
            last = len(words) - 1
        return None if last is None else Span(words[0][0], words[last][1])

    def _words(self, text: str, at: int, single: bool) -> list[tuple[int, int, str]]:
        words: list[tuple[int, int, str]] = []
        for _ in range(_MOST_WORDS):
            match = _NEXT.match(text, at)
            if match is None:
                break
            at, word = match.end(), match[1]
            if not words and (word.lower() in self._before or word.lower() in self._numbers):
                continue
            if self._stops(word, words, single):
                break
            words.append((*match.span(1), word))
        while words and (words[-1][2] == "and" or words[-1][2].endswith(_POSSESSIVE)):
            words.pop()
        return words

    def _stops(self, word: str, words: list[tuple[int, int, str]], single: bool) -> bool:
        """Say whether the phrase ends before a word."""
        lower = word.lower()
        if lower == "and":
            return single or not words or not words[-1][2].endswith(_ADJECTIVE)
        if lower in self._numbers or (lower in self._ends and word != "US"):
            return True
        return single and bool(words) and (lower.endswith(("ing", "ed")) or self.is_plural(word))

    def _last(self, words: list[tuple[int, int, str]]) -> int | None:
        last = None
        for index, (_, _, word) in enumerate(words):
            if self.is_plural(word):
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
