"""Named policies for overlapping annotations.

Overlap is always legal in a document. Where a consumer wants none, a policy chooses, the same way every time:

- ``longest``: the longest span, then the earliest.
- ``score``: the highest score (none counts as 0), then the longest, then the earliest.
- ``priority``: the label that stands first in ``priority``, then the longest, then the earliest.
- ``first``: the earliest start, then the longest.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence

from ._annotation import Annotation
from .errors import InvalidValue, did_you_mean

__all__ = ["POLICIES", "without_overlaps"]

Rank = tuple[float, ...]


def _longest(annotation: Annotation) -> Rank:
    return (-len(annotation.span), annotation.start)


def _score(annotation: Annotation) -> Rank:
    return (-(annotation.score or 0.0), *_longest(annotation))


def _first(annotation: Annotation) -> Rank:
    return (annotation.start, -len(annotation.span))


POLICIES = ("longest", "score", "priority", "first")
"""The names of the policies."""


def without_overlaps(
    annotations: Iterable[Annotation], policy: str = "longest", *, priority: Sequence[str] = ()
) -> list[Annotation]:
    """Choose annotations so that no two share a code point.

    Annotations are taken in the order of the policy, each unless it overlaps one that was taken; ties keep the order
    of the input. Empty spans overlap nothing and always stay. The span counts, not the parts.

    Returns:
        The chosen ones in the order of the input, after O(n log n) steps.

    Raises:
        InvalidValue: when there is no such policy.
    """
    items = list(annotations)
    rank = _rank(policy, priority)
    taken: list[int] = []
    chosen = _Disjoint()
    for index in sorted(range(len(items)), key=lambda i: rank(items[i])):
        if chosen.add(items[index].start, items[index].end):
            taken.append(index)
    return [items[index] for index in sorted(taken)]


def _rank(policy: str, priority: Sequence[str]) -> Callable[[Annotation], Rank]:
    order = {label: index for index, label in enumerate(priority)}
    ranks: dict[str, Callable[[Annotation], Rank]] = {
        "longest": _longest,
        "score": _score,
        "first": _first,
        "priority": lambda annotation: (order.get(annotation.label, len(order)), *_longest(annotation)),
    }
    if policy not in ranks:
        raise InvalidValue(f"there is no conflict policy {policy!r}; {did_you_mean(policy, POLICIES)}", policy=policy)
    return ranks[policy]


class _Disjoint:
    """Disjoint spans, kept sorted."""

    def __init__(self) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []

    def add(self, start: int, end: int) -> bool:
        if start == end:
            return True
        place = bisect_right(self.starts, start)
        if (place and self.ends[place - 1] > start) or (place < len(self.starts) and self.starts[place] < end):
            return False
        self.starts.insert(place, start)
        self.ends.insert(place, end)
        return True
