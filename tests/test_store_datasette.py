"""A store opens in Datasette as it is."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from corpuskit import Annotation, Document, Span
from corpuskit.store import index
from corpuskit.values import EntityValue

DOCUMENTS = [
    Document(
        "The withdrawal from Iraq began.",
        id="https://example.org/a",
        annotations=[Annotation(Span(20, 24), "entity", EntityValue("LOC", "Iraq"))],
    ),
    Document("Nothing moved.", id="b"),
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store") / "corpus.db"
    index(DOCUMENTS, path)
    return path


def shown(store: Path, address: str) -> Any:
    """What Datasette answers to an address, without a server."""
    command = [sys.executable, "-m", "datasette", str(store), "--get", f"/corpus{address}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_its_texts_can_be_searched(store: Path) -> None:
    pytest.importorskip("datasette")

    (row,) = shown(store, "/documents.json?_search=withdrawal&_shape=array")
    assert row["id"] == "https://example.org/a"


def test_annotations_are_shown_with_the_names_that_they_point_at(store: Path) -> None:
    pytest.importorskip("datasette")

    (row,) = shown(store, "/annotations.json?label=entity&_labels=on&_shape=array")
    assert (row["start"], row["end"]) == (20, 24)
    assert row["name"]["label"] == "Iraq"
