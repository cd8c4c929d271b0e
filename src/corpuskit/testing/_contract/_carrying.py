"""Laws of what happens to annotations later: they are written and read, converted, edited and moved."""

import random
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import attrs

from ... import formats
from ..._annotation import Annotation
from ..._document import Document
from ..._pointers import map_spans
from ..._span import Span
from ...alignment import Edit
from ...errors import CorpuskitError, MissingExtra
from ._boundary import every_number, every_span
from ._law import Documents, Fault, law
from ._subject import Subject
from ._texts import numbered

__all__ = [
    "edits_carry_annotations",
    "jsonl_keeps_everything",
    "offsets_convert_and_return",
    "padding_only_moves_spans",
    "parquet_keeps_everything",
    "wide_signs_move_nothing",
]


@law()
def jsonl_keeps_everything(subject: Subject, documents: Documents) -> Fault | None:
    """An annotated document is equal to itself written as a JSON line and read back."""
    for document in documents:
        annotated = subject.annotated(document)
        try:
            line = formats.encode(annotated)
            again = formats.decode(line, plugins=subject.plugins)
        except (CorpuskitError, TypeError) as error:
            return Fault(f"it cannot be written and read: {error}", _bare(annotated))
        fault = _changed(annotated, again, "JSON")
        if fault:
            return fault
    return None


def _no_parquet(subject: Subject) -> str | None:
    from ...formats.parquet import arrow

    try:
        arrow()
    except MissingExtra as error:
        return error.message
    return None


@law(draws=(1, 4), effort=0.1, skip=_no_parquet)
def parquet_keeps_everything(subject: Subject, documents: Documents) -> Fault | None:
    """Annotated documents are equal to themselves written to Parquet and read back."""
    annotated = [subject.annotated(document) for document in numbered(documents)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "annotated.parquet")
        try:
            formats.write(annotated, path)
            again = list(formats.read(path, plugins=subject.plugins))
        except Exception as error:  # pyarrow raises errors of its own for what no column holds.
            return Fault(f"they cannot be written and read: {error}", [x for item in annotated for x in _bare(item)])
    faults = (_changed(one, other, "Parquet") for one, other in zip(annotated, again, strict=True))
    return next((fault for fault in faults if fault), None)


def _changed(before: Document, after: Document, form: str) -> Fault | None:
    if before == after:
        return None
    lost = [item.with_source(None) for item in before.annotations - after.annotations]
    came = [item.with_source(None) for item in after.annotations - before.annotations]
    return Fault(f"{form} gives back something else: {came or 'nothing'}", lost)


def _bare(document: Document) -> list[Annotation]:
    return [item.with_source(None) for item in document.annotations]


# --- offsets

_UNITS = {"utf16": ("utf-16-le", 2), "utf8": ("utf-8", 1)}


@law()
def offsets_convert_and_return(subject: Subject, documents: Documents) -> Fault | None:
    """Every span converts to UTF-16 and UTF-8, holds the same text there, and converts back to itself."""
    for document in documents:
        for item in subject.found(document).annotations:
            for span in dict.fromkeys((item.span, *item.pieces, *every_span(item.value))):
                for unit in _UNITS:
                    wrong = _fault_of_conversion(document, span, unit)
                    if wrong:
                        return Fault(f"{item.label} {item.span!r}: {wrong}", [item.with_source(None)])
    return None


def _fault_of_conversion(document: Document, span: Span, unit: str) -> str | None:
    codec, size = _UNITS[unit]
    try:
        there = getattr(document.offsets, f"to_{unit}")(span)
        back = getattr(document.offsets, f"from_{unit}")(there)
    except CorpuskitError as error:
        return f"{span!r} does not convert to {unit}: {error}"
    if back != span:
        return f"{span!r} comes back from {unit} as {back!r}"
    cut = document.text.encode(codec)[size * there.start : size * there.end]
    if cut != document.text[span.slice].encode(codec):
        return f"{span!r} is {there!r} in {unit}, which holds another text"
    return None


