"""In what two annotations differ."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

import attrs

from .._annotation import Annotation
from .._document import Document
from .._fields import encode
from .._summary import summarise
from ..errors import ConfigError, NotFound, did_you_mean
from ..values import STANDARD
from ._diff_change import ASPECTS, Change, FieldChange, Reading
from ._values import METHOD, fields_of, rule_of, type_of

__all__ = ["Comparison", "meaning"]

_ASKED = ("score", "source")
_TOLD_BY = {"type": "type", "kind": "type", METHOD: "rule"}
"""The fields of values that tell an aspect of their own."""

_NEAR = 60


def meaning(item: Annotation) -> object:
    """Give what an annotation's value says, whatever rule made it."""
    fields = dict(fields_of(item.value))
    fields.pop(METHOD, None)
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
        self.compared = {*ASPECTS} - ({*_ASKED} - {*also}) - {_TOLD_BY.get(name, name) for name in ignore}
        self.ignored = frozenset(ignore)
        self._unknown = self.ignored - {*ASPECTS, *_TOLD_BY} - _standard_fields()
        self._seen: set[str] = set()

    def look_at(self, document: Document) -> None:
        """Note the fields of a document's values, where one of them may be meant by a name to ignore."""
        if self._unknown:
            self._seen.update(*(fields_of(item.value) for item in document.annotations))

    def check(self) -> None:
        """Refuse to ignore what is neither an aspect nor a field of any value.

        Raises:
            NotFound: naming the field that may have been meant.
        """
        known = {*ASPECTS, *_standard_fields(), *self._seen}
        for name in sorted(self._unknown - self._seen):
            raise NotFound(f"no value has a field {name!r} to ignore; {did_you_mean(name, known)}", field=name)

    def change(
        self, documents: tuple[Document, Document], before: Annotation | None, after: Annotation | None
    ) -> Change | None:
        """Give the change from one annotation to the other; None where nothing that counts is different.

        Each is read in the document of its own run, as a value may refer to other annotations there.
        """
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
        ours, theirs = (_reading(item, document) for item, document in zip((before, after), documents, strict=True))
        document = documents[0]
        return Change(document.id, items[0].label, ours, theirs, _line(document, items), aspects, fields)

    def _counts(self, field: str) -> bool:
        return field not in self.ignored and _aspect(field) in self.compared

    def _aspects(self, before: Annotation, after: Annotation, fields: Collection[FieldChange]) -> Iterator[str]:
        found = {_aspect(field.name) for field in fields}
        found |= {name for name, part in _PARTS.items() if part(before) != part(after)}
        yield from (name for name in ASPECTS if name in found & self.compared)


_PARTS: Mapping[str, Callable[[Annotation], object]] = {
    "boundary": lambda item: item.span,
    "parts": lambda item: item.parts,
    "type": type_of,
    "rule": rule_of,
    "score": lambda item: item.score,
    "source": lambda item: item.source,
}


def _standard_fields() -> frozenset[str]:
    return frozenset(field.name for cls in STANDARD.values() for field in attrs.fields(cls))


def _aspect(field: str) -> str:
    return _TOLD_BY.get(field, "value")


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
