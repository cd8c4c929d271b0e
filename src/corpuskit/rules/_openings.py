"""What the matches of a pattern can begin with, token by token: what makes a rule worth trying at a place.

The parse tree of :mod:`re` is read once, when rules are first used. Tokens are those of the scan of a batch: a run of
letters, a run of digits, any other sign; white space belongs to none. A construct that is not known here only widens
the answer: the rule is then tried more often, never less.
"""

import functools
import itertools
import re
import re._casefix as casefix  # type: ignore[import-not-found]  # no stubs
import re._constants as sre  # type: ignore[import-not-found]  # no stubs
import re._parser as parser  # type: ignore[import-not-found]  # no stubs
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple, TypeAlias

__all__ = [
    *("ANY_SIGN", "ANY_WORD", "BEGINNING", "DEPTH", "DIGIT", "GAP", "MOST_DIGITS", "SHORTEST_BEGINNING"),
    *("Opening", "State", "Tokens"),
    *("begins_line", "fold", "lookahead", "of_words", "openings", "re_flags", "walk"),
]

Tokens: TypeAlias = frozenset[str]
"""Words and signs, folded; digits by their number alone, as zeros; ``ANY_WORD`` and ``ANY_SIGN`` stand for all."""

Opening: TypeAlias = tuple[Tokens, ...]
"""The tokens that a match begins with, place by place; behind the last anything may stand, also nothing."""

DEPTH = 2
"""How many tokens are told of."""

DIGIT, MOST_DIGITS = "0", 5
"""Digits are counted up to five; more are as good as five."""

ANY_WORD, ANY_SIGN = "any word", "any sign"

BEGINNING, SHORTEST_BEGINNING = "…", 3
"""What stands behind a word that others begin with; fewer letters than three count as none."""

GAP = frozenset({" "})
"""Stands before the first token where white space was met there."""

_WIDE = 12
_ROUNDS = 12
_EXACT_ROUNDS = 3
_MOST_WAYS = 24
_MOST_WORDS = 20_000
_FEW, _MOST_GLUED = 8, 64
_BETWEEN = ""


class State(NamedTuple):
    """How far all ways through a part of a pattern have come.

    Args:
        opened: the tokens that are complete, with what was begun of the next: a word, digits, or nothing.
        closed: ways that nothing more is told of.
    """

    opened: dict[Opening, frozenset[str]]
    closed: frozenset[Opening]


_START = State({(): frozenset({_BETWEEN})}, frozenset())


def walk(pattern: str, references: Mapping[str, State]) -> State:
    """Give the state behind a part of a pattern.

    ``references`` has the state behind each placeholder character that stands for a ``(?&name)``.
    """
    return _Walk(references).sequence(parser.parse(pattern, re_flags()), _START)


def openings(pattern: str, references: Mapping[str, State]) -> frozenset[Opening]:
    """Give what matches of a whole pattern can begin with; an empty opening is anything at all."""
    walked = _Walk(references)
    items = list(parser.parse(pattern, re_flags()))
    ahead = [argument for op, argument in items[:1] if op is sre.ASSERT and argument[0] > 0]
    if not items[-1:] or not _looks_ahead(items[-1]) or len(items) == 1:
        found = _ended(walked.sequence(items, _START))
    else:
        # What a match ends before follows it.
        before = walked.sequence(items[:-1], _START)
        found = _cut(walked.sequence(items[-1][1][1], before))
    for argument in ahead:
        found = _both(found, _cut(walked.sequence(argument[1], _START)))
    return found


def of_words(words: Iterable[str]) -> State:
    """Give the state behind a list of words."""
    ways = _Ways()
    shapes: dict[tuple[str, ...], list[set[str]]] = {}
    for word in words:
        tokens = _tokens(word)
        if tokens is None:
            state = _START
            for char in word:
                state = _extended(state, _APOSTROPHES if char == "'" else [char])
            ways.add_state(state)
        else:
            places = shapes.setdefault(tuple(map(_kind_of, tokens)), [set() for _ in tokens])
            for place, token in zip(places, tokens, strict=True):
                place.update(_APOSTROPHES if token == "'" else (token,))
    for shape, places in shapes.items():
        *done, last = map(frozenset, places)
        if shape[-1] == "sign":
            ways.add((*done, last), {_BETWEEN})
        else:
            ways.add(tuple(done), last)
    return ways.state()


