"""Pronouns: whom ``she``, ``he`` or ``it`` stands for."""

from collections.abc import Iterator

from .discourse import Discourse
from .names import Mention
from .statements import Range

__all__ = ["Antecedents"]

_SENTENCES = 5


class Antecedents:
    """Finds whom the pronouns of a document stand for, from the words before them.

    Who is named in the words that a pronoun is said to say is another: ``Weber should go, he said``.
    """

    def __init__(self, discourse: Discourse) -> None:
        self._discourse = discourse

    def person(self, offset: int, gender: str, content: Range) -> str | None:
        """Give the person of a gender that is named last: who spoke or what a sentence is about, else anybody."""
        persons = self._persons(offset, content)
        return next((name for name in persons if not name or self._discourse.fits(name, gender)), None) or None

    def _persons(self, offset: int, content: Range) -> Iterator[str]:
        """Give the names of persons, the likeliest first; an empty one is that of somebody whom nothing names."""
        sure = self._discourse.names.sure
        sentences = list(self._discourse.sentences(offset, _SENTENCES))
        unsure: list[str] = []
        for start, end in sentences:
            said = [one for one in self._discourse.speakers(start, end) if one.person and (one.name or one.stranger)]
            places = [(one.span[0], one.name or "") for one in said]
            subject = self._subject(start, end, content)
            if subject is not None and subject.person:
                if subject.name in sure:
                    places.append((subject.start, subject.name))
                else:
                    unsure.append(subject.name)
            yield from (name for _, name in sorted(places, reverse=True))
        for start, end in sentences:
            found = [mention for mention in self._mentions(start, end, content) if mention.name in sure]
            yield from (mention.name for mention in found if mention.person and not self._discourse.owns(mention))
        yield from unsure

    def _subject(self, start: int, end: int, content: Range) -> Mention | None:
        """Give the name that a sentence begins with, if it stands before its end and not in a range."""
        subject = self._discourse.subject(start, end)
        return None if subject is None or content[0] <= subject.start < content[1] else subject

    def _mentions(self, start: int, end: int, content: Range) -> list[Mention]:
        found = self._discourse.mentions(start, end)
        return [mention for mention in found if not content[0] <= mention.start < content[1]]

    def source(self, offset: int) -> str | None:
        """Give the body or the thing that spoke last: of several in a sentence, the one that it is about."""
        for start, end in self._discourse.sentences(offset, _SENTENCES):
            found = [said.name for said in self._discourse.speakers(start, end) if said.name and not said.person]
            if found:
                return found[0]
        return None

    def body(self, offset: int, content: Range) -> str | None:
        """Give the body that is named last: what spoke, else what a sentence is about, else its first."""
        for start, end in self._discourse.sentences(offset, _SENTENCES):
            found = [said.name for said in self._discourse.speakers(start, end) if said.name and not said.person]
            if found:
                return found[0]
            bodies = [mention.name for mention in self._mentions(start, end, content) if mention.kind == "ORG"]
            if bodies:
                return bodies[0]
        return None
