"""Names that are sure, such as those of a user's list, put among those that were read."""

from collections.abc import Iterable

from .mentions import Mention

__all__ = ["merged"]


def merged(sure: Iterable[Mention], found: list[Mention]) -> list[Mention]:
    """Give all mentions in order; of those found, none that equals or crosses one that is sure."""
    fixed = sorted(sure, key=_place)
    if not fixed:
        return found
    covered: dict[int, Mention] = {}
    for one in fixed:
        for place in range(one.start, one.end):
            covered.setdefault(place, one)
    return sorted([*fixed, *(one for one in found if _fits(one, covered))], key=_place)


def _place(one: Mention) -> tuple[int, int]:
    return one.start, -one.end


def _fits(one: Mention, covered: dict[int, Mention]) -> bool:
    over = {id(covered[place]): covered[place] for place in range(one.start, one.end) if place in covered}
    return all(_holds(one, other) != _holds(other, one) for other in over.values())


def _holds(one: Mention, other: Mention) -> bool:
    return one.start <= other.start and other.end <= one.end
