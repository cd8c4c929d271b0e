"""Compare who is told to have said what with what was judged."""

import itertools
import re
from collections.abc import Iterable, Sequence

import attrs

from corpuskit import Annotation, Document, Span
from corpuskit.values import QuoteValue

from .linking import Counts, Group, plain, trimmed

KINDS = ("direct", "mixed", "indirect")
FORMS = ("name", "pronoun", "description")
LEAST_SHARE = 0.5
"""The least share of the longer of two spans that both have, where they are of one quotation."""
RIGHT = {True: ("right",), False: ("right", "part", "open")}
"""What to tell is right where the text names the speaker, and where it names at most what the speaker speaks for."""
_WORD = re.compile(r"\w+")


@attrs.frozen
class Judged:
    """A quotation that was judged.

    Args:
        kind: ``direct``, ``mixed`` or ``indirect``.
        parts: its spans.
        form: what the speaker is called there: ``name``, ``pronoun`` or ``description``; empty where nothing is.
        speaker: the place of these words.
        who: whom the text names: ``named`` the speaker, ``body`` only what the speaker speaks for, ``nobody``, or
            ``unsure``.
        names: where it does so most fully; several where each of them would do.
    """

    kind: str
    parts: tuple[Span, ...]
    form: str
    speaker: Span | None
    who: str
    names: tuple[Span, ...]


@attrs.frozen
class Case:
    """A document as the extractor left it, with the quotations judged and what was found of each, if anything."""

    document: Document
    quotes: tuple[tuple[Judged, QuoteValue | None], ...]


def case_of(document: Document, judged: Sequence[Judged]) -> Case:
    """Give a document that was extracted with what was found of each quotation judged."""
    speech = [item for item in document["quote"] if isinstance(item.value, QuoteValue) and item.value.kind in KINDS]
    best = matched([quote.parts for quote in judged], [spans_of(item) for item in speech])
    values = [item.value for item in speech]
    return Case(
        document, tuple((quote, values[best[row]] if row in best else None) for row, quote in enumerate(judged))
    )


def spans_of(quote: Annotation) -> set[Span]:
    """Give the spans that a quotation found may be known by: its parts, and what stands in marks."""
    return {*quote.pieces, *getattr(quote.value, "quoted", ())}


def matched(judged: Sequence[Iterable[Span]], found: Sequence[Iterable[Span]]) -> dict[int, int]:
    """Give for the number of each quotation judged that of the one found that is most alike.

    Each span of what was found counts for one quotation alone, those that are most alike first.
    """
    pairs = sorted(
        (-share, row, column, span)
        for row, ours in enumerate(judged)
        for column, theirs in enumerate(found)
        for one, span in itertools.product(ours, theirs)
        if (share := common(one, span)) >= LEAST_SHARE
    )
    taken: dict[tuple[int, Span], int] = {}
    best: dict[int, int] = {}
    for _, row, column, span in pairs:
        if taken.setdefault((column, span), row) == row:
            best.setdefault(row, column)
    return best


def common(one: Span, other: Span) -> float:
    """Give the share of the longer of two spans that both have."""
    both = min(one.end, other.end) - max(one.start, other.start)
    return max(0, both) / max(len(one), len(other))


def outcome(text: str, judged: Judged, told: str | None) -> str:
    """Say what a name that was told is: ``right``, ``part`` of one or more than it, ``other``; ``open`` if none is."""
    if told is None:
        return "open"
    names = [plain(trimmed(text, span).text_of(text)) for span in judged.names]
    if plain(told) in names:
        return "right"
    return "part" if any(_is_part(plain(told), name) for name in names) else "other"


def _is_part(one: str, other: str) -> bool:
    """Say whether a name has all words of another, or the other of it."""
    ours, theirs = (set(_WORD.findall(name)) for name in (one, other))
    return ours <= theirs or theirs <= ours


def compared(case: Case) -> dict[Group, Counts]:
    """Give for each measure and kind of quotation how many of a document count, and how many of these are so."""
    hits: dict[Group, list[bool]] = {}
    for kind in ("all", *KINDS):
        hits["quotes found", kind] = [
            found is not None for judged, found in case.quotes if kind in ("all", judged.kind)
        ]
    told = [(judged, outcome(case.document.text, judged, found.speaker_name)) for judged, found in case.quotes if found]
    for kind in ("all", *KINDS, *FORMS):
        named = [
            result for judged, result in told if judged.who == "named" and kind in ("all", judged.kind, judged.form)
        ]
        hits["named right", kind] = [result in RIGHT[True] for result in named]
        hits["or in part", kind] = [result in ("right", "part") for result in named]
    hits["left open", "all"] = [result in RIGHT[False] for judged, result in told if judged.who in ("body", "nobody")]
    return {group: Counts(sum(items), len(items), sum(items), len(items)) for group, items in hits.items()}
