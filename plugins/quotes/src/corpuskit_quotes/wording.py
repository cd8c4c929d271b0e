"""How a speaker is called: the head of the phrase, its noun, and the names in it."""

import re

from .discourse import Discourse
from .names import Mention
from .statements import Range

__all__ = ["Wording", "read_wording"]

_CUTTING = (
    *("of", "for", "from", "to", "with", "at", "in", "on", "by", "near", "under", "against", "among", "about"),
    *("between", "during", "who", "whose", "which", "that", "where"),
)
# It begins with one set of signs, which is what the regex engine searches for quickly.
_CUT = re.compile(rf"[ ,](?:(?<=,) |(?<= )(?:{'|'.join(_CUTTING)}) )")
_CUTS = frozenset(_CUTTING)
_BRACKETS = re.compile(r"[<(][^<>()\n]*[)>]?$")
_WORD = re.compile(r"[^\W_][\w'.-]*")
_TITLED_OF = re.compile(r"([A-Z][\w-]*) of ")


class Wording:
    """What a phrase says of its speaker.

    Args:
        span: the phrase.
        head_end: where its head ends, before ``of`` and other prepositions and relative clauses.
        words: the words of the head in small letters.
        mentions: the names in the head.
    """

    def __init__(self, span: Range, head_end: int, words: tuple[str, ...], mentions: tuple[Mention, ...]) -> None:
        self.span = span
        self.head_end = head_end
        self.words = words
        self.mentions = mentions

    @property
    def opening(self) -> str:
        """The first word, such as an article."""
        return self.words[0] if self.words else ""

    @property
    def noun(self) -> str:
        """The last word of the head."""
        return self.words[-1] if self.words else ""

    @property
    def modifiers(self) -> tuple[str, ...]:
        """The words between the first and the last."""
        return self.words[1:-1]

    @property
    def owners(self) -> tuple[str, ...]:
        """The words that own the noun: ``ministry`` in ``the ministry's letter``."""
        return tuple(
            word[:-2] if word.endswith("'s") else word[:-1] for word in self.modifiers if word.endswith(("'s", "s'"))
        )

    def about(self, noun: str) -> "Wording":
        """Give the same phrase as one about another noun, with an article."""
        return Wording(self.span, self.head_end, ("the", noun), ())


def read_wording(discourse: Discourse, span: Range) -> Wording:
    """Read a phrase."""
    masked = discourse.masked
    mentions = [mention for mention in discourse.names.within(*span) if not _is_office(discourse, mention)]
    end = _head_end(discourse, span, mentions)
    head = tuple(mention for mention in mentions if mention.end <= end)
    words = [word.lower() for word in _WORD.findall(masked, span[0], end)]
    while len(words) > 1 and words[-1].endswith("ed") and words[-2] in discourse.words.heads:
        words.pop()
    return Wording(span, end, tuple(words), head)


def _is_office(discourse: Discourse, mention: Mention) -> bool:
    """Say whether what is marked as a body is an office: ``Minister of Health``."""
    first = discourse.masked[mention.start : mention.end].partition(" ")[0].lower()
    return not mention.person and first in discourse.words.persons and first in discourse.words.titles


def _head_end(discourse: Discourse, span: Range, mentions: list[Mention]) -> int:
    """Give where the head of a phrase ends; names, and titles such as ``Secretary of State``, are not cut."""
    masked = discourse.masked
    phrase = masked[span[0] : span[1]]
    cuts = _CUT.finditer(masked, *span) if "," in phrase or not _CUTS.isdisjoint(phrase.split(" ")) else ()
    for match in cuts:
        at = match.start()
        if any(mention.start <= at < mention.end for mention in mentions):
            continue
        if match.group() == " of " and _is_title(discourse, at, span, mentions):
            continue
        return at
    brackets = _BRACKETS.search(masked, span[0] + 1, span[1])
    return brackets.start() - (masked[brackets.start() - 1] == " ") if brackets else span[1]


def _is_title(discourse: Discourse, at: int, span: Range, mentions: list[Mention]) -> bool:
    """Say whether a person's name ends a phrase behind a title that goes on at a place: ``Secretary of State X``."""
    if not mentions or not mentions[-1].person or mentions[-1].end != span[1]:
        return False
    title = discourse.masked[discourse.masked.rfind(" ", 0, at) + 1 : at]
    between = discourse.masked[at + 4 : mentions[-1].start].split()
    titles = discourse.words.titles
    return title[:1].isupper() and title.lower() in titles and bool(between) and between[-1].lower() not in titles
