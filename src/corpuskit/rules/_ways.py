"""Ways through a pattern: the tokens that are complete, and what is begun of the next."""

import functools
import itertools
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import NamedTuple, TypeAlias

from ._tokens import DIGIT, Tokens, classes_of, common, kind_of, kinds_of, prolonged, put_together

__all__ = [
    *("BETWEEN", "DEPTH", "GAP", "START", "Opening", "State", "Ways"),
    *("both", "cut", "ended", "ends", "extended", "is_full", "joined", "tells_much", "token_ended", "unknown"),
    "words_ended",
]

Opening: TypeAlias = tuple[Tokens, ...]
"""The tokens that a match begins with, place by place; behind the last anything may stand, also nothing."""

DEPTH = 3
"""How many tokens are told of."""

GAP = frozenset({" "})
"""Stands before the first token where white space was met there."""

BETWEEN = ""
"""What is begun between two tokens."""

_MOST_WAYS = 48
_MOST_WORDS = 20_000


class State(NamedTuple):
    """How far all ways through a part of a pattern have come.

    Args:
        opened: the tokens that are complete, with what was begun of the next: a word, digits, or nothing.
        closed: ways that nothing more is told of.
    """

    opened: dict[Opening, frozenset[str]]
    closed: frozenset[Opening]


START = State({(): frozenset({BETWEEN})}, frozenset())


class Ways:
    """Ways that are being collected."""

    def __init__(self, closed: Iterable[Opening] = ()) -> None:
        self.opened: dict[Opening, set[str]] = {}
        self.closed = set(closed)

    def add(self, done: Opening, begun: Iterable[str]) -> None:
        if is_full(done):
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
        if len(self.opened) > _MOST_WAYS:
            self._close_those_of_two()
        opened: Mapping[Opening, Iterable[str]] = self.opened
        if len(self.opened) > _MOST_WAYS:
            opened = _merged(self.opened)
        if sum(map(len, self.opened.values())) > _MOST_WORDS:
            for done, begun in opened.items():
                self.close((*done, prolonged(begun)) if BETWEEN not in begun else done)
            opened = {}
        closed: Collection[Opening] = self.closed
        if len(closed) > _MOST_WAYS:
            closed = {_first_two(done) for done in closed}
        if len(closed) > _MOST_WAYS:
            closed = _merged(dict.fromkeys(closed, ()))
        return State({done: frozenset(begun) for done, begun in opened.items()}, frozenset(closed))

    def _close_those_of_two(self) -> None:
        """Tell no more than two tokens: of many ways these are worth more than a third of few."""
        for done in [done for done in self.opened if tells_much(done)]:
            del self.opened[done]
            self.close(done)


def _first_two(done: Opening) -> Opening:
    return done[: 2 + (done[:1] == (GAP,))]


def is_full(done: Opening) -> bool:
    """Say whether as many tokens are known as are told of."""
    return len(done) >= DEPTH + (done[:1] == (GAP,))


def tells_much(done: Opening) -> bool:
    """Say whether two tokens are known: what a third adds is worth no more than these."""
    return len(done) >= 2 + (done[:1] == (GAP,))


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
    return done[:1], tuple(map(kinds_of, done))


def _kinds(done: Opening) -> object:
    return tuple(map(kinds_of, done))


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


# --- one step further


def token_ended(state: State) -> State:
    ways = Ways()
    for done, begun in state.opened.items():
        for before in ends(done, begun):
            ways.add(before, {BETWEEN})
    return ways.state()


def words_ended(state: State) -> State:
    """Give the state where no letter follows; a number that was begun may go on."""
    ways = Ways()
    for done, begun in state.opened.items():
        words = frozenset(text for text in begun if text and kind_of(text) == "word")
        if words:
            ways.add((*done, words), {BETWEEN})
        if begun - words:
            ways.add(done, begun - words)
    return ways.state()


def ends(done: Opening, begun: Tokens) -> Iterator[Opening]:
    """Give the tokens that are complete once what was begun has ended."""
    if BETWEEN in begun:
        yield done
    rest = begun - {BETWEEN}
    if rest:
        yield (*done, rest)


