"""Documents whose text changes, and the way back, one case each."""

import re
from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest

from corpuskit import Annotation, AnnotationSet, Corpus, Document, ExtractorSpec, Pipeline, Plugins, Ref, Span
from corpuskit.alignment import Alignment, Edit, Lost
from corpuskit.errors import InvalidValue, OffsetError
from corpuskit.values import DateRange, QuoteValue

TEXT = "0123456789"


# --- documents


def test_a_document_never_mapped_has_the_identity_and_lost_nothing() -> None:
    assert Document(TEXT).alignment == Alignment.identity(10)
    assert Document(TEXT).lost == ()


def test_a_change_may_be_a_function_of_the_text() -> None:
    document = Document("a-b-c").map_text(lambda text: (Edit(Span(*m.span())) for m in re.finditer("-", text)))

    assert document.text == "abc"
    assert document.alignment.back(Span(1, 2)) == Span(2, 3)


def test_an_edit_that_changes_nothing_cuts_nothing() -> None:
    document = Document(TEXT, annotations=[Annotation(Span(3, 7), "x")])

    assert document.map_text([Edit(Span(2, 5), "234")]) == document
    assert document.map_text([Edit(Span(2, 5), "234")]).alignment.is_identity


def test_alignment_and_losses_are_kept_by_derived_documents_and_not_compared() -> None:
    document = Document(TEXT, annotations=[Annotation(Span(3, 7), "x")]).map_text([Edit(Span(0, 4))])

    assert document == Document("456789")
    for derived in (document.with_metadata(a=1), document.with_annotations([]), document.without("y")):
        assert (derived.alignment, derived.lost) == (document.alignment, document.lost)
    assert document.lost == (Lost(Annotation(Span(3, 7), "x"), None, "an edit cuts Span(3, 7)"),)


def test_files_hold_the_document_without_the_way_it_was_made(tmp_path: Path) -> None:
    document = Document(TEXT, annotations=[Annotation(Span(3, 7), "x")]).map_text([Edit(Span(0, 1))])
    Corpus([document]).write(tmp_path / "out.jsonl")
    (again,) = Corpus.from_jsonl(tmp_path / "out.jsonl")

    assert again == document
    assert again.alignment == Alignment.identity(9)


def test_losses_of_several_changes_are_in_order() -> None:
    document = Document(TEXT, annotations=[Annotation(Span(n, n + 1), "x") for n in range(4)])
    twice = document.map_text([Edit(Span(2, 3))]).map_text([Edit(Span(0, 1))])

    assert [loss.annotation.start for loss in twice.lost] == [2, 0]
    assert twice.alignment.forward(Span(1, 2)) == Span(0, 1)


def test_another_text_than_the_alignment_leads_to_is_refused() -> None:
    document = Document(TEXT).map_text([Edit(Span(0, 1))])

    with pytest.raises(
        OffsetError, match=r"text of 1 code points, but was made by an alignment that leads to one of 9"
    ):
        attrs.evolve(document, text="x")


def test_the_new_text_can_be_stored() -> None:
    with pytest.raises(InvalidValue, match="lone surrogate"):
        Document(TEXT).map_text([Edit(Span(0, 1), "\ud800")])


@pytest.mark.parametrize("text", [TEXT[1:], TEXT[::-1]])
def test_a_mapped_document_goes_back_only_to_the_text_that_came_first(text: str) -> None:
    between = Document(TEXT, id="a").map_text([Edit(Span(0, 1)), Edit(Span(9, 9), "x")])
    document = between.map_text([Edit(Span(0, 1), "y")])

    for other in (Document(text, id="b"), attrs.evolve(between, id="b")):
        with pytest.raises(InvalidValue, match="document 'a' was not made from 'b', whose text is another"):
            document.mapped_back(other)
    assert document.mapped_back(Document(TEXT, id="b")) == Document(TEXT, id="b")


def test_a_mapped_document_from_a_file_does_not_go_back(tmp_path: Path) -> None:
    original = Document("<p>A</p>", id="a")
    Corpus([original.map_text([Edit(Span(0, 3)), Edit(Span(4, 8))])]).write(tmp_path / "out.jsonl")
    (again,) = Corpus.from_jsonl(tmp_path / "out.jsonl")

    with pytest.raises(InvalidValue, match=r"'a' does not know .* not kept in files; map the original again"):
        again.mapped_back(original)


