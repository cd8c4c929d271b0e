"""A text as attribution reads it: quotations masked, white space plain, cut into sentences."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property

import attrs

from corpuskit.scan import Batch

from .columns import FILLER, Places, read_sheets, tokens_of
from .marks import Region
from .paragraphs import Block, paragraphs
from .regions import Quoted, quoted_regions
from .vocabulary import Vocabulary, Word

__all__ = ["FILLER", "Page", "Token", "read_pages"]

_KEPT = ".,!?…;:—–-"
_BLANKS = "\t\n\x0b\x0c\r\x85\xa0\u2028\u2029\u202f"
_PLAIN = (*((blank, " ") for blank in _BLANKS), ("’", "'"), ("‘", "'"))
"""Line breaks become spaces too: newlines are then put between paragraphs."""


Token = tuple[int, int, Word]
"""Where a token begins and ends, and its word."""


@attrs.frozen(eq=False)
class Page:
    """A text with its paragraphs, quotations, sentences and tokens.

    ``masked`` has the length of ``text``. What is quoted is filled up with ``█`` between ``“`` and ``”``, but for a
    last sign of punctuation; newlines stand between paragraphs only.
    """

    text: str
    words: Vocabulary
    blocks: list[Block]
    quoted: list[Quoted]
    masked: str
    sentences: list[tuple[int, int]]
    _token_starts: Places
    _token_ends: Places

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [start for start, _ in self.sentences]

    @cached_property
    def _block_starts(self) -> list[int]:
        return [start for start, _ in self.blocks]

    def block_at(self, offset: int) -> int:
        """Give the index of the paragraph that an offset lies in, or of the one before it."""
        return max(0, bisect_right(self._block_starts, offset) - 1)

    def sentence_at(self, offset: int) -> int:
        """Give the index of the sentence that an offset lies in, or of the one before it."""
        return max(0, bisect_right(self._sentence_starts, offset) - 1)

    def tokens(self, start: int, end: int) -> list[Token]:
        """Give the tokens of the masked text in a range, those at its edges cut."""
        starts, ends, masked, word = self._token_starts, self._token_ends, self.masked, self.words.word
        first, last = bisect_right(ends, start), bisect_left(starts, end)
        if first >= last:
            return []
        head: list[Token] = []
        if starts[first] < start:
            head = [(at, to, word[text]) for at, to, text in tokens_of(masked, start, min(end, ends[first]))]
            first += 1
        found = [
            (begin, stop, word[masked[begin:stop]])
            for begin, stop in zip(starts[first:last], ends[first:last], strict=True)
        ]
        if found and found[-1][1] > end:
            begin = found[-1][0]
            found[-1] = (begin, end, word[masked[begin:end]])
        return head + found if head else found


def read_pages(batch: Batch, words: Vocabulary) -> list[Page]:
    """Read the texts of a batch."""
    drawn = [_drawn(text, places, words) for text, places in zip(batch.texts, _quote_places(batch), strict=True)]
    sheets = read_sheets([masked for _, _, masked in drawn], words.abbreviations)
    return [
        Page(text, words, blocks, quoted, masked, sentences, starts, ends)
        for text, (blocks, quoted, masked), (starts, ends, sentences) in zip(batch.texts, drawn, sheets, strict=True)
    ]


def _quote_places(batch: Batch) -> Iterator[list[int]]:
    numbers, places = batch.scan.locate(batch.scan.quotes)
    found, number = places.tolist(), numbers.tolist()
    first = 0
    for text in range(len(batch)):
        last = bisect_right(number, text, first)
        yield found[first:last]
        first = last


def _drawn(text: str, places: list[int], words: Vocabulary) -> tuple[list[Block], list[Quoted], str]:
    blocks = paragraphs(text, words.open_ended)
    quoted = quoted_regions(text, blocks, places)
    return blocks, quoted, _mask(_plain(text, blocks), [piece for item in quoted for piece in item.pieces])


def _plain(text: str, blocks: Iterable[Block]) -> str:
    for sign, plain in _PLAIN:
        text = text.replace(sign, plain)
    pieces, position = [], 0
    for start, end in blocks:
        pieces += ["\n" * (start - position), text[start:end]]
        position = end
    return "".join([*pieces, "\n" * (len(text) - position)])


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
