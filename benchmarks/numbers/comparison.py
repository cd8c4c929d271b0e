"""What systems find in the same documents, scored by one scorer."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from ..counting import Counts
from ..scores import PARTS, Record
from .conversion import CONVERSIONS, Told, quantities
from .quantity import Quantity
from .scoring import counts
from .sets import NEGATIVES, GoldSet, gold_quantities, inside, judged

__all__ = ["ALL", "Parts", "found_inside", "scored"]

ALL = ""
"""The title of all tasks of a set together."""

Parts = Mapping[str, Mapping[str, list[Counts]]]
"""The counts of documents by task and part."""


def scored(name: str, gold: GoldSet, records: Sequence[Record], told: Sequence[Iterable[Told]]) -> Parts:
    """Give the counts of what a system told of each record, by task and part; first of all tasks together."""
    documents = [
        (record, counts(gold_quantities(gold, record), judged(gold, record, _found(name, record, items))))
        for record, items in zip(records, told, strict=True)
    ]
    return {
        task: {
            part: [item for record, item in documents if within(record["id"]) and task in (ALL, gold.task(record))]
            for part, within in PARTS.items()
        }
        for task in (ALL, *gold.tasks.values())
    }


def found_inside(name: str, records: Sequence[Record], told: Sequence[Iterable[Told]]) -> dict[str, Counter[str]]:
    """Count what a system found inside what is no quantity, by part and type of that."""
    by_part = {part: Counter[str]() for part in PARTS}
    for record, items in zip(records, told, strict=True):
        found = inside(record, judged(NEGATIVES, record, _found(name, record, items)))
        for part, within in PARTS.items():
            if within(record["id"]):
                by_part[part].update(found)
    return by_part


def _found(name: str, record: Record, told: Iterable[Told]) -> list[Quantity]:
    return quantities(told, record["text"], CONVERSIONS[name])
