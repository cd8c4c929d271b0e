"""One rule, and the TOML file that holds a table of them."""

import difflib
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

import attrs

from ..errors import RuleError, did_you_mean
from ._faults import are_conditions, faults_in, faults_of_rule

__all__ = ["KEYS", "REFERENCE", "Rule", "RuleFile", "parse_rules", "read_rules"]

REFERENCE = re.compile(r"\(\?&(?:(?P<group>\w+)=)?(?P<name>\w+)\)")
"""A reference to a fragment or a lexicon."""


@attrs.frozen
class Rule:
    """A pattern and the name of the function that reads its matches.

    Args:
        name: a phrase that a reader understands; unique in its table.
        pattern: a regex, matched without regard to case on whole words; ``(?&name)`` stands for a fragment or a
            lexicon, ``(?&group=name)`` for the same as a named group.
        value: the function that gives a match its value; without one the rule only keeps others from matching.
        examples: texts with what must come out, proven by :func:`corpuskit.testing.check_rules`.
        rejects: texts that the rule must not match.
        source: where the rule comes from: a standard, a grammar, an observation.
        options: any further keys of the rule, for its function.
        where: conditions on the words of groups, ``{"verb": {"tense": "past|base"}}``: a regex that has a match in a
            column of the group's lexicon. The rule has no match with other words, and is not tried where they stand.
    """

    name: str
    pattern: str
    value: str | None = None
    examples: tuple[Mapping[str, Any], ...] = attrs.field(default=(), converter=tuple, hash=False)
    rejects: tuple[str, ...] = attrs.field(default=(), converter=tuple)
    source: str | None = None
    options: Mapping[str, Any] = attrs.field(factory=dict, hash=False)
    where: Mapping[str, Mapping[str, str]] = attrs.field(factory=dict, hash=False)

    @where.validator
    def _check_where(self, _attribute: object, where: object) -> None:
        if not are_conditions(where):
            raise RuleError(f"rule {self.name!r}: where = {where!r} is no mapping of groups to columns", rule=self.name)


@attrs.frozen
class RuleFile:
    """The fragments, lexicons, rules and joining words of one file."""

    fragments: Mapping[str, str]
    lexicons: Mapping[str, Mapping[str, Any]]
    rules: tuple[Rule, ...]
    joining: tuple[str, ...] = ()


def read_rules(path: Path) -> RuleFile:
    """Read a TOML file with ``[fragments]``, ``[lexicons.NAME]`` and ``[[rule]]`` tables, each optional.

    Before them ``joining`` may list words that join the parts of a number, in lower case, each one token: rules are
    tried by what stands behind them.

    Raises:
        RuleError: when it is not TOML, or a table or key does not fit.
    """
    return parse_rules(path.read_bytes(), path)


def parse_rules(content: bytes, path: Path) -> RuleFile:
    """Give what :func:`read_rules` gives for a path, from what the file holds; a byte order mark is passed over.

    Raises:
        RuleError: when it is not TOML, or a table or key does not fit.
    """
    try:
        data = tomllib.loads(content.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RuleError(f"{path}: not TOML: {error}", file=str(path)) from error
    for key in data.keys() - {*_TABLES}:
        hint = did_you_mean(key, _TABLES)
        raise RuleError(f"{path}: unknown table {key!r}; {hint}", file=str(path))
    for fault in faults_in(data):
        raise RuleError(f"{path}: {fault}", file=str(path))
    rules = tuple(_rule(entry, path) for entry in data.get("rule", ()))
    for name, count in Counter(rule.name for rule in rules).items():
        if count > 1:
            raise RuleError(f"{path}: two rules are called {name!r}; a rule's name is unique", rule=name)
    return RuleFile(data.get("fragments", {}), data.get("lexicons", {}), rules, tuple(data.get("joining", ())))


_TABLES = ("fragments", "lexicons", "rule", "joining")
KEYS = frozenset(field.name for field in attrs.fields(Rule)) - {"options"}
"""What every rule may have."""


def _misspelt(entry: Mapping[str, Any]) -> Iterator[str]:
    """Tell of keys that are nearly one that every rule may have, and that this one has not."""
    for key in entry.keys() - KEYS:
        for near in difflib.get_close_matches(key, KEYS - entry.keys(), n=1, cutoff=0.75):
            yield f"rule {entry.get('name')!r} has an unknown key {key!r}; did you mean {near!r}?"


def _rule(entry: Mapping[str, Any], path: Path) -> Rule:
    for fault in chain(faults_of_rule(entry), _misspelt(entry)):
        raise RuleError(f"{path}: {fault}", file=str(path), rule=entry.get("name"))
    known = {key: entry[key] for key in entry if key in KEYS}
    return Rule(**known, options={key: entry[key] for key in entry if key not in KEYS})
