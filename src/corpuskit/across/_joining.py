"""From the names of a corpus to groups that are one entity."""

import hashlib
from array import array
from collections import Counter
from collections.abc import Mapping, Sequence

from ._chains import ROLE, Context, Key
from ._gathering import Gathered
from ._groups import Group, Rank
from ._index import Index

__all__ = ["anchored_id", "id_of", "join"]

_MOSTLY = 0.8
"""The share of the chains with a form in which it has to be another name of one and the same name."""

_OFTEN = 3
"""Documents that say so without anything else that speaks for it."""

_LOOKED_AT = 8
"""Documents of a name whose contexts are compared."""

_COMMON = 1 / 2000
"""A word is a common one where it stands in small letters in this share of the documents."""

_NOTHING: "array[int]" = array("L")


def join(found: Gathered, index: Index) -> None:
    """Put the names of a corpus into an index of groups, in which there may be some from earlier runs."""
    index.documents += len(found.ids)
    index.vague |= found.vague(_COMMON)
    for key, places in found.places.items():
        index.seen[key] += len(places)
    for context in found.contexts:
        index.seen.update(key for key in context if key[0] == ROLE)
    _Joining(found, index, 1 + max((group.rank[0] for group in index), default=-1)).run()


def id_of(key: Key) -> str:
    """Give the id of an entity that has this key: no two keys have the same."""
    return f"{key[0]}:{'.'.join(key[1:])}"


def anchored_id(key: Key, document: str) -> str:
    """Give the id of an entity that is found by what is named in a document, besides its key."""
    return f"{id_of(key)}@{hashlib.blake2b(document.encode(), digest_size=6).hexdigest()}"


def _last(key: Key, owners: Mapping[Key, Key]) -> Key:
    passed = {key}  # Two names may be another name of each other.
    while (owner := owners.get(key, key)) not in passed:
        passed.add(owner)
        key = owner
    return key


def _is_named_so(group: Group) -> bool:
    """Say whether a group has its id from a name of its own, and not from a list."""
    return group.id in map(id_of, group.keys)