def begins_line(pattern: str) -> bool:
    r"""Say whether ``(?<![^\n])`` stands before a pattern: its matches begin where a line does."""
    if not pattern.startswith(r"(?<![^\n])"):
        return False
    return parser.parse(pattern, re_flags())[0][0] is sre.ASSERT_NOT


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


def re_flags() -> int:
    """The flags that every rule is compiled with."""
    return int(sre.SRE_FLAG_IGNORECASE)


def _is_whole(pattern: str) -> bool:
    try:
        parser.parse(pattern, re_flags())
    except re.error:
        return False
    return True


# --- characters


def _folds() -> dict[int, str]:
    """What :mod:`re` takes for one letter without regard to case, beyond what lower case tells."""
    alike = {code: {code, *others} - {_IOTA_BELOW} for code, others in casefix._EXTRA_CASES.items()}
    return {code: chr(min(codes)) for code, codes in alike.items() if code not in (min(codes), _IOTA_BELOW)}


_IOTA_BELOW = 0x345
"""A mark, and so a token of its own, which counts as an iota in another case."""

_FOLDS = _folds()


def fold(char: str) -> str:
    """Give the one form of a character that stands for all its cases."""
    lower = "i" if char == "İ" else char.lower()
    return _FOLDS.get(ord(lower), lower)


@functools.lru_cache(maxsize=1024)
def _classes_of(char: str) -> tuple[str, ...]:
    """Give what a character matches: a folded letter, DIGIT, a sign, or a blank for what belongs to no token."""
    if char.isalpha():
        folded = fold(char)
        # The capital of ÿ is beyond Latin-1: the scan sees another letter.
        return _TWOFOLD.get(folded, (folded,))
    if char.isdecimal():
        return (DIGIT,)
    if char.isspace():
        return (" ",)
    return _TWOFOLD.get(fold(char), (fold(char),))


@functools.lru_cache(maxsize=1024)
def _kinds_of(tokens: Tokens) -> Tokens:
    return frozenset(map(_kind_of, tokens))


@functools.lru_cache(maxsize=20_000)
def _kind_of(token: str) -> str:
    if token[0] == DIGIT:
        return "number"
    return "word" if token[0].isalpha() and token != ANY_SIGN else "sign"


_APOSTROPHES = ("'", "’")
_TWOFOLD = {"ÿ": (ANY_WORD,), "ι": ("ι", "\u0345"), "\u0345": ("ι", "\u0345")}


def _tokens(word: str) -> list[str] | None:
    """Give the tokens of a word, folded; None where a letter may be a sign."""
    tokens: list[str] = []
    joins = ""
    for char in word:
        part, *others = _classes_of(char)
        if others:
            return None
        kind = "" if part == " " else _kind_of(part)
        if kind and kind == joins:
            tokens[-1] = _longer(tokens[-1], part)
        elif kind:
            tokens.append(part)
        joins = kind if kind != "sign" else ""
    return tokens


def _longer(begun: str, more: str) -> str:
    """Give a word or a number with more of it behind."""
    if begun[0] == DIGIT:
        return (begun + more)[:MOST_DIGITS]
    if begun == ANY_WORD or begun[-1] == BEGINNING:
        return begun
    return _begun(begun) if more == ANY_WORD else begun + more


