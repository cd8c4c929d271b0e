"""The innermost loop of all rules: where they may begin, the matches of a text."""

import operator
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from ._hit import Hit
from ._rule import Rule

if TYPE_CHECKING:
    from ._rules import Rules

__all__ = ["Matcher", "Plan", "matches"]

_REMEMBERED = 20_000

Value = TypeVar("Value")


class Matcher:
    """A rule that is compiled when it is first tried where the lookahead at its beginning holds."""

    __slots__ = ("_holds", "_rules", "groups", "match", "rule")

    def __init__(self, rule: Rule, rules: "Rules") -> None:
        self.rule = rule
        self.groups = frozenset[str]()
        self._rules = rules
        self._holds: dict[str, dict[str, bool]] = {group: {} for group in rule.where}
        self.match: Callable[[str, int], re.Match[str] | None] = self._first_match

    def _first_match(self, text: str, at: int) -> re.Match[str] | None:
        if not self._rules._may_match(self.rule, text, at):
            return None
        pattern = self._rules._pattern(self.rule)
        self.groups = frozenset(pattern.groupindex)
        self.match = pattern.match
        return self.match(text, at)

    def take(self, match: re.Match[str], read: Callable[[Hit], Value | None], found: list[tuple[Hit, Value]]) -> int:
        """Add a match that has a value; give where it ends, or 0 where it is refused or empty."""
        start, end = match.span()
        if end == start or (self._holds and not self._fits(match)):
            return 0
        if self.rule.value is not None:
            hit = Hit(self.rule, match, self._rules, self.groups)
            value = read(hit)
            if value is None:
                return 0
            found.append((hit, value))
        return end

    def _fits(self, match: re.Match[str]) -> bool:
        """Say whether the conditions of the rule hold for the words of all groups that took part."""
        for group, known in self._holds.items():
            word = match[group]
            if word is None:
                continue
            holds = known.get(word)
            if holds is None:
                if len(known) >= _REMEMBERED:
                    known.clear()
                holds = known[word] = self._rules._conditions_of(self.rule)[group].holds(word)
            if not holds:
                return False
        return True


Plan: TypeAlias = tuple[Matcher, ...]
"""What to try at a place, in the order of the table."""

_end_of = operator.itemgetter(0)


def matches(
    texts: Sequence[str],
    candidates: Iterable[tuple[int, int, Plan]],
    read: Callable[[Hit], Value | None],
    position: int,
) -> Iterator[tuple[int, list[tuple[Hit, Value]]]]:
    """Give the number of each text that has any matches, with them; the first is read from ``position`` on."""
    current, text, found = -1, "", list[tuple[Hit, Value]]()
    for number, at, plan in candidates:
        if number != current:
            if found:
                yield current, found
                found = []
            if current >= 0:
                position = 0
            current, text = number, texts[number]
        if at < position:
            continue
        if len(plan) == 1:
            # Mostly: no list is made for one match.
            (matcher,) = plan
            match = matcher.match(text, at)
            if match is not None:
                position = matcher.take(match, read, found) or position
        else:
            position = _take_longest(plan, text, at, read, found) or position
    if found:
        yield current, found


def _take_longest(
    plan: Plan, text: str, at: int, read: Callable[[Hit], Value | None], found: list[tuple[Hit, Value]]
) -> int:
    """Add the longest match at a place that has a value, among equals the first; give where it ends, or 0."""
    tried = [(match.end(), matcher, match) for matcher in plan if (match := matcher.match(text, at)) is not None]
    if len(tried) > 1:
        tried.sort(key=_end_of, reverse=True)
    for _, matcher, match in tried:
        end = matcher.take(match, read, found)
        if end:
            return end
    return 0
