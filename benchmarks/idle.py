"""Rules that find nothing in texts."""

import itertools
from collections.abc import Iterable
from typing import Any

import attrs
from corpuskit_dates.extract import DateExtractor

from corpuskit import Document
from corpuskit.rules import Hit, Rules
from corpuskit.scan import Batch

__all__ = ["idle_rules"]

_BATCH = 64


def idle_rules(documents: Iterable[Document]) -> list[str]:
    """Give the rules of dates whose matches nothing takes from the documents, in the order of the table.

    A rule counts that wins a place, whether its date is later joined with others or, as an exclusion's, is none. What
    stands in lexicons, such as the words around dates, has no names and is not counted.
    """
    extractor = DateExtractor()
    rules = _with_exclusions(extractor._rules)

    def read(hit: Hit) -> Any:
        return True if hit.rule.value == _EXCLUSION else extractor._read(hit)

    won: set[str] = set()
    source = iter(documents)
    while batch := list(itertools.islice(source, _BATCH)):
        for _, found in rules.find_in(Batch(batch), read):
            won.update(hit.rule.name for hit, _ in found)
    return [rule.name for rule in rules.table if rule.name not in won]


_EXCLUSION = "exclusion"


def _with_exclusions(rules: Rules) -> Rules:
    """Give rules of which those that only take their place are told too."""
    table = [attrs.evolve(rule, value=rule.value or _EXCLUSION) for rule in rules.table]
    return Rules(table, fragments=rules.fragments, lexicons=rules.lexicons.values())
