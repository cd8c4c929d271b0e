"""The speaker of a quotation as the document names them: full names, pronouns, descriptions."""

import re

from .antecedents import Antecedents
from .descriptions import Descriptions
from .discourse import Discourse, Resolved
from .names import Mention, Names
from .page import Page
from .statements import Range, Statement
from .vocabulary import Vocabulary
from .wording import Wording, read_wording

__all__ = ["Speakers"]

_AND = re.compile(r"\band\b|&")
_JOINT = re.compile(r"\b(?!The )((?:[A-Z][\w.'-]* )+)(?:and|&) (?:[A-Z][\w.'-]* )*\Z")
_PERSONAL = {"he": "male", "she": "female", "him": "male", "her": "female"}
_THINGS = frozenset(("they", "this", "these", "those", "that"))
_INDEFINITE = frozenset(("a", "an", "another", "one"))
_NOWHERE = (0, 0)
_NEXT = 80
_TITLE = 8


class Speakers:
    """Names the speakers of a document, in order of the text: each may stand for one before."""

    def __init__(self, page: Page, names: Names, words: Vocabulary) -> None:
        self._discourse = Discourse(page, names, words)
        self._antecedents = Antecedents(self._discourse)
        self._descriptions = Descriptions(self._discourse)
        self._words = words
        self._known: dict[Range, Resolved] = {}

    def resolve(self, span: Range, statement: Statement | None = None, content: Range = _NOWHERE) -> Resolved:
        """Give the speaker that a phrase names, who is said to say the content."""
        if span not in self._known:
            found = self._resolve(span, statement, content)
            self._known[span] = found
            self._discourse.said.append(found)
        return self._known[span]

    def _resolve(self, span: Range, statement: Statement | None, content: Range) -> Resolved:
        word = self._discourse.masked[span[0] : span[1]].lower()
        if word in self._words.pronouns:
            return self._pronoun(span, word, statement, content)
        mention = self._discourse.names.at(*span)
        if mention is not None and (mention.person or not self._words.may_describe(mention.name)):
            return self._by(mention, span)
        wording = read_wording(self._discourse, span)
        return self._named(wording) or self._apposed(wording) or self._described(wording)

    # --- pronouns

    def _pronoun(self, span: Range, word: str, statement: Statement | None, content: Range) -> Resolved:
        if word in ("who", "which") and statement is not None and statement.phrase.antecedent:
            before = self.resolve(statement.phrase.antecedent)
            return Resolved(span, before.name, before.person)
        if word in _PERSONAL:
            return Resolved(span, self._person(span, _PERSONAL[word], content), True)
        if word == "it":
            return Resolved(span, self._antecedents.body(span[0], content), False)
        if word in _THINGS:
            return Resolved(span, self._antecedents.source(span[0]), False)
        return Resolved(span, None, word in ("i", "we", "you"))

    def _person(self, span: Range, gender: str, content: Range) -> str | None:
        name = self._antecedents.person(span[0], gender, content)
        if name is not None:
            self._discourse.learn(name, gender)
        return name

    # --- phrases with a name in them

    def _named(self, wording: Wording) -> Resolved | None:
        found = [mention for mention in wording.mentions if not self._discourse.owns(mention)]
        if not found:
            return self._unmarked(wording)
        if self._words.ends_company(found[-1].name) and (joint := self._joint(found[-1], wording)):
            return joint
        if len(found) > 1 and _AND.search(self._discourse.masked, found[0].end, found[-1].start):
            return Resolved(wording.span, None, False)
        persons = [mention for mention in found if mention.person]
        mention = persons[-1] if persons else found[-1]
        if not self._is_head(mention, wording):
            return None
        return self._by(mention, wording.span)

    def _joint(self, mention: Mention, wording: Wording) -> Resolved | None:
        """Give a company whose name has an ``and`` that the names do not reach over: ``Brand and Weber Corp``."""
        match = _JOINT.search(self._discourse.masked, wording.span[0], mention.start)
        if match is None or self._words.ends_company(match[1]):
            return None
        place = match.start(1), mention.end
        name = " ".join(self._discourse.page.text[slice(*place)].split())
        return Resolved(place if self._discourse.names.snaps else wording.span, name, False)

    def _is_head(self, mention: Mention, wording: Wording) -> bool:
        """Say whether a phrase is about whom a name in it names, not about what belongs to it: ``Trump's lawyer``."""
        if mention.end >= wording.head_end - 1:
            return self._words.sources.get(mention.name.lower().split()[-1]) != "document"
        kind = self._words.sources.get(wording.noun)
        if kind is not None and kind != "document":
            return mention.kind == "ORG"
        return mention.person and kind is None and wording.noun not in self._words.heads

    def _by(self, mention: Mention, span: Range) -> Resolved:
        """Give whom a mention names: a noun alone, such as ``Commission``, is the body that was called so in full."""
        noun = mention.name.lower()
        if noun in self._words.sources and (name := self._descriptions.called(noun, mention.start)):
            found = Mention(mention.start, mention.end, name, mention.kind)
        else:
            found = self._discourse.fuller(mention)
        place = (found.start, found.end) if self._discourse.names.snaps else span
        return Resolved(place, found.name, found.person)

    def _unmarked(self, wording: Wording) -> Resolved | None:
        """Give whom a phrase names by words that are not marked as a name: a part of a person's, or capitals."""
        if wording.mentions:
            return None
        mention = self._discourse.named((wording.span[0], wording.head_end))
        if mention is not None:
            return Resolved(wording.span, mention.name, True)
        name = self._discourse.written(*wording.span) if not self._discourse.names.within(*wording.span) else None
        if name is None:
            return None
        return Resolved(wording.span, self._discourse.company(name, wording.span[0]) or name, False)

    def _apposed(self, wording: Wording) -> Resolved | None:
        """Give whom the name beside a description names: ``the founder, Anna Weber,``, ``Anna Weber, the founder``."""
        start, end = wording.span
        masked, names = self._discourse.masked, self._discourse.names
        found = names.within(end + 2, end + _NEXT)[:1] if masked.startswith(", ", end) else []
        found = [one for one in found if one.start - end <= _TITLE]
        if not found and masked.startswith(", ", start - 2):
            found = [one for one in names.within(start - _NEXT, start - 2)[-1:] if one.end == start - 2]
        fitting = [one for one in found if self._may_be(one, wording)]
        return self._by(fitting[0], wording.span) if fitting else None

    def _may_be(self, mention: Mention, wording: Wording) -> bool:
        """Say whether a description may be of whom a name names: ``the mayor``, ``one of these lawyers``."""
        if mention.person:
            noun = wording.noun[wording.noun.rfind("-") + 1 :]
            return wording.opening == "one" or noun.removesuffix("s") in self._words.persons
        return mention.kind == "ORG" and self._words.sources.get(wording.noun, "document") != "document"

    # --- descriptions

    def _described(self, wording: Wording) -> Resolved:
        if wording.noun in self._words.persons:
            return Resolved(wording.span, self._descriptions.person(wording), True, wording.opening in _INDEFINITE)
        kind = self._words.sources.get(wording.noun)
        if kind == "document":
            return Resolved(wording.span, self._descriptions.document(wording), False)
        if kind is not None:
            return Resolved(wording.span, self._descriptions.body(wording), False)
        return Resolved(wording.span, None, False)
