"""Dialogue with dashes instead of marks, which begin paragraphs or stand in them: ``— Come up, Kinch! he called``."""

import re
from collections.abc import Iterator
from itertools import zip_longest

from .marks import DASH, Region
from .paragraphs import Block
from .regions import Quoted
from .vocabulary import Vocabulary

__all__ = ["dash_dialogue"]

_DASH = re.compile(r"(?:[—―–]|--?) ?(?=[\w'‘’…])")
# It begins with one set of signs, which is what the regex engine searches for quickly.
_INSIDE = re.compile(r"[—―–-](?:(?<=[.!?…:].)|(?<=[.!?…:]\s.))(?:(?<!-)|-) ?(?=[A-Z'‘’…])")
_STOP = re.compile(r"(?<!\w)(?P<word>\w*+)\s?[.!?…](?!\S)(?!\s[a-z.!?…])")
_NAME = r"[A-Z][\w.'’-]*(?: [A-Z][\w'’-]*){0,2}"
_WHO = rf"(?:he|she|they|I|we|it|(?:the|an?|his|her|my|our) [\w-]+(?: [\w-]+)?|{_NAME})"
_TOLD = re.compile(rf"[,.!?…—] ?(?= )(?: (?P<after>{_WHO}) (?P<verb>[a-z]+)| (?P<inverted>[a-z]+) {_WHO})\b[^.!?…,—]*")
_RESUMES = re.compile(r"[.!?…,—]+ ?")
_FEWEST = 2
_NEAR = 80
_INTRODUCTION = re.compile(r"([^.!?…]*):\s?$")


def dash_dialogue(text: str, blocks: list[Block], words: Vocabulary) -> list[Quoted]:
    """Give what is said behind dashes, without the words that tell of it.

    There must be several such turns, one of them told of (``, said Weber``, ``Weber said: —``): else the dashes make a
    list.
    """
    found = [turn for start, end in blocks for turn in _turns(text, start, end, words)]
    if len(found) < _FEWEST:
        return []
    told = [list(_told(text, dash.end(), end, words)) for dash, end in found]
    if not any(told) and not any(_is_introduced(text, dash.start(), words) for dash, _ in found):
        return []
    spoken = (_spoken(text, dash, end, between) for (dash, end), between in zip(found, told, strict=True))
    return [Quoted([region]) for regions in spoken for region in regions]


def _turns(text: str, start: int, end: int, words: Vocabulary) -> Iterator[tuple[re.Match[str], int]]:
    """Give the dashes of a paragraph that open speech, and where that ends at the latest.

    A paragraph that has none but at its beginning is one turn; else each turn is a sentence, as no more of it is sure.
    """
    first = _DASH.match(text, start, end)
    dashes = [first] if first else []
    dashes += _INSIDE.finditer(text, first.end() if first else start, end)
    if first and len(dashes) == 1:
        yield first, end
        return
    for dash, later in zip_longest(dashes, dashes[1:]):
        limit = later.start() if later else end
        stops = _STOP.finditer(text, dash.end(), limit)
        yield dash, next((stop.end() for stop in stops if stop["word"].lower() not in words.abbreviations), limit)


def _told(text: str, start: int, end: int, words: Vocabulary) -> Iterator[Block]:
    """Give where the words stand that tell of what is said, each up to where speech goes on."""
    for match in _TOLD.finditer(text, start, end):
        if (match["verb"] or match["inverted"]) in words.verbs:
            resumed = _RESUMES.match(text, match.end(), end)
            yield match.start() + 1, resumed.end() if resumed else match.end()


def _is_introduced(text: str, at: int, words: Vocabulary) -> bool:
    """Say whether a sentence that tells of speech ends in a colon before a place."""
    sentence = _INTRODUCTION.search(text, max(0, at - _NEAR), at)
    return sentence is not None and not words.verbs.isdisjoint(sentence[1].split())


def _spoken(text: str, dash: re.Match[str], end: int, told: list[Block]) -> Iterator[Region]:
    """Give the stretches between; the dash and the space on either side stand for marks."""
    opening, start = dash.span()
    for begin, resumed in [*told, (end, end)]:
        if begin > start:
            yield Region(opening, begin + (begin < end and text[begin] == " "), start, begin, DASH)
        opening, start = resumed - 1, resumed
