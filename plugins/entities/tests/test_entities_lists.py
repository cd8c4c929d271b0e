"""Lists of a user, and the lists that ship."""

import json
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest
from corpuskit_entities.config import EntityConfig, Entry
from corpuskit_entities.evidence import word_class
from corpuskit_entities.extract import EntityExtractor
from corpuskit_entities.gazetteer import shipped
from corpuskit_entities.letters import folded

from corpuskit import Document
from corpuskit.errors import ConfigError, FormatError
from corpuskit.testing import check_rules

DATA = Path(str(files("corpuskit_entities"))) / "data"


def found(text, *gazetteers):
    document = Document(text)
    items = EntityExtractor(EntityConfig(gazetteers=gazetteers))(document)
    return [(document.text_of(item), item.value) for item in items if item.value.method == "gazetteer"]


def test_rules_do_what_their_examples_say():
    assert check_rules("corpuskit_entities") >= 6


def test_a_mapping_gives_names_their_types():
    assert [(text, value.type) for text, value in found("the deep blue", {"deep blue": "ORG"})] == [
        ("deep blue", "ORG")
    ]


def test_the_longest_name_wins():
    pairs = found("He left New Acme City today.", {"Acme": "ORG", "New Acme City": "LOC"})

    assert [text for text, _ in pairs] == ["New Acme City"]


def test_case_is_a_policy_of_each_entry():
    entries = (Entry("acme", "ORG", case="any"), Entry("Zork", "PER"))

    assert [text for text, _ in found("ACME and zork and Acme", entries)] == ["ACME", "Acme"]


def test_an_entry_has_a_canonical_name_and_a_subtype():
    [(_, value)] = found("They sued Acme.", (Entry("Acme", "ORG", canonical="Acme Corporation", subtype="Q42"),))

    assert (value.name, value.subtype) == ("Acme Corporation", "Q42")


def test_a_listed_name_inside_a_longer_one_leaves_both():
    document = Document("They robbed the Bank of Zork today.")
    items = EntityExtractor(EntityConfig(gazetteers=({"Zork": "LOC"},)))(document)

    assert [document.text_of(item) for item in items] == ["Bank of Zork", "Zork"]


def test_a_canonical_name_is_that_of_the_whole_chain():
    entries = (Entry("George Karimi", "PER", canonical="Karimi, George"),)
    items = EntityExtractor(EntityConfig(gazetteers=(entries,)))(Document("George Karimi spoke. Then Mr Karimi left."))

    assert {item.value.name for item in items} == {"Karimi, George"}


def test_lists_are_read_from_tsv(tmp_path):
    path = tmp_path / "names.tsv"
    path.write_text("name\ttype\tsubtype\nzork grue\tLOC\tcave\n", encoding="utf-8")

    assert [(text, value.subtype) for text, value in found("in the zork grue", str(path))] == [("zork grue", "cave")]


def test_lists_are_read_from_jsonl(tmp_path):
    path = tmp_path / "names.jsonl"
    path.write_text(json.dumps({"name": "zork grue", "type": "PER"}) + "\n", encoding="utf-8")

    assert [(text, value.type) for text, value in found("in the zork grue", str(path))] == [("zork grue", "PER")]


def test_a_bad_line_is_named(tmp_path):
    path = tmp_path / "names.tsv"
    path.write_text("name\ttype\nzork\tBEAST\n", encoding="utf-8")

    with pytest.raises(FormatError, match=r"names\.tsv:2"):
        EntityExtractor(EntityConfig(gazetteers=(str(path),)))


def test_a_list_that_is_not_there_is_named():
    with pytest.raises(FormatError, match="nowhere"):
        EntityExtractor(EntityConfig(gazetteers=("nowhere.tsv",)))


def test_one_list_in_place_of_a_tuple_is_refused():
    with pytest.raises(ConfigError, match="tuple"):
        EntityConfig(gazetteers="names.tsv")


def test_an_entry_with_an_unknown_key_is_refused():
    with pytest.raises(ConfigError, match="nom"):
        Entry.of({"nom": "Acme"})


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
