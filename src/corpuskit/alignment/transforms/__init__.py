"""Changes of a text that keep the way back: each gives the edits that make it.

A transform is a function from a text to edits, in order and disjoint, each of which changes something and none of
which is larger than it need be, so that an :class:`~corpuskit.alignment.Alignment` knows every place that can be
known. None raises on any text; CPU time grows with the length of the text.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from .._edits import Edit
from ._characters import newlines, soft_hyphens, whitespace
from ._entities import entities
from ._html import html
from ._nfc import nfc
from ._unwrap import unwrap

__all__ = ["TRANSFORMS", "Transform", "entities", "html", "newlines", "nfc", "soft_hyphens", "unwrap", "whitespace"]

Transform = Callable[[str], tuple[Edit, ...]]
"""A function from a text to the edits of it, in order and disjoint."""

TRANSFORMS: Mapping[str, Transform] = MappingProxyType(
    {
        "entities": entities,
        "html": html,
        "newlines": newlines,
        "nfc": nfc,
        "soft_hyphens": soft_hyphens,
        "unwrap": unwrap,
        "whitespace": whitespace,
    }
)
"""The transforms that ship, by the names that the command line knows them by."""
