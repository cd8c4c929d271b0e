"""What is replaced in a text, where mentions stand one in the other or overlap."""

from collections.abc import Hashable, Iterable

import attrs

from .._span import Span
from ._template import Entity

__all__ = ["NESTED", "Stretch", "stretches"]

NESTED = ("outer", "inner")
"""The policies for two mentions one in the other, of which the longer or the shorter is replaced."""


@attrs.frozen
class Stretch:
    """A stretch of a text that is replaced with one entity's name."""

    span: Span
    entity: Entity


def stretches(found: Iterable[Stretch], nested: str) -> list[Stretch]:
    """Give disjoint stretches that cover all that is found, in order; under ``inner`` but what has others in it.

    Where some overlap, one stretch covers them all, with the entity of the longest.
    """
    each = [one for alike in _by_entity(found).values() for one in _joined(alike)]
    return _joined(each if nested == "outer" else _innermost(each))


def _by_entity(found: Iterable[Stretch]) -> dict[Hashable, list[Stretch]]:
    groups: dict[Hashable, list[Stretch]] = {}
    for one in found:
        groups.setdefault(one.entity, []).append(one)
    return groups


def _joined(found: list[Stretch]) -> list[Stretch]:
    """Give one stretch for those that overlap."""
    joined: list[Stretch] = []
    longest = 0
    for one in sorted(found, key=_place):
        if joined and one.span.start < joined[-1].span.end:
            entity = one.entity if len(one.span) > longest else joined[-1].entity
            joined[-1] = Stretch(joined[-1].span.hull(one.span), entity)
            longest = max(longest, len(one.span))
        else:
            joined.append(one)
            longest = len(one.span)
    return joined


def _innermost(found: list[Stretch]) -> list[Stretch]:
    """Leave out what has another one in it."""
    kept: list[Stretch] = []
    first_end: int | None = None
    for one in sorted(found, key=_place, reverse=True):
        same = bool(kept) and kept[-1].span == one.span
        if first_end is None or one.span.end < first_end or same:
            kept.append(one)
        first_end = one.span.end if first_end is None else min(first_end, one.span.end)
    return kept


def _place(one: Stretch) -> tuple[int, int, int]:
    return (one.span.start, -one.span.end, one.entity.n)