def test_what_was_found_between_two_changes_and_lost_by_the_second_is_returned_as_lost() -> None:
    first = Annotation(Span(4, 7), "first")
    found = Annotation(Span(2, 5), "found")
    quote = Annotation(Span(0, 1), "quote", QuoteValue("direct", speaker=Span(5, 7)))
    split = Annotation(Span(0, 7), "split", parts=(Span(0, 1), Span(5, 7)))
    document = Document(TEXT, annotations=[first])
    between = document.map_text([Edit(Span(0, 1))]).with_annotations([found, quote, split])

    after = between.map_text([Edit(Span(4, 8))], policy="shrink").map_text([Edit(Span(0, 0), "x")])
    back = after.mapped_back(document)

    assert back["first"] == document["first"]
    assert [(loss.annotation, loss.field) for loss in back.lost] == [(split, "parts"), (quote, "speaker")]
    back = between.map_text([Edit(Span(1, 8))]).mapped_back(document)
    assert [loss.annotation for loss in back.lost] == [split, quote, found]


def test_losses_of_an_earlier_way_back_are_kept() -> None:
    found = Annotation(Span(1, 2), "found")
    mapped = Document(TEXT).map_text([Edit(Span(1, 1), "x")])
    once = mapped.with_annotations([found]).mapped_back(Document(TEXT))

    assert [loss.annotation for loss in once.lost] == [found]
    assert mapped.mapped_back(once).lost == once.lost
    assert once.map_text([Edit(Span(0, 1))]).mapped_back(once).lost == once.lost


def test_a_reference_does_not_come_to_name_what_stayed_on_the_original() -> None:
    document = Document(TEXT, annotations=[Annotation(Span(3, 4), "x")])
    mapped = document.map_text([Edit(Span(3, 3), "z")]).map_text([Edit(Span(3, 5), "zz")])
    named = Annotation(Span(3, 5), "x", score=0.9)
    pointer = Annotation(Span(0, 1), "says", DateRange(Ref("x", Span(3, 5))))

    back = mapped.with_annotations([named, pointer]).mapped_back(document)

    assert len(back["x"]) == 2
    assert [(loss.annotation, loss.field) for loss in back.lost] == [(pointer, "begin")]
    assert back.lost[0].reason == "Ref('x', Span(3, 5)) would name others too"


def test_a_document_that_was_not_mapped_goes_back_to_its_own_text() -> None:
    items = [Annotation(Span(1, 3), "x"), Annotation(Span(4, 5), "p", DateRange(Ref("x", Span(1, 3))))]
    document = Document(TEXT, annotations=items)

    assert document.mapped_back(document) == document
    assert document.mapped_back(Document(TEXT)) == document
    assert document.mapped_back(document).lost == ()


def test_a_new_reference_to_what_two_annotations_became_names_one_of_them() -> None:
    document = Document(TEXT, annotations=[Annotation(Span(1, 3), "x"), Annotation(Span(1, 5), "x")])
    changed = document.map_text([Edit(Span(3, 5))])
    pointer = Annotation(Span(0, 1), "p", DateRange(Ref("x", Span(1, 3))))

    back = changed.with_annotations([pointer]).mapped_back(document)

    assert back.resolve(back["p"][0].value.begin) == (Annotation(Span(1, 3), "x"),)


def test_what_two_annotations_became_is_two_again_on_the_original() -> None:
    document = Document(TEXT, annotations=[Annotation(Span(1, 3), "x"), Annotation(Span(1, 5), "x")])
    changed = document.map_text([Edit(Span(3, 5))])

    assert len(changed.annotations) == 1
    assert changed.mapped_back(document) == document


def test_what_is_taken_away_from_the_mapped_document_is_taken_away_from_the_original() -> None:
    document = Document(TEXT, annotations=[Annotation(Span(1, 3), "x"), Annotation(Span(4, 6), "y")])

    assert document.map_text([Edit(Span(0, 1))]).without("x").mapped_back(document) == document.without("x")


