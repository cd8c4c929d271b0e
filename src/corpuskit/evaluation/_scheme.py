"""What is compared with what: which annotations, how much of them, and which of their fields."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

import attrs

from .._annotation import Annotation, chosen
from .._document import Document
from .._layer import AnnotationSet
from .._plugins import Plugins
from .._span import Span
from ..corpus._labels import check_made
from ..errors import ConfigError, did_you_mean
from ._values import VALUE_FIELDS, check_fields, check_types, type_of

__all__ = ["Scheme"]

_ARTICLE = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)
_TAIL = re.compile(r"(?:\s*['’]s|['’]|[\s,.;:]+)\Z")


def _one_of(*names: str) -> "attrs._ValidatorType[str]":
    def check(instance: object, attribute: "attrs.Attribute[str]", value: str) -> None:
        if value not in names:
            raise ConfigError(f"{attribute.name}={value!r}: {did_you_mean(str(value), names)}", option=attribute.name)

    return check


def _named(given: Mapping[str, Collection[str]]) -> dict[str, tuple[str, ...]]:
    for label, names in given.items():
        if isinstance(names, str):
            raise ConfigError(f"{label!r}: {names!r} is one string where several are wanted; write [{names!r}]")
    return {label: tuple(names) for label, names in given.items()}


def _checked_fields(instance: object, attribute: object, fields: Mapping[str, Sequence[str]]) -> None:
    check_fields(fields)


def _checked_types(instance: object, attribute: object, types: Mapping[str, Sequence[str]]) -> None:
    check_types(types)


@attrs.frozen
class Scheme:
    """What is compared with what.

    Args:
        labels: the layers that count; None for all.
        types: by label, the types that count; all of a label that is not named.
        value_fields: by label, the fields of the value that have to be right, in place of the usual ones; none for a
            label whose values do not count.
        edges: ``kept``, or ``ignored`` to compare without an English article at the beginning, and without a
            possessive mark or else space and ``, . ; :`` at the end.
        nested: ``kept``, or ``outermost`` to leave out what lies inside another annotation of its layer.

    Raises:
        ConfigError: when an option does not fit.
    """

    labels: tuple[str, ...] | None = attrs.field(default=None, converter=chosen)
    types: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict, converter=_named, validator=_checked_types)
    value_fields: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict, converter=_named, validator=_checked_fields)
    edges: str = attrs.field(default="kept", validator=_one_of("kept", "ignored"))
    nested: str = attrs.field(default="kept", validator=_one_of("kept", "outermost"))

    def check_labels(self, found: Collection[str], plugins: Plugins | None = None) -> None:
        """Refuse a label that an option names, that is no standard one, that no side has and no plugin makes.

        Raises:
            NotFound: naming the label that may have been meant.
        """
        check_made((*(self.labels or ()), *self.types, *self.value_fields), plugins, known=found)

    def fields_of(self, label: str) -> tuple[str, ...] | None:
        """Give the fields that are the value of a layer; None where it is the whole value."""
        return self.value_fields.get(label, VALUE_FIELDS.get(label))

    def layers(self, document: Document | None) -> dict[str, list[Annotation]]:
        """Give the annotations that count, by label, in order; none of a document that is not there."""
        if document is None:
            return {}
        layers = document.annotations.by_label()
        chosen = layers if self.labels is None else [label for label in self.labels if label in layers]
        return {label: self._selected(layers[label], document.text) for label in chosen}

    def _selected(self, layer: AnnotationSet, text: str) -> list[Annotation]:
        items = list(layer)
        if self.nested == "outermost":
            items = [item for item in items if not _is_nested(item, layer)]
        allowed = self.types.get(items[0].label) if items else None
        if allowed is not None:
            items = [item for item in items if type_of(item) in allowed]
        return items if self.edges == "kept" else _distinct(_trimmed(item, text) for item in items)


def _is_nested(item: Annotation, layer: AnnotationSet) -> bool:
    return any(_holds(other, item) for other in layer.covering(item.span))


def _holds(other: Annotation, item: Annotation) -> bool:
    if other.pieces == item.pieces:
        return False
    return all(any(piece.contains(part) for piece in other.pieces) for part in item.pieces)


def _trimmed(item: Annotation, text: str) -> Annotation:
    first, *middle, last = item.pieces if item.parts else (item.span, item.span)
    article = _ARTICLE.match(text, first.start, first.end)
    start = article.end() if article and article.end() < first.end else first.start
    begin = last.start if item.parts else start
    kept = _TAIL.sub("", text[begin : last.end], count=1)
    end = begin + len(kept) if kept else last.end
    if (start, end) == (item.start, item.end):
        return item
    parts = (Span(start, first.end), *middle, Span(begin, end)) if item.parts else ()
    return attrs.evolve(item, span=Span(start, end), parts=parts)


def _distinct(items: Iterable[Annotation]) -> list[Annotation]:
    """Drop what has place and type of one before it: with and without its article, a name is one mention."""
    return list({(item.pieces, type_of(item)): item for item in reversed(list(items))}.values())[::-1]
