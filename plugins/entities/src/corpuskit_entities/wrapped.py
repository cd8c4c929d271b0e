"""Hard-wrapped text, in which a line's end is no more than a space."""

import re

__all__ = ["unwrapped"]

_WITHIN_SENTENCE = re.compile(r"[a-z,]\r?\n[a-z]")
_WRAP = re.compile(r"(?<=\S)\r?\n(?=\S)")
_LEAST = 3


def unwrapped(text: str) -> str:
    """Give a text of the same length, with spaces for the ends of lines where the text is hard-wrapped.

    It counts as hard-wrapped when a fifth of its line ends, and at least three, stand between words in lower case.
    Empty lines and indented ones begin paragraphs, and stay.
    """
    within = len(_WITHIN_SENTENCE.findall(text))
    if within < _LEAST or within * 5 < text.count("\n"):
        return text
    return _WRAP.sub(lambda match: " " * len(match.group()), text)
