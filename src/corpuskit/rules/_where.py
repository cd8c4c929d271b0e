"""Conditions of a rule on the words of its groups: ``where = { verb.tense = "past" }``."""

import re
import re._constants as sre  # type: ignore[import-not-found]  # no stubs
import re._parser as parser  # type: ignore[import-not-found]  # no stubs
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..errors import RuleError, did_you_mean
from ._lexicon import Lexicon
from ._rule import REFERENCE, Rule

__all__ = ["Condition", "conditions"]

_REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)


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
        return Lexicon(self._lexicon.name, {word: row for word, row in self._lexicon.items() if self.holds(word)})


def conditions(rule: Rule, lexicons: Mapping[str, Lexicon]) -> dict[str, Condition]:
    """Give the conditions of a rule by their groups.

    Raises:
        RuleError: when a group is no reference to a lexicon or repeats, or a condition is no regex, on no column of the
            lexicon, or holds for none of its words.
    """
    made: dict[str, Condition] = {}
    try:
        for group, columns in rule.where.items():
            made[group] = _condition(rule.pattern, group, columns, lexicons)
    except ValueError as error:
        raise RuleError(f"rule {rule.name!r}: {error}", rule=rule.name) from error
    return made


def _condition(pattern: str, group: str, columns: Mapping[str, str], lexicons: Mapping[str, Lexicon]) -> Condition:
    named = {found["group"]: found["name"] for found in REFERENCE.finditer(pattern) if found["name"] in lexicons}
    if group not in named:
        hint = did_you_mean(group, filter(None, named))
        fault = f"is no group that stands for a lexicon, (?&{group}=…), in its own pattern, outside fragments"
        raise ValueError(f"where.{group} {fault}; {hint}")
    if _repeats(pattern, group):
        raise ValueError(f"where.{group} is a group that repeats: only its last word would be known")
    lexicon = lexicons[named[group]]
    compiled = {name: _column(f"where.{group}.{name}", lexicon, name, wanted) for name, wanted in columns.items()}
    condition = Condition(lexicon, compiled)
    if not any(map(condition.holds, lexicon)):
        raise ValueError(f"where.{group} = {dict(columns)} holds for no word of {lexicon.name!r}")
    return condition


def _column(key: str, lexicon: Lexicon, column: str, pattern: str) -> re.Pattern[str]:
    for word, row in lexicon.items():
        columns = row if isinstance(row, Mapping) else {}
        if column not in columns:
            hint = did_you_mean(column, columns) if columns else "words with one meaning have none"
            raise ValueError(f"{key}: {word!r} in lexicon {lexicon.name!r} has no column {column!r}; {hint}")
    try:
        return re.compile(pattern)
    except re.error as error:
        raise ValueError(f"{key} = {pattern!r} does not compile: {error}") from error


def _repeats(pattern: str, group: str) -> bool:
    """Say whether a group may take part more than once in a match."""
    written = REFERENCE.sub(lambda found: f"(?P<{found['group']}>x)" if found["group"] else "x", pattern)
    try:
        tree = parser.parse(written)
    except re.error:  # What is wrong with it is said when it is compiled.
        return False
    return _is_repeated(tree, tree.state.groupdict[group], repeats=False)


def _is_repeated(items: Iterable[Any], group: int, *, repeats: bool) -> bool:  # Any: the parse tree has no types.
    for op, argument in items:
        if op is sre.SUBPATTERN and argument[0] == group and repeats:
            return True
        again = repeats or (op in _REPEATS and argument[1] > 1)
        if any(_is_repeated(part, group, repeats=again) for part in _parts(argument)):
            return True
    return False


def _parts(argument: Any) -> Iterator[Any]:
    """Give the patterns that an item of a pattern holds."""
    if isinstance(argument, parser.SubPattern):
        yield argument
    elif isinstance(argument, (tuple, list)):
        for part in argument:
            yield from _parts(part)
