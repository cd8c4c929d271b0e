"""The summary of a difference, as lines of text."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from .._visible import one_line
from ._diff_change import shown_rules
from ._figures import aligned, listed, number_of

if TYPE_CHECKING:
    from ._diff_result import Difference, RuleCount

__all__ = ["summary"]

_HEADING = ("rule", "unchanged", "added", "removed", "changed", "")


def summary(found: "Difference") -> str:
    """Give the extractors of both runs, documents that were not compared, and a table for each label."""
    lines = [str(runs) for runs in found.runs]
    lines += _apart("only in the first", found.only_before)
    lines += _apart("only in the second", found.only_after)
    lines += _apart("with another text, not compared", found.other_text)
    for label in dict.fromkeys(count.label for count in found.counts):
        lines += ["", *_layer(label, [count for count in found.counts if count.label == label])]
    if not found.differs:
        lines += ["", f"no difference in {number_of(found.documents, 'document')}"]
    return "\n".join(lines).lstrip("\n")


def _apart(what: str, ids: Sequence[str]) -> Iterator[str]:
    if ids:
        names = listed([one_line(identity, 60) for identity in ids])
        yield f"{number_of(len(ids), 'document')} {what}: {names}"


def _layer(label: str, counts: Sequence["RuleCount"]) -> Iterator[str]:
    yield f"{one_line(label, 60)}: {', '.join(_totals(counts))}"
    moved = sorted((count for count in counts if count.differs), key=lambda count: (-_moved(count), count.rules))
    if moved:
        yield from (f"  {line}" for line in aligned([_HEADING, *map(_cells, moved)], "<>>>><"))


def _totals(counts: Sequence["RuleCount"]) -> Iterator[str]:
    for name in ("unchanged", "added", "removed", "changed"):
        number = sum(getattr(count, name) for count in counts)
        if number or name == "unchanged":
            yield f"{number:,} {name}"


def _moved(count: "RuleCount") -> int:
    return count.added + count.removed + count.changed


def _cells(count: "RuleCount") -> Sequence[str]:
    numbers = (count.unchanged, count.added, count.removed, count.changed)
    aspects = ", ".join(f"{name} {number:,}" for name, number in count.aspects.items())
    return (shown_rules(count.rules), *(f"{number:,}" for number in numbers), aspects)
