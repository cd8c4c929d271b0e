"""Features: what is known of a word from its letters alone."""

from typing import NamedTuple
from zlib import crc32

from corpuskit.names import folded

__all__ = ["SHAPES", "Features", "features", "key", "shape"]

_SIGNS = {sign: number for number, sign in enumerate(".,-–—'\"“”’()[]:;/&!?$%#@*‘", 17)}
SHAPES = 17 + len(_SIGNS)
"""How many shapes there are."""


class Features(NamedTuple):
    """What is known of a word, as numbers: keys of tables, and its shape.

    Args:
        word: the key of the word in lower case.
        plain: the key of the word without diacritics and full stops.
        shape: how it is written, below ``SHAPES``.
        opening: the key of its first three letters.
        ending: the key of its last three letters.
        close: the key of its last two letters.
    """

    word: int
    plain: int
    shape: int
    opening: int
    ending: int
    close: int


def key(text: str) -> int:
    """Give the number that stands for a text in the tables of the model, of 32 bits."""
    return crc32(text.encode("utf-8", "surrogatepass"))


def features(word: str) -> Features:
    """Give what is known of a word; O(its length)."""
    lower = word.lower().replace("’", "'")
    plain = folded(word).replace(".", "") or lower
    return Features(
        key(lower if lower[0].isalpha() else _digitless(lower)),
        key(plain),
        shape(word),
        key("^" + plain[:3]),
        key(plain[-3:] + "$"),
        key(plain[-2:] + "$"),
    )


def _digitless(text: str) -> str:
    return "".join("0" if char.isdigit() else char for char in text)


def shape(word: str) -> int:
    """Give how a word is written: its case and length, or which sign it is; below ``SHAPES``."""
    first = word[0]
    if first.isdigit():
        return 1 if len(word) == 4 else 2 if len(word) <= 2 else 3
    if word in ("'s", "’s", "'S", "’S"):
        return 4
    if not first.isalpha():
        return _SIGNS.get(word, 0)
    return _case(word)


def _case(word: str) -> int:
    count = len(word)
    if "." in word:
        return 5 if count == 2 else 6
    if word.islower():
        return 7 if count > 3 else 8
    if count == 1:
        return 9
    if word.isupper():
        return 10 if count <= 3 else 11 if count <= 5 else 12
    if not word[0].isupper():
        return 13
    return (14 if count > 3 else 15) if word[1:].islower() else 16
