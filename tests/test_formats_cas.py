"""UIMA CAS JSON: what is written another reader takes, and what others write is read."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from corpuskit import Annotation, Corpus, Document, Span
from corpuskit.errors import FormatError, FormatWarning
from corpuskit.formats._json import dumps
from corpuskit.formats.cas_json import _cas
from corpuskit.testing.strategies import documents
from corpuskit.values import EntityValue, OpaqueValue

TEXT = "😀 Ada met Eve."


def structures(*further: dict[str, object], text: str = TEXT) -> dict[str, Any]:
    sofa = {"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaNum": 1, "sofaID": "_InitialView", "sofaString": text}
    return {"%TYPES": {}, "%FEATURE_STRUCTURES": [sofa, *further], "%VIEWS": {}}


def read(folder: Path, cas: object) -> Document:
    (folder / "a1.json").write_text(json.dumps(cas))
    return Corpus.from_path(folder / "a1.json", format="cas-json").first()


def name(number: int, begin: int, end: int, **features: object) -> dict[str, object]:
    return {"%ID": number, "%TYPE": "org.example.Name", "@sofa": 1, "begin": begin, "end": end, **features}


# --- what goes to others


@given(documents())
def test_cassis_takes_every_document(document: Document) -> None:
    cassis = pytest.importorskip("cassis")
    cas = cassis.load_cas_from_json(dumps(_cas(document), document.id).decode())
    found = cas.select("corpuskit.Annotation")

    assert cas.sofa_string == document.text
    assert sorted((item.label, item.begin, item.end) for item in found) == sorted(
        (item.label, item.start, item.end) for item in document.annotations
    )
    assert [item.id for item in cas.select("corpuskit.Document")] == [document.id]


@given(documents())
def test_what_cassis_writes_again_is_the_same(tmp_path_factory: pytest.TempPathFactory, document: Document) -> None:
    cassis = pytest.importorskip("cassis")
    cas = cassis.load_cas_from_json(dumps(_cas(document), document.id).decode())
    path = tmp_path_factory.mktemp("cas") / "a.json"
    cas.to_json(path)

    assert Corpus.from_path(path, format="cas-json").first() == document


def test_offsets_are_units_of_utf16_and_types_are_in_the_file(tmp_path: Path) -> None:
    item = Annotation(Span(2, 5), "proper name", EntityValue("PER", "Ada"), score=0.5)
    Corpus([Document(TEXT, id="2020/a1", annotations=[item])]).write(tmp_path / "o", format="cas-json", strict=True)
    cas = json.loads((tmp_path / "o" / "2020" / "a1.json").read_bytes())

    assert cas["%FEATURE_STRUCTURES"][-1] == {
        **{"%ID": 4, "%TYPE": "corpuskit.layer.proper_name", "@sofa": 1, "begin": 3, "end": 6},
        **{"label": "proper name", "value": '{"type":"PER","name":"Ada"}', "score": 0.5},
    }
    assert cas["%TYPES"]["corpuskit.layer.proper_name"]["%SUPER_TYPE"] == "corpuskit.Annotation"
    assert cas["%VIEWS"] == {"_InitialView": {"%SOFA": 1, "%MEMBERS": [2, 3, 4]}}


@pytest.mark.parametrize("name", ["mine.txt", "package.json"])
def test_a_folder_of_other_files_is_not_replaced(tmp_path: Path, name: str) -> None:
    Corpus([Document("a", id="a")]).write(tmp_path, format="cas-json")
    (tmp_path / name).write_text("{}")

    with pytest.raises(OSError, match="something else"):
        Corpus([Document("a")]).write(tmp_path, format="cas-json")
    assert (tmp_path / name).read_text() == "{}"


# --- what comes from others


def test_types_become_layers_and_features_their_values(tmp_path: Path) -> None:
    whole = {"%ID": 9, "%TYPE": "uima.tcas.DocumentAnnotation", "@sofa": 1, "begin": 0, "end": 16, "language": "en"}
    document = read(tmp_path, structures(whole, name(2, 3, 6, kind="PER", **{"@other": 3}), name(3, 11, 14)))

    assert (document.id, document.metadata) == ("a1", {"language": "en"})
    assert [(item.label, document.text_of(item)) for item in document.annotations] == [("Name", "Ada"), ("Name", "Eve")]
    value = document["Name"][0].value
    assert isinstance(value, OpaqueValue)
    assert json.loads(value.json) == {"kind": "PER", "other": {"label": "Name", "span": [10, 13]}}


def test_a_type_called_like_a_standard_layer_keeps_its_whole_name(tmp_path: Path) -> None:
    document = read(tmp_path, structures({**name(2, 3, 6, kind="x"), "%TYPE": "org.example.date"}))

    assert document.annotations.labels == ("org.example.date",)


def test_structures_may_stand_by_their_ids(tmp_path: Path) -> None:
    data = structures(name(2, 3, 6))
    data["%FEATURE_STRUCTURES"] = {str(item.pop("%ID")): item for item in data["%FEATURE_STRUCTURES"]}

    assert len(read(tmp_path, data)["Name"]) == 1


def test_what_is_no_annotation_is_left_out_and_told(tmp_path: Path) -> None:
    view = {"%ID": 5, "%TYPE": "uima.cas.Sofa", "sofaNum": 2, "sofaID": "fr", "sofaString": "Ada"}
    further = [
        view,
        {"%ID": 6, "%TYPE": "org.example.List"},
        name(7, 0, 2, **{"@head": 6}),
        {**name(8, 0, 3), "@sofa": 5},
    ]

    with pytest.warns(FormatWarning, match=r"left out: feature structures .* \(3\), further views \(1\)"):
        document = read(tmp_path, structures(*further))
    assert len(document.annotations) == 1


@pytest.mark.parametrize(
    ("cas", "fault"),
    [
        ({}, "this is no CAS"),
        ({"%FEATURE_STRUCTURES": [{"%ID": 1}]}, "this is no CAS"),
        ({"%FEATURE_STRUCTURES": [{"%ID": 1, "%TYPE": "a"}, {"%ID": 1, "%TYPE": "b"}]}, "%ID is a whole number"),
        ({"%FEATURE_STRUCTURES": {"²": {"%TYPE": "a"}}}, "%ID is a whole number"),
        ({"%FEATURE_STRUCTURES": {"9" * 5000: {"%TYPE": "a"}}}, "%ID is a whole number"),
        ({"%FEATURE_STRUCTURES": {"1": 5}}, "this is no CAS"),
        ({"%FEATURE_STRUCTURES": [{"%ID": 1, "%TYPE": "a.B"}]}, "no CAS with a text"),
        (structures({"%ID": [], "%TYPE": "a.B"}), "%ID is a whole number"),
        (structures(name(2, 0, 99)), "document 'a1': org.example.Name 2: "),
        (structures(name(2, 1, 3)), "org.example.Name 2: .*surrogate"),
        (structures({**name(2, 3, 6, label="x", value="{"), "%TYPE": "corpuskit.layer.x"}), "broken JSON"),
        (structures({**name(2, 3, 6), "%TYPE": "corpuskit.layer.x"}), "'label' is missing"),
        (structures({"%ID": 2, "%TYPE": "corpuskit.Document", "id": "a", "record": "[]"}), "is a JSON object"),
        (structures({"%ID": 2, "%TYPE": "corpuskit.Document", "record": "{}"}), "'id' is a string"),
    ],
)
def test_what_is_no_cas_is_refused_with_its_place(tmp_path: Path, cas: object, fault: str) -> None:
    with pytest.raises(FormatError, match=f"a1.json.*{fault}"):
        read(tmp_path, cas)
