"""A match of a rule in a text."""

import re
from typing import TYPE_CHECKING, Any

from .._span import Span
from ._rule import Rule

if TYPE_CHECKING:
    from ._rules import Rules

__all__ = ["Hit"]


class Hit:
    """A match of a rule in a text.

    ``hit["group"]`` gives a group's text, or None; ``hit.meaning("group")`` what its lexicon says that it means.
    """

    __slots__ = ("_groups", "_rules", "match", "rule")

    def __init__(self, rule: Rule, match: re.Match[str], rules: "Rules", groups: frozenset[str]) -> None:
        self.rule: Rule = rule
        self.match: re.Match[str] = match
        self._rules = rules
        self._groups = groups

    @property
    def span(self) -> Span:
        """Where the rule matched."""
        return Span.unchecked(*self.match.span())

    @property
    def text(self) -> str:
        """What the rule matched."""
        return self.match.group()

    def __getitem__(self, group: str) -> str | None:
        return self.match[group]

    def get(self, group: str) -> str | None:
        """Give a group's text, or None where the rule has no such group or it took no part."""
        return self.match[group] if group in self._groups else None

    def span_of(self, group: str) -> Span | None:
        """Give a group's span, or None where the rule has no such group or it took no part."""
        if group not in self._groups or self.match.start(group) < 0:
            return None
        return Span.unchecked(*self.match.span(group))

    def meaning(self, group: str) -> Any:
        """Give what the group's lexicon says of its text, or None where it took no part."""
        word = self.get(group)
        return None if word is None else self._rules.meaning(self.rule, group, word)

    def __repr__(self) -> str:
        return f"<Hit {self.rule.name!r} at {self.match.span()}: {self.match.group()!r}>"
