"""Web Annotation: what is written is JSON-LD of the model, and what is read quotes its text."""

import json
from pathlib import Path
from typing import Any

import pytest

from corpuskit import Annotation, Corpus, Document, Span, formats
from corpuskit.errors import FormatError, FormatWarning
from corpuskit.formats.webannotation import with_annotations
from corpuskit.values import EntityValue, OpaqueValue

TEXT = "😀 Ada met Ada in May."


def written(folder: Path, document: Document) -> Any:
    Corpus([document]).write(folder / "out.jsonld", strict=True)
    return json.loads((folder / "out.jsonld").read_bytes())


def quotation(exact: str, prefix: str = "", suffix: str = "") -> dict[str, str]:
    return {"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix}


def position(start: int, end: int) -> dict[str, object]:
    return {"type": "TextPositionSelector", "start": start, "end": end}


def annotation(*selectors: dict[str, object] | dict[str, str], body: object = None) -> dict[str, object]:
    return {"type": "Annotation", "body": body, "target": {"source": "a", "selector": [*selectors]}}


def test_an_annotation_has_a_position_and_a_quotation(tmp_path: Path) -> None:
    item = Annotation(Span(2, 5), "entity", EntityValue("PER", "Ada"), score=0.5)
    (collection,) = written(tmp_path, Document(TEXT, id="a/1 b", annotations=[item]))
    (found,) = collection["first"]["items"]

    assert (collection["type"], collection["first"]["type"], found["type"]) == (
        *("AnnotationCollection", "AnnotationPage", "Annotation"),
    )
    assert collection["total"] == 1
    assert found["body"] == {"type": "TextualBody", "purpose": "tagging", "value": "entity"}
    assert found["target"] == {
        "source": "urn:x-corpuskit:document:a%2F1%20b",
        "selector": [position(2, 5), quotation("Ada", "😀 ", " met Ada in May.")],
    }
    assert found["corpuskit"] == {"value": {"type": "PER", "name": "Ada"}, "score": 0.5}


def test_an_annotation_in_pieces_has_several_targets(tmp_path: Path) -> None:
    item = Annotation(Span(2, 13), "pair", parts=(Span(2, 5), Span(10, 13)))
    (collection,) = written(tmp_path, Document(TEXT, annotations=[item]))

    targets = collection["first"]["items"][0]["target"]
    assert [target["selector"][0]["start"] for target in targets] == [2, 10]


def test_terms_are_those_of_the_model_or_of_the_context(tmp_path: Path) -> None:
    (collection,) = written(tmp_path, Document(TEXT, annotations=[Annotation(Span(2, 5), "entity", score=1)]))

    assert collection["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    own = collection["@context"][1]
    known = {"@context", "id", "type", "label", "total", "first", *own}
    assert collection.keys() <= known
    assert collection["first"].keys() == {"id", "type", "startIndex", "items"}
    assert collection["first"]["items"][0].keys() <= {"id", "type", "motivation", "body", "target", *own}


def test_positions_that_do_not_fit_are_mended_by_the_quotation(tmp_path: Path) -> None:
    document = Document(TEXT, id="a", annotations=[Annotation(Span(10, 13), "entity")])
    data = written(tmp_path, document)
    # As a tool counts that takes UTF-16 units.
    data[0]["first"]["items"][0]["target"]["selector"][0] |= {"start": 11, "end": 14}
    (tmp_path / "moved.jsonld").write_text(json.dumps(data))

    with pytest.warns(FormatWarning, match=r"document 'a': annotations found by what they quote, .*: 1$"):
        assert list(Corpus.from_path(tmp_path / "moved.jsonld")) == [document]


@pytest.mark.parametrize(
    ("selectors", "fault"),
    [
        ([quotation("Ada")], "'Ada' is quoted, and stands more than once"),
        ([quotation("Eve")], "'Eve' is quoted, and stands nowhere"),
        ([position(0, 3), quotation("")], "'' is quoted"),
        ([position(0, 99)], "is no place in the text of 21 code points"),
        ([position(3, 1)], "is no place"),
        ([{"type": "TextPositionSelector", "start": "1"}], "is no place"),
    ],
)
def test_what_has_no_place_is_refused(selectors: list[dict[str, object]], fault: str) -> None:
    with pytest.raises(FormatError, match=f"document 'a'.*{fault}"):
        with_annotations(Document(TEXT, id="a"), annotation(*selectors))


@pytest.mark.parametrize(
    ("selectors", "span"),
    [
        ([quotation("Ada", "met ")], Span(10, 13)),
        ([quotation("Ada", "", " met")], Span(2, 5)),
        ([quotation("May", "not there")], Span(17, 20)),
        ([position(0, 1)], Span(0, 1)),
        ([position(0, 1) | {"type": ["oa:Selector", "TextPositionSelector"]}], Span(0, 1)),
    ],
)
def test_annotations_of_others_are_put_on_a_document(selectors: list[dict[str, object]], span: Span) -> None:
    found = with_annotations(Document(TEXT), {"type": "AnnotationPage", "items": [annotation(*selectors)]})

    assert [(item.label, item.span) for item in found.annotations] == [("annotation", span)]


def test_purposes_and_motivations_may_be_lists() -> None:
    tag = annotation(position(0, 1), body={"purpose": ["tagging", "linking"], "value": "month"})
    reason = annotation(position(0, 1)) | {"motivation": ["highlighting", "linking"]}
    found = with_annotations(Document(TEXT), [tag, reason])

    assert [(item.label, item.value) for item in found.annotations] == [("highlighting", None), ("month", None)]


def test_bodies_of_others_are_kept_as_values() -> None:
    comment = {"type": "TextualBody", "value": "Which month?", "purpose": "commenting"}
    (item,) = with_annotations(Document(TEXT), annotation(quotation("May"), body=comment)).annotations

    assert isinstance(item.value, OpaqueValue)
    assert json.loads(item.value.json) == comment


def test_what_selects_no_text_is_left_out_and_told() -> None:
    data = [annotation({"type": "FragmentSelector"}, {"type": [], "value": {}}), {"target": "https://example.org/a"}]

    with pytest.warns(FormatWarning, match=r"annotations left out, as they select no text: 2$"):
        assert not with_annotations(Document(TEXT), data).annotations


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("[1]", "element 1 is no object"),
        ("{", "broken JSON"),
        ('{"type": "AnnotationCollection"}', r"collection 1 has no text.*with_annotations\(\)"),
        ("[" * 101 + "]" * 101, "element 1 is no object|nested"),
    ],
)
def test_what_is_no_collection_with_a_text_is_refused(tmp_path: Path, content: str, fault: str) -> None:
    (tmp_path / "a.jsonld").write_text(content)

    with pytest.raises(FormatError, match=fault):
        list(formats.read(tmp_path / "a.jsonld"))
