"""A table of rules, compiled, and its matches in a text."""

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

from .._span import Span
from ..errors import RuleError, did_you_mean
from ..scan import Batch
from ._heads import ANYWHERE, DIGIT, Heads, State, heads, lookahead, of_words, settled
from ._lexicon import Lexicon, trie_pattern
from ._rule import Rule, read_rules

__all__ = ["Hit", "Rules"]

Value = TypeVar("Value")

_REFERENCE = re.compile(r"\(\?&(?:(?P<group>\w+)=)?(?P<name>\w+)\)")
_PLACEHOLDERS = 0xE000  # The private use area: no text that a rule is written for contains it.
_WORD = re.compile(r"[^\W\d_]+")
_REMEMBERED = 20_000


class Hit:
    """A match of a rule in a text.

    ``hit["group"]`` gives a group's text, or None; ``hit.meaning("group")`` what its lexicon says that it means.
    """

    __slots__ = ("_rules", "match", "rule")

    def __init__(self, rule: Rule, match: re.Match[str], rules: "Rules") -> None:
        self.rule = rule
        self.match = match
        self._rules = rules

    @property
    def span(self) -> Span:
        """Where the rule matched."""
        return Span(*self.match.span())

    @property
    def text(self) -> str:
        """What the rule matched."""
        return self.match.group()

    def __getitem__(self, group: str) -> str | None:
        return self.match[group]

    def get(self, group: str) -> str | None:
        """Give a group's text, or None where the rule has no such group or it took no part."""
        return self.match[group] if group in self.match.re.groupindex else None

    def span_of(self, group: str) -> Span | None:
        """Give a group's span, or None where the rule has no such group or it took no part."""
        if group not in self.match.re.groupindex or self.match.start(group) < 0:
            return None
        return Span(*self.match.span(group))

    def meaning(self, group: str) -> Any:
        """Give what the group's lexicon says of its text, or None where it took no part."""
        word = self.get(group)
        return None if word is None else self._rules.meaning(self.rule, group, word)

    def __repr__(self) -> str:
        return f"<Hit {self.rule.name!r} at {self.match.span()}: {self.match.group()!r}>"


