"""Splitting: two places or groups joined by a hyphen or slash are two names, and "pro-Iranian" has one."""

import functools
import re
from collections.abc import Iterable

import attrs

from .chains.mentions import Mention
from .chains.names import named
from .nested import Inner, kind_of

__all__ = ["METHOD", "pieces", "split"]

METHOD = "a part of a word"

_JOINED = re.compile(r"([^\W\d_][\w.’']*(?: [A-Z][\w.’']*)?)\s?[-–/]\s?([^\W\d_][\w.’']*(?: [A-Z][\w.’']*)?)")
_STANCE = re.compile(r"(?:pro|anti|non|ex|post|pre|mid|trans|intra|inter)[-–](?=[A-Z])", re.IGNORECASE)
_STATE = re.compile(r"(?<=\w)[-–](?:based|led|backed|born|style|controlled|held|owned|made|trained|funded|run|wide)$")


def split(mentions: Iterable[Mention]) -> list[Mention]:
    """Give the mentions, in place of each that is two joined names these, and without "pro-" and "-based"."""
    found: list[Mention] = []
    for one in mentions:
        parts = pieces(one.name.surface)
        if parts:
            found += (_part(one, part) for part in parts)
        else:
            found.append(one)
    return found


def _part(one: Mention, part: Inner) -> Mention:
    name = named(one.name.surface[part.start : part.end])
    start, end = one.start + part.start, one.start + part.end
    return attrs.evolve(one, start=start, end=end, name=name, type=part.type or one.type, method=METHOD)


@functools.lru_cache(maxsize=1 << 15)
def pieces(surface: str) -> tuple[Inner, ...]:
    """Give the names that a joined word consists of, with their types where known; nothing if it is one name."""
    if not ("-" in surface or "/" in surface or "–" in surface):
        return ()
    stance, state = _STANCE.match(surface), _STATE.search(surface)
    if stance or state:
        start, end = stance.end() if stance else 0, state.start() if state else len(surface)
        return (Inner(start, end, kind_of(surface[start:end]) or ""),)
    joined = _JOINED.fullmatch(surface)
    kinds = [kind_of(joined[group]) for group in (1, 2)] if joined and kind_of(surface) is None else [None]
    if joined is None or None in kinds:
        return ()
    return tuple(Inner(*joined.span(group), kind or "") for group, kind in enumerate(kinds, 1))
