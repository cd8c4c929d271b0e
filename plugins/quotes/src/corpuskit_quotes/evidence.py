"""How sure a quotation is, by the evidence for its words and its speaker.

Rounded shares of those whose words and speaker were right among quotations of plain news that were judged by eye, half
of the documents; what is rare there stands between its neighbours. A cue lowers them by its own grade.
"""

import math

__all__ = [
    "AROUND",
    "BESIDE",
    "CARRIED",
    "FOLLOWING",
    "HEADLINE",
    "INFINITIVE",
    "INTRODUCED",
    "LABELLED",
    "NAMED",
    "NEAR",
    "NOBODY",
    "OWNED",
    "REPORTED",
    "SIGNED",
    "SOURCED",
    "THING",
    "TOLD_BEHIND",
    "TRAILED",
    "TURN",
    "UNTOLD",
    "UNTOLD_COLON",
    "graded",
]

_POWER = {"direct": 0.3, "mixed": 1.0, "indirect": 2.0}
"""How much the grade of the cue counts: words in marks show themselves, a clause is reported by its cue alone."""


def graded(score: float, kind: str, weight: float) -> float:
    """Give how sure a quotation of a kind is, by its evidence and the grade of its cue."""
    return score * math.pow(weight, _POWER[kind])


BESIDE = 0.95
"""A whole quotation with a sign between it and what tells of it: ``“…,” said Weber``."""

TRAILED = 0.9
"""A clause before what tells of it: ``…, the statement added``."""

NAMED = 0.9
"""Words that somebody has for a thing: ``called it “a mistake”``."""

FOLLOWING = 0.85
"""A whole quotation behind its cue without a sign: ``Weber said “…”``."""

INTRODUCED = 0.85
"""A quotation behind a colon, also in the next paragraph, where a cue stands before."""

TOLD_BEHIND = 0.85
"""A quotation that ends in a comma, before somebody: ``“…,” Weber cut in``."""

REPORTED = 0.8
"""A clause behind its cue: ``Weber said that …``."""

SIGNED = 0.8
"""A signature behind a dash."""

SOURCED = 0.8
"""A clause beside its source: ``according to Weber``."""

AROUND = 0.75
"""A clause around what tells of it: ``The plan, she said, was over``."""

LABELLED = 0.7
"""A turn behind a label, in an interview."""

UNTOLD_COLON = 0.65
"""A quotation behind a colon without a cue."""

CARRIED = 0.6
"""An utterance without a cue, by whoever spoke last or whom the words before are about."""

OWNED = 0.6
"""Words that a noun gives to somebody: ``her promise of “…”``."""

THING = 0.5
"""A thing that is asked for or announced."""

INFINITIVE = 0.5
"""An infinitive: ``promised to go``."""

NEAR = 0.5
"""Words in marks somewhere behind a cue; names of things, and words held at a distance."""

TURN = 0.5
"""A turn in a dialogue, by who takes turns."""

HEADLINE = 0.2
"""A headline behind a label: ``Weber: we go``."""

UNTOLD = 0.15
"""Words in marks that nothing tells of, in a sentence about somebody."""

NOBODY = 0.1
"""Words in marks that nobody is found for."""
