"""The figures as tables of the docs."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from ..answers import Answer, costs
from ..counting import f1, intervals
from ..tables import measured_at, table, with_interval
from .comparison import ALL, Parts
from .peers import PEERS, WITHOUT_PLACES
from .scoring import MEASURES, PLACED
from .sets import NEGATIVE_TYPES, SETS, GoldSet

__all__ = ["BEGIN", "BEGIN_FEATURES", "BEGIN_PEERS", "features", "measured", "peers"]

BEGIN = "<!-- measured: numbers, written by python -m benchmarks.numbers -->"
BEGIN_PEERS = "<!-- measured: peers on numbers, written by python -m benchmarks.numbers -->"
BEGIN_FEATURES = "<!-- measured: features of numbers, written by python -m benchmarks.numbers -->"

Inside = Mapping[str, Counter[str]]
"""By part and type, how much was found inside what is no quantity."""


def measured(sets: Mapping[str, Parts], samples: int) -> list[str]:
    """Give the table of our own figures, of each set and task by part."""
    rows = [row for gold in SETS for row in _own(gold, sets[gold.name], samples)]
    return [measured_at(), "", *table(("set", "part", "texts", *MEASURES), rows)]


def _own(gold: GoldSet, tasks: Parts, samples: int) -> Iterator[Sequence[str]]:
    for task, parts in tasks.items():
        for part, documents in parts.items():
            figures = dict(intervals(documents, gold.measures, samples=samples)) if documents else {}
            title = gold.title if task == ALL else f"— {task}"
            shown = (with_interval(figures.get(measure)) for measure in MEASURES)
            yield title if part == "all" else "", part, str(len(documents)), *shown


def peers(
    counts: Mapping[str, Mapping[str, int]],
    sets: Mapping[str, Mapping[str, Parts]],
    negatives: Mapping[str, Inside],
    answers: Mapping[str, Answer | str],
) -> list[str]:
    """Give the tables of peers: what each cost, its scores by set, and what it finds where there is nothing.

    Args:
        counts: by set and part, how many texts were read.
        sets: by set and peer, the counts.
        negatives: by peer, what it found inside what is no quantity.
        answers: by peer, what it told, or why it did not run.
    """
    lines = [measured_at(), "", *table(("system", "version", "KB/s", "how it was run"), costs(answers, PEERS)), ""]
    for gold in SETS:
        lines += [f"#### {gold.title}", "", _read(counts[gold.name]), ""]
        lines += [*table(("system", *gold.measures), _scores(gold, sets[gold.name])), ""]
        if gold.tasks:
            lines += ["Value by task:", "", *table(("system", *gold.tasks.values()), _tasks(gold, sets[gold.name])), ""]
    lines += ["#### Phones, IPs, URLs and the like", "", "How many quantities are found inside them.", ""]
    return lines + table(("system", *_TYPES.values()), _inside(negatives))


_TYPES = dict(zip(NEGATIVE_TYPES, ("phones", "IPs", "URLs", "e-mails", "GUIDs", "hashtags", "mentions"), strict=True))


def _read(counts: Mapping[str, int]) -> str:
    return f"Texts: {counts['all']}, of them held back: {counts['held back']}; in brackets the figures of these."


def _scores(gold: GoldSet, systems: Mapping[str, Parts]) -> Iterator[Sequence[str]]:
    for name, tasks in systems.items():
        hidden = PLACED if name in WITHOUT_PLACES else ()
        shown = ("" if measure in hidden else _figures(tasks, ALL, measure) for measure in gold.measures)
        yield PEERS[name].title, *shown


def _tasks(gold: GoldSet, systems: Mapping[str, Parts]) -> Iterator[Sequence[str]]:
    for name, tasks in systems.items():
        yield PEERS[name].title, *(_figures(tasks, task, "value") for task in gold.tasks.values())


def _figures(tasks: Parts, task: str, measure: str) -> str:
    figures = [f1(tasks[task][part], measure) for part in ("all", "held back")]
    whole, kept = ("" if figure is None else f"{figure:.1f}" for figure in figures)
    return f"{whole} ({kept})" if kept else whole


def _inside(negatives: Mapping[str, Inside]) -> Iterator[Sequence[str]]:
    for name, parts in negatives.items():
        yield PEERS[name].title, *(f"{parts['all'][type]} ({parts['held back'][type]})" for type in _TYPES)


def features(systems: Mapping[str, Mapping[str, Sequence[bool]]]) -> list[str]:
    """Give the table of features: which of them each system shows in all texts, and in how many of them otherwise."""
    names = next(iter(systems.values()))
    rows = [(name, *(_mark(shown[name]) for shown in systems.values())) for name in names]
    total = ("**in all texts**", *(str(sum(map(all, shown.values()))) for shown in systems.values()))
    return [measured_at(), "", *table(("feature", *(PEERS[name].title for name in systems)), [*rows, total])]


def _mark(right: Sequence[bool]) -> str:
    return "✓" if all(right) else f"{sum(right)} of {len(right)}" if any(right) else ""
