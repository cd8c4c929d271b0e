"""What may stand beside numbers, asked of all numbers of a batch at once: what may not is not looked for."""

import re
from collections.abc import Iterable, Sequence
from itertools import repeat
from typing import TYPE_CHECKING, TypeAlias

from ..around.modifiers import ARTICLES, SIGNS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from corpuskit.scan import Batch

    Codes: TypeAlias = NDArray[np.uint8]
    Places: TypeAlias = NDArray[np.int64]
    Table: TypeAlias = NDArray[np.bool_]

__all__ = ["Beside", "Neighbours"]

_FEW = 60
"""So few numbers are sooner asked one by one."""
_ATTACHED = b"+-"
_BLANKS = range(0x21)
_LETTERS = b"abcdefghijklmnopqrstuvwxyz"
_DIGITS = b"0123456789"
"""What is counted may stand behind another number: "the first 3 cases"."""
_BEYOND = range(0x80, 0x100)
"""The bytes of the scan that may stand for several characters, also for blanks and letters."""

_NOT_ASCII = 0x80808080
_TOKEN = re.compile(r"[^\W\d_]+|\S")

Beside: TypeAlias = tuple[bool, bool, bool]
"""Whether a modifier may stand before a number, one behind it, and something that it counts."""


class Neighbours:
    """Tell from the characters next to numbers what may stand there; where it says no, nothing does."""

    def __init__(self, before: Iterable[str], after: Iterable[str]) -> None:
        """Take the words that modify a number from before, and from behind."""
        self._before = tuple(before)
        self._after = tuple(after)
        self._tables: _Tables | None = None

    def beside(
        self, batch: "Batch", docs: Sequence[int], starts: Sequence[int], ends: Sequence[int]
    ) -> Iterable[Beside]:
        """Say for each number, by its document and its place there, what may stand beside it."""
        if len(docs) < _FEW:
            return repeat((True, True, True), len(docs))
        import numpy as np

        tables = self._tables = self._tables or _Tables(self._before, self._after)
        scan = batch.scan
        codes = np.frombuffer(scan.lower, np.uint8)
        texts = scan.places[np.array(docs)]
        tokens = np.searchsorted(scan.starts, texts + starts)
        last, second = (_endings(codes, scan.starts[token], scan.ends[token]) for token in (tokens - 1, tokens - 2))
        before = tables.before(last, second)
        after, counted = tables.behind(codes, texts + ends)
        return zip(before.tolist(), after.tolist(), counted.tolist(), strict=True)


class _Tables:
    """Where something may stand, by a few bytes of the scan in lower case."""

    def __init__(self, before: Iterable[str], after: Iterable[str]) -> None:
        phrases = [_TOKEN.findall(word) for word in before]
        last = {tokens[-1] for tokens in phrases} | ARTICLES
        self._alone = _numbers({tokens[-1] for tokens in phrases if len(tokens) == 1} | set(SIGNS))
        self._last = _numbers(last)
        # An article may stand behind a phrase.
        self._second = _numbers(last | {tokens[-2] for tokens in phrases if len(tokens) > 1})
        self._first = _pairs(word[:2] for word in after)
        self._attached = _one_of(_ATTACHED)
        self._blank = _one_of(_BLANKS)
        self._some_blank = _one_of((*_BLANKS, *_BEYOND))
        self._letter = _one_of((*_LETTERS, *_DIGITS, *_BEYOND))

    def before(self, last: "Places", second: "Places") -> "Table":
        """Say whether a modifier may stand before, from the endings of the last two tokens before."""
        return (_is_one_of(last, self._last) & _is_one_of(second, self._second)) | _is_one_of(last, self._alone)

    def behind(self, codes: "Codes", ends: "Places") -> "tuple[Table, Table]":
        """Say whether a modifier may stand behind, and whether something that is counted."""
        lead, one, two = (codes[ends + offset] for offset in range(3))
        begin = ends + 1 + self._blank[one]
        after = self._attached[lead] | (self._blank[lead] & self._first[codes[begin], codes[begin + 1]])
        word = self._letter[one] | (self._some_blank[one] & (self._letter[two] | (two == ord("\n"))))
        return after, (lead == ord("-")) | (self._some_blank[lead] & word)


def _one_of(codes: Iterable[int]) -> "Table":
    import numpy as np

    found = np.zeros(256, np.bool_)
    found[list(codes)] = True
    return found


def _endings(codes: "Codes", starts: "Places", ends: "Places") -> "Places":
    """Give the last four bytes of each token as a number, or all of them where it has fewer."""
    import numpy as np

    # Zero bytes stand before every text, so that there are four.
    four = np.ndarray((len(codes) - 3,), "<u4", codes, strides=(1,))[ends - 4].astype(np.int64)
    found: Places = four >> (8 * (4 - np.minimum(ends - starts, 4)))
    return found


def _numbers(words: Iterable[str]) -> "Places":
    """Give the endings of words of ASCII as :func:`_endings` does."""
    import numpy as np

    return np.array(sorted(int.from_bytes(word[-4:].encode(), "little") for word in words if word.isascii()), np.int64)


def _is_one_of(endings: "Places", numbers: "Places") -> "Table":
    """Say which endings are among those of words; one with a byte beyond ASCII may be."""
    import numpy as np

    found: Table = np.isin(endings, numbers) | (endings & _NOT_ASCII != 0)
    return found


def _pairs(letters: Iterable[str]) -> "Table":
    """Give a table of pairs of bytes; behind a single letter any may stand."""
    import numpy as np

    found = np.zeros((256, 256), np.bool_)
    found[list(_BEYOND)] = found[:, list(_BEYOND)] = True
    for pair in letters:
        codes = pair.lower().encode("latin-1", "replace")
        found[(codes[0], codes[1]) if len(codes) == 2 else codes[0]] = True
    return found
