"""Words and sentences of many masked texts, found together: one pass over all code points as a column."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

__all__ = ["FILLER", "Columns", "read_columns", "tokens_of"]

FILLER = "█"
"""What stands in place of each quoted character."""

Places: TypeAlias = NDArray[np.int64]
Kinds: TypeAlias = NDArray[np.uint8]
Sentences: TypeAlias = list[tuple[int, int]]
Columns: TypeAlias = tuple[list[int], list[int], Sentences]
"""Of one text: where each token begins, where each ends, and the sentences."""

_SPACE, _WORD, _JOINER, _SIGN, _STOP, _UNKNOWN = range(6)
_TOKEN = re.compile(r"[\w$][\w.'&$%-]*|[^\w\s]")
_JOINERS = ".'&%-"
_STOPS = "!?…"
_END = re.compile(r"[.!?…]['”)\]]*(?: +(?=[“(\['A-Z0-9])|(?= *(?:\n|$)))")
_CLOSERS = "'”)]"
_OPENERS = "“(['ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
_LAST_WORD = re.compile(r"[\w.]+$")
_LONGEST = 8


def tokens_of(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """Give the tokens in a range, one by one: words with the signs inside and behind them, and other signs."""
    return [(*match.span(), match.group()) for match in _TOKEN.finditer(text, start, end)]


def read_columns(texts: Sequence[str], abbreviations: frozenset[str]) -> Iterator[Columns]:
    """Give the columns of each masked text. Of filled-up signs in a row, the last is a token."""
    codes = np.frombuffer("\n".join([*texts, ""]).encode("utf-32-le", "surrogatepass"), "<u4")
    offsets = np.cumsum([0, *(len(text) + 1 for text in texts)])
    kinds = _kinds_of(codes)
    starts, ends = _tokens(kinds, codes)
    bounds = np.searchsorted(starts, offsets).tolist()
    shifts = np.repeat(offsets[:-1], np.diff(bounds))
    begin, stop = (starts - shifts).tolist(), (ends - shifts).tolist()
    sentences = _sentences(texts, codes, kinds, offsets, abbreviations)
    for (first, last), found in zip(pairwise(bounds), sentences, strict=True):
        yield begin[first:last], stop[first:last], found


@cache
def _known() -> Kinds:
    """The kind of every code point met so far."""
    kinds = np.full(0x110000, _UNKNOWN, np.uint8)
    kinds[[ord(sign) for sign in _JOINERS]] = _JOINER
    kinds[[ord(sign) for sign in _STOPS]] = _STOP
    return kinds


def _kind(code: int) -> int:
    char = chr(code)
    return _SPACE if char.isspace() else _WORD if char.isalnum() or char in "_$" else _SIGN


def _kinds_of(codes: NDArray[Any]) -> Kinds:  # Any: the byte order of the machine is in the type.
    known = _known()
    kinds = known[codes]
    unknown = np.flatnonzero(kinds == _UNKNOWN)
    if len(unknown):
        new = np.unique(codes[unknown])
        known[new] = [_kind(code) for code in new.tolist()]
        kinds[unknown] = known[codes[unknown]]
    return kinds


def _tokens(kinds: Kinds, codes: NDArray[Any]) -> tuple[Places, Places]:
    solid = kinds != _SPACE
    filled = codes == ord(FILLER)
    solid[:-1] &= ~(filled[:-1] & filled[1:])
    inside = (kinds == _WORD) | (kinds == _JOINER)
    inside[_leading(kinds)] = False
    # A token of one sign begins where it stands and ends behind it; a word lasts as long as nothing else stands there.
    begins = solid.copy()
    begins[1:] &= ~(inside[1:] & inside[:-1])
    ends = solid
    ends[:-1] &= ~(inside[1:] & inside[:-1])
    return np.flatnonzero(begins), np.flatnonzero(ends) + 1


def _leading(kinds: Kinds) -> Places:
    """Give the places of points, hyphens and the like that stand in no word: no letter is before them."""
    joiners = np.flatnonzero(kinds == _JOINER)
    if not len(joiners):
        return joiners
    firsts = np.concatenate(([True], np.diff(joiners) > 1))
    before = joiners[firsts] - 1
    apart = (before < 0) | (kinds[before] != _WORD)
    leading: Places = joiners[apart[np.cumsum(firsts) - 1]]
    return leading


# --- sentences


def _sentences(
    texts: Sequence[str], codes: NDArray[Any], kinds: Kinds, offsets: Places, abbreviations: frozenset[str]
) -> Iterator[Sentences]:
    stops = np.flatnonzero((kinds == _STOP) | (codes == ord(".")))
    stops = stops[_follows()[codes[stops + 1]]]
    marks = np.sort(np.concatenate((stops, np.flatnonzero(codes == ord("\n")))))
    bounds = np.searchsorted(marks, offsets).tolist()
    for text, offset, (first, last) in zip(texts, offsets.tolist(), pairwise(bounds), strict=False):
        yield _cut(text, (marks[first:last] - offset).tolist(), abbreviations)


@cache
def _follows() -> NDArray[np.bool_]:
    """Whether each code point may stand right behind the full stop of a sentence."""
    chosen = np.zeros(0x110000, np.bool_)
    chosen[[ord(sign) for sign in (" ", "\n", *_CLOSERS)]] = True
    return chosen


def _cut(text: str, marks: Iterable[int], abbreviations: frozenset[str]) -> Sentences:
    """Cut a text at those newlines and full stops that end a sentence."""
    found, start, size = [], 0, len(text)
    for at in marks:
        if at == size:
            break
        if text[at] == "\n":
            if at > start:
                found.append((start, at + 1))
            start = at + 1
        elif end := _end(text, at, abbreviations):
            found.append((start, end))
            start = end
    if start < size:
        found.append((start, size))
    return found


def _end(text: str, at: int, abbreviations: frozenset[str]) -> int:
    """Give the end of the sentence that a full stop ends, with the spaces behind it; 0 where it ends none."""
    after, next_sign = text[at + 1 : at + 2], text[at + 2 : at + 3]
    if after == " " and next_sign != " ":
        end = at + 2 if next_sign in _OPENERS else 0
    else:
        match = _END.match(text, at)
        end = match.end() if match else 0
    if end and text[at] == "." and after not in _CLOSERS and _abbreviates(text, at, abbreviations):
        return 0
    return end


def _abbreviates(text: str, at: int, abbreviations: frozenset[str]) -> bool:
    """Say whether a full stop belongs to a word, such as ``Mr.`` or an initial."""
    word = text[max(0, at - _LONGEST) : at].rpartition(" ")[2]
    if not word.isalnum():
        match = _LAST_WORD.search(word)
        word = match.group() if match else ""
    return (len(word) == 1 and word.isupper()) or word.lower() in abbreviations
