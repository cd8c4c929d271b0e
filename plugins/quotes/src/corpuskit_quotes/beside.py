"""Whole quotations right beside a statement: ``“…,” said Weber`` and ``Weber said: “…”``."""

import re

from .drafts import Drafts, Quote
from .evidence import BESIDE, FOLLOWING, TRAILED
from .kinds import is_work
from .page import Page
from .regions import Quoted
from .statements import Statement

__all__ = ["TRAILING", "Beside"]

_NEAR = 60
_CLOSING_SIGNS = ",?!—–-…"
_LEADS = frozenset(
    ("", "and", "but", "so", "or", "yet", "then", "also", "still", "and then", "again", "and again", "plus")
)
_NEXT_PART = re.compile(r"[^.;:“”\n]{0,90}?[,:;—–-] ?(?:(?:and|but|then|adding) )?(?=“+█)")
TRAILING = re.compile(
    r"\s*(?:$|[.,;:)—–]|(?:on|in|at|during|after|before|last|this|to|by|from|for|via|when|while|as|earlier|later|"
    r"yesterday|today|recently|again|with|of|about|via|through|without|(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"\w+ly|too|there|here)\b)",
    re.IGNORECASE,
)
"""What may follow a statement that ends its sentence."""

_ADJUNCT = re.compile(
    r"(?:by|on|in|at|during|after|before|last|this|when|while|as|earlier|later|yesterday|today|recently|via|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b[^“”]*$",
    re.IGNORECASE,
)


class Beside:
    """Attributes whole quotations to the statements beside them."""

    def __init__(self, drafts: Drafts) -> None:
        self.drafts = drafts
        self.page: Page = drafts.page

    def attribute(self, here: list[Statement]) -> None:
        """Attribute what stands before the statements of a sentence, then what follows them."""
        before = [self._left(statement) for statement in here]
        for statement, quote in zip(here, before, strict=True):
            if statement.cue.role == "quotation" or quote is not None:
                self._right(statement, quote)

    def _left(self, statement: Statement) -> Quote | None:
        """Attribute the quotation that ends right before a statement."""
        masked = self.page.masked
        at = statement.begin
        if masked[max(0, at - 4) : at] == " as ":
            at -= 3
        while at > 0 and masked[at - 1] == " ":
            at -= 1
        comma = masked[at - 1 : at] in (",", "—", "–", "-")
        if comma:
            at = len(masked[max(0, at - 4) : at].rstrip(" ,—–-")) + max(0, at - 4)
        item = self.drafts.by_end.get(at)
        if item is None or item.start in self.drafts.owner or not self._may_trail(statement, item, comma):
            return None
        start = self.page.sentences[self.page.sentence_at(item.start)][0]
        lead = masked[max(start, item.start - _NEAR) : item.start].lstrip().rstrip(" \n,:").lower()
        if lead not in _LEADS and masked[item.start - 2 : item.start].strip() not in (":", ","):
            return self._mixed_before(statement, item, start)
        return self.drafts.own(statement, item, "direct", BESIDE)

    def _may_trail(self, statement: Statement, item: Quoted, comma: bool) -> bool:
        cue = statement.cue
        if cue.role in ("naming", "infinitive", "words") or not (cue.verb.frames or cue.role == "source"):
            return False
        last = self.drafts.last_sign(item)
        if comma or (last and last in _CLOSING_SIGNS):
            return True
        if statement.inverted:
            return True
        return cue.role == "alone" and "q" in cue.verb.frames and self._ends_sentence(statement)

    def _ends_sentence(self, statement: Statement) -> bool:
        """Say whether little follows a statement, as in ``“Never.” Smith said on Monday.``."""
        end = self.page.sentences[statement.sentence][1]
        rest = self.page.masked[statement.tail : end]
        return TRAILING.match(rest) is not None and rest[:1] != "," and len(rest.split()) < 9

    def _mixed_before(self, statement: Statement, item: Quoted, start: int) -> Quote | None:
        """Attribute a clause that ends in a quotation: ``The plan is “over,” he said``."""
        before = self.drafts.before(self.page.sentence_at(item.start), item.start)
        if any(other.cue.role != "alone" for other in before):
            return None
        while self.page.text[start : start + 1].isspace():
            start += 1
        return self.drafts.add("mixed", (start, item.pieces[-1].inner_end), statement, TRAILED)

    def _right(self, statement: Statement, quote: Quote | None) -> None:
        """Attribute the quotation that follows a statement, as a further part of the one before it."""
        masked = self.page.masked
        if statement.cue.role == "quotation" and not statement.inverted:
            at: int | None = statement.cue.content
        else:
            match = _NEXT_PART.match(masked, statement.tail, self.page.sentences[statement.sentence][1])
            at = match.end() if match else None
        item = self.drafts.by_start.get(at) if at is not None else None
        if item is None or item.start in self.drafts.owner or is_work(self.page, item):
            return
        if quote is not None:
            self.drafts.extend(quote, item)
        elif self._is_whole(item):
            self.drafts.own(statement, item, "direct", BESIDE if masked[item.start - 2] in ",:" else FOLLOWING)

    def _is_whole(self, item: Quoted) -> bool:
        """Say whether a quotation is an utterance of its own, rather than the beginning of a clause."""
        end = self.page.sentences[self.page.sentence_at(item.end - 1)][1]
        rest = self.page.masked[item.end : end].strip(" .,;)\n")
        return (
            not rest
            or self.drafts.last_sign(item) in ".,?!…—–"
            or rest[0] in "“—–("
            or item.end >= end
            or _ADJUNCT.match(rest) is not None
        )
