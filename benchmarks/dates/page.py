"""The figures as tables of the docs."""

import functools
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from .comparison import MEASURES, Scores
from .peers import ELSEWHERE, PEERS, Answer

__all__ = ["BEGIN", "BEGIN_PEERS", "commit", "measured", "peers", "table"]

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
            shown = (_with_interval(figures.get(measure)) for measure in MEASURES)
            rows.append((_title(name) if part == "all" else "", part, str(count), *shown))
    return [
        f"Measured on {date.today().isoformat()} at {commit()}.",
        "",
        *table(_head("set", "part", "documents"), rows),
    ]


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
    lines = [f"Measured on {date.today().isoformat()} at {commit()}.", ""]
    lines += [*table(("system", "version", "KB/s", "how it was run"), _costs(answers)), ""]
    for group, systems in scores.items():
        head = ("system", *(f"{name}, {part}" for part in ("all", "held back") for name in _NAMES.values()))
        read = f"Documents: {counts[group]['all']}, of them held back: {counts[group]['held back']}."
        lines += [f"#### {group}", "", read, "", *table(head, _rows(group, systems)), ""]
    return lines[:-1]


def _costs(answers: Mapping[str, Answer | str]) -> Iterator[Sequence[str]]:
    for name, answer in answers.items():
        peer = PEERS[name]
        if isinstance(answer, str):
            yield peer.title, "", "", f"not run: {answer}"
            continue
        note = peer.note + (f"; failed on {answer.failed} documents" if answer.failed else "")
        note += "; told in an earlier run over the same texts" if answer.is_kept else ""
        yield (
            peer.title,
            answer.version,
            f"{answer.speed:,.3g}" if answer.speed < 100 else f"{answer.speed:,.0f}",
            note,
        )


def _rows(group: str, systems: Mapping[str, Mapping[str, Scores]]) -> Iterator[Sequence[str]]:
    for name, parts in systems.items():
        yield PEERS[name].title, *(_figure(parts[part].get(m)) for part in ("all", "held back") for m in MEASURES)
    if group in ELSEWHERE:
        title, figures = ELSEWHERE[group]
        yield f"{title} (not of this run)", *(_figure(figures.get(m)) for m in MEASURES), *("" for _ in MEASURES)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Give a table in Markdown."""
    return [_line(head), "|" + "---|" * len(head), *map(_line, rows)]


@functools.cache
def commit() -> str:
    """Name the commit that was there when it was first asked for, and say whether files differ from it."""
    words = ["git", "describe", "--always", "--exclude=*", "--dirty= with changes"]
    return subprocess.run(words, capture_output=True, text=True, check=True, cwd=Path(__file__).parent).stdout.strip()


def _title(name: str) -> str:
    name, _, variant = name.partition(".")
    return _TITLES.get(name, name) + (f", {variant}" if variant else "")


def _head(*first: str) -> tuple[str, ...]:
    return (*first, *_NAMES.values())


def _with_interval(figures: tuple[float, float, float] | None) -> str:
    return "" if figures is None else "{:.1f} ({:.1f} to {:.1f})".format(*figures)


def _figure(figure: float | None) -> str:
    return "" if figure is None else f"{figure:.1f}"


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"
