"""Quotations that no statement stands beside: labels, introductions, carried over, words in marks."""

import re

from .drafts import FAR, NEXT, Drafts, Quote
from .evidence import (
    CARRIED,
    HEADLINE,
    INTRODUCED,
    LABELLED,
    NEAR,
    NOBODY,
    OWNED,
    SIGNED,
    TOLD_BEHIND,
    TURN,
    UNTOLD,
    UNTOLD_COLON,
)
from .kinds import kind_of_words
from .labels import inner_label, labelled, signature
from .marks import DASH
from .openings import first_subject
from .page import Page
from .regions import Quoted
from .statements import Range

__all__ = ["Leftovers"]

_WORD = re.compile(r"\w")
_APART = re.compile(r"[;:“”,\n]")
_OBJECT = 120
_WEAK = 0.6
_GOING_ON = frozenset(("add", "continue", "go on", "go on to say", "conclude"))
_BACK = 60
_VERB = re.compile(r" ?[a-z]+ed (?=[A-Z]|the )")
_OWNED = re.compile(
    r"\b(?P<who>(?:[Hh]is|[Hh]er|[Tt]heir)\b|[A-Z][\w.-]*(?: [A-Z][\w.-]*){0,3}(?='s? ))(?:'s?)?"
    r" (?:[\w-]+ ){0,2}?(?P<noun>[a-z]+)(?: on \w+)?"
    r"(?: (?:that|of|for|to|about)(?: (?:he|she|it|they)(?: [a-z]+){1,3})?|,)?(?: an?| the)? $"
)
_NOUN = re.compile(
    r" (?!(?:and|as|at|but|by|for|from|if|in|of|on|or|than|that|to|when|where|while|who|which|with|because|after|"
    r"before)\b)[a-z]"
)
_DESCRIBES = re.compile(
    r"\b(?:(?<!such )(?<!known )(?<!, )as"
    r"|(?:that|whether) [^.;:,“”\n]{1,50} (?:is|are|was|were|be|been)|to be)(?: not)?(?: an?| the)? $"
)
_LONG = 3  # Scare quotes are a word or two; more words in marks are somebody's.
_LABEL = re.compile(
    r"(?:^|(?<=[.\n\])] )|(?<=\n)|(?<=[–—-] )|(?<=More from ))(?P<name>[A-Z][\w.'&-]*"
    r"(?: (?:[A-Z][\w.'&-]*|of|the|and|de|van|bin|al)){0,6}):\s*$"
)


