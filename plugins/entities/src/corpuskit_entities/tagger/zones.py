"""Zones: stretches of words in which names may stand, from one capital to the last one near it."""

from functools import cache

import attrs
import numpy as np

from corpuskit.scan import WORD, Scan, Vocabulary

from .lines import numbered
from .words import Flags, Places, Words, one_of

__all__ = ["NO_NAMES", "Zones", "spread"]

_APART = 4
"""Words from one capitalised word to the next, above which they are in two zones."""

_LONGEST = 64
"""Words of a zone, after which another one begins: lines in capitals may go on for long."""

_SYLLABLE = 8
"""Letters of what may go on with a given name behind a hyphen, as in "Ban Ki-moon"."""

_PARTICLES = (  # noqa: SIM905 - words read better in a row
    "al el bin ben ibn abu umm abd van von der den de da di du la le dos das del della ul ur as ash at ad an ar ez uz "
    "az zu ter ten op st af av d l"
).split()


NO_NAMES = (  # noqa: SIM905 - words read better in a row
    "a about above according across after afterwards again against all almost alone along already also although "
    "always among an and another any anyone anything are around as at be because been before behind being below "
    "between both but by can could did do does during each earlier either even ever every everyone everything few for "
    "from further had has have he her here hers him his how however i if in indeed instead into is it its itself just "
    "last later less like many may meanwhile might more moreover most much must my neither never nevertheless no "
    "nobody none nor not nothing now of off often on once one only onto or other others otherwise our out over "
    "perhaps quite rather several she should since so some somebody someone something sometimes soon still such than "
    "that the their theirs them then there therefore these they this those though three through throughout thus to "
    "today together tomorrow too toward towards two under unless until up upon us was we well were what whatever when "
    "whenever where whereas whether which while who whoever whole whom whose why will with within without would yes "
    "yesterday yet you your"
).split()
"""Words that are no names when they stand alone."""


@cache
def _no_names() -> Vocabulary:
    return Vocabulary(NO_NAMES)


@cache
def _particles() -> Vocabulary:
    return Vocabulary(_PARTICLES)


@attrs.frozen(eq=False)
class Zones:
    """The zones of a batch, in order, without an overlap.

    Args:
        starts: the number of the first word of each.
        ends: the number of the word behind the last one.
    """

    starts: Places
    ends: Places

    def __len__(self) -> int:
        return len(self.starts)

    def with_any(self, flags: Flags) -> tuple["Zones", Flags]:
        """Give the zones of which any word has a flag, and which of all words theirs are; flags stand in order."""
        lengths = self.ends - self.starts
        kept = np.zeros(len(self), np.bool_)
        kept[np.repeat(np.arange(len(self)), lengths)[flags]] = True
        return Zones(self.starts[kept], self.ends[kept]), np.repeat(kept, lengths)

    @classmethod
    def of(cls, scan: Scan, words: Words) -> "Zones":
        """Give the zones of a scan, in time linear in its words.

        A word such as "The" that stands alone makes none, unless it is all in capitals.
        """
        capitals = np.flatnonzero(scan.capitals[words.tokens] & (scan.kinds[words.tokens] == WORD))
        lines = numbered(scan)[words.tokens]
        opens = np.ones(len(capitals), np.bool_)
        opens[1:] = (np.diff(capitals) > _APART) | (np.diff(lines[capitals]) > 0)
        firsts = np.flatnonzero(opens)
        starts = capitals[firsts]
        ends = capitals[np.append(firsts, len(capitals))[1:] - 1] + 1
        kept = (ends - starts > 1) | _may_be_name(scan, words, starts)
        starts, ends = starts[kept], ends[kept]
        ends = _with_syllables(scan, words, ends, np.append(starts, len(words))[1:])
        first_in_lines = np.searchsorted(lines, lines[starts])
        starts = _with_particles(scan, words, starts, np.maximum(np.append(0, ends)[:-1], first_in_lines))
        return cls(*_cut(starts, ends))


def _may_be_name(scan: Scan, words: Words, places: Places) -> Flags:
    """Say of words with capitals whether they may be names when they stand alone."""
    begins, ends = words.starts[places], words.ends[places]
    large = scan.all_capitals[words.tokens[places]] & (ends - begins > 1)
    found: Flags = large | (_no_names().find(scan.lower, begins, ends) == 0)
    return found


def _cut(starts: Places, ends: Places) -> tuple[Places, Places]:
    """Cut zones that are too long."""
    counts = np.maximum(1, -(-(ends - starts) // _LONGEST))
    if not len(counts) or counts.max() == 1:
        return starts, ends
    number = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    lows = np.repeat(starts, counts) + number * _LONGEST
    return lows, np.minimum(lows + _LONGEST, np.repeat(ends, counts))


def _with_syllables(scan: Scan, words: Words, ends: Places, limits: Places) -> Places:
    """Let zones go on over a hyphen or apostrophe and a word in lower case that touch them: "Jae-in", "Sana'a"."""
    found = ends.copy()
    near = np.flatnonzero(ends + 2 <= limits)
    signs, letters = words.tokens[ends[near]], ends[near] + 1
    syllables = words.tokens[letters]
    fits = _TYING[scan.heads[signs]] & scan.touches[signs] & scan.touches[syllables]
    fits &= (scan.kinds[syllables] == WORD) & ~scan.capitals[syllables]
    fits &= words.ends[letters] - words.starts[letters] <= _SYLLABLE
    found[near[fits]] += 2
    return found


def _with_particles(scan: Scan, words: Words, starts: Places, limits: Places) -> Places:
    """Let zones begin with the particles before them: "van der Berg", "al-Karimi"."""
    found = starts.copy()
    rows = np.arange(len(starts))
    for _ in range(_PARTICLES_AT_MOST):
        rows = rows[found[rows] - 1 >= limits[rows]]
        hyphens = _TYING[scan.heads[words.tokens[found[rows] - 1]]] & scan.touches[words.tokens[found[rows]]]
        steps = 1 + hyphens
        fits = found[rows] - steps >= limits[rows]
        rows, steps = rows[fits], steps[fits]
        fits = _are_particles(scan, words, found[rows] - steps)
        rows, steps = rows[fits], steps[fits]
        found[rows] -= steps
    return found


_PARTICLES_AT_MOST = 3
_TYING = one_of(b"-'\x92\x9e")


def _are_particles(scan: Scan, words: Words, places: Places) -> Flags:
    vocabulary = _particles()
    known = vocabulary.find(scan.lower, words.starts[places], words.ends[places]) > 0
    return known & ~scan.capitals[words.tokens[places]]


def spread(starts: Places, counts: Places) -> Places:
    """Give the whole numbers from each start on, as many as its count says, one behind the other."""
    before = np.cumsum(counts) - counts
    found: Places = np.arange(counts.sum()) + np.repeat(starts - before, counts)
    return found
