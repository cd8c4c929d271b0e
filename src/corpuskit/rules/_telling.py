"""The first telling token of a match: the first that is no number, and no sign that joins the parts of one.

Two tokens see nothing of the unit behind ``1,234.5``; the first telling token is that unit. Of words four letters are
kept: enough to tell them apart, and few enough for the ways through a pattern to be a set of words.
"""

import re._constants as sre  # type: ignore[import-not-found]  # no stubs
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from ._openings import NO_LETTER, RUN, looks_ahead, members, no_word, with_words
from ._tokens import ANY_SIGN, ANY_WORD, BEGINNING, DIGIT, Tokens, classes_of, kind_of, opened_word
from ._ways import Opening, State

__all__ = ["JOINTS", "Telling", "telling", "telling_of", "told_of"]

JOINTS = ".,'/-"
"""The signs that join the parts of a number, of ASCII: in a scan nothing else looks like them."""

_LONGEST = 4
_BEHIND = " "
"""What stands before a token that numbers, joints or blanks stand before."""
_ROUNDS = 8


class Telling(NamedTuple):
    """What the telling token may be, behind a part of a pattern.

    Args:
        begun: words that are begun, of fewer than four letters; ``""`` where nothing was met.
        closed: tokens that are known; ``""`` where they may be any, or none.
    """

    begun: Tokens
    closed: Tokens


_NONE = frozenset[str]()
_START = Telling(frozenset({""}), _NONE)


def telling(items: Sequence[Any], references: Mapping[str, Telling]) -> Tokens | None:
    """Give the first telling tokens of the matches of a parsed pattern that begin with another token.

    None where the telling token may be any, or none.
    """
    ahead = items and looks_ahead(items[-1])
    state = _Walk(references).begin(items[:-1] if ahead else items)
    if ahead:
        state = _unknown(_Walk(references).sequence(items[-1][1][1], state))
    found = state.begun | state.closed
    if "" in found or _BEHIND in found:
        return None
    return frozenset(text[1:] for text in found if text[0] == _BEHIND)


def telling_of(items: Sequence[Any], references: Mapping[str, Telling]) -> Telling:
    """Give what the telling token may be behind a part of a pattern."""
    return _Walk(references).sequence(items, _START)


def told_of(words: State) -> Telling:
    """Give the same for a list of words, of which the first tokens are known."""
    found = [_unknown(_behind(done)) for done in words.closed]
    for done, begun in words.opened.items():
        state = _behind(done)
        more = _extended(state, [_shortened(text) for text in begun if text])
        found.append(Telling(more.begun | state.begun if "" in begun else more.begun, more.closed))
    return _union(found)


def _behind(done: Opening) -> Telling:
    state = _START
    for tokens in done:
        state = _ended(_extended(state, [_shortened(token) for token in tokens]))
    return state


def _shortened(word: str) -> str:
    if word[-1] == BEGINNING:
        return ANY_WORD
    return word if word in (ANY_WORD, ANY_SIGN) else word[:_LONGEST]


class _Walk:
    """A way through a parse tree, all branches at once."""

    def __init__(self, references: Mapping[str, Telling]) -> None:
        self._references = references

    def begin(self, items: Iterable[Any]) -> Telling:
        """Give the state behind a pattern, without the ways that begin with the telling token itself."""
        state = _START
        for op, argument in with_words(items):
            state = _not_at_once(self._item(op, argument, state), state.closed)
        return state

    def sequence(self, items: Iterable[Any], state: Telling) -> Telling:
        closed = state.closed
        for op, argument in with_words(items):
            if not state.begun:
                break
            state = self._item(op, argument, Telling(state.begun, _NONE))
            closed |= state.closed
        return Telling(state.begun, closed)

    def _item(self, op: Any, argument: Any, state: Telling) -> Telling:
        if op is RUN:
            return _extended(state, [argument])
        if op is sre.LITERAL:
            return self._any_of([chr(argument)], state)
        if op is sre.IN:
            chars = members(argument)
            return _unknown(state) if chars is None else self._any_of(chars, state)
        if op is sre.SUBPATTERN:
            return self.sequence(argument[3], state)
        if op is sre.ATOMIC_GROUP:
            return self.sequence(argument, state)
        if op is sre.BRANCH:
            return _union([self.sequence(branch, state) for branch in argument[1]])
        if op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            return self._repeat(argument, state)
        if op is sre.FAILURE:
            return Telling(_NONE, _NONE)
        if op is sre.AT:
            return _ended(state) if argument is sre.AT_BOUNDARY else state
        if op is sre.ASSERT or op is sre.ASSERT_NOT:
            ends = op is sre.ASSERT_NOT and argument[0] > 0 and (list(argument[1]) == NO_LETTER or no_word(argument[1]))
            return _ended(state) if ends else state
        return _unknown(state)

    def _any_of(self, chars: Iterable[str], state: Telling) -> Telling:
        parts = [self._references[char] for char in chars if char in self._references]
        classes = {one for char in chars if char not in self._references for one in _classes_of(char)}
        return _union([_extended(state, classes), *(_joined(state, part) for part in parts)])

    def _repeat(self, argument: tuple[int, int, Sequence[Any]], state: Telling) -> Telling:
        least, most, items = argument
        found = [state] if least == 0 else []
        for count in range(1, most + 1):
            before, state = state, self.sequence(items, Telling(state.begun, _NONE))
            settled = state.begun == before.begun
            if count >= least or settled:
                found.append(state)
            found.append(Telling(_NONE, state.closed))
            if settled or not state.begun:
                break
            if count > _ROUNDS:
                found.append(_unknown(state))
                break
        return _union(found)


