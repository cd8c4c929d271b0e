"""Groups of names that are one entity, found by key, by spelling and by what is named beside them."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

import attrs

from ._chains import Context, Key, is_lone, person_of
from ._spelling import blocks, may_be_one

__all__ = ["Group", "Index", "Rank"]

_NEAR = 12.0
"""How much two documents have in common, at least, where names in them are one that might as well be two."""

_NEAR_ENOUGH = 4.0
"""The same where the corpus knows nobody else of this name."""

_CLEAR = 1.25
"""How much nearer than the next one the nearest is."""

_UNSEEN = 1000
"""Documents that are thought of besides those of the corpus, in which no name stands: in a small corpus what all
documents name tells something, too."""

_MOST = 64
"""Groups that a name is compared with."""

_CONTEXTS = 8
"""Documents whose contexts a group keeps."""

Rank = tuple[int, int]
"""The run in which a name was met first, and its place there; what came with an id stands before all others."""


@attrs.define(eq=False)
class Group:
    """Names that are one entity.

    Args:
        id: the id of the entity.
        rank: when it was met.
        keys: the keys that are it wherever they stand, or, with an anchor, only in a context that is like its own.
        surfaces: how its names are written, each with the number of documents.
        forms: the keys of its chains' other names, each with the number of documents.
        documents: how many documents it is in.
        contexts: what is named beside it, in some documents.
        aliases: ids that it had before it turned out to be one with this.
        is_anchored: whether its key alone does not tell that it is it.
    """

    id: str
    rank: Rank
    keys: dict[Key, None] = attrs.field(factory=dict)
    surfaces: Counter[str] = attrs.field(factory=Counter)
    forms: Counter[Key] = attrs.field(factory=Counter)
    documents: int = 0
    contexts: list[Context] = attrs.field(factory=list)
    aliases: list[str] = attrs.field(factory=list)
    is_anchored: bool = False

    def meet(self, contexts: Iterable[Context]) -> None:
        """Keep contexts, as long as there is room."""
        self.contexts += islice(contexts, max(0, _CONTEXTS - len(self.contexts)))


class Index:
    """Groups by what they may be found by."""

    def __init__(self) -> None:
        self.documents = 0
        self.vague: set[Key] = set()
        """Names that are common words."""
        self.seen: Counter[Key] = Counter()
        """In how many documents a key or role stands."""
        self._groups: dict[Group, None] = {}
        self._sure: dict[Key, Group] = {}
        self._likely: dict[Key, dict[Group, None]] = {}

    def __iter__(self) -> Iterator[Group]:
        return iter(self._groups)

    def __len__(self) -> int:
        return len(self._groups)

    def is_vague(self, key: Key) -> bool:
        """Say whether a name does not tell who or what is meant."""
        return is_lone(key) or key in self.vague

    def sure(self, key: Key) -> Group | None:
        """Give the group that a key is wherever it stands."""
        return self._sure.get(key)

    def add(self, group: Group) -> None:
        """Put a group in, or again after it has got more names."""
        self._groups[group] = None
        if not group.is_anchored:
            self._sure |= dict.fromkeys(group.keys, group)
        for block in _found_by(group):
            self._likely.setdefault(block, {})[group] = None

    def merge(self, one: Group, other: Group) -> Group:
        """Make one group of two, and give it; the id of the later becomes an alias of the earlier."""
        elder, younger = sorted((one, other), key=lambda group: group.rank)
        del self._groups[younger]
        for block in _found_by(younger):
            self._likely[block].pop(younger, None)
        elder.keys |= younger.keys
        elder.surfaces += younger.surfaces
        elder.forms += younger.forms
        elder.documents += younger.documents
        elder.aliases += [younger.id, *younger.aliases]
        elder.meet(younger.contexts)
        self.add(elder)
        return elder

    def place(self, key: Key, context: Context) -> Group | None:
        """Give the group that a name in this context is."""
        found = [*self._likely.get(key, {})]
        if is_lone(key):
            found += self._likely.get(("bearer", person_of(key)[0][0]), {})
        # What the document names besides is something else.
        besides = context - {key}
        return self.nearest([one for one in dict.fromkeys(found) if besides.isdisjoint(one.keys)], [context])

    def alike(self, key: Key) -> list[Group]:
        """Give groups whose names may be other spellings of this one."""
        found = dict.fromkeys(one for block in blocks(key) for one in self._likely.get(block, {}))
        return [one for one in found if not one.is_anchored and all(may_be_one(key, other) for other in one.keys)]

    def nearest(self, groups: Iterable[Group], contexts: Iterable[Context]) -> Group | None:
        """Give the group whose documents are nearest to any of these contexts, if it is near, and clearly nearer.

        Where there is only one that has other names than the one asked for, it need not be so near.
        """
        some = list(islice(groups, _MOST))
        near = sorted(((self._nearness(group, contexts), group) for group in some), key=lambda pair: -pair[0])
        known = sum(1 for group in some if not group.is_anchored)
        if not near:
            return None
        first, one = near[0]
        is_near = first >= (_NEAR_ENOUGH if known == 1 and not one.is_anchored else _NEAR)
        is_clear = all(
            first >= _CLEAR * next or (one.is_anchored and near[0][1].is_anchored) for next, one in near[1:2]
        )
        return near[0][1] if is_near and is_clear else None

    def _nearness(self, group: Group, contexts: Iterable[Context]) -> float:
        """Say how much a document of a group has in common with another, at most: names that are rare tell more."""
        return max((self._told(mine & yours, group) for mine in group.contexts for yours in contexts), default=0.0)

    def _told(self, shared: Context, group: Group) -> float:
        everything = self.documents + _UNSEEN
        return sum(math.log(everything / (self.seen[key] + 1)) for key in shared if key not in group.keys)


def _found_by(group: Group) -> Iterator[Key]:
    """Give all that a group may be found by where its key alone does not tell."""
    for key in group.keys:
        yield from (key, *blocks(key))
    yield from group.forms
