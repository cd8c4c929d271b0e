"""Descriptions: whom ``the minister``, ``the company`` or ``the report`` stands for."""

import itertools
import re
from collections.abc import Iterable, Iterator

from .discourse import Discourse, whole_words
from .names import Mention
from .statements import Range
from .wording import Wording

__all__ = ["Descriptions"]

_SENTENCES = 5
_TITLED, _UNTITLED = 2, 3
"""In how many sentences a person is looked for whom no title calls so, by a noun that may be a title or not."""
_FAR = 120
_TIMES = 8
_REACH = 4000
_AHEAD = 400
_DEFINITE = frozenset(("the", "this", "that", "its", "his", "her", "their"))
_OWNER = re.compile(r"(?:(?:the|this|an?) )?(?:[\w-]+ )*?([\w-]+)'s? ")
_BY = re.compile(r"[^.;:,“”]{0,40}? (?:by|from) (?:the |its )?")
_ISSUING = re.compile(r"(?:\b(?:an?|his|her|its|their) )(?:[\w-]+ ){0,3}$")
_ANOTHER = frozenset(("other", "another", "rival", "parent", "sister", "second", "third", "target", "former", "new"))
"""Words for something else than what was named last."""

_TITLE = re.compile(r" (?:(?:of|for) (?:the )?(?:[A-Z][\w-]+(?: and)? )+|[A-Z][\w.]* )?")
_WITHIN_TITLE = re.compile(r" (?:of|for) (?:the )?(?:[A-Z][\w-]+(?: and)? )*")
_VERBS = frozenset(
    ("is", "was", "are", "were", "has", "had", "have", "said", "says", "and", "but", "who", "which", "that")
)


