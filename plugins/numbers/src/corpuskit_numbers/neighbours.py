"""What may stand beside numbers, asked of all numbers of a batch at once: what may not is not looked for."""

from collections.abc import Iterable, Sequence
from itertools import repeat
from typing import TYPE_CHECKING, TypeAlias

from .around import ARTICLES, SIGNS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from corpuskit.scan import Batch

    Table: TypeAlias = NDArray[np.bool_]

__all__ = ["Beside", "Neighbours"]

_FEW = 60
"""So few numbers are sooner asked one by one."""
_BLANKS = b" \n"
_ATTACHED = b"+-"
_LETTERS = b"abcdefghijklmnopqrstuvwxyz"
_BEYOND = range(0x80, 0x100)
"""The bytes of the scan that may stand for several characters."""
_UNCLEAR = (*range(0x21), *_BEYOND)
"""The same and the blanks, of which there may be more."""

Beside: TypeAlias = tuple[bool, bool, bool]
"""Whether a modifier may stand before a number, one behind it, and something that it counts."""


class Neighbours:
    """Tell from the characters next to numbers what may stand there; where it says no, nothing does."""

    def __init__(self, before: Iterable[str], after: Iterable[str]) -> None:
        """Take the words that modify a number from before, and from behind."""
        self._before = frozenset(word.split()[-1] for word in before) | ARTICLES | frozenset(SIGNS)
        self._after = frozenset(after)
        self._tables: _Tables | None = None

    def beside(
        self, batch: "Batch", docs: Sequence[int], starts: Sequence[int], ends: Sequence[int]
    ) -> Iterable[Beside]:
        """Say for each number, by its document and its place there, what may stand beside it."""
        if len(docs) < _FEW:
            return repeat((True, True, True), len(docs))
        import numpy as np

        tables = self._tables = self._tables or _Tables(self._before, self._after)
        codes = np.frombuffer(batch.scan.lower, np.uint8)
        texts = batch.scan.places[np.array(docs)]
        return tables.beside(codes, texts + starts, texts + ends)


class _Tables:
    """Where something may stand, by one or two bytes of the scan in lower case."""

    def __init__(self, before: Iterable[str], after: Iterable[str]) -> None:
        self._blank = _one_of(_BLANKS)
        self._attached = _one_of(_ATTACHED)
        self._unclear = _one_of(_UNCLEAR)
        self._letter = _one_of((*_LETTERS, *_UNCLEAR))
        self._before = _pairs((word[-2:] for word in before), single=0)
        self._after = _pairs((word[:2] for word in after), single=1)
        self._before |= self._unclear
        self._after |= self._unclear[:, None]

    def beside(self, codes: "NDArray[np.uint8]", starts: "NDArray[np.int64]", ends: "NDArray[np.int64]") -> Iterable[Beside]:
        last = starts - 1 - self._blank[codes[starts - 1]]
        before = self._before[codes[last - 1], codes[last]]
        lead, one, two = (codes[ends + offset] for offset in range(3))
        after = self._attached[lead] | (self._blank[lead] & self._after[one, two])
        counted = (lead == ord("-")) | (self._unclear[lead] & self._letter[one])
        return zip(before.tolist(), after.tolist(), counted.tolist(), strict=True)


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