class Rules:
    """An ordered table of rules with their fragments and lexicons.

    A rule is tried only where a word stands that its matches can begin with, and compiled when it is first tried; one
    whose pattern begins with a lookahead, ``(?=…)``, when that first holds. A cheap one defers a dear pattern.
    """

    def __init__(
        self, rules: Iterable[Rule], *, fragments: Mapping[str, str] = {}, lexicons: Iterable[Lexicon] = ()
    ) -> None:
        self.table = tuple(rules)
        self.lexicons = {lexicon.name: lexicon for lexicon in lexicons}
        self.fragments = dict(fragments)
        for name in self.fragments.keys() & self.lexicons.keys():
            raise RuleError(f"{name!r} names a fragment and a lexicon; one of them needs another name", rule=name)
        self._order = {rule.name: index for index, rule in enumerate(self.table)}
        if len(self._order) != len(self.table):
            names = sorted(rule.name for rule in self.table)
            twice = next(a for a, b in pairwise(names) if a == b)
            raise RuleError(f"two rules are called {twice!r}; a rule's name is unique", rule=twice)
        self._compiled: dict[str, re.Pattern[str]] = {}
        self._guards: dict[str, re.Pattern[str]] = {}
        self._groups: dict[str, dict[str, str]] = {}
        self._expanded: dict[str, str] = {}
        self._by_head: dict[str, list[Rule]] = {}

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
            RuleError: when a file does not fit, or ``without`` names no rule.
        """
        return _load(package, language, tuple(map(str, extra)), tuple(without))

    def __repr__(self) -> str:
        return f"Rules({len(self.table)} rules, {len(self.lexicons)} lexicons)"

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (self.table, self.fragments, tuple(self.lexicons.values()))

    def find(self, text: str, read: Callable[[Hit], Value | None], *, start: int = 0) -> Iterator[tuple[Hit, Value]]:
        """Give the matches from left to right, none overlapping another, each with the value that ``read`` gives.

        At each place the longest match wins, among equals the rule that stands first in the table. Where ``read``
        gives None, the next is asked. A match of a rule without ``value`` takes its place and gives nothing.
        """
        position = start
        # Searching lower-cased text is twice as fast as ignoring case; İ alone would become two code points.
        for candidate in self._candidates.finditer(text.replace("İ", "i").lower(), start):
            at = candidate.start()
            if at < position:
                continue
            for hit in self._hits_at(text, at):
                if hit.rule.value is None:
                    position = hit.match.end()
                    break
                value = read(hit)
                if value is not None:
                    yield hit, value
                    position = hit.match.end()
                    break

    def find_in(
        self, batch: Batch, read: Callable[[Hit], Value | None]
    ) -> Iterator[tuple[int, list[tuple[Hit, Value]]]]:
        """Give what :meth:`find` gives for each document of a batch that has any, with the document's number."""
        for number, text in enumerate(batch.texts):
            found = list(self.find(text, read))
            if found:
                yield number, found

    def meaning(self, rule: Rule, group: str, word: str) -> Any:
        """Give what a word of a rule's group means.

        Raises:
            RuleError: when the group is no reference to a lexicon.
        """
        self._pattern(rule)
        name = self._groups[rule.name].get(group)
        if name is None:
            raise RuleError(f"group {group!r} of rule {rule.name!r} is no reference to a lexicon", rule=rule.name)
        return self.lexicons[name][word]

    @functools.cached_property
    def triggers(self) -> tuple[str, ...]:
        """The words and signs that a match can begin with, in lower case, sorted; ``0`` stands for any digit."""
        return tuple(sorted({text for found in self._heads.values() for text in found}))

    def compile(self) -> None:
        """Compile every rule now.

        Raises:
            RuleError: when a pattern does not compile.
        """
        for rule in self.table:
            self._pattern(rule)
        _ = self._candidates

    # --- finding the places worth a try

    @functools.cached_property
    def _heads(self) -> dict[str, Heads]:
        return {rule.name: settled(self._state(rule.pattern, rule.name)) for rule in self.table}

    def _state(self, pattern: str, owner: str) -> State:
        references: dict[str, State] = {}

        def placeholder(match: re.Match[str]) -> str:
            char = chr(_PLACEHOLDERS + len(references))
            references[char] = self._reference_state(match["name"], owner)
            return char

        try:
            return heads(_REFERENCE.sub(placeholder, pattern), references)
        except re.error as error:
            raise RuleError(f"rule {owner!r} does not compile: {error}", rule=owner) from error

    def _reference_state(self, name: str, owner: str) -> State:
        if name not in self._reference_states:
            if name in self.lexicons:
                self._reference_states[name] = of_words(self.lexicons[name])
            else:
                self._reference_states[name] = self._state(self._fragment(name, owner), name)
        return self._reference_states[name]

    @functools.cached_property
    def _reference_states(self) -> dict[str, State]:
        return {}

    @functools.cached_property
    def _dispatch(self) -> tuple[dict[str, list[Rule]], dict[str, list[Rule]]]:
        whole: dict[str, list[Rule]] = {}
        prefix: dict[str, list[Rule]] = {}
        for rule in self.table:
            for text, ends in self._heads[rule.name].items():
                (whole if ends else prefix).setdefault(text, []).append(rule)
        return whole, prefix

    @functools.cached_property
    def _candidates(self) -> re.Pattern[str]:
        whole, prefix = self._dispatch
        if ANYWHERE in prefix:
            return re.compile(r"(?<!\w)\S")
        words = trie_pattern(text for text in whole if text[0].isalpha())
        prefixes = trie_pattern(text for text in prefix if text[0].isalpha())
        # A fraction such as ½ is alphanumeric, and neither a letter nor a digit.
        signs = "".join(sorted({text[0] for text in (*whole, *prefix) if not (text[0].isalpha() or text[0] == DIGIT)}))
        branches = [rf"(?:{words})(?![^\W\d_])"] if words else []
        branches += [f"(?:{prefixes})"] if prefixes else []
        branches += [r"\d"] if DIGIT in prefix else []
        branches += [f"[{re.escape(signs)}]"] if signs else []
        return re.compile(rf"(?<!\w)(?:{'|'.join(branches) or '(?!)'})")

    def _rules_at(self, text: str, at: int) -> list[Rule]:
        match = _WORD.match(text, at)
        head = match.group().lower() if match is not None else DIGIT if text[at].isdigit() else text[at]
        found = self._by_head.get(head)
        if found is None:
            found = self._rules_of(head)
            if len(self._by_head) < _REMEMBERED:
                self._by_head[head] = found
        return found

    def _rules_of(self, head: str) -> list[Rule]:
        whole, prefix = self._dispatch
        found = list(whole.get(head, ()))
        for length in range(min(len(head), self._longest_prefix) + 1):
            found += prefix.get(head[:length], ())
        return sorted(set(found), key=lambda rule: self._order[rule.name])

    @functools.cached_property
    def _longest_prefix(self) -> int:
        return max(map(len, self._dispatch[1]), default=0)

    def _hits_at(self, text: str, at: int) -> list[Hit]:
        hits = []
        compiled = self._compiled
        for rule in self._rules_at(text, at):
            pattern = compiled.get(rule.name)
            if pattern is None:
                if not self._may_match(rule, text, at):
                    continue
                pattern = self._pattern(rule)
            match = pattern.match(text, at)
            if match is not None and match.end() > at:
                hits.append(Hit(rule, match, self))
        if len(hits) > 1:
            hits.sort(key=lambda hit: -hit.match.end())
        return hits

    # --- compiling

    def _may_match(self, rule: Rule, text: str, at: int) -> bool:
        """Say whether the lookahead that a pattern begins with holds: before it does, the rest need not compile."""
        if rule.name not in self._guards:
            blank = _REFERENCE.sub(lambda match: "x" * len(match.group()), rule.pattern)
            guard = self._expand(rule.pattern[: lookahead(blank)], rule.name, {}, ())
            self._guards[rule.name] = re.compile(guard, re.IGNORECASE)
        return self._guards[rule.name].match(text, at) is not None

    def _pattern(self, rule: Rule) -> re.Pattern[str]:
        compiled = self._compiled.get(rule.name)
        if compiled is None:
            self._groups[rule.name] = {}
            body = self._expand(rule.pattern, rule.name, self._groups[rule.name], ())
            try:
                # A match neither begins nor ends inside a word; a raised digit behind it is the mark of a footnote.
                compiled = re.compile(rf"(?<!\w)(?:{body})(?:(?<!\w)|(?![^\W¹²³⁰⁴-⁹]))", re.IGNORECASE)
            except re.error as error:
                raise RuleError(f"rule {rule.name!r} does not compile: {error}", rule=rule.name) from error
            self._compiled[rule.name] = compiled
        return compiled

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

        return _REFERENCE.sub(expand, pattern)

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


