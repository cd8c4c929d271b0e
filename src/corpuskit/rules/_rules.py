"""A table of rules, compiled, and its matches in a text."""

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise
from operator import index
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from ..errors import RuleError, did_you_mean
from ..scan import Batch, collections_paused
from ._deriving import Derivation
from ._hit import Hit
from ._lexicon import Lexicon
from ._loading import read_bytes, read_package
from ._matching import Matcher, Plan, matches
from ._openings import begins_line, lookahead
from ._rule import REFERENCE, Rule, RuleFile, parse_rules
from ._ways import GAP, Opening
from ._where import Condition, conditions

if TYPE_CHECKING:
    from ..scan._scan import Scan
    from ._places import Places

__all__ = ["Rules"]

Value = TypeVar("Value")

_FEW = 1_500
"""In texts of so many code points, all together, tokens are looked at one by one: quicker than many columns."""

_REMEMBERED = 20_000
_NO_WORD_BEFORE = re.compile(r"(?<!\w)")


class _Plans(dict[int, Plan]):
    """What to try, by the numbers that places have for it; each is put together when it is first met."""

    def __init__(self, rules: "Rules") -> None:
        self._rules = rules

    def __missing__(self, number: int) -> Plan:
        matchers = self._rules._matchers
        plan = self[number] = tuple(matchers[index] for index in self._rules._places.rules(number))
        return plan


