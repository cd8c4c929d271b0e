"""What the matches of a pattern can begin with, token by token: what makes a rule worth trying at a place.

The parse tree of :mod:`re` is read once, when rules are first used. Tokens are those of the scan of a batch: a run of
letters, a run of digits, any other sign; white space belongs to none. A construct that is not known here only widens
the answer: the rule is then tried more often, never less.
"""

import re
import re._constants as sre  # type: ignore[import-not-found]  # no stubs
import re._parser as parser  # type: ignore[import-not-found]  # no stubs
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from ._tokens import ANY_CAPITALISED, ANY_SIGN, ANY_WORD, APOSTROPHES, DIGIT, Tokens, kind_of, opened_word, tokens_of
from ._ways import (
    BETWEEN,
    START,
    Opening,
    State,
    Ways,
    both,
    cut,
    ended,
    extended,
    joined,
    tells_much,
    token_ended,
    unknown,
    words_ended,
)

__all__ = [
    *("RUN", "begins_line", "lookahead", "looks_ahead", "members", "no_letter", "no_word", "of_words", "openings"),
    *("parsed", "re_flags", "walk", "with_words"),
]

_WIDE = 12
_ROUNDS, _EXACT_ROUNDS = 12, 3
RUN = object()


def parsed(pattern: str) -> list[Any]:  # Any: the parse tree has no types.
    """Give the items of a pattern."""
    return list(parser.parse(pattern, re_flags()))


def walk(items: Sequence[Any], references: Mapping[str, State]) -> State:
    """Give the state behind a part of a pattern.

    ``references`` has the state behind each placeholder character that stands for a ``(?&name)``.
    """
    return _Walk(references).sequence(items, START)


def openings(items: Sequence[Any], references: Mapping[str, State]) -> frozenset[Opening]:
    """Give what matches of a whole pattern can begin with; an empty opening is anything at all."""
    walked = _Walk(references)
    ahead = [argument for op, argument in items[:1] if op is sre.ASSERT and argument[0] > 0]
    if len(items) < 2 or not looks_ahead(items[-1]):
        found = ended(walked.sequence(items, START))
    else:
        # What a match ends before follows it.
        before = walked.sequence(items[:-1], START)
        found = cut(walked.sequence(items[-1][1][1], before))
    for argument in ahead:
        found = both(found, cut(walked.sequence(argument[1], START)))
    return found


def of_words(words: Iterable[str]) -> State:
    """Give the state behind a list of words."""
    ways = Ways()
    shapes: dict[tuple[str, ...], list[set[str]]] = {}
    for word in words:
        tokens = tokens_of(word)
        if tokens is None:
            state = START
            for char in word:
                state = extended(state, APOSTROPHES if char == "'" else [char])
            ways.add_state(state)
        else:
            places = shapes.setdefault(tuple(map(kind_of, tokens)), [set() for _ in tokens])
            for place, token in zip(places, tokens, strict=True):
                place.update(APOSTROPHES if token == "'" else (token,))
    for shape, places in shapes.items():
        *done, last = map(frozenset, places)
        if shape[-1] == "sign":
            ways.add((*done, last), {BETWEEN})
        else:
            ways.add(tuple(done), last)
    return ways.state()


def begins_line(pattern: str) -> bool:
    r"""Say whether ``(?<![^\n])`` stands before a pattern: its matches begin where a line does."""
    if not pattern.startswith(r"(?<![^\n])"):
        return False
    return parsed(pattern)[0][0] is sre.ASSERT_NOT


def lookahead(pattern: str) -> int:
    """Give the length of the ``(?=…)`` that a pattern begins with; 0 where there is none that all matches need."""
    if not pattern.startswith("(?="):
        return 0
    items = parsed(pattern)
    if len(items) < 2 or items[0][0] is not sre.ASSERT:
        return 0
    end = pattern.index(")") + 1
    while not _is_whole(pattern[:end]):
        end = pattern.index(")", end) + 1
    return end


def re_flags() -> int:
    """The flags that every rule is compiled with."""
    return int(sre.SRE_FLAG_IGNORECASE)


def _is_whole(pattern: str) -> bool:
    try:
        parser.parse(pattern, re_flags())
    except re.error:
        return False
    return True


