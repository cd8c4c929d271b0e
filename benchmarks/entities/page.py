"""The figures as tables of the docs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from ..answers import Answer, compared
from ..calibration import Judged
from ..counting import Counts, f1, intervals, total
from ..reliability import Reliability
from ..tables import measured_at, table, with_interval
from .conversion import TYPES
from .peers import PEERS
from .scoring import ALL, MEASURES, Scored
from .sets import CASINGS, SETS, GoldSet

__all__ = [
    "BEGIN",
    "BEGIN_PEERS",
    "BEGIN_SCORES",
    "BEGIN_WEIGHTS",
    "calibrated",
    "draw",
    "measured",
    "peers",
    "weighed",
]

BEGIN = "<!-- measured: entities, written by python -m benchmarks.entities -->"
BEGIN_SCORES = "<!-- measured: scores of entities, written by python -m benchmarks.entities -->"
BEGIN_PEERS = "<!-- measured: peers on entities, written by python -m benchmarks.entities -->"
BEGIN_WEIGHTS = "<!-- measured: weights of entities, written by python -m benchmarks.entities -->"

RELIABILITY = Reliability("names", "type", ("PER", "ORG", "LOC", "NORP"), "reliability.svg")

_EVERY = (*SETS, *CASINGS)

Sets = Mapping[str, Scored]
"""What a system found, by set."""


# --- ours


def measured(sets: Sets, samples: int) -> list[str]:
    """Give our own figures: of each set by part, precision and recall by type, and F1 by region."""
    lines = [measured_at(), "", *table(("set", "part", "documents", *MEASURES), _parts(sets, samples))]
    lines += ["", "#### Precision and recall", ""]
    lines += table(("set", "type", "in gold", "found", "precision", "recall", "F1"), _sides(sets))
    lines += ["", "#### By region", ""]
    return lines + table(("region", "documents", *MEASURES), _regions(sets, samples))


def _parts(sets: Sets, samples: int) -> Iterator[Sequence[str]]:
    for gold in _EVERY:
        for part in gold.parts:
            title = gold.title if part == "all" else ""
            shown = "held back" if gold.is_trained else part
            yield title, shown, *_measures(sets[gold.name].within(part), samples)


def _measures(documents: Sequence[Counts], samples: int) -> Sequence[str]:
    figures = dict(intervals(documents, MEASURES, samples=samples)) if documents else {}
    return str(len(documents)), *(with_interval(figures.get(measure)) for measure in MEASURES)


def _sides(sets: Sets) -> Iterator[Sequence[str]]:
    for gold in SETS:
        for number, measure in enumerate(MEASURES):
            hit, marked, found = total(sets[gold.name].counts, measure)
            if marked:
                shares = (_share(hit, found), _share(hit, marked), _share(2 * hit, found + marked))
                yield gold.title if number == 0 else "", measure, str(marked), str(found), *shares


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}" if whole else ""


def _regions(sets: Sets, samples: int) -> Iterator[Sequence[str]]:
    for region, documents in _by_region(sets).items():
        yield region, *_measures(documents, samples)


def _by_region(sets: Sets) -> dict[str, list[Counts]]:
    found: dict[str, list[Counts]] = {}
    for gold in SETS:
        for region, documents in sets[gold.name].regions().items():
            found.setdefault(region, []).extend(documents)
    return dict(sorted(found.items()))


# --- scores


def calibrated(sets: Sets) -> list[str]:
    """Give how far scores can be believed: by set and type, and by tenths of the score."""
    return RELIABILITY.lines(_news(sets))


def draw(sets: Sets, page: Path) -> None:
    """Write the reliability diagram beside the page that shows it."""
    RELIABILITY.draw(_news(sets), page)


def _news(sets: Sets) -> dict[str, Sequence[Judged]]:
    return {gold.title: sets[gold.name].judged for gold in SETS if gold.is_main}


# --- peers


def peers(counts: Mapping[str, Mapping[str, int]], systems: Mapping[str, tuple[Answer, Sets] | str]) -> list[str]:
    """Give the tables of peers: what each cost and takes, its scores by set, and by region.

    Args:
        counts: by set and part, how many documents were read.
        systems: by peer, what that cost and what it found, or why it did not run.
    """
    found = {name: given[1] for name, given in systems.items() if not isinstance(given, str)}
    lines = [*compared(systems, PEERS), ""]
    for gold in _EVERY:
        lines += [f"#### {gold.title}", "", _read(gold, counts[gold.name]), ""]
        measures = [measure for measure, types in MEASURES.items() if set(types) & set(gold.types.values())]
        lines += [*table(("system", *measures), _scores(gold, measures, found)), ""]
    regions = list(_by_region(next(iter(found.values()))))
    return [*lines, f"#### Regions, {ALL}", "", *table(("system", *regions), _region_scores(found))]


def _read(gold: GoldSet, counts: Mapping[str, int]) -> str:
    if "held back" not in gold.parts:
        return f"Documents: {counts['all']}."
    return f"Documents: {counts['all']}, of them held back: {counts['held back']}; in brackets the figures of these."


def _scores(gold: GoldSet, measures: Iterable[str], systems: Mapping[str, Sets]) -> Iterator[Sequence[str]]:
    for name, sets in systems.items():
        told = (_by_part(gold, sets[gold.name], measure) if _tells(name, measure) else "" for measure in measures)
        yield PEERS[name].title, *told


def _tells(name: str, measure: str) -> bool:
    return set(MEASURES[measure]) <= set(TYPES[name].values())


def _by_part(gold: GoldSet, found: Scored, measure: str) -> str:
    shown = [_f1(found.within(part), measure) for part in gold.parts if part != "tuned"]
    return f"{shown[0]} ({shown[1]})" if len(shown) > 1 and shown[1] else shown[0]


def _f1(documents: Sequence[Counts], measure: str) -> str:
    figure = f1(documents, measure)
    return "" if figure is None else f"{figure:.1f}"


def _region_scores(systems: Mapping[str, Sets]) -> Iterator[Sequence[str]]:
    for name, sets in systems.items():
        if _tells(name, ALL):
            yield PEERS[name].title, *(_f1(documents, ALL) for documents in _by_region(sets).values())


# --- weights


def weighed(variants: Mapping[str, tuple[Answer, Sets] | str]) -> list[str]:
    """Give the table of files of weights: F1 by set, of nationalities too, and speed; or why one did not run."""
    main = [gold for gold in SETS if gold.is_main]
    head = (
        "weights",
        *(f"{gold.title}: {ALL}" for gold in main),
        *(f"{gold.title}: NORP" for gold in main[:-1]),
        "KB/s",
    )
    return [measured_at(), "", *table(head, (_variant(name, found, main) for name, found in variants.items()))]


def _variant(name: str, found: tuple[Answer, Sets] | str, main: Sequence[GoldSet]) -> Sequence[str]:
    if isinstance(found, str):
        return name, f"not run: {found}", *[""] * (2 * len(main) - 1)
    answer, sets = found
    names = (_f1(sets[gold.name].counts, ALL) for gold in main)
    peoples = (_f1(sets[gold.name].counts, "NORP") for gold in main[:-1])
    return name, *names, *peoples, f"{answer.speed:,.0f}"
