"""Quotation marks: which are there, which way they face, and which belong together."""

import functools
import re
from collections.abc import Iterable, Iterator, Sequence

__all__ = ["Mark", "Pairing", "Region", "marks", "pair"]

OPEN, CLOSE, EITHER = 1, 2, 3
DOUBLE, SINGLE, ANGLE, DASH = "double", "single", "angle", "dash"

# Each pattern begins with one set of signs, which is what the regex engine searches for quickly.
_MARK = re.compile(
    r"[\"“”„‟«»‹›`‘’‚‛'](?:(?<=[\"“”„‟«»‹›])|(?<=`)`|(?<=')'|(?<=[`‘‚‛'])(?<![\w'‘’`].)|(?<=['’])(?![\w'’]))"
)
# Feet and inches, arc minutes and seconds.
_INCHES = re.compile(r"['’′](?:(?<=\d.)|(?<=\d\s.))\s?\d{1,2}(?:\.\d{1,3})?\s?(?:[\"”″]|''|’’)")
# An attribute of a tag.
_ATTRIBUTE = re.compile(r"=\s?\"[^\"<>\r\n]{0,300}\"")
# A word whose beginning is left out; in text cut into tokens, what is joined to the word before.
_ELISION = re.compile(
    r"['‘’](?<!\w.)(?:(?:\d0s|em|tis|twas|til|n|cause|bout|round|cuz|gainst|neath)(?!\w)['’]?"
    r"|(?<=[\w.] ['’])(?:s|d|ll|ve|re|m)(?=\s))",
    re.IGNORECASE,
)
_FAMILY = {"'": SINGLE, "’": SINGLE, "‘": SINGLE, "‚": SINGLE, "‛": SINGLE, "`": SINGLE, "«": ANGLE, "»": ANGLE}
_BEFORE_OPENING = frozenset("([{<—–-/“‘„«\"'`=*_|>‹")
_AFTER_CLOSING = frozenset(".,;:!?)]}>—–-/”’\"'…*_|»›")
_FACING = {
    "“": OPEN,
    "‟": OPEN,
    "„": OPEN,
    "«": OPEN,
    "‹": OPEN,
    "``": OPEN,
    "‘": OPEN,
    "‚": OPEN,
    "‛": OPEN,
    "`": OPEN,
}
_FACING |= {"”": CLOSE, "»": CLOSE, "›": CLOSE}
_LOOK_AHEAD = 8


class Mark:
    """A quotation mark: its place, its family, and whether it opens, closes or may do either."""

    def __init__(self, start: int, end: int, sign: str, family: str, side: int, firm: bool) -> None:
        self.start = start
        self.end = end
        self.sign = sign
        self.family = family
        self.side = side
        self.firm = firm


class Region:
    """A stretch of text in quotation marks; ``inner`` is what is inside them."""

    def __init__(
        self, start: int, end: int, inner_start: int, inner_end: int, family: str, closed: bool = True
    ) -> None:
        self.start = start
        self.end = end
        self.inner_start = inner_start
        self.inner_end = inner_end
        self.family = family
        self.closed = closed


class Pairing:
    """The regions of one paragraph, and the marks that found no partner.

    ``unclosed`` has no single marks, which may be apostrophes; ``single`` is the last one that opens.
    """

    def __init__(
        self, regions: list[Region], unclosed: list[Mark], strays: list[Mark], single: Mark | None = None
    ) -> None:
        self.regions = regions
        self.unclosed = unclosed
        self.strays = strays
        self.single = single


def marks(text: str, blocks: Sequence[tuple[int, int]], places: Sequence[int]) -> list[list[Mark]]:
    """Give the marks of each paragraph, without apostrophes inside words, inch marks and elisions.

    ``places`` are where quotation marks and apostrophes of any kind stand in the text.
    """
    found = _matches(_MARK, text, places)
    if not found:
        return [[] for _ in blocks]
    masked = sorted(match.span() for match in _not_marks(text, places))
    kept = list(_outside(found, masked)) if masked else found
    result: list[list[Mark]] = []
    index = 0
    for start, end in blocks:
        here: list[Mark] = []
        while index < len(kept) and kept[index].start() < end:
            here.append(_mark(text, kept[index], start, end))
            index += 1
        result.append(here)
    return result