# --- edits

_PAD = "They went home."
"""A paragraph in which nothing is found, and from which nothing follows."""

_NEW = ("", "x", "𝄞", " and more", "\n\n")


@law()
def edits_carry_annotations(subject: Subject, documents: Documents) -> Fault | None:
    """Edits carry along every annotation that they do not touch, with its value.

    ``Document.map_text`` never raises, and the annotation keeps its text, and that of the spans in its value. The
    edits are drawn from the text, so that the same text always meets the same ones. A number in a value that grows
    with what is written before the text is an offset in disguise, which no edit can move.
    """
    for document in documents:
        annotated = subject.annotated(document)
        for edits in _edits(annotated):
            try:
                edited = annotated.map_text(edits)
            except Exception as error:  # It may never raise, whatever that would be.
                return Fault(f"map_text raised {type(error).__name__}: {error}", [*edits, *_bare(annotated)])
            fault = _lost(annotated, edited, edits)
            if fault:
                return fault
        fault = _left_behind(subject, annotated)
        if fault:
            return fault
    return None


def _left_behind(subject: Subject, annotated: Document) -> Fault | None:
    """Find numbers in values that stand for offsets: behind a new paragraph, the extractor gives them larger by it."""
    new = f"{_PAD}\n\n"
    carried = annotated.map_text([Edit(Span(0, 0), new)])
    again = subject.annotated(attrs.evolve(annotated, text=carried.text, annotations=(), sources=(), failures=()))
    there = {(item.label, item.span): item for item in again.annotations}
    for item in carried.annotations:
        other = there.get((item.label, item.span), item)
        pairs = zip(every_number(item.value), every_number(other.value), strict=False)
        stale = next((number for number, now in pairs if now == number + len(new)), None)
        if stale is not None:
            wrong = f"the value of {item.label!r} has the number {stale}, which is an offset that no edit can move"
            return Fault(f"{wrong}; type the field Span", [item.with_source(None), other.with_source(None)])
    return None


def _edits(document: Document) -> list[list[Edit]]:
    """Give edits of places beside the annotations, then of places anywhere."""
    draw = random.Random(document.text)
    places = sorted(
        {place for item in document.annotations for span in _spans(item) for place in (int(span.start), int(span.end))}
    )
    beside = [[Edit(Span(place, place), draw.choice(_NEW[1:]))] for place in draw.sample(places, min(2, len(places)))]
    return [[Edit(Span(0, 0), "𝄞 ")], *beside, *(_anywhere(draw, len(document.text)) for _ in range(3))]


def _anywhere(draw: random.Random, length: int) -> list[Edit]:
    count = 2 * draw.randint(1, 3)
    cuts = sorted(draw.randint(0, length) for _ in range(count))
    return [Edit(Span(a, b), draw.choice(_NEW)) for a, b in zip(cuts[::2], cuts[1::2], strict=True)]


def _spans(item: Annotation) -> tuple[Span, ...]:
    return tuple(dict.fromkeys((item.span, *item.pieces, *every_span(item.value))))


def _lost(before: Document, after: Document, edits: Sequence[Edit]) -> Fault | None:
    untouched = [
        item
        for item in before.annotations
        if not any(_touches(edit.span, span) for edit in edits for span in _spans(item))
    ]
    missing = Counter(_surfaces(before, item) for item in untouched)
    missing.subtract(_surfaces(after, item) for item in after.annotations)
    for item in untouched:
        if missing[_surfaces(before, item)] > 0:
            wrong = f"no edit touches {item.label} {item.span!r}, yet it is not the same afterwards"
            now = [other.with_source(None) for other in after.annotations.with_label(item.label)]
            return Fault(f"{wrong}: {now or 'lost'}", [*edits, item.with_source(None)])
    return None


def _touches(edit: Span, span: Span) -> bool:
    if edit.start == edit.end or span.start == span.end:
        return edit.start < span.end and span.start < edit.end
    return edit.overlaps(span)


