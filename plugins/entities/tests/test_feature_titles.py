"""Titles and roles, which stand outside the names that they belong to."""

import pytest
from corpuskit_entities.chains.mentions import Mention
from corpuskit_entities.chains.names import named
from corpuskit_entities.titles.cues import Cues
from corpuskit_entities.titles.normalise import Cue

from corpuskit import Document, Pipeline

TITLES = {
    "address": [
        ("They met Mr Peter Otieno there.", "Peter Otieno", "Mr"),
        ("They met Mrs. Helen Marsh there.", "Helen Marsh", "Mrs"),
        ("They met Dr. Helen Marsh there.", "Helen Marsh", "Dr"),
        ("They met Sheikh Omar Darwish there.", "Omar Darwish", "Sheikh"),
        ("They met Sen. Helen Marsh there.", "Helen Marsh", "Sen"),
    ],
    "ranks": [
        ("It was told by General Peter Otieno on Monday.", "Peter Otieno", "General"),
        ("It was told by Lt. Gen. Peter Otieno on Monday.", "Peter Otieno", "Lt Gen"),
        ("It was told by Brigadier General Peter Otieno on Monday.", "Peter Otieno", "Brigadier General"),
        ("It was told by Colonel Peter Otieno on Monday.", "Peter Otieno", "Colonel"),
    ],
    "none": [
        ("They met Peter Otieno there.", "Peter Otieno", None),
        ("A doctor met Peter Otieno there.", "Peter Otieno", None),
    ],
}
ROLES = {
    "before the name": [
        ("It was told by President Peter Otieno on Monday.", "President"),
        ("It was told by former President Peter Otieno on Monday.", "former President"),
        ("It was told by then-President Peter Otieno on Monday.", "then-President"),
        ("It was told by ex-minister Peter Otieno on Monday.", "ex-minister"),
        ("It was told by foreign minister Peter Otieno on Monday.", "foreign minister"),
    ],
    "with nations": [
        ("It was told by Kenyan Prime Minister Peter Otieno on Monday.", "Kenyan Prime Minister"),
        ("It was told by former Kenyan president Peter Otieno on Monday.", "former Kenyan president"),
        ("It was told by Kenya's foreign minister Peter Otieno on Monday.", "Kenya's foreign minister"),
    ],
    "behind the name": [
        ("They asked Peter Otieno, the prime minister, about it.", "prime minister"),
        ("They asked Peter Otieno, the mayor of the town, about it.", "mayor of the town"),
        ("They asked Peter Otieno, chairman of the board, about it.", "chairman of the board"),
        ("They asked Peter Otieno, who is the head of the agency, about it.", "head of the agency"),
        ("They asked Peter Otieno (director of the firm) about it.", "director of the firm"),
        ("They asked Peter Otieno, a former adviser to the king, about it.", "former adviser to the king"),
    ],
    "before a comma": [
        ("It was told by the spokesman for the ministry, Peter Otieno, on Monday.", "spokesman for the ministry"),
    ],
    "of someone else": [
        ("They asked Peter Otieno, and the prime minister left.", None),
        ("They asked Peter Otieno. The president left.", None),
    ],
}


def values(text: str) -> dict[str, object]:
    document = Pipeline("entities")(Document(text))
    return {document.text_of(item): item.value for item in document["entity"]}


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [pytest.param(*case, id=f"{subject}: {case[0]}") for subject, cases in TITLES.items() for case in cases],
)
def test_a_title_is_told_beside_the_name(text, name, title):
    assert values(text)[name].title == title


@pytest.mark.parametrize(
    ("text", "role"),
    [pytest.param(*case, id=f"{subject}: {case[0]}") for subject, cases in ROLES.items() for case in cases],
)
def test_a_role_is_told_beside_the_name(text, role):
    assert values(text)["Peter Otieno"].role == role


def test_title_and_role_belong_to_the_mention_not_to_the_chain():
    document = Pipeline("entities")(Document("They met General Peter Otieno. Later, Mr Otieno said that he left."))

    assert [(item.value.name, item.value.title) for item in document["entity"]] == [
        ("Peter Otieno", "General"),
        ("Peter Otieno", "Mr"),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sen. Rand Paul left.", "Rand Paul"),
        ("Sen. John Rand Paul left.", "John Rand Paul"),
        ("Sen. went to Paul.", "Paul"),
    ],
)
def test_a_name_begins_behind_its_title_though_only_its_end_was_found(text, found):
    at = text.index("Paul")
    mention = Mention(at, at + 4, named("Paul"), "PER", 0.5, "given")
    Cues([Cue("title", "a title before a name", 0, 4, 5, "Sen", "PER")]).attach(text, [mention])

    assert (mention.name.surface, mention.title) == (found, "Sen" if found != "Paul" else None)
