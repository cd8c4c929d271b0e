"""The speaker of a quotation as the document names them: full names, pronouns, descriptions."""

import re
from collections.abc import Iterator

import attrs

from .names import Mention, Names
from .openings import first_subject
from .page import Page
from .statements import Range, Statement
from .vocabulary import Vocabulary

__all__ = ["Speakers"]

_WORD = re.compile(r"[^\W_][\w'.-]*")
_OF = re.compile(r" (?:of|for|from|to|with|at|in|on|who|which) |, ")
_APPOSED = re.compile(r", (?=[A-Z])")
_NAME = 60
_TITLE = 8
_AND = re.compile(r"\band\b|&")
_PERSONAL = {"he": "male", "she": "female", "him": "male", "her": "female"}
_THINGS = frozenset(("it", "they", "this", "these", "those", "that"))
_REACH = 1500
_SENTENCES = 4
_NEAR, _FAR = 20, 120


@attrs.define(eq=False)  # Not frozen, like a mention: there are thousands on a page of news.
class Resolved:
    """A speaker: the span, snapped to a name where there is one, and the name."""

    span: Range
    name: str | None
    person: bool


class Speakers:
    """Names the speakers of a document, in order of the text: each may stand for one before."""

    def __init__(self, page: Page, names: Names, words: Vocabulary) -> None:
        self.page = page
        self.names = names
        self._words = words
        self._known: dict[Range, Resolved] = {}
        self._said: list[Resolved] = []
        self._subjects: dict[int, Mention | None] = {}
        self._gender = names.shown_genders()

    def resolve(self, span: Range, statement: Statement | None = None) -> Resolved:
        """Give the speaker that a phrase names."""
        if span not in self._known:
            found = self._resolve(span, statement)
            self._known[span] = found
            self._said.append(found)
        return self._known[span]

    def _resolve(self, span: Range, statement: Statement | None) -> Resolved:
        words = _WORD.findall(self.page.masked[span[0] : span[1]])
        if len(words) == 1 and words[0].lower() in self._words.pronouns:
            return self._pronoun(span, words[0].lower(), statement)
        return self._named(span) or self._apposed(span) or self._described(span)

    # --- phrases with a name in them

    def _named(self, span: Range) -> Resolved | None:
        cut = _OF.search(self.page.masked, *span)
        head = (span[0], cut.start()) if cut else span
        found = [m for m in self.names.within(*span) if m.start < head[1] and not self._is_owner(m)]
        persons = [m for m in found if m.person]
        if len(found) > 1 and _AND.search(self.page.masked, found[0].end, found[-1].start):
            return Resolved(span, None, False)
        chosen = persons[-1:] or self._titled(span) or [m for m in found[-1:] if m.end >= head[1] - 1]
        if not chosen:
            return None
        mention = chosen[0]
        place = (mention.start, mention.end) if self.names.snaps else span
        return Resolved(place, mention.name, mention.person)

    def _titled(self, span: Range) -> list[Mention]:
        """Give who ends a phrase behind an office, ``Secretary of State Anna Weber``, not ``an aide to Anna Weber``."""
        last = self.names.within(*span)[-1:]
        if not last or not last[0].person or last[0].end < span[1]:
            return []
        before = _WORD.findall(self.page.masked[span[0] : last[0].start])
        while before and before[-1].lower() in self._words.titles:
            before.pop()
        return last if before and before[-1].lower() not in self._words.determiners and before[-1][0].isupper() else []

    def _apposed(self, span: Range) -> Resolved | None:
        """Give who is named behind a description: ``the group's founder, Anna Weber``."""
        after = _APPOSED.match(self.page.masked, span[1])
        found = (
            next((m for m in self.names.within(after.end(), after.end() + _NAME) if m.person), None) if after else None
        )
        if after is None or found is None or found.start > after.end() + _TITLE or not self._is_role(span):
            return None
        return Resolved((found.start, found.end) if self.names.snaps else span, found.name, True)

    def _is_role(self, span: Range) -> bool:
        cut = _OF.search(self.page.masked, *span)
        head = _WORD.findall(self.page.masked[span[0] : cut.start() if cut else span[1]])
        return bool(head) and head[-1].lower().removesuffix("s") in self._words.persons

    def _is_owner(self, mention: Mention) -> bool:
        """Say whether a name owns what follows: ``Trump's lawyer``."""
        return self.page.masked.startswith("'s", mention.end) or self.page.masked.startswith("' ", mention.end)

    # --- pronouns

    def _pronoun(self, span: Range, word: str, statement: Statement | None) -> Resolved:
        if word in ("who", "which") and statement is not None and statement.phrase.antecedent:
            before = self.resolve(statement.phrase.antecedent)
            return Resolved(span, before.name, before.person)
        if word in _PERSONAL:
            name = self._person_before(span[0], _PERSONAL[word])
            if name is not None:
                self._gender.setdefault(name, _PERSONAL[word])
            return Resolved(span, name, True)
        if word in _THINGS:
            return Resolved(span, self._source_before(span[0]), False)
        return Resolved(span, None, word in ("i", "we", "you"))

    def _person_before(self, offset: int, gender: str) -> str | None:
        """Give the person that a pronoun stands for: the subject or speaker named last, of the right gender."""
        for _, name in self._persons_before(offset):
            if self._gender.get(name, gender) == gender:
                return name
        for mention in self.names.before(offset, _NEAR):
            if self._is_person(mention) and self._gender.get(mention.name, gender) == gender:
                return mention.name
        return next((mention.name for _, mention in self._subjects_before(offset) if mention and mention.person), None)

    def _persons_before(self, offset: int) -> Iterator[tuple[int, str]]:
        """Give the places of speakers and of subjects that are persons, the last first."""
        said = [
            (said.span[0], said.name)
            for said in self._said[-6:]
            if said.name and said.person and offset - _REACH < said.span[0] < offset
        ]
        for start, mention in self._subjects_before(offset):
            here = [place for place in said if place[0] >= start]
            said = [place for place in said if place[0] < start]
            if mention is not None and self._is_person(mention):
                here.append((mention.start, mention.name))
            yield from sorted(here, reverse=True)
        yield from sorted(said, reverse=True)

    def _is_person(self, mention: Mention) -> bool:
        return mention.person and mention.name in self.names.sure

    def _subjects_before(self, offset: int) -> Iterator[tuple[int, Mention | None]]:
        """Give where the sentences before begin, the last first, each with the name that it begins with."""
        last = self.page.sentence_at(offset)
        for index in range(last, max(0, last - _SENTENCES) - 1, -1):
            mention = self._subject_of(index)
            yield self.page.sentences[index][0], mention if mention and mention.end <= offset else None

    def _subject_of(self, index: int) -> Mention | None:
        if index not in self._subjects:
            subject = first_subject(self.page, *self.page.sentences[index])
            found = self.names.within(*subject) if subject else []
            self._subjects[index] = next((m for m in reversed(found) if not self._is_owner(m)), None)
        return self._subjects[index]

    def _source_before(self, offset: int) -> str | None:
        """Give what ``it`` stands for: of the sources named last, the one that its sentence is about."""
        found = [said for said in self._said[-4:] if not said.person and offset - _REACH < said.span[0] < offset]
        if not found:
            return None
        last = self.page.sentence_at(found[-1].span[0])
        return next(said.name for said in found if self.page.sentence_at(said.span[0]) == last)

    # --- descriptions

    def _described(self, span: Range) -> Resolved:
        cut = _OF.search(self.page.masked, *span)
        head = [word.lower() for word in _WORD.findall(self.page.masked[span[0] : cut.start() if cut else span[1]])]
        noun = head[-1] if head else ""
        if noun in self._words.persons:
            definite = head[0] in ("the", "this", "that")
            name = (self._with_role(span[0], head) or self._last_person(span[0], noun)) if definite else None
            return Resolved(span, name, True)
        if noun in self._words.sources and head[0] in ("the", "this", "that", "its"):
            return Resolved(span, self._source_named(span[0], noun), False)
        text = " ".join(self.page.text[span[0] : span[1]].split())
        return Resolved(span, text if noun in self._words.sources and head[0] in ("a", "an") else None, False)

    def _with_role(self, offset: int, head: list[str]) -> str | None:
        """Give the name that an earlier mention has the role for: ``Prime Minister X``, ``X, the mayor``."""
        role = " ".join(head[1:])[-60:]
        masked = self.page.masked
        for mention in self.names.before(offset, _FAR):
            before = masked[max(0, mention.start - len(role) - 2) : mention.start].lower().rstrip(" ,")
            after = masked[mention.end : mention.end + len(role) + 40].lower()
            if mention.person and role and (before.endswith(role) or self._is_apposed(after, role)):
                return mention.name
        return None

    def _is_apposed(self, after: str, role: str) -> bool:
        return after.startswith(",") and role in after[1:].split(",")[0]

    def _last_person(self, offset: int, noun: str) -> str | None:
        gender = self._words.persons[noun]
        for said in reversed(self._said[-2:]):
            if said.name and said.person and offset - _REACH // 2 < said.span[0] < offset:
                return said.name if self._gender.get(said.name, gender) == gender or not gender else None
        last = self.page.sentence_at(offset)
        for start, mention in self._subjects_before(offset):
            if start < self.page.sentences[max(0, last - 2)][0]:
                break
            if mention is not None and mention.person:
                return mention.name
        start = self.page.sentences[max(0, last - 1)][0]
        before = [m.name for m in self.names.within(start, offset) if m.person and not self._is_owner(m)]
        return before[0] if before else None

    def _source_named(self, offset: int, noun: str) -> str | None:
        """Give the words that brought up a source: ``A joint statement`` for a later ``the statement``."""
        for said in reversed(self._said[-_NEAR:]):
            text = self.page.text[said.span[0] : said.span[1]]
            if said.name and not said.person and noun in text.lower().split():
                return said.name
        for mention in self.names.before(offset, _FAR):
            if not mention.person and noun in mention.name.lower().split():
                return mention.name
        pattern = re.compile(rf"\b[Aa]n?(?: [\w-]+){{0,3}} {re.escape(noun)}\b")
        match = pattern.search(self.page.masked, max(0, offset - _REACH), offset)
        if match:
            return " ".join(self.page.text[match.start() : match.end()].split())
        return self._body_before(offset) if noun in self._words.bodies else None

    def _body_before(self, offset: int) -> str | None:
        """Give the body that spoke last, or that a sentence before is about, for ``the group``."""
        for said in reversed(self._said[-_SENTENCES:]):
            if said.name and not said.person and offset - _REACH < said.span[0] < offset:
                return said.name
        subjects = (mention for _, mention in self._subjects_before(offset))
        return next((mention.name for mention in subjects if mention and not mention.person), None)
