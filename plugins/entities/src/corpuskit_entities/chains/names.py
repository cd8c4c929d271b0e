"""Names: the words of a mention, and what follows from them alone."""

import functools
from collections.abc import Sequence

from ..evidence import word_class
from ..gazetteer import shipped
from ..letters import folded
from ..vocabulary import PARTICLES

__all__ = ["Name", "bare_words", "initials", "name_words"]

_SUFFIXES = frozenset("jr jr. sr sr. ii iii iv phd md mp qc".split())  # noqa: SIM905 - words read better in a row
_LEGAL = frozenset(
    "inc inc. corp corp. co co. ltd ltd. plc llc gmbh ag sa nv limited company corporation".split()  # noqa: SIM905 - words read better in a row
)
_ARTICLES = ("al-", "el-", "ad-", "as-", "ash-", "an-", "ar-", "at-", "az-")
_LINKING = frozenset(("of", "for", "and", "the", "on", "&", "'s", "’s", "de", "la", "y", "et", "du", "des"))

Words = tuple[str, ...]


class Name:
    """A name as it is written; one object serves for all mentions that are written so.

    Args:
        surface: the name.
        keys: its words as lists have them.
    """

    def __init__(self, surface: str, keys: Words) -> None:
        self.surface = surface
        self.keys = keys
        self.several = len(keys) > 1

    def __repr__(self) -> str:
        return f"<Name {self.surface!r}>"

    @functools.cached_property
    def text(self) -> str:
        """The name with single spaces between its words."""
        return " ".join(self.surface.split())

    @functools.cached_property
    def words(self) -> Words:
        """Its words if it is a person's."""
        return name_words(self.surface)

    @functools.cached_property
    def bare(self) -> Words:
        """Its words without those that say no more than what kind of company it is."""
        return bare_words(self.keys)

    @functools.cached_property
    def bare_text(self) -> str:
        """The same in one string."""
        return " ".join(self.bare)

    @functools.cached_property
    def group(self) -> str:
        """The name of a group in the singular."""
        word = " ".join(self.keys).lower()
        return word[:-1] if word.endswith("s") and len(word) > 4 and not word.endswith("ss") else word

    @functools.cached_property
    def alias(self) -> str | None:
        """The name of the place, folded, whose other name this is."""
        name = shipped().aliases.get(self.surface)
        return None if name is None else folded(name)

    @functools.cached_property
    def is_acronym(self) -> bool:
        """Whether it is one word, of capitals mostly."""
        bare = self.surface.replace(".", "")
        return not self.several and 2 <= len(bare) <= 10 and sum(map(str.isupper, bare)) * 2 > len(bare)

    @functools.cached_property
    def initials(self) -> Words:
        """The acronyms that it may have."""
        return initials(self.keys)

    @functools.cached_property
    def is_country(self) -> bool:
        """Whether its first word is the name of a country."""
        return "co" in word_class(self.keys[0])

    @functools.cached_property
    def may_be_shortened(self) -> bool:
        """Whether its first word alone may stand for the name of an organisation."""
        return len(self.keys) in (2, 3) and word_class(self.keys[0])[0] in ("x", "s3", "w2", "s2")


def initials(words: Sequence[str]) -> tuple[str, ...]:
    """Give the acronyms that a long form may have: of its capitalised words, and of all its words."""
    large = "".join(word[0].upper() for word in words if word not in _LINKING)
    every = "".join(word[0].upper() for word in words if word[0].isalpha())
    return (large,) if large == every else (large, every)


@functools.lru_cache(maxsize=1 << 14)
def name_words(surface: str) -> Words:
    """Give the words of a person's name for comparison: without particles, suffixes and marks."""
    words = []
    for word in folded(surface).split():
        bare = word.replace("'", "").strip(".,-")
        for article in _ARTICLES:
            bare = bare.removeprefix(article)
        if bare and bare not in PARTICLES and bare not in _SUFFIXES:
            words.append(bare.replace("-", ""))
    return tuple(words) or (folded(surface),)


def bare_words(keys: Words) -> Words:
    """Give the words of a name without those that say no more than what kind of company it is."""
    words = [folded(key).strip(".") for key in keys]
    while len(words) > 1 and words[-1] in _LEGAL:
        words.pop()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return tuple(words)
