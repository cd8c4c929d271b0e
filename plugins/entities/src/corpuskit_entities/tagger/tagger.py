"""The tagger: reads the texts of a batch twice, the second time with what the first reading says of their words."""

import attrs
import numpy as np
from numpy.typing import NDArray

from corpuskit.scan import Scan

from .edges import whole, with_letters, with_syllables
from .lattice import Lattice
from .memory import EVIDENCE, evidence
from .model import Model
from .network import Network
from .sizes import TYPES
from .words import Places, Words
from .zones import Zones

__all__ = ["Names", "Tagger", "calibrated"]

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
    lasts = whole(scan, words.tokens[places], labels, _lasts(labels, firsts))
    rows = np.arange(len(labels))
    # A name is as probable as its first label, that it goes on behind each word but the last, and that it ends there.
    inside = labels[rows] > 0
    logs = np.log(np.where(inside, np.maximum(going[rows, labels], 1e-9), 1).astype(np.float64))
    # Whole numbers: differences of sums do not depend on what stands before.
    sums = np.concatenate(([0], np.cumsum(np.rint(logs * _FINE).astype(np.int64))))
    chances = np.exp((sums[lasts] - sums[firsts]) / _FINE) * (1 - going[lasts, labels[lasts]])
    chances = np.minimum(marginals[firsts, labels[firsts]] * chances, 1.0)
    ends, kinds = with_letters(scan, words, places[lasts]), labels[firsts] // 2
    people = np.flatnonzero(kinds == TYPES.index("PER"))
    ends[people] = with_syllables(scan, words, places[firsts[people]], places[lasts[people]], ends[people])
    return Names(words.starts[places[firsts]], ends, kinds, calibrated(chances))


_SURENESS = 0.7
"""What the model's odds are worth on text of other newspapers, of which it is too sure: fitted on development sets."""


def calibrated(chances: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give how often names are right of which the model is so sure."""
    sure, not_sure = chances**_SURENESS, (1 - chances) ** _SURENESS
    return sure / (sure + not_sure)


def _lasts(labels: NDArray[np.int64], firsts: Places) -> Places:
    """Give the last word of the name that begins with each of these words."""
    within = (labels > 0) & (labels % 2 == 0)
    ends = np.flatnonzero(~np.append(within, False))
    return ends[np.searchsorted(ends, firsts + 1)] - 1


_FINE = 1 << 20
