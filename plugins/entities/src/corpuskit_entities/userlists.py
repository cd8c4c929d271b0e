"""The names of a user's lists, and where they stand in the texts of a batch."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import attrs
import numpy as np
from numpy.typing import NDArray

from corpuskit.scan import SIGN, Batch, Gazetteer, Matches, Scan

from .entries import Entry, Source, read_entries
from .scripts import divided, stands_free
from .tagger.words import Places

__all__ = ["Listed", "UserLists"]

_APOSTROPHES, _HYPHENS = "'’‘ʼ", "-‐‑–"
_VARIED = re.compile(r"['-]|[^\x00-\x7f]")


@attrs.frozen(eq=False)
class Listed:
    """Names of a user's lists in a batch, as parallel columns.

    Args:
        documents: the number of the document.
        starts: offsets in code points.
        ends: offsets in code points, exclusive.
        entries: the number of the entry in :attr:`UserLists.entries`.
    """

    documents: Places
    starts: Places
    ends: Places
    entries: Places

    @property
    def columns(self) -> tuple[Places, ...]:
        """The four columns."""
        return self.documents, self.starts, self.ends, self.entries

    def take(self, rows: NDArray[np.int64] | NDArray[np.bool_]) -> "Listed":
        """Give some rows, by their numbers or by a flag for each."""
        return Listed(*(column[rows] for column in self.columns))

    def __iter__(self) -> Iterator[tuple[int, ...]]:
        return zip(*(column.tolist() for column in self.columns), strict=True)


class UserLists:
    """The names of a user's lists, looked up for a whole batch at once.

    Args:
        sources: paths of lists, and tuples of entries.

    Raises:
        FormatError: when a file cannot be read, or a line does not fit.
    """

    entries: tuple[Entry, ...]
    """All entries, in the order of the lists."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self.entries = tuple(
            entry for source in sources for entry in (read_entries(source) if isinstance(source, Path) else source)
        )
        names = (_Names(self.entries, case, ways) for case, ways in _CASES.items())
        self._names = [one for one in names if len(one.rows)]

    def __bool__(self) -> bool:
        return bool(self.entries)

    def find(self, batch: Batch) -> Listed:
        """Give the names in the texts of a batch, in order: of those that overlap the first, then the longest.

        Of entries for the same stretch of text, the one that was given first counts. Linear in the texts.
        """
        wide = _with_caseless_letters(batch.scan)
        none = np.zeros(0, np.int64)
        parts = [Listed(none, none, none, none), *(part for one in self._names for part in _found(one, batch, wide))]
        every = Listed(*map(np.concatenate, zip(*(part.columns for part in parts), strict=True)))
        order = np.lexsort((every.entries, -every.ends, every.starts, every.documents))
        return _apart(every.take(order))


_CASES = {"exact": "exact", "any": "ignored"}
"""The cases of entries, and what a gazetteer calls them."""


class _Names:
    """The spellings of all names of one case, and the entry of each."""

    def __init__(self, entries: Sequence[Entry], case: str, compared: str) -> None:
        rows: dict[str, int] = {}
        for row, entry in enumerate(entries):
            if entry.case == case:
                for spelling in _spellings(entry.name):
                    rows.setdefault(divided(spelling)[0], row)
        self.rows = np.fromiter(rows.values(), np.int64, len(rows))
        self.gazetteer = Gazetteer(rows, case=compared)


def _spellings(name: str) -> Iterable[str]:
    """Give the ways to write a name: with each kind of apostrophe and hyphen, composed and decomposed."""
    if _VARIED.search(name) is None:
        return (name,)
    written = (two for one in _with_each(name, _APOSTROPHES) for two in _with_each(one, _HYPHENS))
    forms = (unicodedata.normalize(form, text) for text in written for form in ("NFC", "NFD"))
    return dict.fromkeys((name, *forms))


