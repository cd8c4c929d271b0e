"""Letters: how a word looks without case and diacritics."""

import unicodedata

__all__ = ["folded", "plain"]


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