def _surfaces(document: Document, item: Annotation) -> tuple[object, ...]:
    inner = tuple(document.text[span.slice] for span in every_span(item.value))
    return item.label, tuple(document.text[span.slice] for span in item.pieces), inner


# --- moving

_COUNT = 7
"""How many signs stand before the text: spans that are moved by as many, or many times as many, are counted wrong."""

_WIDE = {"é": "UTF-8", "𝄞": "UTF-16 or UTF-8"}
"""Signs that are one code point and several units of an encoding, with where they are."""


@law(effort=0.1)
def wide_signs_move_nothing(subject: Subject, documents: Documents) -> Fault | None:
    """Spans are the same behind letters, behind ``é`` and behind astral signs, as many of each.

    An offset that was counted in bytes or in UTF-16 units lies too far on, by the signs before it. What the extractor
    finds there may be something else, as it may read its surroundings; but it may not be the same, further on.
    """
    for document in documents:
        for joint in ("\n\n", " "):
            ahead = "a" * _COUNT + joint
            plain = [item for item in _behind(subject, document, ahead) if item.start >= len(ahead)]
            for sign, unit in _WIDE.items() if plain else ():
                fault = _moved(plain, _behind(subject, document, sign * _COUNT + joint), sign, unit)
                if fault:
                    return fault
    return None


def _behind(subject: Subject, document: Document, ahead: str) -> tuple[Annotation, ...]:
    return subject.found(attrs.evolve(document, text=ahead + document.text, annotations=())).annotations


def _moved(plain: Sequence[Annotation], wide: Sequence[Annotation], sign: str, unit: str) -> Fault | None:
    """Find that all spans which are missing are there at one distance, which the signs explain."""
    here = {(item.label, item.start, item.end) for item in plain}
    there = {(item.label, item.start, item.end) for item in wide}
    missing = [item for item in plain if (item.label, item.start, item.end) not in there]
    # What stands behind letters too has not moved there: it only happens to lie as far on as a wide sign is long.
    came = there - here
    for by in (_COUNT, 2 * _COUNT, 3 * _COUNT, -_COUNT) if missing else ():
        if all((item.label, item.start + by, item.end + by) in came for item in missing):
            item = missing[0]
            wrong = f"behind {_COUNT} times {sign!r}, {item.label} lies {by:+d} from where it does behind as many 'a'"
            return Fault(f"{wrong}; are offsets counted in {unit}?", [item, *wide])
    return None


@law(needs=("local", "deterministic"))
def padding_only_moves_spans(subject: Subject, documents: Documents) -> Fault | None:
    """A paragraph before and after the text moves the spans, and changes nothing else."""
    ahead = f"{_PAD}\n\n"
    for document in documents:
        padded = attrs.evolve(document, text=f"{ahead}{document.text}\n\n{_PAD}")
        ours = Span(len(ahead), len(ahead) + len(document.text))
        alone, within = (subject.run([item])[0] for item in (document, padded))
        moved = {_shifted(item.with_source(None), len(ahead)) for item in alone.annotations}
        there = {item.with_source(None) for item in within.annotations if _reaches(item.span, ours)}
        if moved != there:
            gone, came = sorted(map(repr, moved - there)), sorted(map(repr, there - moved))
            wrong = f"between two paragraphs, {len(ahead)} further on, it gives {', '.join(came) or 'nothing'}"
            return Fault(f"{wrong} in place of {', '.join(gone) or 'nothing'}", alone.shown)
    return None


def _reaches(span: Span, ours: Span) -> bool:
    return (span.start < ours.end and span.end > ours.start) or ours.contains(span)


def _shifted(item: Annotation, by: int) -> Annotation:
    def shift(span: Span) -> Span:
        return span.shift(by)

    value: Any = map_spans(item.value, shift)
    return attrs.evolve(item, span=shift(item.span), parts=tuple(map(shift, item.parts)), value=value)
