"""Names that are sure, such as those of a user's list, put among those that were read."""

from collections.abc import Callable, Iterable, Mapping
from operator import attrgetter

from .chains.mentions import Mention

__all__ = ["merged", "replaced"]

_PLACE = attrgetter("place")


def merged(sure: Iterable[Mention], found: list[Mention]) -> list[Mention]:
    """Give all mentions in order; of those found, none that equals or crosses one that is sure."""
    return _joined(sure, found, _nests)


def replaced(sure: Iterable[Mention], found: list[Mention]) -> list[Mention]:
    """Give all mentions in order; of those found, none that overlaps one that is sure."""
    return _joined(sure, found, lambda one, other: False)


def _joined(
    sure: Iterable[Mention], found: list[Mention], may_share: Callable[[Mention, Mention], bool]
) -> list[Mention]:
    fixed = sorted(sure, key=_PLACE)
    if not fixed:
        return found
    covered: dict[int, Mention] = {}
    for one in fixed:
        for place in range(one.start, one.end):
            covered.setdefault(place, one)
    kept = (
        one
        for one in found
        if covered.keys().isdisjoint(range(one.start, one.end))
        or all(may_share(one, other) for other in _under(one, covered))
    )
    return sorted([*fixed, *kept], key=_PLACE)


def _under(one: Mention, covered: Mapping[int, Mention]) -> Iterable[Mention]:
    return {id(covered[place]): covered[place] for place in range(one.start, one.end) if place in covered}.values()


def _nests(one: Mention, other: Mention) -> bool:
    """Say whether one lies within the other, and is shorter."""
    return _holds(one, other) != _holds(other, one)


def _holds(one: Mention, other: Mention) -> bool:
    return one.start <= other.start and other.end <= one.end
