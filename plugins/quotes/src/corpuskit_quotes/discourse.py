"""What a document is about at a place: who spoke last, what its sentences begin with, which names stand in them."""

import re
from collections.abc import Iterator

from .names import Mention, Names
from .openings import first_subject
from .page import FILLER, Page
from .statements import Range
from .vocabulary import Vocabulary

__all__ = ["Discourse", "Resolved", "whole_words"]

_CAPITALS = re.compile(
    r"(?:[Tt]he )?([A-Z][\w.&'-]+(?: [A-Z][\w.&'-]+){0,4}((?: (?:of|for|and)(?: the)? [A-Z][\w.&'-]+){1,3})?)"
)
_INSIDE = re.compile("[a-z,] ")
_RECENT = 12
_SHORTEST = 2
_NEAR = 10_000
"""Code points around a phrase in which it is looked for again: long texts are not read for each anew."""


class Resolved:
    """A speaker: the span, snapped to a name where there is one, and the name.

    A stranger is somebody new whom nothing names: ``a banker``.
    """

    def __init__(self, span: Range, name: str | None, person: bool, stranger: bool = False) -> None:
        self.span = span
        self.name = name
        self.person = person
        self.stranger = stranger


class Discourse:
    """A page with its names, and the speakers resolved so far; all that is asked of it is close to a place."""

    def __init__(self, page: Page, names: Names, words: Vocabulary) -> None:
        self.page = page
        self.names = names
        self.words = words
        self.masked: str = page.masked
        self.said: list[Resolved] = []
        self._lower: str | None = None
        self._genders = names.shown_genders()
        self._firsts: dict[int, Mention | None] = {}

    @property
    def lower(self) -> str:
        """The masked text in small letters, as long as it is: one letter alone would become two."""
        if self._lower is None:
            self._lower = self.masked.replace("İ", "i").lower()
        return self._lower

    def fits(self, name: str, gender: str) -> bool:
        """Say whether a person may be of a gender: by a title, by a pronoun before, or else by the first name."""
        first, rest, _ = name.partition(" ")
        shown = self._genders.get(name) or (self.words.first_names.get(first.lower(), "") if rest else "")
        return not gender or shown in ("", gender)

    def learn(self, name: str, gender: str) -> None:
        """Take a person to be of a gender from now on, if nothing else is shown."""
        self._genders.setdefault(name, gender)

    def sentences(self, offset: int, count: int) -> Iterator[Range]:
        """Give the sentence that an offset is in, up to there, and then those before it, ``count`` in all."""
        last = self.page.sentence_at(offset)
        for index in range(last, max(-1, last - count), -1):
            start, end = self.page.sentences[index]
            yield start, min(end, offset)

    def subject(self, start: int, end: int) -> Mention | None:
        """Give the name that the sentence at an offset begins with, after an adverbial phrase, if it ends in time."""
        if end - start < _SHORTEST:
            return None
        index = self.page.sentence_at(start)
        if index not in self._firsts:
            first, last = self.page.sentences[index]
            span = first_subject(self.page, first, last)
            self._firsts[index] = self.named(span) if span else None
        found = self._firsts[index]
        return found if found is not None and found.end <= end else None

    def named(self, span: Range) -> Mention | None:
        """Give the last name in a phrase; a word that is part of a person's name is one where none is marked."""
        start, end = span
        found = [mention for mention in self.names.within(start, end) if not self.owns(mention)]
        if found:
            return self.fuller(found[-1])
        *before, word = self.masked[start:end].split() or [""]
        titled = bool(before) and all(title.lower() in self.words.titles for title in before)
        if not word[:1].isupper() or (before and not titled):
            return None
        name = self.names.person(word, start) or (word if titled and word.lower() not in self.words.titles else None)
        return Mention(end - len(word), end, name, "PER") if name else None

    def written(self, start: int, end: int) -> str | None:
        """Give a phrase that is written as a name, without its article, or None.

        That is an acronym, what has ``of`` inside, or what has capitals inside a sentence too.
        """
        match = _CAPITALS.fullmatch(self.masked, start, end) if self.names.snaps else None
        if match is None:
            return None
        text = match[1]
        first, last = (text.lower().split()[place] for place in (0, -1))
        if first in self.words.titles or (not match[2] and self.words.is_common(last)):
            return None
        inside = match[2] or text.isupper() or match.start(1) > start
        if inside:
            return text
        again = whole_words(self.masked, text, max(2, start - _NEAR), min(len(self.masked), end + _NEAR))
        return text if any(_INSIDE.match(self.masked, at - 2) for at in again) else None

    def fuller(self, mention: Mention) -> Mention:
        """Give a mention by the full name of the person or the company that it is a part of, if there is one."""
        if (mention.person and " " in mention.name) or mention.kind in ("LOC", "NORP") or mention.gender:
            return self._as_person(mention)
        named = self._as_person(mention)
        name = None if named is not mention else self.company(mention.name, mention.start)
        return Mention(mention.start, mention.end, name, "ORG") if name else named

    def _as_person(self, mention: Mention) -> Mention:
        if mention.person or " " in mention.name:
            return mention
        name = self.names.person(mention.name, mention.start)
        return Mention(mention.start, mention.end, name, "PER", mention.gender) if name else mention

    def company(self, words: str, offset: int) -> str | None:
        """Give the full name of the company that words are the beginning of."""
        if words.lower() in self.words.common:
            return None
        longer = self.names.longer(words, offset)
        return next((name for name in longer if "business" in self.words.kinds_of(name)), None)

    def owns(self, mention: Mention) -> bool:
        """Say whether a name owns what follows: ``Trump's lawyer``."""
        return self.masked.startswith(("'s", "' "), mention.end)

    def mentions(self, start: int, end: int) -> list[Mention]:
        """Give the mentions in a range that are not in quotation marks."""
        return [mention for mention in self.names.within(start, end) if self.masked[mention.start] != FILLER]

    def speakers(self, start: int, end: int) -> list[Resolved]:
        """Give the speakers in a range, of those that were resolved last."""
        return [said for said in self.said[-_RECENT:] if start <= said.span[0] < end]


def whole_words(text: str, phrase: str, start: int, end: int, *, backwards: bool = False) -> Iterator[int]:
    """Give where a phrase stands between two places, as whole words."""
    is_word = _is_word(phrase[-1])
    at = text.rfind(phrase, start, end) if backwards else text.find(phrase, start, end)
    while at >= 0:
        behind = at + len(phrase)
        if not (at and _is_word(text[at - 1])) and (behind < end and _is_word(text[behind])) != is_word:
            yield at
        at = text.rfind(phrase, start, behind - 1) if backwards else text.find(phrase, at + 1, end)


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_"