class Rules:
    """An ordered table of rules with their fragments and lexicons.

    A rule is tried only where three tokens stand that its matches can begin with, behind a number and the words that
    join its parts (``joining``) also its unit, and before it what a lookbehind at its beginning asks for. It is
    compiled when it is first tried; one whose pattern begins with a lookahead, ``(?=…)``, when that first holds. A
    cheap one defers a dear pattern.
    """

    def __init__(
        self,
        rules: Iterable[Rule],
        *,
        fragments: Mapping[str, str] = {},
        lexicons: Iterable[Lexicon] = (),
        joining: Iterable[str] = (),
    ) -> None:
        self.table: tuple[Rule, ...] = tuple(rules)
        self.joining: tuple[str, ...] = tuple(joining)
        self.lexicons: dict[str, Lexicon] = {lexicon.name: lexicon for lexicon in lexicons}
        self.fragments: dict[str, str] = dict(fragments)
        for name in self.fragments.keys() & self.lexicons.keys():
            raise RuleError(f"{name!r} names a fragment and a lexicon; one of them needs another name", rule=name)
        self._order = {rule.name: index for index, rule in enumerate(self.table)}
        if len(self._order) != len(self.table):
            names = sorted(rule.name for rule in self.table)
            twice = next(a for a, b in pairwise(names) if a == b)
            raise RuleError(f"two rules are called {twice!r}; a rule's name is unique", rule=twice)
        for word in self.joining:
            if not (word.isascii() and word.isalpha() and word.islower()):
                raise RuleError(f"{word!r} cannot join: a joining word has the letters a to z", word=word)
        self._compiled: dict[str, re.Pattern[str]] = {}
        self._guards: dict[str, re.Pattern[str]] = {}
        self._groups: dict[str, dict[str, str]] = {}
        self._expanded: dict[str, str] = {}
        self._plans = _Plans(self)
        self._meanings: dict[tuple[str, str, str], Any] = {}
        self._conditions: dict[str, dict[str, Condition]] = {}

    @classmethod
    def load(
        cls, package: str, language: str = "en", *, extra: Iterable[str | Path] = (), without: Iterable[str] = ()
    ) -> "Rules":
        """Read ``data/<language>`` of a package: every TOML and TSV file, in the order of their names.

        Args:
            package: an importable package.
            language: the folder.
            extra: further TOML files; a rule or lexicon word in them goes before those of the package.
            without: names of rules to leave out.

        Raises:
            RuleError: when a file cannot be read or does not fit, or ``without`` names no rule. Patterns of the package
                are compiled when they are tried, those of further files at once.
        """
        return _load(package, language, tuple(map(read_bytes, extra)), tuple(without))

    def __repr__(self) -> str:
        return f"Rules({len(self.table)} rules, {len(self.lexicons)} lexicons)"

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (self.table, self.fragments, tuple(self.lexicons.values()), self.joining)

    def find(self, text: str, read: Callable[[Hit], Value | None], *, start: int = 0) -> Iterator[tuple[Hit, Value]]:
        """Give the matches from left to right, none overlapping another, each with the value that ``read`` gives.

        At each place the longest match wins, among equals the rule that stands first in the table. Where ``read``
        gives None, the next is asked. A match of a rule without ``value`` takes its place and gives nothing.
        """
        from ..scan._scan import Scan

        vocabulary = None if len(text) <= _FEW else self._places.vocabulary
        scan = Scan((text,), vocabulary)
        for _, found in matches(scan.texts, self._candidates(scan), read, index(start)):
            yield from found

    def find_in(
        self, batch: Batch, read: Callable[[Hit], Value | None]
    ) -> Iterator[tuple[int, list[tuple[Hit, Value]]]]:
        """Give what :meth:`find` gives for each document of a batch that has any, with the document's number.

        Where a rule can begin is read from the scan of the batch, for all documents at once. Declare ``triggers`` in
        the extractor's spec: the scan then looks all words up that are needed; without, they are looked up again.
        """
        return matches(batch.scan.texts, self._candidates(batch.scan), read, 0)

    def meaning(self, rule: Rule, group: str, word: str) -> Any:
        """Give what a word of a rule's group means.

        Raises:
            RuleError: when the group is no reference to a lexicon.
        """
        key = rule.name, group, word
        if key in self._meanings:
            return self._meanings[key]
        self._pattern(rule)
        name = self._groups[rule.name].get(group)
        if name is None:
            raise RuleError(f"group {group!r} of rule {rule.name!r} is no reference to a lexicon", rule=rule.name)
        found = self.lexicons[name][word]
        if len(self._meanings) < _REMEMBERED:
            self._meanings[key] = found
        return found

    @functools.cached_property
    def triggers(self) -> tuple[str, ...]:
        """The words and signs that matches can begin with, or stand behind, each one token; in lower case, sorted."""
        return self._places.words

    def compile(self) -> None:
        """Compile every rule now.

        Raises:
            RuleError: when a pattern does not compile, or a condition does not fit.
        """
        for rule in self.table:
            self._pattern(rule)
        _ = self._openings

    # --- finding the places worth a try

    @functools.cached_property
    def _openings(self) -> tuple[frozenset[Opening], ...]:
        return tuple(self._derivation.openings_of(rule, self._conditions_of(rule)) for rule in self.table)

    @functools.cached_property
    def _derivation(self) -> Derivation:
        return Derivation(self.lexicons, self._fragment, self.joining)

    @functools.cached_property
    def _anywhere(self) -> bool:
        """Whether a match may begin with anything, or with white space: no token tells where."""
        return any(not opening or opening[0] == GAP for found in self._openings for opening in found)

    @functools.cached_property
    def _places(self) -> "Places":
        from ._places import Places

        with collections_paused():
            lines = [index for index, rule in enumerate(self.table) if begins_line(_blank(rule.pattern))]
            tellings = self._derivation.tellings_of(self.table, self._openings)
            before = self._derivation.tokens_before(self.table)
            places = Places(self._openings, tellings, before, lines, self.joining)
        if not self._anywhere:
            # What it was derived from is a third of all objects here, which every collection would visit.
            for name in ("_derivation", "_openings"):
                vars(self).pop(name, None)
        return places

    @functools.cached_property
    def _matchers(self) -> Plan:
        return tuple(Matcher(rule, self) for rule in self.table)

    def _candidates(self, scan: "Scan") -> Iterable[tuple[int, int, Plan]]:
        """Give the number of the text, the offset in it and what to try there, place by place."""
        if self._anywhere:
            return self._all_places(scan)
        from ._places import is_plain

        if sum(map(len, scan.texts)) <= _FEW and all(map(is_plain, scan.texts)):
            return self._few_places(scan)
        tokens, states = self._places.find(scan)
        numbers, offsets = scan.locate(scan.starts[tokens])
        plans = map(self._plans.__getitem__, states.tolist())
        return zip(numbers.tolist(), offsets.tolist(), plans, strict=True)

    def _all_places(self, scan: "Scan") -> Iterator[tuple[int, int, Plan]]:
        for number, text in enumerate(scan.texts):
            for found in _NO_WORD_BEFORE.finditer(text):
                yield number, found.start(), self._matchers

    def _few_places(self, scan: "Scan") -> Iterator[tuple[int, int, Plan]]:
        for number, text in enumerate(scan.texts):
            for offset, plan in self._places.find_by_token(text):
                yield number, offset, self._plans[plan]

    # --- compiling

    def _may_match(self, rule: Rule, text: str, at: int) -> bool:
        """Say whether the lookahead that a pattern begins with holds: before it does, the rest need not compile."""
        if rule.name not in self._guards:
            guard = self._expand(rule.pattern[: lookahead(_blank(rule.pattern))], rule.name, {}, ())
            self._guards[rule.name] = re.compile(guard, re.IGNORECASE)
        return self._guards[rule.name].match(text, at) is not None

    def _pattern(self, rule: Rule) -> re.Pattern[str]:
        compiled = self._compiled.get(rule.name)
        if compiled is None:
            self._groups[rule.name] = {}
            body = self._expand(rule.pattern, rule.name, self._groups[rule.name], ())
            try:
                # A match neither begins nor ends inside a word; raised digits at the end of a word mark a footnote.
                with collections_paused():
                    compiled = re.compile(rf"(?<!\w)(?:{body})(?:(?<!\w)|(?![¹²³⁰⁴-⁹]*[^\W¹²³⁰⁴-⁹]))", re.IGNORECASE)
            except (re.error, OverflowError) as error:
                # Its position is one in the pattern with all that references stand for: it would mislead.
                reason = getattr(error, "msg", error)
                raise RuleError(f"rule {rule.name!r} does not compile: {reason}", rule=rule.name) from error
            self._conditions_of(rule)
            self._compiled[rule.name] = compiled
        return compiled

    def _conditions_of(self, rule: Rule) -> dict[str, Condition]:
        if rule.name not in self._conditions:
            self._conditions[rule.name] = conditions(rule, self.lexicons)
        return self._conditions[rule.name]

    def _expand(self, pattern: str, owner: str, groups: dict[str, str], outer: tuple[str, ...]) -> str:
        def expand(match: re.Match[str]) -> str:
            group, name = match["group"], match["name"]
            if name in outer:
                raise RuleError(f"fragment {name!r} refers to itself, in rule {owner!r}", rule=owner)
            if name in self.lexicons:
                if group:
                    groups[group] = name
                body = self._lexicon_pattern(name)
            else:
                body = self._expand(self._fragment(name, owner), owner, groups, (*outer, name))
            return f"(?P<{group}>{body})" if group else f"(?:{body})"

        return REFERENCE.sub(expand, pattern)

    def _lexicon_pattern(self, name: str) -> str:
        if name not in self._expanded:
            self._expanded[name] = self.lexicons[name].pattern()
        return self._expanded[name]

    def _fragment(self, name: str, owner: str) -> str:
        try:
            return self.fragments[name]
        except KeyError:
            hint = did_you_mean(name, (*self.fragments, *self.lexicons))
            raise RuleError(f"(?&{name}) in {owner!r} is no fragment and no lexicon; {hint}", rule=owner) from None


