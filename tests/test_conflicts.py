"""Policies for overlapping annotations."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpuskit import Annotation, AnnotationSet, Span
from corpuskit.conflicts import POLICIES, without_overlaps
from corpuskit.errors import InvalidValue
from corpuskit.testing.strategies import annotations

INNER = Annotation(Span(2, 5), "inner", score=0.9)
OUTER = Annotation(Span(0, 8), "outer", score=0.5)
NEXT = Annotation(Span(7, 9), "next", score=0.7)


@pytest.mark.parametrize(
    ("policy", "kept"),
    [("longest", [OUTER]), ("score", [INNER, NEXT]), ("priority", [INNER, NEXT]), ("first", [OUTER])],
)
def test_a_policy_chooses_as_it_says(policy: str, kept: list[Annotation]) -> None:
    chosen = AnnotationSet([INNER, OUTER, NEXT]).without_overlaps(policy, priority=["next", "inner"])

    assert list(chosen) == kept


@given(st.lists(annotations(20), max_size=10), st.sampled_from(POLICIES))
def test_no_two_overlap_and_none_could_be_added(items: list[Annotation], policy: str) -> None:
    chosen = without_overlaps(items, policy)

    assert not any(a.span.overlaps(b.span) for a, b in combinations(chosen, 2) if a is not b)
    for item in items:
        assert item in chosen or any(item.span.overlaps(other.span) for other in chosen)


@given(st.lists(annotations(20), max_size=10), st.sampled_from(POLICIES))
def test_choosing_again_changes_nothing(items: list[Annotation], policy: str) -> None:
    chosen = AnnotationSet(items).without_overlaps(policy)

    assert chosen.without_overlaps(policy) == chosen


def test_an_unknown_policy_is_an_error_with_a_hint() -> None:
    with pytest.raises(InvalidValue, match="did you mean 'longest'"):
        without_overlaps([], "longst")
