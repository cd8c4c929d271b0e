"""The functions that rules name in ``value``: from the words of a match to their meaning.

What a function gives depends on the words of the match alone, and is remembered for them. Where the text around
decides, it leaves a question: what the match means instead ``unless`` the answer is no.
"""

from collections.abc import Callable, Iterable, Mapping

from corpuskit.errors import RuleError, did_you_mean
from corpuskit.rules import Hit, Rule

from ..draft import Meaning
from ..reading import Reading
from . import ages, measures, money, ordinals, plain, vague

__all__ = ["FUNCTIONS", "check_readers"]

Function = Callable[[Hit, Reading], Meaning | None]

FUNCTIONS: Mapping[str, Function] = {
    function.__name__: function
    for function in (
        *(plain.number, plain.fraction, plain.part, plain.proportion),
        *(measures.measure, measures.part_measure, measures.one_or_two, measures.part_of_point, measures.unit_and_part),
        *(
            measures.feet_and_inches,
            measures.stones_and_pounds,
            measures.inches,
            measures.hours_and_minutes,
            measures.points,
        ),
        *(measures.unit_and_less, measures.quake, measures.on_scale, measures.of_many),
        *(ages.age, ages.age_of_people, ages.aged, ages.bare_age, ages.decade_of_life, ages.over_age),
        *(money.money_before, money.money_after),
        *(vague.vague, vague.several, vague.couple, vague.multiple, vague.twice),
        *(ordinals.ordinal_digits, ordinals.ordinal_words, ordinals.rank, ordinals.roman),
    )
}
"""The functions that rules name in ``value``."""


def check_readers(rules: Iterable[Rule]) -> None:
    """Check that rules name functions that are there.

    Raises:
        RuleError: when a rule names another.
    """
    for rule in rules:
        if rule.value and rule.value not in FUNCTIONS:
            hint = did_you_mean(rule.value, FUNCTIONS)
            raise RuleError(f"rule {rule.name!r}: there is no reader {rule.value!r}; {hint}", rule=rule.name)
