"""Pairs: two places or groups joined by a hyphen, such as "Paris-Berlin talks", are two names."""

import re
from collections.abc import Iterator

from corpuskit import Span

from .evidence import key_of, word_class
from .gazetteer import shipped
from .letters import folded
from .normalise import Cue

__all__ = ["METHOD", "pairs"]

METHOD = "two names joined by a hyphen"

# A pair before a further capitalised word is the beginning of a longer name: "US-Iraq Strategic Dialogue".
_PAIR = re.compile(r"(?<![\w-])([A-Z]\w+)[-–]([A-Z]\w+)(?![\w-]| [A-Z])")
_SURE = frozenset(("co", "ca", "c1"))


def _kind(word: str) -> str | None:
    classes = word_class(key_of(word, ""))
    if "N" in classes:
        return "NORP"
    return "LOC" if not _SURE.isdisjoint(classes) and "w1" not in classes else None


def pairs(text: str) -> Iterator[Cue]:
    """Give a hint for each of two places or groups that are joined by a hyphen."""
    for match in _PAIR.finditer(text):
        kinds = _kind(match[1]), _kind(match[2])
        if None in kinds or folded(match.group()) in shipped().places:
            continue
        for group, kind in enumerate(kinds, 1):
            yield Cue("hint", METHOD, Span(*match.span(group)), type=kind or "LOC")
