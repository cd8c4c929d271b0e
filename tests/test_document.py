"""Document: text, layers, keys and references."""

import pickle

import pytest
from hypothesis import given

from corpuskit import Annotation, AnnotationSet, Document, Ref, Span
from corpuskit.errors import InvalidValue, NotFound, OffsetError
from corpuskit.testing.strategies import documents
from corpuskit.values import DateValue, QuoteValue

DAY = Annotation(Span(3, 12), "date", DateValue("DATE", "XXXX-01-05"))
OTHER = Annotation(Span(3, 12), "date", DateValue("DATE", "2020-01-05"))
NUMBER = Annotation(Span(3, 4), "number")


@given(documents())
def test_a_document_is_hashable_picklable_and_equal_by_value(document: Document) -> None:
    copy = pickle.loads(pickle.dumps(document))

    assert copy == document
    assert hash(copy) == hash(document)


@given(documents())
def test_keys_are_unique_and_lead_back(document: Document) -> None:
    keys = [document.key(item) for item in document.annotations]

    assert len(set(keys)) == len(document.annotations)
    assert [document.by_key(key) for key in keys] == list(document.annotations)


@given(documents())
def test_layers_divide_the_annotations(document: Document) -> None:
    labels = document.annotations.labels

    assert AnnotationSet(item for label in labels for item in document[label]) == document.annotations
    assert document.without(*labels).annotations == AnnotationSet()


def test_keys_number_the_second_in_one_place() -> None:
    document = Document("On 5 January", annotations=[DAY, OTHER, NUMBER])

    assert {document.key(DAY), document.key(OTHER)} == {"date@3-12", "date@3-12#2"}
    assert document.key(NUMBER) == "number@3-4"


def test_a_reference_names_all_with_its_label_and_span_or_none() -> None:
    document = Document("On 5 January", annotations=[DAY, OTHER, NUMBER])

    assert set(document.resolve(Ref("date", Span(3, 12)))) == {DAY, OTHER}
    assert document.resolve(Ref("date", Span(0, 1))) == ()
    assert document.resolve(Ref("nothing", Span(3, 12))) == ()


def test_an_absent_layer_is_empty() -> None:
    assert Document("x")["date"] == AnnotationSet()


def test_a_lone_surrogate_is_refused_with_its_offset() -> None:
    with pytest.raises(InvalidValue, match=r"U\+D800, at offset 2") as caught:
        Document("é \ud800", id="a")

    assert caught.value.offset == 2
    assert caught.value.document == "a"


@pytest.mark.parametrize("text", [b"bytes", None, 3])
def test_a_text_is_a_string(text: object) -> None:
    with pytest.raises(InvalidValue, match="is a string"):
        Document(text)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["", None, 3])
def test_an_id_is_a_string_and_not_empty(name: object) -> None:
    with pytest.raises(InvalidValue, match="id is a string"):
        Document("x", id=name)  # type: ignore[arg-type]


def test_an_annotation_after_the_text_is_refused() -> None:
    with pytest.raises(OffsetError, match=r"document 'a': date Span\(3, 12\) ends after the text of 2 code points"):
        Document("On", id="a", annotations=[DAY])


def test_a_value_that_points_after_the_text_is_refused() -> None:
    quote = Annotation(Span(0, 2), "quote", QuoteValue("direct", speaker=Span(0, 99)))

    with pytest.raises(OffsetError, match=r"points at Span\(0, 99\), which ends after the text of 2"):
        Document("ab", annotations=[quote])


def test_an_id_and_metadata_can_be_stored() -> None:
    for make in (lambda: Document("x", id="\ud800"), lambda: Document("x", metadata={"a": ["\ud800"]})):
        with pytest.raises(InvalidValue, match=r"lone surrogate, U\+D800, at offset 0"):
            make()


def test_what_is_not_there_is_named() -> None:
    with pytest.raises(NotFound, match="has no annotation 'date@0-1'"):
        Document("x").by_key("date@0-1")
    with pytest.raises(NotFound, match="does not have"):
        Document("x").key(DAY)


def test_derived_documents_leave_the_first_alone() -> None:
    first = Document("On 5 January", metadata={"a": 1})

    assert first.with_annotations([DAY]).annotations == AnnotationSet([DAY])
    assert first.with_metadata(b=2).metadata == {"a": 1, "b": 2}
    assert first == Document("On 5 January", metadata={"a": 1})


def test_the_text_of_a_discontinuous_annotation_shows_the_gap() -> None:
    split = Annotation(Span(0, 11), "quote", parts=(Span(0, 3), Span(8, 11)))

    assert Document("Yes, he said").text_of(split) == "Yes…sai"


def test_the_repr_is_short() -> None:
    document = Document("On 5 January " * 9, id="a", annotations=[DAY])

    assert repr(document) == (
        "<Document 'a': 'On 5 January On 5 January On 5 January …', 117 code points, <AnnotationSet: 1 date>>"
    )


def test_an_annotation_whose_span_is_none_is_refused() -> None:
    with pytest.raises(OffsetError, match=r"Span\(7, 5\)"):
        Document("a text of some length", annotations=[Annotation(Span.unchecked(7, 5), "x")])
    with pytest.raises(OffsetError, match=r"Span\(7, 5\)"):
        Document("a text of some length", annotations=[Annotation(Span(0, 1), "x", Span.unchecked(7, 5))])
