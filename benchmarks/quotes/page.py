"""The figures as tables of the docs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from ..answers import OURS, Answer, compared
from ..attribution import KINDS
from ..calibration import Judged
from ..counting import Counts, f1, intervals, total
from ..reliability import Reliability
from ..tables import measured_at, table, with_interval
from .confidence import coverage, most_confident
from .peers import BEHIND, OURS_BESIDE, PEERS
from .scoring import ASPECTS, TASKS, Scored
from .sets import SETS, GoldSet

__all__ = ["BEGIN", "BEGIN_PEERS", "BEGIN_SCORES", "calibrated", "draw", "measured", "peers"]

BEGIN = "<!-- measured: quotes, written by python -m benchmarks.quotes -->"
BEGIN_SCORES = "<!-- measured: scores of quotes, written by python -m benchmarks.quotes -->"
BEGIN_PEERS = "<!-- measured: peers on quotes, written by python -m benchmarks.quotes -->"

RELIABILITY = Reliability("quotations", "kind", KINDS, "reliability-quotes.svg")

_SETTINGS = {OURS: "alone", BEHIND: "with entities and dates"}
_LEAST, _SHARE = 0.95, 2 / 3

Sets = Mapping[str, Scored]
"""What a system found, by set."""

Settings = Mapping[str, Sets]
"""What ours found, alone and with other layers."""


# --- ours

_RECALLED = (*(f"C {kind}" for kind in KINDS), "S indirect")
_SIDES = tuple(f"{side}, {aspect}" for aspect in ASPECTS[:2] for side in ("precision", "recall"))
_TRUSTED = ("speakers", "right", f"share with {_LEAST:.0%} right", "right in the surest two thirds")


def measured(settings: Settings, samples: int) -> list[str]:
    """Give our own figures: by task, set, part and setting; by kind; precision and recall; how many can be trusted."""
    lines = [measured_at()]
    for task, title in TASKS.items():
        measures = [f"{task} {aspect}" for aspect in ASPECTS]
        rows = list(_rows(settings, task, measures, samples))
        lines += ["", f"#### {task}: {title}", "", *table((*_TITLES, "documents", *ASPECTS), rows)]
    recalled = _rows(settings, "C", _RECALLED, samples)
    lines += ["", "#### Recall by kind", "", *table((*_TITLES, "documents", *_RECALLED), recalled)]
    sides = _sides(settings[BEHIND])
    lines += ["", "#### Precision and recall", "", *table(("set", "task", "in gold", "found", *_SIDES), sides)]
    trusted = _trusted(settings)
    return [*lines, "", "#### Speakers that can be trusted", "", *table((*_TITLES, *_TRUSTED), trusted)]


def _rows(settings: Settings, task: str, measures: Sequence[str], samples: int) -> Iterator[Sequence[str]]:
    for gold, part, setting in _parts(task):
        documents = settings[setting][gold.name].within(part)
        yield *_titles(gold, part, setting), *_measures(documents, measures, samples)


def _parts(task: str) -> Iterator[tuple[GoldSet, str, str]]:
    """Give the sets that have a task, their parts and settings: of all documents both, else that with layers."""
    for gold in SETS:
        if task in gold.tasks:
            yield from ((gold, "all", setting) for setting in _SETTINGS)
            yield from ((gold, part, BEHIND) for part in gold.parts if part != "all")


_TITLES = ("set", "part", "read")


def _titles(gold: GoldSet, part: str, setting: str) -> Sequence[str]:
    return gold.title if (part, setting) == ("all", OURS) else "", part, _SETTINGS[setting]


def _measures(documents: Sequence[Counts], measures: Sequence[str], samples: int) -> Sequence[str]:
    told = [measure for measure in measures if documents and measure in documents[0]]
    figures = dict(intervals(documents, told, samples=samples)) if documents else {}
    return str(len(documents)), *(with_interval(figures.get(measure)) for measure in measures)


def _sides(sets: Sets) -> Iterator[Sequence[str]]:
    for gold in SETS:
        for task in gold.tasks:
            exact, marked, found = total(sets[gold.name].counts, f"{task} exact")
            overlap, *_ = total(sets[gold.name].counts, f"{task} overlap")
            shares = (_share(hit, side) for hit in (exact, overlap) for side in (found, marked))
            yield gold.title if task == gold.tasks[0] else "", task, str(marked), str(found), *shares


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}" if whole else ""


def _trusted(settings: Settings) -> Iterator[Sequence[str]]:
    for gold, part, setting in _parts("S"):
        speakers = settings[setting][gold.name].speakers_within(part)
        yield *_titles(gold, part, setting), str(len(speakers)), *map(_per_cent, _confidence(speakers))


def _confidence(speakers: Sequence[Judged]) -> tuple[float | None, ...]:
    return most_confident(speakers, 1), coverage(speakers, _LEAST), most_confident(speakers, _SHARE)


def _per_cent(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.1f}"


# --- scores


def calibrated(settings: Settings) -> list[str]:
    """Give how far scores can be believed: by set and kind, and by tenths of the score."""
    return RELIABILITY.lines(_news(settings))


def draw(settings: Settings, page: Path) -> None:
    """Write the reliability diagram beside the page that shows it."""
    RELIABILITY.draw(_news(settings), page)


def _news(settings: Settings) -> dict[str, Sequence[Judged]]:
    return {gold.title: settings[BEHIND][gold.name].judged for gold in SETS if gold.is_main}


# --- peers

_PEERS_MEASURES = ("Q exact", "Q overlap", "Q speaker", "Q joint", "Q5 exact", "S overlap", "S joint", "S indirect")


def peers(counts: Mapping[str, Mapping[str, int]], systems: Mapping[str, tuple[Answer, Sets] | str]) -> list[str]:
    """Give the tables of peers: what each cost and takes, and its scores by set.

    Args:
        counts: by set and part, how many documents were read.
        systems: by peer, what that cost and what it found, or why it did not run.
    """
    found = {name: given[1] for name, given in systems.items() if not isinstance(given, str)}
    lines = compared(systems, PEERS)
    for gold in SETS:
        measures = [measure for measure in _PEERS_MEASURES if gold.is_full or measure in _OF_MARKS]
        lines += ["", f"#### {gold.title}", "", _read(gold, counts[gold.name]), ""]
        lines += table(("system", *measures), _scores(gold, measures, found))
    return lines


_OF_MARKS = ("Q exact", "Q overlap", "Q5 exact")


def _read(gold: GoldSet, counts: Mapping[str, int]) -> str:
    if "held back" not in gold.parts:
        return f"Documents: {counts['all']}."
    return f"Documents: {counts['all']}, of them held back: {counts['held back']}; in brackets the figures of these."


def _scores(gold: GoldSet, measures: Iterable[str], systems: Mapping[str, Sets]) -> Iterator[Sequence[str]]:
    for name, sets in systems.items():
        speaks = name in OURS_BESIDE or any(item.is_right for group in sets[gold.name].speakers for item in group)
        told = [measure for measure in measures if speaks or measure not in _OF_SPEAKERS]
        yield PEERS[name].title, *(_by_part(gold, sets[gold.name], m) if m in told else "" for m in measures)


_OF_SPEAKERS = ("Q speaker", "Q joint", "S joint")


def _by_part(gold: GoldSet, found: Scored, measure: str) -> str:
    shown = [_f1(found.within(part), measure) for part in gold.parts if part != "tuned"]
    return f"{shown[0]} ({shown[1]})" if len(shown) > 1 and shown[1] else shown[0]


def _f1(documents: Sequence[Counts], measure: str) -> str:
    figure = f1(documents, measure)
    return "" if figure is None else f"{figure:.1f}"