class _Walk:
    """A way through a parse tree, all branches at once.

    Args:
        references: the states behind the placeholder characters.
        cased: whether case is not ignored.
    """

    def __init__(self, references: Mapping[str, State], *, cased: bool = False) -> None:
        self._references = references
        self._cased = cased

    def sequence(self, items: Iterable[Any], state: State) -> State:
        closed = state.closed
        for op, argument in with_words(items):
            if not state.opened:
                break
            state = extended(state, [argument]) if op is RUN else self._item(op, argument, state)
            closed |= state.closed
        return State(state.opened, closed)

    def _item(self, op: Any, argument: Any, state: State) -> State:
        if op is sre.LITERAL:
            char = chr(argument)
            return joined(state, self._references[char]) if char in self._references else extended(state, [char])
        if op is sre.IN:
            chars = [ANY_CAPITALISED] if self._cased and _are_capitals(argument) else members(argument)
            return unknown(state) if chars is None else self._any_of(chars, state)
        if op is sre.SUBPATTERN:
            return self._with_flags(*argument[1:3]).sequence(argument[3], state)
        if op is sre.ATOMIC_GROUP:
            return self.sequence(argument, state)
        if op is sre.BRANCH:
            return self._branches(argument[1], state)
        if op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            return self._repeat(argument, state)
        if op is sre.FAILURE:
            return State({}, frozenset())
        if op is sre.ASSERT and argument[0] > 0 and BETWEEN not in state.opened.get((), ()):
            ahead = cut(self.sequence(argument[1], State(state.opened, frozenset())))
            if all(map(tells_much, ahead)):
                # What follows in the pattern can add little to it.
                return State({}, state.closed | ahead)
        if op is sre.ASSERT_NOT and argument[0] > 0 and no_letter(argument[1]):
            return words_ended(state)
        if op is sre.AT or op is sre.ASSERT or op is sre.ASSERT_NOT:
            return token_ended(state) if self._ends_token(op, argument) else state
        return unknown(state)

    def _with_flags(self, added: int, removed: int) -> "_Walk":
        """Give the way through a part for which flags are set."""
        cased = removed & re_flags() != 0 or (self._cased and added & re_flags() == 0)
        return self if cased == self._cased else _Walk(self._references, cased=cased)

    def _ends_token(self, op: Any, argument: Any) -> bool:
        """Say whether a condition that takes no text shows that a word or number has ended."""
        if op is sre.AT:
            return bool(argument is sre.AT_BOUNDARY)
        if op is sre.ASSERT_NOT or argument[0] < 0:
            return argument[0] > 0 and no_word(argument[1])
        ahead = self.sequence(argument[1], START)
        return all(
            done and all(kind_of(token) == "sign" for token in done[0]) for done in (*ahead.opened, *ahead.closed)
        )

    def _any_of(self, chars: Collection[str], state: State) -> State:
        if self._references.keys().isdisjoint(chars):
            return extended(state, chars)
        ways = Ways()
        plain = [char for char in chars if char not in self._references]
        if plain:
            ways.add_state(extended(state, plain))
        # Two references side by side are a set of two characters to the parser.
        for char in self._references.keys() & set(chars):
            ways.add_state(joined(state, self._references[char]))
        return ways.state()

    def _branches(self, branches: Iterable[Any], state: State) -> State:
        ways = Ways()
        for branch in branches:
            ways.add_state(self.sequence(branch, State(state.opened, frozenset())))
        return ways.state()

    def _repeat(self, argument: Any, state: State) -> State:
        least, most, items = argument
        ways = Ways()
        if least == 0:
            ways.add_state(State(state.opened, frozenset()))
        for count in range(1, most + 1):
            opened = _loosened(state.opened) if count > _EXACT_ROUNDS else state.opened
            before, state = state, self.sequence(items, State(opened, frozenset()))
            ways.closed |= state.closed
            if not state.opened:
                break
            if count > _ROUNDS:
                ways.closed |= unknown(state).closed
                break
            if count >= least and _holds(ways, state):
                break
            if count >= least or state.opened == before.opened:
                ways.add_state(State(state.opened, frozenset()))
            if state.opened == before.opened:
                break
        return ways.state()


def no_letter(items: Sequence[Any]) -> bool:
    """Say whether what follows, where these do not, is no letter."""
    return any(branch == _ANY_LETTERS for branch in _branches_of(items))


