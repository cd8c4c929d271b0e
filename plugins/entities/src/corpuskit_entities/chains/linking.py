"""Linking: mentions of a document, each with the number and the name of its chain."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from .acronyms import beside
from .bodies import Bodies, key_of
from .identity import by_id
from .mentions import Mention
from .names import Name, Words
from .people import People, gender_of

__all__ = ["link"]

_SURE, _DOUBTFUL = 0.7, 0.85

_Key = str | Words


def link(text: str, mentions: Sequence[Mention]) -> None:
    """Give each mention its chain's number, canonical name and variants; linear in the mentions.

    Chains are numbered from 0 in the order of their first mentions.
    """
    _resurname(mentions)
    for number, members in enumerate(by_id(_chains(text, mentions))):
        _name(members, number)


def _resurname(mentions: Sequence[Mention]) -> None:
    """Type a doubtful word as a person where it is the surname of a full name in the document."""
    doubtful = [one for one in mentions if one.score < _DOUBTFUL and one.type in ("LOC", "ORG", "MISC")]
    if not doubtful:
        return
    people = (one.name.words for one in mentions if one.type == "PER" and one.score >= _SURE)
    surnames = {words[-1] for words in people if len(words) > 1}
    for one in doubtful if surnames else ():
        if not one.name.several and one.name.words[-1] in surnames:
            one.type = "PER"


def _chains(text: str, mentions: Sequence[Mention]) -> Iterable[list[Mention]]:
    """Give the mentions of each chain."""
    pairs = [*beside(text, mentions)]
    people, bodies = _people(mentions), _bodies(mentions, pairs)
    also = {short.name: people.key(long.name) for long, short in pairs if long.type == "PER"}
    chains: dict[_Key, list[Mention]] = {}
    known: dict[tuple[str, Name], str] = {}
    for one in mentions:
        name, kind = one.name, one.type
        key: _Key | None
        if kind == "PER":
            key = also.get(name) or people.key(name, gender_of(one.title) if one.title else "")
        else:
            key = known.get((kind, name))
            if key is None:
                key = known[kind, name] = bodies.key(key_of(name, kind))
        members = chains.get(key)
        if members is None:
            chains[key] = [one]
        else:
            members.append(one)
    return chains.values()


def _people(mentions: Sequence[Mention]) -> People:
    people = [one for one in mentions if one.type == "PER"]
    genders = {one.name.surface: gender_of(one.title) for one in people if one.title}
    return People(dict.fromkeys(one.name for one in people), {name: told for name, told in genders.items() if told})


def _bodies(mentions: Sequence[Mention], pairs: Iterable[tuple[Mention, Mention]]) -> Bodies:
    names = dict.fromkeys((one.name, one.type) for one in mentions if one.type != "PER")
    keys = {key_of(short.name, short.type): key_of(long.name, long.type) for long, short in pairs if long.type != "PER"}
    return Bodies(names, keys)


def _name(members: list[Mention], number: int) -> None:
    """Give the mentions of one chain its best name."""
    counts = Counter(one.name.text for one in members)
    best = next((one.canonical for one in members if one.canonical), None) or _best(counts)
    variants = tuple(sorted(counts.keys() - {best}))
    for one in members:
        one.canonical, one.chain, one.variants = best, number, variants


def _best(counts: Mapping[str, int]) -> str:
    """Give the fullest form of a name, of like ones the most frequent, then the first."""
    return max(counts, key=lambda text: (_fullness(text), counts[text]))


def _fullness(text: str) -> tuple[int, bool, int]:
    return len(text.split()), not text.isupper(), len(text)
