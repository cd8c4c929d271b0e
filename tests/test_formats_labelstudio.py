"""Label Studio: tasks as the tool takes them, and what it exports."""

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from corpuskit import Annotation, Corpus, Document, Span, formats
from corpuskit.errors import FormatError, FormatWarning
from corpuskit.formats.labelstudio import labeling_config
from corpuskit.values import EntityValue

TEXT = "😀 Ada met 😀 Eve."


def region(start: int, end: int, text: str | None = None, label: str = "PER", **more: object) -> dict[str, object]:
    value = {"start": start, "end": end, "labels": [label]} | ({} if text is None else {"text": text})
    return {"id": f"r{start}", "from_name": "ner", "to_name": "text", "type": "labels", "value": value} | more


def task(*results: dict[str, object], **more: object) -> dict[str, object]:
    return {"id": 7, "data": {"text": TEXT, "source": "wire"}, "annotations": [{"id": 1, "result": [*results]}]} | more


def read(folder: Path, *tasks: Any) -> list[Document]:
    (folder / "tasks.json").write_text(json.dumps([*tasks]))
    return list(Corpus.from_path(folder / "tasks.json", format="labelstudio"))


def places(document: Document) -> list[tuple[str, str]]:
    return [(item.label, document.text_of(item)) for item in document.annotations]


# --- what goes to the tool


def test_a_document_is_a_task_with_predictions(tmp_path: Path) -> None:
    name = Annotation(Span(2, 5), "entity", EntityValue("PER", "Ada"), score=0.5)
    Corpus([Document(TEXT, id="a1", annotations=[name])]).write(tmp_path / "t.json", format="labelstudio", strict=True)

    (found,) = json.loads((tmp_path / "t.json").read_bytes())
    assert found["data"] == {"text": TEXT, "id": "a1", "corpuskit": {}}
    assert found["predictions"][0]["result"] == [
        {
            **{"id": "entity@2-5", "from_name": "label", "to_name": "text", "type": "labels", "score": 0.5},
            "value": {"start": 2, "end": 5, "text": "Ada", "labels": ["entity"]},
            "meta": {"corpuskit": {"value": {"type": "PER", "name": "Ada"}, "score": 0.5}},
        }
    ]


def test_the_labeling_configuration_fits_the_tasks(tmp_path: Path) -> None:
    label = 'a "<b>" & c'
    formats.write([Document("a", annotations=[Annotation(Span(0, 1), label)])], tmp_path / "t", format="labelstudio")
    result = json.loads((tmp_path / "t").read_bytes())[0]["predictions"][0]["result"][0]
    view = ElementTree.fromstring(labeling_config([label]))

    labels, text = view.find("Labels"), view.find("Text")
    assert labels is not None
    assert text is not None
    assert (labels.get("name"), labels.get("toName")) == (result["from_name"], result["to_name"])
    assert (text.get("name"), text.get("value")) == (result["to_name"], "$text")
    assert [choice.get("value") for choice in labels] == result["value"]["labels"]


# --- what comes from the tool


def test_an_annotated_task_is_read(tmp_path: Path) -> None:
    (document,) = read(tmp_path, task(region(2, 5, "Ada"), predictions=[{"result": [region(0, 1, "😀")]}]))

    assert (document.id, document.text, document.metadata) == ("7", TEXT, {"source": "wire"})
    assert places(document) == [("PER", "Ada")]


def test_a_task_that_nobody_annotated_has_its_predictions(tmp_path: Path) -> None:
    cancelled = {"was_cancelled": True, "result": [region(0, 1, "😀")]}
    (document,) = read(tmp_path, task(annotations=[cancelled], predictions=[{"result": [region(2, 5, score=0.25)]}]))

    assert [(item.label, item.score) for item in document.annotations] == [("PER", 0.25)]


