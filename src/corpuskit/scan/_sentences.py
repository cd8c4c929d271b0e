"""Where sentences end, told from full stops, what stands around them, and the ends of lines."""

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

from ._shadow import CAPITAL, CLOSING, JOINER, MARK, OPENING, SMALL, STOP, WIDE_STOP, table
from ._vocabulary import Places, Vocabulary, alike

if TYPE_CHECKING:
    from ._scan import Scan

__all__ = ["last_in_sentence"]

Flags: TypeAlias = NDArray[np.bool_]

_WORD, _NUMBER = 1, 2
_NEVER, _BEFORE_NUMBERS, _SOMETIMES, _STARTER = 1, 2, 3, 4
_ROLES = {"never": _NEVER, "number": _BEFORE_NUMBERS, "sometimes": _SOMETIMES, "starter": _STARTER}

_WIDEST = 120
"""Code points of a line beyond which no text is wrapped by hand: where lines are longer, each is a paragraph."""

_INDENT = 2
"""Blanks by which a line stands further to the right than the one above it, where a paragraph begins."""

_PIECES = 4
"""Tokens without a space between them, after the first, of which the first word of a line is taken to consist."""

_LISTED = 2
"""Digits of a number with which an item of a list may begin."""

_INSIDE = table({*b",;:%&=/+", *(byte for byte in range(256) if STOP[byte])})
"""Signs that go on with a sentence."""


_OPENS = table(b"([{`\x82\x84\x8b\x91\x93\xab")
"""Signs that begin something more often than they end it, where they stand alone."""

_CLOSES = table(byte for byte in range(256) if CLOSING[byte] and not _OPENS[byte])
"""Signs that end something, where they stand alone."""

_ENDS_APART = table(b"\x92\x94")
"""Quotation marks that end something even where a blank stands before them and one behind them."""

_TAIL = bytes(map(max, STOP, CLOSING, MARK))
"""Signs that may follow a full stop without a space and end the sentence with it."""


def last_in_sentence(scan: "Scan") -> Flags:
    """Say of each token whether a sentence ends with it."""
    found = np.zeros(len(scan.starts), np.bool_)
    if not len(found):
        return found
    _mark_stops(scan, found)
    _mark_lines(scan, found)
    lasts = scan.first_tokens[1:] - 1
    found[lasts[np.diff(scan.first_tokens) > 0]] = True
    _join_lone_marks(scan, found)
    return found


def _is(table: bytes, heads: NDArray[np.uint8]) -> Flags:
    return np.frombuffer(table, np.bool_)[heads]


# --- full stops


def _mark_stops(scan: "Scan", found: Flags) -> None:
    stops, ends = _stops(scan)
    following = ends + 1
    # The last token of a text ends a sentence anyway; a wide stop needs no space behind it.
    stays = following < len(scan.starts)
    stays[stays] &= scan.gaps[following[stays]] > 0
    wide = (scan.heads[stops] == WIDE_STOP) & (scan.heads[ends] != JOINER)
    stops, ends, wide = stops[stays | wide], ends[stays | wide], wide[stays | wide]
    begins = _first_words(scan, np.minimum(ends + 1, len(found) - 1))
    ended = wide | (_may_begin(scan, begins) & ~_is_abbreviation(scan, stops, ends, begins))
    found[ends[ended]] = True


def _stops(scan: "Scan") -> tuple[Places, Places]:
    """Give the first full stop of each run of them, and the token with which the run ends, closing marks included."""
    tails = np.flatnonzero(_is(_TAIL, scan.heads) & scan.touches)
    stops = np.flatnonzero(_is(STOP, scan.heads))
    ends = _ends_of_runs(tails, stops)
    first = np.ones(len(stops), np.bool_)
    first[1:] = ends[1:] != ends[:-1]
    return stops[first], ends[first]


