"""The name that a speaker has in the document, whatever the text calls them there."""

import pytest

from corpuskit import Annotation, Document, Pipeline, Span
from corpuskit.values import EntityValue

WEBER = "Anna Weber"
CASES = {
    "a surname": [
        ("Anna Weber came. “Late,” Weber said.", [WEBER]),
        ("Anna Weber came. “Late,” said Ms. Weber.", [WEBER]),
        ("Prime Minister Anna al-Weber came. “Late,” Weber said.", ["Anna al-Weber"]),
    ],
    "a pronoun": [
        ("Anna Weber left. “Bye,” she said.", [WEBER]),
        ("“It is late,” said Anna Weber. She added, “Go.” And again: “Go now.”", [WEBER, WEBER, WEBER]),
        ("Mr. Peter Marsh met Ms. Anna Weber. “Late,” he said.", ["Peter Marsh"]),
    ],
    "a first name": [
        (
            "Giulia Moretti said it was early. Anders Holm said it was late. “No,” she said.",
            ["Giulia Moretti", "Anders Holm", "Giulia Moretti"],
        ),
    ],
    "the statement, the report": [
        ("Human Rights Watch issued a report on Monday. “It is late,” the report said.", ["Human Rights Watch"]),
        ("Anna Weber sent a letter to the town. It was late, the letter said.", [WEBER]),
        ("A joint statement said it was late.", [None]),
    ],
    "an office": [
        ("Prime Minister Anna Weber came. The prime minister said that it was late.", [WEBER]),
        ("Anna Weber, the mayor, came. “Late,” the mayor said.", [WEBER]),
        ("“It is late,” said the group's founder, Anna Weber.", [WEBER]),
    ],
    "names that share a last word": [
        (
            "Jane Obama spoke. Michelle Obama said it was late. The Fox News host left. “Yes,” Mr. Obama said.",
            ["Michelle Obama", "Jane Obama"],
        ),
    ],
    "several": [
        ("Anna Weber and Peter Marsh came. “Late,” the two said.", [None]),
        ("“It is late,” said Anna Weber and Peter Marsh.", [None]),
    ],
    "nobody with a name": [
        ("“It is late,” said a man in a hat.", [None]),
        ("“It is late,” officials said.", [None]),
    ],
}
ENTITIES = {
    "names": [
        (
            "Iraq’s Prime Minister Mustafa al-Kadhimi said that he would go.",
            [("Mustafa al-Kadhimi", "Mustafa al-Kadhimi")],
        ),
        ("“It is late,” said Peter Marsh, an aide to Anna Weber.", [("Peter Marsh", "Peter Marsh")]),
        ("“It is late,” said Secretary of State Anna Weber.", [(WEBER, WEBER)]),
        ("“It is late,” a lawyer for Anna Weber said.", [("a lawyer for Anna Weber", None)]),
    ],
    "pronouns and descriptions": [
        ("President Anna Weber arrived in Paris on Monday. “It is late,” she said.", [("she", WEBER)]),
        ("President Anna Weber arrived. “It is late,” the president said.", [("the president", WEBER)]),
        ("President Carter arrived in Paris on Monday. “It is late,” she said.", [("she", "Carter")]),
    ],
    "bodies": [
        (
            "The Ministry of Health opened on Monday. “It is late,” the ministry said.",
            [("the ministry", "Ministry of Health")],
        ),
    ],
}


@pytest.mark.parametrize(
    ("text", "names"),
    [pytest.param(*case, id=f"{feature}: {case[0]}") for feature, cases in CASES.items() for case in cases],
)
def test_the_plugin_finds_names_itself(read, text, names):
    assert [name for (name,) in read(text, "speaker_name")] == names


@pytest.mark.parametrize(
    ("text", "speakers"),
    [pytest.param(*case, id=f"{feature}: {case[0]}") for feature, cases in ENTITIES.items() for case in cases],
)
def test_with_an_entity_layer_its_names_count(text, speakers):
    document = Pipeline("entities", "dates", "quotes")(Document(text))
    values = [item.value for item in document["quote"]]

    assert [(value.speaker and document.text_of(value.speaker), value.speaker_name) for value in values] == speakers


def test_speakers_snap_to_mentions_and_names_come_from_chains(read):
    text = "Iraq’s Prime Minister Mustafa al-Kadhimi said he would go. “Now,” Kadhimi said."
    name, again = "Mustafa al-Kadhimi", text.rindex("Kadhimi")
    value = EntityValue(type="PER", name=name, chain=1)
    entities = (
        Annotation(Span(0, 4), "entity", EntityValue(type="LOC", name="Iraq")),
        Annotation(Span(text.index(name), text.index(name) + len(name)), "entity", value),
        Annotation(Span(again, again + 7), "entity", value),
    )

    found = read(text, "speaker", "speaker_name", annotations=entities)

    assert found == [(name, name), ("Kadhimi", name)]


def test_a_date_layer_changes_nothing_that_is_said(read):
    text = "Anna Weber said on Monday the bridge would close on May 5, 2010. “All of it,” she added."
    alone = [item.span for item in Pipeline("quotes")(Document(text))["quote"]]

    assert [item.span for item in Pipeline("dates", "quotes")(Document(text))["quote"]] == alone
