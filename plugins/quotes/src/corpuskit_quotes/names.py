"""The names of a document: which there are, and which full name a short one stands for."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping

import attrs

from corpuskit import Document

from .page import Page

__all__ = ["Mention", "Names"]

_RUN = re.compile(
    r"[A-Z][\w'-]*\.?(?: (?:(?:al|el|bin|ibn|de|del|della|da|di|van|von|der|den|ter|la|le|du|dos|af) ){0,2}"
    r"(?:al-|el-|d'|O')?[A-Z][\w'-]*(?:\.(?= [A-Z]))?)*(?: (?:al|el)-[A-Z][\w'-]*)?"
)
_SUFFIX = re.compile(r"(?:'s|'|\.)$")
_JUNIOR = frozenset(("jr", "sr", "ii", "iii"))


@attrs.frozen
class Mention:
    """A name in the text: its place, the full name, and whether it is a person's, as far as can be told."""

    start: int
    end: int
    name: str
    person: bool
    gender: str = ""


class Names:
    """The names of a document, from its entity layer or, without one, from runs of capitalised words."""

    def __init__(self, document: Document, page: Page, lexicons: Mapping[str, Mapping[str, str]]) -> None:
        self._titles = lexicons["title"]
        self._bodies = frozenset(lexicons["body"])
        self._skipped = frozenset({*lexicons["leading"], *lexicons["determiner"], *lexicons["pronoun"], *_JUNIOR})
        self._common = frozenset({*lexicons["body"], *lexicons["person_noun"], *lexicons["source_noun"]})
        self.snaps = bool(document["entity"])
        self.mentions = _entities(document) if self.snaps else self._own(page.masked)
        self._starts = [mention.start for mention in self.mentions]

    def within(self, start: int, end: int) -> list[Mention]:
        """Give the mentions that lie in a range."""
        found = self.mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        return [mention for mention in found if mention.end <= end]

    def before(self, offset: int, floor: int) -> list[Mention]:
        """Give the mentions between two offsets, the last first."""
        return self.mentions[bisect_left(self._starts, floor) : bisect_right(self._starts, offset)][::-1]

    # --- without an entity layer

    def _own(self, masked: str) -> list[Mention]:
        found = [name for match in _RUN.finditer(masked) if (name := self._stripped(match))]
        full = self._full_names(found)
        return [
            Mention(start, end, full.get(_key(text), text), self._is_person(full.get(_key(text), text)), gender)
            for start, end, text, gender in found
        ]

    def _stripped(self, match: re.Match[str]) -> tuple[int, int, str, str] | None:
        """Drop titles and words that begin a sentence from a run; the title's gender stays."""
        start, text, gender = match.start(), match.group(), ""
        owner = text.rfind("'s ")
        if owner >= 0:
            start, text = start + owner + 3, text[owner + 3 :]
        role = self._role_end(text)
        if role:
            gender = self._titles.get(text[:role].split()[-1].lower(), "")
            start, text = start + role, text[role:]
        while text:
            first, _, rest = text.partition(" ")
            word = first.lower()
            if word not in self._titles and word.rstrip(".") not in self._skipped:
                break
            gender = self._titles.get(word, "") or gender if word in self._titles else gender
            start += len(first) + 1
            text = rest
        suffix = _SUFFIX.search(text)
        if suffix:
            text = text[: suffix.start()]
        if len(text) < 2 or text.lower() in self._common:
            return None
        return start, start + len(text), text, gender

    def _role_end(self, text: str) -> int:
        """Give where the name begins after a title inside a run: ``Iraqi Prime Minister Mustafa al-Kadhimi``."""
        if " " not in text:
            return 0
        words = text.split(" ")
        last = max((at for at, word in enumerate(words[:-1]) if word.lower() in self._titles), default=-1)
        return sum(len(word) + 1 for word in words[: last + 1])

    def _full_names(self, found: Iterable[tuple[int, int, str, str]]) -> dict[str, str]:
        """Give for each last word of a name the fullest name that ends in it, of equals the first."""
        full: dict[str, str] = {}
        for _, _, text, _ in found:
            key = _key(text)
            if key not in full or text.count(" ") > full[key].count(" "):
                full[key] = text
        return full

    def _is_person(self, name: str) -> bool:
        words = name.split()
        return 2 <= len(words) <= 4 and not any(word.lower().rstrip(".") in self._bodies for word in words)


def _key(name: str) -> str:
    """Give what short and long forms of a name share: the last word, without ``al-`` and the like."""
    words = name.lower().split()
    last = words[-1] if words[-1].rstrip(".") not in _JUNIOR or len(words) == 1 else words[-2]
    return re.sub(r"^(?:al|el|abdul|abdel|ul)-", "", last)


def _entities(document: Document) -> list[Mention]:
    found = []
    for item in document["entity"]:
        name, kind = getattr(item.value, "name", None), getattr(item.value, "type", "")
        if isinstance(name, str):
            found.append(Mention(item.span.start, item.span.end, name, kind == "PER"))
    return sorted(found, key=lambda mention: (mention.start, -mention.end))
