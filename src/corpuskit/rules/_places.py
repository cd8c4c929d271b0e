"""Which rules are worth trying at which tokens of a batch: all tokens at once, as columns."""

import threading
from collections.abc import Iterable
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from ..scan._scan import NUMBER, SIGN, WORD, Scan
from ..scan._shadow import LOWER, PAD, TOKEN, shadow
from ..scan._vocabulary import Vocabulary
from ._openings import ANY_SIGN, ANY_WORD, BEGINNING, DEPTH, DIGIT, MOST_DIGITS, SHORTEST_BEGINNING, Opening

__all__ = ["Places"]

_END, _WORD, _SIGN, _NUMBER = 0, 1, 2, 2
"""The codes of tokens that no rule names: the end of a text, a word, a sign, and numbers by their length."""

Ints = NDArray[np.int64]


class Places:
    """An automaton over the first tokens of matches; what it remembers grows with what it meets.

    A state is the set of openings that still fit, as the bits of an integer. Steps are computed when they are first
    met, for all tokens of a batch at once.

    Args:
        openings: what the matches of each rule can begin with, by the rule's place in its table.
    """

    def __init__(self, openings: Iterable[Iterable[Opening]]) -> None:
        self._rules = [(rule, opening) for rule, found in enumerate(openings) for opening in sorted(found, key=len)]
        texts = {text for _, opening in self._rules for tokens in opening for text in tokens}
        texts -= {ANY_WORD, ANY_SIGN, *(DIGIT * count for count in range(1, MOST_DIGITS + 1))}
        beginnings = {text[:-1] for text in texts if len(text) > 1 and text[-1] == BEGINNING}
        self.words = tuple(sorted(beginnings.union(text for text in texts if len(text) == 1 or text[-1] != BEGINNING)))
        self._buckets = _Buckets(beginnings, _NUMBER + MOST_DIGITS + 1 + len(self.words))
        self._vocabulary = Vocabulary(self.words)
        self._numbers = [(word, self._vocabulary.number(word)) for word in self.words]
        self._codes = self._coded(self._vocabulary)
        self._shared: WeakKeyDictionary[Vocabulary, NDArray[np.int16]] = WeakKeyDictionary()
        self._steps = [_Step(self._masks(place)) for place in range(DEPTH)]
        self._steps[0].states = self._steps[0].masks
        self._lock = threading.Lock()
        self._plans: dict[int, tuple[int, ...]] = {}

    def find(self, scan: Scan) -> tuple[Ints, NDArray[np.int32]]:
        """Give the tokens where a rule may begin, in order, and the number of the rules for :meth:`rules`."""
        codes = self._codes_of(scan)
        if not len(codes):
            return np.zeros(0, np.int64), np.zeros(0, np.int32)
        following = np.zeros_like(codes)
        following[:-1] = codes[1:]
        following[scan.first_tokens[1:] - 1] = _END
        tokens = np.flatnonzero(self._steps[0].begins[codes])
        tokens = tokens[_apart(scan, tokens)]
        states = self._steps[0].classes[codes[tokens]]
        for place in range(1, DEPTH):
            # Behind the end of a text only openings are left that are shorter: any token will do.
            then = following[np.minimum(tokens + (place - 1), len(codes) - 1)]
            states = self._advance(place, states, then)
            alive = np.flatnonzero(states)
            if len(alive) < len(tokens):
                tokens, states = tokens[alive], states[alive]
        return tokens, states

    def rules(self, number: int) -> tuple[int, ...]:
        """Give the rules of a number that :meth:`find` gave, by their places in the table."""
        known = self._plans.get(number)
        if known is None:
            bits = self._steps[-1].states[number]
            known = tuple(sorted({rule for bit, (rule, _) in enumerate(self._rules) if bits >> bit & 1}))
            self._plans[number] = known
        return known

    def _advance(self, place: int, states: NDArray[np.int32], codes: NDArray[np.int16]) -> NDArray[np.int32]:
        before, step = self._steps[place - 1], self._steps[place]
        classes = step.classes[codes]
        if step.table.size < len(before.states) * step.width:
            step.grow(len(before.states))
        keys = states * np.int32(step.width) + classes
        found: NDArray[np.int32] = step.table[keys]
        missing = np.flatnonzero(found < 0)
        if len(missing):
            with self._lock:
                for key in np.unique(keys[missing]).tolist():
                    step.table[key] = step.state(before.states[key // step.width] & step.masks[key % step.width])
            found = step.table[keys]
        return found

    # --- from tokens to codes

    def _masks(self, place: int) -> list[int]:
        """Give the openings that fit each code at a place, as bits."""
        named: dict[str, int] = {}
        over = 0
        for bit, (_, opening) in enumerate(self._rules):
            if len(opening) <= place:
                over |= 1 << bit
            else:
                for text in opening[place]:
                    named[text] = named.get(text, 0) | 1 << bit
        words, signs = over | named.get(ANY_WORD, 0), over | named.get(ANY_SIGN, 0)
        begun = {text[:-1]: mask for text, mask in named.items() if len(text) > 1 and text[-1] == BEGINNING}
        numbers = [over | named.get(DIGIT * count, 0) for count in range(1, MOST_DIGITS + 1)]
        own, other = [over] * len(self.words), [words] * self._buckets.count
        for word, number in self._numbers:
            mask = named.get(word, 0) | (words if word.isalpha() else signs)
            for length in range(SHORTEST_BEGINNING, len(word) + 1) if begun else ():
                mask |= begun.get(word[:length], 0)
            # Words that look alike have one number.
            own[number - 1] |= mask
        for beginning, mask in begun.items():
            for number in self._buckets.numbers(beginning):
                other[number] |= mask
        return [over, words, signs, *numbers, *own, *other]

    def _codes_of(self, scan: Scan) -> NDArray[np.int16]:
        own, numbers = self._own_codes(scan)
        codes = own[numbers]
        other = np.flatnonzero(codes == 0)
        lengths = np.minimum(scan.ends[other] - scan.starts[other], MOST_DIGITS)
        kinds = scan.kinds[other]
        codes[other] = _KINDS[kinds] + lengths * (kinds == NUMBER)
        if self._buckets.count:
            words = other[kinds == WORD]
            codes[words] = self._buckets.codes(scan.lower, scan.starts[words])
        return codes

    def _own_codes(self, scan: Scan) -> tuple[NDArray[np.int16], NDArray[np.int32]]:
        """Give the code of each number of a vocabulary that knows the words, and the numbers of the tokens."""
        shared = self._shared.get(scan.vocabulary)
        if shared is None:
            shared = np.zeros(0, np.int16)
            if all(word in scan.vocabulary for word in self.words):
                shared = self._coded(scan.vocabulary)
            self._shared[scan.vocabulary] = shared
        if len(shared):
            return shared, scan.words
        return self._codes, self._vocabulary.find(scan.lower, scan.starts, scan.ends)

    def _coded(self, vocabulary: Vocabulary) -> NDArray[np.int16]:
        codes = np.zeros(len(vocabulary) + 1, np.int16)
        for word, number in self._numbers:
            codes[vocabulary.number(word)] = _NUMBER + MOST_DIGITS + number
        return codes


_KINDS = np.array([0, _WORD, _NUMBER, _SIGN], np.int16)


def _apart(scan: Scan, tokens: Ints) -> NDArray[np.bool_]:
    """Say of which tokens no letter and no digit stands right before them: nowhere else does a match begin."""
    before = np.maximum(tokens - 1, 0)
    glued: NDArray[np.bool_] = scan.ends[before] == scan.starts[tokens]
    glued &= scan.kinds[before] != SIGN
    return np.logical_not(glued, out=glued)


class _Buckets:
    """Words told apart by their first four letters, where beginnings of words are looked for."""

    def __init__(self, beginnings: Iterable[str], first: int) -> None:
        self._first = first
        self._table = np.zeros(1 << 18, np.int16)
        self._slots = {text: self._slots_of(text) for text in beginnings}
        used = np.unique([slot for slots in self._slots.values() for slot in slots]).astype(np.int64)
        self._table[used] = np.arange(1, len(used) + 1)
        self.count = len(used)

    def numbers(self, beginning: str) -> set[int]:
        """Give the buckets of the words that begin so, from 0 on."""
        return {int(self._table[slot]) - 1 for slot in self._slots[beginning]}

    def codes(self, lower: bytes, starts: Ints) -> NDArray[np.int16]:
        """Give the codes of words that are no words of the rules."""
        found = self._table[_slots(np.ndarray((len(lower) - 3,), "<u4", lower, strides=(1,))[starts])]
        return np.where(found > 0, found + np.int16(self._first - 1), np.int16(_WORD))

    def _slots_of(self, beginning: str) -> list[int]:
        letters = shadow((beginning[:4],))[0][PAD:-PAD].translate(LOWER)
        rows = [letters] if len(letters) == 4 else [letters + bytes([last]) for last in _LETTERS]
        slots: list[int] = _slots(np.frombuffer(b"".join(rows), "<u4")).tolist()
        return slots


_LETTERS = [byte for byte in range(256) if TOKEN[byte] == WORD and LOWER[byte] == byte]


def _slots(letters: NDArray[np.uint32]) -> NDArray[np.uint32]:
    return letters * np.uint32(0x9E3779B1) >> np.uint32(14)


class _Step:
    """One token further: classes of codes that the same openings fit, and the states behind."""

    def __init__(self, masks: list[int]) -> None:
        known: dict[int, int] = {0: 0}
        self.classes = np.array([known.setdefault(mask, len(known)) for mask in masks], np.int32)
        self.masks = list(known)
        self.width = len(known)
        self.begins = self.classes != 0
        self.states = [0]
        self.table = np.zeros(0, np.int32)
        self._numbers = {0: 0}

    def state(self, bits: int) -> int:
        """Give the number of a state."""
        number = self._numbers.setdefault(bits, len(self.states))
        if number == len(self.states):
            self.states.append(bits)
        return number

    def grow(self, count: int) -> None:
        """Make room for the steps from ``count`` states."""
        table = np.full(max(2 * count, 64) * self.width, -1, np.int32)
        table[: len(self.table)] = self.table
        self.table = table
