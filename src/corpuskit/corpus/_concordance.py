"""Keyword in context: every occurrence of a word, with the text around it and what was found there."""

import re
from collections.abc import Iterable, Iterator

import attrs

from .._document import Document
from .._layer import AnnotationSet
from .._span import Span
from .._visible import visible
from ..errors import InvalidValue

__all__ = ["Concordance", "concordances", "keyword"]


@attrs.frozen
class Concordance:
    """One occurrence of a keyword: where it is, up to ``width`` code points on both sides, and what overlaps it.

    As text it is one line, the keyword at the same column in all lines of a width.

    Args:
        document: the id of the document.
        span: the place of the keyword.
        left: the text before it.
        match: the keyword as it is written there.
        right: the text after it.
        width: the most code points on each side.
        annotations: those that overlap the keyword.
    """

    document: str
    span: Span
    left: str
    match: str
    right: str
    width: int
    annotations: AnnotationSet

    def __str__(self) -> str:
        left, match, right = (_line(piece) for piece in (self.left, self.match, self.right))
        # A sign for a control may be longer than one code point: the keyword keeps its column.
        return f"{left[max(0, len(left) - self.width) :]:>{self.width}}  {match}  {right}"


def _line(text: str) -> str:
    return visible(re.sub(r"\s", " ", text))


def keyword(word: "str | re.Pattern[str]", *, ignore_case: bool = True) -> "re.Pattern[str]":
    """Give the pattern that finds a whole word or phrase, whatever white space stands in it; a pattern stays as it is.

    Raises:
        InvalidValue: when the word is empty.
    """
    if not isinstance(word, str):
        return word
    pieces = [re.escape(piece) for piece in word.split()]
    if not pieces:
        raise InvalidValue("a keyword is not empty", word=word)
    before = r"\b" if re.match(r"\w", word.strip()) else ""
    after = r"\b" if re.search(r"\w\Z", word.strip()) else ""
    return re.compile(before + r"\s+".join(pieces) + after, re.IGNORECASE if ignore_case else 0)


def concordances(
    documents: Iterable[Document], pattern: "re.Pattern[str]", width: int, layers: tuple[str, ...] | None
) -> Iterator[Concordance]:
    """Give every match of a pattern that is not empty, in order."""
    for document in documents:
        text = document.text
        found = document.annotations if layers is None else document.annotations.with_label(*layers)
        for match in pattern.finditer(text):
            start, end = match.span()
            if start < end:
                span = Span(start, end)
                left, right = text[max(0, start - width) : start], text[end : end + width]
                near = found.overlapping(span)
                yield Concordance(document.id, span, left, match.group(), right, width, near)
