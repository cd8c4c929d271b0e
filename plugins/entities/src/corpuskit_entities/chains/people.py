"""People: which full name a name stands for."""

import functools
from collections.abc import Iterable, Mapping
from itertools import pairwise

from corpuskit.names import alike, may_be_one

from .names import Name, Words

__all__ = ["People", "gender_of"]

_LONG = 5
_MOST = 20
"""Names with one beginning or surname that are compared; more are hardly in one document."""

_GENDERS = {
    **dict.fromkeys(("mr", "sir", "lord", "king", "prince", "mister", "herr", "monsieur", "father", "brother"), "m"),
    **dict.fromkeys(("mrs", "ms", "miss", "lady", "queen", "princess", "madam", "mme", "dame", "frau", "sister"), "f"),
}


def gender_of(title: str) -> str:
    """Give ``m`` or ``f`` for a title that tells, or nothing."""
    return _GENDERS.get(title.partition(" ")[0].lower().rstrip("."), "")


class People:
    """The full names of a document, and what shorter ones stand for.

    Names are to be asked for in the order of the text: of two people with one surname, a surname alone is that of the
    one whose full name was read last.

    Args:
        names: all names of people in the document, in the order of the text.
        genders: what titles tell about them, by how they are written.
    """

    def __init__(self, names: Iterable[Name], genders: Mapping[str, str]) -> None:
        self._genders = genders
        self._whole: dict[Name, Name] = {}
        self._surnames: dict[str, list[Name]] = {}
        self._near: dict[str, list[Name]] = {}
        self._parts: Mapping[str, Name] | None = None
        for name in names:
            if len(name.words) > 1:
                self._add(name)

    def _add(self, name: Name) -> None:
        """Note a full name, which may be another form of one before it."""
        near, keys = self._near, _looks(name)
        found = [one for key in keys if key in near for one in near[key][:_MOST]]
        person = next((one for one in found if _same(one, name)), name) if found else name
        self._whole[name] = person
        self._surnames.setdefault(name.words[-1], []).append(person)
        if person is name:
            for key in keys:
                near.setdefault(key, []).append(name)

    def key(self, name: Name, gender: str = "") -> Words:
        """Give what is the same for all names of a person: the words of the full name, or those of the name."""
        words = name.words
        if len(words) == 1:
            found = self._bearer(words[0], gender) if words[0] in self._surnames else self._other(name)
            return found.key if found else words
        person = self._whole[name]
        bearers = self._surnames[words[-1]]
        if bearers[-1] is not person:
            bearers.append(person)
        return person.key

    def _bearer(self, word: str, gender: str) -> Name | None:
        """Give who was read last of those with a surname, if a title does not say that it is someone else."""
        bearers = self._surnames[word]
        if not gender:
            return bearers[-1]
        return next((one for one in reversed(bearers) if self._genders.get(one.surface, gender) == gender), None)

    def _other(self, name: Name) -> Name | None:
        """Give whose other name this is, or whose name is written together, as initials, or a little differently."""
        if not self._whole:
            return None
        word = name.words[0]
        parts = self._known_parts()
        found = parts.get(word)
        if found is None and len(word) >= _LONG:
            found = parts.get(_shuffled(word))
        if found is None and name.is_spelled:
            found = parts.get(f"{name.acronym}.")
        if found is not None or len(word) < _LONG:
            return found
        near = [one for one in self._near.get(name.sounds, ())[:_MOST] if alike(one.words[-1], word)]
        return near[0] if len(near) == 1 else None

    def _known_parts(self) -> Mapping[str, Name]:
        """Give the full names by what single words may stand for them; of several the first."""
        if self._parts is None:
            whole = reversed(self._whole.items())
            self._parts = {part: person for name, person in whole for part in _parts_of(name)}
        return self._parts


@functools.lru_cache(maxsize=1 << 14)
def _looks(name: Name) -> Words:
    """Give what full names of one person have in common, at least one of these."""
    return name.sounds, name.words[0] + " ", name.together + "+"


@functools.lru_cache(maxsize=1 << 14)
def _parts_of(name: Name) -> Words:
    """Give what may stand for a full name."""
    words = name.words
    pairs = (one + two for one, two in pairwise(words))
    shuffled = (_shuffled(words[-1]),) if len(words[-1]) >= _LONG else ()
    return *words, *pairs, "".join(words), f"{name.letters}.", *shuffled


def _shuffled(word: str) -> str:
    """Give the letters of a word in order, but the first: those whose letters were swapped have the same."""
    return f"{word[0]}-{''.join(sorted(word[1:]))}"


def _same(known: Name, name: Name) -> bool:
    """Say whether two full names are one person's."""
    one, two = known.words, name.words
    if known.generation and name.generation and known.generation != name.generation:
        return False
    if known.together == name.together:
        return True
    if may_be_one(one, two):
        return True
    short, long = sorted((one, two), key=len)
    return (
        len(short) < len(long) and len(short[0]) > 1 and (short == long[: len(short)] or short == long[-len(short) :])
    )
