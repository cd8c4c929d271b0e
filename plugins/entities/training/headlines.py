"""Headlines: sentences of texts, written as headlines are, as texts of their own."""

import random
import re
from collections.abc import Iterator, Sequence

from .corpus import Gold

__all__ = ["headlines"]

_SENTENCE = re.compile(r"[A-Z][^.!?\n]{25,160}(?=[.!?])")
_WORD = re.compile(r"(?<![\w'’])[^\W\d_]\w*")
_SMALL = frozenset("a an and as at but by for from in of on or over s the to via vs with".split())  # noqa: SIM905 - words read better in a row
_CAPITALS, _KEEPING = 0.4, 0.6


def headlines(
    text: str, readings: Sequence[Sequence[Gold]], source: random.Random, share: float
) -> Iterator[tuple[str, list[list[Gold]]]]:
    """Give a share of the sentences of a text, in capitals or with capitals on all words, with their names."""
    for match in _SENTENCE.finditer(text):
        if source.random() < share:
            start, end = match.span()
            yield _headline(match[0], source), [_inside(gold, start, end) for gold in readings]


def _inside(gold: Sequence[Gold], start: int, end: int) -> list[Gold]:
    return [(low - start, high - start, kind) for low, high, kind in gold if start <= low and high <= end]


def _headline(sentence: str, source: random.Random) -> str:
    if source.random() < _CAPITALS:
        return _same_length(sentence, sentence.upper())
    keeps = source.random() < _KEEPING
    return _WORD.sub(lambda match: _capitalised(match[0], keeps), sentence)


def _capitalised(word: str, keeps_small: bool) -> str:
    return word if keeps_small and word in _SMALL else _same_length(word, word[0].upper() + word[1:])


def _same_length(text: str, changed: str) -> str:
    return changed if len(changed) == len(text) else text
