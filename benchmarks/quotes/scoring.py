"""Which quotations of the gold are found, and whose speaker is right."""

from collections.abc import Iterable, Iterator, Sequence

import attrs

from corpuskit import Annotation

from ..attribution import KINDS
from ..calibration import Judged
from ..counting import Counts
from ..scores import PARTS, Record, quotes
from .sets import GoldSet
from .units import Unit, contents, distinct, has_same_speaker, is_speech, marked, matched, of_words

__all__ = ["ASPECTS", "TASKS", "Scored", "scored"]

TASKS = {
    "Q": "words in marks",
    "Q5": "five words in marks or more",
    "C": "all content",
    "S": "speech",
}
"""What is compared: *Q* pieces in quotation marks inside an attribution, *Q5* those of five words or more, *C* all
pieces of content, *S* those without indirect content whose cue is none of speech."""

ASPECTS = ("exact", "overlap", "speaker", "joint")
"""How it is compared: both ends the same; at least 0.8 of the longer one in common; the speaker of those too, by those
of the gold that have one; both."""

_ALIKE, _LEFT_OUT, _LONG = 0.8, 0.5, 5

Pairs = Sequence[tuple[Unit, Unit]]


@attrs.frozen
class Scored:
    """What a system found in the documents of a set.

    Args:
        records: the documents.
        counts: of each document, by task and aspect, and by task and kind, with a space between.
        judged: the pieces of *S* by kind, with their speaker if the gold has one.
        speakers: the speakers of those of *Q* that were found, by document.
    """

    records: Sequence[Record]
    counts: Sequence[Counts]
    judged: Sequence[Judged]
    speakers: Sequence[Sequence[Judged]]

    def within(self, part: str) -> list[Counts]:
        """Give the counts of the documents of a part."""
        return [item for record, item in zip(self.records, self.counts, strict=True) if PARTS[part](record["id"])]

    def speakers_within(self, part: str) -> list[Judged]:
        """Give the speakers in the documents of a part."""
        groups = zip(self.records, self.speakers, strict=True)
        return [item for record, group in groups if PARTS[part](record["id"]) for item in group]


def scored(gold: GoldSet, records: Sequence[Record], found: Iterable[Iterable[Annotation]]) -> Scored:
    """Score what a system found in each record."""
    counts, judged, speakers = list[Counts](), list[Judged](), list[list[Judged]]()
    for record, items in zip(records, found, strict=True):
        text, told = record["text"], [item for item in items if item.value.kind in KINDS]
        sides = {task: _sides(task, record, told, gold) for task in gold.tasks}
        pairs = {task: matched(*sides[task], _ALIKE) for task in gold.tasks}
        counts.append(
            {
                measure: figures
                for task in gold.tasks
                for measure, figures in _counted(task, text, sides[task], pairs[task], gold)
            }
        )
        speakers.append([_speaker(text, *pair) for pair in pairs["Q"] if pair[0].value.speaker])
        if "S" in gold.tasks:
            judged += _judged(text, sides["S"][1], pairs["S"])
    return Scored(records, counts, judged, speakers)


def _sides(task: str, record: Record, told: Sequence[Annotation], gold: GoldSet) -> tuple[list[Unit], list[Unit]]:
    """Give what is in the gold and what was told, for a task."""
    text, right = record["text"], list(quotes(record))
    if task in ("Q", "Q5"):
        sides = marked(text, right), distinct(marked(text, told))
        ours, theirs = (of_words(text, side, _LONG if task == "Q5" else 1) for side in sides)
        return ours, _known(record, theirs) if gold.is_full else theirs
    sides = contents(text, right), distinct(contents(text, told))
    return _of_speech(text, *sides) if task == "S" else sides


def _known(record: Record, told: Sequence[Unit]) -> list[Unit]:
    """Leave out what lies for less than half in what stands in marks for the gold: it cannot have it."""
    spans = [*(span for item in record["quotes"] for span in item["quoted"]), *record["other_quoted"]]
    places = {place for start, end in spans for place in range(start, end)}
    return [unit for unit in told if 2 * len(places & {*range(unit.span.start, unit.span.end)}) >= len(unit.span)]


def _of_speech(text: str, gold: Sequence[Unit], told: Sequence[Unit]) -> tuple[list[Unit], list[Unit]]:
    """Leave out indirect content with a cue that is none of speech, on both sides."""
    thought = [unit for unit in gold if unit.value.kind == "indirect" and not is_speech(text, unit)]
    left_out = {id(unit) for unit in (*thought, *(other for _, other in matched(thought, told, _LEFT_OUT)))}
    return [unit for unit in gold if id(unit) not in left_out], [unit for unit in told if id(unit) not in left_out]


def _counted(
    task: str, text: str, sides: tuple[list[Unit], list[Unit]], pairs: Pairs, gold: GoldSet
) -> Iterator[tuple[str, tuple[int, int, int]]]:
    """Give the counts of a task; those of speakers and kinds as shares, of which precision and recall are the same."""
    sizes = len(sides[0]), len(sides[1])
    yield f"{task} exact", (sum(one.span == other.span for one, other in pairs), *sizes)
    yield f"{task} overlap", (len(pairs), *sizes)
    if gold.is_full:
        right = sum(has_same_speaker(text, *pair) for pair in pairs)
        named = sum(one.value.speaker is not None for one, _ in pairs)
        yield f"{task} speaker", (right, named, named)
        yield f"{task} joint", (right, *sizes)
    for kind in KINDS:
        marked = sum(unit.value.kind == kind for unit in sides[0])
        yield f"{task} {kind}", (sum(one.value.kind == kind for one, _ in pairs), marked, marked)


def _speaker(text: str, gold: Unit, told: Unit) -> Judged:
    return Judged(told.value.kind, told.score, has_same_speaker(text, gold, told))


def _judged(text: str, told: Sequence[Unit], pairs: Pairs) -> Iterator[Judged]:
    """Say which pieces are right: found, with the speaker of the gold, or with none where it has none."""
    by_place = {other.span: one for one, other in pairs}
    for unit in told:
        gold = by_place.get(unit.span)
        yield Judged(unit.value.kind, unit.score, gold is not None and _is_right(text, gold, unit))


def _is_right(text: str, gold: Unit, told: Unit) -> bool:
    if gold.value.speaker is None:
        return told.value.speaker is None
    return has_same_speaker(text, gold, told)
