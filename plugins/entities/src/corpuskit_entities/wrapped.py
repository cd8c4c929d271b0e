"""Hard-wrapped text, in which a line's end is no more than a space."""

import operator
import re

from corpuskit import Document
from corpuskit.scan import Batch

__all__ = ["unwrapped", "without_wraps"]

_WITHIN_SENTENCE = re.compile(r"\n(?:(?<=[a-z,]\n)|(?<=[a-z,]\r\n))[a-z]")
_WRAP = re.compile(r"(?<=\S)\r?\n(?=\S)")
_LEAST = 3


def unwrapped(text: str) -> str:
    """Give a text of the same length, with spaces for the ends of lines where the text is hard-wrapped.

    It counts as hard-wrapped when a fifth of its line ends, and at least three, stand between words in lower case.
    Empty lines and indented ones begin paragraphs, and stay.
    """
    lines = text.count("\n")
    if lines < _LEAST:
        return text
    within = len(_WITHIN_SENTENCE.findall(text))
    if within < _LEAST or within * 5 < lines:
        return text
    return _WRAP.sub(lambda match: " " * len(match.group()), text)


def without_wraps(batch: Batch) -> Batch:
    """Give a batch of the texts without the line ends of hard-wrapped ones; the batch itself where there are none."""
    texts = [unwrapped(text) for text in batch.texts]
    if all(map(operator.is_, texts, batch.texts)):
        return batch
    return Batch(map(Document, texts), vocabulary=batch.scan.vocabulary)
