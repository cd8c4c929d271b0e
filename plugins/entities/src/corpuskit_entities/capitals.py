"""Where runs of capitalised words stand in the texts of a batch."""

import functools
import re
from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .letters import capitals
from .sheet import Places, Sheet
from .vocabulary import ABBREVIATED, HYPHENATED, LINKS, PARTICLES

__all__ = ["find_capitals", "may_be_particles", "piece_pattern"]


@functools.cache
def _parts() -> tuple[str, str, str]:
    """The patterns of a capitalised word, of a small word inside a name, and of what stands between words."""
    letter = f"[{capitals()}]"
    dotted = rf"\.(?:{letter}\.)+(?:{letter}(?!\w))?"
    initial = rf"\.(?=[ -]?{letter})"
    word = r"[^\W¹²³⁰⁴-⁹]*+(?:['’](?!(?:s|m|ve|ll|re|d)\b)\w++|&" + letter + r"\w*+|-\d++(?!\w))*"
    token = rf"{letter}(?:{dotted}|{initial}|{word})"
    hyphenated = rf"(?:{'|'.join(sorted(HYPHENATED))})(?=[-‑])"
    small = rf"(?:{'|'.join((*sorted(PARTICLES - HYPHENATED), *LINKS))}|{hyphenated})"
    return token, small, "[ \u00a0]{1,2}|[-‑–]"


@functools.cache
def piece_pattern() -> re.Pattern[str]:
    """Give the pattern of the words of a run, small ones and possessives too."""
    token, small, _ = _parts()
    return re.compile(rf"{token}|(?<!\w){small}(?![\w])|['’]s?(?=[ \u00a0-])")


@functools.cache
def _run_pattern() -> re.Pattern[str]:
    token, small, gap = _parts()
    shortened = "|".join(rf"(?<=[^\w]{one}\.)" for one in ABBREVIATED.split("|"))
    joint = rf"(?:['’]s?|\.(?:{shortened}))?(?:{gap}|(?<=\.))(?:{small}(?:{gap})){{0,3}}"
    return re.compile(rf"(?<!\w){token}(?:{joint}{token})*")


def _table(signs: Iterable[str]) -> NDArray[np.bool_]:
    found = np.zeros(256, np.bool_)
    found[[ord(sign) for sign in signs]] = True
    return found


_BLANK, _STOP = ord(" "), ord(".")
# Signs beside which a capitalised word neither goes on nor joins another.
_APART = _table('\0\t\n\r"!(),/:;?[]{}' + "\x91\x93\x94\x97")
_OPENS = _table(" -'\x92\x96")
_TYING = _table("'\x92")
_HYPHENS = _table("-\x96\x9e")
_BEGINNING = 4


def _codes(words: Iterable[str]) -> NDArray[np.uint32]:
    """Give the first letters of words as numbers, sorted."""
    begun = b"".join(word.encode()[:_BEGINNING].ljust(_BEGINNING, b"\0") for word in words)
    return np.unique(np.frombuffer(begun, "<u4"))


_SMALL, _PARTICLES, _SHORTENED = _codes((*PARTICLES, *LINKS)), _codes(PARTICLES), _codes(ABBREVIATED.split("|"))
_MASKS = np.array([(1 << 8 * length) - 1 for length in range(5)], np.uint32)
_LONGEST = max(map(len, (*PARTICLES, *ABBREVIATED.split("|"))))


def find_capitals(sheet: Sheet) -> tuple[Places, Places]:
    """Give where the runs begin and end, in order.

    Most are plain: words with one space between them. The pattern is tried where anything else stands beside one.
    """
    tokens = np.flatnonzero(sheet.scan.capitals)
    starts, ends = sheet.scan.starts[tokens], sheet.scan.ends[tokens]
    joined, doubtful = _links(sheet, tokens)
    heads = np.flatnonzero(~joined[:-1])
    if not len(heads):
        return starts, ends
    doubtful = np.logical_or.reduceat(doubtful, heads)
    lasts = np.append(heads[1:], len(tokens)) - 1
    plain = starts[heads[~doubtful]], ends[lasts[~doubtful]]
    mixed = np.repeat(doubtful, np.diff(heads, append=len(tokens)))
    return _merged(plain, _matched(sheet.text, starts[mixed].tolist()))


