"""The boundary: columns of extractors, checked as a whole, against annotations checked one by one."""

from array import array
from collections.abc import Sequence
from typing import Any

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpuskit import Annotation, AnnotationSet, Document, ExtractorSpec, Pipeline, Plugins, Ref, Source, Span
from corpuskit._boundary import layers_of
from corpuskit._pointers import reaches, spans_in
from corpuskit._rows import merged
from corpuskit.errors import InvalidValue
from corpuskit.scan import Batch, Columns
from corpuskit.testing.strategies import annotations
from corpuskit.values import DateRange, DateValue, QuoteValue

NONE = Plugins(only=[])
SOURCES = [Source("d", "1", "e", "c", name) for name in "abc"]
LENGTHS = [20, 0, 30]
ANY = dict.fromkeys(("date", "entity", "number", "quote", "word", "x", "y"))


@attrs.frozen
class Holding:
    what: object


@attrs.frozen
class Pointing:
    at: Span | None = None
    others: tuple[Span, ...] = ()
    to: Ref | None = None
    anything: object = None


def single(value: object = None, label: str = "x", *, start: int = 0, end: int = 1, **more: Any) -> Columns:
    return Columns(label, [0], [start], [end], [value], **more)


@given(st.lists(st.tuples(st.sampled_from([0, 2]), annotations(20)), max_size=12))
def test_layers_are_those_of_the_annotations_with_their_source(rows: list[tuple[int, Annotation]]) -> None:
    labels = dict.fromkeys(item.label for _, item in rows)
    found = layers_of(Columns.of(rows), LENGTHS, SOURCES, labels)

    for number, layers in enumerate(found):
        own = [item.with_source(SOURCES[number]) for other, item in rows if other == number]
        assert list(merged(layers.values()).annotations()) == list(AnnotationSet(own))
        assert all(len(layer) and {*layer.label} == {label} for label, layer in layers.items())


@pytest.mark.parametrize("make", [list, tuple, lambda items: array("q", items), np.array, lambda i: np.array(i, "u1")])
def test_any_kind_of_column_serves(make: Any) -> None:
    columns = Columns("x", make([2, 0, 0]), make([4, 3, 1]), make([5, 6, 2]), ("c", "b", "a"), np.array([1, 0, 0.5]))
    first, _, last = layers_of(columns, LENGTHS, SOURCES, ANY)

    assert first["x"].annotations() == (
        Annotation(Span(1, 2), "x", "a", (), 0.5, SOURCES[0]),
        Annotation(Span(3, 6), "x", "b", (), 0.0, SOURCES[0]),
    )
    assert {type(start) for start in (*first["x"].start, *first["x"].end, *last["x"].start)} == {int}
    assert {type(score) for score in first["x"].score} == {float}


