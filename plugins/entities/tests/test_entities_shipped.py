"""The lists that ship."""

import tomllib
from importlib.resources import files
from pathlib import Path

import pytest
from corpuskit_entities.evidence import word_class
from corpuskit_entities.gazetteer import shipped
from corpuskit_entities.letters import folded

from corpuskit.testing import check_rules

DATA = Path(str(files("corpuskit_entities"))) / "data"


def test_rules_do_what_their_examples_say():
    assert check_rules("corpuskit_entities") >= 6


@pytest.mark.parametrize("name", ["places", "given", "surnames", "common"])
def test_shipped_names_are_folded_and_sorted(name):
    path = DATA / "en" / "gazetteers" / f"{name}.tsv"
    names = [line.split("\t")[0] for line in path.read_text(encoding="utf-8").splitlines()[1:]]

    assert names == sorted(names)
    assert all(one == folded(one) for one in names)


def test_every_list_names_its_source():
    named = {
        name for source in tomllib.loads((DATA / "SOURCES.toml").read_text())["source"] for name in source["files"]
    }
    there = {path.relative_to(DATA).as_posix() for path in (DATA / "en").rglob("*.t*")}

    assert named == there


def test_the_data_stay_small():
    assert sum(path.stat().st_size for path in DATA.rglob("*") if path.is_file()) < 3_000_000


@pytest.mark.parametrize(("word", "kind"), [("iraqi", "N"), ("france", "co"), ("university", "hor"), ("monday", "m")])
def test_words_have_classes(word, kind):
    assert kind in word_class(word)


def test_lists_are_read_once():
    assert shipped() is shipped()
