"""Lines: which are written in capitals, and which with a capital on nearly every word."""

import numpy as np
from numpy.typing import NDArray

from corpuskit.scan import WORD, Scan

from .sizes import MODES
from .words import Places, Words

__all__ = ["MODES", "modes", "numbered"]

_LONG = 3
"""Letters above which a word tells the mode of its line: shorter ones are written small in headlines too."""

_SHARE = 0.8
_LEAST_CAPITALS, _LEAST_TITLE = 2, 3


def numbered(scan: Scan) -> Places:
    """Give the number of the line of each token; lines end with texts too."""
    begins = scan.breaks > 0
    begins[scan.first_tokens[:-1][np.diff(scan.first_tokens) > 0]] = True
    return np.cumsum(begins)


def modes(scan: Scan, words: Words) -> NDArray[np.bool_]:
    """Say of each word whether its line is in capitals, and whether it has capitals as titles have; a row each."""
    lines = numbered(scan)
    long = (scan.kinds == WORD) & (scan.ends - scan.starts > _LONG)
    count = int(lines[-1]) + 1 if len(lines) else 0
    all_words = np.bincount(lines[long], minlength=count)
    large = np.bincount(lines[long & scan.all_capitals], minlength=count)
    begun = np.bincount(lines[long & scan.capitals], minlength=count)
    capitals = (large > _SHARE * all_words) & (all_words >= _LEAST_CAPITALS)
    title = (begun > _SHARE * all_words) & (all_words >= _LEAST_TITLE) & ~capitals
    return np.stack((capitals, title), axis=1)[lines[words.tokens]]
