"""Shingles: the runs of words that a text has, as numbers to compare."""

import hashlib
import re
import unicodedata
from typing import Any

import numpy as np

__all__ = ["Shingles", "shingles", "similarity"]

Shingles = np.ndarray[Any, np.dtype[np.uint64]]
"""Sorted numbers, each once."""

_WORDS = 3
_WORD = re.compile(r"\w+")


def shingles(text: str) -> Shingles:
    """Give the runs of three words in a text, without regard to case and punctuation; of a shorter one, all words."""
    words = _WORD.findall(unicodedata.normalize("NFKC", text).casefold())
    runs = {" ".join(words[at : at + _WORDS]) for at in range(max(1, len(words) - _WORDS + 1))} if words else ()
    digests = b"".join(hashlib.blake2b(run.encode(), digest_size=8).digest() for run in runs)
    return np.unique(np.frombuffer(digests, dtype="<u8"))


def similarity(one: Shingles, other: Shingles) -> float:
    """Give the share of what is in either that is in both."""
    both = len(np.intersect1d(one, other, assume_unique=True))
    return both / (len(one) + len(other) - both)
