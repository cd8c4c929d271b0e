"""What stands around a run: the words before it and behind it."""

import re
from typing import NamedTuple

from .vocabulary import ABBREVIATED, HYPHENATED, PARTICLES

__all__ = ["After", "Before", "after", "before", "is_particle"]


class Before(NamedTuple):
    """The word before a run, the two words before it, and whether the run begins a sentence."""

    word: str
    two: str
    initial: bool


class After(NamedTuple):
    """The word or sign behind a run, and the word behind that."""

    word: str
    two: str


_OPENING = "(\"“‘'[«—–/"
_DOTTED = frozenset(ABBREVIATED.lower().split("|"))


def before(left: str) -> Before:
    """Read what stands before a run, from its last two words on at least."""
    line = left.rfind("\n")
    words = left[line + 1 :].rsplit(None, 2)
    if not words:
        return Before("^", "^", True)
    last = words[-1].lstrip(_OPENING)
    sign = left[-1]
    if not last or (last[-1] == "." and not _abbreviated(last)) or last[-1] in '!?:;”"’)»':
        return Before((last or words[-1])[-1], "^", True)
    if last[-1] == ",":
        return Before(",", last[:-1], False)
    if len(last) < len(words[-1]) and not sign.isspace() and not last[-1].isalnum() and last[-1] != "-":
        return Before(sign, "^", True)
    one = last.lower().rstrip(".")
    two = f"{words[-2].lower()} {one}" if len(words) > 1 else f"^ {one}"
    return Before(one, two, False)


def _abbreviated(word: str) -> bool:
    bare = word[:-1].lower()
    return bare in _DOTTED or (len(bare) == 1 and bare.isalpha()) or "." in bare


_AFTER = re.compile(r"([ \u00a0]*)(['’]s\b|['’](?= )|\w+|[^\w\s])?[ ]*([\w]+)?")


def after(right: str) -> After:
    """Read what stands behind a run, to its second word at least."""
    match = _AFTER.match(right)
    if match is None or match[2] is None:
        return After("$", "")
    word = match[2]
    if not match[1] and word == "-":
        return After("-" + (match[3] or "").lower(), "")
    if len(word) == 2 and word[1] == "s":
        word = "'s"
    return After(word.lower(), match[3] or "")


def is_particle(word: str) -> bool:
    """Say whether the word before a run belongs to it: "van", "al-"."""
    if word.endswith(("-", "’", "'")):
        return word[:-1] in PARTICLES
    return word in PARTICLES and word not in HYPHENATED