def _links(sheet: Sheet, tokens: Places) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Say which capitalised words join the one before, with one entry more, and about which the pattern decides."""
    scan, shadow = sheet.scan, sheet.shadow
    starts, ends = scan.starts[tokens], scan.ends[tokens]
    sign = shadow[ends]
    gap = _following(scan.starts, tokens + 1) - ends
    near = (sign == _BLANK) & (gap > 0) & ((gap == 1) | ((gap == 2) & (shadow[ends + 1] == _BLANK)))
    joined = np.zeros(len(tokens) + 1, np.bool_)
    joined[1:] = near & _following(scan.capitals, tokens + 1)
    closed = _APART[sign] | joined[1:] | ((sign == _BLANK) & (gap > 2))
    loose = np.flatnonzero(near & ~joined[1:])
    closed[loose] = ~_goes_on(sheet, tokens[loose] + 1)
    stopped = np.flatnonzero((sign == _STOP) & (ends - starts > 1))
    closed[stopped] = ~_begin_like(_SHORTENED, sheet, tokens[stopped])
    owning = np.flatnonzero(_TYING[sign] & (shadow[ends + 1] == ord("s")) & (shadow[ends + 2] == _BLANK))
    behind = tokens[owning] + 3
    closed[owning] = ~(_following(scan.capitals, behind) | _goes_on(sheet, behind))
    apart = _APART | _OPENS
    return joined, ~(closed & apart[shadow[starts - 1]]) | (shadow[starts] >= 0x80)


def _following(column: NDArray[Any], tokens: Places) -> Any:  # Any: a column of what the given one has.
    """Give what a column has of these tokens, or of the last where they are behind it."""
    return column[np.minimum(tokens, len(column) - 1)]


def _goes_on(sheet: Sheet, tokens: Places) -> NDArray[np.bool_]:
    """Say whether a token may be a small word inside a name: a word of a name, or a hyphen, must stand behind it."""
    found = _begin_like(_SMALL, sheet, tokens)
    small = np.flatnonzero(found)
    then = tokens[small] + 1
    hyphens = _HYPHENS[sheet.shadow[_following(sheet.scan.starts, then)]]
    found[small] = hyphens | _following(sheet.scan.capitals, then) | _begin_like(_SMALL, sheet, then)
    return found


def may_be_particles(sheet: Sheet, tokens: Places) -> NDArray[np.bool_]:
    """Say which tokens may be small words that a name begins with: all that are, and few others."""
    return _begin_like(_PARTICLES, sheet, tokens)


def _begin_like(codes: NDArray[np.uint32], sheet: Sheet, tokens: Places) -> NDArray[np.bool_]:
    places = _following(sheet.scan.starts, tokens)
    lengths = _following(sheet.scan.ends, tokens) - places
    begun = np.ndarray((len(sheet.shadow) - 3,), "<u4", sheet.scan.shadow, strides=(1,))[places]
    begun &= _MASKS[np.minimum(lengths, _BEGINNING)]
    found: NDArray[np.bool_] = codes[np.minimum(np.searchsorted(codes, begun), len(codes) - 1)] == begun
    found &= lengths <= _LONGEST
    return found


def _matched(text: str, places: list[int]) -> tuple[Places, Places]:
    """Give the matches of the pattern that begin at these places, none overlapping another."""
    match_at = _run_pattern().match
    starts, ends, end = [], [], 0
    for place in places:
        match = match_at(text, place) if place >= end else None
        if match is not None:
            end = match.end()
            starts.append(place)
            ends.append(end)
    return np.array(starts, np.int64), np.array(ends, np.int64)


def _merged(plain: tuple[Places, Places], matched: tuple[Places, Places]) -> tuple[Places, Places]:
    """Give both in order, without what is plain but lies in a match."""
    starts, ends = plain
    before = np.searchsorted(matched[0], starts) - 1
    free = starts >= np.append(matched[1], 0)[before]
    starts, ends = np.append(starts[free], matched[0]), np.append(ends[free], matched[1])
    order = np.argsort(starts)
    return starts[order], ends[order]
