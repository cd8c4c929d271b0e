"""How it is found: a function of a document that gives annotations."""

import re
from collections.abc import Iterator

from corpuskit import Annotation, Document, Span

from .values import PlumeValue

__all__ = ["extract"]

_FOUND = re.compile(r"#(\w+)")


def extract(document: Document) -> Iterator[Annotation]:
    """Give each word with a hash before it. Put here what your plugin finds."""
    for match in _FOUND.finditer(document.text):
        value = PlumeValue(match[1].lower())
        yield Annotation(Span(*match.span()), "plume", value)
