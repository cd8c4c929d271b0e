"""The words beside a number that say "about" or "more than"."""

import re
from collections.abc import Iterable, Mapping

from corpuskit import Span
from corpuskit.rules import folded

__all__ = ["ARTICLES", "SIGNS", "Modifiers"]

_WINDOW = 48
ARTICLES = frozenset({"a", "an", "the", "another", "just", "only", "by", "reported"})
"""The words that may stand between a modifier and its number."""
SIGNS = "~∼≈<>≤≥⩽⩾"
"""The signs that a modifier before a number is written with."""
_OPENING = "([{\"'“‘—–"
_BLANK = (" ", "\n")
_ATTACHED = ("+", "-")
_NAME_IN_BRACKETS = re.compile(r"<[A-Za-z](?:[^<>\n]*[^<>\s])?>\s*\Z")
_OR_MORE = re.compile(r"\s(or\s(?:more|so|fewer|less))(?!\w|\s+than\b)", re.IGNORECASE)


class Modifiers:
    """Find the approximator or comparator of a number, before it or after it."""

    def __init__(self, before: Mapping[str, str], after: Mapping[str, str], more: Iterable[str]) -> None:
        """Take the words for what stands before and what stands behind, each with its sign, and "far", "slightly"."""
        self._before = dict(before)
        self._after = dict(after)
        self._more = frozenset(more)
        # What stands right before and behind a number mostly shows that there is nothing to find.
        phrases = [word.split() for word in before]
        self._ends = frozenset(" ".join(words[-2:]) for words in phrases)
        self._last = ARTICLES | {words[-1] for words in phrases}
        self._letters = frozenset(word[-2:] for word in self._last)
        self._tails = frozenset(" ".join(words[at:]) for words in phrases for at in range(1, len(words)))
        self._first = frozenset(letter for word in after for letter in (word[0].lower(), word[0].upper()))
        tails = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(self._after, key=len, reverse=True))
        self._pattern = re.compile(rf"\s{{0,2}}({tails})(?!\w|\s+than\b|\s?[$€£]?\d)", re.IGNORECASE)

    def before(self, text: str, start: int) -> tuple[str, Span] | None:
        """Give the sign and the place of the words in front of ``start``; None where there are none."""
        letters = text[max(0, start - 3) : start]
        if letters[2:] == " " and letters[:2].isalpha() and letters[:2].lower() not in self._letters:
            return None
        window = text[max(0, start - _WINDOW) : start]
        near = window.rsplit(None, 2)[-2:]
        if not near or "\n\n" in window[len(window.rstrip()) :]:
            return None
        if near[-1][-1] in SIGNS:
            return None if _is_bracket(text, start) else self._sign(window, start)
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
        return self._before[bare[-length:]], Span.unchecked(end - length, end)

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
        length += self._intensified(words[:-length]) if sign in "<>" else 0
        at = end = len(window.rstrip())
        first, *others = words[-length:]
        for word in (*reversed(others), first.lstrip(_OPENING)):
            at = window.rfind(word, 0, at)
        offset = start - len(window)
        return sign, Span.unchecked(offset + at, offset + end)

    def _intensified(self, words: list[str]) -> int:
        """Give how many of the last words say by how much: "a bit" more than, "far" over."""
        last = [word.lstrip(_OPENING).lower() for word in words[-2:]]
        if last == ["so", "far"]:
            return 0
        return 2 if " ".join(last) in self._more else int(bool(last) and last[-1] in self._more)

    def after_phrase(self, text: str, end: int) -> tuple[str, Span] | None:
        """Give the sign and the place of "or more" and the like behind what is counted."""
        match = _OR_MORE.match(text, end)
        return (
            None if match is None else (self._after[" ".join(folded(match[1]).split())], Span.unchecked(*match.span(1)))
        )

    def after(self, text: str, end: int) -> tuple[str, Span] | None:
        """Give the sign and the place of the words behind ``end``; None where there are none."""
        near = text[end : end + 2]
        if near[:1] in _BLANK:
            if near[1:] not in self._first and not near[1:].isspace():
                return None
        elif near[:1] not in _ATTACHED:
            return None
        match = self._pattern.match(text, end)
        return (
            None if match is None else (self._after[" ".join(folded(match[1]).split())], Span.unchecked(*match.span(1)))
        )


def _is_bracket(text: str, start: int) -> bool:
    """Say whether the sign before is a bracket: "<Four Seasons>" and "<ABC> 5" are names, "<USD 5m" is less."""
    if _NAME_IN_BRACKETS.search(text, max(0, start - _WINDOW), start):
        return True
    return text[start - 1] in "<>" and text[start].isalpha() and not text[start : start + 2].isupper()
