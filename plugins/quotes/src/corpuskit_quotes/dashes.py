"""Dialogue whose lines begin with a dash instead of marks: ``— Come up, Kinch! he called. Come up!``."""

import re
from collections.abc import Iterator

from .marks import Region
from .paragraphs import Block
from .regions import Quoted
from .vocabulary import Vocabulary

__all__ = ["dash_dialogue"]

_DASH = re.compile(r"(?:[—―–]|--?) ?(?=[\w'‘’…])")
_NAME = r"[A-Z][\w.'’-]*(?: [A-Z][\w'’-]*){0,2}"
_WHO = rf"(?:he|she|they|I|we|it|(?:the|an?|his|her|my|our) [\w-]+(?: [\w-]+)?|{_NAME})"
_TOLD = re.compile(rf"[,.!?…—] ?(?= )(?: (?P<after>{_WHO}) (?P<verb>[a-z]+)| (?P<inverted>[a-z]+) {_WHO})\b[^.!?…,—]*")
_RESUMES = re.compile(r"[.!?…,—]+ ?")
_FEWEST = 2


def dash_dialogue(text: str, blocks: list[Block], words: Vocabulary) -> list[Quoted]:
    """Give what is said in paragraphs that begin with a dash, without the words that tell of it.

    There must be several such paragraphs, one of them told of (``, said Weber``): else the dashes make a list.
    """
    found = [(match, end) for start, end in blocks if (match := _DASH.match(text, start, end))]
    if len(found) < _FEWEST:
        return []
    told = [list(_told(text, dash.end(), end, words)) for dash, end in found]
    if not any(told):
        return []
    spoken = (_spoken(text, dash, end, between) for (dash, end), between in zip(found, told, strict=True))
    return [Quoted([region]) for regions in spoken for region in regions]


def _told(text: str, start: int, end: int, words: Vocabulary) -> Iterator[Block]:
    """Give where the words stand that tell of what is said, each up to where speech goes on."""
    for match in _TOLD.finditer(text, start, end):
        if (match["verb"] or match["inverted"]) in words.verbs:
            resumed = _RESUMES.match(text, match.end(), end)
            yield match.start() + 1, resumed.end() if resumed else match.end()


def _spoken(text: str, dash: re.Match[str], end: int, told: list[Block]) -> Iterator[Region]:
    """Give the stretches between; the dash and the space on either side stand for marks."""
    opening, start = dash.span()
    for begin, resumed in [*told, (end, end)]:
        if begin > start:
            yield Region(opening, begin + text.startswith(" ", begin), start, begin, "dash")
        opening, start = resumed - 1, resumed
