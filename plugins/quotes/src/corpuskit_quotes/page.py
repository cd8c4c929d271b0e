"""A text as attribution reads it: quotations masked, white space plain, cut into sentences."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from corpuskit.scan import Batch
from corpuskit.scan import Vocabulary as Words

from .columns import read_sentences
from .dashes import dash_dialogue
from .marks import SINGLE
from .paragraphs import Block, paragraphs
from .regions import Quoted, quoted_regions
from .titles import mark_titles
from .vocabulary import TOKEN, Vocabulary, Word

__all__ = ["FILLER", "Page", "Tokens", "read_pages"]

FILLER = "█"
"""What stands in place of each quoted character."""

_KEPT = ".,!?…;:—–-"
_BLANKS = "\t\n\x0b\x0c\r\x85\xa0\u2028\u2029\u202f"
_PLAIN = (*((blank, " ") for blank in _BLANKS), ("’", "'"), ("‘", "'"))
"""Line breaks become spaces too: newlines are then put between paragraphs."""


class Tokens:
    """The tokens in a range of a masked text: words with the signs inside and behind them, and other signs.

    Filled-up signs in a row are one token. ``words`` has what is known of each; where one stands is looked up
    when it is asked for: only few ever are. Who reads them from behind sets ``is_used_up`` at the first, where what
    stands before the range may matter too.
    """

    __slots__ = ("_end", "_masked", "_start", "_written", "is_used_up", "words")

    def __init__(self, masked: str, words: Vocabulary, start: int, end: int) -> None:
        self._masked, self._start, self._end = masked, start, end
        pieces = words.pieces
        self._written = [word for piece in masked[start:end].split() for word in pieces[piece]]
        self.words: list[Word] = self._written
        self.is_used_up: bool = False

    def start(self, index: int) -> int:
        """Give where a token begins."""
        return self.span(index, index)[0]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Give where one token begins and another ends."""
        written = self._written
        if first + last < len(written):
            begin = self._after(written[:first], self._start)
            begin = self._masked.find(written[first].text, begin)
            end = self._after(written[first:last], begin)
            return begin, self._masked.find(written[last].text, end) + len(self.words[last].text)
        end = self._before(written[:last:-1], self._end)
        begin = self._masked.rfind(written[last].text, 0, end)
        return self._before(written[first:last][::-1], begin), begin + len(self.words[last].text)

    def _after(self, words: Iterable[Word], at: int) -> int:
        find = self._masked.find
        for word in words:
            at = find(word.text, at) + len(word.text)
        return at

    def _before(self, words: Iterable[Word], at: int) -> int:
        find = self._masked.rfind
        for word in words:
            at = find(word.text, 0, at)
        return at

    def read_as(self, index: int, word: Word) -> None:
        """Take a token for the word that it begins with."""
        self.words = [*self._written[:index], word, *self._written[index + 1 :]]


class Page:
    """A text with its paragraphs, quotations, sentences and tokens.

    ``masked`` has the length of ``text``. What is quoted is filled up with ``█`` between ``“`` and ``”``, but for a
    last sign of punctuation; titles keep their words; newlines stand between paragraphs only.
    """

    def __init__(
        self,
        text: str,
        words: Vocabulary,
        blocks: list[Block],
        quoted: list[Quoted],
        masked: str,
        sentences: list[tuple[int, int]],
    ) -> None:
        self.text = text
        self.words = words
        self.blocks = blocks
        self.quoted = quoted
        self.masked = masked
        self.sentences = sentences
        self._sentence_starts = [start for start, _ in sentences]
        self._block_starts = [start for start, _ in blocks]

    def block_at(self, offset: int) -> int:
        """Give the index of the paragraph that an offset lies in, or of the one before it."""
        return bisect_right(self._block_starts, offset, 1) - 1

    def sentence_at(self, offset: int) -> int:
        """Give the index of the sentence that an offset lies in, or of the one before it."""
        return bisect_right(self._sentence_starts, offset, 1) - 1

    def tokens(self, start: int, end: int) -> Tokens:
        """Give the tokens of the masked text in a range, those at its edges cut."""
        return Tokens(self.masked, self.words, start, end)

    def token_end(self, start: int, end: int) -> int:
        """Give where the first token in a range ends."""
        match = TOKEN.search(self.masked, start, end)
        return match.end() if match else end


def read_pages(batch: Batch, words: Vocabulary, looked_up: Words) -> tuple[list[Page], Batch]:
    """Read the texts of a batch; give their pages, and the batch of what these have masked."""
    drawn = [_drawn(text, places, words) for text, places in zip(batch.texts, _quote_places(batch), strict=True)]
    masked = batch.masked([text for _, _, text in drawn], looked_up)
    found = read_sentences(masked.scan, words.abbreviations)
    pages = [
        Page(text, words, blocks, quoted, masked, sentences)
        for text, (blocks, quoted, masked), sentences in zip(batch.texts, drawn, found, strict=True)
    ]
    return pages, masked


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
    if all(piece.family == SINGLE for item in quoted for piece in item.pieces):
        quoted = dash_dialogue(text, blocks, words) or quoted
    mark_titles(text, quoted, words)
    return blocks, quoted, _mask(_plain(text, blocks), quoted)


def _plain(text: str, blocks: Iterable[Block]) -> str:
    for sign, plain in _PLAIN:
        text = text.replace(sign, plain)
    pieces, position = [], 0
    for start, end in blocks:
        pieces += ["\n" * (start - position), text[start:end]]
        position = end
    return "".join([*pieces, "\n" * (len(text) - position)])


def _mask(plain: str, quoted: Iterable[Quoted]) -> str:
    pieces, position = [], 0
    for item in quoted:
        for region in item.pieces:
            inner = plain[region.inner_start : region.inner_end]
            opening, closing = ("'", "'") if item.is_title else ("“", "”")
            body = inner if item.is_title else _filled(inner)
            pieces += [plain[position : region.start], opening * (region.inner_start - region.start), body]
            pieces.append(closing * (region.end - region.inner_end))
            position = region.end
    return "".join([*pieces, plain[position:]])


def _filled(inner: str) -> str:
    last = inner.rstrip(" '\"”")[-1:]
    kept = last if last and last in _KEPT and len(inner) > 1 else ""
    return FILLER * (len(inner) - len(kept)) + kept