@functools.lru_cache(maxsize=256)
def _put_together(begun: Tokens, more: Tokens) -> Tokens:
    """Give words or numbers with more of them behind; of many words that long ones follow, only how they begin."""
    exact = len(begun) <= _FEW or all(len(text) < SHORTEST_BEGINNING for text in more)
    exact = exact and len(begun) * len(more) <= _MOST_GLUED
    found: set[str] = set()
    for text in begun:
        if exact or text[0] == DIGIT:
            found.update(_longer(text, tail) for tail in more)
        elif len(text) < SHORTEST_BEGINNING:
            longer = (text + tail for tail in more)
            found.update(word if len(word) < 4 else _begun(word[:4]) for word in longer)
        else:
            found.add(_begun(text))
    return frozenset(found)


def _begun(word: str) -> str:
    """Give all words that begin with a word."""
    if word == ANY_WORD or len(word) < SHORTEST_BEGINNING:
        return ANY_WORD
    return word.rstrip(BEGINNING) + BEGINNING


def _prolonged(begun: Iterable[str]) -> Tokens:
    """Give all that words and digits can be the beginning of."""
    found: set[str] = set()
    for text in begun:
        if text[0] == DIGIT:
            found.update(DIGIT * count for count in range(len(text), MOST_DIGITS + 1))
        else:
            found.add(_begun(text))
    return frozenset(found)


# --- ways through a pattern


class _Ways:
    """Ways that are being collected."""

    def __init__(self, closed: Iterable[Opening] = ()) -> None:
        self.opened: dict[Opening, set[str]] = {}
        self.closed = set(closed)

    def add(self, done: Opening, begun: Iterable[str]) -> None:
        if _is_full(done):
            self.close(done)
        else:
            self.opened.setdefault(done, set()).update(begun)

    def close(self, done: Opening) -> None:
        self.closed.add(done[: DEPTH + (done[:1] == (GAP,))])

    def add_state(self, state: State) -> None:
        for done, begun in state.opened.items():
            self.add(done, begun)
        self.closed |= state.closed

    def state(self) -> State:
        opened: Mapping[Opening, Iterable[str]] = self.opened
        if len(self.opened) > _MOST_WAYS:
            opened = _merged(self.opened)
        if sum(map(len, self.opened.values())) > _MOST_WORDS:
            for done, begun in opened.items():
                self.close((*done, _prolonged(begun)) if _BETWEEN not in begun else done)
            opened = {}
        closed = self.closed if len(self.closed) <= _MOST_WAYS else _merged(dict.fromkeys(self.closed, ()))
        return State({done: frozenset(begun) for done, begun in opened.items()}, frozenset(closed))


def _is_full(done: Opening) -> bool:
    return len(done) >= DEPTH + (done[:1] == (GAP,))


def _merged(ways: Mapping[Opening, Iterable[str]]) -> Mapping[Opening, Iterable[str]]:
    """Give fewer ways that hold at least as much: first what is lost least by becoming one."""
    for alike in (_last_apart, _first_apart, _first_and_kinds, _kinds):
        ways = _merged_where(alike, ways)
        if len(ways) <= _MOST_WAYS:
            break
    return ways


def _last_apart(done: Opening) -> object:
    return len(done), done[:-1]


def _first_apart(done: Opening) -> object:
    return len(done), done[1:]


def _first_and_kinds(done: Opening) -> object:
    return done[:1], tuple(map(_kinds_of, done))


def _kinds(done: Opening) -> object:
    return tuple(map(_kinds_of, done))


def _merged_where(
    alike: Callable[[Opening], object], ways: Mapping[Opening, Iterable[str]]
) -> dict[Opening, Iterable[str]]:
    """Make one of the ways of which the same holds, place by place."""
    groups: dict[object, list[Opening]] = {}
    for done in ways:
        groups.setdefault(alike(done), []).append(done)
    found: dict[Opening, Iterable[str]] = {}
    for group in groups.values():
        done = tuple(map(_union, zip(*group, strict=True))) if len(group) > 1 else group[0]
        begun = ways[group[0]] if len(group) == 1 else _union(ways[one] for one in group)
        found[done] = _union((found[done], begun)) if done in found else begun
    return found


