"""A text as attribution reads it: quotations masked, white space plain, cut into sentences."""

import re
from bisect import bisect_right
from collections.abc import Iterable

import attrs

from .marks import Region
from .paragraphs import Block, paragraphs
from .regions import Quoted, quoted_regions
from .vocabulary import Vocabulary

__all__ = ["FILLER", "Page", "read_page"]

FILLER = "█"
"""What stands in place of each quoted character."""

_TERMINAL = ".!?…"
_KEPT = ".,!?…;:—–-"
_PLAIN = (("\xa0", " "), ("\u202f", " "), ("\t", " "), ("’", "'"), ("‘", "'"))
_BREAKS = ("\r", "\n", "\x0b", "\x0c", "\x85", "\u2028", "\u2029")
_END = re.compile(r"[.!?…\n](?:(?<=\n)|['”)\]]*(?: +(?=[“(\['A-Z0-9])|(?= *(?:\n|$))))")
_LAST_WORD = re.compile(r"[\w.]+$")


@attrs.frozen
class Page:
    """A text with its paragraphs, quotations and sentences.

    ``masked`` has the length of ``text``. What is quoted is filled up with ``█`` between ``“`` and ``”``, but for a
    last sign of punctuation; newlines stand between paragraphs only.
    """

    text: str
    words: Vocabulary
    blocks: list[Block]
    quoted: list[Quoted]
    masked: str
    sentences: list[tuple[int, int]]
    _starts: list[int]
    _block_starts: list[int]

    def block_at(self, offset: int) -> int:
        """Give the index of the paragraph that an offset lies in, or of the one before it."""
        return max(0, bisect_right(self._block_starts, offset) - 1)

    def sentence_at(self, offset: int) -> int:
        """Give the index of the sentence that an offset lies in, or of the one before it."""
        return max(0, bisect_right(self._starts, offset) - 1)


def read_page(text: str, words: Vocabulary) -> Page:
    """Read a text."""
    blocks = paragraphs(text, words.open_ended)
    quoted = quoted_regions(text, blocks)
    masked = _mask(_plain(text, blocks), [piece for item in quoted for piece in item.pieces])
    sentences = _sentences(masked, words.abbreviations)
    return Page(
        text,
        words,
        blocks,
        quoted,
        masked,
        sentences,
        [start for start, _ in sentences],
        [start for start, _ in blocks],
    )


def _plain(text: str, blocks: Iterable[Block]) -> str:
    for sign, plain in _PLAIN:
        text = text.replace(sign, plain)
    pieces, position = [], 0
    for start, end in blocks:
        pieces += ["\n" * (start - position), _without_breaks(text[start:end])]
        position = end
    return "".join([*pieces, "\n" * (len(text) - position)])


def _without_breaks(text: str) -> str:
    for sign in _BREAKS:
        text = text.replace(sign, " ")
    return text


def _mask(plain: str, regions: Iterable[Region]) -> str:
    pieces, position = [], 0
    for region in regions:
        inner = plain[region.inner_start : region.inner_end]
        last = inner.rstrip(" '\"”")[-1:]
        kept = last if last and last in _KEPT and len(inner) > 1 else ""
        body = FILLER * (len(inner) - len(kept)) + kept
        closing = "”" * (region.end - region.inner_end)
        pieces += [plain[position : region.start], "“" * (region.inner_start - region.start), body, closing]
        position = region.end
    return "".join([*pieces, plain[position:]])


def _sentences(masked: str, abbreviations: frozenset[str]) -> list[tuple[int, int]]:
    found, start = [], 0
    for match in _END.finditer(masked):
        if match.group()[0] == "." and _abbreviated(masked, match, abbreviations):
            continue
        if match.start() > start or match.group() != "\n":
            found.append((start, match.end()))
        start = match.end()
    if start < len(masked):
        found.append((start, len(masked)))
    return found


def _abbreviated(masked: str, match: re.Match[str], abbreviations: frozenset[str]) -> bool:
    """Say whether a full stop belongs to a word, such as ``Mr.`` or an initial."""
    if len(match.group().rstrip()) > 1 or match.group().endswith("\n"):
        return False
    word = _LAST_WORD.search(masked, max(0, match.start() - 8), match.start())
    if word is None:
        return False
    return (len(word.group()) == 1 and word.group().isupper()) or word.group().lower() in abbreviations
