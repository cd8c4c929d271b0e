"""What the functions that read a match need: amounts, units, noun phrases and word lists."""

import re
from collections.abc import Mapping
from typing import Any

import attrs

from corpuskit import Span
from corpuskit.rules import Hit, Rules

from .amounts import Amount
from .around import NounPhrases, words_before
from .config import NumberConfig
from .numerals import NumeralReader
from .units import Currency, Unit, Units
from .words import AmountReader

__all__ = ["Reading"]

_NAME_BEFORE = re.compile(r"([A-Z][\w&-]*)\s$")


@attrs.frozen
class Reading:
    """The tables of one rule set and one config, ready to be asked."""

    amounts: AmountReader
    units: Units
    phrases: NounPhrases
    lexicons: Mapping[str, Mapping[str, Any]]
    starters: frozenset[str]

    @classmethod
    def of(cls, rules: Rules, config: NumberConfig) -> "Reading":
        """Prepare the tables."""
        lexicons = rules.lexicons
        numerals = NumeralReader(rules.fragments, config.locale)
        modifiers = (word.split()[-1] for word in lexicons["modifier"])
        starters = frozenset([*lexicons["ends_phrase"], *lexicons["before_phrase"], *modifiers])
        return cls(
            AmountReader(lexicons, numerals), Units(lexicons, config.dollar), NounPhrases(lexicons), lexicons, starters
        )

    def amount(self, hit: Hit, group: str) -> Amount | None:
        """Give the amount in a group; None where it took no part or its words make no number."""
        text = hit.get(group)
        return None if text is None else self.amounts.read(text)

    def unit(self, hit: Hit, group: str, amount: str) -> Unit | None:
        """Give the unit in a group; a symbol needs digits in the group of its amount."""
        number = hit.get(amount) or ""
        if self.units.is_symbol(hit, group) and not any(char.isnumeric() for char in number):
            return None
        return self.units.unit(hit, group)

    def currency(self, hit: Hit, group: str) -> Currency | None:
        """Give the currency in a group."""
        return self.units.currency(hit, group)

    def words_before(self, hit: Hit) -> list[str]:
        """Give the words of the same line shortly before a match, in lower case, the last one last."""
        return words_before(hit.match.string, hit.match.start())

    def near(self, hit: Hit, lexicon: str) -> bool:
        """Say whether a word of a lexicon stands shortly before a match."""
        words = self.lexicons[lexicon]
        return any(word in words for word in self.words_before(hit))

    def counts(self, hit: Hit, *, single: bool = False) -> Span | None:
        """Give the noun phrase behind a match."""
        return self.phrases.find(hit.match.string, hit.match.end(), single=single)

    def after_name(self, hit: Hit) -> bool:
        """Say whether a match stands behind a word with a capital that is no function word: "Channel 4"."""
        start = hit.match.start()
        match = _NAME_BEFORE.search(hit.match.string[max(0, start - 24) : start])
        return match is not None and match[1].lower() not in self.starters

    def in_name(self, hit: Hit) -> bool:
        """Say whether a number word with a capital stands in a name: "the Three Gorges"."""
        text, (start, end) = hit.match.string, hit.match.span()
        if not text[start].isupper() or not text[end + 1 : end + 2].isupper() or text[end] != " ":
            return False
        before = text[max(0, start - 3) : start]
        return before.endswith(" ") and before.rstrip()[-1:].isalpha()
