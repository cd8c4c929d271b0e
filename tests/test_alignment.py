"""Edits, alignments, and annotations carried over them: what a reader should know, one case each."""

import re
from typing import Any

import pytest

from corpuskit import Annotation, Document, Span
from corpuskit.alignment import Alignment, Edit, edited
from corpuskit.errors import InvalidValue, OffsetError
from corpuskit.values import QuoteValue

TEXT = "0123456789"


def forward(span: Span, *edits: Edit, policy: str = "strict") -> Span | None:
    return Alignment.of(len(TEXT), edits).forward(span, policy=policy)


# --- edits


def test_edits_count_in_the_text_as_it_was_in_any_order() -> None:
    assert edited(TEXT, [Edit(Span(8, 10), "z"), Edit(Span(0, 0), "a"), Edit(Span(3, 5))]) == "a012567z"


def test_insertions_at_one_place_come_in_the_order_given_and_before_what_starts_there() -> None:
    assert edited(TEXT, [Edit(Span(2, 10), "c"), Edit(Span(2, 2), "a"), Edit(Span(2, 2), "b")]) == "01abc"


@pytest.mark.parametrize("second", [Span(3, 4), Span(2, 6), Span(4, 4), Span(2, 5)])
def test_edits_that_overlap_are_an_error(second: Span) -> None:
    with pytest.raises(OffsetError, match="overlap; make one edit of them"):
        edited(TEXT, [Edit(Span(2, 5)), Edit(second, "x")])


def test_an_edit_after_the_text_is_an_error() -> None:
    with pytest.raises(OffsetError, match=r"the edit of Span\(9, 11\) ends after the text of 10"):
        Alignment.of(10, [Edit(Span(9, 11))])


@pytest.mark.parametrize("given", [[(0, 1, "x")], [Span(0, 1)], (n for n in (1, 2))])
def test_what_is_no_edit_is_named(given: Any) -> None:
    with pytest.raises(InvalidValue, match=r"an edit is an Edit\(span, text\), not"):
        Document(TEXT).map_text(given)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("html", r"not the string 'html'; a transform is given as a function, such as corpuskit\.alignment\.trans"),
        (lambda text: "html", "a transform is given as a function"),
        (lambda text: None, "not None; a function of a text has to return them"),
        (Edit(Span(0, 1), "x"), re.escape("in a list, also one alone: [Edit(Span(0, 1), 'x')]")),
        (3, "in a list, not 3"),
    ],
)
def test_edits_that_are_no_collection_are_an_error_that_says_what_to_give(given: Any, message: str) -> None:
    with pytest.raises(InvalidValue, match=message):
        Document(TEXT).map_text(given)


@pytest.mark.parametrize("span", [(0, 1), None, "0-1", range(999)])
def test_what_an_edit_replaces_and_an_alignment_moves_is_a_span(span: Any) -> None:
    for use in (Edit, Alignment.identity(10).forward, Alignment.identity(10).back):
        with pytest.raises(InvalidValue, match=r"a Span\(start, end\), not") as caught:
            use(span)
        assert len(str(caught.value)) < 140


def test_the_text_of_an_edit_is_a_string() -> None:
    with pytest.raises(InvalidValue, match="is a string, not None"):
        Edit(Span(0, 1), None)  # type: ignore[arg-type]


# --- spans


@pytest.mark.parametrize(
    ("edit", "strict", "shrink", "grow"),
    [
        (Edit(Span(0, 1), "abc"), Span(5, 9), Span(5, 9), Span(5, 9)),
        (Edit(Span(3, 3), "abc"), Span(6, 10), Span(6, 10), Span(6, 10)),
        (Edit(Span(7, 7), "abc"), Span(3, 7), Span(3, 7), Span(3, 7)),
        (Edit(Span(5, 5), "abc"), Span(3, 10), Span(3, 10), Span(3, 10)),
        (Edit(Span(3, 5), "x"), Span(3, 6), Span(3, 6), Span(3, 6)),
        (Edit(Span(3, 7), "x"), Span(3, 4), Span(3, 4), Span(3, 4)),
        (Edit(Span(3, 7)), None, None, None),
        (Edit(Span(0, 10)), None, None, None),
        (Edit(Span(0, 10), "abc"), None, None, Span(0, 3)),
        (Edit(Span(2, 5), "x"), None, Span(3, 5), Span(2, 5)),
        (Edit(Span(5, 9), "x"), None, Span(3, 5), Span(3, 6)),
        (Edit(Span(2, 5)), None, Span(2, 4), Span(2, 4)),
    ],
)
def test_a_span_under_each_policy(edit: Edit, strict: Span | None, shrink: Span | None, grow: Span | None) -> None:
    assert forward(Span(3, 7), edit) == strict
    assert forward(Span(3, 7), edit, policy="shrink") == shrink
    assert forward(Span(3, 7), edit, policy="grow") == grow


