"""Quotations on their way to annotations, and which of the marks are taken."""

import re
from bisect import bisect_left
from collections.abc import Iterable

from .evidence import graded
from .page import Page
from .regions import Quoted
from .statements import Range, Statement, Statements, trimmed_end

__all__ = ["FAR", "NEXT", "Drafts", "Quote"]

NEXT = 12
"""How many statements or sentences are looked at beside one."""

FAR = 2000
"""How many code points a clause may have."""

_WORD = re.compile(r"\w")
_FRAGMENT = re.compile(r"[^\w█]*+(?:that\s++)?[^\s█]*+\s*+", re.IGNORECASE)
"""Less than a clause: a word alone (``did not say when``), or ``that`` with a noun (``told that story``)."""


_STOPS = frozenset(".,;:?!")
_BELONGS = re.compile(
    r"(?: (?!(?:and|but|or|nor|while|when|who|which|where|because|since|until|after|before|during|as|at|by|via|amid|"
    r"though|although|if|last|this|next|earlier|later|yesterday|today|tonight|recently|again|too|also|instead)\b"
    r"|(?:on|in) (?-i:[A-Z])|(?:on|in) [12]\d\d\d\b|(?:on|in) (?:an?|the|his|her|their|its|one|that)(?: [\w-]+)? "
    r"(?:interview|speech|statement|e?-?mail|tweet|letter|memo|debate|post|article|op-ed|book|video|ad|meeting|hearing|"
    r"message|report|column|address|rally|campaign|show|call|radio|past|television|air)\b)"
    r"[^\s.,;:“”—–()█]+)+",
    re.IGNORECASE,
)
"""Words behind words in marks that belong to the same clause: no time, place or occasion, nor another clause."""


class Quote:
    """A quotation on its way to an annotation."""

    def __init__(
        self,
        kind: str,
        parts: list[Range],
        quoted: list[Range],
        method: str,
        evidence: float,
        speaker: Range | None = None,
    ) -> None:
        self.kind = kind
        self.parts = parts
        self.quoted = quoted
        self.method = method
        self.evidence = evidence
        self.speaker = speaker
        self.statement: Statement | None = None
        self.cue: Range | None = None
        self.polarity: str | None = None
        self.name: str | None = None

    @property
    def medium(self) -> str:
        """What its cue reports: speech, writing or thought."""
        return self.statement.cue.verb.medium if self.statement else "speech"

    @property
    def score(self) -> float:
        """How sure it is: its evidence, lowered by the grade of its cue."""
        if self.statement is None:
            return self.evidence
        return graded(self.evidence, self.kind, self.statement.cue.verb.weight)

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.parts[0][0]


class Drafts:
    """The state of one page: the quotations so far, and which regions have found their statement."""

    def __init__(self, page: Page, found: Statements) -> None:
        self.page = page
        self.found = found
        self.quotes: list[Quote] = []
        self.owner: dict[int, Quote] = {}
        said = [item for item in page.quoted if not item.is_title]
        self.by_end: dict[int, Quoted] = {item.pieces[-1].end: item for item in said}
        self.by_start: dict[int, Quoted] = {item.start: item for item in said}
        self._starts = [item.start for item in page.quoted]

    def own(self, statement: Statement, item: Quoted, kind: str, evidence: float) -> Quote:
        """Add a quotation that a statement reports, whole."""
        parts = [(piece.inner_start, piece.inner_end) for piece in item.pieces]
        return self.keep(Quote(kind, parts, list(parts), statement.cue.rule, evidence), [item], statement)

    def extend(self, quote: Quote, item: Quoted) -> None:
        """Make a quotation a further part of another."""
        pieces = [(piece.inner_start, piece.inner_end) for piece in item.pieces]
        quote.parts += pieces
        quote.quoted += pieces
        self.owner[item.start] = quote

    def keep(self, quote: Quote, items: list[Quoted], statement: Statement | None) -> Quote:
        """Add a quotation, with what its statement says of it."""
        if statement is not None:
            quote.statement, quote.speaker = statement, statement.speaker
            quote.cue, quote.polarity = (statement.cue.start, statement.cue.end), statement.polarity
        if quote.kind == "mixed":
            quote.parts = [_with_marks(part, items) for part in quote.parts]
        for item in items:
            self.owner[item.start] = quote
        self.quotes.append(quote)
        return quote

    def add_clause(self, statement: Statement, span: Range, evidence: float) -> Quote | None:
        """Add a clause that a statement reports, unless it is too short to be one."""
        if statement.cue.verb.medium == "thought" and statement.cue.role == "infinitive":
            return None
        if span[1] - span[0] < 3 or _FRAGMENT.fullmatch(self.page.masked, *span):
            return None
        return self.add("indirect", span, statement, evidence)

    def add(self, kind: str, span: Range, statement: Statement, evidence: float) -> Quote | None:
        """Add a clause; what is quoted inside makes it mixed."""
        items = self.within(*span)
        if not items:
            return self.keep(Quote(kind, [span], [], statement.cue.rule, evidence), items, statement)
        if items[-1].end >= span[1]:
            span = (span[0], items[-1].pieces[-1].inner_end)
        if items[0].start <= span[0]:
            span = (items[0].pieces[0].inner_start, span[1])
        if any(item.start in self.owner for item in items):
            return None
        quoted = [(piece.inner_start, piece.inner_end) for item in items for piece in item.pieces]
        if not _WORD.search(self.page.masked[span[0] : items[0].start] + self.page.masked[items[-1].end : span[1]]):
            return self.keep(Quote("direct", quoted, list(quoted), statement.cue.rule, evidence), items, statement)
        return self.keep(Quote("mixed", [span], quoted, statement.cue.rule, evidence), items, statement)

    def through(self, item: Quoted, later: Iterable[Statement] = ()) -> int:
        """Give where a clause ends that has its last words in marks: behind them, or the words that belong to them."""
        end = item.pieces[-1].inner_end
        match = _BELONGS.match(self.page.masked, item.end)
        if match is None or self.last_sign(item) in _STOPS:
            return end
        begins = [other.begin for other in later if item.end < other.begin < match.end()]
        return trimmed_end(self.page.masked, item.end, min([match.end(), *begins]))

    def within(self, start: int, end: int) -> list[Quoted]:
        """Give the quotations that begin in a range."""
        return self.page.quoted[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def before(self, sentence: int, offset: int) -> list[Statement]:
        """Give the last statements of a sentence whose cues stand before an offset."""
        here = self.found.of(sentence)
        end = bisect_left(here, offset, key=lambda statement: statement.cue.start)
        return here[max(0, end - NEXT) : end]

    def governs_left(self, statement: Statement) -> bool:
        """Say whether a statement reports the quotation before it."""
        return statement in [quote.statement for quote in self.quotes[-3:]]

    def last_sign(self, item: Quoted) -> str:
        """Give the last sign inside the marks, such as a comma."""
        piece = item.pieces[-1]
        return self.page.text[piece.inner_start : piece.inner_end].rstrip(" '’”\"\n\xa0")[-1:]


def _with_marks(part: Range, items: Iterable[Quoted]) -> Range:
    """Give a part of which only one of two marks is outside, with both."""
    start, end = part
    for piece in (piece for item in items for piece in item.pieces):
        if start < piece.start and end == piece.inner_end:
            end = piece.end
        elif start == piece.inner_start and piece.end < end:
            start = piece.start
    return start, end