class Descriptions:
    """Finds whom the descriptions of a document stand for; one that fits nobody stays open."""

    def __init__(self, discourse: Discourse) -> None:
        self._discourse = discourse
        self._words = discourse.words
        self._masked = discourse.masked

    # --- people

    def person(self, wording: Wording) -> str | None:
        """Give the person whose title or apposition has the noun, else the last one, if it is no title."""
        if wording.opening not in _DEFINITE:
            return None
        name = self._titled(wording)
        if name is None and not wording.modifiers and not wording.noun.startswith("spokes"):
            return self._last_person(wording)
        return name

    def _titled(self, wording: Wording) -> str | None:
        role = " ".join((*wording.modifiers, wording.noun))
        for phrase in dict.fromkeys((role, wording.noun)):
            if phrase != role and not self._may_shorten(wording):
                break
            name = self._beside(phrase, wording.span, person=True)
            if name is not None:
                return name
        return None

    def _may_shorten(self, wording: Wording) -> bool:
        return _ANOTHER.isdisjoint(wording.modifiers)

    def _last_person(self, wording: Wording) -> str | None:
        offset, gender = wording.span[0], self._words.persons[wording.noun]
        for start, end in self._discourse.sentences(
            offset, _TITLED if wording.noun in self._words.titles else _UNTITLED
        ):
            said = [one.name for one in self._discourse.speakers(start, end) if one.name and one.person]
            subject = self._discourse.subject(start, end)
            if subject is not None and subject.person:
                said = said or [subject.name]
            for name in reversed(said):
                if name and self._discourse.fits(name, gender):
                    return name
        return None

    # --- bodies

    def body(self, wording: Wording) -> str | None:
        """Give the body whose name has the noun, else whose apposition has it, else one that may be of the kind."""
        if wording.opening not in _DEFINITE or not _ANOTHER.isdisjoint(wording.modifiers):
            return None
        offset, noun = wording.span[0], wording.noun
        name = self.called(noun, offset) or self._beside(noun, wording.span, person=False)
        kind = self._words.sources[noun]
        if name is None and kind != "office":
            return self._of_kind(kind, offset)
        return name

    def called(self, noun: str, offset: int) -> str | None:
        """Give the body named last that has a noun in its name, with more words."""
        return self._discourse.names.called(noun, offset, _FAR)

    def _of_kind(self, kind: str, offset: int) -> str | None:
        """Give the body that may be of a kind and spoke last or that a sentence is about, else any in the sentences."""
        sentences = list(self._discourse.sentences(offset, _SENTENCES))
        for find in (self._topics, self._bodies):
            for start, end in sentences:
                name = next((name for name in find(start, end) if self._is_of(kind, name)), None)
                if name is not None:
                    return name
        return None

    def _topics(self, start: int, end: int) -> list[str]:
        found = [one.name for one in self._discourse.speakers(start, end) if one.name and not one.person]
        first = self._discourse.subject(start, end)
        return [*found, first.name] if first is not None and first.kind == "ORG" else found

    def _bodies(self, start: int, end: int) -> list[str]:
        return [mention.name for mention in self._discourse.mentions(start, end) if mention.kind == "ORG"]

    def _is_of(self, kind: str, name: str) -> bool:
        shown = self._words.kinds_of(name)
        return not shown or not kind or kind in shown

    # --- titles and appositions

    def _beside(self, phrase: str, span: Range, *, person: bool) -> str | None:
        """Give whom a phrase names elsewhere: where it stands last before a span, else first soon after it."""
        for start in self._places(phrase, span):
            name = self._named_beside(start, start + len(phrase), person=person)
            if name is not None:
                return name
        return None

    def _places(self, phrase: str, span: Range) -> Iterator[int]:
        """Give where a phrase stands, in any letter case, the last before a span first; then the places after it."""
        lower = self._discourse.lower
        before = whole_words(lower, phrase, max(0, span[0] - _REACH), span[0], backwards=True)
        yield from itertools.islice(before, _TIMES)
        yield from whole_words(lower, phrase, span[1], min(len(lower), span[1] + _AHEAD))

    def _named_beside(self, start: int, end: int, *, person: bool) -> str | None:
        return self._titled_by(end, person=person) or self._apposed(start, person=person)

    def _titled_by(self, end: int, *, person: bool) -> str | None:
        """Give the name that a noun before it is a title of: ``Prime Minister X``, ``secretary of state X``."""
        for mention in self._discourse.mentions(end, min(len(self._masked), end + 60)):
            between = self._masked[end : mention.start]
            if _is_such(mention, person=person) and _TITLE.fullmatch(between):
                return mention.name
            if not _WITHIN_TITLE.fullmatch(between):
                break
        return None

    def _apposed(self, start: int, *, person: bool) -> str | None:
        """Give the name before the comma that a noun stands behind: ``X, the mayor of Y``."""
        floor = max(0, start - 80)
        comma = self._masked.rfind(",", floor, start)
        if comma < 0 or any(sign in self._masked[comma:start] for sign in ".;:“”\n"):
            return None
        before = self._discourse.mentions(max(0, comma - 60), comma)
        if before and before[-1].end == comma and _is_such(before[-1], person=person):
            between = self._masked[comma + 1 : start].split()
            return before[-1].name if len(between) <= 5 and _is_apposition(between) else None
        return None

    # --- what is written

    def document(self, wording: Wording) -> str | None:
        """Give who issued what is written, as the phrase itself says, else as the text says of the same noun."""
        return self._issuer(wording) or self._earlier(wording)

    def _issuer(self, wording: Wording) -> str | None:
        for mention in wording.mentions[::-1]:
            if mention.end < wording.head_end - 1:
                return mention.name
            return self._written(self._masked[mention.start : mention.end].rpartition(" ")[0], mention.start)
        for owner in (*wording.owners, *wording.modifiers[-1:]):
            if self._words.sources.get(owner, "document") != "document":
                return self.body(wording.about(owner))
        return self._author(wording.head_end, wording.span[1])

    def _written(self, words: str, offset: int) -> str | None:
        """Give the full name of what words name before an offset: ``EU`` in ``EU Declaration``."""
        for mention in self._discourse.names.before(offset, _FAR):
            if self._masked[mention.start : mention.end] == words:
                return mention.name
        return None

    def _author(self, start: int, end: int) -> str | None:
        """Give whom the words behind a noun tell to have written it: ``by the institute X``."""
        match = _BY.match(self._masked, start)
        if match is None:
            return None
        found = self._discourse.mentions(match.end(), match.end() + 60)
        return found[0].name if found and found[0].start == match.end() else None

    def _earlier(self, wording: Wording) -> str | None:
        for start in self._places(wording.noun, wording.span):
            name = self._issued(start, start + len(wording.noun))
            if name is not None:
                return name
        return None

    def _issued(self, start: int, end: int) -> str | None:
        """Give who is told to have issued what stands at a place: its owner, its author, or who spoke in it."""
        before = self._discourse.mentions(max(0, start - 60), start)
        if before and self._masked[before[-1].end : start] in (" ", "'s ", "' ") and before[-1].kind in ("PER", "ORG"):
            return before[-1].name
        name = self._author(end, end)
        if name is not None or not _ISSUING.search(self._masked, max(0, start - 50), start):
            return name
        index = self._discourse.page.sentence_at(start)
        sentence = self._discourse.page.sentences[index]
        said = [one.name for one in self._discourse.speakers(*sentence) if one.name]
        if said:
            return said[-1]
        subject = self._discourse.subject(sentence[0], start - 1)
        return subject.name if subject is not None and subject.kind in ("PER", "ORG") else None


def _is_such(mention: Mention, *, person: bool) -> bool:
    """Say whether a name is a person's or a body's."""
    return mention.person if person else mention.kind in ("ORG", "")


def _is_apposition(words: Iterable[str]) -> bool:
    return not any(word in _VERBS for word in words)