def _union(sets: Iterable[Iterable[str]]) -> Tokens:
    return frozenset(itertools.chain.from_iterable(sets))


class _Walk:
    """A way through a parse tree, all branches at once."""

    def __init__(self, references: Mapping[str, State]) -> None:
        self._references = references

    def sequence(self, items: Iterable[Any], state: State) -> State:
        closed = state.closed
        for op, argument in _with_words(items):
            if not state.opened:
                break
            state = _extended(state, [argument]) if op is _RUN else self._item(op, argument, state)
            closed |= state.closed
        return State(state.opened, closed)

    def _item(self, op: Any, argument: Any, state: State) -> State:
        if op is sre.LITERAL:
            char = chr(argument)
            return _joined(state, self._references[char]) if char in self._references else _extended(state, [char])
        if op is sre.IN:
            chars = _members(argument)
            return _unknown(state) if chars is None else self._any_of(chars, state)
        if op is sre.SUBPATTERN:
            return self.sequence(argument[3], state)
        if op is sre.ATOMIC_GROUP:
            return self.sequence(argument, state)
        if op is sre.BRANCH:
            return self._branches(argument[1], state)
        if op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            return self._repeat(argument, state)
        if op is sre.FAILURE:
            return State({}, frozenset())
        if op is sre.AT or op is sre.ASSERT or op is sre.ASSERT_NOT:
            return _token_ended(state) if self._ends_token(op, argument) else state
        return _unknown(state)

    def _ends_token(self, op: Any, argument: Any) -> bool:
        """Say whether a condition that takes no text shows that a word or number has ended."""
        if op is sre.AT:
            return bool(argument is sre.AT_BOUNDARY)
        if op is sre.ASSERT_NOT or argument[0] < 0:
            return argument[0] > 0 and list(argument[1]) in _NO_WORD
        ahead = self.sequence(argument[1], _START)
        return all(
            done and all(_kind_of(token) == "sign" for token in done[0]) for done in (*ahead.opened, *ahead.closed)
        )

    def _any_of(self, chars: Collection[str], state: State) -> State:
        if self._references.keys().isdisjoint(chars):
            return _extended(state, chars)
        ways = _Ways()
        plain = [char for char in chars if char not in self._references]
        if plain:
            ways.add_state(_extended(state, plain))
        # Two references side by side are a set of two characters to the parser.
        for char in self._references.keys() & set(chars):
            ways.add_state(_joined(state, self._references[char]))
        return ways.state()

    def _branches(self, branches: Iterable[Any], state: State) -> State:
        ways = _Ways()
        for branch in branches:
            ways.add_state(self.sequence(branch, State(state.opened, frozenset())))
        return ways.state()

    def _repeat(self, argument: Any, state: State) -> State:
        least, most, items = argument
        ways = _Ways()
        if least == 0:
            ways.add_state(State(state.opened, frozenset()))
        for count in range(1, most + 1):
            opened = _loosened(state.opened) if count > _EXACT_ROUNDS else state.opened
            before, state = state, self.sequence(items, State(opened, frozenset()))
            ways.closed |= state.closed
            if not state.opened:
                break
            if count > _ROUNDS:
                ways.closed |= _unknown(state).closed
                break
            if count >= least and _holds(ways, state):
                break
            if count >= least or state.opened == before.opened:
                ways.add_state(State(state.opened, frozenset()))
            if state.opened == before.opened:
                break
        return ways.state()


def _loosened(opened: Mapping[Opening, Tokens]) -> dict[Opening, Tokens]:
    """Give the same with words that are open at their ends: a word that grows round by round would never end."""
    return {
        done: frozenset(_begun(text) if text and _kind_of(text) == "word" else text for text in begun)
        for done, begun in opened.items()
    }


_RUN = object()


def _with_words(items: Iterable[Any]) -> Iterator[Any]:
    """Give the items with letters behind one another as one."""
    run = ""
    for op, argument in items:
        if op is sre.LITERAL and argument < 0x80 and chr(argument).isalpha():
            run += chr(argument)
            continue
        if run:
            yield _RUN, run.lower()
            run = ""
        yield op, argument
    if run:
        yield _RUN, run.lower()