def _blank(pattern: str) -> str:
    """Give a pattern that is as long, and parses without what its references stand for."""
    return REFERENCE.sub(lambda match: "x" * len(match.group()), pattern)


def _rebuild(
    table: tuple[Rule, ...], fragments: dict[str, str], lexicons: tuple[Lexicon, ...], joining: tuple[str, ...]
) -> Rules:
    return Rules(table, fragments=fragments, lexicons=lexicons, joining=joining)


@functools.lru_cache(maxsize=32)
def _load(package: str, language: str, extra: tuple[tuple[str, bytes], ...], without: tuple[str, ...]) -> Rules:
    """Load rules once for each content of the files, which may change under one path."""
    own = {Path(path): parse_rules(content, Path(path)) for path, content in extra}
    rules, fragments, lexicons, joining = read_package(package, language, own, without)
    for path, file in own.items():
        _check(path, file, fragments, lexicons)
    return Rules(rules, fragments=fragments, lexicons=lexicons, joining=joining)


def _check(path: Path, file: RuleFile, fragments: Mapping[str, str], lexicons: Iterable[Lexicon]) -> None:
    """Compile the rules and fragments of a file."""
    whole = (Rule(f"(?&{name})", f"(?&{name})") for name in file.fragments)
    try:
        Rules((*file.rules, *whole), fragments=fragments, lexicons=lexicons, joining=file.joining).compile()
    except RuleError as error:
        raise RuleError(f"{path}: {error.message}", **{**error.facts, "file": str(path)}) from error
