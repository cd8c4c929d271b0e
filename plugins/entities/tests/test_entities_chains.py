"""Which mentions name the same entity."""

import pytest
from corpuskit_entities.chains.names import named
from corpuskit_entities.extract import EntityExtractor

from corpuskit import Document
from corpuskit.names import skeleton

EXTRACTOR = EntityExtractor()


def chains(text: str) -> list[tuple[str, str]]:
    document = Document(text)
    return [(document.text_of(item), item.value.name) for item in EXTRACTOR(document)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Prime Minister Hamid al-Karimi spoke. Later Karimi left.",
            [("Hamid al-Karimi", "Hamid al-Karimi"), ("Karimi", "Hamid al-Karimi")],
        ),
        (
            "President Hamid Al-Karimi spoke. Then Mr al-Karimi said that he left.",
            [("Hamid Al-Karimi", "Hamid Al-Karimi"), ("al-Karimi", "Hamid Al-Karimi")],
        ),
        (
            "General Qassem Karimi spoke. On Monday, General Qasem Karimi said that he left.",
            [("Qassem Karimi", "Qassem Karimi"), ("Qasem Karimi", "Qassem Karimi")],
        ),
        (
            "The United States and the US.",
            [("United States", "United States"), ("US", "United States")],
        ),
        (
            "He joined the African Development Council (ADC) in May. Officials of the ADC said so.",
            [
                ("African Development Council", "African Development Council"),
                ("African", "African"),
                ("ADC", "African Development Council"),
                ("ADC", "African Development Council"),
            ],
        ),
    ],
)
def test_mentions_are_linked_to_the_name_of_their_chain(text, expected):
    assert chains(text) == expected


def test_chains_are_numbered_by_first_mention_and_know_their_variants():
    items = list(EXTRACTOR(Document("Kenya and the US signed. The United States and Kenya left.")))

    assert [item.value.chain for item in items] == [0, 1, 1, 0]
    assert items[1].value.variants == ("US",)


def test_a_surname_that_is_a_place_is_a_person_where_the_full_name_stands():
    items = list(
        EXTRACTOR(Document("President Mohamed Tripoli won. In the elections, Tripoli pledged that he would stay."))
    )

    assert [(item.value.type, item.value.name) for item in items] == [("PER", "Mohamed Tripoli")] * 2


def test_two_people_with_one_surname_are_two_chains():
    items = list(EXTRACTOR(Document("President George Karimi met Senator Robert Karimi in London.")))

    assert len({item.value.chain for item in items if item.value.type == "PER"}) == 2


@pytest.mark.parametrize("pair", [("Qassem", "Qasem"), ("Kassim", "Qasim"), ("Mohammed", "Muhammad")])
def test_transliterations_have_one_skeleton(pair):
    assert skeleton(pair[0]) == skeleton(pair[1])


@pytest.mark.parametrize(
    ("surface", "words"),
    [
        ("Mustafa al-Kadhimi", ("mustafa", "kadhimi")),
        ("Adel Abdul-Mahdi", ("adel", "abdulmahdi")),
        ("John F. Kennedy Jr.", ("john", "f", "kennedy")),
        ("Ludwig van der Rohe", ("ludwig", "rohe")),
        ("José Núñez", ("jose", "nunez")),
    ],
)
def test_the_words_of_a_name_are_bare(surface, words):
    assert named(surface).words == words
