"""An index of groups: by key, by spelling, and by what is named beside them."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from ._chains import Context, Key, is_lone, person_of
from ._groups import Block, Group
from ._spelling import blocks, may_be_one

__all__ = ["Index"]

_NEAR = 10.0
"""How much two documents have in common, at least, where names in them are one that might as well be two.

So much tell two names that hardly any other document has."""

_NEAR_ENOUGH = 4.0
"""The same where the corpus knows nobody else of this name."""

_CLEAR = 1.25
"""How much nearer than the next one the nearest is."""

_UNSEEN = 1000
"""Documents that are thought of besides those of the corpus, in which no name stands: in a small corpus what all
documents name tells something, too."""


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
        self._likely: defaultdict[Key, Block] = defaultdict(Block)

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
            self._likely[block].add(group)

    def merge(self, one: Group, other: Group) -> Group:
        """Make one group of two, and give it; the id of the later becomes an alias of the earlier."""
        elder, younger = sorted((one, other), key=lambda group: group.rank)
        del self._groups[younger]
        for block in _found_by(younger):
            self._likely[block].remove(younger)
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
        keys = [key, ("bearer", person_of(key)[0][0])] if is_lone(key) else [key]
        found = self._near(keys, [context])
        # What the document names besides is something else.
        besides = context - {key}
        return self.nearest([one for one in found if besides.isdisjoint(one.keys)], [context])

    def alike(self, key: Key, contexts: Sequence[Context]) -> list[Group]:
        """Give groups whose names may be other spellings of one that stands in these contexts."""
        found = self._near(blocks(key), contexts)
        return [one for one in found if not one.is_anchored and all(may_be_one(key, other) for other in one.keys)]

    def _near(self, keys: Iterable[Key], contexts: Sequence[Context]) -> list[Group]:
        blocks = (self._likely[key] for key in keys if key in self._likely)
        return list(dict.fromkeys(group for block in blocks for group in block.near(contexts)))

    def nearest(self, groups: Iterable[Group], contexts: Iterable[Context]) -> Group | None:
        """Give the group whose documents are nearest to any of these contexts, if it is near, and clearly nearer.

        Where there is only one that has other names than the one asked for, it need not be so near.
        """
        pairs = ((self._nearness(group, contexts), group) for group in groups)
        near = sorted(pairs, key=lambda pair: (-pair[0], pair[1].rank, pair[1].id))
        if not near:
            return None
        first, one = near[0]
        is_only = not one.is_anchored and sum(1 for _, group in near if not group.is_anchored) == 1
        rivals = (next for next, other in near[1:2] if not (one.is_anchored and other.is_anchored))
        is_clear = all(first >= _CLEAR * next for next in rivals)
        return one if is_clear and first >= (_NEAR_ENOUGH if is_only else _NEAR) else None

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
