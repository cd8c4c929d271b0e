"""Texts without what other programs change in them, and the way back."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

import attrs

from .._span import Span
from ._alignment import Alignment
from ._step import Step

__all__ = ["QUOTES", "Folded", "folded"]

QUOTES = "\"'`´‘’‚‛“”„‟′″‵‶‹›«»〝〞〟＂＇"
_HYPHENS = "-\u2010\u2011\u00ad"
_DASHES = "‒–—―−﹘﹣－"
_BREAKS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_INVISIBLE = re.compile("[\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff]")
_MARKS = {**dict.fromkeys(QUOTES, "'"), **dict.fromkeys(_HYPHENS, "-"), **dict.fromkeys(_DASHES, "—")}
_MARKS["\u00ad"] = ""
_MANY = 40
# The first class makes the search fast; each alternative looks back at what it took.
_SPACING = re.compile(
    r"[-—'.\t\x1f\u1680" + _BREAKS + r"](?:"
    r"(?P<within>(?<=[^\W\d_]-)(?:\s*[" + _BREAKS + r"]\s*)?(?=[^\W\d_]))"  # also at the end of a line
    r"|(?<=[-—])[-—]*\s*"
    r"|(?<=\s)\s*(?:[-—]+\s*)?"
    r"|(?<=')'+"
    r"|(?<=\.)(?: ?\.)+)"
)
_SPACES = re.compile("  +")
_Change = tuple[int, int, str]


@attrs.frozen
class Folded:
    """A text folded, and its alignment with the text as it was."""

    text: str
    alignment: Alignment

    def back(self, start: int, end: int) -> Span:
        """Give the span of the text as it was; a code point that folds into several is taken whole."""
        span = self.alignment.back(Span.unchecked(start, end), policy="grow")
        assert span is not None, "what is left of a text comes from somewhere"
        return span


def folded(text: str) -> Folded:
    """Fold a text: compatibility forms, case, marks, dashes, spaces, hyphens at line ends and what is invisible.

    Cost: linear.
    """
    steps = []
    plain = text.lower().replace('"', "'").replace("`", "'")
    if not text.isascii():
        plain, step = _without_variants(text)
        steps.append(step)
    for changes in (_spaced, _single):
        plain, step = _replaced(plain, changes(plain))
        steps.append(step)
    return Folded(plain, Alignment(len(text), len(plain), tuple(step for step in steps if step.starts)))


@lru_cache(maxsize=4096)
def _variant(character: str) -> str:
    if character in _MARKS:
        return _MARKS[character]
    if _INVISIBLE.match(character):
        return ""
    if character in _BREAKS:
        return "\n"
    form = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", character).casefold())
    return "".join(_MARKS.get(part, part) for part in form)


def _without_variants(text: str) -> tuple[str, Step]:
    variants = {character: _variant(character) for character in set(text)}
    longer = sorted(character for character, form in variants.items() if len(form) != 1)
    others = {one: form for one, form in variants.items() if len(form) == 1 and form != one}
    joining = sorted(character for character in variants if _joins(character))
    if len(others) > _MANY:
        plain = text.translate({ord(one): form for one, form in others.items()})
    else:
        plain = text
        for one, form in others.items():
            plain = plain.replace(one, form)
    if not longer and not joining:
        return plain, Step.of(())
    return _replaced(plain, _composed(plain, _pattern("".join(longer + joining), "".join(joining))))


def _joins(character: str) -> bool:
    """Whether a code point may become one with the one before it."""
    return character > "\u02ff" and (unicodedata.category(character)[0] == "M" or "\u1160" <= character <= "\u11ff")


@lru_cache(maxsize=16)
def _pattern(characters: str, joining: str) -> re.Pattern[str]:
    # A soft hyphen takes the line break with it that it stands before. Thirty is the most that a base carries in the
    # stream-safe format of UAX #15; to sort more is quadratic.
    more = f"|(?<=[{re.escape(joining)}])[{re.escape(joining)}]{{,29}}" if joining else ""
    return re.compile(f"[{re.escape(characters)}](?:(?<=\u00ad)\\s*[{_BREAKS}]\\s*{more}|)")


def _composed(text: str, pattern: re.Pattern[str]) -> Iterator[_Change]:
    """Give what becomes of code points that fold into none or several, and of bases with what joins them."""
    done = 0
    for match in pattern.finditer(text):
        start, end = match.span()
        piece = match[0]
        if _joins(piece[0]) and start > done and not text[start - 1].isspace():
            start -= 1
            piece = unicodedata.normalize("NFKC", text[start:end])
        done = end
        yield start, end, "".join(map(_variant, piece.rstrip() if piece[0] == "\u00ad" else piece))


def _spaced(text: str) -> Iterator[_Change]:
    """Give what becomes of white space, dashes and runs of marks; the spaces before them belong to them."""
    done = 0
    for match in _SPACING.finditer(text):
        start, end = match.span()
        sign = match[0][0]
        if sign in "'.":
            yield start, end, "'" if sign == "'" else "..."
        elif match["within"] is not None:
            yield start, end, ""
        else:
            while start > done and text[start - 1] == " ":
                start -= 1
            yield start, end, "-" if "-" in match[0] or "—" in match[0] else " "
        done = end


def _single(text: str) -> Iterator[_Change]:
    """Give what becomes of runs of spaces."""
    return ((*match.span(), " ") for match in _SPACES.finditer(text))


def _replaced(text: str, changes: Iterable[_Change]) -> tuple[str, Step]:
    """Give the text with the changes made, and their step; what keeps its length needs no place in the step."""
    pieces: list[str] = []
    columns: list[tuple[int, int, int, int]] = []
    done = growth = 0
    for start, end, new in changes:
        pieces += text[done:start], new
        done = end
        if len(new) != end - start:
            columns.append((start, end, start + growth, start + growth + len(new)))
            growth += len(new) - (end - start)
    pieces.append(text[done:])
    starts, ends, new_starts, new_ends = zip(*columns, strict=True) if columns else ((),) * 4
    return "".join(pieces), Step(starts, ends, new_starts, new_ends, growth)
