"""People: which full name a name stands for."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from .names import Name, Words
from .spelling import alike, skeleton

__all__ = ["People", "gender_of"]

_LONG = 5
_PREFIX = 3
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
        self._parts: dict[str, Name] = {}
        self._near: dict[str, list[Name]] = {}
        self._others: dict[str, Name] = {}
        for name in names:
            if len(name.words) > 1:
                self._add(name)

    def _add(self, name: Name) -> None:
        """Note a full name, which may be another form of one before it."""
        words = name.words
        if name in self._whole:
            return
        person = self._whole[name] = self._known(name) or name
        if person is name:
            for key in (skeleton(words[-1]), f"{words[0]} "):
                self._near.setdefault(key, []).append(name)
        for key in _spellings(name):
            self._others.setdefault(key, person)
        self._surnames.setdefault(words[-1], []).append(person)
        for word in (*words, *(one + two for one, two in pairwise(words))):
            self._parts.setdefault(word, person)

    def _known(self, name: Name) -> Name | None:
        """Give the full name before it that is the same person's."""
        words = name.words
        known = self._others.get(_together(words))
        if known is not None and _together(known.words) == _together(words):
            return known
        near = (one for key in (skeleton(words[-1]), f"{words[0]} ") for one in self._near.get(key, ())[:_MOST])
        return next((one for one in near if _same(one, name)), None)

    def key(self, name: Name, gender: str = "") -> Words:
        """Give what is the same for all names of a person: the words of the full name, or those of the name."""
        words = name.words
        if len(words) == 1:
            found = self._bearer(words[0], gender) or self._parts.get(words[0]) or self._other(name)
            return found.key if found else words
        person = self._whole[name]
        self._read(person, words)
        return person.key

    def _read(self, person: Name, words: Words) -> None:
        """Note that a surname and a first name are from here on those of this person."""
        bearers = self._surnames.get(words[-1])
        if bearers is not None and bearers[-1] is not person:
            bearers.append(person)
        self._parts[words[0]] = person

    def _bearer(self, word: str, gender: str) -> Name | None:
        """Give who was read last of those with a surname, if a title does not say that it is someone else."""
        bearers = self._surnames.get(word, ())
        if not gender:
            return bearers[-1] if bearers else None
        return next((one for one in reversed(bearers) if self._genders.get(one.surface, gender) == gender), None)

    def _other(self, name: Name) -> Name | None:
        """Give whose name is written together, as initials, or a little differently."""
        word = name.words[0]
        if name.is_spelled or len(word) >= _LONG:
            found = self._others.get(name.acronym if name.is_spelled else word) or self._others.get(_shuffled(word))
            if found is not None:
                return found
        near = [one for one in self._near.get(skeleton(word), ())[:_MOST] if alike(one.words[-1], word)]
        return near[0] if len(near) == 1 and len(word) >= _LONG else None


def _spellings(name: Name) -> Iterator[str]:
    """Give what a full name is like in other spellings: written together, its initials, letters in another order."""
    words = name.words
    yield _together(words)
    yield "".join(words)
    yield name.letters
    if len(words[-1]) >= _LONG:
        yield _shuffled(words[-1])


def _together(words: Words) -> str:
    return "".join(sorted("".join(words))) + "+"


def _shuffled(word: str) -> str:
    """Give the letters of a word in order, but the first: those whose letters were swapped have the same."""
    return f"{word[0]}-{''.join(sorted(word[1:]))}"


def _same(known: Name, name: Name) -> bool:
    """Say whether two full names are one person's."""
    one, two = known.words, name.words
    if known.generation and name.generation and known.generation != name.generation:
        return False
    if alike(one[-1], two[-1]):
        return _same_first(one[0], two[0]) and not _contradict(one[1:-1], two[1:-1])
    short, long = sorted((one, two), key=len)
    return (
        len(short) < len(long) and len(short[0]) > 1 and (short == long[: len(short)] or short == long[-len(short) :])
    )


def _same_first(one: str, two: str) -> bool:
    if len(one) == 1 or len(two) == 1:
        return one[0] == two[0]
    short, long = sorted((one, two), key=len)
    return alike(one, two) or (len(short) >= _PREFIX and long.startswith(short))


def _contradict(one: Words, two: Words) -> bool:
    """Say whether middle names have no first letter in common."""
    return bool(one) and bool(two) and {word[0] for word in one}.isdisjoint(word[0] for word in two)
