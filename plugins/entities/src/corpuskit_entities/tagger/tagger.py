"""The tagger: reads the texts of a batch twice, the second time with what the first reading says of their words."""

import attrs
import numpy as np
from numpy.typing import NDArray

from corpuskit.scan import WORD, Scan

from .lattice import Lattice
from .memory import EVIDENCE, evidence
from .model import Model
from .network import Network
from .words import Places, Words
from .zones import Zones

__all__ = ["Names", "Tagger"]

Floats = NDArray[np.float32]


@attrs.frozen(eq=False)
class Names:
    """The names in a batch, in order, without an overlap.

    Args:
        starts: where each starts in the scan.
        ends: where each ends.
        kinds: the number of its type.
        scores: how probably it is a name of this type with these bounds.
    """

    starts: Places
    ends: Places
    kinds: NDArray[np.int64]
    scores: NDArray[np.float64]


class Tagger:
    """Find names with a model.

    Args:
        model: the tables and layers.
        twice: whether texts are read a second time.
    """

    def __init__(self, model: Model, *, twice: bool = True) -> None:
        self._model = model
        self._network = Network(model)
        self._twice = twice

    def names(self, scan: Scan) -> Names:
        """Give the names in the texts of a scan, in time linear in its length."""
        words = Words.of(scan)
        zones = Zones.of(scan, words)
        sight, lattice = self._network.see(scan, words, zones), Lattice(self._model, zones)
        emissions = self._network.emissions(sight)
        if self._twice:
            told = evidence(sight, lattice.marginals(emissions))
            emissions = self._network.emissions(sight, told)
        labels = lattice.best(emissions)
        # Only zones with names are asked how probable these are.
        kept, rows = zones.with_any(labels > 0)
        scores = Lattice(self._model, kept).scores(emissions[rows])
        return _names(scan, words, sight.places[rows], labels[rows], *scores)

    def evidence(self, scan: Scan) -> tuple[Places, Places, Floats]:
        """Give what a first reading says of the words that may be in names: text, number in the text, evidence."""
        words = Words.of(scan)
        zones = Zones.of(scan, words)
        sight = self._network.see(scan, words, zones)
        marginals = Lattice(self._model, zones).marginals(self._network.emissions(sight))
        texts = words.texts(scan)[sight.places]
        firsts = np.searchsorted(words.tokens, scan.first_tokens)
        return texts, sight.places - firsts[texts], evidence(sight, marginals)[:, EVIDENCE : 2 * EVIDENCE]


def _names(
    scan: Scan, words: Words, places: Places, labels: NDArray[np.int64], marginals: Floats, going: Floats
) -> Names:
    """Give the names that the best labels say."""
    firsts = np.flatnonzero(labels % 2 == 1)
    lasts = _whole(scan, words.tokens[places], labels, _lasts(labels, firsts))
    rows = np.arange(len(labels))
    # A name is as probable as its first label, that it goes on behind each word but the last, and that it ends there.
    inside = labels[rows] > 0
    logs = np.log(np.where(inside, np.maximum(going[rows, labels], 1e-9), 1).astype(np.float64))
    # Whole numbers: differences of sums do not depend on what stands before.
    sums = np.concatenate(([0], np.cumsum(np.rint(logs * _FINE).astype(np.int64))))
    chances = np.exp((sums[lasts] - sums[firsts]) / _FINE) * (1 - going[lasts, labels[lasts]])
    scores = np.minimum(marginals[firsts, labels[firsts]] * chances, 1.0)
    return Names(words.starts[places[firsts]], _ends(scan, words, places[lasts]), labels[firsts] // 2, scores)


_APOSTROPHES = np.frombuffer(b"'\x92", np.uint8)
_CONTRACTED = frozenset(("s", "t", "m", "d", "ve", "ll", "re"))


def _ends(scan: Scan, words: Words, lasts: Places) -> Places:
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


def _lasts(labels: NDArray[np.int64], firsts: Places) -> Places:
    """Give the last word of the name that begins with each of these words."""
    within = (labels > 0) & (labels % 2 == 0)
    ends = np.flatnonzero(~np.append(within, False))
    return ends[np.searchsorted(ends, firsts + 1)] - 1


def _whole(scan: Scan, tokens: Places, labels: NDArray[np.int64], lasts: Places) -> Places:
    """Let no name end with a hyphen: it goes on with the syllable behind that, as "Jae-in", or ends before it."""
    found = lasts.copy()
    for row in np.flatnonzero((scan.heads[tokens[lasts]] == ord("-")) & (labels[lasts] % 2 == 0)).tolist():
        last = int(lasts[row])
        goes_on = last + 1 < len(labels) and tokens[last + 1] == tokens[last] + 1 and scan.touches[tokens[last + 1]]
        found[row] += 1 if goes_on and labels[last + 1] == 0 else -1
    return found


_FINE = 1 << 20
