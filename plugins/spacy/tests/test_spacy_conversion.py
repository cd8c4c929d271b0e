"""Documents to spaCy's ``Doc`` and back."""

from decimal import Decimal

import attrs
import pytest
import spacy
from corpuskit_spacy import from_spacy, to_spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc, DocBin, SpanGroup
from spacy.tokens import Span as Slice

from corpuskit import Annotation, Document, Span
from corpuskit.errors import InvalidValue
from corpuskit.testing import strategies
from corpuskit.values import DateValue, EntityValue, NumberValue, OpaqueValue, QuoteValue

NLP = spacy.blank("en")
TEXT = "On 5 May Anna Lind said: “We won,” and left the UN-led team."
NAME = Annotation(Span(9, 18), "entity", EntityValue("PER", "Anna Lind", chain=0, id="Q7"), score=0.5)
INSIDE = Annotation(Span(14, 18), "entity", EntityValue("PER", "Anna Lind", chain=0))
DATE = Annotation(Span(3, 8), "date", DateValue("DATE", "XXXX-05-05"))
QUOTE = Annotation(
    Span(26, 59),
    "quote",
    QuoteValue("mixed", speaker=Span(9, 18), cue=Span(19, 23)),
    parts=(Span(26, 33), Span(39, 59)),
)
CUT = Annotation(Span(48, 49), "entity", EntityValue("ORG", "UN"))
EMPTY = Annotation(Span(3, 3), "mark")


def document(*annotations: Annotation) -> Document:
    return Document(TEXT, id="d1", metadata={"date": "2020-05-06", "n": 2**70}, annotations=annotations)


def without_lost(given: Document, lost: tuple) -> Document:  # type: ignore[type-arg]
    gone = [loss.annotation for loss in lost if loss.field is None]
    return attrs.evolve(given, annotations=[item for item in given.annotations if item not in gone])


def on_words() -> st.SearchStrategy[Document]:
    """Give documents with annotations that begin and end with words."""
    words = st.lists(st.sampled_from(["Anna", "met", "Ben", "5", "€", "ﬁ", "😀"]), min_size=1, max_size=8)

    def annotated(words: list[str]) -> st.SearchStrategy[Document]:
        text = " ".join(words)
        starts = [sum(len(word) + 1 for word in words[:number]) for number in range(len(words))]
        ends = [start + len(word) for start, word in zip(starts, words, strict=True)]
        pairs = st.tuples(st.sampled_from(starts), st.sampled_from(ends)).filter(lambda pair: pair[0] < pair[1])
        people = st.sampled_from([EntityValue("PER", "Anna"), EntityValue("ORG", "Ben", id="Q1")])
        own = st.none() | st.just(OpaqueValue.of({"shade": [1, None]}))
        layers = {"entity": people, "number": st.just(NumberValue("money", Decimal(5))), "own": own}
        labelled = st.sampled_from([*layers]).flatmap(lambda label: st.tuples(st.just(label), layers[label]))
        items = st.builds(
            lambda pair, item, score: Annotation(Span(*pair), *item, score=score),
            *(pairs, labelled, st.none() | st.just(0.25)),
        )
        return st.builds(lambda items: Document(text, annotations=items), st.lists(items, max_size=5))

    return words.flatmap(annotated)


# --- there and back


@given(strategies.documents())
def test_what_is_not_lost_comes_back(given: Document) -> None:
    made = to_spacy(given, NLP)

    assert made.doc.text == given.text
    assert from_spacy(made.doc).document == without_lost(given, made.lost)


@given(on_words())
def test_annotations_that_fit_come_back_with_everything(given: Document) -> None:
    made = to_spacy(given, NLP)

    assert made.lost == ()
    assert from_spacy(made.doc).document == given
    assert from_spacy(made.doc).lost == ()


@given(on_words())
def test_a_doc_bin_keeps_everything(given: Document) -> None:
    packed = DocBin(docs=[to_spacy(given, NLP).doc]).to_bytes()
    (doc,) = DocBin().from_bytes(packed).get_docs(NLP.vocab)

    assert from_spacy(doc).document == given


@given(strategies.documents(), st.sampled_from(["shrink", "grow"]))
def test_moved_annotations_meet_tokens(given: Document, policy: str) -> None:
    made = to_spacy(given, NLP, policy=policy)
    count = sum(len(group) for group in made.doc.spans.values())

    assert count + sum(loss.field is None for loss in made.lost) == len(given.annotations)
    again = to_spacy(from_spacy(made.doc).document, NLP)
    assert [loss for loss in again.lost if loss.field is None] == []


# --- to spaCy


def test_layers_are_groups_and_names_are_entities_too() -> None:
    doc = to_spacy(document(NAME, DATE, INSIDE), NLP).doc

    assert [(span.text, span.label_, span.kb_id_) for span in doc.ents] == [("Anna Lind", "PER", "Q7")]
    assert [(span.text, span.label_) for span in doc.spans["entity"]] == [("Anna Lind", "PER"), ("Lind", "PER")]
    assert [(span.text, span.label_) for span in doc.spans["date"]] == [("5 May", "DATE")]


