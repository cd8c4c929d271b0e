"""The words of a document as CoNLL has them, and the annotations that are made of whole words."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

import attrs

from .._annotation import Annotation
from .._document import Document
from .._span import Span
from ..conflicts import without_overlaps
from ..scan import Batch, SentenceExtractor, TokenExtractor

__all__ = ["Words", "joined", "words_of"]

_LEFT_OUT = ("sentence", "token")
"""The layers that say what words and sentences are, and would leave no room for another one."""

_SEEN = re.compile(r"\S+")


@attrs.frozen
class Words:
    """The words of a document, and which of them annotations are.

    Args:
        words: in order.
        first: which words begin a sentence; the first one does.
        marked: annotations that share no word and lie in one sentence, with the range of their words, in order.
    """

    words: Sequence[str]
    first: frozenset[int]
    marked: Sequence[tuple[range, Annotation]]

    @property
    def sentences(self) -> list[Sequence[str]]:
        """The words of each sentence."""
        return [self.words[start:end] for start, end in pairwise([*sorted(self.first), len(self.words)])]


def words_of(document: Document) -> Words:
    """Give the words of a document: tokens, between white space, with what can be told of them in one column."""
    batch = Batch([document])
    tokens = TokenExtractor().extract_batch(batch)
    places = _places(document.text, sorted({*map(int, tokens.start), *map(int, tokens.end)}))
    starts, ends = ([place for place, _ in places], [end for _, end in places])
    sentences = SentenceExtractor().extract_batch(batch)
    first = frozenset(bisect_left(starts, int(start)) for start in sentences.start) - {len(starts)}
    found = [(_range(item.span, starts, ends), item) for item in document.annotations if item.label not in _LEFT_OUT]
    whole = {item: words for words, item in found if words and not item.parts and first.isdisjoint(words[1:])}
    marked = [(whole[item], item) for item in without_overlaps(whole)]
    return Words([document.text[start:end] for start, end in places], first, marked)


def _places(text: str, cuts: Sequence[int]) -> list[tuple[int, int]]:
    return [place for run in _SEEN.finditer(text) for place in _cut(run.start(), run.end(), cuts)]


def _cut(start: int, end: int, cuts: Sequence[int]) -> Iterator[tuple[int, int]]:
    for cut in cuts[bisect_left(cuts, start + 1) : bisect_left(cuts, end)]:
        yield start, cut
        start = cut
    yield start, end


def _range(span: Span, starts: Sequence[int], ends: Sequence[int]) -> range | None:
    """Give the words that a span is; None where it is not whole words."""
    first, last = bisect_left(starts, span.start), bisect_left(ends, span.end)
    is_whole = starts[first : first + 1] == [span.start] and ends[last : last + 1] == [span.end]
    return range(first, last + 1) if is_whole and first <= last else None


def joined(sentences: Sequence[Sequence[str]]) -> tuple[str, list[Span]]:
    """Give the text of sentences, each in a line with one blank between two words, and the place of each word."""
    places = []
    start = 0
    for word in chain.from_iterable(sentences):
        places.append(Span(start, start + len(word)))
        start += len(word) + 1
    return "\n".join(" ".join(words) for words in sentences), places
