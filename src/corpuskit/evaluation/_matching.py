"""The one matcher: which predicted annotation answers which in gold."""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

import attrs

from .._annotation import Annotation
from .._fields import canonical
from .._span import Span

__all__ = ["Pair", "match"]

Key = Callable[[Annotation], object]


@attrs.frozen
class Pair:
    """An annotation in gold and the predicted one that answers it.

    Args:
        gold: None where the predicted one is spurious.
        predicted: None where the one in gold is missed.
    """

    gold: Annotation | None
    predicted: Annotation | None

    @property
    def is_exact(self) -> bool:
        """Whether both have the same pieces of text."""
        return bool(self.gold and self.predicted and self.gold.pieces == self.predicted.pieces)


def match(
    gold: Iterable[Annotation], predicted: Iterable[Annotation], *, prefer: Sequence[Key] = ()
) -> tuple[Pair, ...]:
    """Give every annotation of both sides in one pair: one to one, in order of the text, whatever the order given.

    Annotations with the same pieces are paired first. Among the others, those that share most code points come
    first, and where they share as many, those that stand earlier in gold, then earlier in the predictions. The parts
    of a discontinuous annotation count, not the gaps between them. What is left over has a pair of its own.

    Labels are not looked at: give one layer at a time.

    Args:
        gold: annotations of one document.
        predicted: annotations of the same document.
        prefer: what tells which of several annotations with the same pieces belong together: those with an equal key
            by the first function are paired first, then by the next, then all that are left, in order. Their values
            by default.

    Cost: O(n log n) and the pairs that overlap.

    Source: the relaxed matching of TempEval-3 (N. UzZaman et al., SemEval-2013 task 1), made one to one.

    >>> gold = [Annotation(Span(0, 4), "date"), Annotation(Span(5, 9), "date")]
    >>> [pair.is_exact for pair in match(gold, [Annotation(Span(5, 9), "date"), Annotation(Span(2, 6), "date")])]
    [False, True]
    """
    ours, theirs = _ordered(gold), _ordered(predicted)
    links = dict(_exact(ours, theirs, prefer or (_value,)))
    links.update(_overlapping(ours, theirs, links))
    return tuple(_pairs(ours, theirs, links))


def _value(item: Annotation) -> object:
    return item.value


def _place(item: Annotation) -> tuple[int, int, str]:
    return (item.span.start, -item.span.end, item.label)


def _rest(item: Annotation) -> bytes:
    return canonical([item.value, item.parts, item.score, item.source])


def _ordered(items: Iterable[Annotation]) -> list[Annotation]:
    """Sort as an AnnotationSet does, but keep what occurs twice."""
    ordered: list[Annotation] = []
    for _, group in groupby(sorted(items, key=_place), key=_place):
        same = list(group)
        ordered += sorted(same, key=_rest) if len(same) > 1 else same
    return ordered


def _exact(ours: list[Annotation], theirs: list[Annotation], keys: Sequence[Key]) -> Iterator[tuple[int, int]]:
    groups: dict[tuple[Span, ...], tuple[list[int], list[int]]] = {}
    for side, items in enumerate((ours, theirs)):
        for index, item in enumerate(items):
            groups.setdefault(item.pieces, ([], []))[side].append(index)
    for left, right in groups.values():
        if len(left) > 1 or len(right) > 1:
            for key in keys:
                yield from _equal(ours, theirs, left, right, key)
        yield from zip(left, right, strict=False)


def _equal(
    ours: list[Annotation], theirs: list[Annotation], left: list[int], right: list[int], key: Key
) -> Iterator[tuple[int, int]]:
    """Pair what has an equal key, and take it off both lists; keys need not be hashable."""
    waiting: dict[object, list[int]] = {}
    for j in right:
        waiting.setdefault(_hashable(key(theirs[j])), []).append(j)
    links: dict[int, int] = {}
    for i in left:
        wanted = key(ours[i])
        alike = waiting.get(_hashable(wanted), [])
        found = next((j for j in alike if key(theirs[j]) == wanted), None)
        if found is not None:
            alike.remove(found)
            links[i] = found
    taken = set(links.values())
    left[:] = [i for i in left if i not in links]
    right[:] = [j for j in right if j not in taken]
    yield from links.items()


def _hashable(key: object) -> object:
    """Give what is equal for equal keys, and mostly different for others, so that few have to be compared."""
    if isinstance(key, dict):
        return frozenset((name, _hashable(item)) for name, item in key.items())
    if isinstance(key, (list, tuple)):
        return tuple(map(_hashable, key))
    try:
        hash(key)
    except TypeError:
        return type(key)
    return key


def _overlapping(ours: list[Annotation], theirs: list[Annotation], links: dict[int, int]) -> Iterator[tuple[int, int]]:
    """Pair greedily by shared code points what has no link yet."""
    taken = set(links.values())
    free = [i for i in range(len(ours)) if i not in links], [j for j in range(len(theirs)) if j not in taken]
    shared = _shared(ours, theirs, *free)
    left: set[int] = set()
    right: set[int] = set()
    for (i, j), _ in sorted(shared.items(), key=lambda pair: (-pair[1], pair[0])):
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            yield i, j


def _shared(
    ours: list[Annotation], theirs: list[Annotation], left: list[int], right: list[int]
) -> Counter[tuple[int, int]]:
    """Count the code points that each two share, in one sweep over the pieces of both."""
    sides = ((0, ours, left), (1, theirs, right))
    found = ((piece, side, i) for side, items, free in sides for i in free for piece in items[i].pieces)
    pieces = sorted((piece.start, piece.end, side, i) for piece, side, i in found if len(piece))
    shared: Counter[tuple[int, int]] = Counter()
    active: tuple[list[tuple[int, int]], list[tuple[int, int]]] = ([], [])
    for start, end, side, index in pieces:
        others = active[1 - side]
        others[:] = [other for other in others if other[0] > start]
        for other_end, other in others:
            pair = (other, index) if side else (index, other)
            shared[pair] += min(end, other_end) - start
        active[side].append((end, index))
    return shared


def _pairs(ours: list[Annotation], theirs: list[Annotation], links: dict[int, int]) -> Iterator[Pair]:
    """Give all pairs in order of the place where either begins."""
    taken = set(links.values())
    alone = deque(theirs[j] for j in range(len(theirs)) if j not in taken)
    for i, item in enumerate(ours):
        while alone and _place(alone[0]) < _place(item):
            yield Pair(None, alone.popleft())
        yield Pair(item, theirs[links[i]] if i in links else None)
    for item in alone:
        yield Pair(None, item)
