"""Which names of the gold are found, with both ends and the type right."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from corpuskit import Annotation, Document, Span
from corpuskit.evaluation import Scheme
from corpuskit.values import EntityValue

from ..calibration import Judged
from ..counting import Counts
from ..scores import PARTS, Record
from .sets import GoldSet

__all__ = ["ALL", "MEASURES", "Scored", "counts", "gold_names", "mention", "names", "scored"]

ALL = "PER, ORG, LOC"

MEASURES = {ALL: ("PER", "ORG", "LOC"), "PER": ("PER",), "ORG": ("ORG",), "LOC": ("LOC",), "NORP": ("NORP",)}
"""The types that each measure counts."""

Place = tuple[int, int, str]
"""Both ends of a name, and its type."""


@attrs.frozen
class Scored:
    """What a system found in the documents of a set: the counts of each document, and every name."""

    records: Sequence[Record]
    counts: Sequence[Counts]
    judged: Sequence[Judged]

    def within(self, part: str) -> list[Counts]:
        """Give the counts of the documents of a part."""
        is_in = PARTS[part]
        return [item for record, item in zip(self.records, self.counts, strict=True) if is_in(record["id"])]

    def regions(self) -> Mapping[str, list[Counts]]:
        """Give the counts of documents by the region that they are of, sorted."""
        found: dict[str, list[Counts]] = {}
        for record, item in zip(self.records, self.counts, strict=True):
            if "region" in record:
                found.setdefault(record["region"], []).append(item)
        return dict(sorted(found.items()))


def mention(start: int, end: int, type: str, score: float | None = None) -> Annotation:
    """Give a name."""
    return Annotation(Span(start, end), "entity", EntityValue(type, ""), score=score)


def names(text: str, found: Iterable[Annotation], types: Iterable[str]) -> list[Annotation]:
    """Give those names that gold with some types can judge, without articles, possessives and marks at their ends.

    A name inside a longer one is left out, as the gold has none; one that is the same without its edges counts once.
    """
    return _selected(text, found, types, "outermost")


def gold_names(gold: GoldSet, record: Record) -> list[Annotation]:
    """Give the names of a record of gold, without their edges."""
    marked = (mention(item["start"], item["end"], gold.types[item["label"]]) for item in _known(gold, record))
    return _selected(record["text"], marked, gold.types.values(), "kept")


def _known(gold: GoldSet, record: Record) -> Iterator[Record]:
    return (item for item in record["entities"] if item["label"] in gold.types)


def _selected(text: str, items: Iterable[Annotation], types: Iterable[str], nested: str) -> list[Annotation]:
    scheme = Scheme(["entity"], {"entity": sorted(set(types))}, edges="ignored", nested=nested)
    return scheme.layers(Document(text, annotations=items)).get("entity", [])


def _place(item: Annotation) -> Place:
    return item.start, item.end, item.value.type


def counts(gold: Iterable[Annotation], found: Iterable[Annotation]) -> Counts:
    """Count one document."""
    sides = set(map(_place, gold)), set(map(_place, found))
    return {measure: _counted(*sides, types) for measure, types in MEASURES.items()}


def _counted(gold: set[Place], found: set[Place], types: Sequence[str]) -> tuple[int, int, int]:
    ours, theirs = ({place for place in side if place[2] in types} for side in (gold, found))
    return len(ours & theirs), len(ours), len(theirs)


def scored(gold: GoldSet, records: Sequence[Record], found: Iterable[Iterable[Annotation]]) -> Scored:
    """Score what a system found in each record."""
    by_document, judged = list[Counts](), list[Judged]()
    for record, items in zip(records, found, strict=True):
        right, told = gold_names(gold, record), names(record["text"], items, gold.types.values())
        by_document.append(counts(right, told))
        places = set(map(_place, right))
        judged += [Judged(item.value.type, item.score, _place(item) in places) for item in told]
    return Scored(records, by_document, judged)
