"""Letters: which are capitals, and how a word looks without case and diacritics."""

import functools
import re
import unicodedata

__all__ = ["capitals", "folded", "plain"]


@functools.cache
def capitals() -> str:
    """Give the inside of a character class with every capital letter of the alphabets that have two cases."""
    return "A-Z" + "".join(re.escape(char) for char in map(chr, range(0xC0, 0x2000)) if char.isupper())


def plain(word: str) -> str:
    """Give a word with straight apostrophes and hyphens and without diacritics, in its case."""
    if word.isascii():
        return word
    marked = unicodedata.normalize("NFKD", word.translate(_SIGNS))
    return "".join(char for char in marked if not unicodedata.combining(char))


def folded(word: str) -> str:
    """Give a word in lower case, with straight apostrophes and without diacritics."""
    return plain(word).lower()


_SIGNS = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "‐": "-", "‑": "-", "–": "-", "\u00a0": " "})
