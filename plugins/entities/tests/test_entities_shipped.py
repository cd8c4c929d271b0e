"""The lists and the model that ship."""

import tomllib
from importlib.resources import files
from pathlib import Path

import pytest
from corpuskit_entities.chains.lists import cities, countries
from corpuskit_entities.letters import folded
from corpuskit_entities.tagger.model import Model, shipped

from corpuskit.errors import ConfigError
from corpuskit.testing import check_rules

DATA = Path(str(files("corpuskit_entities"))) / "data"


def test_rules_do_what_their_examples_say():
    assert check_rules("corpuskit_entities") >= 6


@pytest.mark.parametrize("names", [cities(), countries()])
def test_places_are_folded(names):
    assert names
    assert all(one == folded(one) for one in names)


def test_every_file_names_its_source():
    named = {
        name for source in tomllib.loads((DATA / "SOURCES.toml").read_text())["source"] for name in source["files"]
    }
    there = {path.relative_to(DATA).as_posix() for path in (DATA / "en").rglob("*.*")}

    assert named == there


def test_the_data_stay_small():
    assert sum(path.stat().st_size for path in DATA.rglob("*") if path.is_file()) < 6_000_000


def test_the_model_is_read_once():
    assert shipped() is shipped()


@pytest.mark.parametrize("content", [b"", b"text", b"PK\x03\x04"])
def test_what_is_no_model_is_refused(tmp_path, content):
    path = tmp_path / "model.npz"
    path.write_bytes(content)

    with pytest.raises(ConfigError, match="is no model"):
        Model.load(path)
