"""Which rules are worth trying at which tokens of a batch: all tokens at once, as columns."""

import functools
import itertools
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from ..scan._scan import NUMBER, SIGN, WORD, Scan
from ..scan._shadow import LOWER, PAD, TOKEN, shadow
from ..scan._vocabulary import Vocabulary
from ._automaton import States, Step
from ._telling import JOINTS
from ._tokens import ANY_CAPITALISED, ANY_SIGN, ANY_WORD, BEGINNING, DIGIT, MOST_DIGITS, SHORTEST_BEGINNING, Tokens
from ._ways import DEPTH, Opening

__all__ = ["Places", "is_plain"]

_END, _WORD, _SIGN, _NUMBER = 0, 1, 2, 2
"""The codes of tokens that no rule names: the end of a text, a word, a sign, and numbers by their length."""

_NUMBERS = range(_NUMBER + 1, _NUMBER + MOST_DIGITS + 1)

Ints = NDArray[np.int64]


class Places:
    """An automaton over the first tokens of matches; what it remembers grows with what it meets.

    A state is the set of openings that still fit. All tokens of a batch make their steps at once.

    Args:
        openings: what the matches of each rule can begin with, by the rule's place in its table.
        tellings: the first telling tokens of the matches of each rule that begin with another; None for any.
        before: the tokens of which one stands right before the matches of each rule; None for any.
        lines: the places of the rules whose matches begin where a line does.
        joining: the words that join the parts of numbers.
    """

    def __init__(
        self,
        openings: Iterable[Iterable[Opening]],
        tellings: Sequence[Tokens | None],
        before: Sequence[Tokens | None],
        lines: Collection[int] = (),
        joining: Iterable[str] = (),
    ) -> None:
        opened = [(rule, opening) for rule, found in enumerate(openings) for opening in sorted(found, key=len)]
        texts = {text for _, opening in opened for tokens in opening for text in tokens}
        texts.update(text for tokens in (*tellings, *before) if tokens is not None for text in tokens)
        little = {*JOINTS, *joining} if any(tokens is not None for tokens in tellings) else set[str]()
        texts |= little
        texts -= {ANY_WORD, ANY_CAPITALISED, ANY_SIGN, *(DIGIT * count for count in range(1, MOST_DIGITS + 1))}
        self._tell_words_apart(texts, little)
        self._number_openings(opened, lines)
        self._tellings = Step(self._states, self._masks([tellings[rule] for rule, _ in opened]))
        self._before = Step(self._states, self._masks([before[rule] for rule, _ in opened]))
        self._looks_back = any(tokens is not None for tokens in before)
        self._shared: WeakKeyDictionary[Vocabulary, NDArray[np.int32]] = WeakKeyDictionary()
        self._by_token: dict[str, int] = {}
        self._plans: dict[int, tuple[int, ...]] = {}

    def _tell_words_apart(self, texts: Iterable[str], little: Iterable[str]) -> None:
        """Give the words that openings, tellings and tokens before name their codes."""
        beginnings = {text[:-1] for text in texts if len(text) > 1 and text[-1] == BEGINNING}
        # Words of four letters and more are told apart by how they begin; shorter ones must be known.
        short = {text for text in beginnings if len(text) == SHORTEST_BEGINNING}
        self.words = tuple(sorted(short.union(text for text in texts if len(text) == 1 or text[-1] != BEGINNING)))
        self._buckets = _Buckets(beginnings, _NUMBER + MOST_DIGITS + 1 + len(self.words))
        self._numbers = [*zip(self.words, _numbered(self.words), strict=True)]
        self._by_word = {word: _NUMBER + MOST_DIGITS + number for word, number in self._numbers}
        self._capitalised = self._buckets.count + _NUMBER + MOST_DIGITS + 1 + len(self.words)
        tells_little = np.zeros(self._capitalised, np.bool_)
        tells_little[[*_NUMBERS, *map(self._by_word.__getitem__, little)]] = True
        self._tells_little = np.tile(tells_little, 2)
        lengths = sorted({*map(len, beginnings)})
        self._begun_by = [
            (word, number, [word[:length] for length in lengths if word[:length] in beginnings])
            for word, number in self._numbers
        ]

    def _number_openings(self, opened: Sequence[tuple[int, Opening]], lines: Collection[int]) -> None:
        """Make the states that tokens begin with, and the steps from them."""
        self._states = States()
        first, *further = (
            self._masks([opening[place] if len(opening) > place else None for _, opening in opened])
            for place in range(DEPTH)
        )
        self._firsts = [self._states.number(mask) for mask in first]
        self._begins = np.array(self._firsts, np.int32)
        # Where no line begins, the openings of some rules are out.
        elsewhere = sum(1 << bit for bit, (rule, _) in enumerate(opened) if rule not in lines)
        self._inside = [self._states.number(bits & elsewhere) for bits in list(self._states.bits)]
        self._has_lines = bool(lines)
        self._steps = [Step(self._states, masks) for masks in further]
        # The openings of each rule, in the order of the table.
        self._bits_of: dict[int, int] = {}
        for bit, (rule, _) in enumerate(opened):
            self._bits_of[rule] = self._bits_of.get(rule, 0) | 1 << bit

    @functools.cached_property
    def vocabulary(self) -> Vocabulary:
        """The words that are told apart."""
        return Vocabulary(self.words)

    def find(self, scan: Scan) -> tuple[Ints, NDArray[np.int32]]:
        """Give the tokens where a rule may begin, in order, and the number of the rules for :meth:`rules`."""
        codes = self._codes_of(scan)
        if not len(codes):
            return np.zeros(0, np.int64), np.zeros(0, np.int32)
        tokens = np.flatnonzero(self._begins.take(codes))
        tokens = tokens[_apart(scan, tokens)]
        states = self._begins[codes[tokens]]
        if self._has_lines:
            inside = np.array(self._inside, np.int32)[states]
            tokens, states = _alive(tokens, np.where(_begins_line(scan, tokens), states, inside))
        following = np.append(codes[1:], np.int32(_END))
        following[scan.first_tokens[1:] - 1] = _END
        for further, step in enumerate(self._steps):
            # Beyond the end of a text the codes are of the next: no opening that has come so far asks for them.
            tokens, states = _alive(tokens, step.of_all(states, following.take(tokens + further, mode="clip")))
        if self._looks_back:
            codes_before = np.where(scan._begins_text[tokens], np.int32(_END), codes[tokens - 1])
            tokens, states = _alive(tokens, self._before.of_all(states, codes_before))
        told = np.flatnonzero(self._tells_little[codes[tokens]])
        if len(told):
            little = self._tells_little.take(codes)
            states[told] = self._tellings.of_all(states[told], _telling_codes(scan, codes, little, tokens[told]))
        return _alive(tokens, states)

    def find_by_token(self, text: str) -> Iterator[tuple[int, int]]:
        """Give the same for one text, with the offsets of tokens: quicker where these are few.

        The text is one that :func:`is_plain` holds for.
        """
        tokens = [*_TOKENS.finditer(text)]
        codes = [_END, *map(self._code_of, map(re.Match.group, tokens)), *[_END] * DEPTH]
        telling = [*itertools.accumulate(reversed(codes), self._told)][::-1]
        end = -1
        for number, token in enumerate(tokens, 1):
            at = token.start()
            state = 0 if at == end else self._firsts[codes[number]]
            end = token.end() if text[at].isalpha() or text[at].isdecimal() else -1
            if state and self._has_lines and at and text[at - 1] != "\n":
                state = self._inside[state]
            if state and (state := self._left(state, codes, number)):
                state = self._tellings.of(state, telling[number]) if telling[number] != codes[number] else state
            if state:
                yield at, state

    def _told(self, behind: int, code: int) -> int:
        """Give the code of the first telling token from one on, where that of those behind it is given."""
        return behind if self._tells_little[code] else code

    def _left(self, state: int, codes: list[int], number: int) -> int:
        """Give what is left of a state when the tokens around its own are seen, of which the codes are given."""
        for further, step in enumerate(self._steps, 1):
            state = step.of(state, codes[number + further])
            if not state:
                return 0
        return self._before.of(state, codes[number - 1])

    def _code_of(self, token: str) -> int:
        code = self._by_token.get(token)
        return self._new_code_of(token) if code is None else code

    def _new_code_of(self, token: str) -> int:
        word = token.lower()
        code = self._by_word.get(word)
        if code is None:
            if word[0].isdecimal():
                code = _NUMBER + min(len(word), MOST_DIGITS)
            elif not word[0].isalpha():
                code = _SIGN
            else:
                code = self._buckets.code(word) if self._buckets.count and len(word) > SHORTEST_BEGINNING else _WORD
        if token[0].isupper():
            code += self._capitalised
        if len(self._by_token) < _REMEMBERED:
            self._by_token[token] = code
        return code

    def rules(self, number: int) -> tuple[int, ...]:
        """Give the rules of a number that :meth:`find` gave, by their places in the table."""
        known = self._plans.get(number)
        if known is None:
            bits = self._states.bits[number]
            known = tuple(rule for rule, openings in self._bits_of.items() if bits & openings)
            self._plans[number] = known
        return known

    # --- from tokens to codes

    def _masks(self, places: Sequence[Tokens | None]) -> list[int]:
        """Give the openings that fit each code, as bits, where this is the token of each; None for any token.

        The codes of words with a capital letter stand behind all others, in the same order.
        """
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
        masks = [over, words, signs, *numbers, *own, *other]
        capitalised = named.get(ANY_CAPITALISED, 0)
        return [*masks, *(mask | capitalised for mask in masks)]

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
        codes += scan.capitals * np.int32(self._capitalised)
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
_HARD = re.compile("[^\x01-~\xa0-\xb4\xb6-\xfe\u2010-\u205e€™]")


def is_plain(text: str) -> bool:
    """Say whether a text has nothing but what two tables of letters tell alike: Latin-1 and common punctuation."""
    return _HARD.search(text) is None


def _alive(tokens: Ints, states: NDArray[np.int32]) -> tuple[Ints, NDArray[np.int32]]:
    """Give the places where anything still fits."""
    alive = np.flatnonzero(states)
    return tokens[alive], states[alive]


def _telling_codes(scan: Scan, codes: NDArray[np.int32], little: NDArray[np.bool_], tokens: Ints) -> NDArray[np.int32]:
    """Give the code of the first telling token behind each of some tokens, or that of the end of the text."""
    telling = np.append(np.flatnonzero(np.logical_not(little)), len(codes))
    found = telling[np.searchsorted(telling, tokens)]
    limits = scan.first_tokens[np.searchsorted(scan.first_tokens, tokens, "right")]
    return np.where(found < limits, codes.take(found, mode="clip"), np.int32(_END))


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
