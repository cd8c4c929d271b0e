"""Bodies: which names of organisations, places, events and works name the same."""

from collections.abc import Iterable, Mapping

from .names import Name
from .spelling import alike

__all__ = ["Bodies", "key_of"]

_SOUNDING = 3
_LEAST = 5


def key_of(name: Name, kind: str) -> str:
    """Give what is the same for names that are one by themselves alone.

    One word that is a place is not the organisation of this name: "Chelsea".
    """
    if kind == "NORP":
        return f"NORP {name.group}"
    if kind == "LOC":
        return f"LOC {name.place}"
    return name.content


class Bodies:
    """Chains of names other than people's, by their keys.

    Args:
        names: the different names, each with its type, in the order of the text.
        pairs: keys of names that stand beside their long forms, with the keys of these.
    """

    def __init__(self, names: Iterable[tuple[Name, str]], pairs: Mapping[str, str]) -> None:
        self._longer: dict[str, str] = {}
        self._names: dict[str, tuple[Name, str]] = {}
        self._companies: set[str] = set()
        for name, kind in names:
            key = key_of(name, kind)
            self._names.setdefault(key, (name, kind))
            if name.is_company:
                self._companies.add(key)
        for short, long in pairs.items():
            self._join(short, long)
        self._join_acronyms()
        self._join_shorts()
        self._join_spellings()

    def key(self, key: str) -> str:
        """Give the key of the chain that a key belongs to."""
        while key in self._longer:
            key = self._longer[key]
        return key

    def _join(self, short: str, long: str) -> None:
        long = self.key(long)
        if self.key(short) == short != long:
            self._longer[short] = long

    def _join_acronyms(self) -> None:
        """Join acronyms to the first long form with their initials."""
        longs: dict[str, str] = {}
        for key, (name, kind) in self._names.items():
            if kind != "NORP" and name.several:
                for short in name.initials:
                    longs.setdefault(short, key)
        for key, (name, kind) in self._names.items() if longs else ():
            if kind != "NORP" and name.acronym in longs and not (kind == "LOC" and name.is_listed):
                self._join(key, longs[name.acronym])

    def _join_shorts(self) -> None:
        """Join shorter forms to the only longer name of the same type that has them."""
        found: dict[str, list[str]] = {}
        for key, (name, kind) in self._names.items():
            if kind in ("ORG", "MISC"):
                for short in name.shorts:
                    if self._is_short(short, kind):
                        found.setdefault(short, []).append(key)
        for short in sorted(found, key=lambda key: (-key.count(" "), key)):
            longs = {self.key(long) for long in found[short]} - {self.key(short)}
            if len(longs) == 1:
                self._join(short, longs.pop())

    def _is_short(self, key: str, kind: str) -> bool:
        """Say whether a name of a type occurs, and always without the words that full names of companies end with."""
        return key in self._names and self._names[key][1] == kind and key not in self._companies

    def _join_spellings(self) -> None:
        """Join names that are spelled a little differently."""
        sounds: dict[tuple[str, str], str] = {}
        for key, (name, kind) in self._names.items():
            if kind != "NORP" and len(name.sound) >= _SOUNDING:
                other = sounds.setdefault((kind, name.sound), key)
                if other != key and _spelled_alike(name, self._names[other][0]):
                    self._join(key, other)


def _spelled_alike(one: Name, two: Name) -> bool:
    """Say whether two names may be spellings of one, and neither is so short that it may be another."""
    first, second = one.content.split(), two.content.split()
    if len(first) != len(second):
        return alike(one.content.replace(" ", ""), two.content.replace(" ", ""))
    return all(a == b or (min(len(a), len(b)) >= _LEAST and alike(a, b)) for a, b in zip(first, second, strict=True))
