"""Linking: mentions of a document, each with the number and the name of its chain."""

import re
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter

from .acronyms import Pair, beside
from .bodies import Bodies
from .identity import by_id
from .mentions import Mention
from .names import Name, Words
from .people import People, gender_of

__all__ = ["link"]

_SURE = 0.6

_NONE: tuple[str, ...] = ()
_WITHOUT = {None}

_Key = str | Words
_Chains = dict[_Key, list[Mention]]


def link(text: str, mentions: Sequence[Mention]) -> None:
    """Give each mention its chain's number, canonical name and variants; linear in the mentions.

    Chains are numbered from 0 in the order of their first mentions.

    Args:
        text: the text of the document.
        mentions: in the order of their places.
    """
    _resurname(text, mentions)
    _refirm(text, mentions)
    pairs = beside(text, mentions)
    chains: _Chains = {}
    _add_bodies(chains, mentions, pairs)
    bodies = len(chains)
    _add_people(chains, mentions, pairs)
    found: Iterable[list[Mention]] = chains.values()
    if bodies and len(chains) > bodies:
        found = sorted(found, key=lambda members: members[0].place)
    if {one.id for one in mentions} != _WITHOUT:
        found = by_id(found)
    for number, members in enumerate(found):
        if len(members) == 1:
            (one,) = members
            one.canonical, one.chain = one.canonical or one.name.text, number
        else:
            _name(members, number)


def _resurname(text: str, mentions: Sequence[Mention]) -> None:
    """Type a word as a person where it is the surname of a full name in the document.

    It stays a place behind a word such as "in".
    """
    surnames = {one.name.surname for one in mentions if one.type == "PER" and one.score >= _SURE} - {""}
    if not surnames:
        return
    for one in [one for one in mentions if one.type in _RETYPED and one.name.only_word in surnames]:
        if not (one.type == "LOC" and _PLACED.search(text, max(0, one.start - _BEFORE), one.start)):
            one.type = "PER"


def _refirm(text: str, mentions: Sequence[Mention]) -> None:
    """Type the beginning of a company's name as one, where it is neither a person's name nor a listed place there."""
    firms = {short for one in mentions if one.type == "ORG" for short in one.name.firm_shorts}
    if not firms:
        return
    alike: dict[str, list[Mention]] = {}
    for one in mentions:
        if one.type in _MISTAKEN and one.name.folded_text in firms:
            alike.setdefault(one.name.folded_text, []).append(one)
    if not alike:
        return
    persons = [one.name for one in mentions if one.type == "PER" and one.name.folded_text not in firms]
    surnames = {name.words[-1] for name in persons}
    for group in alike.values():
        if not any(one.title or one.name.words[-1] in surnames for one in group) and not _are_places(text, group):
            for one in group:
                one.type = "ORG"


def _are_places(text: str, alike: Sequence[Mention]) -> bool:
    """Say whether mentions of one name are of a place: a listed one, or most stand behind a word such as "in"."""
    placed = sum(_WITHIN.search(text, max(0, one.start - _BEFORE), one.start) is not None for one in alike)
    return 2 * placed > len(alike) or any(one.type == "LOC" and one.name.is_listed for one in alike)


_MISTAKEN = frozenset(("PER", "LOC", "MISC"))
_RETYPED = frozenset(("LOC", "ORG", "MISC"))
_PLACED = re.compile(r"\b(?:in|at|near|from|to|around|into|outside|of|and|or)\s(?:the\s)?\Z")
_WITHIN = re.compile(r"\b(?:in|at|near|around|outside)\s(?:the\s)?\Z")
_BEFORE = 12


def _add_bodies(chains: _Chains, mentions: Sequence[Mention], pairs: Sequence[Pair]) -> None:
    """Put mentions of all but people in chains, in the order of their first ones."""
    groups: dict[str, list[Mention]] = {}
    for one in mentions:
        kind = one.type
        if kind != "PER":
            name = one.name
            key = name.place if kind == "LOC" else name.group if kind == "NORP" else name.content
            members = groups.get(key)
            if members is None:
                groups[key] = [one]
            else:
                members.append(one)
    longer = Bodies(groups, [pair for pair in pairs if pair[0].type != "PER"]).longer
    if not longer:
        chains.update(groups)
        return
    for key, members in groups.items():
        long = longer.get(key, key)
        if long in chains:
            chains[long] += members
        else:
            chains[long] = members
    for long in set(longer.values()):
        chains[long].sort(key=attrgetter("start", "end"))


def _add_people(chains: _Chains, mentions: Sequence[Mention], pairs: Sequence[Pair]) -> None:
    """Put mentions of people in chains, in the order of their first ones."""
    found = [one for one in mentions if one.type == "PER"]
    if not found:
        return
    people = People(dict.fromkeys([one.name for one in found]), _genders(found))
    also = {short.name: people.key(long.name) for long, short in pairs if long.type == "PER"}
    for one in found:
        key = also.get(one.name) if also else None
        if key is None:
            key = people.key(one.name, gender_of(one.title) if one.title else "")
        members = chains.get(key)
        if members is None:
            chains[key] = [one]
        else:
            members.append(one)


def _genders(found: Iterable[Mention]) -> Mapping[str, str]:
    genders = {one.name.surface: gender_of(one.title) for one in found if one.title}
    return {name: told for name, told in genders.items() if told} if genders else genders


def _name(members: list[Mention], number: int) -> None:
    """Give several mentions of one chain its best name."""
    given = [one.canonical for one in members if one.canonical]
    best, variants = members[0].name.text, _NONE
    if given or len({one.name for one in members}) > 1:
        best, variants = _best([one.name for one in members], given)
    for one in members:
        one.canonical, one.chain, one.variants = best, number, variants


def _best(names: Sequence[Name], given: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """Give the fullest form of a name, of like ones the most frequent, then the first; and the others, sorted."""
    forms = {name.text: name.fullness for name in names}
    fullest = max(forms.values())
    found = given[:1] or [form for form, fullness in forms.items() if fullness == fullest]
    best = found[0] if len(found) == 1 else max(found, key=[name.text for name in names].count)
    return best, tuple(sorted(forms.keys() - {best}))