def _not_at_once(state: Telling, closed: Tokens) -> Telling:
    begun, found = ({text for text in texts if text[:1] in ("", _BEHIND)} for texts in state)
    return Telling(frozenset(begun), closed | found)


def _classes_of(char: str) -> Iterable[str]:
    return (char,) if len(char) > 1 else classes_of(char)


def _union(states: Iterable[Telling]) -> Telling:
    begun, closed = set[str](), set[str]()
    for state in states:
        begun |= state.begun
        closed |= state.closed
    return Telling(frozenset(begun), frozenset(closed))


def _extended(state: Telling, classes: Iterable[str]) -> Telling:
    """Give the state behind one more letter, digit, sign or blank; or several letters."""
    begun, closed = set[str](), set(state.closed)
    for text in state.begun:
        for more in classes:
            _add(text, more, begun, closed)
    return Telling(frozenset(begun), frozenset(closed))


def _parted(text: str) -> tuple[str, str]:
    word = text.lstrip(_BEHIND)
    return text[: len(text) - len(word)], word


def _add(text: str, more: str, begun: set[str], closed: set[str]) -> None:
    before, word = _parted(text)
    if more == ANY_WORD:
        closed.add(before + opened_word(word or ANY_WORD))
    elif more[0] != _BEHIND and kind_of(more) == "word":
        longer = word + more
        if len(longer) < _LONGEST:
            begun.add(before + longer)
        else:
            closed.add(before + opened_word(longer[:_LONGEST]))
    elif word:
        closed.add(text)
    elif more in JOINTS or more[0] in (_BEHIND, DIGIT):
        begun.add(_BEHIND)
    else:
        closed.add(before + more)
        if more == ANY_SIGN:
            begun.add(_BEHIND)


def _ended(state: Telling) -> Telling:
    words = {text for text in state.begun if text.strip(_BEHIND)}
    return Telling(state.begun - words, state.closed | words)


def _unknown(state: Telling) -> Telling:
    closed = set(state.closed)
    for text in state.begun:
        before, word = _parted(text)
        closed.add(before + opened_word(word) if word else text)
    return Telling(_NONE, frozenset(closed))


def _joined(state: Telling, part: Telling) -> Telling:
    """Give the state where a part that begins anywhere follows what is begun."""
    begun, closed = set[str](), set(state.closed)
    for text in state.begun:
        if text in ("", _BEHIND):
            begun.update(more if more[:1] == _BEHIND else text + more for more in part.begun)
            closed.update(more if more[:1] == _BEHIND else text + more for more in part.closed)
        else:
            _glue(text, part, begun, closed)
    return Telling(frozenset(begun), frozenset(closed))


def _glue(text: str, part: Telling, begun: set[str], closed: set[str]) -> None:
    """Add what becomes of a word that is begun before a part of a pattern."""
    for more in part.begun:
        if not more:
            begun.add(text)
        else:
            _add(text, more, begun, closed)
    before, word = _parted(text)
    for more in part.closed:
        if more in ("", ANY_WORD):
            closed.add(before + opened_word(word))
        elif more[0] == _BEHIND or kind_of(more) != "word":
            closed.add(text)
        else:
            longer = word + more.rstrip(BEGINNING)
            closed.add(before + (longer if len(longer) < _LONGEST else opened_word(longer[:_LONGEST])))
