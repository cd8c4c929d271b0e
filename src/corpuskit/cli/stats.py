"""``corpuskit stats``: documents, annotations and their values, counted."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from ._arguments import Inputs, plugins_of
from ._options import debug_option, input_options, plugin_option
from ._reasons import Reasons

if TYPE_CHECKING:
    from .._annotation import Annotation
    from .._document import Document

__all__ = ["command"]


@click.command(
    "stats",
    epilog="""\b
Examples:
  corpuskit stats out.jsonl
  corpuskit stats out.jsonl --top 20
  corpuskit stats parts/*.jsonl.gz --json | jq .layers.entity.top""",
)
@click.option("--top", type=click.IntRange(min=0), default=5, show_default=True, help="How many frequent values.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@input_options
@plugin_option
@debug_option
def command(inputs: Inputs, plugin: Sequence[str], top: int, as_json: bool) -> None:
    """Count documents, annotations and their values.

    Counts what is in the files; nothing is extracted. The most frequent values of a layer are the names of its
    entities, the speakers of its quotes, the years of its dates, and otherwise the values in one line.
    """
    counts = _Counts()
    for document in inputs.corpus(plugins_of(plugin)):
        counts.add(document)
    if as_json:
        import orjson

        click.echo(orjson.dumps(counts.to_json(top), option=orjson.OPT_INDENT_2).decode())
        return
    click.echo("\n".join(counts.lines(top)))
    if not counts.layers:
        click.echo("there are no annotations; run: corpuskit extract", err=True)


class _Counts:
    """Everything that is counted. The memory that it takes grows with the number of different values."""

    def __init__(self) -> None:
        self.documents = 0
        self.code_points = 0
        self.layers: Counter[str] = Counter()
        self.kinds: dict[str, Counter[str]] = {}
        self.values: dict[str, Counter[str]] = {}
        self.failures: Counter[str] = Counter()
        self.skipped: Counter[str] = Counter()
        self.reasons = Reasons()

    def add(self, document: "Document") -> None:
        from .._running import SKIPPED

        self.documents += 1
        self.code_points += len(document.text)
        for item in document.annotations:
            self._add(item, document)
        for failure in document.failures:
            (self.skipped if failure.error == SKIPPED else self.failures)[failure.extractor] += 1
            if failure.error != SKIPPED:
                self.reasons.add(failure)

    def _add(self, item: "Annotation", document: "Document") -> None:
        from ..evaluation._values import type_of

        self.layers[item.label] += 1
        kind, value = type_of(item), _value(item, document)
        if kind:
            self.kinds.setdefault(item.label, Counter())[kind] += 1
        if value:
            self.values.setdefault(item.label, Counter())[value] += 1

    def to_json(self, top: int) -> dict[str, Any]:
        layers = {
            label: {
                "annotations": count,
                "kinds": dict(_ranked(self.kinds.get(label, {}))),
                "top": [{"value": value, "annotations": n} for value, n in _ranked(self.values.get(label, {}))[:top]],
            }
            for label, count in sorted(self.layers.items())
        }
        return {
            "documents": self.documents,
            "code_points": self.code_points,
            "annotations": self.layers.total(),
            "layers": layers,
            "failures": dict(sorted(self.failures.items())),
            "failure_reasons": self.reasons.to_json(),
            "not_run_for_language": dict(sorted(self.skipped.items())),
        }

    def lines(self, top: int) -> list[str]:
        totals = {"documents": self.documents, "code points": self.code_points, "annotations": self.layers.total()}
        width = max(map(len, totals))
        lines = [f"{name:<{width}}  {count:,}" for name, count in totals.items()]
        for label, count in sorted(self.layers.items()):
            lines += ["", f"{_shown(label)} {count:,}"]
            lines += _listed("kinds", _ranked(self.kinds.get(label, {})))
            lines += _listed("top", _ranked(self.values.get(label, {}))[:top])
        if self.failures or self.skipped:
            lines += ["", "failures"]
            lines += _listed("failed", _ranked(self.failures)) + _listed(
                "not run for the language", _ranked(self.skipped)
            )
            lines += [f"  {line}" for line in self.reasons.lines()]
        return lines


def _ranked(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def _listed(name: str, ranked: Sequence[tuple[str, int]]) -> list[str]:
    each = ", ".join(f"{_shown(value)} {count:,}" for value, count in ranked)
    return [f"  {name}: {each}"] if each else []


def _shown(text: str) -> str:
    from .._visible import one_line

    return one_line(text, 60)


def _value(item: "Annotation", document: "Document") -> str:
    from .._summary import summarise
    from ..values import DateValue, EntityValue, QuoteValue

    value = item.value
    if isinstance(value, EntityValue):
        return value.name
    if isinstance(value, QuoteValue):
        return value.speaker_name or (document.text_of(value.speaker) if value.speaker else "")
    if isinstance(value, DateValue):
        return value.value[:4] if value.value[:4].isdecimal() else ""
    return summarise(item, document)