def _holds(ways: _Ways, state: State) -> bool:
    return all(begun <= ways.opened.get(done, frozenset()) for done, begun in state.opened.items())


def _members(members: Any) -> list[str] | None:
    """Give the characters of a set, ANY_WORD or ANY_SIGN for many; None where it holds anything else."""
    chars: list[str] = []
    for op, argument in members:
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
            return _LETTERS if list(members) == _ANY_LETTER else None
    return chars


_CATEGORIES = {
    sre.CATEGORY_DIGIT: (DIGIT,),
    sre.CATEGORY_SPACE: (" ",),
    sre.CATEGORY_WORD: (ANY_WORD, DIGIT, ANY_SIGN),
    sre.CATEGORY_NOT_SPACE: (ANY_WORD, DIGIT, ANY_SIGN),
}
_ANY_LETTER = list(parser.parse(r"[^\W\d_]", re_flags())[0][1])
_LETTERS = [ANY_WORD, ANY_SIGN]
_NO_WORD = [[(sre.IN, [(sre.CATEGORY, sre.CATEGORY_WORD)])]]


def _looks_ahead(item: Any) -> bool:
    return item[0] is sre.ASSERT and item[1][0] > 0


def _token_ended(state: State) -> State:
    ways = _Ways()
    for done, begun in state.opened.items():
        for before in _ends(done, begun):
            ways.add(before, {_BETWEEN})
    return ways.state()


def _ends(done: Opening, begun: Tokens) -> Iterator[Opening]:
    """Give the tokens that are complete once what was begun has ended."""
    if _BETWEEN in begun:
        yield done
    rest = begun - {_BETWEEN}
    if rest:
        yield (*done, rest)


def _extended(state: State, chars: Iterable[str]) -> State:
    classes: set[str] = set()
    for char in chars:
        classes.update((char,) if len(char) > 1 else _classes_of(char))
    by_kind: dict[str, set[str]] = {"word": set(), "number": set(), "sign": set()}
    for one in classes - GAP:
        by_kind[_kind_of(one)].add(one)
    ways = _Ways(state.closed)
    for done, begun in state.opened.items():
        for kind in ("word", "number"):
            if by_kind[kind]:
                _begin(ways, done, begun, kind, by_kind[kind])
        for before in _ends(done, begun):
            if by_kind["sign"]:
                ways.add((*before, frozenset(by_kind["sign"])), {_BETWEEN})
            if " " in classes:
                ways.add(before or (GAP,), {_BETWEEN})
    return ways.state()


def _begin(ways: _Ways, done: Opening, begun: Tokens, kind: str, chars: Collection[str]) -> None:
    """Add letters or digits behind what was begun: they prolong their like, and end the other."""
    like = {text for text in begun if text and _kind_of(text) == kind}
    other = begun - like - {_BETWEEN}
    longer = set(_put_together(frozenset(like), frozenset(chars)))
    if _BETWEEN in begun:
        longer.update(chars)
    if longer:
        ways.add(done, longer)
    if other:
        ways.add((*done, frozenset(other)), chars)


def _unknown(state: State) -> State:
    return State({}, state.closed | _cut(State(state.opened, frozenset())))


def _cut(state: State) -> frozenset[Opening]:
    """Give all ways where anything may follow, a word that was begun prolonged."""
    ways = _Ways(state.closed)
    for done, begun in state.opened.items():
        if _BETWEEN in begun:
            ways.close(done)
        if begun - {_BETWEEN}:
            ways.close((*done, _prolonged(begun - {_BETWEEN})))
    return ways.state().closed


def _ended(state: State) -> frozenset[Opening]:
    """Give all ways at the end of a pattern: a match ends with a token, and is not empty."""
    ways = _Ways(state.closed)
    for done, begun in state.opened.items():
        for before in _ends(done, begun):
            if before:
                ways.close(before)
    return ways.state().closed


