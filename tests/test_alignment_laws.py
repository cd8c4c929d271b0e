"""Edits and alignments against a reference that goes through the texts one code point at a time."""

import pickle
from collections.abc import Iterable, Sequence
from typing import Any

import attrs
from hypothesis import given
from hypothesis import strategies as st

from corpuskit import Annotation, AnnotationSet, Document, Ref, Span
from corpuskit._pointers import refs_in, spans_in
from corpuskit.alignment import Alignment, Edit, edited
from corpuskit.testing.strategies import annotations, documents, texts
from corpuskit.values import DateRange, OpaqueValue

POLICIES = ("strict", "shrink", "grow")
POLICY = st.sampled_from(POLICIES)


class Reference:
    """What becomes of the offsets of a text, found by going through it code point by code point.

    ``befores`` and ``afters`` say for each known edge how much of the other text lies before it, without and with
    what was inserted there; ``stands`` says of each code point of the other text whether it stands for one of this.
    """

    def __init__(self, length: int, edits: Sequence[Edit], side: int = 0) -> None:
        self.here = self.there = 0
        self.befores: dict[int, int] = {}
        self.afters: dict[int, int] = {}
        self.stands: list[bool] = []
        self.edge()
        done = 0
        for edit in edits:
            self.keep(edit.span.start - done)
            lengths = (len(edit.span), len(edit.text))
            self.change(lengths[side], lengths[1 - side])
            done = edit.span.end
        self.keep(length - done)

    def edge(self) -> None:
        self.befores.setdefault(self.here, self.there)
        self.afters[self.here] = self.there

    def keep(self, count: int) -> None:
        for _ in range(count):
            self.here += 1
            self.there += 1
            self.stands.append(True)
            self.edge()

    def change(self, old: int, new: int) -> None:
        self.here += old
        self.there += new
        self.stands += [old > 0] * new
        self.edge()

    def move(self, span: Span, policy: str) -> Span | None:
        start, end = span.start, span.end
        if policy == "strict" and not {start, end} <= self.befores.keys():
            return None
        outward = 1 if policy == "grow" else -1
        while start not in self.befores and start <= span.end:
            start -= outward
        while end not in self.befores and end >= span.start:
            end += outward
        if start == end and span.start == span.end:
            return Span(self.befores[start], self.befores[start])
        if start >= end:
            return None
        first, last = self.afters[start], self.befores[end]
        return Span(first, last) if any(self.stands[first:last]) else None


def ordered(edits: Iterable[Edit]) -> list[Edit]:
    return sorted(edits, key=lambda edit: edit.span)


@st.composite
def edits(draw: st.DrawFn, length: int) -> list[Edit]:
    """Give edits of a text with this many code points, in any order: touching ones and several insertions too."""
    found, place = [], 0
    for gap, size, text in draw(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), texts(8)), max_size=5)):
        place += gap
        if place + size > length:
            break
        found.append(Edit(Span(place, place + size), text))
        place += size
    return list(draw(st.permutations(found)))


@st.composite
def rounds(draw: st.DrawFn, text: str, most: int = 6) -> list[tuple[str, list[Edit]]]:
    """Give the text before and the edits of each of one to six rounds."""
    found = []
    for _ in range(draw(st.integers(1, most))):
        found.append((text, draw(edits(len(text)))))
        text = edited(*found[-1])
    return found


def spans_of(data: st.DataObject, length: int, count: int = 5) -> list[Span]:
    pairs = data.draw(st.lists(st.tuples(st.integers(0, length), st.integers(0, length)), max_size=count))
    return [Span(min(pair), max(pair)) for pair in pairs]


def every_span(length: int) -> list[Span]:
    return [Span(start, end) for start in range(length + 1) for end in range(start, length + 1)]


def touches(edit: Edit, span: Span) -> bool:
    if len(edit.span) and len(span):
        return edit.span.overlaps(span)
    outer, inner = (edit.span, span) if len(edit.span) else (span, edit.span)
    return outer.start < inner.start <= inner.end < outer.end