class _Joining:
    def __init__(self, found: Gathered, index: Index, run: int) -> None:
        self._found = found
        self._index = index
        self._run = run
        self._anchored = {group.id: group for group in index if group.is_anchored}
        self._ranks: dict[Key, Rank] = {key: (run, number) for number, key in enumerate(found.places)}
        self._ids = Counter(key for keys in found.given.values() for key in keys)
        """How many ids chains with a key came with."""
        self._forms: dict[Key, Counter[Key]] = {}
        """The other names of each name."""
        for form, chains in found.forms.items():
            for key, count in chains.items():
                self._forms.setdefault(key, Counter())[form] = count

    def run(self) -> None:
        """Join names in the order in which they were met, those that do not tell who is meant last."""
        groups = {group.id: group for group in self._index}
        for id, keys in self._found.given.items():
            self._by_id(groups.get(id), id, keys)
        vague = {key for key in self._found.places if self._index.is_vague(key) and self._index.sure(key) is None}
        certain = [key for key in self._found.places if key not in vague]
        known_names = [key for key in self._found.forms if key not in vague and self._index.sure(key) is not None]
        owners = self._owners([*dict.fromkeys((*certain, *known_names))])
        for key in certain:
            if key not in owners:
                self._by_spelling(key)
        for key in owners:
            self._by_owner(key, owners)
        self._by_contexts(sorted((number, key) for key in vague for number in self._found.places[key]))

    def _by_id(self, group: Group | None, id: str, keys: "dict[Key, array[int]]") -> None:
        """Make a group of what came with one id; a name that came with several is its own nowhere else."""
        # Before all that have no id, so that they take this one and not it theirs.
        group = group or Group(id, (self._run, -1), is_anchored=all(self._is_open(key, id) for key in keys))
        self._index.add(group)
        for key, places in keys.items():
            known = self._index.sure(key)
            if known is not None and known is not group and _is_named_so(known):
                group = self._named(known, group)
            if group.is_anchored or not self._is_open(key, id):
                group.keys[key] = None
            group.forms[key] += len(places)
            group.documents += len(places)
            group.surfaces[self._name(key)] += len(places)
            group.meet(self._found.contexts[number] for number in places)
            self._index.add(group)

    def _named(self, known: Group, group: Group) -> Group:
        """Give a group that had an id of its own the one of another."""
        known.aliases.append(known.id)
        known.id = group.id
        return self._index.merge(known, group)

    def _is_open(self, key: Key, id: str) -> bool:
        """Say whether a name may also be another entity than the one that has this id."""
        known = self._index.sure(key)
        is_taken = known is not None and known.id != id and not _is_named_so(known)
        return is_taken or self._index.is_vague(key) or self._ids[key] > 1

    def _by_spelling(self, key: Key) -> Group:
        """Put a name into its group, or into that of another spelling that stands in like documents, or found one."""
        index, group = self._index, self._index.sure(key)
        if group is None:
            contexts = self._contexts(key)
            alike = index.alike(key, contexts)
            apart = [one for one in alike if not any(self._together(key, other) for other in one.keys)]
            group = index.nearest(apart, contexts) or Group(id_of(key), self._ranks[key])
        self._extend(group, key)
        return group

    def _by_owner(self, key: Key, owners: dict[Key, Key]) -> None:
        """Put a name into the group of the one that it is another name of."""
        owner = _last(key, owners)
        elder, mine = self._index.sure(owner) or self._by_spelling(owner), self._index.sure(key)
        if key in self._found.places:
            self._extend(mine or elder, key)
        if mine is not None and mine is not elder:
            self._index.merge(mine, elder)

    def _by_contexts(self, places: Sequence[tuple[int, Key]]) -> None:
        """Put names that do not tell who is meant into the nearest groups, and found groups for the others.

        A new group may make it less clear which one is the nearest; so all are looked at again until none is new.
        """
        for number, key in places:
            group = self._placed(key, number)
            if group is not None and group.is_anchored:
                group.meet([self._found.contexts[number]])
            elif group is None:
                self._found_group(key, number)
        while unclear := [(number, key) for number, key in places if self._placed(key, number) is None]:
            for number, key in unclear:
                self._found_group(key, number)
        for number, key in places:
            if group := self._placed(key, number):
                group.documents += 1
                group.forms[key] += 1

    def _placed(self, key: Key, number: int) -> Group | None:
        own = self._anchored.get(anchored_id(key, self._found.ids[number]))
        return own or self._index.place(key, self._found.contexts[number])

    def _found_group(self, key: Key, number: int) -> None:
        id = anchored_id(key, self._found.ids[number])
        group = Group(id, self._ranks[key], {key: None}, Counter([self._name(key)]), is_anchored=True)
        group.meet([self._found.contexts[number]])
        self._anchored[id] = group
        self._index.add(group)

    def _owners(self, keys: Sequence[Key]) -> dict[Key, Key]:
        """Give the names that names are another name of: first those that are of one, then those of one by way of it.

        "US" is another name of "America", too, which is one of "United States".
        """
        owners: dict[Key, Key] = {}
        for _ in range(2):
            owners |= {key: owner for key in keys if key not in owners and (owner := self._owner(key, owners))}
        return owners

    def _owner(self, key: Key, owners: Mapping[Key, Key]) -> Key | None:
        """Give the name that a name is another name of, where chains of several documents do not contradict."""
        chains: Counter[Key] = Counter()
        for owner, count in self._found.forms.get(key, {}).items():
            chains[_last(owner, owners)] += count
        owner, count = min(chains.items(), key=lambda pair: (-pair[1], pair[0]), default=(key, 0))
        if count < max(1, _MOSTLY * chains.total()) or owner[0] != key[0] or self._index.is_vague(owner):
            return None
        if self._together(key, owner) >= count:
            return None
        if count >= _OFTEN:
            return owner
        mine = self._index.sure(key) or Group("", (0, 0), {key: None}, contexts=self._contexts(key))
        return owner if self._index.nearest([mine], self._contexts(owner)) else None

    def _extend(self, group: Group, key: Key) -> None:
        if self._ranks[key] < group.rank:
            group.id, group.rank = id_of(key), self._ranks[key]
        group.keys[key] = None
        group.surfaces += self._found.surfaces[key]
        group.forms += self._forms.get(key, Counter())
        group.documents += len(self._found.places[key])
        group.meet(self._contexts(key))
        self._index.add(group)

    def _contexts(self, key: Key) -> list[Context]:
        """Give the contexts of a name in some documents, from the first to the last."""
        places = self._found.places.get(key, _NOTHING)
        return [self._found.contexts[number] for number in places[:: max(1, len(places) // _LOOKED_AT)]][:_LOOKED_AT]

    def _together(self, one: Key, other: Key) -> int:
        """Say in how many documents both are named, as chains apart."""
        places = self._found.places.get(other)
        return len({*self._found.places.get(one, ())}.intersection(places)) if places else 0

    def _name(self, key: Key) -> str:
        return self._found.surfaces[key].most_common(1)[0][0]