def test_units_of_utf16_are_seen_by_the_texts(tmp_path: Path) -> None:
    old, new = region(13, 16, "Eve"), region(12, 15, "Eve")
    one, two = read(tmp_path, task(region(3, 6, "Ada"), region(14, 17, "Eve")), task(region(2, 5, "Ada"), new))

    assert places(one) == places(two) == [("PER", "Ada"), ("PER", "Eve")]
    with pytest.raises(FormatError, match=r"document '7': a region says 'Eve', but 13 to 16 is 've\.'"):
        read(tmp_path, task(old, region(2, 5, "Ada")))


def test_several_labels_are_several_annotations(tmp_path: Path) -> None:
    both = region(2, 5, "Ada")
    both["value"]["labels"] = ["PER", "ORG"]  # type: ignore[index]
    (document,) = read(tmp_path, task(both))

    assert places(document) == [("ORG", "Ada"), ("PER", "Ada")]


def test_relations_and_choices_are_kept_and_written_again(tmp_path: Path) -> None:
    relation = {"from_id": "r2", "to_id": "r12", "type": "relation", "direction": "right", "labels": ["met"]}
    choice = {"id": "c1", "from_name": "tone", "to_name": "text", "type": "choices", "value": {"choices": ["mild"]}}
    (document,) = read(tmp_path, task(region(2, 5, "Ada"), region(12, 15, "Eve"), relation, choice))

    assert document.extra["labelstudio"] == (
        {**relation, "from_id": "PER@2-5", "to_id": "PER@12-15"},
        {**choice, "value": {"choices": ("mild",)}},
    )
    Corpus([document]).write(tmp_path / "again.json", format="labelstudio", strict=True)
    (again,) = json.loads((tmp_path / "again.json").read_bytes())
    results = again["predictions"][0]["result"]
    assert {results[2]["from_id"], results[2]["to_id"]} == {results[0]["id"], results[1]["id"]}
    assert list(Corpus.from_path(tmp_path / "again.json", format="labelstudio")) == [document]


def test_a_region_that_was_moved_keeps_its_value_and_not_its_parts(tmp_path: Path) -> None:
    pieces = Annotation(Span(2, 9), "entity", EntityValue("PER", "Ada"), parts=(Span(2, 5), Span(6, 9)))
    Corpus([Document(TEXT, annotations=[pieces])]).write(tmp_path / "t.json", format="labelstudio", strict=True)
    (data,) = json.loads((tmp_path / "t.json").read_bytes())
    data["predictions"][0]["result"][0]["value"] |= {"end": 5, "text": "Ada"}
    (document,) = read(tmp_path, data)

    assert [(item.span, item.value, item.parts) for item in document.annotations] == [(Span(2, 5), pieces.value, ())]


def test_annotations_of_others_are_told(tmp_path: Path) -> None:
    several = task(annotations=[{"result": [region(2, 5)]}, {"result": []}, {"result": []}])

    with pytest.warns(FormatWarning, match=r"one annotation is read; left out: 2$"):
        read(tmp_path, several)


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"data": {"body": "a"}}, "task 'tasks.json:1' has no text in data.text, but 'body'"),
        ({"data": 1}, "no text"),
        (task(region(0, 99)), "document '7': a region from 0 to 99 is no place in the text of 16 code points"),
        (task(region(5, 2)), "from 5 to 2 is no place"),
        (task({"type": "labels"}), "from None to None"),
        (task({"type": "labels", "value": []}), "from None to None"),
        (task(region(0, 1, label="a@b")), "annotation 1 "),
        (task(region(0, 1, score=7)), "annotation 1 "),
        (task(region(0, 1, label=[])), "annotation 1"),  # type: ignore[arg-type]
        ([1], "element 1 is no object"),
    ],
)
def test_what_is_no_task_is_refused_with_its_place(tmp_path: Path, given: Any, fault: str) -> None:
    with pytest.raises(FormatError, match=fault):
        read(tmp_path, given)
