"""What the functions that read a match need: amounts, units, word lists, and questions about its surroundings."""

from collections.abc import Mapping
from typing import Any

import attrs

from corpuskit.rules import Hit, Rules

from .amounts.amount import Amount
from .amounts.numerals import NumeralReader
from .amounts.units import Currency, Unit, Units
from .amounts.words import AmountReader
from .around.phrases import NounPhrases
from .around.surroundings import Surroundings
from .config import NumberConfig

__all__ = ["Reading"]


@attrs.frozen
class Reading:
    """The tables of one rule set and one config, ready to be asked."""

    amounts: AmountReader
    units: Units
    phrases: NounPhrases
    around: Surroundings
    lexicons: Mapping[str, Mapping[str, Any]]

    @classmethod
    def of(cls, rules: Rules, config: NumberConfig) -> "Reading":
        """Prepare the tables."""
        lexicons = rules.lexicons
        phrases = NounPhrases(lexicons)
        return cls(
            AmountReader(lexicons, NumeralReader(rules.fragments, config.locale)),
            Units(lexicons, config.dollar),
            phrases,
            Surroundings(lexicons, phrases),
            lexicons,
        )

    def amount(self, hit: Hit, group: str) -> Amount | None:
        """Give the amount in a group; None where it took no part or its words make no number."""
        text = hit.get(group)
        return None if text is None else self.amounts.read(text)

    def one_part(self, hit: Hit, group: str) -> Amount | None:
        """Give one of the parts that a group names: of "twenty-fifth" it is 1/25."""
        text = hit.get(group)
        return None if text is None else self.amounts.read(f"one {text}")

    def unit(self, hit: Hit, group: str, amount: str) -> Unit | None:
        """Give the unit in a group; most symbols need digits in the group of their amount."""
        unit = self.units.unit(hit, group)
        if unit is None or not unit.is_symbol or any(map(str.isnumeric, hit.get(amount) or "")):
            return unit
        return unit if hit.get(group) in self.lexicons["also_spelled"] else None

    def currency(self, hit: Hit, group: str) -> Currency | None:
        """Give the currency in a group."""
        return self.units.currency(hit, group)