def test_a_new_reference_leads_back_to_what_was_there_first() -> None:
    document = Document(TEXT, annotations=[Annotation(Span(1, 5), "x")])
    changed = document.map_text([Edit(Span(1, 2))])
    (target,) = changed["x"]
    found = changed.with_annotations([Annotation(Span(6, 7), "p", DateRange(Ref("x", target.span)))])

    back = found.mapped_back(document)

    assert back["p"][0].value == DateRange(Ref("x", Span(1, 5)))
    assert list(back.resolve(Ref("x", Span(1, 5)))) == list(document["x"])


# --- pipelines


def words(document: Document) -> Iterator[Annotation]:
    if "!" in document.text:
        raise ValueError("an exclamation")
    for match in re.finditer(r"\w+", document.text):
        yield Annotation(Span(*match.span()), "word")


def word_pipeline() -> Pipeline:
    return Pipeline(ExtractorSpec("words", function=words, provides=("word",)), plugins=Plugins(only=[]))


def surfaces(document: Document, label: str) -> list[str]:
    return [document.text_of(item) for item in document[label]]


def test_a_pipeline_runs_again_on_the_new_text_and_leaves_what_a_person_made() -> None:
    document = word_pipeline()(Document("one two-three", annotations=[Annotation(Span(4, 7), "name")]))
    changed = document.map_text([Edit(Span(7, 8), "")])
    assert surfaces(changed, "word") == ["one", "two", "three"]
    assert changed.sources == document.sources
    again = word_pipeline()(changed)

    assert surfaces(again, "word") == ["one", "twothree"]
    assert surfaces(again, "name") == ["two"]
    assert (again.alignment, again.lost) == (changed.alignment, changed.lost)
    assert {item.source for item in again["word"]} == set(again.sources)
    assert word_pipeline()(again) is again


def test_what_a_pipeline_found_anew_replaces_what_it_found_before_on_the_original() -> None:
    document = word_pipeline()(Document("one two-three", annotations=[Annotation(Span(6, 9), "cut")]))
    changed = word_pipeline()(document.map_text([Edit(Span(7, 8), "")]))
    back = changed.mapped_back(document)

    assert surfaces(back, "word") == ["one", "two-three"]
    assert surfaces(back, "cut") == ["o-t"]
    assert (back.sources, back.failures) == (changed.sources, changed.failures)
    assert back.alignment.is_identity
    assert word_pipeline()(back) == document


def test_what_was_lost_stays_on_the_original_unless_its_extractor_ran_again() -> None:
    document = word_pipeline()(Document("one two", annotations=[Annotation(Span(0, 3), "name")]))
    changed = document.map_text([Edit(Span(2, 5), "x")])

    assert [loss.annotation.label for loss in changed.lost] == ["name", "word", "word"]
    assert changed.mapped_back(document) == document
    back = word_pipeline()(changed).mapped_back(document)
    assert surfaces(back, "word") == ["one two"]
    assert surfaces(back, "name") == ["one"]


def test_what_a_change_lost_that_was_undone_is_found_again_without_the_sources() -> None:
    document = word_pipeline()(Document("one two"))
    undone = document.map_text([Edit(Span(0, 7))]).map_text([Edit(Span(0, 0), "one two")])

    assert word_pipeline()(undone) is undone
    assert surfaces(undone, "word") == []
    assert undone.mapped_back(document) == document
    assert word_pipeline()(attrs.evolve(undone, sources=())) == document


def test_failures_come_back() -> None:
    changed = word_pipeline()(Document("one").map_text([Edit(Span(3, 3), "!")]))

    assert changed.failures
    assert changed.mapped_back(Document("one")).failures == changed.failures


def test_annotations_given_one_by_one_are_carried_as_a_set() -> None:
    items = [Annotation(Span(5, 6), "x"), Annotation(Span(1, 2), "x")]
    alignment = Alignment.of(10, [Edit(Span(0, 1))])

    assert alignment.carry(iter(items)).annotations == AnnotationSet(
        Annotation(item.span.shift(-1), "x") for item in items
    )
    assert alignment.carry_back(alignment.carry(items).annotations).annotations == AnnotationSet(items)
