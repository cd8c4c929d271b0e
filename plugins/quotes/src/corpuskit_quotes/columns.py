"""Words and sentences of many masked texts, found together: every code point of a batch is a row of a column."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

__all__ = ["FILLER", "Places", "Sheet", "read_capitals", "read_sheets", "tokens_of"]

FILLER = "█"
"""What stands in place of each quoted character."""

Places: TypeAlias = Sequence[int]
Sheet: TypeAlias = tuple[Places, Places, list[tuple[int, int]]]
"""Of one text: where each token begins, where each ends, and the sentences."""

_Rows: TypeAlias = NDArray[np.int64]
_Codes: TypeAlias = NDArray[Any]  # Any: the byte order is in the type.
_Flags: TypeAlias = NDArray[np.bool_]
_Kinds: TypeAlias = NDArray[np.uint8]

# What belongs to tokens stands between white space and newlines, what may be inside a word beside each other.
_SPACE, _WORD, _JOINER, _POINT, _STOP, _SIGN, _FILLED, _LINE, _UNKNOWN = range(9)
_TOKEN = re.compile(r"[\w$][\w.'&$%-]*|[^\w\s]")
_END = re.compile(r"[.!?…]['”)\]]*(?: +(?=[“(\['A-Z0-9])|(?= *(?:\n|$)))")
_OPENERS = "“(['ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
_CLOSERS = "'”)]"
_LAST_WORD = re.compile(r"[\w.]+$")
_LONGEST = 8
_NEWLINE, _BLANK, _DOT = map(ord, "\n .")


def tokens_of(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """Give the tokens in a range, one by one: words with the signs inside and behind them, and other signs."""
    return [(*match.span(), match.group()) for match in _TOKEN.finditer(text, start, end)]


def read_sheets(texts: Sequence[str], abbreviations: frozenset[str]) -> Iterator[Sheet]:
    """Give the tokens and sentences of each masked text. Of filled-up signs in a row, the last is a token."""
    joined, codes, offsets = _joined(texts)
    kinds = _kinds_of(codes)
    signs = np.flatnonzero(kinds > _WORD)
    token_starts, token_ends, tokens = _by_text(*_tokens(kinds, signs), offsets)
    starts, ends, cuts = _by_text(*_sentences(joined, codes, kinds, signs, offsets[1:] - 1, abbreviations), offsets)
    sentences = list(zip(starts.tolist(), ends.tolist(), strict=True))
    views = token_starts.data, token_ends.data
    for (first, last), (begin, stop) in zip(pairwise(tokens), pairwise(cuts), strict=True):
        yield views[0][first:last], views[1][first:last], sentences[begin:stop]


def read_capitals(texts: Sequence[str], capitals: str, goes_on: Iterable[str]) -> Iterator[Iterator[tuple[int, int]]]:
    """Give where the first capital letter stands in each word of each text, and where the word ends.

    Hyphens and apostrophes join words. The end is 0 where more may belong to it: before a point, and before a space
    and a capital or one of the pairs of letters ``goes_on``.
    """
    _, codes, offsets = _joined(texts)
    capital = _table(capitals)
    found = np.flatnonzero(capital[codes])
    kinds = _kinds_of(codes)
    words = (kinds == _WORD) | (kinds == _JOINER)
    words &= ~_table("$&%")[codes]
    ends = np.flatnonzero(words[:-1] & ~words[1:]) + 1
    number = np.searchsorted(ends, found, "right")
    first = np.diff(number, prepend=-1) > 0
    found, ends = found[first], ends[number[first]]
    after, second, third = (codes[np.minimum(ends + more, len(codes) - 1)] for more in range(3))
    pairs = np.isin(second.astype(np.int64) << 32 | third, [ord(pair[0]) << 32 | ord(pair[1]) for pair in goes_on])
    more = (after == _DOT) | ((after == _BLANK) & (capital[second] | pairs))
    starts, stops, bounds = _by_text(found, ends, offsets)
    stops[more] = 0
    views = starts.data, stops.data
    return (zip(views[0][first:last], views[1][first:last], strict=True) for first, last in pairwise(bounds))


def _joined(texts: Sequence[str]) -> tuple[str, _Codes, _Rows]:
    """Join texts by newlines, the last followed by one too; give the text, its code points, and where each begins."""
    joined = "\n".join([*texts, ""])
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), "<u4")
    return joined, codes, np.cumsum([0, *(len(text) + 1 for text in texts)])


def _by_text(starts: _Rows, ends: _Rows, offsets: _Rows) -> tuple[_Rows, _Rows, list[int]]:
    """Count ranges from the beginning of the text that they are in, and tell which are in each text."""
    bounds = np.searchsorted(starts, offsets)
    shifts = np.repeat(offsets[:-1], np.diff(bounds))
    return starts - shifts, ends - shifts, bounds.tolist()


# --- kinds of code points


@cache
def _known() -> _Kinds:
    """The kind of every code point that was met so far."""
    kinds = np.full(0x110000, _UNKNOWN, np.uint8)
    for kind, signs in ((_JOINER, "'&%-"), (_POINT, "."), (_STOP, "!?…"), (_FILLED, FILLER), (_LINE, "\n")):
        kinds[list(map(ord, signs))] = kind
    return kinds


def _kind(code: int) -> int:
    char = chr(code)
    return _SPACE if char.isspace() else _WORD if char.isalnum() or char in "_$" else _SIGN


def _kinds_of(codes: _Codes) -> _Kinds:
    known = _known()
    kinds: _Kinds = known[codes]
    if kinds.max(initial=0) == _UNKNOWN:
        unknown = np.flatnonzero(kinds == _UNKNOWN)
        new = np.unique(codes[unknown])
        known[new] = [_kind(code) for code in new.tolist()]
        kinds[unknown] = known[codes[unknown]]
    return kinds


# --- tokens


def _tokens(kinds: _Kinds, signs: _Rows) -> tuple[_Rows, _Rows]:
    which = kinds[signs]
    solid = (kinds - np.uint8(_WORD)) < _LINE - _WORD  # White space, which is less, wraps round.
    filled = signs[which == _FILLED]
    solid[filled[:-1][np.diff(filled) == 1]] = False
    inside = (kinds - np.uint8(_WORD)) <= _POINT - _WORD
    inside[_leading(kinds, signs[which <= _POINT])] = False
    # A token of one sign begins where it stands and ends behind it; a word lasts as long as nothing else stands there.
    within = inside[1:] & inside[:-1]
    begins, ends = solid.copy(), solid
    begins[1:] &= ~within
    ends[:-1] &= ~within
    return np.flatnonzero(begins), np.flatnonzero(ends) + 1


def _leading(kinds: _Kinds, joiners: _Rows) -> _Rows:
    """Give the places of points, hyphens and the like that stand in no word: no letter is before them."""
    if not len(joiners):
        return joiners
    firsts = np.concatenate(([True], np.diff(joiners) > 1))
    before = joiners[firsts] - 1
    apart = (before < 0) | (kinds[before] != _WORD)
    leading: _Rows = joiners[apart[np.cumsum(firsts) - 1]]
    return leading


# --- sentences


def _sentences(
    joined: str, codes: _Codes, kinds: _Kinds, signs: _Rows, borders: _Rows, abbreviations: frozenset[str]
) -> tuple[_Rows, _Rows]:
    """Give where sentences start and end: at full stops, and at newlines, of which a row is passed over at once.

    A newline belongs to the sentence that it ends, but for those at the ``borders`` of texts.
    """
    which = kinds[signs]
    stops, stop_ends = _stops(joined, codes, signs[(which == _POINT) | (which == _STOP)], abbreviations)
    newlines = signs[which == _LINE]
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
    unclear = _table(_CLOSERS)[after] | ((after == _BLANK) & (second == _BLANK))
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
    """Say whether a full stop belongs to a word, such as ``Mr.`` or an initial."""
    word = text[max(0, at - _LONGEST) : at].rpartition(" ")[2]
    if not word.isalnum():
        match = _LAST_WORD.search(word)
        word = match.group() if match else ""
    return (len(word) == 1 and word.isupper()) or word.lower() in abbreviations
