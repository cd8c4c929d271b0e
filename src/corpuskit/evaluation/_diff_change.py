"""What is different about one annotation."""

from collections.abc import Collection
from typing import Any

import attrs

from .._annotation import Annotation
from .._fields import dumps, encode
from .._visible import one_line
from ._values import METHOD, rule_of

__all__ = ["ASPECTS", "Change", "FieldChange", "Reading", "rules_of", "shown_rules"]

ASPECTS = ("boundary", "parts", "type", "value", "rule", "score", "source")


@attrs.frozen
class FieldChange:
    """A field of a value that is another one now.

    Args:
        name: of the field; empty for a value without fields, or of another class, which changed as a whole.
        before: its JSON in the first of two runs; None where it was not set.
        after: its JSON in the second.
    """

    name: str
    before: Any  # Any: JSON.
    after: Any  # Any: JSON.

    def __str__(self) -> str:
        old, new = (one_line(_shown(side), 80) for side in (self.before, self.after))
        return f"{one_line(self.name, 60) or 'value'}: {old} → {new}"


def _shown(side: object) -> str:
    if side is None or side == []:
        return "nothing"
    return side if isinstance(side, str) else dumps(side).decode()


@attrs.frozen
class Reading:
    """An annotation as one of two runs has it.

    Args:
        annotation: with its value and source.
        text: what it covers, its parts joined by ``…``.
        summary: its value on one line.
    """

    annotation: Annotation
    text: str
    summary: str

    def to_dict(self) -> dict[str, Any]:  # Any: JSON.
        """Give the reading as JSON, with the keys of an annotation in a file."""
        item = self.annotation
        record = {"start": item.start, "end": item.end, "text": self.text}
        others = {"value": encode(item.value), "parts": encode(item.parts), "score": item.score}
        return {**record, **{name: found for name, found in others.items() if found not in (None, [])}}

    def __str__(self) -> str:
        return f"{one_line(self.text, 80)}: {one_line(self.summary) or '(no value)'}"


@attrs.frozen
class Change:
    """One annotation that only one of two runs has, or that is not the same in both.

    As text it has the line that the annotation stands on, and the readings of both runs, ``-`` before the first and
    ``+`` before the second; controls are shown as signs.

    Args:
        document: the id of the document.
        label: of the annotation.
        before: what the first run has; None where the annotation was added.
        after: what the second run has; None where it was removed.
        line: the text around it, on its own line.
        aspects: what changed, in the order ``boundary``, ``parts``, ``type``, ``value``, ``rule``, ``score``,
            ``source``; empty for one that was added or removed.
        fields: the fields of the value that changed, those that tell the type and the rule too.
    """

    document: str
    label: str
    before: Reading | None
    after: Reading | None
    line: str
    aspects: tuple[str, ...] = ()
    fields: tuple[FieldChange, ...] = ()

    @property
    def kind(self) -> str:
        """``added``, ``removed`` or ``changed``."""
        if self.before is None:
            return "added"
        return "removed" if self.after is None else "changed"

    @property
    def rules(self) -> tuple[str, ...]:
        """The rule that made it, or two where the runs differ; the empty one where the value names none."""
        before, after = (None if reading is None else reading.annotation for reading in (self.before, self.after))
        return rules_of(before, after)

    def to_dict(self) -> dict[str, Any]:  # Any: JSON.
        """Give the change as JSON."""
        record: dict[str, Any] = {"document": self.document, "label": self.label, "change": self.kind}
        record["rules"] = list(self.rules)
        if self.aspects:
            record["aspects"] = list(self.aspects)
        for name, reading in (("before", self.before), ("after", self.after)):
            if reading is not None:
                record[name] = reading.to_dict()
        if self.fields:
            record["fields"] = {field.name or "value": [field.before, field.after] for field in self.fields}
        return {**record, "line": self.line}

    def __str__(self) -> str:
        what = f"{self.kind}: {', '.join(self.aspects)}" if self.aspects else self.kind
        place = next(reading.annotation.span for reading in (self.before, self.after) if reading)
        where = f"{one_line(self.document)}  {one_line(self.label)} {place.start}-{place.end}"
        lines = [f"{where}  {what}  ({shown_rules(self.rules)})", f"    {one_line(self.line, 200)}"]
        lines += [f"  {sign} {reading}" for sign, reading in (("-", self.before), ("+", self.after)) if reading]
        told = [str(field) for field in self.fields if field.name and field.name != METHOD]
        return "\n".join([*lines, *([f"    {'; '.join(told)}"] if told else [])])


def rules_of(before: Annotation | None, after: Annotation | None) -> tuple[str, ...]:
    """Give the rule of an annotation that two runs have, or of the one that does; two where they differ."""
    return tuple(dict.fromkeys(rule_of(item) for item in (before, after) if item))


def shown_rules(rules: Collection[str]) -> str:
    """Give rules on one line."""
    return " → ".join(one_line(name, 60) or "no rule" for name in rules)
