"""Groups of names that are one entity, and blocks of groups that a name may be one of."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

import attrs

from ._chains import Context, Key

__all__ = ["Block", "Group", "Rank"]

_CONTEXTS = 8
"""Documents whose contexts a group keeps."""

_MOST = 64
"""Groups that a name is compared with."""

_OFTEN = 256
"""What more groups of a block have beside them does not tell which of them is meant."""

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


class Block:
    """Groups that one name may be one of. A large one is looked up by what is named beside them."""

    def __init__(self) -> None:
        self._groups: dict[Group, None] = {}
        self._places: dict[Key, list[Group]] = {}
        """The groups by what is named beside them, once there are many."""
        self._placed: Counter[Group] = Counter()
        """How many contexts of each group are among them."""

    def __iter__(self) -> Iterator[Group]:
        return iter(self._groups)

    def add(self, group: Group) -> None:
        """Put a group in, or again after it has got more contexts."""
        self._groups[group] = None
        if self._places:
            self._put(group)
        elif len(self._groups) > _MOST:
            for each in self._groups:
                self._put(each)

    def remove(self, group: Group) -> None:
        """Take a group out."""
        self._groups.pop(group, None)

    def near(self, contexts: Iterable[Context]) -> list[Group]:
        """Give the groups that have most in common with contexts; all where there are few."""
        if not self._places:
            return list(self._groups)
        found: Counter[Group] = Counter()
        for key in sorted(frozenset().union(*contexts)):
            groups = self._places.get(key, ())
            if len(groups) <= _OFTEN:
                found.update(groups)
        order = sorted(found.items(), key=lambda pair: (-pair[1], pair[0].rank, pair[0].id))
        return [group for group, _ in order if group in self._groups][:_MOST]

    def _put(self, group: Group) -> None:
        for context in group.contexts[self._placed[group] :]:
            for key in context:
                self._places.setdefault(key, []).append(group)
        self._placed[group] = len(group.contexts)
