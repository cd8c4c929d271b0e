"""Finding: what the rules find in the documents of a batch, and pairs of names."""

from corpuskit.rules import Rules
from corpuskit.scan import Batch

from ..pairs import pairs
from ..sheet import Sheet
from .cues import Cues
from .normalise import Cue, read

__all__ = ["find_cues"]


def find_cues(rules: Rules, batch: Batch, sheet: Sheet) -> dict[int, Cues]:
    """Give the cues of each document that has any, by its number."""
    found: dict[int, list[Cue]] = {}
    for number, hits in rules.find_in(batch, read):
        found[number] = [cue for _, cue in hits]
    for number, cue in pairs(sheet):
        found.setdefault(number, []).append(cue)
    return {number: Cues(cues) for number, cues in found.items()}
