"""The network: from the words of zones to what each label is worth for them."""

import attrs
import numpy as np
from numpy.typing import NDArray

from corpuskit.scan import WORD, Scan

from .lines import modes
from .model import Model
from .sizes import AROUND
from .types import UNIT, Types
from .words import Flags, Places, Words
from .zones import Zones, spread

__all__ = ["Network", "SameWords", "Sight"]

Floats = NDArray[np.float32]


class Network:
    """A window over vectors of words, and a layer above it."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._types = Types(model)

    def see(self, scan: Scan, words: Words, zones: Zones) -> "Sight":
        """Give what is seen of the words of zones when each is read for itself, in time linear in all words."""
        numbers = self._types.numbers(scan, words)
        places = spread(zones.starts, zones.ends - zones.starts)
        texts = words.texts(scan)
        # Words that are none stand between the texts: no window reaches from one into the next.
        apart = np.arange(len(numbers)) + (texts + 1) * AROUND
        row = np.zeros(len(numbers) + (len(scan.texts) + 1) * AROUND, np.int64)
        row[apart] = numbers
        around = row[apart[places, None] + np.arange(-AROUND, AROUND + 1)]
        vectors = self._types.vectors[around].reshape(len(places), around.shape[1] * self._model.width)
        inputs = np.concatenate((vectors, UNIT * modes(scan, words)[places]), axis=1, dtype=np.float32)
        model = self._model
        seen = self._steps(model.window(inputs))
        same = _same_words(scan, words, texts, self._types.words[numbers], places)
        sums = seen @ model.hidden.weights[: seen.shape[1]]
        return Sight(places, apart[places], seen, sums, seen @ model.emit.weights[-seen.shape[1] :], same)

    def emissions(self, sight: "Sight", evidence: Floats | None = None) -> Floats:
        """Give what each label is worth for words, by what is seen of them and what their document says."""
        hidden, emit = self._model.hidden, self._model.emit
        sums = sight.sums
        if evidence is not None:
            sums = sums + evidence @ hidden.weights[sight.seen.shape[1] :]
        upper = self._steps(hidden.scaled(sums.copy() if evidence is None else sums))
        return emit.scaled(upper @ emit.weights[: upper.shape[1]] + sight.direct)

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
        seen: what the first layer gives for each.
        sums: what the second layer makes of that, to be added to.
        direct: what the labels are worth by that alone, to be added to.
        same: what says which of them are the same word of one text.
    """

    places: Places
    apart: Places
    seen: Floats
    sums: Floats
    direct: Floats
    same: "SameWords"


@attrs.frozen(eq=False)
class SameWords:
    """Which words of zones are the same but for their case, in one text.

    Args:
        groups: a number for each, equal for the same word of one text.
        count: how many groups there are.
        capital: whether each begins with a capital.
        small: whether the same word stands in lower case in its text.
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
    lower = both[~capital & (scan.kinds[words.tokens] == WORD)]
    at = np.searchsorted(names, lower)
    small[at[np.append(names, -1)[at] == lower]] = True
    return SameWords(groups, len(names), capital[places], small[groups])