@pytest.mark.parametrize("policy", ["strict", "shrink", "grow"])
def test_what_is_inserted_between_deletions_is_no_counterpart(policy: str) -> None:
    edits = Edit(Span(3, 5)), Edit(Span(5, 5), "new"), Edit(Span(5, 7))

    assert forward(Span(3, 7), *edits, policy=policy) is None


def test_shrinking_keeps_nothing_that_was_inserted_where_it_cuts() -> None:
    edits = Edit(Span(2, 5), "x"), Edit(Span(5, 5), "new")

    assert forward(Span(3, 7), *edits, policy="shrink") == Span(6, 8)
    assert forward(Span(3, 7), *edits, policy="grow") == Span(2, 8)


def test_an_empty_span_stays_before_what_is_inserted_at_its_place() -> None:
    assert forward(Span(3, 3), Edit(Span(3, 3), "abc")) == Span(3, 3)
    assert forward(Span(3, 3), Edit(Span(3, 5), "abc")) == Span(3, 3)
    assert forward(Span(5, 5), Edit(Span(3, 5), "abc")) == Span(6, 6)
    assert forward(Span(10, 10), Edit(Span(10, 10), "abc")) == Span(10, 10)


def test_an_empty_span_inside_a_change_has_a_counterpart_only_where_it_grows() -> None:
    edit = Edit(Span(3, 6), "abc")

    assert [forward(Span(4, 4), edit, policy=policy) for policy in ("strict", "shrink")] == [None, None]
    assert forward(Span(4, 4), edit, policy="grow") == Span(3, 6)
    assert forward(Span(4, 4), Edit(Span(3, 6)), policy="grow") is None


def test_a_span_after_the_text_is_an_error() -> None:
    with pytest.raises(OffsetError, match=r"Span\(3, 11\) ends after the text of 10"):
        forward(Span(3, 11))
    with pytest.raises(OffsetError, match="ends after the text of 10"):
        Alignment.identity(10).carry([Annotation(Span(0, 1), "quote", QuoteValue("direct", Span(0, 11)))])


def test_an_unknown_policy_is_an_error_even_where_nothing_is_carried() -> None:
    for use in (lambda: forward(Span(0, 1), policy="expand"), lambda: Document("").map_text([], policy="shrnk")):
        with pytest.raises(InvalidValue, match="no policy"):
            use()


def test_alignments_that_do_not_follow_each_other_cannot_be_composed() -> None:
    with pytest.raises(OffsetError, match="leads to a text of 9 code points, the following one starts from one of 10"):
        Alignment.of(10, [Edit(Span(0, 1))]).compose(Alignment.identity(10))


@pytest.mark.parametrize("lengths", [(3, 5), (-5, -5), (3, 2), ("abc", "abc"), (True, True), (2.0, 2.0)])
def test_an_alignment_without_the_steps_between_its_lengths_cannot_exist(lengths: Any) -> None:
    with pytest.raises(InvalidValue, match=r"no steps are given|two lengths in code points, such as len\(text\)"):
        Alignment(*lengths)


def test_steps_are_not_given() -> None:
    with pytest.raises(InvalidValue, match=r"made by Alignment\.of\(length, edits\) and compose"):
        Alignment(10, 9, [Edit(Span(0, 1))])


@pytest.mark.parametrize("length", [-1, "abc", None])
def test_an_alignment_is_made_of_a_length(length: Any) -> None:
    for make in (Alignment.identity, lambda length: Alignment.of(length, [Edit(Span(0, 0), "x")])):
        with pytest.raises(InvalidValue, match="two lengths in code points"):
            make(length)


def test_the_origin_of_a_document_is_not_given() -> None:
    with pytest.raises(InvalidValue, match=r"is made by map_text, not given: 'page.html'"):
        Document(TEXT, origin="page.html")