def _ends_of_runs(tails: Places, stops: Places) -> Places:
    """Give the last of the tokens that follow each stop one by one, or the stop itself."""
    if not len(tails):
        return stops
    lasts = np.flatnonzero(np.diff(tails, append=-1) != 1)
    nearest = np.minimum(np.searchsorted(tails, stops, "right"), len(tails) - 1)
    ends = tails[lasts[np.searchsorted(lasts, nearest)]]
    found: Places = np.where(tails[nearest] == stops + 1, ends, stops)
    return found


def _first_words(scan: "Scan", tokens: Places) -> Places:
    """Give the tokens where the sentences would begin, behind quotation marks and the like."""
    for _ in range(3):
        tokens = tokens + (_is(OPENING, scan.heads[tokens]) & ~_is_last(scan, tokens))
    return tokens


def _may_begin(scan: "Scan", tokens: Places) -> Flags:
    found = _may_begin_line(scan, tokens)
    small = np.flatnonzero(_is(SMALL, scan.heads[tokens]))
    found[small] = _has_capital(scan, tokens[small])
    return found


def _may_begin_line(scan: "Scan", tokens: Places) -> Flags:
    # A small letter with an inner capital is no proof here: a line may break within the name duPont deNemours.
    heads = scan.heads[tokens]
    return ~(_is(SMALL, heads) | _is(_INSIDE, heads))


def _has_capital(scan: "Scan", tokens: Places) -> Flags:
    """Say which tokens have a capital letter: of words that begin with a small one, names such as iPhone do."""
    starts = scan.starts[tokens]
    return ~alike(scan.shadow, starts, scan.lower, starts, scan.ends[tokens] - starts)


def _is_abbreviation(scan: "Scan", stops: Places, ends: Places, begins: Places) -> Flags:
    """Say which stops belong to the word before them, and do not end a sentence besides."""
    words = np.maximum(stops - 1, 0)
    single = (ends == stops) & (scan.heads[stops] == ord(".")) & scan.touches[stops]
    role = np.where(scan.kinds[words] == _WORD, _roles(scan, words), 0)
    number = scan.kinds[begins] == _NUMBER
    is_letter = (scan.kinds[words] == _WORD) & (scan.ends[words] - scan.starts[words] == 1)
    goes_on = ~_is_starter(scan, begins)
    initial = is_letter & (_is(CAPITAL, scan.heads[words]) | _is_dotted(scan, words)) & goes_on
    short = scan.ends[words] - scan.starts[words] <= _LISTED
    listed = _is_first_in_line(scan, words) & (is_letter | (short & (scan.kinds[words] == _NUMBER)))
    abbreviated = (role == _NEVER) | ((role == _BEFORE_NUMBERS) & number) | ((role == _SOMETIMES) & (goes_on | number))
    found: Flags = single & (abbreviated | initial | listed)
    return found


def _roles(scan: "Scan", tokens: Places) -> Places:
    vocabulary, roles = _words()
    found: Places = roles[vocabulary.find(scan.lower, scan.starts[tokens], scan.ends[tokens])]
    return found


def _is_starter(scan: "Scan", tokens: Places) -> Flags:
    """Say which tokens begin a sentence rather than a name; a letter with a full stop is an initial."""
    is_last = _is_last(scan, tokens)
    following = tokens + ~is_last
    initial = (scan.ends[tokens] - scan.starts[tokens] == 1) & (scan.heads[following] == ord(".")) & ~is_last
    found: Flags = (_roles(scan, tokens) == _STARTER) & ~initial
    return found


def _is_dotted(scan: "Scan", tokens: Places) -> Flags:
    """Say before which tokens a letter and a full stop stand, without a space: as before the m of a.m."""
    before = tokens - scan.touches[tokens]
    found: Flags = scan.touches[tokens] & (scan.heads[before] == ord(".")) & scan.touches[before]
    return found


def _is_last(scan: "Scan", tokens: Places) -> Flags:
    return _is_first(scan, tokens + 1)


def _is_first(scan: "Scan", tokens: Places) -> Flags:
    found: Flags = scan._begins_text[tokens]
    return found


