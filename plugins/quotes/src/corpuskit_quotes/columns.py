"""Sentences and capitals of many masked texts, found together: every code point of a batch is a row of a column."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

__all__ = ["read_capitals", "read_sentences"]

_Rows: TypeAlias = NDArray[np.int64]
_Codes: TypeAlias = NDArray[Any]  # Any: the byte order is in the type.
_Flags: TypeAlias = NDArray[np.bool_]
_Kinds: TypeAlias = NDArray[np.uint8]

_OTHER, _WORD, _UNKNOWN = range(3)
_END = re.compile(r"[.!?…]['”)\]]*(?: +(?=[“(\['A-Z0-9])|(?= *(?:\n|$)))")
_OPENERS = "“(['ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
_CLOSERS = "'”)]"
_BEGINS = re.compile(
    r"[.] +(?:The|An|He|She|It|They|We|This|That|These|His|Her|Its|Their|"
    r"In|On|At|But|And|For|As|If|When|While|After)[ ,]"
)
"""A word that begins a sentence, with a small letter elsewhere."""
_LAST_WORD = re.compile(r"[\w.]+$")
_LONGEST = 8
_NEWLINE, _BLANK, _DOT = map(ord, "\n .")


def read_sentences(texts: Sequence[str], abbreviations: frozenset[str]) -> Iterator[list[tuple[int, int]]]:
    """Give the sentences of each masked text."""
    joined, codes, offsets = _joined(texts)
    found = _sentences(joined, codes, offsets[1:] - 1, abbreviations)
    starts, ends, cuts = _by_text(*found, offsets)
    sentences = list(zip(starts.tolist(), ends.tolist(), strict=True))
    return (sentences[first:last] for first, last in pairwise(cuts))


def read_capitals(texts: Sequence[str], capitals: str, goes_on: tuple[str, ...]) -> Iterator[Iterator[tuple[int, int]]]:
    """Give where runs of words with a capital letter begin in each text, one space between them, and where they end.

    Hyphens and apostrophes join words; a run begins with the first capital in its word. Where more may belong to it,
    behind a point, or a space and one of the pairs of letters ``goes_on``, each word comes by itself, and the end is 0
    for all but the last.
    """
    _, codes, offsets = _joined(texts)
    capital = _table(capitals)
    found = np.flatnonzero(capital.take(codes))
    words = _in_words(codes)
    ends = np.flatnonzero(words[:-1] & ~words[1:]) + 1
    number = np.searchsorted(ends, found, "right")
    first = np.ones(len(number), np.bool_)
    first[1:] = number[1:] > number[:-1]
    found, ends = found[first], ends[number[first]]
    after, second, third = (codes[np.minimum(ends + more, len(codes) - 1)] for more in range(3))
    small = _pairs_of(goes_on)[second & 0x7F, third & 0x7F] & (second <= 0x7F)
    joins = (after == _BLANK) & capital[second]
    open_ended = (after == _DOT) | ((after == _BLANK) & small)
    found, ends, is_open = _runs(found, ends, joins, open_ended)
    starts, stops, bounds = _by_text(found, ends, offsets)
    stops[is_open] = 0
    views = starts.data, stops.data
    return (zip(views[0][first:last], views[1][first:last], strict=True) for first, last in pairwise(bounds))


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


def _joined(texts: Sequence[str]) -> tuple[str, _Codes, _Rows]:
    """Join texts by newlines, the last followed by one too; give the text, its code points, and where each begins."""
    joined = "\n".join([*texts, ""])
    codes = np.frombuffer(joined.encode("utf-16-le", "surrogatepass"), "<u2")
    if len(codes) > len(joined):
        codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), "<u4")
    return joined, codes, np.cumsum([0, *(len(text) + 1 for text in texts)])


def _by_text(starts: _Rows, ends: _Rows, offsets: _Rows) -> tuple[_Rows, _Rows, list[int]]:
    """Count ranges from the beginning of the text that they are in, and tell which are in each text."""
    bounds = np.searchsorted(starts, offsets)
    shifts = np.repeat(offsets[:-1], np.diff(bounds))
    return starts - shifts, ends - shifts, bounds.tolist()


@cache
def _pairs_of(pairs: tuple[str, ...]) -> _Flags:
    """Give a table that says of every two letters whether they are one of these pairs."""
    chosen = np.zeros((0x80, 0x80), np.bool_)
    chosen[[ord(pair[0]) for pair in pairs], [ord(pair[1]) for pair in pairs]] = True
    return chosen


# --- words


@cache
def _known() -> _Kinds:
    """The kind of every code point that was met so far."""
    kinds = np.full(0x110000, _UNKNOWN, np.uint8)
    kinds[list(map(ord, "_'-"))] = _WORD
    return kinds


def _in_words(codes: _Codes) -> _Flags:
    """Say which code points are parts of words, and of hyphened ones."""
    known = _known()
    kinds: _Kinds = known.take(codes)
    if kinds.max(initial=0) == _UNKNOWN:
        new = np.unique(codes[kinds == _UNKNOWN])
        known[new] = [chr(code).isalnum() for code in new.tolist()]
        kinds = known.take(codes)
    words: _Flags = kinds == _WORD
    return words


# --- sentences


def _sentences(joined: str, codes: _Codes, borders: _Rows, abbreviations: frozenset[str]) -> tuple[_Rows, _Rows]:
    """Give where sentences start and end: at full stops, and at newlines, of which a row is passed over at once.

    A newline belongs to the sentence that it ends, but for those at the ``borders`` of texts.
    """
    stops, stop_ends = _stops(joined, codes, np.flatnonzero(_table(".!?…").take(codes)), abbreviations)
    newlines = np.flatnonzero(codes == _NEWLINE)
    marks = np.concatenate((stops, newlines))
    ends = np.concatenate((stop_ends, newlines + 1))
    nexts = ends.copy()
    ends[np.searchsorted(newlines, borders) + len(stops)] -= 1
    order = np.argsort(marks, kind="stable")
    starts = np.concatenate(([0], nexts[order][:-1]))
    real = (order < len(stops)) | (marks[order] > starts)
    return starts[real], ends[order][real]


def _stops(joined: str, codes: _Codes, stops: _Rows, abbreviations: frozenset[str]) -> tuple[_Rows, _Rows]:
    """Give those full stops that end a sentence, and where it ends: behind the closing signs and spaces."""
    after, second = codes[stops + 1], codes[np.minimum(stops + 2, len(codes) - 1)]
    spaced = (after == _BLANK) & _table(_OPENERS)[second]
    last = after == _NEWLINE
    unclear = _table(_CLOSERS)[after] | ((after == _BLANK) & ((second == _BLANK) | (second == _NEWLINE)))
    ends = stops + np.where(spaced, 2, last)
    for row in np.flatnonzero(unclear).tolist():
        match = _END.match(joined, int(stops[row]))
        ends[row] = match.end() if match else stops[row]
    kept = ends > stops
    doubtful = kept & (codes[stops] == _DOT) & ~_table(_CLOSERS)[after] & _may_abbreviate(codes, stops, abbreviations)
    for row in np.flatnonzero(doubtful).tolist():
        kept[row] = not _abbreviates(joined, int(stops[row]), abbreviations)
    return stops[kept], ends[kept]


@cache
def _table(signs: str) -> _Flags:
    """Give a table that says of every code point whether it is one of these."""
    chosen = np.zeros(0x110000, np.bool_)
    chosen[list(map(ord, signs))] = True
    return chosen


def _may_abbreviate(codes: _Codes, points: _Rows, abbreviations: frozenset[str]) -> _Flags:
    """Say of each point whether an abbreviation may stand before it, by two letters: most words need no look-up."""
    one, two = (codes[np.maximum(points - back, 0)] for back in (1, 2))
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


def _abbreviates(text: str, at: int, abbreviations: frozenset[str]) -> bool:
    """Say whether a full stop belongs to a word, such as ``Mr.``, or to initials: ``J. Weber``, ``J.K. Weber``.

    It ends a sentence as well before a word that begins one: ``Weber Ltd. The company``.
    """
    if _BEGINS.match(text, at):
        return False
    word = text[max(0, at - _LONGEST) : at].rpartition(" ")[2]
    if not word.isalnum():
        match = _LAST_WORD.search(word)
        word = match.group() if match else ""
    if word.lower() in abbreviations:
        return True
    return all(len(letter) == 1 and letter.isupper() for letter in word.split("."))
