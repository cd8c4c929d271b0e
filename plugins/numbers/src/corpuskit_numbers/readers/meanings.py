"""What matches mean: read once for the same words, and asked of their surroundings each time."""

from corpuskit.rules import Hit

from ..draft import Meaning
from ..memory import LONGEST, MOST
from ..reading import Reading
from .normalise import FUNCTIONS

__all__ = ["Meanings"]

_NEW = Meaning("")
_Words = tuple[str, str, tuple[str | None, ...]]


class Meanings:
    """The meanings of matches, remembered by rule and words."""

    def __init__(self, reading: Reading) -> None:
        """Begin with none."""
        self._reading = reading
        self._known: dict[_Words, Meaning | None] = {}

    def of(self, hit: Hit) -> Meaning | None:
        """Give what a match means where it stands; None where it is no number."""
        match = hit.match
        # The same words may be shared out among the groups in two ways.
        words = (hit.rule.name, match[0], match.groups())
        meaning = self._known.get(words, _NEW)
        if meaning is _NEW:
            meaning = self._read(words, hit)
        if meaning is not None:
            for doubt, otherwise in meaning.unless:
                if doubt(hit):
                    return otherwise
        return meaning

    def _read(self, words: _Words, hit: Hit) -> Meaning | None:
        meaning = FUNCTIONS[hit.rule.value or ""](hit, self._reading)
        if meaning is not None:
            meaning.method = hit.rule.name
        if len(hit.text) <= LONGEST:
            if len(self._known) >= MOST:
                self._known.clear()
            self._known[words] = meaning
        return meaning
