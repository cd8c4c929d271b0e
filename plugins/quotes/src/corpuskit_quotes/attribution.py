"""Who said what: joins quotations and statements, a sentence at a time."""

import re
from bisect import bisect_left

import attrs

from .kinds import kind_of_words
from .labels import labelled, signature
from .page import Page
from .regions import Quoted
from .statements import Range, Statement, reach, trimmed_end
from .subjects import Subjects

__all__ = ["Quote", "attribute"]

_WORD = re.compile(r"\w")
_NEXT = 12
_FAR = 2000
_CLOSING_SIGNS = ",?!—–-…"
_LEAD = re.compile(r"(?i)\s*(?:and|but|so|or|yet|then|also|still|and then|again|and again|plus)?[\s,:]*$")
_NEXT_PART = re.compile(r"[^.;:“”\n]{0,90}?[,:;—–-] ?(?:(?:and|but|then|adding) )?(?=“+█)")
_TRAILING = re.compile(
    r"\s*(?:$|[.,;:)—–]|(?:on|in|at|during|after|before|last|this|to|by|from|for|via|when|while|as|earlier|later|"
    r"yesterday|today|recently|again|with|of|about|via|through|without|(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"\w+ly|too|there|here)\b)",
    re.IGNORECASE,
)
_ADJUNCT = re.compile(
    r"(?:by|on|in|at|during|after|before|last|this|when|while|as|earlier|later|yesterday|today|recently|via|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b[^“”]*$",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"(?!an? |who |which |whose |where |and |but |the \w+ (?:of|for|at|who) |\w+ing )[^.;:“”\n]{0,120}?"
    r"(?: (?:is|are|was|were|has|have|had|will|would|could|can|cannot|may|might|should|must|does|did|do)\b|n't\b)",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"(?i)(?:in|on|at|as|when|while|after|before|during|asked|speaking|for|by|with|since|if|once|to|later|earlier|but|and|"
    r"meanwhile|however|still|then|instead)\b"
)
_LABEL = re.compile(
    r"(?:^|(?<=[.\n\])] )|(?<=\n)|(?<=[–—-] )|(?<=from )|(?<=by ))(?P<name>[A-Z][\w.'&-]*"
    r"(?: (?:[A-Z][\w.'&-]*|of|the|and|de|van|bin|al)){0,6}):\s*$"
)
_JOINED = re.compile(r"(?: and| or|,| and to|, and|, or|,? as well as|,? but| as)* ?(?:an? |the |not )?(?=“+█)")


@attrs.define
class Quote:
    """A quotation on its way to an annotation."""

    kind: str
    parts: list[Range]
    quoted: list[Range]
    method: str
    score: float
    statement: Statement | None = None
    speaker: Range | None = None
    cue: Range | None = None
    polarity: str | None = None
    name: str | None = None

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.parts[0][0]


def attribute(page: Page, found: dict[int, list[Statement]], subjects: Subjects) -> list[Quote]:
    """Give all quotations of a page: one for each quoted region, and reported speech without marks."""
    return Attribution(page, found, subjects).run()


