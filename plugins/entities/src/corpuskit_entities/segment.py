"""Segments: the stretches of a run that may be names, the evidence for them, and the best division."""

from collections.abc import Sequence

from .evidence import TYPES, after_evidence, before_evidence, inner_evidence, key_of, short_class
from .memory import Memory
from .runs import LINKS, PARTICLES, Run

__all__ = ["OUTSIDE", "Segment", "after_of", "before_of", "divide", "keys_of", "segment_evidence", "stretches"]

LONGEST = 9
OUTSIDE = len(TYPES) - 1

Segment = tuple[int, int, int]
"""First word, end word and index of the type."""

Stretch = tuple[int, int, bool]
"""First word, end word, and whether it may be a name."""

_INSIDE = frozenset((*LINKS, "'s", "’s", "'", "’"))


def keys_of(run: Run) -> list[str]:
    """Give the words of a run as lists have them."""
    mode = run.mode
    return [key_of(word, mode) for word in run.words]


def stretches(words: Sequence[str]) -> list[Stretch]:
    """Give the stretches of a run, in the order of their first words: single words, and those that may be names.

    A name neither begins nor ends with a small word such as "of"; it may begin with a particle such as "van".
    """
    count = len(words)
    found = []
    closing = [word not in _INSIDE and word not in PARTICLES for word in words]
    for first, word in enumerate(words):
        opening = word not in _INSIDE and (closing[first] or first + 1 < count)
        for end in range(first + 1, min(count, first + LONGEST) + 1 if opening else first + 2):
            named = opening and closing[end - 1]
            if named or end == first + 1:
                found.append((first, end, named))
    return found


def divide(count: int, cells: Sequence[Stretch], values: Sequence[float]) -> list[int]:
    """Give the indexes of the stretches that divide a run of ``count`` words with the greatest sum of values."""
    best = [0.0] + [float("-inf")] * count
    back = [0] * (count + 1)
    for index, (first, end, _) in enumerate(cells):
        value = best[first] + values[index]
        if value > best[end]:
            best[end] = value
            back[end] = index
    path = []
    end = count
    while end:
        path.append(back[end])
        end = cells[back[end]][0]
    return path[::-1]


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


def segment_evidence(
    run: Run, keys: Sequence[str], text: str, first: int, end: int, memory: Memory | None
) -> list[str]:
    """Give all the evidence for a stretch."""
    own = tuple(keys[first:end])
    surface = text[run.starts[first] : run.ends[end - 1]]
    around = [*before_of(run, keys, first), *after_of(run, keys, end)]
    known = memory.evidence(own, first == 0 and run.initial) if memory else []
    return [*inner_evidence(surface, own, run.mode), *around, *known]
