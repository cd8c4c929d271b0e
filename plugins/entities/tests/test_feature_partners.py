"""Partners: a firm that is called after two is one name."""

import pytest
from corpuskit_entities.chains.mentions import Mention
from corpuskit_entities.chains.names import named
from corpuskit_entities.partners import with_partners

from corpuskit import Document, Pipeline


def found(text: str, types: dict[str, str]) -> list[tuple[str, str]]:
    places = sorted((text.index(name), name) for name in types)
    mentions = [Mention(at, at + len(name), named(name), types[name], 0.9, "given") for at, name in places]
    return [(one.name.surface, one.type) for one in with_partners(text, mentions)]


@pytest.mark.parametrize(
    ("types", "are_one"),
    [
        ({"Harmon": "PER"}, True),
        ({"Blane": "ORG"}, True),
        ({"Harmon": "ORG", "Blane": "PER"}, True),
        ({"Harmon": "LOC", "Blane": "PER"}, True),
        ({"Harmon": "PER", "Blane": "PER"}, False),
        ({"Harmon": "LOC", "Blane": "LOC"}, False),
        ({"Blane": "LOC"}, False),
        ({}, False),
    ],
)
def test_two_are_partners_by_what_they_are_alone(types, are_one):
    text = "Shares of Harmon & Blane rose in Oslo."

    expected = [("Harmon & Blane", "ORG")] if are_one else [*types.items()]
    assert found(text, {**types, "Oslo": "LOC"}) == [*expected, ("Oslo", "LOC")]


def test_two_people_are_partners_where_the_text_has_their_firm():
    text = "Harmon & Blane rose. Harmon & Blane Ltd makes shirts."
    mentions = [(0, 6, "PER"), (9, 14, "PER"), (21, 39, "ORG"), (21, 27, "PER")]
    given = [Mention(start, end, named(text[start:end]), kind, 0.9, "given") for start, end, kind in mentions]

    assert [(one.start, one.end) for one in with_partners(text, given)] == [(0, 14), (21, 39), (21, 27)]


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("They met Daniel & Richard Tsai.", {"Daniel": "PER", "Richard Tsai": "PER"}),
        ("They met Henry Cheng & Sons.", {"Henry Cheng": "PER"}),
        ("They met J. Harmon & Blane.", {"Blane": "PER"}),
        ("They met Ann & Ben & Cleo.", {"Ben": "PER", "Cleo": "PER"}),
    ],
)
def test_longer_names_are_left_as_they_are(text, types):
    assert found(text, types) == [*types.items()]


def test_a_firm_of_two_of_one_name_is_found():
    text = "Johnson & Johnson’s profits rose."
    entities = Pipeline("entities")(Document(text))["entity"]

    assert [(one.span.text_of(text), one.value.type) for one in entities] == [("Johnson & Johnson", "ORG")]


@pytest.mark.parametrize(
    ("text", "firms"),
    [
        ("Shares of AT&T fell, and those of H&M rose.", ["AT&T", "H&M"]),
        ("The Q&A on R&D was long.", []),
        ("In J&K a bridge fell.", []),
    ],
)
def test_letters_with_an_ampersand_are_firms(text, firms):
    entities = Pipeline("entities")(Document(text))["entity"]

    assert [one.span.text_of(text) for one in entities if one.value.type == "ORG"] == firms
