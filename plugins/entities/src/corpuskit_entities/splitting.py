"""Splitting: two places or groups joined by a hyphen or slash are two names, and "pro-Iranian" has one."""

from collections.abc import Sequence

from .chains.mentions import Mention
from .chains.names import named
from .nested import Inner

__all__ = ["METHOD", "split"]

METHOD = "a part of a word"


def split(mentions: list[Mention]) -> list[Mention]:
    """Give the mentions, in place of each that is two joined names these, and without "pro-" and "-based"."""
    joined = [one for one in mentions if one.name.pieces]
    if not joined:
        return mentions
    return [part for one in mentions for part in (_parts(one) if one.name.pieces else (one,))]


def _parts(one: Mention) -> Sequence[Mention]:
    return [_part(one, part) for part in one.name.pieces]


def _part(one: Mention, part: Inner) -> Mention:
    name = named(one.name.surface[part.start : part.end])
    start, end = one.start + part.start, one.start + part.end
    return Mention(start, end, name, part.type or one.type, one.score, METHOD)
