"""Names that are left in a document whose names are replaced."""

from collections.abc import Iterator
from functools import cache
from typing import Any
from urllib.parse import unquote

import attrs

from .._document import Document
from ..formats._encoding import KEYS
from ..formats._json import loads
from ..formats.jsonl import encode
from ._names import Names

__all__ = ["Leak", "leaks_in"]

_OF_TEXT = ("text", "annotations", "sources")
"""The keys of a line whose strings are words of the text, or of extractors: no addresses, but for ids."""


@attrs.frozen
class Leak:
    """A name that is left.

    Args:
        place: where in the line of the document: ``id``, ``metadata.url``, ``annotations.3.value.name``.
        name: the name, as it was written where it was found.
    """

    place: str
    name: str


def leaks_in(document: Document, names: Names) -> tuple[Leak, ...]:
    """Give every name in the line that is written of a document, in the order of the line."""
    # Most strings of a line are a few words, again and again.
    in_text = cache(lambda text: tuple(names.in_text(text)))
    anywhere = cache(lambda text: (*names.anywhere(text), *names.anywhere(unquote(text))))
    strings = _strings(loads(encode(document)), ())
    hits = ((path, (in_text if _is_text(path) else anywhere)(text)) for path, text in strings)
    return tuple(dict.fromkeys(Leak(".".join(path), hit.name) for path, found in hits for hit in found))


def _is_text(path: tuple[str, ...]) -> bool:
    return path[0] in _OF_TEXT and path[-1] != "id"


def _strings(data: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:  # Any: JSON.
    """Give every string of JSON with its place, keys that people chose among them."""
    if isinstance(data, str):
        yield path, data
    elif isinstance(data, dict):
        for key, item in data.items():
            if path or key not in KEYS:
                yield (*path, key), key
            yield from _strings(item, (*path, key))
    elif isinstance(data, list):
        for number, item in enumerate(data):
            yield from _strings(item, (*path, str(number)))
