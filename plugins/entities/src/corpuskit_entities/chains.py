"""Chains: which mentions of a document name the same entity, and by which name it goes."""

import functools
from collections.abc import Iterable, Mapping, Sequence

from .acronyms import beside, long_forms
from .evidence import word_class
from .gazetteer import shipped
from .letters import folded, skeleton
from .mentions import Mention
from .runs import PARTICLES

__all__ = ["link"]

_SUFFIXES = frozenset("jr jr. sr sr. ii iii iv phd md mp qc".split())  # noqa: SIM905 - words read better in a row
_LEGAL = frozenset(
    "inc inc. corp corp. co co. ltd ltd. plc llc gmbh ag sa nv limited company corporation".split()  # noqa: SIM905 - words read better in a row
)

_SURE, _DOUBTFUL = 0.7, 0.85

Words = tuple[str, ...]


def link(text: str, mentions: Sequence[Mention]) -> None:
    """Give each mention its chain's number, canonical name and variants.

    Chains are numbered from 0 in the order of their first mentions.
    """
    _resurname(mentions)
    long = long_forms(text, mentions)
    _retype(mentions, beside(text, mentions))
    chains: dict[object, list[Mention]] = {}
    people = _People()
    full = [one for one in mentions if one.type == "PER" and len(name_words(one.surface)) > 1]
    keys = {id(one): people.add(name_words(one.surface)) for one in full}
    others = _Others(mentions, long)
    for one in mentions:
        if one.type == "PER":
            key: object = ("PER", keys.get(id(one)) or people.find(name_words(one.surface), one.start))
            if id(one) in keys:
                people.meet(keys[id(one)])
        else:
            key = others.key(one)
        chains.setdefault(key, []).append(one)
    for number, members in enumerate(chains.values()):
        _name(members, number)


def _resurname(mentions: Sequence[Mention]) -> None:
    """Type a doubtful word as a person where it is the surname of a full name in the document."""
    surnames = {
        name_words(one.surface)[-1]
        for one in mentions
        if one.type == "PER" and len(one.keys) > 1 and one.score >= _SURE
    }
    for one in mentions:
        doubtful = one.type in ("LOC", "ORG", "MISC") and len(one.keys) == 1 and one.score < _DOUBTFUL
        if doubtful and name_words(one.surface)[-1] in surnames and "co" not in word_class(one.keys[0]):
            one.type = "PER"


def _retype(mentions: Sequence[Mention], long: Mapping[str, Words]) -> None:
    """Give acronyms the type of their long forms; most are organisations, and those that seem so stay."""
    types = {one.keys: one.type for one in mentions if len(one.keys) > 1} if long else {}
    for one in mentions:
        if len(one.keys) == 1 and one.keys[0] in long and one.method != "gazetteer" and one.type != "ORG":
            one.type = types.get(long[one.keys[0]], one.type)


@functools.lru_cache(maxsize=1 << 14)
def name_words(surface: str) -> Words:
    """Give the words of a person's name for comparison: without particles, suffixes and marks."""
    words = []
    for word in folded(surface).split():
        bare = word.replace("'", "").strip(".,-")
        for article in ("al-", "el-", "ad-", "as-", "ash-", "an-", "ar-", "at-", "az-"):
            bare = bare.removeprefix(article)
        if bare and bare not in PARTICLES and bare not in _SUFFIXES:
            words.append(bare.replace("-", ""))
    return tuple(words) or (folded(surface),)


