"""Clauses that a statement reports: indirect speech, and clauses with some words in marks."""

import re

from .beside import TRAILING
from .drafts import FAR, NEXT, Drafts, Quote
from .evidence import AROUND, INFINITIVE, INTRODUCED, NAMED, REPORTED, SOURCED, THING, TRAILED
from .page import Page
from .statements import Statement, reach, trimmed_end

__all__ = ["Clauses"]

_GRADES = {"clause": REPORTED, "infinitive": INFINITIVE, "thing": THING}
_WORD = re.compile(r"\w")
_GOES_ON = re.compile(
    r"(?!an? |who |which |whose |where |and |but |the \w+ (?:of|for|at|who) |\w+ing )[^.;:“”\n]{0,120}?"
    r"(?: (?:is|are|was|were|has|have|had|will|would|could|can|cannot|may|might|should|must|does|did|do)\b|n't\b)",
    re.IGNORECASE,
)
_COMES_BACK = re.compile(
    r"(?!who |which |whose |where |when |while |and |but |because |as |in |on |at |during |after |before |with |by |"
    r"for |from |according |though |although |\w+ing )[^\s.;:“”]",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"(?i)(?:in|on|at|as|when|while|after|before|during|asked|speaking|for|by|with|since|if|once|to|later|earlier|but|and|"
    r"meanwhile|however|still|then|instead)\b"
)
_THING = re.compile(r"\b[Aa]n? (?:(?!who |which |that )[\w-]+,? ){1,4}$")
_REACH = 60
_JOINED = re.compile(r"(?: and| or|,| and to|, and|, or|,? as well as|,? but| as)* ?(?:an? |the |not )?(?=“+█)")


class Clauses:
    """Attributes the clauses that statements report."""

    def __init__(self, drafts: Drafts) -> None:
        self.drafts = drafts
        self.page: Page = drafts.page

    def attribute(self, here: list[Statement]) -> None:
        """Attribute what each statement of a sentence reports."""
        for number, statement in enumerate(here):
            self._content(statement, here[number + 1 : number + 1 + NEXT])

    def _content(self, statement: Statement, later: list[Statement]) -> None:
        role = statement.cue.role
        if role == "naming":
            self._naming(statement, later)
        elif role == "source":
            self._sourced(statement)
        elif role == "words":
            self._words(statement)
        elif role in _GRADES and not statement.inverted and not self.drafts.governs_left(statement):
            end = reach(self.page, statement, later)
            self.drafts.add_clause(statement, (statement.cue.content, end), _GRADES[role])
        elif role == "quotation" and not self.drafts.governs_left(statement):
            end = reach(self.page, statement, later)
            if self.page.masked[statement.cue.content : end] and statement.cue.content not in self.drafts.owner:
                self.drafts.add_clause(statement, (statement.cue.content, end), REPORTED)
        elif role == "alone" or statement.inverted:
            self._trailing(statement)

    def _naming(self, statement: Statement, later: list[Statement]) -> None:
        """Attribute ``called it “a mistake” and “a shame”``."""
        masked = self.page.masked
        start = statement.cue.content
        while masked[start : start + 1] == " ":
            start += 1
        items = self.drafts.within(start, min(self.page.sentences[statement.sentence][1], start + FAR))
        if not items or items[0].start in self.drafts.owner:
            return
        if any(other.cue.end <= items[0].start and other.cue.role != "alone" for other in later):
            return
        if items[0].start == start and self._is_name(statement):
            return
        last = items[0]
        for item in items[1:]:
            joined = _JOINED.match(masked, last.end)
            if item.start in self.drafts.owner or joined is None or joined.end() != item.start:
                break
            last = item
        quote = self.drafts.add("mixed", (start, self.drafts.through(last, later)), statement, NAMED)
        if quote is not None:
            quote.kind = "mixed"  # Words that name a thing are no utterance, even alone: what he calls “the swamp”.

    def _is_name(self, statement: Statement) -> bool:
        """Say whether a thing merely bears a name: ``a show called “Brokers”``, ``the hall was called “the house”``."""
        if statement.speaker is None:
            return statement.phrase.passive
        start = statement.cue.start
        return _THING.search(self.page.masked, max(0, start - _REACH), start) is not None

    def _sourced(self, statement: Statement) -> None:
        if self.drafts.governs_left(statement):
            return
        start, end = self.page.sentences[statement.sentence]
        masked = self.page.masked
        if not _WORD.search(masked, start, statement.cue.start) or masked[start : statement.cue.start].strip() == "As":
            begin = statement.tail
            while begin < end and masked[begin] in " ,:":
                begin += 1
            self.drafts.add_clause(statement, (begin, trimmed_end(masked, begin, end)), SOURCED)
        elif not self._around(statement):
            self._before(statement, SOURCED)

    def _around(self, statement: Statement) -> bool:
        """Attribute a clause that a statement stands in: ``The plan, she said, was over``."""
        masked = self.page.masked
        start, end = self.page.sentences[statement.sentence]
        if masked[statement.tail : statement.tail + 1] != "," or end - start > FAR:
            return False
        rest = statement.tail + 2
        items = self.drafts.within(start, end)
        goes_on = _GOES_ON if statement.inverted else _COMES_BACK
        if not goes_on.match(masked, rest, end) or any(item.start in self.drafts.owner for item in items):
            return False
        while masked[start : start + 1].isspace():
            start += 1
        parts = [(start, trimmed_end(masked, start, statement.begin)), (rest, trimmed_end(masked, rest, end))]
        if any(last <= first for first, last in parts):
            return False
        quoted = [(piece.inner_start, piece.inner_end) for item in items for piece in item.pieces]
        quote = Quote("mixed" if items else "indirect", parts, quoted, statement.cue.rule, AROUND)
        self.drafts.keep(quote, items, statement)
        return True

    def _before(self, statement: Statement, evidence: float) -> None:
        start = self.page.sentences[statement.sentence][0]
        masked = self.page.masked
        if statement.begin - start > FAR:
            return
        while masked[start : start + 1].isspace():
            start += 1
        end = trimmed_end(masked, start, statement.begin)
        if not self._is_free(start, end):
            return
        self.drafts.add_clause(statement, (start, end), evidence)

    def _is_free(self, start: int, end: int) -> bool:
        if len(self.page.masked[start:end].split()) < 3:
            return False
        return not any(item.start in self.drafts.owner for item in self.drafts.within(start, end))

    def _trailing(self, statement: Statement) -> None:
        """Attribute the clause before ``…, the statement added``."""
        if self.drafts.governs_left(statement) or statement.phrase.inherits or "c" not in statement.cue.verb.frames:
            return
        masked, start = self.page.masked, self.page.sentences[statement.sentence][0]
        before = masked[max(start, statement.begin - FAR) : statement.begin].strip()
        if not before.endswith((",", "—", "–", "--")) or not TRAILING.match(masked, statement.tail):
            return
        if self._around(statement):
            return
        if _LEADING.match(before) and before.count(",") < 2 and len(before.split()) < 9:
            return
        self._before(statement, TRAILED)

    def _words(self, statement: Statement) -> None:
        end = self.page.sentences[statement.sentence][1]
        items = [item for item in self.drafts.within(statement.tail, end) if item.start not in self.drafts.owner][:1]
        for item in items:
            self.drafts.own(statement, item, "direct", INTRODUCED)
