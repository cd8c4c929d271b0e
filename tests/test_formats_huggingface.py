"""Hugging Face datasets: what is written their library opens, and what it writes is read."""

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpuskit import Annotation, Corpus, Document, Span, formats
from corpuskit.errors import FormatError, InvalidValue, MissingExtra
from corpuskit.testing.strategies import documents
from corpuskit.values import EntityValue

NAME = Annotation(Span(2, 5), "entity", EntityValue("PER", "Ada"), parts=(Span(2, 3), Span(4, 5)), score=0.5)
DOCUMENT = Document("😀 Ada met Eve.", id="a1", metadata={"date": "2020-06-12"}, annotations=[NAME])


@pytest.fixture
def datasets() -> Any:
    return pytest.importorskip("datasets")


# --- with the library


@given(st.lists(documents(), max_size=3))
def test_documents_go_into_a_dataset_and_come_back(given_documents: list[Document]) -> None:
    pytest.importorskip("datasets")
    dataset = Corpus(given_documents).to_dataset()

    assert dataset.num_rows == len(given_documents)
    assert list(Corpus.from_dataset(dataset)) == given_documents


def test_annotations_are_nested_features(datasets: Any) -> None:
    dataset = Corpus([DOCUMENT]).to_dataset()

    assert dataset.features["annotations"].feature["start"].dtype == "int64"
    assert dataset[0]["annotations"][0]["parts"] == [[2, 3], [4, 5]]
    assert json.loads(dataset[0]["annotations"][0]["value"]) == {"type": "PER", "name": "Ada"}


def test_a_folder_is_opened_by_the_library(datasets: Any, tmp_path: Path) -> None:
    Corpus([DOCUMENT, Document("", id="b")]).write(tmp_path / "out", format="huggingface", strict=True)
    dataset = datasets.load_from_disk(str(tmp_path / "out"))

    assert dataset["id"][:] == ["a1", "b"]
    assert list(Corpus.from_dataset(dataset)) == list(Corpus.from_path(tmp_path / "out"))


def test_a_folder_of_the_library_is_read(datasets: Any, tmp_path: Path) -> None:
    given_rows = {"body": ["5 May", "6 May", "7 May"], "label": [0, 1, 0], "url": ["u1", "u2", "u3"]}
    features = datasets.Features(
        body=datasets.Value("string"), label=datasets.ClassLabel(names=["a", "b"]), url=datasets.Value("string")
    )
    dataset = datasets.Dataset.from_dict(given_rows, features=features).select([2, 0])
    dataset.save_to_disk(str(tmp_path / "in"))
    names = {"text": "body", "id": "url"}

    assert formats.guess(tmp_path / "in") == "huggingface"
    found = list(Corpus.from_path(tmp_path / "in", **names))
    assert [(one.id, one.text, one.metadata) for one in found] == [
        ("u3", "7 May", {"label": 0}),
        ("u1", "5 May", {"label": 0}),
    ]
    assert list(Corpus.from_dataset(dataset, **names)) == found


def test_splits_are_named(datasets: Any, tmp_path: Path) -> None:
    splits = datasets.DatasetDict(train=Corpus([DOCUMENT]).to_dataset(), test=Corpus([]).to_dataset())
    splits.save_to_disk(str(tmp_path / "in"))

    with pytest.raises(FormatError, match=r"several datasets, test, train; read one of its splits"):
        list(Corpus.from_path(tmp_path / "in"))
    assert list(Corpus.from_path(tmp_path / "in" / "train")) == [DOCUMENT]
    with pytest.raises(InvalidValue, match=r"not DatasetDict; choose a split"):
        Corpus.from_dataset(splits)


# --- without it


def test_the_same_documents_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        Corpus([DOCUMENT]).write(tmp_path / name, format="huggingface")

    files = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert files == ["data-00000-of-00001.arrow", "dataset_info.json", "state.json"]
    assert [(tmp_path / "one" / name).read_bytes() for name in files] == [
        (tmp_path / "two" / name).read_bytes() for name in files
    ]


@pytest.mark.parametrize("name", ["mine.txt", "mine.arrow"])
def test_only_a_dataset_is_replaced(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("a")

    with pytest.raises(OSError, match="something else"):
        Corpus([DOCUMENT]).write(tmp_path, format="huggingface")
    for _ in range(2):
        assert Corpus([DOCUMENT]).write(tmp_path / "out", format="huggingface") == 1


@pytest.mark.parametrize(
    ("state", "fault"),
    [
        ("{", "state.json does not name its files"),
        pytest.param("[" * 100_000, "state.json does not name its files", id="deep"),
        pytest.param(
            '{"_data_files": [{"filename": "' + "a" * 5000 + '"}]}', "which is no file in this folder", id="long"
        ),
        ('{"_data_files": 1}', "state.json does not name its files"),
        ('{"_data_files": [{"filename": "../secret.arrow"}]}', "which is no file in this folder"),
        ('{"_data_files": [{"filename": "/etc/passwd"}]}', "which is no file in this folder"),
        ('{"_data_files": [{"filename": "gone.arrow"}]}', "which is no file in this folder"),
        ('{"_data_files": [{"filename": "state.json"}]}', "no stream of Arrow"),
    ],
)
def test_a_broken_dataset_is_refused(tmp_path: Path, state: str, fault: str) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "dataset_info.json").write_text("{}")
    (tmp_path / "in" / "state.json").write_text(state)
    (tmp_path / "secret.arrow").write_text("a")

    with pytest.raises(FormatError, match=fault):
        list(Corpus.from_path(tmp_path / "in"))


def test_a_stream_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    Corpus([DOCUMENT] * 50).write(tmp_path / "out", format="huggingface")
    data = tmp_path / "out" / "data-00000-of-00001.arrow"
    data.write_bytes(data.read_bytes()[:-3000])

    with pytest.raises(FormatError, match="damaged or truncated"):
        list(Corpus.from_path(tmp_path / "out"))


def test_columns_that_are_missing_are_named(tmp_path: Path) -> None:
    Corpus([]).write(tmp_path / "out", format="huggingface")
    with pa.ipc.new_stream(tmp_path / "out" / "data-00000-of-00001.arrow", pa.schema([("body", pa.string())])):
        pass

    with pytest.raises(FormatError, match="there is no column 'text'"):
        list(Corpus.from_path(tmp_path / "out"))


def test_what_is_no_dataset_is_refused() -> None:
    with pytest.raises(InvalidValue, match=r"a datasets\.Dataset is needed, not list"):
        Corpus.from_dataset([])


def test_the_extra_is_named_where_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "datasets", None)

    with pytest.raises(MissingExtra, match=r"pip install 'corpuskit-core\[datasets\]'"):
        Corpus([DOCUMENT]).to_dataset()
