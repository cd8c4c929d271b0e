"""Texts as spaCy can read them: in pieces that are not too long, with words that have an end."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from corpuskit import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = ["pieces", "tokenised"]

_ENDLESS = re.compile(r"\S{200}(?=\S)")
"""spaCy's tokeniser takes punctuation off a word sign by sign, each time with all that is left: 16,000 brackets in a
row take it 40 seconds."""


def pieces(text: str, longest: int) -> Iterator[Span]:
    """Give the spans of pieces of a text, in order; together they are the text."""
    start = 0
    while len(text) - start > longest:
        end = _end(text, start, start + longest)
        yield Span(start, end)
        start = end
    yield Span(start, len(text))


def _end(text: str, start: int, limit: int) -> int:
    for mark in ("\n\n", "\n", " "):
        place = text.rfind(mark, start, limit)
        if place >= 0:
            return place + len(mark)
    return limit


def tokenised(nlp: "Language", text: str) -> "Doc":
    """Give a text as a ``Doc`` of tokens, in time linear in it."""
    cuts = [match.end() for match in _ENDLESS.finditer(text)]
    if not cuts:
        return nlp.tokenizer(text)
    from spacy.tokens import Doc

    parts = [nlp.tokenizer(text[start:end]) for start, end in pairwise((0, *cuts, len(text)))]
    return Doc.from_docs(parts, ensure_whitespace=False)