def _both(left: Iterable[Opening], right: Iterable[Opening]) -> frozenset[Opening]:
    """Give what is in both of two sets of openings."""
    ways = _Ways()
    for one in left:
        for other in right:
            longest = max(one, other, key=len)
            common = tuple(_common(a, b) for a, b in zip(one, other, strict=False))
            if all(common):
                ways.close(common + longest[len(common) :])
    return ways.state().closed


@functools.lru_cache(maxsize=1024)
def _common(left: Tokens, right: Tokens) -> Tokens:
    return left & right | _covered(left, right) | _covered(right, left)


def _covered(tokens: Tokens, by: Tokens) -> Tokens:
    """Give the tokens that are among those that others stand for."""
    beginnings = _beginnings(by)
    words = (text for text in tokens if text.startswith(beginnings) and _kind_of(text) == "word") if beginnings else ()
    signs = (text for text in tokens if _kind_of(text) == "sign") if ANY_SIGN in by else ()
    return frozenset((*words, *signs))


@functools.lru_cache(maxsize=1024)
def _beginnings(tokens: Tokens) -> tuple[str, ...]:
    if ANY_WORD in tokens:
        return ("",)
    return tuple(text[:-1] for text in tokens if text[-1] == BEGINNING)


# --- parts of patterns behind one another


def _joined(state: State, tail: State) -> State:
    """Give the state where a part that begins anywhere follows what is begun."""
    ways = _Ways(state.closed)
    for done, begun in state.opened.items():
        for more, then in tail.opened.items():
            _join_opened(ways, done, begun, more, then)
        for more in tail.closed:
            _join_closed(ways, done, begun, more)
    return ways.state()


def _join_opened(ways: _Ways, done: Opening, begun: Tokens, more: Opening, then: Tokens) -> None:
    if _BETWEEN in begun:
        ways.add(_behind(done, more), then)
    for like, other in _parts(begun):
        if more[:1] == (GAP,):
            ways.add((*done, like | other, *more[1:]), then)
        elif more:
            for first in _glued(like, other, more[0]):
                ways.add((*done, *first, *more[1:]), then)
        else:
            if _BETWEEN in then:
                ways.add(done, like | other)
            glue = _glued(like, other, then - {_BETWEEN})
            for first in glue:
                ways.add((*done, *first[:-1]), first[-1])


def _join_closed(ways: _Ways, done: Opening, begun: Tokens, more: Opening) -> None:
    if _BETWEEN in begun:
        ways.close(_behind(done, more))
    for like, other in _parts(begun):
        if not more:
            ways.close((*done, _prolonged(like | other)))
        elif more[0] == GAP:
            ways.close((*done, like | other, *more[1:]))
        else:
            for first in _glued(like, other, more[0]):
                ways.close((*done, *first, *more[1:]))


def _behind(done: Opening, more: Opening) -> Opening:
    return done + more[1:] if done and more[:1] == (GAP,) else done + more


@functools.lru_cache(maxsize=1024)
def _parts(begun: Tokens) -> tuple[tuple[Tokens, Tokens], ...]:
    """Give the words and the digits that are begun, as (words, none) and (none, digits)."""
    words = frozenset(text for text in begun if text and text[0] != DIGIT)
    digits = begun - words - {_BETWEEN}
    none = frozenset[str]()
    return (*([(words, none)] if words else ()), *([(none, digits)] if digits else ()))


@functools.lru_cache(maxsize=1024)
def _glued(words: Tokens, digits: Tokens, first: Tokens) -> tuple[Opening, ...]:
    """Give the tokens where a first token follows without a gap: words join words, digits digits."""
    kind = "word" if words else "number"
    like = frozenset(text for text in first if _kind_of(text) == kind)
    begun = words | digits
    found: list[Opening] = [(_put_together(begun, like),)] if like else []
    return (*found, (begun, first - like)) if first - like else tuple(found)
