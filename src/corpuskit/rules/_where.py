"""Conditions of a rule on the words of its groups: ``where = { verb.tense = "past" }``."""

import re
from collections.abc import Mapping
from typing import Any

from ..errors import RuleError, did_you_mean
from ._lexicon import Lexicon
from ._rule import REFERENCE, Rule

__all__ = ["chosen"]


def chosen(rule: Rule, lexicons: Mapping[str, Lexicon]) -> dict[str, Lexicon]:
    """Give the words that groups of a rule stand for, of those groups that it has a condition on.

    Raises:
        RuleError: when a group is no reference to a lexicon, or a condition no regex or on no column of it.
    """
    named = {found["group"]: found["name"] for found in REFERENCE.finditer(rule.pattern) if found["name"] in lexicons}
    chosen: dict[str, Lexicon] = {}
    for group, columns in rule.where.items():
        if group not in named:
            hint = did_you_mean(group, [name for name in named if name])
            raise RuleError(f"rule {rule.name!r}: where.{group} is on no group of a lexicon; {hint}", rule=rule.name)
        words: Mapping[str, Any] = lexicons[named[group]]
        for column, pattern in columns.items():
            words = _with(words, column, _compiled(pattern, rule, group), rule, named[group])
        chosen[group] = Lexicon(named[group], words)
    return chosen


def _compiled(pattern: str, rule: Rule, group: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except re.error as error:
        raise RuleError(
            f"rule {rule.name!r}: where.{group} = {pattern!r} is no pattern: {error}", rule=rule.name
        ) from error


def _with(
    words: Mapping[str, Any], column: str, pattern: re.Pattern[str], rule: Rule, lexicon: str
) -> Mapping[str, Any]:
    """Give the words whose column has a match of the pattern."""
    for word, row in words.items():
        columns = row if isinstance(row, Mapping) else {}
        if column not in columns:
            hint = did_you_mean(column, columns) if columns else "a word has one meaning there"
            raise RuleError(
                f"rule {rule.name!r}: {word!r} in lexicon {lexicon!r} has no column {column!r}; {hint}", rule=rule.name
            )
    return {word: row for word, row in words.items() if pattern.search(str(row[column]))}
