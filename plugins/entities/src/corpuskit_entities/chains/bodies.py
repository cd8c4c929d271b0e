"""Bodies: which names of organisations, places, events and works name the same."""

import functools
from collections.abc import Iterable, Mapping, Sequence

from corpuskit.names import alike, skeleton

from .acronyms import Pair
from .mentions import Mention
from .names import Name

__all__ = ["Bodies", "key_of"]

_SOUNDING = 3
_LEAST = 5
_ACRONYM = 6


def key_of(name: Name, kind: str) -> str:
    """Give what is the same for names that are one by themselves alone.

    One word that is a place is not the organisation of this name: "Chelsea".
    """
    return name.place if kind == "LOC" else name.group if kind == "NORP" else name.content


class Bodies:
    """Chains of names other than people's, by their keys.

    Args:
        groups: mentions by their keys.
        pairs: names that stand beside their long forms.
    """

    def __init__(self, groups: Mapping[str, Sequence[Mention]], pairs: Iterable[Pair]) -> None:
        self._longer: dict[str, str] = {}
        self._groups = groups
        firsts = [(key, members[0].name, members[0].type) for key, members in groups.items()]
        self._firsts = [first for first in firsts if first[2] != "NORP"]
        self._several = [first for first in self._firsts if first[1].several]
        for long, short in pairs:
            self._join(key_of(short.name, short.type), key_of(long.name, long.type))
        if len(self._firsts) > 1:
            self._join_acronyms()
            self._join_shorts()
            self._join_spellings()

    @property
    def longer(self) -> Mapping[str, str]:
        """The keys of the chains that keys belong to, for those that have another one."""
        return {key: self._key(key) for key in self._longer}

    def _key(self, key: str) -> str:
        while key in self._longer:
            key = self._longer[key]
        return key

    def _join(self, short: str, long: str) -> None:
        long = self._key(long)
        if short not in self._longer and short != long:
            self._longer[short] = long

    def _join_acronyms(self) -> None:
        """Join acronyms to the first long form with their initials; those of places to places."""
        acronyms = {name.acronym for _, name, _ in self._firsts} - {""}
        letters = {acronym[0] for acronym in acronyms}
        longs: dict[tuple[str, bool], str] = {}
        for key, name, kind in self._several if letters else ():
            if not letters.isdisjoint(name.firsts):
                for short in name.initials & acronyms:
                    longs.setdefault((short, kind == "LOC"), key)
        for key, name, kind in self._firsts if longs else ():
            long = longs.get((name.acronym, kind == "LOC"))
            if long is not None and not (kind == "LOC" and name.is_listed):
                self._join(key, long)

    def _join_shorts(self) -> None:
        """Join shorter forms to the only longer name of the same type that has them, or else to the first company."""
        found: dict[str, list[str]] = {}
        for key, name, kind in self._several:
            if kind == "ORG" or kind == "MISC":
                for short in name.shorts:
                    if short in self._groups and self._is_short(short, kind, of=name):
                        found.setdefault(short, []).append(key)
        for short in sorted(found, key=lambda key: (-key.count(" "), key)) if found else ():
            longs = dict.fromkeys(long for key in found[short] if (long := self._key(key)) != self._key(short))
            first = next(iter(longs), None)
            # Of several companies that begin with a word, it stands for the one that the text names first.
            if first is not None and (len(longs) == 1 or self._groups[first][0].name.is_company):
                self._join(short, first)

    def _is_short(self, key: str, kind: str, of: Name) -> bool:
        """Say whether a name of a type occurs, and always without the words that full names of companies end with.

        An acronym is not short for what begins with it, such as "UN" for "UN Food Programme", unless that is a company.
        """
        members = self._groups[key]
        acronym = all(one.name.surface.isupper() and len(one.name.surface) <= _ACRONYM for one in members)
        if acronym and not of.is_company:
            return False
        return members[0].type == kind and not any(one.name.is_company for one in members)

    def _join_spellings(self) -> None:
        """Join names that are spelled a little differently."""
        sounds: dict[tuple[str, str], str] = {}
        for key, _, kind in self._firsts:
            sound = _sound(key)
            if len(sound) >= _SOUNDING:
                other = sounds.setdefault((kind, sound), key)
                if other != key and _spelled_alike(key, other):
                    self._join(key, other)


@functools.lru_cache(maxsize=1 << 14)
def _sound(key: str) -> str:
    """Give the consonants of a key."""
    return skeleton(key.removeprefix("LOC "))


def _spelled_alike(one: str, two: str) -> bool:
    """Say whether two keys may be spellings of one name, and no word is so short that it may be another."""
    first, second = one.split(), two.split()
    if len(first) != len(second):
        return alike("".join(first), "".join(second))
    return all(a == b or (min(len(a), len(b)) >= _LEAST and alike(a, b)) for a, b in zip(first, second, strict=True))
