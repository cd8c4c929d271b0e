"""Spelling: whether two words may be transliterations of one name, such as "Qassem" and "Kasim"."""

import functools
import re
from itertools import zip_longest
from operator import itemgetter

from ._letters import folded

__all__ = ["alike", "skeleton"]

_VOWELS = re.compile(r"[aeiouyw]+")
_SIGNS = re.compile(r"['\-\s.]+")
_SILENT = dict.fromkeys(map(ord, "aeiouyw'-. "))
_DOUBLED = re.compile(r"(.)\1+")
_ONCE = itemgetter(1)
_SAME = (
    *(("kh", "h"), ("gh", "g"), ("dh", "s"), ("th", "t"), ("ph", "f"), ("ck", "k"), ("sch", "sh"), ("dj", "j")),
    *(("q", "k"), ("c", "k"), ("z", "s"), ("v", "f")),
)
"""Spellings of one consonant; "dh" is spoken as "z" in most of the names that have it."""

_SHORT = 3
"""Words with fewer consonants are too many to be compared by them."""

# How vowels of one name are written differently; vowels that are not here are what they are.
# "Yousef" and "Yusuf" differ in the last way, but the first vowel of a name does not: "Beck", "Buck".
_GROUPS = tuple(map(frozenset, ("ae", "ei", "ou", "eu")))
_LETTERS = {"aa": "a", "ii": "i", "y": "i", "ee": "i", "ie": "i", "iy": "i"}
_LETTERS |= {"uu": "u", "oo": "u", "w": "u", "ou": "u", "uw": "u"}
_LETTERS |= {"ai": "e", "ay": "e", "ei": "e", "ey": "e", "ow": "o", "au": "o", "aw": "o"}


@functools.lru_cache(maxsize=1 << 14)
def skeleton(word: str) -> str:
    """Give the consonants by which transliterations of one name agree: Qassem, Qasem and Kassim give ``ksm``."""
    text = folded(word)
    for spelling, one in _SAME:
        if spelling in text:
            text = text.replace(spelling, one)
    return _DOUBLED.sub(_ONCE, text.translate(_SILENT).removesuffix("h"))


@functools.lru_cache(maxsize=1 << 14)
def alike(one: str, two: str) -> bool:
    """Say whether two words may be one name, written differently: the same consonants, and vowels near each other."""
    if one == two:
        return True
    if len(skeleton(one)) < _SHORT - 1 or skeleton(one) != skeleton(two):
        return False
    vowels = zip_longest(_vowels(one), _vowels(two), fillvalue="")
    return all(_near(first, second, at > 0) for at, (first, second) in enumerate(vowels))


@functools.lru_cache(maxsize=1 << 14)
def _vowels(word: str) -> tuple[str, ...]:
    """Give the vowels of a word, each sound as one letter where it has one."""
    return tuple(
        _LETTERS.get(found, found) for found in _VOWELS.findall(_SIGNS.sub("", folded(word)).removeprefix("y"))
    )


def _near(one: str, two: str, later: bool) -> bool:
    groups = _GROUPS if later else _GROUPS[:-1]
    return one == two or any(one in sounds and two in sounds for sounds in groups)
