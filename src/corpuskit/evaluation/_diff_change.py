"""What is different about one annotation."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

import attrs

from .._annotation import Annotation
from .._document import Document
from .._fields import dumps, encode
from .._summary import summarise
from .._visible import one_line
from ..errors import ConfigError, did_you_mean
from ._sheet_excerpt import fields_of, kind_of, rule_of

__all__ = ["ASPECTS", "Change", "Comparison", "FieldChange", "Reading", "meaning", "rules_of", "shown_rules"]

ASPECTS = ("boundary", "parts", "type", "value", "rule", "score", "source")
_ASKED = ("score", "source")

_KINDS = ("type", "kind")
_RULE = "method"
_NEAR = 60


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
        told = [str(field) for field in self.fields if field.name and field.name != _RULE]
        return "\n".join([*lines, *([f"    {'; '.join(told)}"] if told else [])])


def rules_of(before: Annotation | None, after: Annotation | None) -> tuple[str, ...]:
    """Give the rule of an annotation that two runs have, or of the one that does; two where they differ."""
    return tuple(dict.fromkeys(rule_of(item) for item in (before, after) if item))


def shown_rules(rules: Collection[str]) -> str:
    """Give rules on one line."""
    return " → ".join(one_line(name, 60) or "no rule" for name in rules)


def meaning(item: Annotation) -> object:
    """Give what an annotation's value says, whatever rule made it."""
    fields = dict(fields_of(item.value))
    fields.pop(_RULE, None)
    return (type(item.value), fields) if fields else item.value


class Comparison:
    """Says in what two annotations differ.

    Args:
        also: aspects that otherwise do not count: ``score``, ``source``.
        ignore: aspects, or fields of values, that do not count.

    Raises:
        ConfigError: when ``also`` is no aspect.
    """

    def __init__(self, also: Collection[str], ignore: Collection[str]) -> None:
        for name in also:
            if name not in ASPECTS:
                raise ConfigError(f"there is no aspect {name!r}; {did_you_mean(name, ASPECTS)}", aspect=name)
        self.compared = {*ASPECTS} - ({*_ASKED} - {*also}) - {*ignore}
        self.ignored = frozenset(ignore)

    def change(self, document: Document, before: Annotation | None, after: Annotation | None) -> Change | None:
        """Give the change from one annotation to the other; None where nothing that counts is different."""
        aspects: tuple[str, ...] = ()
        fields: tuple[FieldChange, ...] = ()
        if before is not None and after is not None:
            if before == after:
                return None
            fields = tuple(field for field in _fields(before.value, after.value) if self._counts(field.name))
            aspects = tuple(self._aspects(before, after, fields))
            if not aspects:
                return None
        items = [item for item in (before, after) if item is not None]
        ours, theirs = (_reading(item, document) for item in (before, after))
        return Change(document.id, items[0].label, ours, theirs, _line(document, items), aspects, fields)

    def _counts(self, field: str) -> bool:
        return field not in self.ignored and _aspect(field) in self.compared

    def _aspects(self, before: Annotation, after: Annotation, fields: Collection[FieldChange]) -> Iterator[str]:
        found = {_aspect(field.name) for field in fields}
        found |= {name for name, part in _OTHERS.items() if part(before) != part(after)}
        if kind_of(before) != kind_of(after) and not self.ignored & {*_KINDS}:
            found.add("type")
        yield from (name for name in ASPECTS if name in found & self.compared)


_OTHERS: Mapping[str, Callable[[Annotation], object]] = {
    "boundary": lambda item: item.span,
    "parts": lambda item: item.parts,
    "score": lambda item: item.score,
    "source": lambda item: item.source,
}


def _aspect(field: str) -> str:
    return "type" if field in _KINDS else "rule" if field == _RULE else "value"


def _fields(before: Any, after: Any) -> Iterator[FieldChange]:  # Any: values of any class.
    if before == after:
        return
    ours, theirs = fields_of(before), fields_of(after)
    if type(before) is not type(after) or not (ours or theirs):
        yield FieldChange("", encode(before), encode(after))
        return
    for name in dict.fromkeys((*ours, *theirs)):
        old, new = encode(ours.get(name)), encode(theirs.get(name))
        if old != new or type(old) is not type(new):
            yield FieldChange(name, old, new)


def _reading(item: Annotation | None, document: Document) -> Reading | None:
    return None if item is None else Reading(item, document.text_of(item), summarise(item, document))


def _line(document: Document, items: Collection[Annotation]) -> str:
    """Give the text around annotations, as far as it is near and on their line."""
    text = document.text
    first, last = min(item.start for item in items), max(item.end for item in items)
    start = max(text.rfind("\n", 0, first) + 1, first - _NEAR)
    stop = text.find("\n", last)
    end = min(stop if stop >= 0 else len(text), last + _NEAR)
    cut = "…" if text[max(0, start - 1) : start].strip("\n") else "", "…" if text[end : end + 1].strip("\n") else ""
    return text[start:end].join(cut)