def _rebuild(table: tuple[Rule, ...], fragments: dict[str, str], lexicons: tuple[Lexicon, ...]) -> Rules:
    return Rules(table, fragments=fragments, lexicons=lexicons)


@functools.lru_cache(maxsize=32)
def _load(package: str, language: str, extra: tuple[str, ...], without: tuple[str, ...]) -> Rules:
    folder = Path(str(files(package) / "data" / language))
    tables = [*map(Path, extra), *sorted(folder.glob("*.toml"))]
    if not tables and not any(folder.glob("*.tsv")):
        fault = f"package {package!r} has no rules: data/{language} has no .toml and no .tsv file"
        raise RuleError(fault, package=package)
    rules: dict[str, Rule] = {}
    fragments: dict[str, str] = {}
    words: dict[str, dict[str, Any]] = {}
    for path in tables:
        read = read_rules(path)
        for rule in read.rules:
            rules.setdefault(rule.name, rule)
        fragments = {**read.fragments, **fragments}
        for name, entries in read.lexicons.items():
            words[name] = _merged(words.get(name, {}), entries, name, path)
    for path in sorted(folder.glob("*.tsv")):
        words[path.stem] = _merged(words.get(path.stem, {}), Lexicon.from_tsv(path), path.stem, path)
    for name in without:
        if rules.pop(name, None) is None:
            raise RuleError(f"there is no rule {name!r} to leave out; {did_you_mean(name, rules)}", rule=name)
    lexicons = [Lexicon(name, entries) for name, entries in words.items()]
    return Rules(rules.values(), fragments=fragments, lexicons=lexicons)


def _merged(above: dict[str, Any], entries: Mapping[str, Any], name: str, path: Path) -> dict[str, Any]:
    """Give the words of a lexicon with those of a file, which those from above go before.

    Raises:
        RuleError: when a meaning from above has not all that every meaning in the file has.
    """
    shapes = [entry.keys() for entry in entries.values() if isinstance(entry, Mapping)]
    needed = set.intersection(*map(set, shapes)) if len(shapes) == len(entries) and shapes else set()
    for word, meaning in above.items():
        missing = needed - meaning.keys() if isinstance(meaning, Mapping) else needed
        if missing:
            raise RuleError(
                f"lexicon {name!r}: {word!r} = {meaning!r} lacks {', '.join(sorted(missing))}, which the words of "
                f"{path.name} have",
                word=word,
            )
    return {**entries, **above}
