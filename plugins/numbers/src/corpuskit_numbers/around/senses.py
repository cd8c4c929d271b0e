"""Where a word that mostly modifies a number has another sense: "a book about three men", "over two matches"."""

import re
from collections.abc import Mapping
from typing import Any

from corpuskit import Span

from ..draft import Meaning
from .phrases import NounPhrases
from .surroundings import words_before

__all__ = ["Senses"]

_WORD = re.compile(r"[^\W\d_]+")
_STOP = re.compile(r"[.,;:()\n]")
_WINDOW = 40
_TIME = frozenset({"a", "mo", "wk", "d", "h", "min", "s", "10.a", "100.a"})
_AMOUNTS = ("measure", "money", "percentage")
_NEAR = 3
_FEW = 12
_MANY = 40
_COMPARED = frozenset(
    (
        *("for", "in", "of", "after", "at", "with", "since", "to", "from", "by", "than", "just", "well", "already"),
        *("last", "lasts", "lasted", "lasting", "take", "takes", "took", "taken", "taking", "spend", "spent", "wait"),
        *("span", "spans", "spanned", "spanning", "lost", "lose", "wasted", "waited", "waiting", "served", "serving"),
        *("save", "saved", "need", "needs", "require", "requires", "has", "have", "had", "having", "during", "on"),
        *("is", "was", "are", "were", "be", "been", "being", "s", "aged", "still", "now", "and", "or", "but", "some"),
    )
)
"""The words before "over" that make it "more than": "for over two years"."""
_AWAY = re.compile(r"\s+(?:ago|away|old|later|earlier|before|after|long|since|late|behind|ahead|older|younger)\b")


class Senses:
    """Tell the prepositions and conjunctions from the words that modify a number."""

    def __init__(self, lexicons: Mapping[str, Mapping[str, Any]], phrases: NounPhrases) -> None:
        """Take the word lists."""
        self._led = frozenset(lexicons["other_sense"])
        self._spread = frozenset(lexicons["spread"])
        self._marks = frozenset(lexicons["mark"])
        self._phrases = phrases

    def is_other(self, text: str, words: Span, number: Span, meaning: Meaning) -> bool:
        """Say whether words beside a number say nothing of how much it is."""
        word = text[words.start : words.end].lower()
        if words.start >= number.end:
            return word == "plus" and not self._is_plus(text, words, meaning)
        between = text[words.end : number.start].strip().lower()
        if between == "the" and not text.startswith("age", number.start):
            return not self._is_mark(text, number.end)
        if between in ("a", "an") and word in ("over", "under"):
            return meaning.kind in _AMOUNTS or text.startswith("-", number.end)
        return not between and self._is_preposition(text, word, words.start, number, meaning)

    def _is_preposition(self, text: str, word: str, start: int, number: Span, meaning: Meaning) -> bool:
        value = meaning.value if meaning.value is not None else meaning.high
        if value is None or word not in ("about", "around", "over", "under"):
            return False
        # Digits are no words: what stands before "over" in "by 5% over two years" compares nothing.
        before = words_before(text, start)[-1:] if text[max(0, start - 2) : start].strip().isalpha() else []
        if meaning.kind == "cardinal" and value <= _FEW and f"{''.join(before)} {word}" in self._led:
            return True
        if meaning.kind == "cardinal" and value == 1 and word == "under":
            return True
        if word == "over" and (_AWAY.match(text, number.end) or (before and before[0] in _COMPARED)):
            return False
        if meaning.kind == "measure":
            return word == "over" and meaning.unit in _TIME
        return meaning.kind == "cardinal" and value < _MANY and self._is_spread(text, word, number.end)

    def _is_spread(self, text: str, word: str, end: int) -> bool:
        """Say whether what is counted is what an event is spread over, or under which it falls."""
        counted = self._phrases.find(text, end) or self._phrases.find(text, end, single=True)
        return counted is not None and f"{word} {counted.text_of(text).split()[-1].lower()}" in self._spread

    def _is_mark(self, text: str, end: int) -> bool:
        """Say whether a number behind "the" is the mark that something passes."""
        window = _STOP.split(text[end : end + _WINDOW])[0]
        return any(word in self._marks for word in _WORD.findall(window.lower())[:_NEAR])

    def _is_plus(self, text: str, words: Span, meaning: Meaning) -> bool:
        """Say whether "plus" is "or more": "50 plus people", not "50 dollars plus costs"."""
        if text[words.start - 1] == "-" or not text[words.end : words.end + 2].strip(" ").isalpha():
            return True
        return meaning.kind == "cardinal" and self._phrases.find(text, words.end) is not None
