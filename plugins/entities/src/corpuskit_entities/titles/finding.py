"""Finding: what the rules find in the documents of a batch."""

from corpuskit.rules import Rules
from corpuskit.scan import Batch

from .cues import Cues
from .normalise import read

__all__ = ["find_cues"]


def find_cues(rules: Rules, batch: Batch) -> dict[int, Cues]:
    """Give the cues of each document that has any, by its number."""
    return {number: Cues(cue for _, cue in hits) for number, hits in rules.find_in(batch, read)}