class _People:
    """The full names of a document, by surname and by first name."""

    def __init__(self) -> None:
        self._by_last: dict[str, list[Words]] = {}
        self._by_part: dict[str, Words] = {}
        self._met: dict[Words, int] = {}

    def add(self, words: Words) -> Words:
        """Note a full name; give the name of its chain, which may be one written otherwise."""
        names = self._by_last.setdefault(skeleton(words[-1]), [])
        for name in names:
            if _same_person(name, words):
                return name
        names.append(words)
        for word in words:
            self._by_part.setdefault(word, words)
        return words

    def meet(self, name: Words) -> None:
        """Note that a name has just been read, so that its surname means it from here on."""
        self._met[name] = len(self._met)
        self._by_part[name[-1]] = name

    def find(self, words: Words, place: int) -> Words:
        """Give the full name that a single word stands for; the word itself where there is none."""
        word = words[-1]
        name = self._by_part.get(word)
        if name is not None:
            return name
        consonants = skeleton(word)
        near = self._by_last.get(consonants, ()) if len(consonants) > 2 else ()
        return near[0] if near and near[0][-1][:1] == word[:1] else words


def _same_person(one: Words, two: Words) -> bool:
    if not _like(one[-1], two[-1]):
        return False
    first, other = one[0], two[0]
    if len(first) == 1 or len(other) == 1:
        return first[0] == other[0]
    return _like(first, other)


def _like(one: str, two: str) -> bool:
    if one == two:
        return True
    return one[:1] in _ALIKE.get(two[:1], two[:1]) and len(skeleton(one)) > 1 and skeleton(one) == skeleton(two)


_ALIKE = {"k": "kqc", "q": "kqc", "c": "kqcs", "s": "sz", "z": "sz", "y": "yi", "i": "yie", "e": "eia", "a": "ae"}


class _Others:
    """Keys of the chains of places, organisations, groups and other names."""

    def __init__(self, mentions: Sequence[Mention], long: Mapping[str, Words]) -> None:
        self._long = long
        self._shortened = _shortened(mentions)

    def key(self, one: Mention) -> object:
        """Give the key of a mention's chain."""
        if one.type == "NORP":
            word = " ".join(one.keys).lower()
            return ("NORP", word[:-1] if word.endswith("s") and len(word) > 4 and not word.endswith("ss") else word)
        keys = self._long.get(one.keys[0], one.keys) if len(one.keys) == 1 else one.keys
        keys = self._shortened.get(_bare(keys), keys)
        alias = shipped().aliases.get(one.surface) if one.type == "LOC" else None
        return ("name", (folded(alias),) if alias else (" ".join(_bare(keys)),))


def _bare(keys: Words) -> Words:
    words = [folded(key).strip(".") for key in keys]
    while len(words) > 1 and words[-1] in _LEGAL:
        words.pop()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return tuple(words)


def _shortened(mentions: Iterable[Mention]) -> dict[Words, Words]:
    """Give for one-word names of organisations the longer name that begins with them, where there is only one."""
    longer: dict[Words, set[Words]] = {}
    for one in mentions:
        if one.type == "ORG" and len(one.keys) in (2, 3) and word_class(one.keys[0])[0] in ("x", "s3", "w2", "s2"):
            longer.setdefault((folded(one.keys[0]),), set()).add(_bare(one.keys))
    return {short: next(iter(names)) for short, names in longer.items() if len(names) == 1}


def _name(members: list[Mention], number: int) -> None:
    if len(members) == 1:
        members[0].name = members[0].name or " ".join(members[0].surface.split())
        members[0].chain = number
        return
    counts: dict[str, int] = {}
    for one in members:
        surface = " ".join(one.surface.split())
        counts[surface] = counts.get(surface, 0) + 1
    given = next((one.name for one in members if one.name), None)
    best = given or max(counts, key=lambda surface: (_weight(surface, members[0].type), counts[surface]))
    variants = tuple(sorted(set(counts) - {best}))
    for one in members:
        one.name = best
        one.chain = number
        one.variants = variants


def _weight(surface: str, kind: str) -> tuple[int, int, int]:
    """Say how well a form serves as the name of its chain."""
    if kind == "NORP":
        return (0, 0, -len(surface))
    canonical = kind == "LOC" and surface not in shipped().aliases
    return (int(canonical), len(surface.split()), int(not surface.isupper()) * len(surface))
