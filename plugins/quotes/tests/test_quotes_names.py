"""Who speaks, by the name that the document gives: with an entity layer and without one."""

import re

import pytest
from corpuskit_quotes import QuoteExtractor

from corpuskit import Annotation, Document, Span
from corpuskit.values import EntityValue

MARKED = re.compile(r"\[([^|\]]+)\|([A-Z]+)(?:=([^\]]+))?\]")
NONE: str | None = None

extract = QuoteExtractor()


def plain(marked: str) -> Document:
    """Give a document without the marks of entities: ``[text|type=name]``."""
    return Document(MARKED.sub(r"\1", marked))


def with_entities(marked: str) -> Document:
    """Give a document with the entities that are marked."""
    found, shift = [], 0
    for match in MARKED.finditer(marked):
        text, kind, name = match.groups()
        start = match.start() - shift
        title = "Mr" if marked.endswith("Mr. ", 0, match.start()) else None
        value = EntityValue(type=kind, name=name or text, title=title)
        found.append(Annotation(Span(start, start + len(text)), "entity", value))
        shift += len(match[0]) - len(text)
    return Document(MARKED.sub(r"\1", marked), annotations=found)


def speakers(document: Document) -> list[str | None]:
    """Give the names of the speakers, in the order of their quotations."""
    return [item.value.speaker_name for item in extract(document)]


PRONOUNS = {
    "whose title it is": (
        "[Anna Weber|PER] met Mr. [Otto Brand|PER] on Monday. He said the talks failed. She said they went on.",
        ["Otto Brand", "Anna Weber"],
    ),
    "who spoke last": (
        "[Anna Weber|PER] said the dam was safe. Engineers looked at it. She said the water was low.",
        ["Anna Weber", "Anna Weber"],
    ),
    "another than the words are about": (
        "[Anna Weber|PER], a judge, met [Eva Brand|PER], a lawyer. [Weber|PER=Anna Weber] said the court was full. "
        "[Brand|PER=Eva Brand] should have come earlier, she said.",
        ["Anna Weber", "Anna Weber"],
    ),
    "it is a body": (
        "[Anna Weber|PER] left the [Harbour Workers Union|ORG] in May. It said she had been a good chair.",
        ["Harbour Workers Union"],
    ),
    "it is a company with and in its name": (
        "Brand and Weber [Kabel Corp|ORG] said that sales rose. The ships were sold, it said.",
        ["Brand and Weber Kabel Corp", "Brand and Weber Kabel Corp"],
    ),
    "it is what spoke": (
        "The [Ministry of Health|ORG] said the clinics were open. The vaccine was cheap, it said.",
        ["Ministry of Health", "Ministry of Health"],
    ),
    "who in quotations is none of those before": (
        "Judge [Anna Weber|PER] spoke of the case. “Mr. [Otto Brand|PER] lied to us,” she said.",
        ["Anna Weber"],
    ),
}

BODIES = {
    "the noun is in its name": (
        "The [Ministry of Health|ORG] met the [Harbour Workers Union|ORG]. The ministry said the clinics were open. "
        "The union said they were not.",
        ["Ministry of Health", "Harbour Workers Union"],
    ),
    "a company may be any body that is none else": (
        "[Norddeutsche Kabel Inc|ORG] met the [Ministry of Trade|ORG]. The company said that sales rose.",
        ["Norddeutsche Kabel Inc"],
    ),
    "its apposition has the noun": (
        "[Blue Harbour Ltd|ORG], a hiking company, met [Red Lion Ltd|ORG]. The hiking company said that sales rose.",
        ["Blue Harbour Ltd"],
    ),
    "a court is only one that is called so": (
        "The [Ministry of Health|ORG] closed the clinics. The court said that was wrong.",
        [NONE],
    ),
    "a noun with a capital is a noun": (
        "The [European Trade Commission|ORG] met. The [Commission|ORG] said that tariffs fell.",
        ["European Trade Commission"],
    ),
    "the first word of a company is its name": (
        "[Norwick Laboratories|ORG] sold its ships. On Monday [Norwick|PER] said that sales rose.",
        ["Norwick Laboratories"],
    ),
    "another company is not the one before": (
        "[Blue Harbour Ltd|ORG] sold its ships. The rival company said it was sorry.",
        [NONE],
    ),
    "a body whose name stands before its noun": (
        "The [Blue Harbour Ltd|ORG] team said the ships were late.",
        ["Blue Harbour Ltd"],
    ),
}

