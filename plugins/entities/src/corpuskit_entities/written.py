"""Which words stand in a document as they are written, between white space: one look at every word of a batch."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from corpuskit import Document
from corpuskit.scan import Batch

from .sheet import Places, Sheet

__all__ = ["written"]

_FIRST, _LAST, _LENGTH, _DOCUMENT = (
    np.uint64(odd) for odd in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93)
)
_MASKS = np.array([(1 << 8 * length) - 1 for length in range(9)], np.uint64)
_WHOLE = 8
_BITS = 18
_SHIFT = np.uint64(64 - _BITS)
_FREQUENT = frozenset(("a", "and", "for", "in", "of", "on", "the", "to"))
"""Words that are asked for often, and that most documents have."""

_Codes = NDArray[np.uint64]


def written(sheet: Sheet, documents: NDArray[np.int64], words: Sequence[str]) -> NDArray[np.bool_]:
    """Say which of these words stand in their documents, in time linear in the texts.

    Args:
        sheet: the texts.
        documents: the number of the document of each word.
        words: the words; no word twice for one document.
    """
    found = np.fromiter(map(_FREQUENT.__contains__, words), np.bool_, len(words))
    for at in np.flatnonzero(found).tolist():
        found[at] = f" {words[at]} " in sheet.texts[documents[at]]
    asked = np.flatnonzero(~found)
    starts, ends = sheet.words
    own = _codes_of(words)[asked] ^ _codes_of_documents(documents[asked])
    codes = _codes(sheet.scan.shadow, starts, ends)
    codes ^= np.repeat(_codes_of_documents(np.arange(len(sheet.texts))), _counts(starts, sheet.bounds))
    for at, word in _equal(codes, own):
        if not found[asked[word]]:
            found[asked[word]] = sheet.text[starts[at] : ends[at]] == words[asked[word]]
    return found


def _codes_of_documents(documents: NDArray[np.int64]) -> _Codes:
    found: _Codes = (documents + 1).astype(np.uint64) * _DOCUMENT
    return found


def _counts(starts: Places, bounds: Places) -> Places:
    """Give how many words begin in each document."""
    return np.diff(np.searchsorted(starts, bounds))


def _equal(codes: _Codes, own: _Codes) -> Iterator[tuple[int, int]]:
    """Give the codes that are among others, each with the number of its like."""
    order = np.argsort(own)
    if len(order):
        # Most are none of these; their upper bits tell.
        wanted = np.zeros(1 << _BITS, np.bool_)
        wanted[own >> _SHIFT] = True
        near = np.flatnonzero(wanted[codes >> _SHIFT])
        like = order[np.minimum(np.searchsorted(own[order], codes[near]), len(order) - 1)]
        at = np.flatnonzero(own[like] == codes[near])
        yield from zip(near[at].tolist(), like[at].tolist(), strict=True)


def _codes_of(words: Sequence[str]) -> _Codes:
    sheet = Sheet(Batch([Document(" ".join(words))]))
    lengths = np.fromiter(map(len, words), np.int64, len(words))
    ends = np.cumsum(lengths + 1) + (int(sheet.bounds[0]) - 1)
    return _codes(sheet.scan.shadow, ends - lengths, ends)


def _codes(shadow: bytes, starts: Places, ends: Places) -> _Codes:
    """Give a number for each word, which is the same for the same bytes."""
    eight = np.ndarray((len(shadow) - 7,), "<u8", shadow, strides=(1,))
    lengths = ends - starts
    found: _Codes = eight[starts]
    found &= _MASKS[np.minimum(lengths, _WHOLE)]
    found *= _FIRST
    long = np.flatnonzero(lengths > _WHOLE)
    found[long] ^= eight[ends[long] - _WHOLE] * _LAST + lengths[long].astype(np.uint64) * _LENGTH
    found ^= found >> np.uint64(32)
    found *= _FIRST
    return found