def untouched(span: Span, edits: Iterable[Edit]) -> bool:
    return not any(touches(edit, span) for edit in edits)


def chain(steps: Sequence[tuple[str, list[Edit]]]) -> Alignment:
    alignment = Alignment.identity(len(steps[0][0]))
    for text, given_edits in steps:
        alignment = alignment.compose(Alignment.of(len(text), given_edits))
    return alignment


# --- spans


@given(POLICY, st.text("ab", max_size=8), st.data())
def test_every_span_goes_where_the_reference_says(policy: str, text: str, data: st.DataObject) -> None:
    given_edits = data.draw(edits(len(text)))
    alignment = Alignment.of(len(text), given_edits)
    there, back = (Reference(len(text), ordered(given_edits), side) for side in (0, 1))

    for span in every_span(len(text)):
        assert alignment.forward(span, policy=policy) == there.move(span, policy)
    for span in every_span(len(edited(text, given_edits))):
        assert alignment.back(span, policy=policy) == back.move(span, policy)


@given(POLICY, texts(), st.data())
def test_a_chain_goes_where_its_steps_go(policy: str, text: str, data: st.DataObject) -> None:
    steps = data.draw(rounds(text))
    references = [Reference(len(before), ordered(changes)) for before, changes in steps]

    for span in spans_of(data, len(text)):
        expected: Span | None = span
        for reference in references:
            expected = reference.move(expected, policy) if expected is not None else None
        assert chain(steps).forward(span, policy=policy) == expected


@given(POLICY, texts(), st.data())
def test_a_chain_is_its_parts_one_after_the_other(policy: str, text: str, data: st.DataObject) -> None:
    steps = data.draw(rounds(text))
    cut = data.draw(st.integers(0, len(steps)))
    first = chain(steps[:cut]) if cut else Alignment.identity(len(text))
    second = chain(steps[cut:]) if cut < len(steps) else Alignment.identity(first.target_length)
    whole = first.compose(second)

    assert whole == chain(steps)
    assert whole.inverse == second.inverse.compose(first.inverse)
    for span in spans_of(data, len(text)):
        between = first.forward(span, policy=policy)
        expected = None if between is None else second.forward(between, policy=policy)
        assert whole.forward(span, policy=policy) == expected


@given(texts(), st.data())
def test_an_alignment_is_picklable_hashable_and_the_inverse_of_its_inverse(text: str, data: st.DataObject) -> None:
    alignment = chain(data.draw(rounds(text)))

    assert alignment.inverse.inverse == alignment
    copy = pickle.loads(pickle.dumps(alignment))
    assert (copy, hash(copy)) == (alignment, hash(alignment))


@given(texts(), st.data())
def test_strict_lies_in_shrink_and_shrink_in_grow(text: str, data: st.DataObject) -> None:
    alignment = chain(data.draw(rounds(text)))

    for span in spans_of(data, len(text)):
        strict, shrunk, grown = (alignment.forward(span, policy=policy) for policy in POLICIES)
        assert strict is None or strict == shrunk == grown
        assert shrunk is None or (grown is not None and grown.contains(shrunk))


@given(POLICY, texts(), st.data())
def test_order_and_containment_are_kept(policy: str, text: str, data: st.DataObject) -> None:
    alignment = chain(data.draw(rounds(text)))
    moved = [
        (span, found)
        for span in spans_of(data, len(text), count=8)
        if len(span) and (found := alignment.forward(span, policy=policy)) is not None
    ]

    for one, its in moved:
        for other, others in moved:
            assert not one.contains(other) or its.contains(others)
            assert one.end > other.start or policy == "grow" or its.end <= others.start


@given(POLICY, texts(), st.data())
def test_an_untouched_span_keeps_its_text_and_comes_back(policy: str, text: str, data: st.DataObject) -> None:
    given_edits = data.draw(edits(len(text)))
    alignment = Alignment.of(len(text), given_edits)

    for span in filter(lambda span: untouched(span, given_edits), every_span(min(len(text), 12))):
        found = alignment.forward(span, policy=policy)
        assert found is not None
        assert found.text_of(edited(text, given_edits)) == span.text_of(text)
        # Of two places on the two sides of a deletion one is left.
        if len(span) or not any(len(edit.span) and edit.span.end == span.start for edit in given_edits):
            assert alignment.back(found, policy=policy) == span


