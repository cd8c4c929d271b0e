"""Conditions of a rule on the words of its groups: ``where = { verb.tense = "past" }``."""

import re
from collections.abc import Mapping

from ..errors import RuleError, did_you_mean
from ._lexicon import Lexicon
from ._rule import REFERENCE, Rule

__all__ = ["Condition", "conditions"]


class Condition:
    """What a word must have in columns of its lexicon: a match of the pattern for each."""

    def __init__(self, lexicon: Lexicon, columns: Mapping[str, re.Pattern[str]]) -> None:
        self._lexicon = lexicon
        self._columns = columns

    def holds(self, word: str) -> bool:
        """Say whether a word that the lexicon matches is one of these."""
        row = self._lexicon[word]
        return all(pattern.search(str(row[column])) for column, pattern in self._columns.items())

    def words(self) -> Lexicon:
        """Give the words that it holds for."""
        return Lexicon(self._lexicon.name, {word: self._lexicon[word] for word in self._lexicon if self.holds(word)})


def conditions(rule: Rule, lexicons: Mapping[str, Lexicon]) -> dict[str, Condition]:
    """Give the conditions of a rule by their groups.

    Raises:
        RuleError: when a group is no reference to a lexicon, or a condition no regex or on no column of it.
    """
    named = {found["group"]: found["name"] for found in REFERENCE.finditer(rule.pattern) if found["name"] in lexicons}
    made: dict[str, Condition] = {}
    for group, columns in rule.where.items():
        if group not in named:
            hint = did_you_mean(group, filter(None, named))
            fault = f"where.{group} is no group that stands for a lexicon, (?&{group}=…), in its pattern; {hint}"
            raise RuleError(f"rule {rule.name!r}: {fault}", rule=rule.name)
        lexicon = lexicons[named[group]]
        for column, pattern in columns.items():
            _check(rule, f"where.{group}.{column}", lexicon, column, pattern)
        made[group] = Condition(lexicon, {column: re.compile(pattern) for column, pattern in columns.items()})
    return made


def _check(rule: Rule, key: str, lexicon: Lexicon, column: str, pattern: str) -> None:
    try:
        search = re.compile(pattern).search
    except re.error as error:
        raise RuleError(f"rule {rule.name!r}: {key} = {pattern!r} does not compile: {error}", rule=rule.name) from error
    for word, row in lexicon.items():
        columns = row if isinstance(row, Mapping) else {}
        if column not in columns:
            hint = did_you_mean(column, columns) if columns else "words with one meaning have none"
            fault = f"{word!r} in lexicon {lexicon.name!r} has no column {column!r}; {hint}"
            raise RuleError(f"rule {rule.name!r}: {key}: {fault}", rule=rule.name)
    if not any(search(str(row[column])) for row in lexicon.values()):
        raise RuleError(f"rule {rule.name!r}: {key} = {pattern!r} has no match in {lexicon.name!r}", rule=rule.name)