def _matches(pattern: re.Pattern[str], text: str, places: Iterable[int]) -> list[re.Match[str]]:
    """Give what ``finditer`` gives of a pattern whose matches begin at some of the places."""
    found: list[re.Match[str]] = []
    end, match_at = 0, pattern.match
    for at in places:
        match = match_at(text, at)
        if match is not None and at >= end:
            found.append(match)
            end = match.end()
    return found


def _not_marks(text: str, places: Sequence[int]) -> list[re.Match[str]]:
    feet = sorted([*places, *(match.start() for match in re.finditer("′", text))]) if "′" in text else places
    # Most marks and apostrophes stand behind a letter, where none of these begins.
    apart = [at for at in feet if not text[at - 1 : at].isalpha()]
    measured = [at for at in apart if _is_measured(text, at)]
    found = [*_matches(_INCHES, text, measured), *_matches(_ELISION, text, apart)]
    return found + list(_ATTRIBUTE.finditer(text)) if "=" in text else found


def _is_measured(text: str, at: int) -> bool:
    """Say whether a digit stands before a sign, or before the space before it."""
    before = text[at - 1 : at]
    return before.isdecimal() or (before.isspace() and text[at - 2 : at - 1].isdecimal())


def _outside(found: list[re.Match[str]], masked: list[tuple[int, int]]) -> Iterator[re.Match[str]]:
    index = 0
    for match in found:
        while index < len(masked) and masked[index][1] <= match.start():
            index += 1
        if index == len(masked) or match.start() < masked[index][0]:
            yield match


def _mark(text: str, match: re.Match[str], start: int, end: int) -> Mark:
    begin, stop = match.span()
    sign = match.group()
    before = text[begin - 1] if begin > start else " "
    after = text[stop] if stop < end else " "
    side, loose = _facing(sign, before, after)
    family = _FAMILY.get(sign, DOUBLE)
    if loose:
        side = OPEN if begin == start else CLOSE if stop == end else EITHER
        side = _loose_side(text, begin, side) if len(sign) == 1 else side
    return Mark(begin, stop, sign, family, side, sign in _FACING)


@functools.lru_cache(maxsize=10_000)
def _facing(sign: str, before: str, after: str) -> tuple[int, bool]:
    """Give the side that a sign is on by its neighbours, and whether it stands between spaces, so that they do not."""
    side = _side(before, after)
    firm = sign in _FACING
    if firm and not (side == _other(_FACING[sign]) and sign in "“”«»„"):
        side = _FACING[sign]
    return side, before == after == " " and not firm


def _side(before: str, after: str) -> int:
    opens = before.isspace() or before in _BEFORE_OPENING
    closes = after.isspace() or after in _AFTER_CLOSING
    return EITHER if opens == closes else OPEN if opens else CLOSE


def _loose_side(text: str, at: int, side: int) -> int:
    """Give the side of a mark between spaces, as in text cut into tokens; 0 for an apostrophe.

    Of two marks in a row the first closes and the second opens.
    """
    if side != EITHER:
        return side
    before, sign, behind = text[max(0, at - 2) : at - 1], text[at], text[at + 2 : at + 3]
    if before in "!?." and behind.islower():
        return CLOSE
    if sign in (before, behind):
        return CLOSE if behind == sign else OPEN
    return EITHER if sign == '"' or before in _AFTER_CLOSING else 0


def _other(side: int) -> int:
    return CLOSE if side == OPEN else OPEN


