"""How many quantities of a document are hit, by what is compared."""

from collections.abc import Callable, Iterable, Sequence

from ..counting import Counts
from .quantity import Quantity, same

__all__ = ["MEASURES", "PLACED", "counts"]

Alike = Callable[[Quantity, Quantity], bool]


def counts(gold: Sequence[Quantity], found: Sequence[Quantity]) -> Counts:
    """Count one document.

    ``exact`` wants both ends, ``relaxed`` a character in common, one to one, the largest overlap first. ``value`` and
    ``value and unit`` are compared as bags, wherever they stand. Where the gold has values without places, places are
    not compared.
    """
    placed = [item for item in gold if item.start is not None]
    places = found if placed or not gold else ()
    valued = [item for item in gold if item.value is not None]
    hits = {
        "exact": (_placed(placed, places, _exactly), placed, places),
        "relaxed": (_placed(placed, places, _overlap), placed, places),
        "value": (_bag(valued, found, _same_value), valued, found),
        "value and unit": (_bag(valued, found, _same_value_and_unit), valued, found),
    }
    return {measure: (hit, len(one), len(other)) for measure, (hit, one, other) in hits.items()}


PLACED = ("exact", "relaxed")
MEASURES = (*PLACED, "value", "value and unit")


def _exactly(one: Quantity, other: Quantity) -> float:
    return float((one.start, one.end) == (other.start, other.end))


def _overlap(one: Quantity, other: Quantity) -> float:
    if one.end is None or other.end is None or one.start is None or other.start is None:
        return 0
    length = min(one.end, other.end) - max(one.start, other.start)
    # Of two that overlap as much, the one with the right value is meant.
    return length + 0.5 * same(one.value, other.value) if length > 0 else 0


def _placed(gold: Sequence[Quantity], found: Sequence[Quantity], alike: Callable[[Quantity, Quantity], float]) -> int:
    pairs = [
        (-size, i, j) for i, one in enumerate(gold) for j, other in enumerate(found) if (size := alike(one, other)) > 0
    ]
    ones, others = set[int](), set[int]()
    for _, i, j in sorted(pairs):
        if i not in ones and j not in others:
            ones.add(i)
            others.add(j)
    return len(ones)


def _same_value(one: Quantity, other: Quantity) -> bool:
    return same(one.value, other.value)


def _same_value_and_unit(one: Quantity, other: Quantity) -> bool:
    return same(one.value, other.value) and one.unit_name == other.unit_name


def _bag(gold: Iterable[Quantity], found: Iterable[Quantity], alike: Alike) -> int:
    left, hits = list(found), 0
    for item in gold:
        place = next((n for n, other in enumerate(left) if alike(item, other)), None)
        if place is not None:
            del left[place]
            hits += 1
    return hits
