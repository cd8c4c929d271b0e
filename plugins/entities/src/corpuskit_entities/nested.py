"""Names inside names: countries, large places and groups in longer ones, and those that a hyphen or slash joins."""

import functools
import re
from collections.abc import Sequence
from typing import NamedTuple

from corpuskit.names import folded

from .chains.lists import cities, countries, groups, other_names

__all__ = ["METHOD", "Inner", "inside", "kind_of", "pieces"]

METHOD = "inside a longer name"

_LONGEST = 3
_WORD = re.compile(r"[^\s/–-]+")
_BEFORE_MARK = re.compile(r"[^\s/–-]+?(?=['’]s?(?!\w)|[\s/–-]|$)")
"""The same up to an apostrophe at its end, which takes ten times as long to find."""


class Inner(NamedTuple):
    """A name inside a longer one: where it begins and ends there, and its type."""

    start: int
    end: int
    type: str


def inside(surface: str) -> tuple[Inner, ...]:
    """Give the countries, large places and groups inside a name, from left to right, none in another.

    The name of a place has none.
    """
    word = _BEFORE_MARK if "'" in surface or "’" in surface else _WORD
    words = [match.span() for match in word.finditer(surface)]
    if len(words) < 2 or _is_place(surface):
        return ()
    found: list[Inner] = []
    for at, (start, _) in enumerate(words):
        inner = _longest(surface, words[at : at + _LONGEST]) if not found or start >= found[-1].end else None
        if inner is not None:
            found.append(inner)
    return tuple(found)


def _longest(surface: str, words: Sequence[tuple[int, int]]) -> Inner | None:
    """Give the longest name that begins with the first of these words, and ends with one of them."""
    start = words[0][0]
    if not surface[start].isupper():
        return None
    for _, end in reversed(words):
        kind = kind_of(surface[start:end]) if (start, end) != (0, len(surface)) else None
        if kind is not None:
            return Inner(start, end, kind)
    return None


def _is_place(surface: str) -> bool:
    # Many capitals are called after their country, as "Kuwait City" is.
    key = folded(surface)
    return surface in other_names() or key in cities() or key.removesuffix(" city") in countries()


@functools.lru_cache(maxsize=1 << 14)
def kind_of(surface: str) -> str | None:
    """Give ``LOC`` for a country or large place, ``NORP`` for a group, and nothing for all else."""
    if not surface[:1].isupper():
        return None
    key = folded(surface)
    if key in countries() or key in cities() or surface in other_names():
        return "LOC"
    return "NORP" if key in groups() else None


_JOINED = re.compile(r"([^\W\d_][\w.’']*(?: [A-Z][\w.’']*)?)\s?[-–/]\s?([^\W\d_][\w.’']*(?: [A-Z][\w.’']*)?)")
_STANCE = re.compile(r"(?:pro|anti|non|ex|post|pre|mid|trans|intra|inter)[-–](?=[A-Z])", re.IGNORECASE)
_STATE = re.compile(r"(?<=\w)[-–](?:based|led|backed|born|style|controlled|held|owned|made|trained|funded|run|wide)$")

_STATES = (
    r"Ala|Alaska|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Hawaii|Idaho|Ill|Ind|Iowa|Kans?|Ky|La|Maine|Mass|Md|Mich|Minn|"
    r"Miss|Mo|Mont|N\.?[CDHJMY]|Neb|Nev|Ohio|Okla|Ore|Pa|R\.?I|S\.?[CD]|Tenn|Tex|Texas|Utah|Va|Vt|W\. ?Va|Wash|Wis|Wyo|"
    r"[A-Z]{2}"
)
_PARTY = re.compile(rf"(?:[DRI]|DFL)[-–](?=(?:{_STATES})\.?$)")
"""A party before the state that a legislator is from, in the style of news agencies: R-Ky., D-Calif., I-VT."""


def pieces(surface: str) -> tuple[Inner, ...]:
    """Give the names that a joined word consists of, with their types where known; nothing if it is one name."""
    if not ("-" in surface or "/" in surface or "–" in surface):
        return ()
    if party := _PARTY.match(surface):
        return (Inner(party.end(), len(surface), "LOC"),)
    stance, state = _STANCE.match(surface), _STATE.search(surface)
    if stance or state:
        start, end = stance.end() if stance else 0, state.start() if state else len(surface)
        return (Inner(start, end, kind_of(surface[start:end]) or ""),)
    joined = _JOINED.fullmatch(surface)
    kinds = [kind_of(joined[group]) for group in (1, 2)] if joined and kind_of(surface) is None else [None]
    if joined is None or None in kinds:
        return ()
    return tuple(Inner(*joined.span(group), kind or "") for group, kind in enumerate(kinds, 1))
