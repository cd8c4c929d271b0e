"""Hard-wrapped text, in which a line's end is no more than a space."""

import operator
import re

from corpuskit.scan import Batch

__all__ = ["unwrapped", "without_wraps"]

_WITHIN_SENTENCE = re.compile(r"\n(?:(?<=[a-z,]\n)|(?<=[a-z,]\r\n))[a-z]")
# What begins with a sign is looked for faster than what begins with a lookbehind.
_WRAPS = (re.compile(r"\r\n(?<=\S\r\n)(?=\S)"), "  "), (re.compile(r"\n(?<=\S\n)(?=\S)"), " ")
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
    for wrap, blanks in _WRAPS:
        text = wrap.sub(blanks, text)
    return text


def without_wraps(batch: Batch) -> Batch:
    """Give a batch of the texts without the line ends of hard-wrapped ones; the batch itself where there are none."""
    texts = [unwrapped(text) for text in batch.texts]
    if all(map(operator.is_, texts, batch.texts)):
        return batch
    return batch.respaced(texts)
