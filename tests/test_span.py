"""Span and its algebra."""

import pickle

import pytest
from hypothesis import given

from corpuskit import Allen, Span
from corpuskit.errors import OffsetError
from corpuskit.testing.strategies import spans


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2), (1.0, 2), ("1", 2), (True, 2), (None, None)])
def test_a_bad_span_cannot_exist(start: object, end: object) -> None:
    with pytest.raises(OffsetError, match=r"span|Span"):
        Span(start, end)  # type: ignore[arg-type]


def test_a_span_is_ordered_hashable_and_short_to_read() -> None:
    assert sorted([Span(3, 4), Span(1, 9), Span(1, 2)]) == [Span(1, 2), Span(1, 9), Span(3, 4)]
    assert {Span(1, 2), Span(1, 2)} == {Span(1, 2)}
    assert repr(Span(1, 2)) == "Span(1, 2)"


def test_text_after_the_end_is_an_error() -> None:
    with pytest.raises(OffsetError, match="ends after the text of 3 code points"):
        Span(1, 4).text_of("abc")


@given(spans())
def test_unchecked_builds_what_would_validate(a: Span) -> None:
    assert Span.unchecked(a.start, a.end) == a
    assert hash(Span.unchecked(a.start, a.end)) == hash(a)


@given(spans(12), spans(12))
def test_overlap_is_a_shared_code_point(a: Span, b: Span) -> None:
    shared = set(range(a.start, a.end)) & set(range(b.start, b.end))

    assert a.overlaps(b) == bool(shared)


@given(spans(12), spans(12))
def test_intersection_and_hull_agree_with_sets(a: Span, b: Span) -> None:
    both = a & b

    if both is None:
        assert a.gap(b) > 0
    else:
        assert set(range(both.start, both.end)) == set(range(a.start, a.end)) & set(range(b.start, b.end))
    assert a.hull(b).contains(a)
    assert a.hull(b).contains(b)
    assert a.hull(b) == b.hull(a)


@given(spans(12), spans(12))
def test_gap_is_symmetric_and_counts_what_lies_between(a: Span, b: Span) -> None:
    between = set(range(a.hull(b).start, a.hull(b).end)) - set(range(a.start, a.end)) - set(range(b.start, b.end))

    assert a.gap(b) == b.gap(a) == len(between)


@given(spans(6), spans(6))
def test_each_pair_has_one_relation_and_its_inverse(a: Span, b: Span) -> None:
    assert a.relation(b).inverse is b.relation(a)
    assert (a.relation(b) is Allen.EQUALS) == (a == b)


HOLDS = {
    Allen.BEFORE: lambda a, b: a.end < b.start,
    Allen.MEETS: lambda a, b: a.end == b.start,
    Allen.OVERLAPS: lambda a, b: a.start < b.start < a.end < b.end,
    Allen.STARTS: lambda a, b: a.start == b.start and a.end < b.end,
    Allen.DURING: lambda a, b: b.start < a.start and a.end < b.end,
    Allen.FINISHES: lambda a, b: b.start < a.start and a.end == b.end,
    Allen.EQUALS: lambda a, b: a == b,
}


@given(spans(6), spans(6))
def test_a_relation_holds_by_allens_definition(a: Span, b: Span) -> None:
    relation = a.relation(b)
    first, second = (a, b) if relation in HOLDS else (b, a)

    assert HOLDS[first.relation(second)](first, second)


@given(spans(6), spans(6))
def test_of_two_spans_with_content_exactly_one_definition_holds(a: Span, b: Span) -> None:
    if len(a) and len(b):
        forward = {relation for relation, holds in HOLDS.items() if holds(a, b)}
        backward = {relation.inverse for relation, holds in HOLDS.items() if holds(b, a)}

        assert forward | backward == {a.relation(b)}


def test_there_are_thirteen_relations_and_all_occur() -> None:
    every = [Span(i, j) for i in range(5) for j in range(i, 5)]

    assert {a.relation(b) for a in every for b in every} == set(Allen)
    assert len(Allen) == 13


@given(spans(), spans())
def test_shift_keeps_length_and_relations(a: Span, b: Span) -> None:
    assert len(a.shift(7)) == len(a)
    assert a.shift(7).relation(b.shift(7)) is a.relation(b)
    assert a.shift(7).shift(-7) == a


def test_shift_before_the_text_is_an_error() -> None:
    with pytest.raises(OffsetError):
        Span(1, 2).shift(-2)


@given(spans())
def test_a_span_survives_pickling(a: Span) -> None:
    assert pickle.loads(pickle.dumps(a)) == a


def test_an_empty_span_is_a_place() -> None:
    place = Span(3, 3)

    assert not place.overlaps(Span(0, 9))
    assert Span(0, 9).contains(place)
    assert Span(3, 5).contains(place)
    assert place.relation(Span(3, 5)) is Allen.STARTS
    assert place.relation(Span(1, 3)) is Allen.FINISHES
    assert bool(place)
