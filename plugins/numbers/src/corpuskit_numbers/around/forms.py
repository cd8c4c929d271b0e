"""What the form of a word says of its place in a noun phrase, without a tagger: endings and closed lists."""

import dataclasses
from collections.abc import Mapping
from typing import Any

__all__ = ["Form", "Forms"]

# Endings of adjectives: "200 pregnant and lactating women", not "a point and three women".
_ADJECTIVE = ("al", "an", "ant", "ary", "ed", "ent", "ese", "ful", "ic", "ing", "ish", "ive", "less", "ous", "ble")
# Endings that nouns for people share: "one man carrying a bag", but "one local meeting".
_PERSON = ("an", "ant", "ent", "ary")
# Endings that only nouns have, of people and of things done: no verb in the third person.
_SURELY_NOUN = (
    *("ans", "ees", "ers", "ings", "ions", "ists", "ities", "ments", "ors"),
    *("men", "people", "children", "series", "species", "headquarters"),
)
_POSSESSIVE = ("'s", "’s", "s'", "s’")
_NUMBER_WORDS = ("ones", "teens", "tens", "magnitude", "vague")


@dataclasses.dataclass(eq=False, slots=True)
class Form:
    """What the form of a word says of its place in a noun phrase."""

    leads: bool
    """Whether it is left out at the front."""
    determines: bool
    """Whether it is left out behind "of"."""
    ends: bool
    """Whether the phrase ends before it."""
    joins: bool
    """Whether it is "and", which goes on behind an adjective."""
    is_plural: bool
    is_adjective: bool
    is_quality: bool
    """Whether a noun comes behind it, perhaps with a participle between: adjectives, possessives."""
    is_noun: bool
    """Whether it is surely a noun in the plural."""
    is_modifier: bool
    """Whether it is a plural that often stands before the noun: "savings bank"."""
    has_capital: bool
    is_name_like: bool
    """Whether it has a capital or no s, so that a plural behind it is no verb: "police dogs", "AIDS patients"."""
    is_verbal: bool
    """Whether it is a participle or an adverb, with which no phrase ends."""
    is_past: bool
    """Whether it is the past form of a verb, which no phrase for one thing holds."""
    follows_noun: bool
    """Whether a phrase with its noun ends before it: finite verbs, days, "alone"."""
    is_group: bool
    """Whether it names people by what they are: "20 dead"."""
    is_number: bool
    """Whether it is a number word: behind a quality it leads anew, "one of Asia's five tigers"."""
    is_owner: bool
    """Whether it is a possessive."""
    is_people: bool
    """Whether it may name a people: "300 Chinese"."""
    is_open: bool
    """Whether no phrase ends with it."""


class Forms:
    """Tell the forms of words by the lists of the rules."""

    def __init__(self, lexicons: Mapping[str, Mapping[str, Any]]) -> None:
        """Take the word lists from the lexicons of the rules."""
        self._ends = frozenset(lexicons["ends_phrase"])
        self._leads = frozenset(lexicons["before_phrase"])
        self._determiners = frozenset(lexicons["determiner"])
        self._plural = frozenset(lexicons["plural"])
        self._no_plural = frozenset(lexicons["no_plural"])
        self._numbers = frozenset(word for name in _NUMBER_WORDS for word in lexicons[name])
        self._after_noun = frozenset(lexicons["after_noun"])
        self._months = frozenset(lexicons["month"])
        self._modifiers = frozenset(lexicons["plural_modifier"])
        self._past = frozenset(lexicons["past_verb"])
        self._groups = frozenset(lexicons["people_by_state"])
        self._peoples = frozenset(lexicons["people_without_s"])
        self._nouns = frozenset(lexicons["noun_like_verb"])
        self._qualities = frozenset(lexicons["common_adjective"])
        self._things = frozenset(lexicons["noun_like_adjective"])

    def of(self, word: str) -> Form:
        """Give the form of a word."""
        lower = word.lower()
        is_plural = self.is_plural(word)
        is_verbal = self._is_verbal(lower)
        # "Class A shares", "hepatitis A cases": no article.
        is_letter = word == "A"
        is_month = word in self._months
        return Form(
            leads=(lower in self._leads and not is_letter) or lower in self._numbers,
            determines=lower in self._determiners,
            ends=lower in self._numbers or (lower in self._ends and word not in ("A", "US")) or lower == "and",
            joins=lower == "and",
            is_plural=is_plural,
            is_adjective=is_letter or (not is_month and self._is_adjective(lower)),
            is_quality=self._is_quality(lower, is_verbal=is_verbal),
            is_noun=is_plural and lower.endswith(_SURELY_NOUN),
            is_modifier=lower in self._modifiers,
            has_capital=word[0].isupper(),
            is_name_like=word[0].isupper() or not lower.endswith("s"),
            is_verbal=is_verbal,
            is_past=lower in self._past,
            follows_noun=is_verbal or lower in self._after_noun or lower in self._groups,
            is_group=lower in self._groups,
            is_number=lower in self._numbers,
            is_owner=word.endswith(_POSSESSIVE),
            is_people=word[0].isupper() and (lower.endswith("ese") or lower in self._peoples),
            is_open=is_month or word == "and" or word.endswith(_POSSESSIVE),
        )

    def _is_quality(self, lower: str, *, is_verbal: bool) -> bool:
        if lower.endswith(_POSSESSIVE) or (lower in self._qualities and not is_verbal):
            return True
        return self._is_adjective(lower) and not is_verbal and not lower.endswith(_PERSON)

    def _is_adjective(self, lower: str) -> bool:
        if lower in self._qualities:
            return True
        return lower.endswith(_ADJECTIVE) and not lower.endswith(("man", "ment")) and lower not in self._things

    def _is_verbal(self, lower: str) -> bool:
        """Say whether a word has the ending of a participle or an adverb; "state-owned" has its noun in it."""
        return lower.endswith(("ed", "ing", "ly")) and "-" not in lower and lower not in self._nouns

    def is_plural(self, word: str) -> bool:
        """Say whether a word has the form of a plural noun."""
        lower = word.lower()
        if lower in self._plural:
            return True
        if len(lower) < 4 and not (len(word) == 3 and word[:2].isupper() and word[2] == "s"):
            return False
        if not lower.endswith("s") or lower.endswith(("ss", "us", "is", "'s", "’s")):
            return False
        return lower not in self._no_plural and word not in self._no_plural
