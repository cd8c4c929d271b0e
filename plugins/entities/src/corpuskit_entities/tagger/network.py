"""The network: from the words of zones to what each label is worth for them."""

import attrs
import numpy as np
from numpy.typing import NDArray

from corpuskit.scan import WORD, Scan

from .lines import modes
from .model import Model, product
from .sizes import AROUND, LABELS, UNIT
from .types import Types
from .window import Window
from .words import Flags, Places, Words
from .zones import Zones, spread

__all__ = ["Network", "SameWords", "Sight"]

Floats = NDArray[np.float32]

_SLOTS = (1 << 17) - 1

_AT_ONCE = 512
"""Words that are read at once: more would be read from memory again and again."""


class Network:
    """A window over vectors of words, and a layer above it."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._types, self._window = Types(model), Window(model.window)
        count = model.window.weights.shape[1]
        # Both layers above the first one see what it gives: their weights stand side by side.
        self._above = np.concatenate((model.hidden.weights[:count], model.emit.weights[-count:]), axis=1)

    def see(self, scan: Scan, words: Words, zones: Zones) -> "Sight":
        """Give what is seen of the words of zones when each is read for itself, in time linear in all words."""
        if self._types.is_full:
            self._types, self._window = Types(self._model), Window(self._model.window)
        numbers = self._types.numbers(scan, words)
        places = spread(zones.starts, zones.ends - zones.starts)
        texts = words.texts(scan)
        # Words that are none stand between the texts: no window reaches from one into the next.
        apart = np.arange(len(numbers)) + (texts + 1) * AROUND
        row = np.zeros(len(numbers) + (len(scan.texts) + 1) * AROUND, np.int64)
        row[apart] = numbers
        around = row[apart[places, None] + np.arange(-AROUND, AROUND + 1)]
        sums = self._sums(around, modes(scan, words)[places])
        same = _same_words(scan, words, texts, self._types.words[numbers], places)
        return Sight(places, apart[places], sums, same)

    def _sums(self, around: Places, modes: Flags) -> Floats:
        """Give what the layers above make of the words around each word, and of the modes of its line."""
        sums = self._window.sums(around, modes, self._types.vectors)
        found = np.empty((len(around), self._above.shape[1]), np.float32)
        for first in range(0, len(around), _AT_ONCE):
            rows = slice(first, first + _AT_ONCE)
            found[rows] = product(self._steps(self._model.window.scaled(sums[rows])), self._above)
        return found

    def emissions(self, sight: "Sight", evidence: Floats | None = None) -> Floats:
        """Give what each label is worth for words, by what is seen of them and what their document says."""
        found = np.empty((len(sight.sums), len(LABELS)), np.float32)
        for first in range(0, len(found), _AT_ONCE):
            rows = slice(first, first + _AT_ONCE)
            found[rows] = self._few_emissions(sight.sums[rows], None if evidence is None else evidence[rows])
        return found

    def _few_emissions(self, sums: Floats, evidence: Floats | None) -> Floats:
        hidden, emit = self._model.hidden, self._model.emit
        lower, direct = sums[:, : -len(LABELS)], sums[:, -len(LABELS) :]
        told = lower.copy() if evidence is None else lower + product(evidence, hidden.weights[-evidence.shape[1] :])
        upper = self._steps(hidden.scaled(told))
        return emit.scaled(product(upper, emit.weights[: upper.shape[1]]) + direct)

    def _steps(self, outputs: Floats) -> Floats:
        ceiling = np.float32(self._model.ceiling)
        found: Floats = np.clip(outputs, 0, ceiling, out=outputs)
        found *= UNIT / ceiling
        return np.rint(found, out=found)


@attrs.frozen(eq=False)
class Sight:
    """The words of zones, in order, and what is known of each before it is known what its document says.

    Args:
        places: their numbers among all words.
        apart: the same with gaps between texts.
        sums: what the second layer makes of what the first one gives, and what the labels are worth by that alone,
            side by side, to be added to.
        same: what says which of them are the same word of one text.
    """

    places: Places
    apart: Places
    sums: Floats
    same: "SameWords"


@attrs.frozen(eq=False)
class SameWords:
    """Which words of zones are the same but for their case, in one text.

    Args:
        groups: a number for each, equal for the same word of one text.
        count: how many groups there are.
        capital: whether each begins with a capital.
        small: whether the same word stands in lower case in its text; told of those with a capital only.
    """

    groups: Places
    count: int
    capital: Flags
    small: Flags


def _same_words(scan: Scan, words: Words, texts: Places, numbers: Places, places: Places) -> SameWords:
    both = texts << 32 | numbers
    names, groups = np.unique(both[places], return_inverse=True)
    capital = scan.capitals[words.tokens]
    small = np.zeros(len(names) + 1, np.bool_)
    # Few words in lower case stand in any zone with a capital; the lowest bits tell of most that they do not.
    slots, asked = numbers & _SLOTS, np.zeros(_SLOTS + 1, np.bool_)
    asked[slots[places[capital[places]]]] = True
    lower = both[~capital & (scan.kinds[words.tokens] == WORD) & asked[slots]]
    at = np.searchsorted(names, lower)
    small[at[np.append(names, -1)[at] == lower]] = True
    return SameWords(groups, len(names), capital[places], small[groups])
