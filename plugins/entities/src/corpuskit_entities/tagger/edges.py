"""Edges: where names end that go on behind a hyphen or an apostrophe."""

from collections.abc import Container

import numpy as np
from numpy.typing import NDArray

from corpuskit.scan import WORD, Scan

from .words import Flags, Places, Words, one_of

__all__ = ["whole", "with_letters", "with_syllables"]


_APOSTROPHES, _HYPHENS = one_of(b"'\x92"), one_of(b"-")
_CONTRACTED = frozenset(("s", "t", "m", "d", "ve", "ll", "re"))
_NO_SYLLABLES = frozenset(
    "based led era like run born style held owned made backed trained funded wide free type old".split()  # noqa: SIM905 - words read better in a row
)
_SYLLABLE, _BEFORE_SYLLABLE = 6, 5


def with_letters(scan: Scan, words: Words, lasts: Places) -> Places:
    """Give where names end that have these last words: letters behind an apostrophe are theirs, as in "Sana'a"."""
    _, letters, fits = _tied(scan, words, lasts, _APOSTROPHES)
    return _longer(scan, words.ends[lasts], letters, fits, _CONTRACTED)


def with_syllables(scan: Scan, words: Words, firsts: Places, lasts: Places, ends: Places) -> Places:
    """Give where people's names end, second syllables of given names and all: "Moon Jae-in", but not "Blair-led"."""
    signs, letters, fits = _tied(scan, words, lasts, _HYPHENS)
    fits &= (lasts > firsts) & (scan.starts[signs] == ends)
    fits &= (scan.ends[letters] - scan.starts[letters] <= _SYLLABLE) & (ends - words.starts[lasts] <= _BEFORE_SYLLABLE)
    return _longer(scan, ends, letters, fits, _NO_SYLLABLES)


def _tied(scan: Scan, words: Words, lasts: Places, signs: Flags) -> tuple[Places, Places, Flags]:
    """Give the two tokens behind words, and where one of these signs ties a small word to the word before."""
    first = np.minimum(words.tokens[lasts] + 1, len(scan.starts) - 1)
    second = np.minimum(first + 1, len(scan.starts) - 1)
    fits = signs[scan.heads[first]] & scan.touches[first] & scan.touches[second]
    fits &= (scan.kinds[second] == WORD) & ~scan.capitals[second]
    return first, second, fits


def _longer(scan: Scan, ends: Places, tokens: Places, fits: Flags, others: Container[str]) -> Places:
    """Give the ends of these tokens in place of those ends where they fit, but for tokens that are other words."""
    found = ends.copy()
    for row in np.flatnonzero(fits).tolist():
        start, end = int(scan.starts[tokens[row]]), int(scan.ends[tokens[row]])
        if scan.text_between(start, end) not in others:
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