@given(texts(), st.data())
def test_the_way_back_undoes_the_edits(text: str, data: st.DataObject) -> None:
    given_edits = ordered(data.draw(edits(len(text))))
    new = edited(text, given_edits)
    (step,) = Alignment.of(len(text), given_edits)._steps or (None,)
    undone = (
        [
            Edit(Span(start, end), edit.span.text_of(text))
            for edit, start, end in zip(given_edits, step.new_starts, step.new_ends, strict=True)
        ]
        if step
        else []
    )

    assert edited(new, undone) == text
    assert Alignment.of(len(new), undone) == Alignment.of(len(text), given_edits).inverse


# --- annotations


@attrs.frozen
class Needy:
    """A value that cannot do without what it points at."""

    target: Ref


@st.composite
def linked(draw: st.DrawFn, length: int) -> list[Annotation]:
    """Give annotations that point at each other, in circles too, and at nothing."""
    items = draw(st.lists(annotations(length), max_size=5))
    places = [(item.label, item.span) for item in items] or [("date", Span(0, length))]
    for _ in range(draw(st.integers(0, 3))):
        item = draw(annotations(length, "other"))
        refs = st.builds(Ref, st.sampled_from(["date", "other"]), st.just(item.span)) | st.sampled_from(places).map(
            lambda place: Ref(*place)
        )
        value = draw(st.builds(DateRange, refs, st.none() | refs) | st.builds(Needy, refs))
        items.append(attrs.evolve(item, value=value))
        places.append((item.label, item.span))
    return items


def linked_documents() -> st.SearchStrategy[Document]:
    return texts(16).flatmap(lambda text: linked(len(text)).map(lambda items: Document(text, annotations=items)))


@given(POLICY, documents() | linked_documents(), st.data())
def test_nothing_is_dropped_silently(policy: str, document: Document, data: st.DataObject) -> None:
    for text, given_edits in data.draw(rounds(document.text)):
        alignment = Alignment.of(len(text), given_edits)
        before = document.annotations
        carried = alignment.carry(before, policy=policy)
        gone = [loss.annotation for loss in carried.lost if loss.field is None]
        assert AnnotationSet([*gone, *(old for old, _ in carried.pairs)]) == before
        assert len(gone) + len(carried.pairs) == len(before)
        assert carried.annotations == AnnotationSet(new for _, new in carried.pairs)
        document = document.map_text(given_edits, policy=policy)
        assert document.text == edited(text, given_edits)
        if all(edit.text != edit.span.text_of(text) for edit in given_edits):
            assert document.annotations == carried.annotations


def same(old: Annotation, new: Annotation) -> bool:
    return (old.label, old.score, old.source, type(old.value)) == (new.label, new.score, new.source, type(new.value))


@given(POLICY, documents(), st.data())
def test_an_untouched_annotation_is_carried_with_its_text(policy: str, document: Document, data: st.DataObject) -> None:
    text, given_edits = document.text, data.draw(edits(len(document.text)))
    new_text = edited(text, given_edits)
    carried = Alignment.of(len(text), given_edits).carry(document.annotations, policy=policy)
    now = dict(carried.pairs)

    for item in document.annotations:
        pointed = spans_in(item.value)
        opaque = isinstance(item.value, OpaqueValue)
        if not opaque and all(untouched(piece, given_edits) for piece in item.pieces):
            assert same(item, now[item])
            assert [piece.text_of(new_text) for piece in now[item].pieces] == [
                piece.text_of(text) for piece in item.pieces
            ]
        if item in now and not refs_in(item.value) and all(untouched(span, given_edits) for span in pointed):
            assert [span.text_of(new_text) for span in spans_in(now[item].value)] == [
                span.text_of(text) for span in pointed
            ]
            assert not [loss for loss in carried.lost if loss.annotation == item and loss.field != "parts"]


