"""Laws of what an extractor gives for one text: annotations, parts, values and references."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

import attrs

from ..._annotation import Annotation, Ref
from ..._document import Document
from ..._fields import OpaqueValue, canonical
from ..._pointers import refs_in
from ..._span import Span
from ...errors import CorpuskitError, InvalidValue, UndeclaredLayer
from ._law import Fault, Law, law
from ._subject import Found, Subject

__all__ = [
    "BOUNDARY",
    "every_number",
    "every_ref",
    "every_span",
    "labels_and_values_as_declared",
    "layers_are_declared",
    "parts_sorted_and_disjoint",
    "references_resolve",
    "spans_in_range",
    "spans_of_values_in_range",
]


@law()
def spans_in_range(subject: Subject, documents: Sequence[Document]) -> Fault | None:
    """Every annotation lies in the text, and ends no earlier than it starts."""
    for document in documents:
        found = subject.found(document)
        if _raised(found) == "spans":
            return _error(found)
        for item in found.annotations:
            if not _lies_in(item.span, document):
                return Fault(f"{item.label} {item.span!r} does not lie in a text of {len(document.text)}", [item])
    return None


@law()
def parts_sorted_and_disjoint(subject: Subject, documents: Sequence[Document]) -> Fault | None:
    """The parts of an annotation are two or more, sorted, disjoint, and its span is their hull."""
    for document in documents:
        found = subject.found(document)
        if _raised(found) == "parts":
            return _error(found)
        for item in found.annotations:
            wrong = _fault_of_parts(item)
            if wrong:
                return Fault(f"the parts of {item.label} {item.span!r} are {list(item.parts)}: {wrong}", [item])
    return None


def _fault_of_parts(item: Annotation) -> str | None:
    parts = item.parts
    if not parts:
        return None
    if len(parts) < 2:
        return "one part is none; give the span alone"
    if any(a.end > b.start for a, b in pairwise(parts)) or any(a.start > a.end for a in parts):
        return "they are not sorted and disjoint"
    if (parts[0].start, parts[-1].end) != (item.start, item.end):
        return "their hull is another span"
    return None


@law()
def spans_of_values_in_range(subject: Subject, documents: Sequence[Document]) -> Fault | None:
    """Every span inside a value lies in the text."""
    for document in documents:
        for item in subject.found(document).annotations:
            refs = [ref.span for ref in every_ref(item.value)]
            for span in every_span(item.value):
                if span not in refs and not _lies_in(span, document):
                    wrong = f"the value of {item.label} {item.span!r} points at {span!r}"
                    return Fault(f"{wrong}, which does not lie in a text of {len(document.text)}", [item])
    return None


@law()
def references_resolve(subject: Subject, documents: Sequence[Document]) -> Fault | None:
    """Every reference inside a value leads to an annotation.

    It is one of the extractor's own layers, of a layer that it requires, or of one that it comes after. A reference
    to a layer that the contract declares in ``dangling`` may lead to a span that has no annotation.
    """
    known = {*subject.labels, *subject.spec.requires, *subject.spec.after, *subject.dangling}
    for document in documents:
        view = subject.view(document)
        found = Found() if view is None else subject.extracted(view)
        there = {(item.label, item.span) for item in (*found.annotations, *(view.annotations if view else ()))}
        for item in found.annotations:
            for ref in every_ref(item.value):
                wrong = _fault_of_ref(ref, document, known)
                if not wrong and ref.label not in subject.dangling and (ref.label, ref.span) not in there:
                    wrong = "there is no such annotation"
                if wrong:
                    return Fault(f"the value of {item.label} {item.span!r} refers to {ref!r}: {wrong}", [item])
    return None


def _fault_of_ref(ref: Ref, document: Document, known: set[str]) -> str | None:
    if not _lies_in(ref.span, document):
        return f"it does not lie in a text of {len(document.text)}"
    if ref.label not in known:
        return "that layer is neither its own nor declared in requires or after"
    return None


@law()
def labels_and_values_as_declared(subject: Subject, documents: Sequence[Document]) -> Fault | None:
    """It yields annotations only, of declared layers, with values of the declared classes that can be written."""
    for document in documents:
        found = subject.found(document)
        if _raised(found) == "labels":
            return _error(found)
        for item in found.items:
            wrong = _fault_of_value(item, subject)
            if wrong:
                return Fault(wrong, [item])
    return None


def _fault_of_value(item: object, subject: Subject) -> str | None:
    classes = subject.step.classes
    if not isinstance(item, Annotation):
        return f"it gave {type(item).__name__}, which is no Annotation"
    if item.label not in classes:
        return f"it gave the label {item.label!r}, but declares {', '.join(classes)}"
    cls = classes[item.label]
    if cls is not None and not isinstance(item.value, (cls, OpaqueValue)):
        return f"the value of {item.label!r} is of type {type(item.value).__name__}, declared is {cls.__name__}"
    try:
        canonical(item.value)
        hash(item.value)
    except (CorpuskitError, TypeError) as error:
        return f"the value of {item.label!r} cannot be kept: {error}"
    return None


@law()
def layers_are_declared(subject: Subject, documents: Sequence[Document]) -> Fault | None:
    """It asks for no layer of others that it does not declare.

    In a pipeline it sees the layers in its ``requires`` and ``after``, and is refused any other.
    """
    for document in documents:
        error = subject.found(document).error
        if isinstance(error, UndeclaredLayer):
            return Fault(error.message)
    return None


BOUNDARY: tuple[Law, ...] = (
    spans_in_range,
    parts_sorted_and_disjoint,
    spans_of_values_in_range,
    references_resolve,
    labels_and_values_as_declared,
    layers_are_declared,
)
"""What a pipeline looks at before it keeps what an extractor gives."""


# --- errors that a constructor raised in the extractor


def _raised(found: Found) -> str | None:
    """Say which law an error is about that the constructor of a span or an annotation raised."""
    facts = found.error.facts if isinstance(found.error, InvalidValue) else {}
    kinds = {"parts": "parts", "start": "spans", "label": "labels", "row": "labels", "column": "labels"}
    return next((law for fact, law in kinds.items() if fact in facts), None)


def _error(found: Found) -> Fault:
    return Fault(f"it raised {type(found.error).__name__}: {found.error}", found.items)


def _lies_in(span: Span, document: Document) -> bool:
    return 0 <= span.start <= span.end <= len(document.text)


def every_span(value: object) -> tuple[Span, ...]:
    """Give all spans of a value, those too that its type hints do not show."""
    return tuple(item for item in _walk(value) if isinstance(item, Span))


def every_number(value: object) -> tuple[int, ...]:
    """Give all integers of a value, but for those of spans."""
    return tuple(item for item in _walk(value) if type(item) is int)


def every_ref(value: object) -> tuple[Ref, ...]:
    """Give all references of a value."""
    return tuple(dict.fromkeys((*refs_in(value), *(item for item in _walk(value) if isinstance(item, Ref)))))


def _walk(value: Any) -> Iterator[object]:  # Any: whatever a plugin puts into its values.
    yield value
    if isinstance(value, Mapping):
        value = tuple(value.values())
    if isinstance(value, (tuple, list)):
        for item in value:
            yield from _walk(item)
    elif attrs.has(type(value)) and not isinstance(value, Span):
        for field in attrs.fields(type(value)):
            yield from _walk(getattr(value, field.name))
