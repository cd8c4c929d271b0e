"""How an annotation reads to a person: its text with what stands around it, and its value."""

import hashlib
import re
from typing import Any

import attrs

from .._annotation import Annotation
from .._document import Document
from .._fields import dumps, encode
from .._visible import CONTROLS, visible

__all__ = ["Excerpt", "digest_of", "excerpt", "value_json"]

_SPACE = re.compile(r"\s+")
_CONTROL = re.compile(f"[{CONTROLS}]")


@attrs.frozen
class Excerpt:
    """The text of an annotation and what stands before and after it, each on one line, controls as signs."""

    before: str
    text: str
    after: str


def excerpt(document: Document, item: Annotation, width: int) -> Excerpt:
    """Give an annotation's text with up to ``width`` code points on both sides; ``…`` where the text goes on."""
    start, end = max(0, item.start - width), item.end + width
    before, after = document.text[start : item.start], document.text[item.end : end]
    return Excerpt(
        before=("…" if start else "") + _line(before),
        text=_line(document.text_of(item)),
        after=_line(after) + ("…" if end < len(document.text) else ""),
    )


def _line(text: str) -> str:
    # White space at the edges stays: whether a span has it is what somebody may judge.
    return _SPACE.sub(" ", visible(text))


def value_json(value: Any) -> str:  # Any: a value of any class.
    """Give a value as JSON on one line, its fields in order and controls escaped; empty for None."""
    if value is None:
        return ""
    return _CONTROL.sub(lambda match: f"\\u{ord(match.group()):04x}", dumps(encode(value)).decode())


def digest_of(text: str) -> str:
    """Give what tells a text from another one, in 23 signs."""
    # The prefix keeps a spreadsheet from taking digits for a number.
    return "blake2:" + hashlib.blake2b(text.encode(), digest_size=8).hexdigest()
