"""What peers tell of a text, as names of our types: as favourable to each as what it tells allows."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from corpuskit import Annotation

from ..answers import OURS
from .scoring import mention

__all__ = ["TYPES", "Told", "found"]

Told = Mapping[str, Any]
"""What a peer told of a name: ``start``, ``end``, ``type``, and its ``score`` or ``title`` if it tells one."""

_ONTONOTES = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "NORP": "NORP"}

TYPES: Mapping[str, Mapping[str, str]] = {
    OURS: {type: type for type in ("PER", "ORG", "LOC", "NORP", "MISC")},
    "spacy": _ONTONOTES,
    "spacymd": _ONTONOTES,
    "compromise": {"people": "PER", "organizations": "ORG", "places": "LOC", "demonyms": "NORP"},
    "flashgeotext": {"cities": "LOC", "countries": "LOC"},
}
"""Our types by those that a peer tells; its other types do not count."""

# Some peers take brackets, quotation marks and dashes beside a name into it.
_LEFT = re.compile(r"[\s(\[\"“”‘'«–—-]*")
_RIGHT = re.compile(r"[\s)\]\"“”»,.;:!?–—-]*\Z")


def found(name: str, told: Iterable[Told], text: str) -> Iterator[Annotation]:
    """Give the names that a system told of a text; those of peers without titles and punctuation beside them."""
    types = TYPES[name]
    for item in told:
        start, end = item["start"], item["end"]
        if name != OURS:
            start, end = _within(text, _behind(text, start, item.get("title", "")), end)
        if item["type"] in types and start < end:
            yield mention(start, end, types[item["type"]], item.get("score"))


def _behind(text: str, start: int, title: str) -> int:
    """Give where a name begins behind its title, which some peers take as its first words."""
    is_first = title and text[start : start + len(title)].lower() == title.lower()
    return start + len(title) if is_first else start


def _within(text: str, start: int, end: int) -> tuple[int, int]:
    left = _LEFT.match(text, start, end)
    start = left.end() if left else start
    return start, start + len(_RIGHT.sub("", text[start:end], count=1))
