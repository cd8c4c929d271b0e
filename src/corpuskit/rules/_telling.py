"""The first telling token of a match: the first that is no number, and no sign or word that joins the parts of one.

Three tokens see nothing of the unit behind ``1,234.5 million``; the first telling token is that unit. Of words four
letters are kept, more only where a joining word begins so: enough to tell them apart, and few enough for the ways
through a pattern to be a set of words.
"""

import re._constants as sre  # type: ignore[import-not-found]  # no stubs
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from ._openings import RUN, looks_ahead, members, no_letter, no_word, with_words
from ._tokens import ANY_SIGN, ANY_WORD, BEGINNING, DIGIT, SHORTEST_BEGINNING, Tokens, classes_of, kind_of, opened_word
from ._ways import Opening, State

__all__ = ["JOINTS", "Joining", "Telling"]

JOINTS = ".,'/-"
"""The signs that join the parts of a number, of ASCII: in a scan nothing else looks like them."""

_LONGEST = 4
_BEHIND, _BEHIND_WORD = " ", "\t"
"""What stands before a token that something stands before: a joining word first, or else a number, joint or blank."""
_PLACES = _BEHIND + _BEHIND_WORD
_BEGUN = ("", *_PLACES)
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


class Joining:
    """The words that join the parts of a number, as the signs do; with them, what the telling token may be.

    Args:
        words: the words, folded, each one token: ``million``, ``and``.
    """

    def __init__(self, words: Iterable[str] = ()) -> None:
        self.words = frozenset(words)
        self._beginnings = frozenset(word[:length] for word in self.words for length in range(len(word) + 1))

    def telling(self, items: Sequence[Any], references: Mapping[str, Telling]) -> Tokens | None:
        """Give the first telling tokens of the matches of a parsed pattern that begin with another token.

        None where the telling token may be any, or none.
        """
        ahead = items and looks_ahead(items[-1])
        walk = _Walk(references, self)
        state = walk.begin(items[:-1] if ahead else items)
        state = self.unknown(walk.sequence(items[-1][1][1], state)) if ahead else self.ended(state)
        found = state.begun | state.closed
        if not found.isdisjoint(_BEGUN):
            return None
        return frozenset(text[1:] for text in found if text[0] in _PLACES)

    def telling_of(self, items: Sequence[Any], references: Mapping[str, Telling]) -> Telling:
        """Give what the telling token may be behind a part of a pattern."""
        return _Walk(references, self).sequence(items, _START)

    def told_of(self, words: State) -> Telling:
        """Give the same for a list of words, of which the first tokens are known."""
        found = [self.unknown(self._behind(done)) for done in words.closed]
        for done, begun in words.opened.items():
            state = self._behind(done)
            more = self.extended(state, [_loosened(text) for text in begun if text])
            found.append(Telling(more.begun | state.begun if "" in begun else more.begun, more.closed))
        return _union(found)

    def _behind(self, done: Opening) -> Telling:
        state = _START
        for tokens in done:
            state = self.ended(self.extended(state, map(_loosened, tokens)))
        return state

    # --- one step further

    def extended(self, state: Telling, classes: Iterable[str]) -> Telling:
        """Give the state behind one more letter, digit, sign or blank; or several letters."""
        begun, closed = set[str](), set(state.closed)
        classes = tuple(classes)
        for text in state.begun:
            for more in classes:
                self._add(text, more, begun, closed)
        return Telling(frozenset(begun), frozenset(closed))

    def _add(self, text: str, more: str, begun: set[str], closed: set[str]) -> None:
        before, word = _parted(text)
        if more == ANY_WORD:
            closed.add(self._opened(before, word))
        elif more[0] not in _PLACES and kind_of(more) == "word":
            longer = word + more
            if len(longer) < _LONGEST or longer in self._beginnings:
                begun.add(before + longer)
            else:
                closed.add(before + opened_word(longer[:_LONGEST]))
        elif word in self.words:
            self._add(before or _BEHIND_WORD, more, begun, closed)
        elif word:
            closed.add(text)
        elif more in JOINTS or more[0] in (_BEHIND, DIGIT):
            begun.add(before or _BEHIND)
        else:
            closed.add(before + more)
            if more == ANY_SIGN:
                begun.add(before or _BEHIND)

    def _opened(self, before: str, word: str) -> str:
        """Give what a word that is begun may be, however it goes on: a joining word tells nothing of what follows."""
        return _BEHIND if word in self._beginnings else before + opened_word(word or ANY_WORD)

    def ended(self, state: Telling) -> Telling:
        """Give the state where no letter follows."""
        begun, closed = set[str](), set(state.closed)
        for text in state.begun:
            before, word = _parted(text)
            if word in self.words:
                begun.add(before or _BEHIND_WORD)
            elif word:
                closed.add(text)
            else:
                begun.add(text)
        return Telling(frozenset(begun), frozenset(closed))

    def unknown(self, state: Telling) -> Telling:
        """Give the state where anything may follow."""
        closed = set(state.closed)
        for text in state.begun:
            before, word = _parted(text)
            closed.add(self._opened(before, word) if word else text)
        return Telling(_NONE, frozenset(closed))

    def may_join(self, text: str) -> bool:
        """Say whether what is begun is, or may become, what only joins."""
        before, word = _parted(text)
        return bool(before) or word in self._beginnings or not word

    # --- parts of patterns behind one another

    def joined(self, state: Telling, part: Telling) -> Telling:
        """Give the state where a part that begins anywhere follows what is begun."""
        begun, closed = set[str](), set(state.closed)
        words = set[str]()
        for text in state.begun:
            if _parted(text)[1]:
                words.add(text)
            else:
                begun.update(_placed(text, more) for more in part.begun)
                closed.update(_placed(text, more) for more in part.closed)
        if words:
            self._join_words(words, part, begun, closed)
        return Telling(frozenset(begun), frozenset(closed))

    def _join_words(self, words: set[str], part: Telling, begun: set[str], closed: set[str]) -> None:
        """Add what becomes of words that are begun: what follows ends them, or they are written together with it."""
        glued = Telling(*(frozenset(more for more in found if more[:1] not in _BEGUN) for found in part))
        behind = Telling(*(frozenset(more[1:] for more in found if more[:1] == _BEHIND) for found in part))
        follows_word = any(more[:1] == _BEHIND_WORD for found in part for more in found)
        ended = self.ended(Telling(frozenset(words), _NONE)) if any(behind) else Telling(_NONE, _NONE)
        closed |= ended.closed
        for before in ended.begun:
            begun.update(before + more for more in behind.begun)
            closed.update(before + more for more in behind.closed)
        if "" in part.begun:
            begun |= words
        for text in words:
            before, word = _parted(text)
            self._glue(before, word, glued, begun, closed)
            if "" in part.closed:
                closed.add(self._opened(before, word))
            if follows_word:
                # Written together the two are another word, and hardly one that joins.
                joins = any(word + other in self._beginnings for other in self.words)
                closed.add(_BEHIND if joins else before + opened_word(word))

    def _glue(self, before: str, word: str, part: Telling, begun: set[str], closed: set[str]) -> None:
        """Add what becomes of a word with letters behind it, or a sign."""
        if len(word) >= SHORTEST_BEGINNING and any(part):
            # However it goes on, it is told by its beginning; but it may go on to be a word that joins.
            closed.add(before + opened_word(word[:_LONGEST]))
            part = Telling(*(frozenset(more for more in found if self._may_become(word, more)) for found in part))
        for more in part.begun:
            self._add(before + word, more, begun, closed)
        for more in part.closed:
            if more == ANY_WORD:
                closed.add(self._opened(before, word))
            elif kind_of(more) != "word":
                self._add(before + word, more, closed, closed)
            else:
                closed.add(self._glued(before, word + more))

    def _may_become(self, word: str, more: str) -> bool:
        """Say whether a word with more behind it may join, or is a word and a sign."""
        return more == ANY_WORD or kind_of(more) != "word" or word + more.rstrip(BEGINNING) in self._beginnings

    def _glued(self, before: str, word: str) -> str:
        """Give a word of two parts, of which the second has ended, or goes on in any way."""
        letters = word.rstrip(BEGINNING)
        if letters in (self._beginnings if letters != word else self.words):
            return _BEHIND
        return before + (letters if len(letters) < _LONGEST else opened_word(letters[:_LONGEST]))


