"""Ids that a user's lists give: what has one id is one entity, and what has two is two."""

from collections.abc import Iterable
from operator import attrgetter

from .mentions import Mention

__all__ = ["by_id"]

_PLACE = attrgetter("place")


def by_id(chains: Iterable[list[Mention]]) -> Iterable[list[Mention]]:
    """Give chains of which none has two ids and no two share one, in the order of their first mentions.

    Mentions without an id have the first one of their chain.
    """
    found: dict[str | int, list[Mention]] = {}
    for number, members in enumerate(chains):
        first = next((one.id for one in members if one.id), None)
        for one in members:
            one.id = one.id or first
            # Numbers keep apart what has no id.
            found.setdefault(one.id or number, []).append(one)
    return sorted((sorted(members, key=_PLACE) for members in found.values()), key=lambda members: members[0].place)