class Leftovers:
    """Gives the quotations that no statement took a speaker where the context has one, and a kind."""

    def __init__(self, drafts: Drafts) -> None:
        self.drafts = drafts
        self.page: Page = drafts.page
        self.turns: list[tuple[Quoted, Range | None]] = []

    def run(self) -> None:
        """Keep every quotation."""
        self._labels()
        previous: Quoted | None = None
        for item in self.page.quoted:
            quote = self.drafts.owner.get(item.start)
            if quote is None:
                quote = self._place(item, previous)
            if item.start == 0 or self.page.masked[item.start - 1] == "\n":
                self.turns.append((item, quote.speaker))
            previous = item

    def _labels(self) -> None:
        for label, words, spoken in labelled(self.page):
            items = self.drafts.within(*words)
            if any(item.start in self.drafts.owner for item in items) or (spoken and items):
                continue
            quoted = [(piece.inner_start, piece.inner_end) for item in items for piece in item.pieces]
            kind = "direct" if spoken else "mixed" if items else "indirect"
            quote = Quote(
                kind, [words], quoted, "label before a colon", LABELLED if quoted or spoken else HEADLINE, speaker=label
            )
            self.drafts.keep(quote, items, None)

    def _place(self, item: Quoted, previous: Quoted | None) -> Quote:
        sentence = self.page.sentence_at(item.start)
        kind = "title" if item.is_title else kind_of_words(self.page, item)
        if kind in ("title", "nickname"):
            return self._without(item, "title", "words in marks that are a name")
        if any(inner_label(self.page, piece.inner_start, piece.inner_end) for piece in item.pieces):
            return self._transcript(item)
        introduced = self._introduced(item, previous, sentence)
        if introduced is not None:
            return introduced
        signed = signature(self.page, item.end)
        if signed is not None:
            quote = self._without(item, "direct", "signature after a dash")
            quote.speaker, quote.evidence = signed, SIGNED
            return quote
        if kind == "utterance":
            return self._carried(item, previous, sentence)
        owner = self._owner(item)
        if owner is not None:
            quote = self._without(item, "direct", "words that somebody owns")
            quote.speaker, quote.evidence = owner, OWNED
            return quote
        near = self._near(item, sentence)
        if near is not None:
            return near
        if self._length(item) < _LONG and not self._describes(item):
            return self._without(item, "scare", "words in marks without a cue")
        quote = self._without(item, "direct", "words in marks without a cue")
        subject = first_subject(self.page, self.page.sentences[sentence][0], item.start)
        quote.speaker = subject or self._last_speaker(item, previous, sentence)
        quote.evidence = UNTOLD if quote.speaker else NOBODY
        return quote

    def _length(self, item: Quoted) -> int:
        """Give the number of words in marks; a comma that stands apart is none."""
        words = self.page.text[item.pieces[0].inner_start : item.pieces[0].inner_end].split()
        return sum(_WORD.search(word) is not None for word in words)

    def _owner(self, item: Quoted) -> Range | None:
        """Give whose the words are in ``her promise of “free bread”`` and ``in Weber's words, “…”``."""
        match = _OWNED.search(self.page.masked, max(0, item.start - _BACK), item.start)
        return match.span("who") if match and match["noun"] in self.page.words.sayings else None

    def _describes(self, item: Quoted) -> bool:
        """Say whether words in marks are what somebody calls a thing: ``sees it as “dead”``, ``that it was “dead”``."""
        if _NOUN.match(self.page.masked, item.end):
            return False
        return _DESCRIBES.search(self.page.masked, max(0, item.start - _BACK), item.start) is not None

    def _without(self, item: Quoted, kind: str, method: str) -> Quote:
        parts = [(piece.inner_start, piece.inner_end) for piece in item.pieces]
        return self.drafts.keep(
            Quote(kind, parts, list(parts), method, NEAR if kind != "direct" else NOBODY), [item], None
        )

    def _transcript(self, item: Quoted) -> Quote:
        """Give each turn of an interview that stands in marks to the speaker that its label names."""
        quotes: list[Quote] = []
        for piece in item.pieces:
            label = inner_label(self.page, piece.inner_start, piece.inner_end)
            span = (label.end() if label else piece.inner_start, piece.inner_end)
            if span[1] <= span[0]:
                span = (piece.inner_start, piece.inner_end)
            speaker = label.span("name") if label else quotes[-1].speaker if quotes else None
            quote = Quote("direct", [span], [span], "label before a colon", LABELLED, speaker=speaker)
            quotes.append(self.drafts.keep(quote, [item], None))
        return quotes[-1]

    def _introduced(self, item: Quoted, previous: Quoted | None, sentence: int) -> Quote | None:
        """Attribute what follows a colon, also over the end of a paragraph."""
        before = self.page.masked[max(0, item.start - 8) : item.start].rstrip()
        if not before.endswith(":"):
            return None
        index, end = sentence, item.start
        while (
            index > sentence - NEXT
            and index
            and not _WORD.search(self.page.masked, max(self.page.sentences[index][0], end - FAR), end)
        ):
            index, end = index - 1, self.page.sentences[index][0]
        here = self.drafts.before(index, item.start)
        if here:
            return self.drafts.own(here[-1], item, "direct", INTRODUCED)
        quote = self._without(item, "direct", "after a colon")
        quote.speaker = self._first(index, item.start) or self._last_speaker(item, previous, sentence)
        quote.evidence = UNTOLD_COLON if quote.speaker else NOBODY
        return quote

    def _first(self, index: int, end: int) -> Range | None:
        """Give whom an introduction without a cue names: ``Carl Bialik: “…”`` or ``The court released this: “…”``."""
        label = _LABEL.search(self.page.masked, max(self.page.sentences[index][0], end - 80), end)
        if label:
            return label.span("name")
        return first_subject(self.page, self.page.sentences[index][0], end)

    def _carried(self, item: Quoted, previous: Quoted | None, sentence: int) -> Quote:
        """Attribute an utterance without a cue to whoever spoke last."""
        last = self.drafts.owner.get(previous.start) if previous is not None else None
        if last is not None and previous is not None and last.kind in ("direct", "mixed"):
            between = self.page.masked[previous.end : item.start]
            if not between.strip(" ") and item.pieces[0].family == DASH:
                return self._without(item, "direct", "answer behind a dash")
            if "\n" not in between and self._continues(last, between):
                self.drafts.extend(last, item)
                return last
        behind = self._behind(item)
        if behind is not None:
            quote = self._without(item, "direct", "speaker behind a comma")
            quote.speaker, quote.evidence = behind, TOLD_BEHIND
            return quote
        turn = self._turn(item)
        if turn is not None:
            quote = self._without(item, "direct", "alternating speakers")
            quote.speaker, quote.evidence = turn, TURN
            return quote
        quote = self._without(item, "direct", "carried over")
        quote.speaker = self._subject_before(item, sentence) or self._last_speaker(item, previous, sentence)
        if quote.speaker is not None:
            quote.evidence = CARRIED
        return quote

    def _behind(self, item: Quoted) -> Range | None:
        """Give whom ``“…,” Weber, who was late, cut in`` names: what follows the comma tells of the quotation."""
        if self.drafts.last_sign(item) != ",":
            return None
        start, (_, end) = item.end, self.page.sentences[self.page.sentence_at(item.end)]
        verb = _VERB.match(self.page.masked, start, end)
        return first_subject(self.page, verb.end() if verb else start, end)

    def _subject_before(self, item: Quoted, sentence: int) -> Range | None:
        """Give whom the words before a quotation are about: ``Weber raised her glass: “…”``, ``Weber got up. “…”``."""
        start = self.page.sentences[sentence][0]
        if not _WORD.search(self.page.masked, start, item.start):
            block = self.page.blocks[self.page.block_at(item.start)][0]
            if not sentence or start <= block or self.drafts.found.of(sentence - 1):
                return None
            start = self.page.sentences[sentence - 1][0]
        if self.page.masked.find("“", start, item.start) >= 0:
            return None
        subject = first_subject(self.page, start, item.start)
        return subject if subject and self._is_somebody(subject) else None

    def _is_somebody(self, subject: Range) -> bool:
        words = self.page.masked[slice(*subject)].split()
        return words[-1][0].isupper() or words[-1] in ("he", "she")

    def _turn(self, item: Quoted) -> Range | None:
        """Give the speaker but one, where two took turns in the two paragraphs before."""
        if len(self.turns) < 2 or (item.start and self.page.masked[item.start - 1] != "\n"):
            return None
        (before, other), (last, speaker) = self.turns[-2:]
        said = self.drafts.owner[last.start].statement
        if said is not None and said.cue.verb.lemma in _GOING_ON:
            return None
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
        for index in range(sentence, max(-1, sentence - NEXT), -1):
            if self.page.sentences[index][1] <= start:
                break
            for statement in reversed(self.drafts.before(index, item.start)):
                if statement.speaker and statement.cue.verb.medium != "thought":
                    return self._outspoken(statement.speaker, previous, item, start)
        return self._outspoken(None, previous, item, start)

    def _outspoken(self, speaker: Range | None, previous: Quoted | None, item: Quoted, start: int) -> Range | None:
        """Prefer the speaker of the quotation before, where it stands later than the last statement."""
        last = self.drafts.owner.get(previous.start) if previous is not None else None
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
        here = self.drafts.before(sentence, item.start)
        if not here or (here[-1].cue.role == "naming" and here[-1].tail >= item.start - 1):
            return None
        if here[-1].cue.verb.medium == "thought" or here[-1].cue.verb.weight < _WEAK:
            return None
        start = here[-1].tail + 1
        between = self.page.masked[start : item.start]
        if not 0 < len(between) < _OBJECT or _APART.search(between):
            return self.drafts.own(here[-1], item, "mixed", NEAR)
        return self.drafts.add("mixed", (start, self.drafts.through(item)), here[-1], NEAR)
