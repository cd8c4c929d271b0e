"""The pieces of quotations that are compared, and which of them are of the same words."""

import re
import string
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import attrs

from corpuskit import Annotation, Span
from corpuskit.values import QuoteValue

from ..attribution import common

__all__ = ["Unit", "contents", "distinct", "has_same_speaker", "is_speech", "marked", "matched", "of_words"]

# Marks, commas and stops at the ends are no part of what is compared, as annotators differ in them.
_EDGES = string.whitespace + "\xa0" + "\"“”„«»'‘’`" + ",.;:?!–—-…"
_WORD = re.compile(r"\w")


@attrs.frozen
class Unit:
    """A piece of a quotation, without what does not count at its ends, and what is told of the quotation."""

    span: Span
    value: QuoteValue
    score: float | None


def contents(text: str, quotes: Iterable[Annotation]) -> list[Unit]:
    """Give the pieces of quotations, whether in marks or not."""
    return list(_units(text, quotes, lambda quote: quote.pieces))


def marked(text: str, quotes: Iterable[Annotation]) -> list[Unit]:
    """Give what stands in marks in quotations."""
    return list(_units(text, quotes, lambda quote: quote.value.quoted))


def _units(text: str, quotes: Iterable[Annotation], spans: Callable[[Annotation], Iterable[Span]]) -> Iterator[Unit]:
    for quote in quotes:
        for span in spans(quote):
            said = span.text_of(text)
            start = span.end - len(said.lstrip(_EDGES))
            end = span.start + len(said.rstrip(_EDGES))
            if start < end:
                yield Unit(Span(start, end), quote.value, quote.score)


def distinct(units: Iterable[Unit]) -> list[Unit]:
    """Give units, of those with the same place the first."""
    found: dict[Span, Unit] = {}
    for unit in units:
        found.setdefault(unit.span, unit)
    return list(found.values())


def of_words(text: str, units: Iterable[Unit], least: int) -> list[Unit]:
    """Give the units that have so many words."""
    return [unit for unit in units if len(unit.span.text_of(text).split()) >= least]


def matched(gold: Sequence[Unit], told: Sequence[Unit], least: float) -> list[tuple[Unit, Unit]]:
    """Give the pairs of which the longer one has so large a share in common, each unit in one pair at most.

    Those that are most alike are paired first.
    """
    alike = [(common(one.span, other.span), row, column) for row, column, one, other in _beside(gold, told)]
    rows, columns, pairs = set[int](), set[int](), list[tuple[Unit, Unit]]()
    for share, row, column in sorted(alike, reverse=True):
        if share >= least and row not in rows and column not in columns:
            rows.add(row)
            columns.add(column)
            pairs.append((gold[row], told[column]))
    return pairs


def _beside(gold: Sequence[Unit], told: Sequence[Unit]) -> Iterator[tuple[int, int, Unit, Unit]]:
    ordered = sorted(enumerate(told), key=lambda item: item[1].span)
    for row, one in enumerate(gold):
        for column, other in ordered:
            if other.span.start >= one.span.end:
                break
            if other.span.end > one.span.start:
                yield row, column, one, other


def has_same_speaker(text: str, one: Unit, other: Unit) -> bool:
    """Tell whether both have a speaker, and the two have a letter or digit in common."""
    ours, theirs = one.value.speaker, other.value.speaker
    if ours is None or theirs is None:
        return False
    return bool(_WORD.search(text, max(ours.start, theirs.start), min(ours.end, theirs.end)))


def is_speech(text: str, unit: Unit) -> bool:
    """Tell whether the cue of a unit is one of speech."""
    cue = unit.value.cue
    return cue is not None and _speech().search(cue.text_of(text)) is not None


@cache
def _speech() -> re.Pattern[str]:
    listed: Mapping[str, Sequence[str]] = tomllib.loads(Path(__file__).with_name("speech.toml").read_text("utf-8"))
    return re.compile(rf"\b(?:(?:{'|'.join(listed['words'])})\b|{'|'.join(listed['beginnings'])})", re.IGNORECASE)