@pytest.mark.parametrize(
    ("item", "field", "reason"),
    [
        (CUT, None, "it does not begin and end with tokens"),
        (EMPTY, None, "it is empty, and a span of spaCy has tokens"),
        (QUOTE, "parts", "a span of spaCy has no pieces; it reaches from the first to the last"),
    ],
)
def test_what_does_not_fit_is_given_back(item: Annotation, field: str | None, reason: str) -> None:
    (loss,) = to_spacy(document(item), NLP).lost

    assert (loss.annotation, loss.field, loss.reason) == (item, field, reason)


def test_parts_and_spans_of_values_come_back_although_spacy_has_no_place_for_them() -> None:
    given = document(NAME, QUOTE)

    assert from_spacy(to_spacy(given, NLP).doc).document == given


def test_a_layer_may_have_the_name_of_the_group_that_keeps_the_document() -> None:
    given = document(Annotation(Span(3, 8), "corpuskit"))

    assert from_spacy(to_spacy(given, NLP).doc).document == given


@pytest.mark.parametrize(("policy", "text"), [("grow", "UN"), ("shrink", None)])
def test_an_annotation_is_moved_to_tokens_where_somebody_wants_it(policy: str, text: str | None) -> None:
    made = to_spacy(document(CUT), NLP, policy=policy)

    assert [span.text for span in made.doc.spans.get("entity", ())] == ([text] if text else [])
    assert [loss.field for loss in made.lost] == (["span"] if text else [None])


def test_there_is_no_other_policy() -> None:
    with pytest.raises(InvalidValue, match="there is no policy 'expand'"):
        to_spacy(document(), NLP, policy="expand")


# --- from spaCy


def test_a_doc_of_others_is_read() -> None:
    doc = NLP("Anna Lind paid 5 dollars in Baghdad.")
    doc.ents = [Slice(doc, 0, 2, "PERSON"), Slice(doc, 3, 5, "MONEY"), Slice(doc, 6, 7, "GPE", kb_id="Q1530")]
    doc.spans["sc"] = [Slice(doc, 0, 1, "GIVEN"), Slice(doc, 6, 7)]
    doc.spans["sc"].attrs["scores"] = [0.75, 1.0]

    found = from_spacy(doc, id="a1")

    assert (found.document.id, found.document.text) == ("a1", doc.text)
    assert [*found.document["entity"]] == [
        Annotation(Span(0, 9), "entity", EntityValue("PER", "Anna Lind", chain=0, subtype="PERSON", method="spacy")),
        Annotation(
            Span(28, 35), "entity", EntityValue("LOC", "Baghdad", chain=1, subtype="GPE", method="spacy", id="Q1530")
        ),
    ]
    assert [*found.document["sc"]] == [
        Annotation(Span(0, 4), "sc", OpaqueValue.of({"label": "GIVEN"}), score=0.75),
        Annotation(Span(28, 35), "sc", score=1.0),
    ]
    assert [(loss.annotation.span, loss.reason) for loss in found.lost] == [
        (Span(15, 24), "'MONEY' is no label of names")
    ]


def test_labels_of_entities_are_given_types() -> None:
    doc = NLP("See BRCA1 in Baghdad.")
    doc.ents = [Slice(doc, 1, 2, "GENE"), Slice(doc, 3, 4, "GPE")]

    found = from_spacy(doc, labels={"GENE": "MISC", "GPE": ""})

    assert [item.value.name for item in found.document["entity"]] == ["BRCA1"]
    assert [loss.annotation.span for loss in found.lost] == [Span(13, 20)]


@pytest.mark.parametrize(("key", "score"), [("a@b", 0.5), ("", 0.5), ("own", 1.5)])
def test_a_span_that_can_be_no_annotation_is_given_back(key: str, score: float) -> None:
    doc = NLP("See Baghdad.")
    doc.spans[key] = [Slice(doc, 1, 2, "X")]
    doc.spans[key].attrs["scores"] = [score]

    found = from_spacy(doc)

    assert [loss.annotation.span for loss in found.lost] == [Span(4, 11)]
    assert len(found.document.annotations) == 0


def test_a_span_that_was_changed_since_has_no_value_of_before() -> None:
    doc = to_spacy(document(NAME, DATE), NLP).doc
    for label, span in (("date", Slice(doc, 1, 2, "DATE")), ("entity", Slice(doc, 3, 5, "ORG"))):
        doc.spans[label] = SpanGroup(doc, name=label, attrs=doc.spans[label].attrs, spans=[span])

    back = from_spacy(doc).document

    assert [*back["date"]] == [Annotation(Span(3, 4), "date", OpaqueValue.of({"label": "DATE"}))]
    assert [item.value for item in back["entity"]] == [OpaqueValue.of({"label": "ORG"})]


def test_values_are_not_given_to_another_text() -> None:
    first, second = (to_spacy(Document(text, annotations=[DATE]), NLP).doc for text in ("On 5 May.", "On 6 May."))
    both = Doc.from_docs([first, second], ensure_whitespace=False)

    assert from_spacy(both).document.id == "document"
    assert {item.value for item in from_spacy(both).document["date"]} == {OpaqueValue.of({"label": "DATE"})}
