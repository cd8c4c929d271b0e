"""One byte per code point: offsets in the bytes are offsets in the text, and case and class are a table away."""

import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

__all__ = ["CAPITAL", "LOWER", "PAD", "QUOTE", "SPACE", "TOKEN", "Bytes", "shadow", "shadow_of"]

Bytes: TypeAlias = NDArray[np.uint8]

PAD = 8
"""Zero bytes around and between texts: eight bytes are read at once, from any place of a text."""

_KEPT = {
    **{code: code for code in (*range(0x80), *range(0xA0, 0x100)) if code != 0xB5},
    **dict(zip(map(ord, "€‚„…‹‘’“”"), b"\x80\x82\x84\x85\x8b\x91\x92\x93\x94", strict=True)),
    **dict(zip(map(ord, "•–—™−›″′‐"), b"\x95\x96\x97\x99\x9a\x9b\x9c\x9d\x9e", strict=True)),
    # What a pattern that ignores case takes for a letter of Latin-1.
    **{0x2011: 0x9E, 0x130: 0x49, 0x131: 0x69, 0x17F: 0x73, 0x1E9E: 0xDF, 0x212A: 0x4B, 0x212B: 0xC5},
}
_SMALL, _LARGE, _DIGIT, _NUMERIC, _MARK, _BLANK, _SIGN, _QUOTE, _OTHER = b"\x81\x83\x86\x87\x88\x89\x8a\x98\x8c"
"""The classes of all other code points: letters, digits, further numerals, marks, blanks, signs, quotes, the rest."""

_QUOTES = frozenset("\"'`«»‘’‚‛“”„‟‹›「」『』〝〞〟﹁﹂﹃﹄＂＇｢｣")


def _class_of(code: int) -> int:
    char = chr(code)
    if char in _QUOTES:
        return _QUOTE
    if char.isalpha():
        return _LARGE if unicodedata.category(char) in ("Lu", "Lt") else _SMALL
    if char.isalnum():
        return _DIGIT if char.isdecimal() else _NUMERIC
    if char.isspace():
        return _BLANK
    category = unicodedata.category(char)
    if category[0] == "M" or category == "Cf":
        return _MARK
    return _OTHER if category[0] == "C" else _SIGN


@cache
def _plane() -> Bytes:
    """The byte of every code point of the first plane."""
    return np.array([_KEPT.get(code) or (_class_of(code) if code else 0) for code in range(0x10000)], np.uint8)


def shadow_of(text: str) -> Bytes:
    """Give one byte for each code point of a text, in O(n)."""
    if text.isascii():
        return np.frombuffer(text.encode("ascii"), np.uint8)
    units = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), "<u2")
    if len(units) == len(text):
        return np.take(_plane(), units)
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    high = codes > 0xFFFF
    found: Bytes = _plane()[np.where(high, 0, codes)]
    distinct, which = np.unique(codes[high], return_inverse=True)
    found[high] = np.array([_class_of(int(code)) for code in distinct], np.uint8)[which]
    return found


def shadow(texts: Sequence[str]) -> tuple[bytes, NDArray[np.int64]]:
    """Give the bytes of many texts, with zero bytes around each, and the place where each begins.

    The last place is that where a further text would begin.
    """
    gap = "\0" * PAD
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    places = np.concatenate(([0], np.cumsum(lengths + PAD))) + PAD
    return shadow_of(gap.join(["", *texts, ""])).tobytes(), places


# --- tables, by byte


def _table(chosen: Iterable[int]) -> bytes:
    return bytes(byte in set(chosen) for byte in range(256))


def _lower() -> bytes:
    pairs = {byte: byte + 32 for byte in (*range(0x41, 0x5B), *range(0xC0, 0xDF)) if byte != 0xD7}
    return bytes({**pairs, _LARGE: _SMALL}.get(byte, byte) for byte in range(256))


_LETTERS = {byte for byte in (*range(0x80), *range(0xA0, 0x100)) if chr(byte).isalpha()} | {_SMALL, _LARGE, 0xB5}
_BLANKS = {byte for byte in (*range(0x80), *range(0xA0, 0x100)) if chr(byte).isspace()} | {_BLANK}
_DIGITS = {*range(0x30, 0x3A), _DIGIT}
_NOTHING = _BLANKS | {*range(0x20), 0x7F, _OTHER}

LOWER = _lower()
"""Lower case; a letter never becomes two."""

CAPITAL = _table(byte for byte in range(256) if LOWER[byte] != byte)
"""Whether it is a capital letter."""

SPACE = _table(_BLANKS)
"""Whether it is white space."""

QUOTE = _table({*b"\"'`\x82\x84\x8b\x91\x92\x93\x94\x9b\xab\xbb", _QUOTE})
"""Whether it is a quotation mark or an apostrophe."""

TOKEN = bytes(0 if byte in _NOTHING else 1 if byte in _LETTERS else 2 if byte in _DIGITS else 3 for byte in range(256))
"""The kind of token that it belongs to: 1 a word, 2 a number, 3 a sign, 0 none."""