def extended(state: State, chars: Iterable[str]) -> State:
    classes: set[str] = set()
    for char in chars:
        classes.update((char,) if len(char) > 1 else classes_of(char))
    by_kind: dict[str, set[str]] = {"word": set(), "number": set(), "sign": set()}
    for one in classes - GAP:
        by_kind[kind_of(one)].add(one)
    ways = Ways(state.closed)
    for done, begun in state.opened.items():
        for kind in ("word", "number"):
            if by_kind[kind]:
                _begin(ways, done, begun, kind, by_kind[kind])
        for before in ends(done, begun):
            if by_kind["sign"]:
                ways.add((*before, frozenset(by_kind["sign"])), {BETWEEN})
            if " " in classes:
                ways.add(before or (GAP,), {BETWEEN})
    return ways.state()


def _begin(ways: Ways, done: Opening, begun: Tokens, kind: str, chars: Collection[str]) -> None:
    """Add letters or digits behind what was begun: they prolong their like, and end the other."""
    like = {text for text in begun if text and kind_of(text) == kind}
    other = begun - like - {BETWEEN}
    longer = set(put_together(frozenset(like), frozenset(chars)))
    if BETWEEN in begun:
        longer.update(chars)
    if longer:
        ways.add(done, longer)
    if other:
        ways.add((*done, frozenset(other)), chars)


def unknown(state: State) -> State:
    return State({}, state.closed | cut(State(state.opened, frozenset())))


def cut(state: State) -> frozenset[Opening]:
    """Give all ways where anything may follow, a word that was begun prolonged."""
    ways = Ways(state.closed)
    for done, begun in state.opened.items():
        if BETWEEN in begun:
            ways.close(done)
        if begun - {BETWEEN}:
            ways.close((*done, prolonged(begun - {BETWEEN})))
    return ways.state().closed


def ended(state: State) -> frozenset[Opening]:
    """Give all ways at the end of a pattern: a match ends with a token, and is not empty."""
    ways = Ways(state.closed)
    for done, begun in state.opened.items():
        for before in ends(done, begun):
            if before:
                ways.close(before)
    return ways.state().closed


def both(left: Iterable[Opening], right: Iterable[Opening]) -> frozenset[Opening]:
    """Give what is in both of two sets of openings."""
    ways = Ways()
    for one in left:
        for other in right:
            # Most have not even their first token in common: then no further ones are compared.
            shared = tuple(itertools.takewhile(bool, itertools.starmap(common, zip(one, other, strict=False))))
            if len(shared) == min(len(one), len(other)):
                ways.close(shared + max(one, other, key=len)[len(shared) :])
    return ways.state().closed


# --- parts of patterns behind one another


def joined(state: State, tail: State) -> State:
    """Give the state where a part that begins anywhere follows what is begun."""
    ways = Ways(state.closed)
    for done, begun in state.opened.items():
        for more, then in tail.opened.items():
            _join_opened(ways, done, begun, more, then)
        for more in tail.closed:
            _join_closed(ways, done, begun, more)
    return ways.state()


def _join_opened(ways: Ways, done: Opening, begun: Tokens, more: Opening, then: Tokens) -> None:
    if BETWEEN in begun:
        ways.add(_behind(done, more), then)
    for like, other in _parts(begun):
        if more[:1] == (GAP,):
            ways.add((*done, like | other, *more[1:]), then)
        elif more:
            for first in _glued(like, other, more[0]):
                ways.add((*done, *first, *more[1:]), then)
        else:
            if BETWEEN in then:
                ways.add(done, like | other)
            glue = _glued(like, other, then - {BETWEEN})
            for first in glue:
                ways.add((*done, *first[:-1]), first[-1])


def _join_closed(ways: Ways, done: Opening, begun: Tokens, more: Opening) -> None:
    if BETWEEN in begun:
        ways.close(_behind(done, more))
    for like, other in _parts(begun):
        if not more:
            ways.close((*done, prolonged(like | other)))
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
    digits = begun - words - {BETWEEN}
    none = frozenset[str]()
    return (*([(words, none)] if words else ()), *([(none, digits)] if digits else ()))


@functools.lru_cache(maxsize=1024)
def _glued(words: Tokens, digits: Tokens, first: Tokens) -> tuple[Opening, ...]:
    """Give the tokens where a first token follows without a gap: words join words, digits digits."""
    kind = "word" if words else "number"
    like = frozenset(text for text in first if kind_of(text) == kind)
    begun = words | digits
    found: list[Opening] = [(put_together(begun, like),)] if like else []
    return (*found, (begun, first - like)) if first - like else tuple(found)
