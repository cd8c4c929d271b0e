"""What a number counts, measures out, ranks or describes, by its kind and by how it is written."""

import re

from corpuskit import Span

from ..draft import Draft
from .phrases import NounPhrases

__all__ = ["Counted"]

_MOST_BEFORE = 24
_ONE = frozenset({"a", "an", "another", "each", "every"})
_ARTICLES = _ONE | {"her", "his", "its", "my", "our", "the", "their", "this", "your"}
_POSSESSIVE = ("'s", "’s")
_ONE_EACH = ("each", "every")
# What may stand between an article and an amount.
_BETWEEN = frozenset(
    {
        *("additional", "annual", "bigger", "current", "extra", "final", "full", "further", "huge", "initial"),
        *(
            "larger",
            "latest",
            "massive",
            "maximum",
            "minimum",
            "new",
            "optional",
            "original",
            "outstanding",
            "possible",
            "previous",
        ),
        *("recent", "record", "remaining", "separate", "single", "smaller", "standard", "total", "typical", "whopping"),
    }
)
_COMPOUND = re.compile(r"-[^\W\d_]\S*\Z")
# "Two- and three-bedroom flats": both describe the flats.
_HUNG = re.compile(r"-\s{1,2}and\s{1,2}[\w,.]*\w(?=-)", re.IGNORECASE)
_WITHIN = frozenset({"within", "inside", "radius"})
"""Words shortly before a length that tell how far from something: "a radius of 20 km of the dam"."""


class Counted:
    """Find what a number is a number of: the noun phrase behind it, without article and number.

    - What cardinals count: "30 **missile attacks**", "one **man**", "20 **dead**", "three of the **soldiers**".
    - What parts are parts of: "35% of **voters**", "half the **capacity**".
    - What is measured out: "300 tonnes of **wheat**", "$5 million worth of **goods**", "$3 million in **damages**".
    - What ordinals rank: "third **time**", "the first two **cases**".
    - What a number stands before as an adjective: "a three-day **visit**", "a 15-member **committee**",
      "a $5 million **loan**", "a 78-year-old **politician**".

    Pronouns are none ("5,000 of them"), nor is a noun before the number ("sales rose 5%") or behind a verb.
    """

    def __init__(self, phrases: NounPhrases) -> None:
        """Take the finder of noun phrases."""
        self._phrases = phrases

    def find(self, text: str, draft: Draft, *, before: int, at: int) -> Span | None:
        """Give the noun phrase of a number.

        Args:
            text: the document's text.
            draft: the number in its place.
            before: where the number starts, or its modifier before it.
            at: where the number ends, or its modifier behind it.
        """
        kind = draft.meaning.kind
        hung = _HUNG.match(text, at)
        if hung is not None and kind != "ordinal":
            return self._phrases.described(text, hung.end(), plurals=not _has_article(text, before))
        if kind == "cardinal":
            return self._of_cardinal(text, draft, before, at)
        if kind == "ordinal":
            return None if _is_label(text, draft) else self._phrases.ranked(text, at)
        return None if kind == "multiple" else self._of_amount(text, draft, before, at)

    def _of_cardinal(self, text: str, draft: Draft, before: int, at: int) -> Span | None:
        if text.startswith("-", at):
            return self._phrases.described(text, at, plurals=not _has_article(text, before))
        # "One or more" counts as many do.
        if draft.meaning.value == 1 and at == draft.end:
            return self._phrases.one(text, at)
        found = self._phrases.many(text, at)
        if found is None and not _ONE.isdisjoint(_words_before(text, before)):
            return self._phrases.described(text, at, plurals=False)
        return found

    def _of_amount(self, text: str, draft: Draft, before: int, at: int) -> Span | None:
        found = self._phrases.part_of(text, at)
        if found is not None:
            return found if _WITHIN.isdisjoint(_words_before(text, draft.start)) else None
        if draft.meaning.kind == "money":
            found = self._phrases.spent_in(text, at)
        elif draft.meaning.kind == "fraction":
            found = self._phrases.part(text, at)
        return found or self._described(text, draft, before, at)

    def _described(self, text: str, draft: Draft, before: int, at: int) -> Span | None:
        """Give what an amount describes: one with a hyphen ("12-hour"), or behind an article ("a $5 million loan")."""
        start, end, meaning = draft.start, draft.end, draft.meaning
        # "A more than 5% stake", "above the 5% threshold"
        has_article = _has_article(text, before) or (before != start and _has_article(text, start))
        if meaning.kind != "fraction" and _COMPOUND.search(text, start, end):
            return self._phrases.described(text, at, plurals=not has_article)
        if has_article and (text[end - 1] not in "sS" or meaning.kind == "fraction"):
            return self._phrases.described(text, at, plurals=False)
        return None


def _is_label(text: str, draft: Draft) -> bool:
    """Say whether an ordinal is a name by number: "No. 10", "Article IV"."""
    last = text[draft.end - 1]
    return text[draft.start] in "Nn" or not last.isalpha() or last in "IVX"


def _words_before(text: str, start: int) -> list[str]:
    """Give the last two words before ``start``, in lower case."""
    return text[max(0, start - _MOST_BEFORE) : start].lower().split()[-2:]


def _has_article(text: str, start: int) -> bool:
    """Say whether an article or a possessive stands before, perhaps with an adjective behind it."""
    words = _words_before(text, start)
    word = words.pop() if words else ""
    if words and (word in _BETWEEN or "-" in word or (word.endswith("ed") and words[-1] not in _ONE_EACH)):
        word = words.pop()
    return word in _ARTICLES or word.endswith(_POSSESSIVE)
