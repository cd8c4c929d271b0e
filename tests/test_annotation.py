"""Annotations, references, sources and failures."""

import pickle

import attrs
import numpy as np
import pytest
from hypothesis import given

from corpuskit import Annotation, AnnotationSet, Failure, Ref, Source, Span
from corpuskit.errors import InvalidValue, OffsetError
from corpuskit.testing.strategies import annotations
from corpuskit.values import DateValue

SOURCE = Source("d", "1", "dates", "c", "i")


@pytest.mark.parametrize("label", ["", "a@b", "a\nb", None, 3])
def test_a_bad_label_cannot_exist(label: object) -> None:
    with pytest.raises(InvalidValue, match="is no label"):
        Annotation(Span(0, 1), label)  # type: ignore[arg-type]
    with pytest.raises(InvalidValue):
        Ref(label, Span(0, 1))  # type: ignore[arg-type]


@pytest.mark.parametrize("score", [-0.1, 1.1, float("nan"), "high"])
def test_a_bad_score_cannot_exist(score: object) -> None:
    with pytest.raises(InvalidValue, match="from 0 to 1"):
        Annotation(Span(0, 1), "x", score=score)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "parts",
    [
        [Span(0, 9)],
        [Span(0, 4), Span(3, 9)],
        [Span(5, 9), Span(0, 4)],
        [Span(0, 4), Span(5, 8)],
        [Span(1, 4), Span(5, 9)],
    ],
)
def test_parts_are_sorted_disjoint_and_their_hull_is_the_span(parts: list[Span]) -> None:
    with pytest.raises(OffsetError):
        Annotation(Span(0, 9), "x", parts=parts)  # type: ignore[arg-type]


def test_pieces_are_the_parts_or_the_span() -> None:
    split = Annotation(Span(0, 9), "x", parts=(Span(0, 4), Span(5, 9)))

    assert split.pieces == (Span(0, 4), Span(5, 9))
    assert Annotation(Span(0, 9), "x").pieces == (Span(0, 9),)


@given(annotations())
def test_an_annotation_is_hashable_picklable_and_equal_by_value(item: Annotation) -> None:
    copy = pickle.loads(pickle.dumps(item))

    assert copy == item
    assert hash(copy) == hash(item)


@given(annotations())
def test_with_source_changes_the_source_and_nothing_else(item: Annotation) -> None:
    assert item.with_source(SOURCE) == attrs.evolve(item, source=SOURCE)
    assert item.with_source(SOURCE).with_source(item.source) == item


def test_nothing_can_be_changed() -> None:
    item = Annotation(Span(0, 1), "x")

    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        item.label = "y"  # type: ignore[misc]


def test_the_repr_says_what_is_there_and_no_more() -> None:
    item = Annotation(Span(3, 12), "date", DateValue("DATE", "2020-01-05"))

    assert repr(item) == "Annotation(Span(3, 12), 'date', DateValue('DATE', '2020-01-05'))"
    assert repr(Failure("a", "dates", "1", "ValueError", "no")) == "Failure('a', 'dates', '1', 'ValueError', 'no')"


def test_parts_that_are_no_spans_are_refused() -> None:
    parts = (Span(0, 1), Span.unchecked(3, 2), Span(2, 3))

    with pytest.raises(OffsetError):
        Annotation(Span(0, 3), "x", parts=parts)


@pytest.mark.parametrize("score", [1, True, np.float64(1.0)])
def test_a_score_is_a_plain_float(score: float) -> None:
    assert type(Annotation(Span(0, 1), "x", score=score).score) is float


def test_a_label_is_a_plain_string() -> None:
    assert type(Annotation(Span(0, 1), np.str_("x")).label) is str
    assert type(AnnotationSet.from_columns(np.str_("x"), [0], [1])[0].label) is str
