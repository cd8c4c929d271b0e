"""The lists and the model that ship."""

import runpy
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest
from corpuskit_entities.chains.lists import cities, countries
from corpuskit_entities.tagger.model import Model, shipped

from corpuskit.errors import ConfigError
from corpuskit.names import folded
from corpuskit.testing import check_rules

DATA = Path(str(files("corpuskit_entities"))) / "data"
LISTS = Path(__file__).parents[1] / "training" / "lists"


def test_rules_do_what_their_examples_say():
    assert check_rules("corpuskit_entities") >= 6


@pytest.mark.parametrize("names", [cities(), countries()])
def test_places_are_folded(names):
    assert names
    assert all(one == folded(one) for one in names)


@pytest.mark.parametrize(("folder", "pattern"), [(DATA, "en/*"), (LISTS, "*.tsv")], ids=["data", "lists of training"])
def test_every_file_names_its_source(folder, pattern):
    sources = tomllib.loads((folder / "SOURCES.toml").read_text(encoding="utf-8"))["source"]
    there = {path.relative_to(folder).as_posix() for path in folder.glob(pattern)}

    assert {name for source in sources for name in source["files"]} == there


def test_places_that_ship_are_the_great_ones_of_those_that_are_trained_with():
    tool = runpy.run_path(str(LISTS.parents[1] / "tools" / "build_gazetteers.py"))
    lines = (LISTS / "places.tsv").read_text(encoding="utf-8").splitlines()[1:]
    great = tool["great"](dict(line.split("\t") for line in lines), tool["first_column"](LISTS / "common.tsv"))
    shipped = (DATA / "en" / "places.tsv").read_text(encoding="utf-8").splitlines()[1:]

    assert [f"{name}\t{kind}" for name, kind in great.items()] == shipped


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