def _is_first_in_line(scan: "Scan", tokens: Places) -> Flags:
    return _is_first(scan, tokens) | (scan.breaks[tokens] > 0)


# --- lines


def _mark_lines(scan: "Scan", found: Flags) -> None:
    """Mark the ends of lines behind which a paragraph begins, or that are too short to have been wrapped."""
    begins = np.flatnonzero((scan.breaks > 0) | scan._begins_text[:-1])
    lines = _Lines(scan, begins)
    ended = scan.breaks[begins] > 1
    ended |= (scan.breaks[begins] == 1) & _may_begin_line(scan, _first_words(scan, begins)) & lines.begin_anew()
    ended &= begins > 0
    found[begins[ended] - 1] = True


class _Lines:
    """The lines of all texts that have tokens: where each begins, how far it is indented, how wide it is."""

    def __init__(self, scan: "Scan", begins: Places) -> None:
        self.scan = scan
        starts = scan.starts[begins]
        lasts = np.append(begins[1:], len(scan.starts)) - 1
        self.documents = scan.documents_of(starts)
        self.indents = np.minimum(scan.gaps[begins], starts - 1 - scan._line_end_before(starts))
        self.widths = scan.ends[lasts] - starts + self.indents
        self.needs = self._first_pieces(begins, lasts)

    def _first_pieces(self, begins: Places, lasts: Places) -> Places:
        """Give the width of what each line begins with, up to its first space, or at most a few tokens."""
        ends = begins
        for _ in range(_PIECES):
            following = np.minimum(ends + 1, lasts)
            ends = np.where(self.scan.touches[following] & (following > ends), following, ends)
        return self.scan.ends[ends] - self.scan.starts[begins]

    def begin_anew(self) -> Flags:
        """Say which lines stand further to the right than the one above, or would have had room for a word there."""
        widest = self._widest()[1:]
        above = np.zeros(len(self.widths), np.bool_)
        above[1:] = self.indents[1:] >= self.indents[:-1] + _INDENT
        above[1:] |= (self.widths[:-1] + 1 + self.needs[1:] <= widest) | (widest > _WIDEST)
        return above

    def _widest(self) -> Places:
        """Give the width of the widest line of the text that each line is in."""
        first = np.flatnonzero(np.diff(self.documents, prepend=-1))
        counts = np.diff(np.append(first, len(self.documents)))
        return np.repeat(np.maximum.reduceat(self.widths, first), counts)


# --- quotation marks and brackets that stand alone


def _join_lone_marks(scan: "Scan", found: Flags) -> None:
    """Join marks that would be a sentence alone with the one before or, where they open something, the one behind.

    A closing mark with blanks around it, as in "He left. ” She stayed.", belongs to what stands before it too.
    """
    begins = np.append(0, np.flatnonzero(found[:-1]) + 1)
    begins = begins[_is(_OPENS, scan.heads[begins]) | _is(_CLOSES, scan.heads[begins])]
    ends = _ends_of_runs(np.flatnonzero(_is(_TAIL, scan.heads) & scan.touches), begins)
    alone, first, following = found[ends], _is_first(scan, begins), ends + ~_is_last(scan, ends)
    opens = alone & (_is(_OPENS, scan.heads[begins]) | first) & (following > ends)
    apart = _is(_ENDS_APART, scan.heads[begins]) & (scan.gaps[following] > 0)
    closes = ~opens & ~first & (alone | apart)
    found[ends[closes]] |= _may_begin(scan, _first_words(scan, following[closes]))
    found[ends[opens]] = False
    found[begins[closes] - 1] = False


# --- data


@cache
def _words() -> tuple[Vocabulary, Places]:
    """The words that the list names, and what each is, by its number."""
    text = files(__package__).joinpath("data/en/sentences.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    vocabulary = Vocabulary(word for word, _ in rows)
    roles = np.zeros(len(vocabulary) + 1, np.int64)
    roles[[vocabulary.number(word) for word, _ in rows]] = [_ROLES[role] for _, role in rows]
    return vocabulary, roles
