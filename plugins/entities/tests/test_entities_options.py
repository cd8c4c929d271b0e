"""Options say what they mean: what is wanted, allowed and denied, and what is wrong with one."""

import pytest
from corpuskit_entities.config import EntityConfig, Entry
from corpuskit_entities.extract import EntityExtractor
from hypothesis import given
from hypothesis import strategies as st

from corpuskit import Document
from corpuskit.errors import ConfigError, FormatError
from corpuskit.testing import ExtractorContract

TEXT = "Hamid Karimi met Ana Brandt in Kenya. Mr Karimi left Kenya for the Bank of Iraq."


def found(text, **options):
    document = Document(text)
    return [document.text_of(item) for item in EntityExtractor(EntityConfig(**options))(document)]


class TestListed(ExtractorContract):
    extractor = "entities"
    config = EntityConfig(
        gazetteers=[{"a": "ORG", "Zork": "LOC", "北京": "LOC"}, [Entry("zork grue", "PER", case="any", id="Z")]],
        deny=["Ana Brandt"],
    )
    examples = ("The Zork of 北京, a ZORK GRUE, and Ana Brandt.", "Zork’s Zork-Zork in Bremen.")
    max_examples = 10


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, ["Hamid Karimi", "Ana Brandt", "Kenya", "Karimi", "Kenya", "Bank of Iraq", "Iraq"]),
        ({"deny": ["KENYA"]}, ["Hamid Karimi", "Ana Brandt", "Karimi", "Bank of Iraq", "Iraq"]),
        ({"deny": ["Karimi"]}, ["Hamid Karimi", "Ana Brandt", "Kenya", "Kenya", "Bank of Iraq", "Iraq"]),
        ({"deny": ["Hamid  Karimi"]}, ["Ana Brandt", "Kenya", "Kenya", "Bank of Iraq", "Iraq"]),
        ({"deny": ["Bank of Iraq"], "types": ["ORG", "LOC"]}, ["Kenya", "Kenya", "Iraq"]),
        ({"allow": ["hamid karimi", "iraq"]}, ["Hamid Karimi", "Karimi", "Iraq"]),
        ({"allow": ["Karimi", "Kenya"], "deny": ["Kenya"]}, ["Karimi"]),
        ({"deny": ["Kenya"], "gazetteers": [{"Kenya": "NORP"}], "types": ["NORP"]}, []),
        ({"deny": ["No. 5"], "gazetteers": [[Entry("Kenya", "LOC", "No. 5")]], "types": ["LOC"]}, ["Iraq"]),
        ({"allow": ["left"], "gazetteers": [{"left": "MISC"}]}, ["left"]),
    ],
)  # fmt: skip
def test_what_is_denied_is_never_given_and_what_is_allowed_alone(options, expected):
    assert found(TEXT, **options) == expected


def test_a_denied_name_is_no_variant():
    items = EntityExtractor(EntityConfig(deny=["Karimi"]))(Document(TEXT))

    assert items[0].value.name == "Hamid Karimi"
    assert items[0].value.variants == ()


@given(st.sets(st.sampled_from(["Hamid Karimi", "karimi", "Ana Brandt", "Kenya", "Bank of Iraq", "Iraq", "left"])))
def test_no_denied_name_is_anywhere_in_the_values(denied):
    extract = EntityExtractor(EntityConfig(deny=sorted(denied), gazetteers=[{"left": "ORG"}]))
    folded = {name.lower() for name in denied}
    for item in extract(Document(TEXT)):
        named = {TEXT[item.start : item.end].lower(), item.value.name.lower(), *map(str.lower, item.value.variants)}

        assert named.isdisjoint(folded)


@pytest.mark.parametrize("name", ["deny.txt", "deny.tsv"])
def test_names_to_deny_are_read_from_a_file(tmp_path, name):
    path = tmp_path / name
    path.write_text("name\nKenya\nKarimi\n")

    assert "Kenya" not in found(TEXT, deny=[str(path), "Iraq"])
    assert "Kenya" not in found(TEXT, deny=[path])
    assert found(TEXT, allow=[path]) == ["Kenya", "Karimi", "Kenya"]


def test_a_file_that_is_not_there_is_named():
    with pytest.raises(FormatError, match=r"nowhere\.txt: .*cannot be read"):
        EntityExtractor(EntityConfig(deny=["nowhere.txt"]))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"types": "PER"}, r"types='PER' is no list; write \['PER'\]"),
        ({"types": ["PERSON"]}, "types: 'PERSON' is no type of entities; did you mean 'PER'"),
        ({"nested": 1}, "nested=1 is neither True nor False"),
        ({"min_score": 2}, "min_score=2 is no score; write a number from 0 to 1"),
        ({"min_score": True}, "min_score=True is no score"),
        ({"allow": "Ann"}, r"allow='Ann' is no list; write \['Ann'\]"),
        ({"allow": [5]}, r"allow\[0\]=5 is no name; give a name, or the path"),
        ({"deny": ["Ann", " "]}, r"deny\[1\]=' ' is no name"),
        ({"gazetteers": "names.tsv"}, r"gazetteers='names.tsv' is no list; write \["),
        ({"gazetteers": {"Ann": "PER"}}, r"gazetteers={'Ann': 'PER'} is no list; write \["),
        ({"gazetteers": [5]}, r"gazetteers\[0\]=5 is no list of names; give a path, a mapping"),
        ({"gazetteers": [{"Ann": "PERSON"}]}, r"gazetteers\[0\]\['Ann'\]: the type 'PERSON' of 'Ann' is none of PER"),
        ({"gazetteers": [{"name": "Ann", "type": "PER"}]}, r"gazetteers\[0\]=.* is one entry.*; write \[{"),
        ({"gazetteers": [[], [{"nmae": "Bo"}]]}, r"gazetteers\[1\]\[0\]: an entry has no 'nmae'; did you mean 'name'"),
        ({"gazetteers": [Entry("Ann")]}, r"gazetteers\[0\]=Entry.* is no list of names"),
        ({"rules": "ships.toml"}, r"rules='ships.toml' is no list"),
        ({"rules": [5]}, r"rules\[0\]=5 is no path"),
        ({"without": "a rule"}, r"without='a rule' is no list"),
        ({"without": [5]}, r"without\[0\]=5 is no name of a rule"),
    ],
)  # fmt: skip
def test_a_wrong_option_is_named_with_what_to_do(options, message):
    with pytest.raises(ConfigError, match=message):
        EntityConfig(**options)


def test_a_mapping_may_say_more_than_the_type():
    [entries] = EntityConfig(gazetteers=[{"Ann": {"type": "PER", "id": "Q1"}, "Bo": "ORG"}]).gazetteers

    assert entries == (Entry("Ann", "PER", id="Q1"), Entry("Bo", "ORG"))


def test_a_document_may_be_read_once():
    once, twice = (EntityExtractor(EntityConfig(memory=memory))(Document(TEXT)) for memory in (False, True))

    assert [(item.start, item.end) for item in once] == [(item.start, item.end) for item in twice]
    assert [item.score for item in once] != [item.score for item in twice]
