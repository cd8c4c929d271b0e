"""AnnotationSet: order, set operations and queries against brute force."""

import pickle
import random
from array import array
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpuskit import Annotation, AnnotationSet, Span
from corpuskit.errors import InvalidValue
from corpuskit.testing.strategies import annotations, spans

LENGTH = 20
MANY = st.lists(annotations(LENGTH), max_size=12)


@given(MANY, st.randoms())
def test_the_order_of_the_input_does_not_matter(items: list[Annotation], chance: random.Random) -> None:
    shuffled = [*items]
    chance.shuffle(shuffled)

    assert list(AnnotationSet(shuffled)) == list(AnnotationSet(items))
    assert hash(AnnotationSet(shuffled)) == hash(AnnotationSet(items))


@given(MANY)
def test_annotations_stand_by_start_then_longest_then_label_each_once(items: list[Annotation]) -> None:
    layer = AnnotationSet([*items, *items])
    places = [(item.start, -item.end, item.label) for item in layer]

    assert places == sorted(places)
    assert set(layer) == set(items)
    assert len(layer) == len(set(items))


@given(MANY, spans(LENGTH))
def test_overlapping_agrees_with_brute_force(items: list[Annotation], span: Span) -> None:
    layer = AnnotationSet(items)

    assert list(layer.overlapping(span)) == [item for item in layer if item.span.overlaps(span)]


@given(MANY, spans(LENGTH))
def test_within_agrees_with_brute_force(items: list[Annotation], span: Span) -> None:
    layer = AnnotationSet(items)

    assert list(layer.within(span)) == [item for item in layer if span.contains(item.span)]


@given(MANY, spans(LENGTH))
def test_covering_agrees_with_brute_force(items: list[Annotation], span: Span) -> None:
    layer = AnnotationSet(items)

    assert list(layer.covering(span)) == [item for item in layer if item.span.contains(span)]


@given(MANY, st.integers(0, LENGTH))
def test_at_agrees_with_brute_force(items: list[Annotation], offset: int) -> None:
    layer = AnnotationSet(items)

    assert list(layer.at(offset)) == [item for item in layer if item.start <= offset < item.end]


@given(MANY, spans(LENGTH))
def test_at_span_agrees_with_brute_force(items: list[Annotation], span: Span) -> None:
    layer = AnnotationSet(items)

    assert list(layer.at_span(span)) == [item for item in layer if item.span == span]


@given(MANY, spans(LENGTH))
def test_nearest_has_the_smallest_gap_and_comes_first(items: list[Annotation], span: Span) -> None:
    layer = AnnotationSet(items)

    expected = min(layer, key=lambda item: item.span.gap(span), default=None)
    assert layer.nearest(span) == expected


@given(MANY, MANY)
def test_set_operations_agree_with_sets(first: list[Annotation], second: list[Annotation]) -> None:
    a, b = AnnotationSet(first), AnnotationSet(second)

    assert set(a | b) == set(first) | set(second)
    assert set(a & b) == set(first) & set(second)
    assert set(a - b) == set(first) - set(second)
    assert set(a ^ b) == set(first) ^ set(second)
    assert a | b == b | a


@given(MANY)
def test_a_set_is_picklable_hashable_and_equal_by_value(items: list[Annotation]) -> None:
    layer = AnnotationSet(items)
    layer.at(0)

    assert pickle.loads(pickle.dumps(layer)) == layer
    assert all(item in layer for item in items)
    assert layer[:] == layer
    assert list(reversed(layer)) == list(layer)[::-1]


@given(MANY)
def test_layers_divide_the_set(items: list[Annotation]) -> None:
    layer = AnnotationSet(items)

    assert AnnotationSet(item for one in layer.by_label().values() for item in one) == layer
    assert layer.labels == tuple(sorted({item.label for item in items}))


def test_a_query_does_not_scan_what_long_annotations_cover() -> None:
    steps = 0

    class Counting(list[int]):
        def __getitem__(self, index):  # type: ignore[no-untyped-def]
            nonlocal steps
            steps += 1
            return super().__getitem__(index)

    layer = AnnotationSet([Annotation(Span(0, 50_000), "x"), *(Annotation(Span(i, i + 1), "x") for i in range(20_000))])
    layer.at(0)
    layer._reach.maxima = Counting(layer._reach.maxima)

    assert len(layer.at(19_999)) == 2
    assert steps < 200