class _Walk:
    """A way through a parse tree, all branches at once."""

    def __init__(self, references: Mapping[str, Telling], joining: Joining) -> None:
        self._references = references
        self._joining = joining

    def begin(self, items: Iterable[Any]) -> Telling:
        """Give the state behind a pattern, without the ways that begin with the telling token itself."""
        state = _START
        for op, argument in with_words(items):
            state = self._not_at_once(self._item(op, argument, state), state.closed)
        return state

    def _not_at_once(self, state: Telling, closed: Tokens) -> Telling:
        begun = frozenset(filter(self._joining.may_join, state.begun))
        return Telling(begun, closed | {text for text in state.closed if text[:1] in _BEGUN})

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
            return self._joining.extended(state, [argument])
        if op is sre.LITERAL:
            return self._any_of([chr(argument)], state)
        if op is sre.IN:
            chars = members(argument)
            return self._joining.unknown(state) if chars is None else self._any_of(chars, state)
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
            return self._joining.ended(state) if argument is sre.AT_BOUNDARY else state
        if op is sre.ASSERT or op is sre.ASSERT_NOT:
            ends = op is sre.ASSERT_NOT and argument[0] > 0 and (no_letter(argument[1]) or no_word(argument[1]))
            return self._joining.ended(state) if ends else state
        return self._joining.unknown(state)

    def _any_of(self, chars: Iterable[str], state: Telling) -> Telling:
        parts = [self._references[char] for char in chars if char in self._references]
        classes = {one for char in chars if char not in self._references for one in _classes_of(char)}
        return _union([self._joining.extended(state, classes), *(self._joining.joined(state, part) for part in parts)])

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
                found.append(self._joining.unknown(state))
                break
        return _union(found)


def _classes_of(char: str) -> Iterable[str]:
    return (char,) if len(char) > 1 else classes_of(char)


def _union(states: Iterable[Telling]) -> Telling:
    begun, closed = set[str](), set[str]()
    for state in states:
        begun |= state.begun
        closed |= state.closed
    return Telling(frozenset(begun), frozenset(closed))


def _parted(text: str) -> tuple[str, str]:
    word = text.lstrip(_PLACES)
    return text[: len(text) - len(word)], word


def _placed(before: str, more: str) -> str:
    """Give what stands behind something, put behind what stood before that."""
    return before + more.lstrip(_PLACES) if before else more


def _loosened(word: str) -> str:
    return ANY_WORD if word[-1] == BEGINNING else word
