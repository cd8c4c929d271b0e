"""Segments: the stretches of a run that may be names, and the evidence that the run itself has for them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from .around import After, Before
from .evidence import TYPES, after_evidence, before_evidence, inner_evidence, opening_evidence, short_class
from .vocabulary import LINKS, PARTICLES

if TYPE_CHECKING:
    from .phrases import Phrase

__all__ = ["OUTSIDE", "Stretch", "evidence_before", "evidence_behind", "evidence_within", "stretches"]

LONGEST = 9
OUTSIDE = len(TYPES) - 1

Stretch = tuple[int, int, bool]
"""First word, end word, and whether it may be a name."""

_INSIDE = frozenset((*LINKS, "'s", "’s", "'", "’"))


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


def evidence_within(phrase: "Phrase", first: int, end: int) -> list[str]:
    """Give the evidence of the words of a stretch themselves."""
    return inner_evidence(phrase.surface(first, end), phrase.keys[first:end], phrase.mode)


def evidence_before(phrase: "Phrase", at: int) -> list[str]:
    """Give the evidence in the run before its word at ``at``, which is not the first.

    What the word before the run says of its second word is left out.
    """
    last = phrase.keys[at - 1]
    found = before_evidence(last, f"{phrase.keys[at - 2]} {last}") if at > 1 else before_evidence(last, "")
    gap = phrase.starts[at] - phrase.ends[at - 1]
    return [*found, f"Pc:{short_class(last)}", f"Pj:{gap}"]


def evidence_behind(phrase: "Phrase", at: int) -> list[str]:
    """Give the evidence in the run behind the word before ``at``, which is not the last."""
    following = phrase.keys[at + 1] if at + 1 < len(phrase.keys) else ""
    return [*after_evidence(phrase.keys[at], following), f"Nc:{short_class(phrase.keys[at])}"]


def segment_evidence(phrase: "Phrase", first: int, end: int, before: Before, after: After) -> list[str]:
    """Give all the evidence for a stretch in its run, by what stands around the run."""
    found = evidence_within(phrase, first, end)
    if first:
        found += evidence_before(phrase, first)
        found += [f"Q:{before.word} {phrase.keys[0]}"] if first == 1 else []
    else:
        found += before_evidence(before.word, "" if before.initial else before.two)
        found += opening_evidence(phrase.keys[0]) if before.initial else []
    return found + (evidence_behind(phrase, end) if end < len(phrase.keys) else after_evidence(*after))
