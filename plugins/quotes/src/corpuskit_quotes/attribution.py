"""Who said what: joins quotations and statements, a sentence at a time."""

import re
from collections.abc import Iterable

from .beside import TRAILING, Beside
from .clauses import Clauses
from .cues import Cue
from .drafts import Drafts, Quote
from .leftovers import Leftovers
from .page import Page
from .statements import Statements
from .subjects import Subjects

__all__ = ["attribute"]

_BREAK = re.compile("[,—–-](?:(?<!-)|-)")
_BEFORE_INVERTED = tuple("”,—–-\"'")


def attribute(page: Page, cues: Iterable[Cue], subjects: Subjects) -> list[Quote]:
    """Give all quotations of a page: one for each quoted region, and reported speech without marks."""
    found = Statements(page, cues, subjects)
    drafts = Drafts(page, found)
    beside, clauses = Beside(drafts), Clauses(drafts)
    for sentence, here in found.cues.items():
        if _may_report(page, sentence, here):
            statements = found.of(sentence)
            if page.quoted and _has_marks(page, sentence):
                beside.attribute(statements)
            clauses.attribute(statements)
    Leftovers(drafts).run()
    return sorted(drafts.quotes, key=lambda quote: (quote.start, -quote.parts[-1][1]))


def _has_marks(page: Page, sentence: int) -> bool:
    """Say whether there are quotations in a sentence or the one before it: else none stands beside a statement."""
    start, end = page.sentences[max(0, sentence - 1)][0], page.sentences[sentence][1]
    return page.masked.find("“", start, end) >= 0 or page.masked.find("”", start, end) >= 0


def _may_report(page: Page, sentence: int, cues: list[Cue]) -> bool:
    """Say whether the cues of a sentence may report anything, which many that stand alone in theirs do not.

    A cue alone reports a quotation before it, or the clause before a comma, where it ends its own. This says yes too
    often rather than too seldom: nothing but speed depends on it.
    """
    for cue in cues:
        if cue.role != "alone":
            return True
    masked, last = page.masked, cues[-1].start
    if masked.find("”", page.sentences[max(0, sentence - 1)][0], last) >= 0:
        return True
    start = page.sentences[sentence][0]
    if _BREAK.search(masked, start, last) is None:
        return False
    return any("c" in cue.verb.frames and _may_trail(masked, cue) for cue in cues)


def _may_trail(masked: str, cue: Cue) -> bool:
    inverted = masked[max(0, cue.start - 3) : cue.start].rstrip().endswith(_BEFORE_INVERTED)
    return inverted or cue.verb.lemma == "tell" or TRAILING.match(masked, cue.end) is not None