ROLES = {
    "the title stands before the name": (
        "Prime Minister [Anna Weber|PER] met Governor [Otto Brand|PER]. The prime minister said it was late. "
        "The governor said it was early.",
        ["Anna Weber", "Otto Brand"],
    ),
    "the title goes on behind of": (
        "Secretary of State [Anna Weber|PER] met Judge [Otto Brand|PER]. The secretary said it was late.",
        ["Anna Weber"],
    ),
    "the apposition has it": (
        "[Anna Weber|PER], the mayor of Basra, met [Otto Brand|PER], a lawyer. The mayor said it was late. "
        "The lawyer said it was early.",
        ["Anna Weber", "Otto Brand"],
    ),
    "the name comes later": (
        "The fares will go up, the governor said on Sunday. Governor [Otto Brand|PER] met the press.",
        ["Otto Brand"],
    ),
    "nobody has the office": (
        "[Anna Weber|PER] met the press. The spokesman said it was late.",
        [NONE],
    ),
    "the name stands behind the description": (
        "“Late,” the founder and president, [Anna Weber|PER], said.",
        ["Anna Weber"],
    ),
    "the name stands before the description": (
        "[Anna Weber|PER], a spokeswoman for [Nord Kabel Inc|ORG] told reporters that it was late.",
        ["Anna Weber"],
    ),
    "nobody is meant by a stranger": (
        "[Anna Weber|PER] left. “Late,” said a lawyer who was there. He said that it was early.",
        [NONE, NONE],
    ),
    "what belongs to somebody is somebody else": (
        "[Anna Weber|PER]'s lawyer said it was late.",
        [NONE],
    ),
}

WRITTEN = {
    "the owner issued it": (
        "The [Ministry of Health|ORG] is closed. The ministry's letter said that clinics were shut.",
        ["Ministry of Health"],
    ),
    "the name before the noun issued it": (
        "Mr. [Otto Brand|PER] was paid. [Otto Brand|PER]'s letter said that the house was sold.",
        ["Otto Brand"],
    ),
    "a later mention says by whom": (
        "Fares are high, an independent report said. The report by the [Institute of Trade|ORG] said they rose.",
        ["Institute of Trade", "Institute of Trade"],
    ),
    "who spoke in it": (
        "The [Ministry of Health|ORG] said in a statement that clinics were shut. All were warned, the statement said.",
        ["Ministry of Health", "Ministry of Health"],
    ),
    "nobody is told to have issued it": ("A joint statement said that clinics were shut.", [NONE]),
}


@pytest.mark.parametrize(("marked", "names"), PRONOUNS.values(), ids=PRONOUNS)
@pytest.mark.parametrize("document", [plain, with_entities])
def test_pronouns_stand_for(document, marked, names) -> None:
    assert speakers(document(marked)) == names


@pytest.mark.parametrize(("marked", "names"), BODIES.values(), ids=BODIES)
@pytest.mark.parametrize("document", [plain, with_entities])
def test_descriptions_of_bodies_stand_for(document, marked, names) -> None:
    assert speakers(document(marked)) == names


@pytest.mark.parametrize(("marked", "names"), ROLES.values(), ids=ROLES)
@pytest.mark.parametrize("document", [plain, with_entities])
def test_descriptions_of_people_stand_for(document, marked, names) -> None:
    assert speakers(document(marked)) == names


@pytest.mark.parametrize(("marked", "names"), WRITTEN.values(), ids=WRITTEN)
@pytest.mark.parametrize("document", [plain, with_entities])
def test_what_is_written_is_told_by_its_author(document, marked, names) -> None:
    assert speakers(document(marked)) == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Riham Maskari cooks. “Late,” Riham said.", "Riham Maskari"),
        ("Mario Abdo Benitez spoke. “Late,” Abdo said.", "Mario Abdo Benitez"),
        ("Hughes Tool Co met the bank. Hughes said it was late.", "Hughes Tool Co"),
        ("The Central Reserve Bank (BCR) met. The BCR said it was late.", "Central Reserve Bank"),
        ("The U.S. Department of Trade met. The DOT said it was late.", "U.S. Department of Trade"),
        ("The Ministry of Health and Welfare said it was late.", "Ministry of Health and Welfare"),
        ("Park Min-ho met Park Ji-woo. “Late,” Park said.", "Park Ji-woo"),
    ],
)
def test_short_names_have_their_fullest_form_without_a_layer(text: str, name: str) -> None:
    assert speakers(Document(text)) == [name]


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("The NIWI said that [Basra|LOC] was wet.", "NIWI"),
        ("In May the Central Bureau of Prices said that [Basra|LOC] was wet.", "Central Bureau of Prices"),
        ("[Anna Weber|PER] spoke. Later Weber said that it was wet.", "Anna Weber"),
        ("[Anna Weber|PER] left Basra. Analysts said that it was wet.", NONE),
        ("[Ali Al-Harbi|PER] spoke. Later Harbi said that it was wet.", "Ali Al-Harbi"),
    ],
)
def test_names_that_the_layer_misses_are_read_as_they_are_written(marked: str, name: str | None) -> None:
    assert speakers(with_entities(marked)) == [name]


def test_endings_of_companies_are_no_names() -> None:
    assert speakers(with_entities("Nord Kabel [Inc|ORG] said that sales rose.")) == [None]
