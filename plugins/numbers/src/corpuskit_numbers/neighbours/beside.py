"""What may stand beside numbers, asked of all numbers of a batch at once: what may not is not looked for."""

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
_BEYOND = range(0x80, 0x100)
"""The bytes of the scan that may stand for several characters, also for blanks and letters."""

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
        before = tables.before(codes, scan.ends[tokens - 1], scan.ends[tokens - 2])
        after, counted = tables.behind(codes, texts + ends)
        return zip(before.tolist(), after.tolist(), counted.tolist(), strict=True)


class _Tables:
    """Where something may stand, by one or two bytes of the scan in lower case."""

    def __init__(self, before: Iterable[str], after: Iterable[str]) -> None:
        phrases = [word.split() for word in before]
        last = {words[-1] for words in phrases} | ARTICLES
        alone = {words[-1] for words in phrases if len(words) == 1} | set(SIGNS)
        self._alone = _pairs((word[-2:] for word in alone), single=0)
        self._last = _pairs((word[-2:] for word in last), single=0)
        # An article may stand behind a phrase.
        self._second = _pairs((word[-2:] for word in (*last, *(words[-2:][0] for words in phrases))), single=0)
        self._first = _pairs((word[:2] for word in after), single=1)
        self._attached = _one_of(_ATTACHED)
        self._blank = _one_of(_BLANKS)
        self._some_blank = _one_of((*_BLANKS, *_BEYOND))
        self._letter = _one_of((*_LETTERS, *_BEYOND))

    def before(self, codes: "Codes", last: "Places", second: "Places") -> "Table":
        """Say whether a modifier may stand before, from where the last two tokens before end."""
        may_be = self._last[codes[last - 2], codes[last - 1]] & self._second[codes[second - 2], codes[second - 1]]
        return may_be | self._alone[codes[last - 2], codes[last - 1]]

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


def _pairs(letters: Iterable[str], *, single: int) -> "Table":
    """Give a table of pairs of bytes; of a single letter, ``single`` says which of the two may be any."""
    import numpy as np

    found = np.zeros((256, 256), np.bool_)
    found[list(_BEYOND)] = found[:, list(_BEYOND)] = True
    for pair in letters:
        codes = pair.lower().encode("latin-1", "replace")
        if len(codes) == 2:
            found[codes[0], codes[1]] = True
        else:
            found[(slice(None), codes[0]) if single == 0 else (codes[0], slice(None))] = True
    return found