def test_many_in_one_place_cost_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    steps = 0

    class Counting(array):  # type: ignore[type-arg]
        def __getitem__(self, index):  # type: ignore[no-untyped-def]
            nonlocal steps
            steps += 1
            return super().__getitem__(index)

    same = AnnotationSet(Annotation(Span(0, end), "x") for end in range(5000))
    empty = AnnotationSet([*(Annotation(Span(5, 5), f"l{i}") for i in range(5000)), Annotation(Span(3, 9), "x")])
    for layer in (same, empty):
        layer.__dict__["ends"] = Counting("q", layer.ends)

    assert len(same.at_span(Span(0, 77))) == 1
    assert steps < 60
    _ = empty._reach
    steps = 0
    assert len(empty.overlapping(Span(4, 6))) == 1
    assert steps < 60


def test_only_annotations_go_in() -> None:
    with pytest.raises(InvalidValue, match="holds annotations, not str"):
        AnnotationSet(["date"])  # type: ignore[list-item]


def test_the_repr_counts_by_label() -> None:
    layer = AnnotationSet([Annotation(Span(0, 1), "b"), Annotation(Span(0, 1), "a"), Annotation(Span(1, 2), "b")])

    assert repr(layer) == "<AnnotationSet: 1 a, 2 b>"
    assert repr(AnnotationSet()) == "<AnnotationSet: empty>"


ROWS = st.lists(st.tuples(spans(LENGTH), st.integers(0, 3)), max_size=12)


@given(ROWS, spans(LENGTH))
def test_a_layer_of_columns_is_the_layer_of_its_annotations(rows: list[tuple[Span, int]], span: Span) -> None:
    def columns() -> AnnotationSet:
        starts, ends = [row.start for row, _ in rows], [row.end for row, _ in rows]
        return AnnotationSet.from_columns("x", starts, ends, values=[value for _, value in rows])

    layer = AnnotationSet(Annotation(row, "x", value) for row, value in rows)

    assert columns() == layer
    assert columns().overlapping(span) == layer.overlapping(span)
    assert columns().within(span) == layer.within(span)
    assert [*columns().starts] == [item.start for item in layer]
    assert len(columns()) == len(layer)
    assert [columns()[-1 - i] for i in range(len(layer))] == list(reversed(layer))


@pytest.mark.parametrize(
    "columns", [([0], [1, 2], [], []), ([0], [1], [1, 2], []), ([3], [1], [], []), ([-1], [1], [], [])]
)
def test_columns_that_do_not_fit_are_refused(columns: tuple[list[int], ...]) -> None:
    with pytest.raises(InvalidValue):
        AnnotationSet.from_columns("x", *columns)


@pytest.mark.parametrize(
    "column",
    [
        [True],
        [1.0],
        ["1"],
        [None],
        b"12345678",
        "1",
        [2**63],
        [-(2**70)],
        np.array([1.0]),
        np.array([True]),
        [np.True_],
    ],
)
def test_a_column_without_whole_numbers_is_refused_by_name(column: Any) -> None:
    with pytest.raises(InvalidValue, match="starts holds"):
        AnnotationSet.from_columns("x", column, [9] * len(column))
    with pytest.raises(InvalidValue, match="ends holds"):
        AnnotationSet.from_columns("x", [0] * len(column), column)


@pytest.mark.parametrize(
    "make", [list, tuple, np.array, lambda found: array("q", found), lambda found: map(int, found)]
)
def test_a_column_may_be_of_any_kind(make: Any) -> None:
    layer = AnnotationSet.from_columns("x", make([0, 3]), make([2, 5]))

    assert [type(item.start) for item in layer] == [int, int]
    assert AnnotationSet.from_columns("x", layer.starts, layer.ends) == layer


def test_starts_and_ends_are_to_read_alone() -> None:
    layer = AnnotationSet.from_columns("x", [0, 3], [2, 5])

    for column in (layer.starts, layer.ends, AnnotationSet([*layer]).starts):
        with pytest.raises(TypeError, match="read-only"):
            column[0] = 99
        assert not np.asarray(column).flags.writeable
    assert np.asarray(layer.ends).tolist() == [2, 5]