def pair(text: str, found: list[Mark], end: int, carried: tuple[Mark, ...] = ()) -> Pairing:
    """Pair the marks of a paragraph with a stack.

    A mark closes the nearest open one of its family; single marks that are still open inside are then taken for
    apostrophes. ``carried`` marks were left open by the paragraph before.
    """
    pairing = Pairing([], list(carried), [])
    for index, mark in enumerate(found):
        opener = _opener(pairing.unclosed, mark)
        if mark.family == SINGLE:
            _pair_single(text, found, index, opener, pairing)
        elif mark.side == OPEN and (opener is None or mark.firm or not _inch_like(text, mark)):
            pairing.unclosed.append(mark)
        elif opener is None:
            _without_opener(text, mark, pairing)
        elif not _is_inch(text, found, index):
            _close(text, opener, mark, pairing)
    singles = [mark for mark in pairing.unclosed if mark.family == SINGLE and mark.side == OPEN]
    pairing.single = singles[-1] if singles else None
    pairing.unclosed = [mark for mark in pairing.unclosed if mark.family != SINGLE]
    pairing.regions.sort(key=lambda region: (region.start, -region.end))
    return pairing


def _opener(stack: list[Mark], mark: Mark) -> Mark | None:
    for opener in reversed(stack[-_LOOK_AHEAD:]):
        if opener.family == mark.family:
            return opener
        if mark.family == SINGLE:
            return None
    return None


def _close(text: str, opener: Mark, mark: Mark, pairing: Pairing) -> None:
    while pairing.unclosed and pairing.unclosed[-1] is not opener:
        pairing.unclosed.pop()
    pairing.unclosed.pop()
    start, end = opener.end, mark.start
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        pairing.regions.append(Region(opener.start, mark.end, start, end, mark.family))


def _without_opener(text: str, mark: Mark, pairing: Pairing) -> None:
    if mark.side == EITHER and not _inch_like(text, mark) and (mark.sign in "\"''"):
        pairing.unclosed.append(mark)
    elif not _inch_like(text, mark):
        pairing.strays.append(mark)


def _inch_like(text: str, mark: Mark) -> bool:
    return mark.sign == '"' and mark.start > 0 and text[mark.start - 1].isdigit()


def _is_inch(text: str, found: list[Mark], index: int) -> bool:
    """Say whether a straight mark after a digit is an inch mark: a further one then closes what is open."""
    if not _inch_like(text, found[index]):
        return False
    later = next((mark for mark in found[index + 1 : index + _LOOK_AHEAD] if mark.family == DOUBLE), None)
    return later is not None and later.side == CLOSE and not _inch_like(text, later)


def _pair_single(text: str, found: list[Mark], index: int, opener: Mark | None, pairing: Pairing) -> None:
    mark = found[index]
    if mark.sign != "’" and (mark.side == OPEN or (mark.side == EITHER and opener is None and mark.sign == "'")):
        pairing.unclosed.append(mark)
        return
    closes = opener is not None and mark.side & CLOSE and mark.sign in "'’" and _as_loose(text, opener, mark)
    if closes and opener is not None and not _is_possessive(text, found, index):
        _close(text, opener, mark, pairing)


def _as_loose(text: str, opener: Mark, mark: Mark) -> bool:
    """Say whether both marks stand apart from what they enclose, or neither does."""
    return text[opener.end].isspace() == text[mark.start - 1].isspace()


def _is_possessive(text: str, found: list[Mark], index: int) -> bool:
    """Say whether a mark after a plural s is an apostrophe: a better one then closes what is open."""
    mark = found[index]
    if text[mark.start - 1] not in "sSzx" or text[mark.end : mark.end + 1] != " ":
        return False
    for later in found[index + 1 : index + _LOOK_AHEAD]:
        if later.family != SINGLE:
            if later.side == CLOSE:
                return False
        elif later.side == OPEN:
            return False
        elif text[later.start - 1] in ".,!?…":
            return True
    return False
