"""One byte per code point: offsets in the bytes are offsets in the text, and case and class are a table away."""

import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

__all__ = [
    *("CAPITAL", "CLOSING", "JOINER", "LOWER", "MARK", "NEWLINE", "OPENING", "PAD", "QUOTE", "SMALL", "SPACE"),
    *("STOP", "TOKEN", "WIDE_STOP", "Bytes", "owners", "shadow", "table", "vague"),
]

Bytes: TypeAlias = NDArray[np.uint8]

PAD = 8
"""Zero bytes around and between texts: eight bytes are read at once, from any place of a text."""

JOINER, WIDE_STOP = 0x9F, 0x8E
"""The zero-width joiner; and signs of other scripts that end a sentence, which no space need follow."""

_LARGE, _SMALL, _CASELESS, _DIGIT, _NUMERIC = b"\x83\x81\x8f\x86\x87"
_MARK, _BLANK, _BREAK, _SIGN, _QUOTE, _OTHER = b"\x88\x89\x8d\x8a\x98\x8c"
"""The classes of all other code points: letters, digits, further numerals, marks, blanks, line ends, signs, quotes."""

# The small letters whose capitals lie beyond Latin-1 do as those: a byte of their own would tell them apart.
_ITSELF = {*range(1, 0x80), *range(0xA0, 0x100)} - {0xB5, 0xFF}
_OWN = {
    **{code: code for code in _ITSELF},
    **dict(zip(map(ord, "€‚„…‹‘’“”"), b"\x80\x82\x84\x85\x8b\x91\x92\x93\x94", strict=True)),
    **dict(zip(map(ord, "•–—™−›″′‐"), b"\x95\x96\x97\x99\x9a\x9b\x9c\x9d\x9e", strict=True)),
    0x200D: JOINER,
}
_SHARED = {
    # What a pattern that ignores case takes for a letter of Latin-1.
    **{0x2011: 0x9E, 0x130: 0x49, 0x131: 0x69, 0x17F: 0x73, 0x1E9E: 0xDF, 0x212A: 0x4B, 0x212B: 0xC5},
    # Invisible, but no part of a word; the signs that colour an emoji are parts of it.
    **{0x200B: _OTHER, **dict.fromkeys(range(0x1F3FB, 0x1F400), _MARK)},
    **dict.fromkeys((0x85, 0x2028, 0x2029), _BREAK),
    **dict.fromkeys(map(ord, "。．｡！？؟۔।॥։።‼⁇⁈⁉"), WIDE_STOP),
    **dict.fromkeys(map(ord, "‛‟「」『』〝〞〟﹁﹂﹃﹄＂＇｢｣"), _QUOTE),
}
_BYTES = {**_OWN, **_SHARED}


def _byte_of(code: int) -> int:
    return _BYTES.get(code) or _class_of(chr(code))


def _class_of(char: str) -> int:
    category = unicodedata.category(char)
    if char.isalpha():
        return {"Lu": _LARGE, "Lt": _LARGE, "Lo": _CASELESS}.get(category, _SMALL)
    if char.isalnum():
        return _DIGIT if char.isdecimal() else _NUMERIC
    if char.isspace():
        return _BLANK
    if category[0] == "M" or category == "Cf":
        return _MARK
    return _OTHER if category[0] == "C" else _SIGN


@cache
def _known() -> Bytes:
    """The byte of every code point that was met so far, 0 for others: classes are looked up once, and only if met."""
    return np.zeros(0x110000, np.uint8)


def _bytes_of(codes: NDArray[Any]) -> Bytes:  # Any: of 16 or 32 bits.
    known = _known()
    found: Bytes = known[codes]
    if not found.all():
        new = [*{*codes[found == 0].tolist()}]
        known[new] = [_byte_of(code) for code in new]
        found = known[codes]
    return found


def _codes_of(text: str) -> NDArray[Any]:  # Any: of 16 bits, where that is enough, or 32.
    units = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), "<u2")
    if len(units) == len(text):
        return units
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")


def _shadow_of(text: str) -> bytes:
    if text.isascii():
        return text.encode("ascii")
    codes = _codes_of(text)
    found = codes.astype(np.uint8)
    wide = np.flatnonzero(codes > 0x7F)
    found[wide] = _bytes_of(codes[wide])
    return found.tobytes()


