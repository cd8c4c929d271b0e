"""The names of a document: which there are, and which full name a short one stands for."""

import functools
import re
from bisect import bisect_left
from collections.abc import Iterable

import attrs

from corpuskit import Annotation, Document

from .page import Page
from .vocabulary import Vocabulary

__all__ = ["TITLED", "Mention", "Names"]

TITLED = "titled"
"""In place of a gender: a title stands before the name, but does not show one."""

_UPPER = "[A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽŁŃŅŇŌŎŐŒŔŖŘŚŜŞŠŢȚŤŨŪŬŮŰŲŴŶŸŹŻŽȘ]"
_SHORT = r"(?:Mr|Mrs|Ms|Dr|St|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Capt|Prof|Rev|Maj|Adm|Hon|[A-Z])\.(?= )"
_RUN = re.compile(
    rf"(?:(?:[A-Z]\.){{2,}}|{_SHORT}|{_UPPER}[\w'-]*)"
    r"(?: (?:(?:al|el|bin|ibn|de|del|della|da|di|van|von|der|den|ter|la|le|du|dos|af) ){0,2}"
    rf"(?:{_SHORT}|(?:al-|el-|d'|O')?{_UPPER}[\w'-]*))*(?: (?:al|el)-[A-Z][\w'-]*)?"
)
_ARTICLE = re.compile(r"^(?:al|el|abdul|abdel|ul)-")
_JUNIOR = ("jr", "sr", "ii", "iii")


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

    def __init__(self, document: Document, page: Page, words: Vocabulary) -> None:
        self._words = words
        entities = document["entity"]
        self.snaps = bool(entities)
        self.mentions = _entities(entities) if self.snaps else self._own(page.masked)
        self._starts = [mention.start for mention in self.mentions]
        self.sure = {mention.name for mention in self.mentions if mention.person and self._is_sure(mention)}

    def _is_sure(self, mention: Mention) -> bool:
        """Say whether a name is surely a person's: the layer says so, or it has a title or stands as surname alone."""
        return self.snaps or bool(mention.gender) or mention.end - mention.start < len(mention.name)

    def within(self, start: int, end: int) -> list[Mention]:
        """Give the mentions that lie in a range."""
        found = self.mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        return [mention for mention in found if mention.end <= end]

    def before(self, offset: int, count: int) -> list[Mention]:
        """Give the mentions before an offset, the last first, at most ``count``."""
        end = bisect_left(self._starts, offset)
        return self.mentions[max(0, end - count) : end][::-1]

    # --- without an entity layer

    def _own(self, masked: str) -> list[Mention]:
        found: list[tuple[int, str, str]] = []
        for match in _RUN.finditer(masked):
            skipped, text, gender = _stripped(match.group(), self._words)
            if text:
                found.append((match.start() + skipped, text, gender))
        full = _full_names(dict.fromkeys(text for _, text, _ in found))
        person = {name: self._is_person(name) for name in full.values()}
        return [
            Mention(start, start + len(text), full[text], person[full[text]], gender) for start, text, gender in found
        ]

    def _is_person(self, name: str) -> bool:
        words = name.split()
        return 2 <= len(words) <= 4 and not any(word.lower().rstrip(".") in self._words.bodies for word in words)


@functools.lru_cache(maxsize=20_000)
def _stripped(text: str, words: Vocabulary) -> tuple[int, str, str]:
    """Drop titles and words that begin a sentence from a run; give what was dropped, the rest, and a gender."""
    start, gender = 0, ""
    if "'" in text and (owner := text.rfind("'s ")) >= 0:
        start, text = owner + 3, text[owner + 3 :]
    if " " in text and (role := _role_end(text, words)):
        gender = words.titles.get(text[:role].split()[-1].lower(), "") or TITLED
        start, text = start + role, text[role:]
    while text and _leads(word := text.partition(" ")[0], words):
        if word.lower() in words.titles:
            gender = words.titles[word.lower()] or gender or TITLED
        start += len(word) + 1
        text = text[len(word) + 1 :]
    if text.endswith(("'s", "'", ".")):
        text = text.removesuffix("'s").rstrip("'.")
    return start, "" if _is_common(text, words) else text, gender


def _is_common(text: str, words: Vocabulary) -> bool:
    """Say whether a run is no name: a noun that begins a sentence, or a line in capitals."""
    lower = text.lower()
    if len(text) < 2 or lower in words.common or lower.removesuffix("s") in words.common:
        return True
    return text.count(" ") > 1 and text.isupper()


def _leads(word: str, words: Vocabulary) -> bool:
    lower = word.lower()
    return lower in words.titles or lower.rstrip(".") in words.skipped


def _role_end(text: str, words: Vocabulary) -> int:
    """Give where the name begins after a title inside a run: ``Iraqi Prime Minister Mustafa al-Kadhimi``."""
    run = text.split(" ")
    last = max((at for at, word in enumerate(run[:-1]) if word.lower() in words.titles), default=-1)
    return sum(len(word) + 1 for word in run[: last + 1])


def _full_names(texts: Iterable[str]) -> dict[str, str]:
    """Give the full name for each name: for a last name alone the fullest that ends in it, of equals the first."""
    longest: dict[str, str] = {}
    keys = {text: _key(text) for text in texts}
    for text, key in keys.items():
        if key not in longest or text.count(" ") > longest[key].count(" "):
            longest[key] = text
    return {text: longest[key] if _is_short_for(text, longest[key]) else text for text, key in keys.items()}


def _is_short_for(text: str, name: str) -> bool:
    return " " not in text or name.endswith(f" {text}")


def _key(name: str) -> str:
    """Give what short and long forms of a name share: the last word, without ``al-`` and the like."""
    words = name.lower().split()
    last = words[-1] if words[-1].rstrip(".") not in _JUNIOR or len(words) == 1 else words[-2]
    return _ARTICLE.sub("", last) if "-" in last else last


def _entities(entities: Iterable[Annotation]) -> list[Mention]:
    found = []
    for item in entities:
        name, kind = getattr(item.value, "name", None), getattr(item.value, "type", "")
        if isinstance(name, str):
            found.append(Mention(item.span.start, item.span.end, name, kind == "PER"))
    return sorted(found, key=lambda mention: (mention.start, -mention.end))
