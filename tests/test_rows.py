"""Rows: annotations as parallel lists, and the way back."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpuskit import Annotation, AnnotationSet, Source, Span
from corpuskit._rows import Rows, in_order, merged
from corpuskit.testing.strategies import annotations

MANY = st.lists(annotations(20), max_size=12)


@given(MANY)
def test_rows_are_the_annotations_that_they_were_made_of(items: list[Annotation]) -> None:
    rows = Rows.of(items)

    assert list(rows.annotations()) == items
    assert [rows.annotation(number) for number in range(len(rows))] == items
    # What was not validated on the way would be, by its own constructor.
    fields = ("span", "label", "value", "parts", "score", "source")
    assert [Annotation(*(getattr(item, name) for name in fields)) for item in rows.annotations()] == items


@given(MANY)
def test_rows_stand_as_the_set_of_their_annotations_does(items: list[Annotation]) -> None:
    assert list(in_order(Rows.of([*items, *items])).annotations()) == list(AnnotationSet(items))


@given(MANY)
def test_layers_are_merged_into_the_order_of_the_set(items: list[Annotation]) -> None:
    rows = AnnotationSet(items)._columns

    assert merged(rows.by_label().values()).columns == rows.columns


@given(MANY)
def test_a_set_is_the_same_from_objects_rows_and_layers(items: list[Annotation]) -> None:
    plain = AnnotationSet(items)

    def made() -> list[AnnotationSet]:
        rows = Rows.of(items)
        layers = {label: in_order(layer) for label, layer in rows.by_label().items()}
        return [AnnotationSet(items), AnnotationSet._from_rows(rows), AnnotationSet._from_layers(layers)]

    assert [one == other for one in made() for other in made()] == [True] * 9
    for of in (
        *(hash, list, len, repr, lambda one: one.labels, lambda one: list(one.starts), lambda one: list(one.ends)),
        lambda one: one._columns.columns,
        lambda one: {label: list(layer) for label, layer in one.by_label().items()},
        lambda one: list(one.with_label("date", "x")),
        lambda one: [one[number] for number in range(-len(one), len(one))],
        lambda one: [list(one[1:]), list(one[::-2]), list(one[:4:3])],
        lambda one: list(pickle.loads(pickle.dumps(one))),
    ):
        assert [of(one) for one in made()] == [of(plain)] * 3


def test_a_set_of_rows_makes_no_object_until_somebody_looks() -> None:
    source = Source("d", "1", "e", "c", "i")
    found = AnnotationSet._from_rows(
        Rows(["b", "a"], [4, 0], [5, 2], ["v", None], [(), ()], [None, 0.5], [source, source])
    )

    assert (len(found), found.labels, found._columns.start, found._columns.sources) == (2, ("a", "b"), [0, 4], {source})
    assert found.with_label("b")._columns.value == ["v"]
    assert not found._is_looked_at
    assert found[1] == Annotation(Span(4, 5), "b", "v", source=source)
    assert next(iter(found)).score == 0.5
    assert found._is_looked_at


@pytest.mark.parametrize("far", [2**39, 2**40, 2**41, 2**62])
def test_offsets_of_any_size_are_merged_in_order(far: int) -> None:
    items = [Annotation(Span(0, 5), "b"), Annotation(Span(1, far), "a"), Annotation(Span(2, 3), "b")]
    layers = {label: in_order(rows) for label, rows in Rows.of(items).by_label().items()}

    assert list(AnnotationSet._from_layers(layers)) == items
