"""Sentences and capitals of many masked texts, found together in the columns of their scan."""

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from corpuskit.scan import Scan

from .stops import ends_after, of_words

__all__ = ["read_capitals", "read_sentences"]

_Rows: TypeAlias = NDArray[np.int64]
_Bytes: TypeAlias = NDArray[np.uint8]
_Flags: TypeAlias = NDArray[np.bool_]

_STOPS = ".!?…"
_OPENERS = "“(['ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
_CLOSERS = "'”)]"
_IN_WORDS = "_'-" + "".join(filter(str.isalnum, map(chr, range(0x100)))) + "ΩωאʰⅧ٣"
"""What words have in them: of letters and numerals beyond Latin-1 one for each of the bytes that all share."""
_NEWLINE, _BLANK, _DOT = map(ord, "\n .")


def read_sentences(scan: Scan, abbreviations: frozenset[str]) -> Iterator[list[tuple[int, int]]]:
    """Give the sentences of each text."""
    starts, ends, cuts = _by_text(*_sentences(scan, abbreviations), scan.places)
    sentences = list(zip(starts.tolist(), ends.tolist(), strict=True))
    return (sentences[first:last] for first, last in pairwise(cuts))


def read_capitals(scan: Scan, capitals: str, goes_on: tuple[str, ...]) -> Iterator[tuple[list[int], list[int]]]:
    """Give where runs of words with a capital letter begin in each text, one space between them, and where they end.

    Hyphens and apostrophes join words; a run begins with the first capital in its word. Where more may belong to it,
    behind a point, or a space and one of the pairs of letters ``goes_on``, each word comes by itself, and the end is 0
    for all but the last.
    """
    codes, found = _codes(scan), _chosen(scan, capitals)
    words = np.frombuffer(scan.shadow.translate(_table(_IN_WORDS)), np.bool_)
    ends = np.flatnonzero(words[:-1] > words[1:]) + 1
    number = np.searchsorted(ends, found, "right")
    first = np.ones(len(number), np.bool_)
    first[1:] = number[1:] > number[:-1]
    found, ends = found[first], ends[number[first]]
    after, second, third = (codes[ends + more] for more in range(3))
    small = _pairs_of(goes_on)[second & 0x7F, third & 0x7F] & (second <= 0x7F)
    joins = np.append((after == _BLANK)[:-1] & (ends[:-1] + 1 == found[1:]), False)
    open_ended = (after == _DOT) | ((after == _BLANK) & small)
    found, ends, is_open = _runs(found, ends, joins, open_ended)
    starts, stops, bounds = _by_text(found, ends, scan.places)
    stops[is_open] = 0
    rows = starts.tolist(), stops.tolist()
    return ((rows[0][first:last], rows[1][first:last]) for first, last in pairwise(bounds))


def _runs(starts: _Rows, ends: _Rows, joins: _Flags, open_ended: _Flags) -> tuple[_Rows, _Rows, _Flags]:
    """Put words in a row together where each joins the next; those of a row with an open end stay by themselves.

    Give where runs start and end, and of which the end is not known.
    """
    begins = np.ones(len(starts), np.bool_)
    begins[1:] = ~joins[:-1]
    first = np.flatnonzero(begins)
    lengths = np.diff(np.append(first, len(starts)))
    is_open = np.repeat(np.logical_or.reduceat(open_ended, first), lengths)
    ends = np.where(is_open, ends, np.repeat(ends[first + lengths - 1], lengths))
    kept = begins | is_open
    return starts[kept], ends[kept], ((joins | open_ended) & is_open)[kept]


def _by_text(starts: _Rows, ends: _Rows, places: _Rows) -> tuple[_Rows, _Rows, list[int]]:
    """Count ranges from the beginning of the text that they are in, and tell which are in each text."""
    bounds = np.searchsorted(starts, places)
    shifts = np.repeat(places[:-1], np.diff(bounds))
    return starts - shifts, ends - shifts, bounds.tolist()


@cache
def _pairs_of(pairs: tuple[str, ...]) -> _Flags:
    """Give a table that says of every two letters whether they are one of these pairs."""
    chosen = np.zeros((0x80, 0x80), np.bool_)
    chosen[[ord(pair[0]) for pair in pairs], [ord(pair[1]) for pair in pairs]] = True
    return chosen


# --- signs


