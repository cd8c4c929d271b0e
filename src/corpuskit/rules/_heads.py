"""What a match of a pattern can begin with: the words that make a rule worth trying at a place.

The parse tree of :mod:`re` is read once, when rules are compiled. A construct that is not known here only widens
the answer: the rule is then tried more often, never less.
"""

import itertools
import re
import re._constants as sre  # type: ignore[import-not-found]  # no stubs
import re._parser as parser  # type: ignore[import-not-found]  # no stubs
from collections.abc import Iterable, Mapping
from typing import Any

__all__ = ["ANYWHERE", "DIGIT", "Heads", "State", "heads", "lookahead", "of_words", "re_flags", "settled"]

ANYWHERE = ""
DIGIT = "0"
_LIMIT = 20_000
_WIDE = 12

Heads = dict[str, bool]
"""Beginning in lower case -> whether the word ends there (True) or anything may follow (False)."""

State = tuple[set[str], Heads]
"""Beginnings that what comes next may prolong, and those that are settled."""


def heads(pattern: str, references: Mapping[str, State]) -> State:
    """Give the beginnings of all matches of ``pattern``.

    ``references`` has the beginnings behind each placeholder character that stands for a ``(?&name)``. A digit is
    given as ``0``; the empty beginning means that a match may begin with anything.
    """
    return _sequence(parser.parse(pattern, re_flags()), {""}, references)


def lookahead(pattern: str) -> int:
    """Give the length of the ``(?=…)`` that a pattern begins with; 0 where there is none that all matches need."""
    if not pattern.startswith("(?="):
        return 0
    items = list(parser.parse(pattern, re_flags()))
    if len(items) < 2 or items[0][0] is not sre.ASSERT:
        return 0
    end = pattern.index(")") + 1
    while not _is_whole(pattern[:end]):
        end = pattern.index(")", end) + 1
    return end


def _is_whole(pattern: str) -> bool:
    try:
        parser.parse(pattern, re_flags())
    except re.error:
        return False
    return True


def settled(state: State) -> Heads:
    """Give all beginnings, where nothing follows any more."""
    opened, closed = state
    result = dict(closed)
    _merge(result, {text: bool(text) for text in opened})
    return {ANYWHERE: False} if ANYWHERE in result else result


def of_words(words: Iterable[str]) -> State:
    """Give the beginnings of a list of words."""
    opened: set[str] = set()
    closed: Heads = {}
    for word in words:
        letters = "".join(itertools.takewhile(str.isalpha, word))
        text = "".join(map(str.lower, letters))
        if len(letters) == len(word):
            opened.add(text)
        else:
            _merge(closed, dict([_joined(text, word[len(letters)])]))
    return opened, closed


def re_flags() -> int:
    """The flags that every rule is compiled with."""
    return int(sre.SRE_FLAG_IGNORECASE)


def _sequence(items: Any, opened: set[str], references: Mapping[str, State]) -> State:
    closed: Heads = {}
    for op, argument in items:
        if not opened:
            break
        opened, more = _item(op, argument, opened, references)
        _merge(closed, more)
        if len(opened) > _LIMIT:
            _merge(closed, dict.fromkeys(opened, False))
            opened = set()
    return opened, closed


def _merge(closed: Heads, more: Heads) -> None:
    for text, whole in more.items():
        closed[text] = closed.get(text, True) and whole


def _item(op: Any, argument: Any, opened: set[str], references: Mapping[str, State]) -> State:
    if op is sre.LITERAL:
        return _extend(opened, [chr(argument)], references)
    if op is sre.IN:
        return _in_set(opened, argument, references)
    if op is sre.SUBPATTERN:
        return _sequence(argument[3], opened, references)
    if op is sre.ATOMIC_GROUP:
        return _sequence(argument, opened, references)
    if op is sre.BRANCH:
        return _branches(argument[1], opened, references)
    if op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        return _repeat(argument, opened, references)
    if op in (sre.AT, sre.ASSERT, sre.ASSERT_NOT):
        return _word_ends(op, argument, opened, references)
    return set(), dict.fromkeys(opened, False)


def _word_ends(op: Any, argument: Any, opened: set[str], references: Mapping[str, State]) -> State:
    """Say of which beginnings a condition that takes no text shows that the word ends there."""
    if op is sre.ASSERT and argument[0] > 0:
        more, closed = _sequence(argument[1], {text for text in opened if text}, references)
        ends = not more and all(whole and text in opened for text, whole in closed.items())
    else:
        ends = (op is sre.AT and argument is sre.AT_BOUNDARY) or (
            op is sre.ASSERT_NOT and argument[0] > 0 and list(argument[1]) in _NO_WORD
        )
    if not ends:
        return opened, {}
    return opened & {""}, dict.fromkeys(opened - {""}, True)


_NO_WORD = [[(sre.IN, [(sre.CATEGORY, sre.CATEGORY_WORD)])]]


def _branches(branches: Any, opened: set[str], references: Mapping[str, State]) -> State:
    after: set[str] = set()
    closed: Heads = {}
    for branch in branches:
        more_opened, more_closed = _sequence(branch, set(opened), references)
        after |= more_opened
        _merge(closed, more_closed)
    return after, closed


def _repeat(argument: Any, opened: set[str], references: Mapping[str, State]) -> State:
    least, most, items = argument
    after, closed = _sequence(items, set(opened), references)
    if most > 1:
        # A further round may follow: what is known so far stays a beginning, open at its end.
        _merge(closed, dict.fromkeys(after, False))
        after = set()
    return (after | opened if least == 0 else after), closed


def _in_set(opened: set[str], members: Any, references: Mapping[str, State]) -> State:
    chars: list[str] = []
    for op, argument in members:
        if op is sre.LITERAL:
            chars.append(chr(argument))
        elif op is sre.RANGE and argument[1] - argument[0] < _WIDE:
            chars.extend(map(chr, range(argument[0], argument[1] + 1)))
        elif op is sre.CATEGORY and argument is sre.CATEGORY_DIGIT:
            chars.append(DIGIT)
        elif op is sre.CATEGORY and argument is sre.CATEGORY_SPACE:
            chars.append(" ")
        else:
            return set(), dict.fromkeys(opened, False)
    return _extend(opened, chars, references)


def _extend(opened: set[str], chars: list[str], references: Mapping[str, State]) -> State:
    after: set[str] = set()
    closed: Heads = {}
    for text in opened:
        for char in chars:
            if char in references and text:
                # Words joined to words would multiply: what stands before a reference is beginning enough.
                tails, ends = references[char]
                after |= {text} if "" in tails else set()
                if ends or tails - {""}:
                    _merge(closed, {text: _is_apart((*ends, *tails - {""}))})
            elif char in references:
                tails, ends = references[char]
                after |= tails
                _merge(closed, ends)
            elif char.isalpha():
                after.add(text + char.lower())
            else:
                _merge(closed, dict([_joined(text, char)]))
    return after, closed


def _joined(text: str, char: str) -> tuple[str, bool]:
    """Join a character that is no letter: it ends a word, unless the scan of a text takes it for a part of it."""
    if not text:
        return DIGIT if char.isdigit() else char, False
    return text, _IN_WORD.match(char) is None


def _is_apart(beginnings: Iterable[str]) -> bool:
    """Say whether beginnings show that a word right before them has ended."""
    return all(text and not _IN_WORD.match(text) for text in beginnings)


_IN_WORD = re.compile(r"[^\W\d_]")
