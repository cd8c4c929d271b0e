"""Segments: the best division of a run into names and other words."""

from collections.abc import Callable, Mapping, Sequence

from .evidence import TYPES, after_evidence, before_evidence, inner_evidence, key_of, short_class
from .memory import Memory
from .runs import LINKS, PARTICLES, Run

__all__ = ["OUTSIDE", "Scorer", "Segment", "best_segments", "keys_of", "segment_evidence"]

LONGEST = 9
OUTSIDE = len(TYPES) - 1
_REMEMBERED = 1 << 15

Segment = tuple[int, int, int]
"""First word, end word and index of the type."""

Sums = Sequence[float]
Extra = Callable[[int, int], Sums | None]

_INSIDE = frozenset((*LINKS, "'s", "’s", "'", "’"))
_ZERO = (0.0,) * len(TYPES)


def _opens(words: Sequence[str], index: int) -> bool:
    word = words[index]
    return word not in _INSIDE and (word not in PARTICLES or index + 1 < len(words))


def _closes(word: str) -> bool:
    return word not in _INSIDE and word not in PARTICLES


def keys_of(run: Run) -> list[str]:
    """Give the words of a run as lists have them."""
    return [key_of(word, run.mode) for word in run.words]


class Scorer:
    """Sums of the weights of evidence, remembered for words that come again.

    Args:
        weights: what each piece of evidence weighs for each type.
    """

    def __init__(self, weights: Mapping[str, Sums]) -> None:
        self._weights = weights
        self._inner: dict[tuple[str, str], Sums] = {}
        self._around: dict[tuple[object, ...], Sums] = {}

    def total(self, evidence: Sequence[str]) -> Sums:
        """Sum the weights of some evidence."""
        weights = self._weights
        found = [weights[name] for name in evidence if name in weights]
        if len(found) < 2:
            return found[0] if found else _ZERO
        return [sum(column) for column in zip(*found, strict=True)]

    def inner(self, surface: str, keys: Sequence[str], mode: str) -> Sums:
        """Sum the evidence of a stretch itself."""
        sums = self._inner.get((surface, mode))
        if sums is None:
            if len(self._inner) >= _REMEMBERED:
                self._inner.clear()
            sums = self._inner[surface, mode] = self.total(inner_evidence(surface, tuple(keys), mode))
        return sums

    def before(self, run: Run, keys: Sequence[str], at: int) -> Sums:
        """Sum the evidence before the word at ``at``."""
        if at == 0:
            own = keys[0] if run.initial else ""
            return self._remember((run.before, run.before2, own), lambda: before_of(run, keys, 0))
        last = keys[at - 1]
        two = keys[at - 2] if at > 1 else run.before
        return self._remember(
            (last, two, run.starts[at] - run.ends[at - 1], None), lambda: before_of(run, keys, at)
        )

    def after(self, run: Run, keys: Sequence[str], at: int) -> Sums:
        """Sum the evidence after the word before ``at``."""
        if at == len(keys):
            return self._remember((run.after, run.after2), lambda: after_of(run, keys, at))
        following = keys[at + 1] if at + 1 < len(keys) else ""
        return self._remember((keys[at], following, 0, 0, 0), lambda: after_of(run, keys, at))

    def _remember(self, key: tuple[object, ...], evidence: Callable[[], list[str]]) -> Sums:
        sums = self._around.get(key)
        if sums is None:
            if len(self._around) >= _REMEMBERED:
                self._around.clear()
            sums = self._around[key] = self.total(evidence())
        return sums


def before_of(run: Run, keys: Sequence[str], at: int) -> list[str]:
    """Give the evidence before the word at ``at``."""
    if at == 0:
        return before_evidence(run.before, run.before2, run.initial, keys[0])
    last = keys[at - 1]
    two = keys[at - 2] if at > 1 else run.before
    found = before_evidence(last, f"{two} {last}", False, keys[at])
    return [*found, f"Pc:{short_class(last)}", f"Pj:{run.starts[at] - run.ends[at - 1]}"]


def after_of(run: Run, keys: Sequence[str], at: int) -> list[str]:
    """Give the evidence after the word before ``at``."""
    if at == len(keys):
        return after_evidence(run.after, run.after2)
    following = keys[at + 1] if at + 1 < len(keys) else ""
    return [*after_evidence(keys[at], following), f"Nc:{short_class(keys[at])}"]


def segment_evidence(run: Run, text: str, segment: Segment, memory: Memory | None) -> list[str]:
    """Give all the evidence for one segment, as the training needs it."""
    keys = keys_of(run)
    first, end, _ = segment
    own = tuple(keys[first:end])
    surface = text[run.starts[first] : run.ends[end - 1]]
    around = [*before_of(run, keys, first), *after_of(run, keys, end)]
    known = memory.evidence(own, first == 0 and run.initial) if memory else []
    return [*inner_evidence(surface, own, run.mode), *around, *known]


def best_segments(
    run: Run, text: str, scorer: Scorer, memory: Memory | None = None, extra: Extra | None = None
) -> list[tuple[Segment, Sums]]:
    """Give the best division of a run, each segment with its sums for the types.

    Args:
        run: the run.
        text: the text that it stands in.
        scorer: the weights.
        memory: what a first reading of the document found.
        extra: gives further weights for a span, such as those of rules.
    """
    keys = keys_of(run)
    count = len(keys)
    before = [scorer.before(run, keys, at) for at in range(count)]
    after = [scorer.after(run, keys, at) for at in range(1, count + 1)]
    best = [0.0] + [float("-inf")] * count
    back: list[tuple[Segment, Sums]] = [((0, 0, OUTSIDE), _ZERO)] * (count + 1)
    for first in range(count):
        may_open = _opens(run.words, first)
        for end in range(first + 1, min(count, first + LONGEST) + 1):
            named = may_open and _closes(run.words[end - 1])
            if end > first + 1 and not named:
                continue
            start, stop = run.starts[first], run.ends[end - 1]
            inner = scorer.inner(text[start:stop], keys[first:end], run.mode)
            columns = [inner, before[first], after[end - 1]]
            if memory is not None:
                known = memory.evidence(tuple(keys[first:end]), first == 0 and run.initial)
                if known:
                    columns.append(scorer.total(known))
            if extra is not None:
                more = extra(start, stop)
                if more is not None:
                    columns.append(more)
            sums = [sum(column) for column in zip(*columns, strict=True)]
            kind = _best(sums, named, end == first + 1)
            if best[first] + sums[kind] > best[end]:
                best[end] = best[first] + sums[kind]
                back[end] = ((first, end, kind), sums)
    return _path(back, count)


def _best(sums: list[float], named: bool, single: bool) -> int:
    if not named:
        return OUTSIDE
    top = max(sums) if single else max(sums[:OUTSIDE])
    return sums.index(top)


def _path(back: list[tuple[Segment, Sums]], end: int) -> list[tuple[Segment, Sums]]:
    path = []
    while end:
        path.append(back[end])
        end = back[end][0][0]
    return path[::-1]
