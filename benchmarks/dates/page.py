"""The figures as tables of the docs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..answers import Answer, costs
from ..tables import measured_at, table, with_interval
from .comparison import MEASURES, Scores
from .peers import ELSEWHERE, PEERS

__all__ = ["BEGIN", "BEGIN_PEERS", "measured", "peers"]

BEGIN = "<!-- measured: dates, written by python -m benchmarks.dates -->"
BEGIN_PEERS = "<!-- measured: peers on dates, written by python -m benchmarks.dates -->"

Figures = Mapping[str, tuple[float, float, float]]
"""F1 by measure, with the ends of its interval."""

_TITLES = {
    "timebank": "TimeBank (news)",
    "aquaint": "AQUAINT (news)",
    "wikiwars-a": "WikiWars, half (histories)",
    "gum-bio": "GUM biographies",
    "gum-interview": "GUM interviews",
    "gum-voyage": "GUM travel guides",
    "gum-speech": "GUM speeches",
    "recognizers-spec-a": "Recognizers-Text specs, half",
}

_NAMES = {"strict": "strict", "partial": "relaxed", "type": "type", "value": "value"}


def measured(sets: Iterable[tuple[str, Mapping[str, tuple[int, Figures]]]]) -> list[str]:
    """Give the table of our own figures: of each set, by part, the number of documents and the figures."""
    rows = []
    for name, parts in sets:
        for part, (count, figures) in parts.items():
            shown = (with_interval(figures.get(measure)) for measure in MEASURES)
            rows.append((_title(name) if part == "all" else "", part, str(count), *shown))
    return [measured_at(), "", *table(_head("set", "part", "documents"), rows)]


def peers(
    counts: Mapping[str, Mapping[str, int]],
    scores: Mapping[str, Mapping[str, Mapping[str, Scores]]],
    answers: Mapping[str, Answer | str],
) -> list[str]:
    """Give the tables of peers: what each cost, or why it did not run, and its scores by group and part.

    Args:
        counts: by group and part, how many documents were read.
        scores: by group and peer.
        answers: by peer, what it told, or why it did not run.
    """
    lines = [measured_at(), ""]
    lines += [*table(("system", "version", "KB/s", "how it was run"), costs(answers, PEERS)), ""]
    for group, systems in scores.items():
        head = ("system", *(f"{name}, {part}" for part in ("all", "held back") for name in _NAMES.values()))
        read = f"Documents: {counts[group]['all']}, of them held back: {counts[group]['held back']}."
        lines += [f"#### {group}", "", read, "", *table(head, _rows(group, systems)), ""]
    return lines[:-1]


def _rows(group: str, systems: Mapping[str, Mapping[str, Scores]]) -> Iterator[Sequence[str]]:
    for name, parts in systems.items():
        yield PEERS[name].title, *(_figure(parts[part].get(m)) for part in ("all", "held back") for m in MEASURES)
    if group in ELSEWHERE:
        title, figures = ELSEWHERE[group]
        yield f"{title} (not of this run)", *(_figure(figures.get(m)) for m in MEASURES), *("" for _ in MEASURES)


def _title(name: str) -> str:
    name, _, variant = name.partition(".")
    return _TITLES.get(name, name) + (f", {variant}" if variant else "")


def _head(*first: str) -> tuple[str, ...]:
    return (*first, *_NAMES.values())


def _figure(figure: float | None) -> str:
    return "" if figure is None else f"{figure:.1f}"
