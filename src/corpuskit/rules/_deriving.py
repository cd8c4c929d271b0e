"""What the matches of rules can begin with, derived from their patterns, fragments and lexicons; each of these once."""

import re
import re._constants as sre  # type: ignore[import-not-found]  # no stubs
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ..errors import RuleError
from ._behind import token_before
from ._lexicon import Lexicon
from ._openings import of_words, openings, parsed, walk
from ._rule import REFERENCE, Rule
from ._telling import JOINTS, Joining, Telling
from ._tokens import DIGIT, Tokens
from ._ways import Opening, State
from ._where import Condition

__all__ = ["Derivation"]

_PLACEHOLDERS = 0xE000  # The private use area: no text that a rule is written for contains it.
_MOST = 1500
"""A set of more tokens sorts out too little for what it costs."""


class Derivation:
    """The derivations of a table of rules.

    Args:
        lexicons: the lexicons by their names.
        fragment: gives the fragment of a name, for the owner of the pattern that refers to it.
        joining: the words that join the parts of numbers.
    """

    def __init__(
        self, lexicons: Mapping[str, Lexicon], fragment: Callable[[str, str], str], joining: Iterable[str] = ()
    ) -> None:
        self._lexicons = lexicons
        self._fragment = fragment
        self._joining = Joining(joining)
        self._patterns: dict[str, tuple[list[Any], dict[str, re.Match[str]]]] = {}
        self._states: dict[str, State] = {}
        self._tellings: dict[str, Telling] = {}

    def openings_of(self, rule: Rule, conditions: Mapping[str, Condition] = {}) -> frozenset[Opening]:
        """Give what the matches of a rule can begin with, under conditions on the words of its groups.

        Raises:
            RuleError: when its pattern does not compile.
        """
        items, references = self._read(rule.pattern, rule.name)
        states = {
            char: of_words(conditions[found["group"]].words().forms())
            if found["group"] in conditions
            else self._state(found["name"], rule.name)
            for char, found in references.items()
        }
        return openings(items, states)

    def tellings_of(self, rules: Iterable[Rule], found: Iterable[Iterable[Opening]]) -> list[Tokens | None]:
        """Give the first telling tokens of matches that begin with what is none; None where it may be any.

        Args:
            rules: the rules.
            found: what the matches of each begin with.
        """
        return [
            self._telling_of(rule) if any(map(self._tells_little, all_of)) else None
            for rule, all_of in zip(rules, found, strict=True)
        ]

    def tokens_before(self, rules: Iterable[Rule]) -> list[Tokens | None]:
        """Give the tokens of which one stands right before the matches of each rule; None where any may."""
        read = (self._read(rule.pattern, rule.name) for rule in rules)
        return [token_before(items, names.keys()) for items, names in read]

    def _telling_of(self, rule: Rule) -> Tokens | None:
        items, references = self._read(rule.pattern, rule.name)
        parts = {char: self._told(part["name"], rule.name) for char, part in references.items()}
        found = self._joining.telling(items, parts)
        return None if found is not None and len(found) > _MOST else found

    def _tells_little(self, opening: Opening) -> bool:
        """Say whether an opening has a first token that tells little: behind it more is to be seen."""
        words = self._joining.words
        return bool(opening) and any(token[0] == DIGIT or token in JOINTS or token in words for token in opening[0])

    def _read(self, pattern: str, owner: str) -> tuple[list[Any], dict[str, re.Match[str]]]:
        """Give the items of a pattern, and the references that its placeholders stand for."""
        if pattern in self._patterns:
            return self._patterns[pattern]
        references: dict[str, re.Match[str]] = {}

        def placeholder(match: re.Match[str]) -> str:
            condition = self._condition(match["name"], owner)
            if condition is not None:
                return condition
            char = chr(_PLACEHOLDERS + len(references))
            references[char] = match
            return char

        written = REFERENCE.sub(placeholder, pattern)
        try:
            self._patterns[pattern] = parsed(written), references
        except re.error as error:
            raise RuleError(f"rule {owner!r} does not compile: {error}", rule=owner) from error
        return self._patterns[pattern]

    def _condition(self, name: str, owner: str) -> str | None:
        """Give a fragment that takes no text, whole as it is: what it says of a word that is begun shows only there."""
        fragment = "" if name in self._lexicons else self._fragment(name, owner)
        if not fragment.startswith(("(?=", "(?!")) or REFERENCE.search(fragment):
            return None
        items = self._read(fragment, name)[0]
        return f"(?:{fragment})" if len(items) == 1 and items[0][0] in (sre.ASSERT, sre.ASSERT_NOT) else None

    def _state(self, name: str, owner: str) -> State:
        if name not in self._states:
            if name in self._lexicons:
                self._states[name] = of_words(self._lexicons[name].forms())
            else:
                items, references = self._read(self._fragment(name, owner), name)
                parts = {char: self._state(part["name"], name) for char, part in references.items()}
                self._states[name] = walk(items, parts)
        return self._states[name]

    def _told(self, name: str, owner: str) -> Telling:
        if name not in self._tellings:
            if name in self._lexicons:
                self._tellings[name] = self._joining.told_of(self._state(name, owner))
            else:
                items, references = self._read(self._fragment(name, owner), name)
                parts = {char: self._told(part["name"], name) for char, part in references.items()}
                self._tellings[name] = self._joining.telling_of(items, parts)
        return self._tellings[name]