def _with_each(name: str, signs: str) -> Iterable[str]:
    """Give a name with each of some signs in the place of the others."""
    there = {ord(sign): None for sign in signs if sign in name}
    return [name.translate(dict.fromkeys(there, sign)) for sign in signs] if there else (name,)


# --- finding


def _with_caseless_letters(scan: Scan) -> Places:
    """Give the numbers of the texts that have letters of scripts without case, such as Chinese and Arabic."""
    # The scan has one byte for all these letters.
    caseless = Scan(["中"]).heads[0]
    if int(caseless) not in scan.shadow:
        return np.zeros(0, np.int64)
    places = np.flatnonzero(np.frombuffer(scan.shadow, np.uint8) == caseless)
    return np.unique(scan.documents_of(places))


def _found(names: _Names, batch: Batch, wide: Places) -> Iterator[Listed]:
    """Give every name in the texts, overlapping or not: from the shared scan, and from a scan of divided texts."""
    scan = batch.scan
    matches = names.gazetteer.find_all(scan)
    found = _located(scan, matches, names.rows)
    kept = ~np.isin(found.documents, wide)
    # Most names have a blank or a sign beside them, and need no closer look.
    doubtful = np.flatnonzero(kept & _touched(scan, matches))
    kept[doubtful] = _free(batch.texts, found.take(doubtful))
    yield found.take(kept)
    if len(wide):
        found = _found_divided(names, [batch.texts[number] for number in wide.tolist()])
        found = attrs.evolve(found, documents=wide[found.documents])
        yield found.take(_free(batch.texts, found))


def _found_divided(names: _Names, texts: Sequence[str]) -> Listed:
    pieces, seams = zip(*map(divided, texts), strict=True)
    scan = Scan(pieces)
    found = _located(scan, names.gazetteer.find_all(scan), names.rows)
    for number, places in enumerate(seams):
        rows = np.flatnonzero(found.documents == number)
        # The n-th sign stands n code points further on than the place that it divides.
        shifted = places + np.arange(len(places))
        for column in (found.starts, found.ends):
            column[rows] -= np.searchsorted(shifted, column[rows])
    return found


def _located(scan: Scan, matches: Matches, rows: Places) -> Listed:
    documents, starts = scan.locate(scan.starts[matches.first])
    lengths = scan.ends[matches.last] - scan.starts[matches.first]
    return Listed(documents, starts, starts + lengths, rows[matches.name])


def _touched(scan: Scan, matches: Matches) -> NDArray[np.bool_]:
    """Say beside which matches a letter, a digit or a sign stands that may belong to a word."""
    following = np.minimum(matches.last + 1, len(scan.starts) - 1)
    before = scan.touches[matches.first] & _joins(scan, matches.first - 1)
    found: NDArray[np.bool_] = before | (scan.touches[following] & _joins(scan, following))
    return found


def _joins(scan: Scan, tokens: Places) -> NDArray[np.bool_]:
    heads = scan.heads[tokens]
    found: NDArray[np.bool_] = (scan.kinds[tokens] != SIGN) | (heads == ord("_")) | (heads > 0x7F)
    return found


def _free(texts: Sequence[str], found: Listed) -> NDArray[np.bool_]:
    """Say which names are no part of a longer word."""
    return np.array([stands_free(texts[number], start, end) for number, start, end, _ in found], np.bool_)


def _apart(found: Listed) -> Listed:
    """Leave out what overlaps one before it that stays."""
    # As if all texts were one: what begins behind all that went before, and ends before the next, is in no one's way.
    starts, ends = (places + (found.documents << 40) for places in (found.starts, found.ends))
    reached = np.maximum.accumulate(ends)
    begins_anew = np.ones(len(starts) + 1, np.bool_)
    begins_anew[1:-1] = starts[1:] >= reached[:-1]
    kept = begins_anew[:-1] & begins_anew[1:]
    end = 0
    for row in np.flatnonzero(~kept).tolist():
        if starts[row] >= end:
            kept[row], end = True, ends[row]
    return found.take(kept)
