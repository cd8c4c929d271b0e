"""Names inside names, and joined names."""

import re

import pytest
from corpuskit_entities.chains.mentions import Mention
from corpuskit_entities.chains.names import named
from corpuskit_entities.joining import join
from corpuskit_entities.nested import inside
from corpuskit_entities.splitting import split

from corpuskit import Document, Pipeline


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("US-Iraq", [("US", "LOC"), ("Iraq", "LOC")]),
        ("Kenya–Egypt", [("Kenya", "LOC"), ("Egypt", "LOC")]),
        ("Israel/Lebanon", [("Israel", "LOC"), ("Lebanon", "LOC")]),
        ("France / Spain", [("France", "LOC"), ("Spain", "LOC")]),
        ("Franco-German", [("Franco-German", "MISC")]),
        ("pro-Iranian", [("Iranian", "NORP")]),
        ("Anti-American", [("American", "NORP")]),
        ("non-OPEC", [("OPEC", "MISC")]),
        ("Cairo-based", [("Cairo", "LOC")]),
        ("UN-backed", [("UN", "MISC")]),
        ("Guinea-Bissau", [("Guinea-Bissau", "MISC")]),
        ("R-Ky", [("Ky", "LOC")]),
        ("D-N.Y.", [("N.Y.", "LOC")]),
        ("D-Day", [("D-Day", "MISC")]),
        ("Jean-Pierre", [("Jean-Pierre", "MISC")]),
        ("Norwick", [("Norwick", "MISC")]),
    ],
)
def test_joined_names_are_split(name, parts):
    found = split([Mention(5, 5 + len(name), named(name), "MISC", 0.9, "given")])

    assert [(name[one.start - 5 : one.end - 5], one.type) for one in found] == parts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Trinidad and Tobago", ["Trinidad and Tobago"]),
        ("Trinidad & Tobago", ["Trinidad & Tobago"]),
        ("Guinea-Bissau", ["Guinea-Bissau"]),
        ("Kenya and Egypt", ["Kenya", "Egypt"]),
        ("Serbia and Montenegro", ["Serbia", "Montenegro"]),
        ("Bissau-Guinea", ["Bissau", "Guinea"]),
        ("Trinidad, Tobago", ["Trinidad", "Tobago"]),
        ("Kenya", ["Kenya"]),
        ("", []),
    ],
)
def test_two_names_that_are_one_country_are_joined(text, expected):
    places = [match.span() for match in re.finditer("[A-Z][a-z]+", text)]
    found = [*join(text, [Mention(*place, named(text[slice(*place)]), "LOC", 0.9, "given") for place in places])]

    assert [text[one.start : one.end] for one in found] == [one.name.surface for one in found] == expected


@pytest.mark.parametrize(
    ("name", "inner"),
    [
        ("US-Iraq Strategic Dialogue", [("US", "LOC"), ("Iraq", "LOC")]),
        ("Central Bank of Kenya", [("Kenya", "LOC")]),
        ("Kenya's Harbour Board", [("Kenya", "LOC")]),
        ("Bank of South Korea", [("South Korea", "LOC")]),
        ("Egyptian Tennis Federation", [("Egyptian", "NORP")]),
        ("Cairo International Airport", [("Cairo", "LOC")]),
        ("United Nations", []),
        ("Saudi Arabia", []),
        ("Kuwait City", []),
        ("New York", []),
        ("Kenya", []),
        ("Norwick Steel Works", []),
    ],
)
def test_countries_capitals_and_groups_are_names_inside_names(name, inner):
    assert [(name[one.start : one.end], one.type) for one in inside(name)] == inner


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The US-Kenya talks failed.", [("US", "LOC"), ("Kenya", "LOC")]),
        ("It was blamed on pro-Russian groups.", [("Russian", "NORP")]),
        ("They flew to Cairo, Egypt.", [("Cairo", "LOC"), ("Egypt", "LOC")]),
        ("In its statement, Washington said that it would talk to Kenya.", [("Washington", "LOC"), ("Kenya", "LOC")]),
        ("The Kenyans and the Egyptians left.", [("Kenyans", "NORP"), ("Egyptians", "NORP")]),
    ],
)
def test_places_and_groups_are_found_in_text(text, expected):
    document = Pipeline("entities")(Document(text))

    assert [(document.text_of(item), item.value.type) for item in document["entity"]] == expected