def _codes(scan: Scan) -> _Bytes:
    return np.frombuffer(scan.shadow, np.uint8)


@cache
def _table(signs: str) -> bytes:
    """Give a table that says of every byte of a scan whether it stands for one of these signs."""
    chosen = np.zeros(0x100, np.uint8)
    chosen[_codes(Scan(signs))] = 1
    chosen[0] = 0
    return chosen.tobytes()


def _chosen(scan: Scan, signs: str) -> _Rows:
    """Give where these signs stand."""
    found = np.flatnonzero(np.frombuffer(scan.shadow.translate(_table(signs)), np.bool_))
    # Few stand for more than themselves: letters and signs beyond Latin-1.
    unclear = np.flatnonzero(_codes(scan)[found] - 0x80 < 0x20)
    texts, (numbers, offsets) = scan.texts, scan.locate(found[unclear])
    known = [texts[number][at] in signs for number, at in zip(numbers.tolist(), offsets.tolist(), strict=True)]
    return np.delete(found, unclear[np.logical_not(known)])


# --- sentences


def _sentences(scan: Scan, abbreviations: frozenset[str]) -> tuple[_Rows, _Rows]:
    """Give where sentences start and end: at full stops, newlines and ends of texts.

    A row of newlines is passed over at once; one belongs to the sentence that it ends.
    """
    stops, stop_ends = _stops(scan, abbreviations)
    newlines = np.flatnonzero(_codes(scan) == _NEWLINE)
    borders = scan.places[:-1] + np.fromiter(map(len, scan.texts), np.int64, len(scan.texts))
    marks = np.concatenate((stops, newlines, borders))
    ends = np.concatenate((stop_ends, newlines + 1, borders))
    nexts = np.concatenate((stop_ends, newlines + 1, scan.places[1:]))
    order = np.argsort(marks, kind="stable")
    starts = np.concatenate((scan.places[:1], nexts[order][:-1]))
    real = (order < len(stops)) | (marks[order] > starts)
    return starts[real], ends[order][real]


def _stops(scan: Scan, abbreviations: frozenset[str]) -> tuple[_Rows, _Rows]:
    """Give those full stops that end a sentence, and where it ends: behind the closing signs and spaces."""
    codes, stops = _codes(scan), _chosen(scan, _STOPS)
    opens, closes = (np.frombuffer(_table(signs), np.bool_) for signs in (_OPENERS, _CLOSERS))
    after, second = codes[stops + 1], codes[stops + 2]
    spaced = (after == _BLANK) & opens[second]
    last = (after == _NEWLINE) | (after == 0)
    closed = closes[after]
    unclear = closed | ((after == _BLANK) & ((second == _BLANK) | (second == _NEWLINE) | (second == 0)))
    ends = stops + np.where(spaced, 2, last)
    rows = np.flatnonzero(unclear)
    numbers, offsets = scan.locate(stops[rows])
    ends[rows] = stops[rows] + ends_after(scan.texts, numbers.tolist(), offsets.tolist())
    kept = ends > stops
    doubtful = kept & (codes[stops] == _DOT) & ~closed & _may_abbreviate(codes, stops, abbreviations)
    rows = np.flatnonzero(doubtful)
    numbers, offsets = scan.locate(stops[rows])
    kept[rows] = np.logical_not(of_words(scan.texts, numbers.tolist(), offsets.tolist(), abbreviations))
    return stops[kept], ends[kept]


def _may_abbreviate(codes: _Bytes, points: _Rows, abbreviations: frozenset[str]) -> _Flags:
    """Say of each point whether an abbreviation may stand before it, by two letters: most words need no look-up."""
    one, two = codes[points - 1], codes[points - 2]
    pairs: _Flags = _pairs(abbreviations)[two & 0x7F, one & 0x7F]
    return pairs | (one > 0x7F) | (two > 0x7F)


@cache
def _pairs(abbreviations: frozenset[str]) -> _Flags:
    """Whether a word with these last two letters may be one that a point belongs to; a capital alone always is."""
    pairs = np.zeros((0x80, 0x80), np.bool_)
    for word in abbreviations:
        cases = [sorted({ord(char) & 0x7F for form in (char, char.upper()) for char in form}) for char in word[-2:]]
        pairs[np.ix_(cases[0] if len(cases) == 2 else range(0x80), cases[-1])] = True
    pairs[:, ord("A") : ord("Z") + 1] = True
    return pairs
