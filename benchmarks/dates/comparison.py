"""What systems find in the same documents, scored by one scorer."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import attrs

from corpuskit import Annotation, Document
from corpuskit.evaluation import evaluate

from ..drawing import drawn
from ..scores import DATES, PARTS, Record, calendar_dates, documents, read
from .conversion import CONVERSIONS, Told, as_coarse, dates
from .peers import WITHOUT_GRAIN

__all__ = ["GROUPS", "MEASURES", "Group", "Scores", "loaded", "scores"]

MEASURES = ("strict", "partial", "type", "value")

Scores = Mapping[str, float]
"""F1 by measure, in per cent."""


@attrs.frozen
class Group:
    """Sets of gold that are scored as one.

    Args:
        title: the name of the table.
        files: the names of the sets.
        is_calendar: whether the gold is calendar dates only, so that nothing else counts of what is found.
        narratives: those sets that are histories and lives.
    """

    title: str
    files: tuple[str, ...]
    is_calendar: bool = False
    narratives: tuple[str, ...] = ()


GROUPS = (
    Group("TimeBank", ("timebank",)),
    Group("AQUAINT", ("aquaint",)),
    Group("WikiWars", ("wikiwars-a",), narratives=("wikiwars-a",)),
    Group("GUM", ("gum-bio", "gum-interview", "gum-voyage", "gum-speech"), True, ("gum-bio", "gum-voyage")),
)


def loaded(data: Path, group: Group, most: float) -> list[Record]:
    """Give the records of a group, each with its style, drawn by their ids until their texts have so many KB."""
    records = []
    for name in group.files:
        style = "narrative" if name in group.narratives else "news"
        records += [{**row, "style": style} for row in read(data / "dates" / f"{name}.jsonl")]
    return list(drawn(records, most))


def scores(name: str, group: Group, records: Sequence[Record], told: Sequence[Iterable[Told]]) -> dict[str, Scores]:
    """Give the scores of a system by part, of what it told of each record."""
    gold = list(documents(DATES, records))
    found = [_found(name, group, *item) for item in zip(gold, records, told, strict=True)]
    return {part: _scored(gold, found, within) for part, within in PARTS.items()}


def _found(name: str, group: Group, gold: Document, record: Record, told: Iterable[Told]) -> Document:
    found: Iterable[Annotation] = dates(told, gold.text, record["dct"], CONVERSIONS[name])
    if name in WITHOUT_GRAIN:
        found = as_coarse(found, list(gold["date"]))
    document = Document(gold.text, id=gold.id, annotations=found)
    return Document(gold.text, id=gold.id, annotations=calendar_dates(document)) if group.is_calendar else document


def _scored(gold: Iterable[Document], found: Iterable[Document], within: Callable[[str], bool]) -> Scores:
    sides = ([item for item in side if within(item.id)] for side in (gold, found))
    evaluation = evaluate(*sides, labels=["date"])
    by_measure = {measure: evaluation.score(measure, "date").f1 for measure in MEASURES}
    return {measure: 100 * f1 for measure, f1 in by_measure.items() if f1 is not None}
