"""Names that are left in a document whose names are replaced."""

from collections.abc import Iterator
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
    return tuple(dict.fromkeys(_in(loads(encode(document)), (), names)))


def _in(data: Any, path: tuple[str, ...], names: Names) -> Iterator[Leak]:  # Any: JSON.
    if isinstance(data, str):
        find = names.in_text if path[0] in _OF_TEXT and path[-1] != "id" else names.anywhere
        texts = dict.fromkeys([data, unquote(data)])
        yield from (Leak(".".join(path), hit.name) for text in texts for hit in find(text))
    elif isinstance(data, dict):
        for key, item in data.items():
            if path or key not in KEYS:
                yield from _in(key, (*path, key), names)
            yield from _in(item, (*path, key), names)
    elif isinstance(data, list):
        for number, item in enumerate(data):
            yield from _in(item, (*path, str(number)), names)
