"""Chains: which mentions of a document name the same entity, and by which name it goes."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from ..gazetteer import shipped
from ..letters import folded, skeleton
from .acronyms import beside, by_initials
from .mentions import Mention
from .names import bare_words

__all__ = ["link"]

_SURE, _DOUBTFUL = 0.7, 0.85

Words = tuple[str, ...]


def link(text: str, mentions: Sequence[Mention]) -> None:
    """Give each mention its chain's number, canonical name and variants.

    Chains are numbered from 0 in the order of their first mentions.
    """
    _resurname(mentions)
    bracketed = beside(text, mentions)
    long = {**by_initials(mentions), **bracketed}
    if bracketed:
        _retype(mentions, bracketed)
    for number, members in enumerate(_chains(mentions, long)):
        if len(members) == 1:
            (one,) = members
            one.canonical, one.chain = one.canonical or one.name.text, number
        else:
            _name(members, number)


def _resurname(mentions: Sequence[Mention]) -> None:
    """Type a doubtful word as a person where it is the surname of a full name in the document."""
    surnames = {one.name.words[-1] for one in mentions if one.type == "PER" and one.name.several and one.score >= _SURE}
    for one in mentions if surnames else ():
        doubtful = one.score < _DOUBTFUL and not one.name.several and one.type in ("LOC", "ORG", "MISC")
        if doubtful and one.name.words[-1] in surnames and not one.name.is_country:
            one.type = "PER"


def _retype(mentions: Sequence[Mention], long: Mapping[str, Words]) -> None:
    """Give acronyms the type of their long forms; most are organisations, and those that seem so stay."""
    types = {one.name.keys: one.type for one in mentions if one.name.several}
    for one in mentions:
        key = one.name.keys[0]
        if not one.name.several and key in long and one.method != "gazetteer" and one.type != "ORG":
            one.type = types.get(long[key], one.type)


def _chains(mentions: Sequence[Mention], long: Mapping[str, Words]) -> Iterable[list[Mention]]:
    """Give the mentions of each chain."""
    people, others = _People(), _Others(mentions, long)
    for one in mentions:
        if one.type == "PER" and len(one.name.words) > 1:
            people.add(one.name.words)
    # The keys of people are tuples, those of other names strings in lower case; those of groups are not.
    chains: dict[Words | str, list[Mention]] = {}
    for one in mentions:
        key = people.key(one.name.words) if one.type == "PER" else others.key(one)
        members = chains.get(key)
        if members is None:
            chains[key] = [one]
        else:
            members.append(one)
    return chains.values()


class _People:
    """The full names of a document, by surname and by first name."""

    def __init__(self) -> None:
        self._full: dict[Words, Words] = {}
        self._by_last: dict[str, list[Words]] = {}
        self._by_part: dict[str, Words] = {}

    def add(self, words: Words) -> None:
        """Note a full name, which may be another spelling of one before it."""
        if words in self._full:
            return
        names = self._by_last.setdefault(skeleton(words[-1]), [])
        self._full[words] = next((name for name in names if _same_person(name, words)), words)
        if self._full[words] is words:
            names.append(words)
            for word in words:
                self._by_part.setdefault(word, words)

    def key(self, words: Words) -> Words:
        """Give the key of the chain of a full name, or of the full name that a single word stands for.

        What has been read last is what its surname means from there on.
        """
        name = self._full.get(words)
        if name is None:
            return self._find(words)
        self._by_part[name[-1]] = name
        return name

    def _find(self, words: Words) -> Words:
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

    def key(self, one: Mention) -> str:
        """Give the key of a mention's chain."""
        name = one.name
        if one.type == "NORP":
            return f"NORP {name.group}"
        if one.type == "LOC" and name.alias is not None:
            return name.alias
        keys = None if name.several else self._long.get(name.keys[0])
        full = self._shortened.get(name.bare if keys is None else bare_words(keys), keys)
        return name.bare_text if full is None else " ".join(bare_words(full))


def _shortened(mentions: Iterable[Mention]) -> dict[Words, Words]:
    """Give for one-word names of organisations the longer name that begins with them, where there is only one."""
    longer: dict[Words, set[Words]] = {}
    for one in mentions:
        if one.type == "ORG" and one.name.may_be_shortened:
            longer.setdefault((folded(one.name.keys[0]),), set()).add(one.name.bare)
    return {short: next(iter(names)) for short, names in longer.items() if len(names) == 1}


def _name(members: list[Mention], number: int) -> None:
    """Give several mentions of one chain its best name."""
    texts = [one.name.text for one in members]
    best = next((one.canonical for one in members if one.canonical), None) or _best(texts, members[0].type)
    variants = tuple(sorted({*texts} - {best})) if texts.count(best) < len(texts) else ()
    for one in members:
        one.canonical, one.chain, one.variants = best, number, variants


def _best(texts: list[str], kind: str) -> str:
    """Give the form of a name that serves best, of like ones the most frequent, then the first."""
    if texts.count(texts[0]) == len(texts):
        return texts[0]
    counts = Counter(texts)
    return max(counts, key=lambda text: (_weight(text, kind), counts[text]))


def _weight(surface: str, kind: str) -> tuple[int, int, int]:
    """Say how well a form serves as the name of its chain."""
    if kind == "NORP":
        return (0, 0, -len(surface))
    canonical = kind == "LOC" and surface not in shipped().aliases
    return (int(canonical), len(surface.split()), int(not surface.isupper()) * len(surface))