def no_word(items: Sequence[Any]) -> bool:
    """Say whether what follows, where these do not, is no part of a word or number: no letter and no digit."""
    return any(map(_is_word, _branches_of(items)))


def _branches_of(items: Sequence[Any]) -> list[list[Any]]:
    """Give the parts of which any may stand."""
    is_branch = len(items) == 1 and items[0][0] is sre.BRANCH
    return [list(branch) for branch in items[0][1][1]] if is_branch else [list(items)]


def _is_word(items: Sequence[Any]) -> bool:
    """Say whether these are what any part of a word or number is."""
    if len(items) != 1 or items[0][0] is not sre.IN:
        return False
    first, *rest = items[0][1]
    if first == (sre.CATEGORY, sre.CATEGORY_WORD):
        return not rest
    # All of a word but for some signs, such as raised digits.
    signs = members(rest[1:]) if (first[0], *rest[:1]) == (sre.NEGATE, (sre.CATEGORY, sre.CATEGORY_NOT_WORD)) else None
    return signs is not None and all(len(sign) == 1 and kind_of(sign) == "sign" for sign in signs)


def _loosened(opened: Mapping[Opening, Tokens]) -> dict[Opening, Tokens]:
    """Give the same with words that are open at their ends: a word that grows round by round would never end."""
    return {
        done: frozenset(opened_word(text) if text and kind_of(text) == "word" else text for text in begun)
        for done, begun in opened.items()
    }


def with_words(items: Iterable[Any]) -> Iterator[Any]:
    """Give the items with letters behind one another as one."""
    run = ""
    for op, argument in items:
        if op is sre.LITERAL and argument < 0x80 and chr(argument).isalpha():
            run += chr(argument)
            continue
        if run:
            yield RUN, run.lower()
            run = ""
        yield op, argument
    if run:
        yield RUN, run.lower()


def _holds(ways: Ways, state: State) -> bool:
    return all(begun <= ways.opened.get(done, frozenset()) for done, begun in state.opened.items())


def members(items: Any) -> list[str] | None:
    """Give the characters of a set, ANY_WORD or ANY_SIGN for many; None where it holds anything else."""
    if (sre.CATEGORY, sre.CATEGORY_NOT_SPACE) in items and (sre.NEGATE, None) in items:
        # Some of the white space, as in "[^\S\n]".
        return [" "]
    chars: list[str] = []
    for op, argument in items:
        if op is sre.LITERAL:
            chars.append(chr(argument))
        elif op is sre.RANGE and argument[1] - argument[0] < _WIDE:
            chars.extend(map(chr, range(argument[0], argument[1] + 1)))
        elif op is sre.RANGE and argument[1] < 0x250:
            chars.extend(
                {ANY_WORD if chr(code).isalpha() else chr(code) for code in range(argument[0], argument[1] + 1)}
            )
        elif op is sre.CATEGORY and argument in _CATEGORIES:
            chars.extend(_CATEGORIES[argument])
        else:
            return _LETTERS if list(items) == _ANY_LETTER else None
    return chars


def _are_capitals(items: Any) -> bool:
    """Say whether the members of a set are capital letters of Latin-1, more than are worth telling apart."""
    bounds = [argument if op is sre.RANGE else (argument, argument) for op, argument in items if op in _SPANS]
    codes = [code for first, last in bounds if last < _LATIN for code in range(first, last + 1)]
    return len(bounds) == len(items) and len(codes) > _WIDE and all(chr(code).isupper() for code in codes)


_SPANS = frozenset((sre.LITERAL, sre.RANGE))
_LATIN = 0x100

_CATEGORIES = {
    sre.CATEGORY_DIGIT: (DIGIT,),
    sre.CATEGORY_SPACE: (" ",),
    sre.CATEGORY_WORD: (ANY_WORD, DIGIT, ANY_SIGN),
    sre.CATEGORY_NOT_SPACE: (ANY_WORD, DIGIT, ANY_SIGN),
}
_ANY_LETTER = list(parser.parse(r"[^\W\d_]", re_flags())[0][1])
_LETTERS = [ANY_WORD, ANY_SIGN]
_ANY_LETTERS = [(sre.IN, _ANY_LETTER)]


def looks_ahead(item: Any) -> bool:
    return item[0] is sre.ASSERT and item[1][0] > 0