class Attribution:
    """The state of one page: which regions have found their statement."""

    def __init__(self, page: Page, found: dict[int, list[Statement]], subjects: Subjects) -> None:
        self.page = page
        self.found = found
        self.subjects = subjects
        self.quotes: list[Quote] = []
        self.owner: dict[int, Quote] = {}
        self._starts = [item.start for item in page.quoted]
        self._by_end = {item.pieces[-1].end: item for item in page.quoted}
        self._by_start = {item.start: item for item in page.quoted}

    def run(self) -> list[Quote]:
        """Give the quotations, in order of the text."""
        for index in sorted(self.found):
            here = self.found[index]
            before = [self._left(statement) for statement in here]
            for statement, quote in zip(here, before, strict=True):
                if statement.cue.role == "quotation" or quote is not None:
                    self._right(statement, quote)
            for number, statement in enumerate(here):
                self._content(statement, here[number + 1 : number + 1 + _NEXT])
        self._labels()
        Leftovers(self).run()
        return sorted(self.quotes, key=lambda quote: (quote.start, -quote.parts[-1][1]))

    def _labels(self) -> None:
        for label, words, spoken in labelled(self.page):
            items = self.within(*words)
            if any(item.start in self.owner for item in items) or (spoken and items):
                continue
            quoted = [(piece.inner_start, piece.inner_end) for item in items for piece in item.pieces]
            kind = "direct" if spoken else "mixed" if items else "indirect"
            quote = Quote(kind, [words], quoted, "label before a colon", 0.7 if spoken else 0.6, speaker=label)
            self._keep(quote, items, None)

    # --- whole quotations beside a statement

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
        item = self._by_end.get(at)
        if item is None or item.start in self.owner or not self._may_trail(statement, item, comma):
            return None
        start = self.page.sentences[self.page.sentence_at(item.start)][0]
        if not _LEAD.fullmatch(masked, start, item.start) and masked[item.start - 2 : item.start].strip() not in (
            ":",
            ",",
        ):
            return self._mixed_before(statement, item, start)
        return self._own(statement, item, "direct", 0.95)

    def _may_trail(self, statement: Statement, item: Quoted, comma: bool) -> bool:
        cue = statement.cue
        if cue.role in ("naming", "infinitive", "words") or not (cue.frames or cue.role == "source"):
            return False
        last = self._last_sign(item)
        if comma or (last and last in _CLOSING_SIGNS):
            return True
        if statement.inverted:
            return True
        return cue.role == "alone" and "q" in cue.frames and self._ends_sentence(statement)

    def _ends_sentence(self, statement: Statement) -> bool:
        """Say whether little follows a statement, as in ``“Never.” Smith said on Monday.``"""
        end = self.page.sentences[statement.sentence][1]
        rest = self.page.masked[statement.tail : end]
        return _TRAILING.match(rest) is not None and rest[:1] != "," and len(rest.split()) < 9

    def _last_sign(self, item: Quoted) -> str:
        piece = item.pieces[-1]
        return self.page.text[piece.inner_start : piece.inner_end].rstrip(" '’”\"\n\xa0")[-1:]

    def _mixed_before(self, statement: Statement, item: Quoted, start: int) -> Quote | None:
        """Attribute a clause that ends in a quotation: ``The plan is “over,” he said``."""
        before = self.before(self.page.sentence_at(item.start), item.start)
        if any(other.cue.role != "alone" for other in before):
            return None
        while self.page.text[start : start + 1].isspace():
            start += 1
        return self._add("mixed", (start, item.pieces[-1].inner_end), statement, 0.8)

    def _right(self, statement: Statement, quote: Quote | None) -> None:
        """Attribute the quotation that follows a statement, as a further part of the one before it."""
        masked = self.page.masked
        if statement.cue.role == "quotation" and not statement.inverted:
            at: int | None = statement.cue.content
        else:
            match = _NEXT_PART.match(masked, statement.tail, self.page.sentences[statement.sentence][1])
            at = match.end() if match else None
        item = self._by_start.get(at) if at is not None else None
        if item is None or item.start in self.owner:
            return
        if quote is not None:
            self._extend(quote, item)
        elif self._is_whole(item):
            self._own(statement, item, "direct", 0.95 if masked[item.start - 2] in ",:" else 0.85)

    def _is_whole(self, item: Quoted) -> bool:
        """Say whether a quotation is an utterance of its own, rather than the beginning of a clause."""
        end = self.page.sentences[self.page.sentence_at(item.end - 1)][1]
        rest = self.page.masked[item.end : end].strip(" .,;)\n")
        return (
            not rest
            or self._last_sign(item) in ".,?!…—–"
            or rest[0] in "“—–("
            or item.end >= end
            or _ADJUNCT.match(rest) is not None
        )

    def _own(self, statement: Statement, item: Quoted, kind: str, score: float) -> Quote:
        parts = [(piece.inner_start, piece.inner_end) for piece in item.pieces]
        return self._keep(Quote(kind, parts, list(parts), statement.cue.rule, score), [item], statement)

    def _extend(self, quote: Quote, item: Quoted) -> None:
        pieces = [(piece.inner_start, piece.inner_end) for piece in item.pieces]
        quote.parts += pieces
        quote.quoted += pieces
        self.owner[item.start] = quote

    def _keep(self, quote: Quote, items: list[Quoted], statement: Statement | None) -> Quote:
        if statement is not None:
            quote.statement, quote.speaker = statement, statement.speaker
            quote.cue, quote.polarity = (statement.cue.start, statement.cue.end), statement.polarity
            quote.score *= 0.7 + 0.3 * statement.cue.weight
        for item in items:
            self.owner[item.start] = quote
        self.quotes.append(quote)
        return quote

    # --- clauses

    def _content(self, statement: Statement, later: list[Statement]) -> None:
        role = statement.cue.role
        if role == "naming":
            self._naming(statement)
        elif role == "source":
            self._sourced(statement)
        elif role == "words":
            self._words(statement)
        elif role in ("clause", "infinitive") and not statement.inverted and not self._governs_left(statement):
            end = reach(self.page, statement, later)
            self._add_clause(statement, (statement.cue.content, end), 0.85)
        elif role == "quotation" and not self._governs_left(statement):
            end = reach(self.page, statement, later)
            if self.page.masked[statement.cue.content : end] and statement.cue.content not in self.owner:
                self._add_clause(statement, (statement.cue.content, end), 0.85)
        elif role == "alone" or statement.inverted:
            self._trailing(statement)

    def _governs_left(self, statement: Statement) -> bool:
        return any(quote.statement is statement for quote in self.quotes[-3:])

    def _add_clause(self, statement: Statement, span: Range, score: float) -> Quote | None:
        if span[1] - span[0] < 3 or statement.cue.medium == "thought" and statement.cue.role == "infinitive":
            return None
        return self._add("indirect", span, statement, score)

    def _add(self, kind: str, span: Range, statement: Statement, score: float) -> Quote | None:
        """Add a clause; what is quoted inside makes it mixed."""
        items = self.within(*span)
        if items and items[-1].end >= span[1]:
            span = (span[0], items[-1].pieces[-1].inner_end)
        if items and items[0].start <= span[0]:
            span = (items[0].pieces[0].inner_start, span[1])
        if any(item.start in self.owner for item in items):
            return None
        quoted = [(piece.inner_start, piece.inner_end) for item in items for piece in item.pieces]
        if items and not _WORD.search(
            self.page.masked[span[0] : items[0].start] + self.page.masked[items[-1].end : span[1]]
        ):
            return self._keep(Quote("direct", quoted, list(quoted), statement.cue.rule, score), items, statement)
        quote = Quote("mixed" if items else kind, [span], quoted, statement.cue.rule, score)
        return self._keep(quote, items, statement)

    def within(self, start: int, end: int) -> list[Quoted]:
        """Give the quotations that begin in a range."""
        return self.page.quoted[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def before(self, sentence: int, offset: int) -> list[Statement]:
        """Give the last statements of a sentence whose cues stand before an offset."""
        here = self.found.get(sentence, [])
        end = bisect_left(here, offset, key=lambda statement: statement.cue.start)
        return here[max(0, end - _NEXT) : end]

    def _naming(self, statement: Statement) -> None:
        """Attribute ``called it “a mistake” and “a shame”``."""
        masked = self.page.masked
        start = statement.cue.content
        while masked[start : start + 1] == " ":
            start += 1
        items = self.within(start, min(self.page.sentences[statement.sentence][1], start + _FAR))
        if not items or items[0].start in self.owner:
            return
        last = items[0]
        for item in items[1:]:
            joined = _JOINED.match(masked, last.end)
            if item.start in self.owner or joined is None or joined.end() != item.start:
                break
            last = item
        self._add("mixed", (start, last.pieces[-1].inner_end), statement, 0.7)

    def _sourced(self, statement: Statement) -> None:
        if self._governs_left(statement):
            return
        start, end = self.page.sentences[statement.sentence]
        masked = self.page.masked
        if not _WORD.search(masked, start, statement.cue.start) or masked[start : statement.cue.start].strip() == "As":
            begin = statement.tail
            while begin < end and masked[begin] in " ,:":
                begin += 1
            self._add_clause(statement, (begin, trimmed_end(masked, begin, end)), 0.8)
        elif not self._around(statement):
            self._before(statement, 0.75)

    def _around(self, statement: Statement) -> bool:
        """Attribute a clause that a statement stands in: ``The plan, she said, was over``."""
        masked = self.page.masked
        start, end = self.page.sentences[statement.sentence]
        if masked[statement.tail : statement.tail + 1] != "," or end - start > _FAR:
            return False
        rest = statement.tail + 2
        if not _GOES_ON.match(masked, rest, end) or self.within(start, end):
            return False
        while masked[start : start + 1].isspace():
            start += 1
        parts = [(start, trimmed_end(masked, start, statement.begin)), (rest, trimmed_end(masked, rest, end))]
        if any(last <= first for first, last in parts):
            return False
        self._keep(Quote("indirect", parts, [], statement.cue.rule, 0.75), [], statement)
        return True

    def _before(self, statement: Statement, score: float) -> None:
        start = self.page.sentences[statement.sentence][0]
        masked = self.page.masked
        if statement.begin - start > _FAR:
            return
        while masked[start : start + 1].isspace():
            start += 1
        end = trimmed_end(masked, start, statement.begin)
        if not self._is_free(start, end):
            return
        self._add_clause(statement, (start, end), score)

    def _is_free(self, start: int, end: int) -> bool:
        if len(self.page.masked[start:end].split()) < 3:
            return False
        return not any(item.start in self.owner for item in self.within(start, end))

    def _trailing(self, statement: Statement) -> None:
        """Attribute the clause before ``…, the statement added``."""
        if self._governs_left(statement) or statement.phrase.inherits or "c" not in statement.cue.frames:
            return
        masked, start = self.page.masked, self.page.sentences[statement.sentence][0]
        before = masked[max(start, statement.begin - _FAR) : statement.begin].strip()
        if not before.endswith((",", "—", "–", "--")) or not _TRAILING.match(masked, statement.tail):
            return
        if self._around(statement):
            return
        if _LEADING.match(before) and before.count(",") < 2 and len(before.split()) < 9:
            return
        self._before(statement, 0.8)

    def _words(self, statement: Statement) -> None:
        end = self.page.sentences[statement.sentence][1]
        items = [item for item in self.within(statement.tail, end) if item.start not in self.owner][:1]
        for item in items:
            self._own(statement, item, "direct", 0.85)


class Leftovers:
    """Gives the quotations that no statement took a speaker where the context has one, and a kind."""

    def __init__(self, attribution: Attribution) -> None:
        self.state = attribution
        self.page = attribution.page
        self.turns: list[tuple[Quoted, Range | None]] = []

    def run(self) -> None:
        """Keep every quotation."""
        previous: Quoted | None = None
        for item in self.page.quoted:
            quote = self.state.owner.get(item.start)
            if quote is None:
                quote = self._place(item, previous)
            if item.start == 0 or self.page.masked[item.start - 1] == "\n":
                self.turns.append((item, quote.speaker))
            previous = item

    def _place(self, item: Quoted, previous: Quoted | None) -> Quote:
        sentence = self.page.sentence_at(item.start)
        kind = kind_of_words(self.page, item)
        if kind in ("title", "nickname"):
            return self._without(item, "title", "words in marks that are a name")
        introduced = self._introduced(item, previous, sentence)
        if introduced is not None:
            return introduced
        signed = signature(self.page, item.end)
        if signed is not None:
            quote = self._without(item, "direct", "signature after a dash")
            quote.speaker, quote.score = signed, 0.8
            return quote
        if kind == "utterance":
            return self._carried(item, previous, sentence)
        near = self._near(item, sentence)
        if near is not None:
            return near
        return self._without(item, "scare", "words in marks without a cue")

    def _without(self, item: Quoted, kind: str, method: str) -> Quote:
        parts = [(piece.inner_start, piece.inner_end) for piece in item.pieces]
        return self.state._keep(Quote(kind, parts, list(parts), method, 0.5 if kind != "direct" else 0.3), [item], None)

    def _introduced(self, item: Quoted, previous: Quoted | None, sentence: int) -> Quote | None:
        """Attribute what follows a colon, also over the end of a paragraph."""
        before = self.page.masked[max(0, item.start - 8) : item.start].rstrip()
        if not before.endswith(":"):
            return None
        index, end = sentence, item.start
        while (
            index > sentence - _NEXT
            and index
            and not _WORD.search(self.page.masked, self.page.sentences[index][0], end)
        ):
            index, end = index - 1, self.page.sentences[index][0]
        here = self.state.before(index, item.start)
        if here:
            return self.state._own(here[-1], item, "direct", 0.85)
        quote = self._without(item, "direct", "after a colon")
        quote.speaker = self._first(index, item.start) or self._last_speaker(item, previous, sentence)
        quote.score = 0.6 if quote.speaker else 0.4
        return quote

    def _first(self, index: int, end: int) -> Range | None:
        """Give whom an introduction without a cue names: ``Carl Bialik: “…”`` or ``The court released this: “…”``."""
        label = _LABEL.search(self.page.masked, max(self.page.sentences[index][0], end - 80), end)
        if label:
            return label.span("name")
        return self.state.subjects.first(self.page.masked, self.page.sentences[index][0], end)

    def _carried(self, item: Quoted, previous: Quoted | None, sentence: int) -> Quote:
        """Attribute an utterance without a cue to whoever spoke last."""
        last = self.state.owner.get(previous.start) if previous is not None else None
        if last is not None and previous is not None and last.kind in ("direct", "mixed"):
            between = self.page.masked[previous.end : item.start]
            if "\n" not in between and self._continues(last, between):
                self.state._extend(last, item)
                return last
        turn = self._turn(item)
        if turn is not None:
            quote = self._without(item, "direct", "alternating speakers")
            quote.speaker, quote.score = turn, 0.5
            return quote
        quote = self._without(item, "direct", "carried over")
        quote.speaker = self._last_speaker(item, previous, sentence)
        if quote.speaker is not None:
            quote.score = 0.6
        return quote

    def _turn(self, item: Quoted) -> Range | None:
        """Give the speaker but one, where two took turns in the two paragraphs before."""
        if len(self.turns) < 2 or (item.start and self.page.masked[item.start - 1] != "\n"):
            return None
        (before, other), (last, speaker) = self.turns[-2:]
        if other is None or speaker is None or self._paragraph_before(item) != last.start:
            return None
        if self._paragraph_before(last) != before.start or self._same(other, speaker):
            return None
        return other

    def _same(self, one: Range, other: Range) -> bool:
        first, second = self.page.text[slice(*one)].lower(), self.page.text[slice(*other)].lower()
        return first == second or first.split()[-1] == second.split()[-1]

    def _last_speaker(self, item: Quoted, previous: Quoted | None, sentence: int) -> Range | None:
        """Give who spoke last before a quotation, in its paragraph or the one before."""
        start = self._paragraph_before(item)
        for index in range(sentence, max(-1, sentence - _NEXT), -1):
            if self.page.sentences[index][1] <= start:
                break
            for statement in reversed(self.state.before(index, item.start)):
                if statement.speaker and statement.cue.medium != "thought":
                    return self._outspoken(statement.speaker, previous, item, start)
        return self._outspoken(None, previous, item, start)

    def _outspoken(self, speaker: Range | None, previous: Quoted | None, item: Quoted, start: int) -> Range | None:
        """Prefer the speaker of the quotation before, where it stands later than the last statement."""
        last = self.state.owner.get(previous.start) if previous is not None else None
        if last is None or previous is None or previous.end < start or last.speaker is None:
            return speaker
        return last.speaker if speaker is None or previous.end > speaker[1] else speaker

    def _paragraph_before(self, item: Quoted) -> int:
        """Give where the paragraph before the one of a quotation begins."""
        return self.page.blocks[max(0, self.page.block_at(item.start) - 1)][0]

    def _continues(self, last: Quote, between: str) -> bool:
        return last.kind == "direct" and last.statement is not None and len(between) < 160

    def _near(self, item: Quoted, sentence: int) -> Quote | None:
        """Attribute words in marks in a sentence that has a statement before them."""
        here = self.state.before(sentence, item.start)
        if not here or here[-1].cue.medium == "thought":
            return None
        return self.state._own(here[-1], item, "mixed", 0.5)
