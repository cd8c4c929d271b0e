"""What the extractor finds."""

import pickle

import pytest
from corpuskit_entities.config import EntityConfig
from corpuskit_entities.extract import EntityExtractor
from hypothesis import example, given
from hypothesis import strategies as st

from corpuskit import Annotation, Document
from corpuskit.testing.strategies import texts

EXTRACTOR = EntityExtractor()


def found(text: str, config: EntityConfig | None = None) -> list[tuple[str, str]]:
    document = Document(text)
    extractor = EXTRACTOR if config is None else EntityExtractor(config)
    return [(document.text_of(item), item.value.type) for item in extractor(document)]


def one(text: str, surface: str) -> Annotation:
    document = Document(text)
    return next(item for item in EXTRACTOR(document) if document.text_of(item) == surface)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He flew to the Netherlands on Monday.", [("Netherlands", "LOC")]),
        ("Kenya’s president spoke.", [("Kenya", "LOC")]),
        ("Troops left France, Italy and Spain.", [("France", "LOC"), ("Italy", "LOC"), ("Spain", "LOC")]),
        ("An accord between the United States and Kenya.", [("United States", "LOC"), ("Kenya", "LOC")]),
        ("Talks of pro-Iranian groups.", [("Iranian", "NORP")]),
        ("The Paris-Berlin talks failed.", [("Paris", "LOC"), ("Berlin", "LOC")]),
        ("The Russia-Ukraine talks failed.", [("Russia", "LOC"), ("Ukraine", "LOC")]),
        ("It said that President Moon Jae-in left.", [("Moon Jae-in", "PER")]),
        ("She met Ludwig van der Berg in May.", [("Ludwig van der Berg", "PER")]),
        ("She met J. K. Harrison there.", [("J. K. Harrison", "PER")]),
        ("It was said by Sean O'Brien on Friday.", [("Sean O'Brien", "PER")]),
        ("Fighters of Hezbollah fled.", [("Hezbollah", "ORG")]),
        ("However, nothing happened. This was clear.", []),
        ("", []),
    ],
)
def test_names_are_found_with_their_types(text, expected):
    assert found(text) == expected


def test_possessives_articles_and_signs_stay_outside():
    assert found("It was the World Bank’s, not the Ministry of Health's.") == [
        ("World Bank", "ORG"),
        ("Ministry of Health", "ORG"),
    ]


def test_a_headline_in_title_case_is_not_one_name():
    surfaces = [surface for surface, _ in found("Officials Say Talks With Iran Were Useful\nThe talks ended.\n")]

    assert surfaces == ["Iran"]


def test_a_headline_in_capitals_is_not_one_name():
    surfaces = [surface for surface, _ in found("OFFICIALS SAY TALKS WITH IRAN WERE USEFUL\nThe talks ended.\n")]

    assert "IRAN" in surfaces
    assert all(len(surface.split()) < 3 for surface in surfaces)


def test_names_inside_longer_names_are_kept():
    pairs = found("They landed at Baghdad International Airport.")

    assert pairs == [("Baghdad International Airport", "LOC"), ("Baghdad", "LOC")]


def test_a_place_has_no_places_in_it():
    assert found("They flew to Saudi Arabia.") == [("Saudi Arabia", "LOC")]


def test_nothing_is_found_in_a_title():
    assert found("It was Secretary of State Robert Karimi.") == [("Robert Karimi", "PER")]


def test_nested_names_can_be_left_out():
    pairs = found("They landed at Baghdad International Airport.", EntityConfig(nested=False))

    assert pairs == [("Baghdad International Airport", "LOC")]


def test_a_title_and_a_role_stand_outside_the_span():
    item = one("It killed Lieutenant General Hamid Karimi, the commander of the guard, on Friday.", "Hamid Karimi")

    assert (item.value.title, item.value.role) == ("Lieutenant General", "commander of the guard")


def test_a_role_before_the_name_comes_with_its_nation():
    item = one("On January 9, former Iraqi prime minister, Hamid Karimi, called for talks.", "Hamid Karimi")

    assert item.value.role == "former Iraqi prime minister"


def test_a_name_goes_on_over_the_line_ends_of_hard_wrapped_text():
    lines = (
        "The talks were held in the hall of the United",
        "Nations in the city, and",
        "all who came were glad,",
        "or",
    )
    text = "\n".join((*lines, "so they said.\n"))

    assert ("United\nNations", "ORG") in found(text)
    assert [item.value.name for item in EXTRACTOR(Document(text))] == ["United Nations"]


def test_an_acronym_in_brackets_has_the_type_of_its_long_form():
    pairs = found("It was the Scientific Research Council (SRC) that said so.")

    assert pairs == [("Scientific Research Council", "ORG"), ("SRC", "ORG")]


def test_types_limit_what_is_given():
    pairs = found("Kenya and the Kenyans.", EntityConfig(types=("NORP",)))

    assert pairs == [("Kenyans", "NORP")]


def test_denied_names_are_left_out():
    assert found("France and Italy.", EntityConfig(deny=("france",))) == [("Italy", "LOC")]


def test_only_allowed_names_are_given():
    assert found("France and Italy.", EntityConfig(allow=("France",))) == [("France", "LOC")]


def test_a_least_score_leaves_out_the_rest():
    assert found("France and Italy.", EntityConfig(min_score=0.999)) == []


def test_an_extractor_survives_pickling():
    document = Document("Kenya signed it.")
    again = pickle.loads(pickle.dumps(EXTRACTOR))

    assert list(again(document)) == list(EXTRACTOR(document))


def test_rules_of_a_user_find_names(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text('[[rule]]\nname = "a file"\npattern = "file \\\\d+"\nvalue = "entity"\ntype = "MISC"\n')
    document = Document("They read file 77 again.")
    items = list(EntityExtractor(EntityConfig(rules=(str(path),)))(document))

    assert [(document.text_of(item), item.value.method) for item in items] == [("file 77", "a file")]


def test_rules_can_be_left_out():
    config = EntityConfig(without=("a title before a name",))
    values = [item.value for item in EntityExtractor(config)(Document("They met Sheikh Omar Darwish."))]

    assert [value.title for value in values] == [None]


_PIECES = st.sampled_from(
    [
        "Mr. ",
        "al-",
        "Al-",
        "Dr ",
        "U.S.",
        " of ",
        " the ",
        "Ministry",
        " and ",
        "’s ",
        "-",
        "IRAN",
        "Iran",
        "\n",
        " (UN)",
        "O'",
    ]
)


@given(texts() | st.lists(_PIECES | texts(6), max_size=12).map("".join))
@example("İstanbul’s ß ǅ al-")
@example("... Abc")
@example("A" * 300)
@example("aL-Foo")
@example("AL-Foo van der Bar")
@example("Ab-" * 300)
def test_any_text_gives_names_in_its_range_and_the_same_again(text):
    document = Document(text)
    items = list(EXTRACTOR(document))

    assert all(0 <= item.start < item.end <= len(text) for item in items)
    assert all(item.value.name.strip() and document.text_of(item).strip() for item in items)
    assert list(EXTRACTOR(document)) == items
    assert list(EntityExtractor()(document)) == items