def _joined(texts: Sequence[str]) -> str:
    gap = "\0" * PAD
    if any("\0" in text for text in texts):
        # Zero bytes stand between texts and nowhere else. No text has a lone surrogate: it cannot be stored.
        texts = [text.replace("\0", "\udc00") for text in texts]
    return gap.join(["", *texts, ""])


def shadow(texts: Sequence[str]) -> tuple[bytes, NDArray[np.int64]]:
    """Give the bytes of many texts, with zero bytes around each, and the place where each begins, in O(n).

    The last place is that where a further text would begin.
    """
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    places = np.concatenate(([0], np.cumsum(lengths + PAD))) + PAD
    return _shadow_of(_joined(texts)), places


def vague(texts: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.uint32]]:
    """Give the places in the shadow whose byte stands for other code points too, and the code points there."""
    text = _joined(texts)
    if text.isascii():
        return np.zeros(0, np.int64), np.zeros(0, np.uint32)
    codes = _codes_of(text)
    wide = np.flatnonzero(codes > 0x7F)
    found = codes[wide].astype(np.uint32)
    unclear = owners()[_bytes_of(found)] != found
    return wide[unclear], found[unclear]


@cache
def owners() -> NDArray[np.uint32]:
    """The code point that each byte stands for first; 0 for a class."""
    owners = np.zeros(256, np.uint32)
    owners[list(_OWN.values())] = list(_OWN)
    return owners


# --- tables, by byte


def table(chosen: Iterable[int]) -> bytes:
    """Give a table that says of every byte whether it is one of these."""
    found = bytearray(256)
    for byte in chosen:
        found[byte] = 1
    return bytes(found)


def _lower() -> bytes:
    pairs = {byte: byte + 32 for byte in (*range(0x41, 0x5B), *range(0xC0, 0xDF)) if byte != 0xD7}
    return bytes({**pairs, _LARGE: _SMALL}.get(byte, byte) for byte in range(256))


_CLASSES = {_LARGE, _SMALL, _CASELESS}
_LETTERS = _CLASSES | {byte for byte in _ITSELF if chr(byte).isalpha()}
_BLANKS = {_BLANK, _BREAK} | {byte for byte in _ITSELF if chr(byte).isspace()}
_DIGITS = {*range(0x30, 0x3A), _DIGIT}

LOWER = _lower()
"""Lower case; a letter never becomes two."""

CAPITAL = table([byte for byte in range(256) if LOWER[byte] != byte])
"""Whether it is a capital letter."""

SMALL = table(_LETTERS - {byte for byte in range(256) if CAPITAL[byte]} - {_CASELESS, 0xAA, 0xBA})
"""Whether it is a small letter."""

SPACE = table(_BLANKS)
"""Whether it is white space."""

NEWLINE = table({*b"\n\r\x0b\x0c\x1c\x1d\x1e", _BREAK})
"""Whether a line ends with it."""

MARK = table({_MARK, JOINER, 0xAD})
"""Whether it belongs to what stands before it: combining marks, joiners, soft hyphens, and other invisible signs."""

QUOTE = table({*b"\"'`\x82\x84\x8b\x91\x92\x93\x94\x9b\xab\xbb", _QUOTE})
"""Whether it is a quotation mark or an apostrophe."""

OPENING = table({*b"([{\"'`\x82\x84\x8b\x91\x93\x9b\xab\xbb\xa1\xbf-*\x95\x96\x97", _QUOTE})
"""Whether a sentence may begin with it, before its first word."""

CLOSING = table({*b")]}\"'\x8b\x92\x93\x94\x9b\x9c\x9d\xab\xbb", _QUOTE})
"""Whether it may stand behind the full stop of its sentence."""

STOP = table({*b".!?\x85", WIDE_STOP})
"""Whether it may end a sentence."""

TOKEN = bytes([0, *(0 if b in _BLANKS else 1 if b in _LETTERS else 2 if b in _DIGITS else 3 for b in range(1, 256))])
"""The kind of token that it belongs to: 1 a word, 2 a number, 3 a sign, 0 none: white space and the ends of texts."""