def without_spans(value: Any) -> Any:
    changes = dict.fromkeys(("begin", "end", "speaker", "cue", "modifier_span", "counted_span"))
    known = {field.name for field in attrs.fields(type(value))} if attrs.has(type(value)) else set()
    emptied = {name: None for name in changes if name in known and not isinstance(getattr(value, name), str)}
    return attrs.evolve(value, **emptied, **({"quoted": ()} if "quoted" in known else {})) if emptied else value


@given(POLICY, documents(), st.data())
def test_each_span_of_a_value_moves_as_the_reference_says_or_is_reported(
    policy: str, document: Document, data: st.DataObject
) -> None:
    given_edits = data.draw(edits(len(document.text)))
    reference = Reference(len(document.text), ordered(given_edits))
    carried = Alignment.of(len(document.text), given_edits).carry(document.annotations, policy=policy)

    for old, new in carried.pairs:
        assert without_spans(new.value) == without_spans(old.value)
        if refs_in(old.value) or isinstance(old.value, OpaqueValue):
            continue
        moved = [reference.move(span, policy) for span in spans_in(old.value)]
        assert list(spans_in(new.value)) == [span for span in moved if span is not None]
        lost = [loss for loss in carried.lost if loss.annotation == old and loss.field != "parts"]
        assert len(lost) == moved.count(None)


@given(POLICY, linked_documents(), st.data())
def test_a_reference_names_what_it_named_and_nothing_else(policy: str, before: Document, data: st.DataObject) -> None:
    given_edits = data.draw(edits(len(before.text)))
    carried = Alignment.of(len(before.text), given_edits).carry(before.annotations, policy=policy)
    now = dict(carried.pairs)
    after = Document(edited(before.text, given_edits), annotations=carried.annotations)
    reported = {(loss.annotation, loss.field) for loss in carried.lost}

    for old, new in carried.pairs:
        for name in ("begin", "end", "target"):
            ref, moved = getattr(old.value, name, None), getattr(new.value, name, None)
            if not isinstance(ref, Ref):
                continue
            assert (moved is None) == ((old, name) in reported)
            if moved is not None:
                named = before.resolve(ref)
                assert set(after.resolve(moved)) == {now[item] for item in named if item in now}
                assert not named or any(item in now for item in named)


# --- documents


@given(POLICY, documents(), st.data())
def test_mapping_on_and_back_gives_the_original(policy: str, document: Document, data: st.DataObject) -> None:
    mapped = document
    for _ in range(data.draw(st.integers(0, 4))):
        mapped = mapped.map_text(data.draw(edits(len(mapped.text))), policy=policy)

    assert mapped.mapped_back(document) == document
    assert mapped.mapped_back(document).lost == ()
    assert (mapped.id, mapped.metadata, mapped.extra) == (document.id, document.metadata, document.extra)
    assert (mapped.sources, mapped.failures) == (document.sources, document.failures)


@given(POLICY, documents(), st.data())
def test_what_is_found_on_a_mapped_text_goes_back_where_it_came_from(
    policy: str, document: Document, data: st.DataObject
) -> None:
    mapped = document
    for _ in range(data.draw(st.integers(1, 3))):
        mapped = mapped.map_text(data.draw(edits(len(mapped.text))))
    found = Annotation(data.draw(st.sampled_from(every_span(len(mapped.text)))), "found")

    back = mapped.with_annotations([found]).mapped_back(document, policy=policy)

    expected = mapped.alignment.back(found.span, policy=policy)
    assert [item.span for item in back["found"]] == ([] if expected is None else [expected])
    assert [loss.annotation for loss in back.lost] == ([found] if expected is None else [])
    assert back.without("found") == document


@given(documents(), st.data())
def test_a_mapped_document_is_pickled_whole(document: Document, data: st.DataObject) -> None:
    mapped = document.map_text(data.draw(edits(len(document.text))))
    copy = pickle.loads(pickle.dumps(mapped))

    assert copy == mapped
    assert (copy.alignment, copy.lost) == (mapped.alignment, mapped.lost)
    assert copy.mapped_back(document) == document
