"""What a format has no place for: counted by kind and layer, from a document and what comes back of it."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

import attrs

from .._annotation import Annotation
from .._document import Document
from .._layer import AnnotationSet
from .._span import Span
from ..alignment import Edit

__all__ = ["KINDS", "Loss", "Losses", "respaced"]

KINDS: Mapping[str, tuple[str, str]] = {
    "annotations": ("", "annotation"),
    "parts": ("parts of ", "annotation"),
    "values": ("", "value"),
    "fields": ("fields of ", "value"),
    "scores": ("", "score"),
    "sources": ("", "source"),
    "failures": ("", "failure"),
    "texts": ("text of ", "document"),
    "ids": ("id of ", "document"),
    "metadata": ("metadata of ", "document"),
    "extra": ("further keys of ", "document"),
}
"""What can be lost, in the order of a report, with the words for it. ``fields`` are of values that are kept in part."""

_PLACES = {kind: place for place, kind in enumerate(KINDS)}


@attrs.frozen
class Loss:
    """How many things of one kind are lost.

    Args:
        kind: ``annotations``, ``parts``, ``values``, ``fields`` (of values that are kept in part), ``scores``,
            ``sources``, ``failures``; of documents ``texts``, ``ids``, ``metadata`` and ``extra``.
        label: the layer; empty for what belongs to a document.
        count: how many.
    """

    kind: str
    label: str
    count: int

    def __str__(self) -> str:
        before, noun = KINDS[self.kind]
        return f"{before}{self.count:,} {noun}{'s' * (self.count != 1)}" + (f" of {self.label}" if self.label else "")


@attrs.frozen(repr=False)
class Losses:
    """What a format has no place for; false where that is nothing.

    Args:
        items: one for each kind and layer, sorted; iterating gives them.

    >>> bare = Document("5 May")
    >>> Losses.of(bare.with_annotations([Annotation(Span(0, 5), "date", score=0.5)]), bare)
    <Losses: 1 annotation of date>
    """

    items: tuple[Loss, ...] = ()

    @classmethod
    def of(cls, document: Document, kept: Document) -> "Losses":
        """Give what one document has and another, which came back of it, has not.

        Annotations are the same where label and span are. Where the other has another text, they are first carried
        there, which costs what :meth:`Document.map_text <corpuskit.Document.map_text>` does.
        """
        counts: Counter[tuple[str, str]] = Counter()
        counts["sources", ""] = len({*_all_sources(document)} - {*_all_sources(kept)})
        counts["failures", ""] = (Counter(document.failures) - Counter(kept.failures)).total()
        counts["texts", ""] = document.text != kept.text
        counts["ids", ""] = document.id != kept.id
        counts["metadata", ""] = document.metadata != kept.metadata
        counts["extra", ""] = document.extra != kept.extra
        if document.text != kept.text:
            there = respaced(document, kept.text)
            counts.update(("annotations", loss.annotation.label) for loss in there.lost[len(document.lost) :])
            document = there
        _compare(document, kept, counts)
        return cls._counted(counts)

    @classmethod
    def _counted(cls, counts: Mapping[tuple[str, str], int]) -> "Losses":
        found = sorted(counts, key=lambda key: (_PLACES[key[0]], key[1]))
        return cls(tuple(Loss(kind, label, counts[kind, label]) for kind, label in found if counts[kind, label]))

    def __add__(self, other: "Losses") -> "Losses":
        counts: Counter[tuple[str, str]] = Counter()
        for loss in (*self.items, *other.items):
            counts[loss.kind, loss.label] += loss.count
        return self._counted(counts)

    def __bool__(self) -> bool:
        return bool(self.items)

    def __iter__(self) -> Iterator[Loss]:
        return iter(self.items)

    def __str__(self) -> str:
        return ", ".join(map(str, self.items)) or "nothing"

    def __repr__(self) -> str:
        return f"<Losses: {self}>"


def _all_sources(document: Document) -> tuple[object, ...]:
    return *document.sources, *(source for source in set(document.annotations._columns.source) if source is not None)


def _compare(document: Document, kept: Document, counts: Counter[tuple[str, str]]) -> None:
    if document.annotations == kept.annotations:
        return
    same = Counter(kept.annotations)
    others = []
    for item in document.annotations:
        if same[item]:
            same[item] -= 1
        else:
            others.append(item)
    poorer: defaultdict[tuple[str, Span], list[Annotation]] = defaultdict(list)
    for item in same.elements():
        poorer[item.label, item.span].append(item)
    recorded = {*_all_sources(kept)}
    for item in others:
        found = poorer[item.label, item.span]
        kinds = _kinds(item, found.pop(0), recorded) if found else ["annotations"]
        counts.update((kind, item.label) for kind in kinds)


def _kinds(item: Annotation, kept: Annotation, recorded: set[object]) -> Iterator[str]:
    if item.parts != kept.parts:
        yield "parts"
    if item.value != kept.value:
        yield "values" if kept.value is None else "fields"
    if item.score != kept.score:
        yield "scores"
    if item.source != kept.source and item.source in recorded:
        yield "sources"


def respaced(document: Document, text: str) -> Document:
    """Give a document with another text: its annotations are carried where the texts differ in white space alone.

    Their values are left as they are, wherever they point.
    """
    items = tuple(document.annotations)
    # Numbers stand for values on the way: what an edit cannot see into would be lost.
    numbered = [attrs.evolve(item, value=number) for number, item in enumerate(items)]
    moved = attrs.evolve(document, annotations=numbered).map_text(_edits(document.text, text), policy="shrink")
    valued = [attrs.evolve(item, value=items[item.value].value) for item in moved.annotations]
    return moved._derive(annotations=AnnotationSet(valued))


def _edits(old: str, new: str) -> Iterator[Edit]:
    """Give the edits that make one text of another: one for each gap between characters, or one for all."""
    places, others = ([match.start() for match in _SEEN.finditer(text)] + [len(text)] for text in (old, new))
    if len(places) != len(others) or any(old[a : a + 1] != new[b : b + 1] for a, b in zip(places, others, strict=True)):
        yield Edit(Span(0, len(old)), new)
        return
    start = place = 0
    for end, there in zip(places, others, strict=True):
        if old[start:end] != new[place:there]:
            yield Edit(Span(start, end), new[place:there])
        start, place = end + 1, there + 1


_SEEN = re.compile(r"\S")
