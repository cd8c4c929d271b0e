"""Mentions: names found in a text, before they become annotations."""

import attrs

__all__ = ["Mention"]


@attrs.define
class Mention:
    """A name in a text.

    ``keys`` are its words as lists have them. ``title``, ``role``, ``name``, ``chain`` and ``variants`` are filled
    in by what comes after the first reading.
    """

    start: int
    end: int
    surface: str
    type: str
    score: float
    method: str
    keys: tuple[str, ...]
    subtype: str | None = None
    title: str | None = None
    role: str | None = None
    name: str = ""
    chain: int = 0
    variants: tuple[str, ...] = ()