def test_labels_may_be_an_array() -> None:
    columns = Columns(np.array(["x", "y", "x"]), [0, 0, 0], [0, 0, 1], [1, 1, 2])

    assert [*layers_of(columns, LENGTHS, SOURCES, ANY)[0]] == ["x", "y"]


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        (None, "extract_batch gives Columns, not NoneType"),
        (Columns("x", [3], [0], [1]), "row 0 is of document 3, in a batch of 3"),
        (Columns("x", [0, -1], [0, 0], [1, 1]), r"row 1 is of document -1, in a batch of 3; was a mask given"),
        ((item for item in ()), "extract_batch gives Columns, not generator; Columns.of makes them of annotations$"),
        (Columns("x", [0.0], [0], [1]), "column 'doc' holds 0.0, which is no integer"),  # type: ignore[list-item]
        (Columns("x", [0], [True], [1]), "column 'start' holds True, which is no integer"),
        (Columns("x", [0], np.array([0.0]), [1]), r"column 'start' is an array of float64.* with \.astype"),
        (Columns("x", [0], [0], np.array([True])), "column 'end' is a mask, an array of bool; numpy.flatnonzero"),
        (Columns("x", [0], np.array([[0, 1]]), [1]), r"column 'start' has 2 dimensions, shape \(1, 2\)"),
        (Columns(np.array([["x"]]), [0], [0], [1]), "column 'label' has 2 dimensions"),
        (Columns("x", [0], [0], ["1"]), "column 'end' holds '1', which is no integer"),  # type: ignore[list-item]
        (single(start=-1), r"Span\(-1, 1\) does not satisfy"),
        (single(start=2), r"Span\(2, 1\) does not satisfy"),
        (single(end=21), r"x Span\(0, 21\) ends after the text of 20"),
        (Columns("x", [2, 1], [0, 0], [30, 1]), r"x Span\(0, 1\) ends after the text of 0"),
        (single(label="z"), "it gave the label 'z', but declares date"),
        (single(score=[1.5]), "a score is a number from 0 to 1, not 1.5"),
        (single(score=[float("nan")]), "a score is a number from 0 to 1, not nan"),
        (single(score=["1"]), "a score is a number from 0 to 1, not '1'"),
        (single(parts=[(Span(0, 1),)]), "parts must be two or more spans"),
        (single(parts=[(Span(0, 1), Span(2, 3))]), "is not the hull of its parts"),
        (single({1}), "no JSON encoding"),
        (single(Span(0, 21)), r"the value of x Span\(0, 1\) points at Span\(0, 21\), after the text"),
        (single(Pointing(Span(0, 21))), r"points at Span\(0, 21\)"),
        (single(Pointing(others=(Span(0, 1), Span(3, 22), Span(4, 5)))), r"points at Span\(3, 22\)"),
        (single(Pointing(to=Ref("x", Span(7, 23)))), r"points at Span\(7, 23\)"),
        (single(Pointing(anything=(1, Span(0, 24)))), r"points at Span\(0, 24\)"),
        (Columns("x", [2, 0], [0, 0], [1, 1], [Span(0, 25), Pointing(Span(0, 25))]), r"points at Span\(0, 25\)"),
    ],
)
def test_what_breaks_an_invariant_is_refused(columns: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        layers_of(columns, LENGTHS, SOURCES, ANY)


def test_a_mask_for_places_in_the_texts_is_told() -> None:
    scan = Batch([Document("One two.")]).scan
    mask = scan.ends - scan.starts == 3
    with pytest.raises(InvalidValue, match=r"was a mask given as places\? give scan.starts\[mask\]"):
        layers_of(scan.columns("x", mask, scan.ends), [8], SOURCES[:1], ANY)

    found = layers_of(scan.columns("x", scan.starts[mask], scan.ends[mask]), [8], SOURCES[:1], ANY)
    assert found[0]["x"].start == [0, 4]


def test_values_are_of_the_declared_class() -> None:
    with pytest.raises(
        InvalidValue, match=r"of date Span\(0, 1\) is of type DateRange, but the extractor declares Date"
    ):
        layers_of(single(DateRange(), "date"), LENGTHS, SOURCES, {"date": DateValue})
    with pytest.raises(InvalidValue, match="is of type NoneType"):
        layers_of(single(None, "date"), LENGTHS, SOURCES, {"date": DateValue})


def test_a_value_that_rows_share_is_checked_once() -> None:
    asked = []

    class Asked(str):
        def __hash__(self) -> int:
            asked.append(self)
            return 0

    layers_of(Columns("x", [0] * 9, range(9), range(1, 10), [Asked("a")] * 9), LENGTHS, SOURCES, {"x": None})

    assert len(asked) == 1


SPANS = st.builds(Span, st.integers(0, 4), st.integers(4, 9))
VALUES = st.one_of(
    st.none(),
    st.just("text"),
    SPANS,
    st.builds(Ref, st.just("x"), SPANS),
    st.builds(Pointing, st.none() | SPANS, st.lists(SPANS).map(tuple), st.none() | st.builds(Ref, st.just("x"), SPANS)),
    st.builds(Pointing, anything=st.none() | SPANS | st.lists(SPANS)),
    st.builds(QuoteValue, st.just("direct"), speaker=st.none() | SPANS, quoted=st.lists(SPANS)),
    st.lists(SPANS | st.none()),
)


@given(st.lists(VALUES) | VALUES.flatmap(lambda value: st.lists(st.just(value))))
def test_the_reach_of_values_is_the_end_of_their_last_span(values: Sequence[object]) -> None:
    assert reaches(values) == [max((span.end for span in spans_in(value)), default=0) for value in values]


def test_an_error_in_columns_names_the_extractor_and_fails_the_document_at_fault_alone() -> None:
    class Far:
        def __init__(self, config: None) -> None: ...

        def __call__(self, document: Document) -> list[Annotation]:
            return []

        def extract_batch(self, batch: Batch) -> Columns:
            count = len(batch)
            return Columns("x", range(count), [0] * count, [3] * count)

    far = ExtractorSpec("far", factory=Far, provides=("x",))
    good, bad, fine = Pipeline(far, plugins=NONE).stream(
        [Document("good", id="a"), Document("b", id="b"), Document("fine")]
    )

    assert (len(good["x"]), len(fine["x"]), len(bad["x"])) == (1, 1, 0)
    (failure,) = bad.failures
    assert (failure.extractor, failure.document, failure.error) == ("far", "b", "OffsetError")
    assert failure.message == "x Span(0, 3) ends after the text of 1 code points"
    assert good.sources == tuple({item.source for item in good["x"]})


def test_columns_that_were_changed_after_they_were_made_are_refused() -> None:
    values = ["a", "b"]
    columns = Columns("word", [0, 0], [0, 4], [3, 7], values)
    values.pop()
    with pytest.raises(InvalidValue, match="column 'value' has 1 rows, 'doc' has 2"):
        layers_of(columns, [10], SOURCES[:1], {"word": None})


def test_labels_of_numpy_become_plain_strings() -> None:
    for label in (np.str_("w"), [np.str_("w")], np.array(["w"])):
        columns = Columns(label, [0], [0], [1])  # type: ignore[arg-type]
        (rows,) = layers_of(columns, [3], SOURCES[:1], {"w": None})[0].values()
        assert [type(found) for found in rows.label] == [str]
