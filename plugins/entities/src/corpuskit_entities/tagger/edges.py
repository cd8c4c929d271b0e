"""Edges: where names end that go on behind a hyphen or an apostrophe."""

import numpy as np
from numpy.typing import NDArray

from corpuskit.scan import WORD, Scan

from .words import Places, Words

__all__ = ["whole", "with_letters", "with_syllables"]

_APOSTROPHES = np.frombuffer(b"'\x92", np.uint8)
_CONTRACTED = frozenset(("s", "t", "m", "d", "ve", "ll", "re"))


def with_letters(scan: Scan, words: Words, lasts: Places) -> Places:
    """Give where names end that have these last words: letters behind an apostrophe are theirs, as in "Sana'a"."""
    found = words.ends[lasts]
    signs = np.minimum(words.tokens[lasts] + 1, len(scan.starts) - 1)
    letters = np.minimum(signs + 1, len(scan.starts) - 1)
    fits = np.isin(scan.heads[signs], _APOSTROPHES) & scan.touches[signs] & scan.touches[letters]
    for row in np.flatnonzero(fits & (scan.kinds[letters] == WORD) & ~scan.capitals[letters]).tolist():
        start, end = int(scan.starts[letters[row]]), int(scan.ends[letters[row]])
        if scan.text_between(start, end) not in _CONTRACTED:
            found[row] = end
    return found


_SYLLABLE, _BEFORE_SYLLABLE = 6, 5
_NO_SYLLABLES = frozenset(
    "based led era like run born style held owned made backed trained funded wide free type old".split()  # noqa: SIM905 - words read better in a row
)


def with_syllables(scan: Scan, words: Words, firsts: Places, lasts: Places, ends: Places) -> Places:
    """Give where people's names end, second syllables of given names and all: "Moon Jae-in", but not "Blair-led"."""
    found = ends.copy()
    signs = np.minimum(words.tokens[lasts] + 1, len(scan.starts) - 1)
    letters = np.minimum(signs + 1, len(scan.starts) - 1)
    fits = (scan.heads[signs] == ord("-")) & scan.touches[signs] & scan.touches[letters] & (lasts > firsts)
    fits &= (scan.kinds[letters] == WORD) & ~scan.capitals[letters] & (scan.starts[signs] == ends)
    fits &= (scan.ends[letters] - scan.starts[letters] <= _SYLLABLE) & (ends - words.starts[lasts] <= _BEFORE_SYLLABLE)
    for row in np.flatnonzero(fits).tolist():
        start, end = int(scan.starts[letters[row]]), int(scan.ends[letters[row]])
        if scan.text_between(start, end) not in _NO_SYLLABLES:
            found[row] = end
    return found


def whole(scan: Scan, tokens: Places, labels: NDArray[np.int64], lasts: Places) -> Places:
    """Let no name end with a hyphen: it goes on with the syllable behind that, as "Jae-in", or ends before it."""
    found = lasts.copy()
    for row in np.flatnonzero((scan.heads[tokens[lasts]] == ord("-")) & (labels[lasts] % 2 == 0)).tolist():
        last = int(lasts[row])
        goes_on = last + 1 < len(labels) and tokens[last + 1] == tokens[last] + 1 and scan.touches[tokens[last + 1]]
        found[row] += 1 if goes_on and labels[last + 1] == 0 else -1
    return found
