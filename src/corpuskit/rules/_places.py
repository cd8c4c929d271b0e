"""Which rules are worth trying at which tokens of a batch: all tokens at once, as columns."""

import functools
import itertools
import re
import threading
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from ..scan._scan import NUMBER, SIGN, WORD, Scan
from ..scan._shadow import LOWER, PAD, TOKEN, shadow, table
from ..scan._vocabulary import Vocabulary
from ._telling import JOINTS
from ._tokens import ANY_SIGN, ANY_WORD, BEGINNING, DIGIT, MOST_DIGITS, SHORTEST_BEGINNING, Tokens
from ._ways import Opening

__all__ = ["Places", "is_plain"]

_END, _WORD, _SIGN, _NUMBER = 0, 1, 2, 2
"""The codes of tokens that no rule names: the end of a text, a word, a sign, and numbers by their length."""

Ints = NDArray[np.int64]


class Places:
    """An automaton over the first tokens of matches; what it remembers grows with what it meets.

    A state is the set of openings that still fit, as the bits of an integer. What two tokens lead to is computed when
    they are first met; all tokens of a batch make their steps at once.

    Args:
        openings: what the matches of each rule can begin with, by the rule's place in its table.
        tellings: the first telling tokens of the matches of each rule that begin with another; None for any.
        lines: the places of the rules whose matches begin where a line does.
    """

    def __init__(
        self, openings: Iterable[Iterable[Opening]], tellings: Sequence[Tokens | None], lines: Collection[int] = ()
    ) -> None:
        self._rules = [(rule, opening) for rule, found in enumerate(openings) for opening in sorted(found, key=len)]
        texts = {text for _, opening in self._rules for tokens in opening for text in tokens}
        texts.update(text for tokens in tellings if tokens is not None for text in tokens)
        texts -= {ANY_WORD, ANY_SIGN, *(DIGIT * count for count in range(1, MOST_DIGITS + 1))}
        beginnings = {text[:-1] for text in texts if len(text) > 1 and text[-1] == BEGINNING}
        # Words of four letters and more are told apart by how they begin; shorter ones must be known.
        short = {text for text in beginnings if len(text) == SHORTEST_BEGINNING}
        self.words = tuple(sorted(short.union(text for text in texts if len(text) == 1 or text[-1] != BEGINNING)))
        self._buckets = _Buckets(beginnings, _NUMBER + MOST_DIGITS + 1 + len(self.words))
        self._numbers = [*zip(self.words, _numbered(self.words), strict=True)]
        self._by_word = {word: _NUMBER + MOST_DIGITS + number for word, number in self._numbers}
        lengths = sorted({*map(len, beginnings)})
        self._begun_by = [
            (word, number, [word[:length] for length in lengths if word[:length] in beginnings])
            for word, number in self._numbers
        ]
        self._shared: WeakKeyDictionary[Vocabulary, NDArray[np.int32]] = WeakKeyDictionary()
        places = ([opening[place] if len(opening) > place else None for _, opening in self._rules] for place in (0, 1))
        first, second = (_Step(self._masks(place)) for place in places)
        self._steps = first, second
        self._tellings = _Step(self._masks([tellings[rule] for rule, _ in self._rules]))
        self._begins = np.array([first.state(mask) for mask in first.masks], np.int32)[first.classes]
        self._firsts = self._begins.tolist()
        # Where no line begins, the openings of some rules are out.
        elsewhere = sum(1 << bit for bit, (rule, _) in enumerate(self._rules) if rule not in lines)
        self._inside = [first.state(mask & elsewhere) for mask in list(first.states)]
        self._has_lines = bool(lines)
        self._table = np.full(len(first.states) * second.width, -1, np.int32)
        self._by_token: dict[str, int] = {}
        self._by_pair: dict[tuple[int, int], int] = {}
        self._by_telling: dict[tuple[int, int], int] = {}
        self._lock = threading.Lock()
        self._plans: dict[int, tuple[int, ...]] = {}

    @functools.cached_property
    def vocabulary(self) -> Vocabulary:
        """The words that are told apart."""
        return Vocabulary(self.words)

    def find(self, scan: Scan) -> tuple[Ints, NDArray[np.int32]]:
        """Give the tokens where a rule may begin, in order, and the number of the rules for :meth:`rules`."""
        codes = self._codes_of(scan)
        if not len(codes):
            return np.zeros(0, np.int64), np.zeros(0, np.int32)
        following = np.zeros_like(codes)
        following[:-1] = codes[1:]
        following[scan.first_tokens[1:] - 1] = _END
        states = self._begins[codes]
        tokens = np.flatnonzero(states != 0)
        tokens = tokens[_apart(scan, tokens)]
        states = states[tokens]
        if self._has_lines:
            states = np.where(_begins_line(scan, tokens), states, np.array(self._inside, np.int32)[states])
            alive = np.flatnonzero(states != 0)
            tokens, states = tokens[alive], states[alive]
        states = self._advance(states, following[tokens])
        alive = np.flatnonzero(states != 0)
        tokens, states = tokens[alive], states[alive]
        told = np.flatnonzero(_tells_little(scan, tokens))
        states[told] = self._told(states[told], self._telling_codes(scan, codes, tokens[told]))
        alive = np.flatnonzero(states != 0)
        return tokens[alive], states[alive]

    def _telling_codes(self, scan: Scan, codes: NDArray[np.int32], tokens: Ints) -> NDArray[np.int32]:
        """Give the code of the first telling token behind each of some tokens, or that of the end of the text."""
        telling = np.append(np.flatnonzero(np.logical_not(_tells_little(scan))), len(codes))
        found = telling[np.searchsorted(telling, tokens)]
        limits = scan.first_tokens[np.searchsorted(scan.first_tokens, tokens, "right")]
        return np.where(found < limits, codes.take(found, mode="clip"), np.int32(_END))

    def _told(self, states: NDArray[np.int32], codes: NDArray[np.int32]) -> NDArray[np.int32]:
        """Give the states of the openings that fit the telling tokens too."""
        width = self._tellings.width
        keys, rows = np.unique(states * np.int64(width) + self._tellings.classes[codes], return_inverse=True)
        found = [self._told_of(*divmod(key, width)) for key in keys.tolist()]
        return np.array(found, np.int32)[rows]

    def _told_of(self, state: int, then: int) -> int:
        known = self._by_telling.get((state, then))
        if known is None:
            second = self._steps[1]
            with self._lock:
                known = second.state(second.states[state] & self._tellings.masks[then])
            self._by_telling[state, then] = known
        return known

    def find_by_token(self, text: str) -> Iterator[tuple[int, int]]:
        """Give the same for one text, with the offsets of tokens: quicker where these are few.

        The text is one that :func:`is_plain` holds for.
        """
        at, state, end = 0, 0, -1
        for found in _TOKENS.finditer(text):
            token = found.group()
            code = self._by_token.get(token)
            if code is None:
                code = self._code_of(token)
            if state:
                state = self._second(state, code)
                if state and (state := self._told_in(text, at, state)):
                    yield at, state
            at = found.start()
            state = 0 if at == end else self._firsts[code]
            if state and self._has_lines and at and text[at - 1] != "\n":
                state = self._inside[state]
            end = found.end() if token[0].isalpha() or token[0].isdecimal() else -1
        if state:
            state = self._second(state, _END)
            if state and (state := self._told_in(text, at, state)):
                yield at, state

    def _told_in(self, text: str, at: int, state: int) -> int:
        if not (text[at].isdecimal() or text[at] in JOINTS):
            return state
        found = _TELLING.search(text, at)
        if found is None:
            return self._told_of(state, int(self._tellings.classes[_END]))
        code = self._by_token.get(found.group())
        if code is None:
            code = self._code_of(found.group())
        return self._told_of(state, int(self._tellings.classes[code]))

    def _second(self, state: int, code: int) -> int:
        known = self._by_pair.get((state, code))
        if known is None:
            first, second = self._steps
            with self._lock:
                known = second.state(first.states[state] & second.masks[second.classes[code]])
            self._by_pair[state, code] = known
        return known

    def _code_of(self, token: str) -> int:
        word = token.lower()
        code = self._by_word.get(word)
        if code is None:
            if word[0].isdecimal():
                code = _NUMBER + min(len(word), MOST_DIGITS)
            elif not word[0].isalpha():
                code = _SIGN
            else:
                code = self._buckets.code(word) if self._buckets.count and len(word) > SHORTEST_BEGINNING else _WORD
        if len(self._by_token) < _REMEMBERED:
            self._by_token[token] = code
        return code

    def rules(self, number: int) -> tuple[int, ...]:
        """Give the rules of a number that :meth:`find` gave, by their places in the table."""
        known = self._plans.get(number)
        if known is None:
            bits = self._steps[1].states[number]
            known = tuple(sorted({rule for bit, (rule, _) in enumerate(self._rules) if bits >> bit & 1}))
            self._plans[number] = known
        return known

    def _advance(self, states: NDArray[np.int32], codes: NDArray[np.int32]) -> NDArray[np.int32]:
        first, second = self._steps
        keys = states * np.int32(second.width) + second.classes[codes]
        found: NDArray[np.int32] = self._table[keys]
        missing = np.flatnonzero(found < 0)
        if len(missing):
            with self._lock:
                for key in np.unique(keys[missing]).tolist():
                    state, then = divmod(key, second.width)
                    self._table[key] = second.state(first.states[state] & second.masks[then])
            found = self._table[keys]
        return found

    # --- from tokens to codes

    def _masks(self, places: Sequence[Tokens | None]) -> list[int]:
        """Give the openings that fit each code, as bits, where this is the token of each; None for any token."""
        bits: dict[Tokens | None, int] = {}
        for bit, tokens in enumerate(places):
            bits[tokens] = bits.get(tokens, 0) | 1 << bit
        over = bits.pop(None, 0)
        named: dict[str, int] = {}
        for tokens, mask in bits.items():
            for text in tokens or ():
                named[text] = named.get(text, 0) | mask
        words, signs = over | named.get(ANY_WORD, 0), over | named.get(ANY_SIGN, 0)
        begun = {text[:-1]: mask for text, mask in named.items() if len(text) > 1 and text[-1] == BEGINNING}
        numbers = [over | named.get(DIGIT * count, 0) for count in range(1, MOST_DIGITS + 1)]
        own, other = [over] * len(self.words), [words] * self._buckets.count
        for word, number, beginnings in self._begun_by:
            mask = named.get(word, 0) | (words if word.isalpha() else signs)
            for beginning in beginnings:
                mask |= begun.get(beginning, 0)
            # Words that look alike have one number.
            own[number - 1] |= mask
        for beginning, mask in begun.items():
            for number in self._buckets.numbers[beginning]:
                other[number] |= mask
        return [over, words, signs, *numbers, *own, *other]

    def _codes_of(self, scan: Scan) -> NDArray[np.int32]:
        own, numbers = self._own_codes(scan)
        codes = own.take(numbers)
        unknown = codes == 0
        codes += np.minimum(scan.kinds, _SIGN) * unknown
        rows = np.flatnonzero(scan.kinds == NUMBER)
        codes[rows] += np.minimum(scan.ends[rows] - scan.starts[rows], MOST_DIGITS).astype(np.int32)
        if self._buckets.count:
            unknown &= scan.kinds == WORD
            words = np.flatnonzero(unknown)
            codes[words] = self._buckets.codes(scan.lower, scan.starts[words])
        return codes

    def _own_codes(self, scan: Scan) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Give the code of each number of a vocabulary that knows the words, and the numbers of the tokens."""
        shared = self._shared.get(scan.vocabulary)
        if shared is None:
            shared = np.zeros(0, np.int32)
            if all(word in scan.vocabulary for word in self.words):
                shared = self._coded(scan.vocabulary)
            self._shared[scan.vocabulary] = shared
        if len(shared):
            return shared, scan.words
        return self._codes, scan.words_of(self.vocabulary)

    @functools.cached_property
    def _codes(self) -> NDArray[np.int32]:
        return self._coded(self.vocabulary)

    def _coded(self, vocabulary: Vocabulary) -> NDArray[np.int32]:
        codes = np.zeros(len(vocabulary) + 1, np.int32)
        for word, number in self._numbers:
            codes[vocabulary.number(word)] = _NUMBER + MOST_DIGITS + number
        return codes


_REMEMBERED = 20_000
_TOKENS = re.compile(r"[^\W\d_²³¹¼½¾]+|\d+|\S")
_TELLING = re.compile(rf"[^\W\d_²³¹¼½¾]+|[^\s\d{JOINTS}]")
_IS_JOINT = table(map(ord, JOINTS))
_HARD = re.compile("[^\x01-~\xa0-\xb4\xb6-\xfe\u2010-\u205e€™]")


def is_plain(text: str) -> bool:
    """Say whether a text has nothing but what two tables of letters tell alike: Latin-1 and common punctuation."""
    return _HARD.search(text) is None


def _tells_little(scan: Scan, tokens: Any = slice(None)) -> NDArray[np.bool_]:
    """Say which tokens are numbers, or signs that join the parts of one."""
    found: NDArray[np.bool_] = scan.kinds[tokens] == NUMBER
    found |= np.frombuffer(scan.heads[tokens].tobytes().translate(_IS_JOINT), np.bool_)
    return found


def _begins_line(scan: Scan, tokens: Ints) -> NDArray[np.bool_]:
    before = np.frombuffer(scan.shadow, np.uint8)[scan.starts[tokens] - 1]
    found: NDArray[np.bool_] = (before == 0) | (before == ord("\n"))
    return found


def _apart(scan: Scan, tokens: Ints) -> NDArray[np.bool_]:
    """Say of which tokens no letter and no digit stands right before them: nowhere else does a match begin."""
    before = np.maximum(tokens - 1, 0)
    glued: NDArray[np.bool_] = scan.ends[before] == scan.starts[tokens]
    glued &= scan.kinds[before] != SIGN
    return np.logical_not(glued, out=glued)


class _Buckets:
    """Words told apart by their first four letters, where beginnings of words are looked for."""

    def __init__(self, beginnings: Iterable[str], first: int) -> None:
        self._codes = np.full(1 << 18, _WORD, np.int32)
        letters = _first_letters(beginnings)
        slots = _slots(np.frombuffer(b"".join(itertools.chain.from_iterable(letters.values())), "<u4"))
        used = np.unique(slots).astype(np.int64)
        self._codes[used] = np.arange(first, first + len(used))
        self.count = len(used)
        rows = iter((self._codes[slots] - first).tolist())
        self.numbers = {text: set(itertools.islice(rows, len(each))) for text, each in letters.items()}
        """The buckets of the words that begin so, from 0 on."""

    def codes(self, lower: bytes, starts: Ints) -> NDArray[np.int32]:
        """Give the codes of words that are no words of the rules."""
        found: NDArray[np.int32] = self._codes[
            _slots(np.ndarray((len(lower) - 3,), "<u4", lower, strides=(1,))[starts])
        ]
        return found

    def code(self, word: str) -> int:
        """Give the code of one of them, of four letters or more."""
        lower, places = shadow((word,))
        return int(self.codes(lower.translate(LOWER), places[:1])[0])


def _numbered(words: Sequence[str]) -> list[int]:
    """Give each word its number as a vocabulary does, from 1 on; words that look alike share that of the first."""
    first: dict[bytes, int] = {}
    return [first.setdefault(look, number) for number, look in enumerate(_looks(words), 1)]


def _looks(words: Sequence[str]) -> Iterator[bytes]:
    """Give the bytes of words in lower case, as they are in a scan."""
    lower, places = shadow(words)
    lower = lower.translate(LOWER)
    starts = places.tolist()
    return (lower[start : end - PAD] for start, end in itertools.pairwise(starts))


def _first_letters(beginnings: Iterable[str]) -> dict[str, list[bytes]]:
    """Give the first four letters of the words that begin so, as they are in a scan."""
    texts = [*beginnings]
    return {
        text: [letters] if len(letters) == 4 else [letters + bytes([last]) for last in _LETTERS]
        for text, letters in zip(texts, _looks([text[:4] for text in texts]), strict=True)
    }


_LETTERS = [byte for byte in range(256) if TOKEN[byte] == WORD and LOWER[byte] == byte]


def _slots(letters: NDArray[np.uint32]) -> NDArray[np.uint32]:
    return letters * np.uint32(0x9E3779B1) >> np.uint32(14)


class _Step:
    """One token further: classes of codes that the same openings fit, and the states that are met behind."""

    def __init__(self, masks: list[int]) -> None:
        known: dict[int, int] = {0: 0}
        self.classes = np.array([known.setdefault(mask, len(known)) for mask in masks], np.int32)
        self.masks = list(known)
        self.width = len(known)
        self.states = [0]
        self._numbers = {0: 0}

    def state(self, bits: int) -> int:
        """Give the number of a state."""
        number = self._numbers.setdefault(bits, len(self.states))
        if number == len(self.states):
            self.states.append(bits)
        return number
