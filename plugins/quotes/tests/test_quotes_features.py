"""What the plugin understands, a line of the feature list at a time."""

from typing import Any

import pytest
from corpuskit_quotes import QuoteConfig, QuoteExtractor

from corpuskit import Annotation, Document, Span
from corpuskit.values import EntityValue

extract = QuoteExtractor()


def facts(text: str, *fields: str, annotations: tuple[Annotation, ...] = ()) -> list[tuple[Any, ...]]:
    """Give the text of each quotation, and the fields of its value that are asked for, spans as text."""
    document = Document(text, annotations=annotations)
    found = []
    for item in extract(document):
        values = [getattr(item.value, field) for field in fields]
        shown = [document.text_of(value) if isinstance(value, Span) else value for value in values]
        found.append((document.text_of(item), *shown))
    return found


@pytest.mark.parametrize(
    "text",
    [
        'She said, "It is late."',
        "She said, “It is late.”",
        "She said: «It is late.»",
        "She said: »It is late.«",
        "She said: „It is late.“",
        "She said, ‘It is late.’",
        "She said, 'It is late.'",
        "She said, ``It is late.''",
    ],
)
def test_every_style_of_mark_opens_and_closes(text: str) -> None:
    assert facts(text, "kind", "speaker", "cue") == [("It is late.", "direct", "She", "said")]


@pytest.mark.parametrize(
    ("text", "outer"),
    [
        ("“He said, ‘Go,’ and I went,” said Anna.", "He said, ‘Go,’ and I went,"),
        ("‘He said, “Go,” and I went,’ said Anna.", "He said, “Go,” and I went,"),
        ("\"He said, 'Go,' and I went,\" said Anna.", "He said, 'Go,' and I went,"),
        ("'The dogs' owner left in the '90s,' said Anna.", "The dogs' owner left in the '90s,"),
        ("‘D’Arcy’s dogs’ owner wasn’t in,’ said Anna.", "D’Arcy’s dogs’ owner wasn’t in,"),
    ],
)
def test_marks_nest_and_are_told_from_apostrophes(text: str, outer: str) -> None:
    assert facts(text, "speaker")[0] == (outer, "Anna")


def test_apostrophes_alone_are_no_quotation() -> None:
    assert facts("In the '90s d'Arcy's dogs' owner was rock 'n' roll's friend, wasn't he?") == []


def test_a_quotation_over_paragraphs_has_a_part_for_each() -> None:
    text = "“We came in the morning.\n\n“We left at night,” said Anna Weber.\n\nThat was all."

    assert facts(text, "kind", "speaker") == [("We came in the morning.…We left at night,", "direct", "Anna Weber")]


def test_an_unclosed_mark_does_not_swallow_the_next_paragraph() -> None:
    text = "The sign said: “Enter.\n\nAnna Weber went in.\n\n“I see,” she said."

    assert [found for found, *_ in facts(text)] == ["Enter.", "I see,"]


def test_inches_feet_and_arc_seconds_are_no_marks() -> None:
    text = 'He is 6\'2" tall, at 40°26\'46" north, with a 12" pipe. “So it is,” said Anna.'

    assert facts(text, "speaker") == [("So it is,", "Anna")]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The so-called “experts” left the room.", "scare"),
        ("After the “victory” the troops stayed.", "scare"),
        ("He loved the film “War and Peace” as a boy.", "title"),
        ("Dwayne “The Rock” Johnson came late.", "title"),
        ("It rained.\n\n‘Bridge source of concern for region’\n\nThe sun shone.", "title"),
    ],
)
def test_words_in_marks_that_nobody_says(text: str, kind: str) -> None:
    assert [(found, name) for _, found, name in facts(text, "kind", "speaker")] == [(kind, None)]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Anna Weber said: “It is late.”", "Anna Weber"),
        ("“It is late,” Anna Weber said.", "Anna Weber"),
        ("“It is late,” said Anna Weber.", "Anna Weber"),
        ("“It is,” said Anna Weber, “late.”", "Anna Weber"),
        ("“It is late,” said Anna Weber, a lawyer. “Very.”", "Anna Weber"),
        ("“It is late,” Hassan al-Fadam, a lawyer from Basra who won, said.", "Hassan al-Fadam"),
        ("“Is it late?” Anna Weber asked.", "Anna Weber"),
        ("Anna Weber told the Daily Post: “It is late.”", "Anna Weber"),
        ("“It is late,” according to Anna Weber.", "Anna Weber"),
        ("In the words of Anna Weber, “it is late.”", "Anna Weber"),
        ("“It is late,” as Anna Weber put it.", "Anna Weber"),
        ("Anna Weber was quoted as saying “it is late” on Monday.", "Anna Weber"),
        ("Anna Weber spoke first:\n\n“It is late.”", "Anna Weber"),
        ("“It is late.”\n— Anna Weber", "Anna Weber"),
        ("“It is late,” tweeted Anna Weber.", "Anna Weber"),
        ("The report said: “It is late.”", "The report"),
        ("Anna Weber arrived and, in a speech, said: “It is late.”", "Anna Weber"),
    ],
)
def test_the_speaker_stands_before_after_or_between(text: str, speaker: str) -> None:
    kinds = [(kind, found) for _, kind, found in facts(text, "kind", "speaker")]

    assert kinds == [("direct", speaker)]


def test_a_split_quotation_is_one_annotation() -> None:
    text = "“We go,” he said, “and we stay.” The sun rose."

    assert facts(text, "kind") == [("We go,…and we stay.", "direct")]


def test_pronouns_and_descriptions_are_resolved() -> None:
    text = (
        "Prime Minister Anna al-Weber spoke. “It is late,” Weber said. She added, “Go.” And again: “Go now.” "
        "The prime minister said the day was over. A joint statement said it was late. “Late,” it said. "
        "All was over, the statement added."
    )
    names = [name for _, name in facts(text, "speaker_name")]

    assert names == [*["Anna al-Weber"] * 4, None, None, None]


def test_a_pronoun_stays_as_it_is_written() -> None:
    assert facts("Anna Weber left. “Bye,” she said.", "speaker", "speaker_name") == [("Bye,", "she", "Anna Weber")]


def test_speakers_take_turns_in_a_dialogue() -> None:
    text = "“Is it late?” asked Anna.\n\n“No,” said Bob.\n\n“Then we stay.”\n\n“Fine.”"

    assert [speaker for _, speaker in facts(text, "speaker")] == ["Anna", "Bob", "Anna", "Bob"]


def test_a_floating_quotation_goes_to_the_last_speaker() -> None:
    text = "The bridge will close, Anna Weber said on Monday.\n\n“It is not safe at all.”"

    assert facts(text, "kind", "speaker")[-1] == ("It is not safe at all.", "direct", "Anna Weber")


@pytest.mark.parametrize(
    ("text", "content", "speaker"),
    [
        ("Anna Weber said that the bridge would close.", "that the bridge would close", "Anna Weber"),
        ("Anna Weber said the bridge would close.", "the bridge would close", "Anna Weber"),
        ("Anna Weber said on Monday the bridge would close.", "the bridge would close", "Anna Weber"),
        ("The bridge would close, the statement added.", "The bridge would close", "the statement"),
        ("The bridge would close, said Anna Weber, a lawyer.", "The bridge would close", "Anna Weber"),
        ("The bridge would close, according to Anna Weber.", "The bridge would close", "Anna Weber"),
        ("According to Anna Weber, the bridge would close.", "the bridge would close", "Anna Weber"),
        ("Anna Weber told reporters that the bridge would close.", "that the bridge would close", "Anna Weber"),
        ("Anna Weber told reporters she would go.", "she would go", "Anna Weber"),
        ("Anna Weber promised to close the bridge.", "to close the bridge", "Anna Weber"),
        ("Weber: bridge will close soon", "bridge will close soon", "Weber"),
    ],
)
def test_reported_speech(text: str, content: str, speaker: str) -> None:
    assert facts(text, "kind", "speaker") == [(content, "indirect", speaker)]


@pytest.mark.parametrize(
    "text", ["She did not say when.", "Anna Weber never explained why.", "Anna Weber told that story."]
)
def test_a_word_alone_is_no_reported_clause(text: str) -> None:
    assert facts(text) == []


def test_a_participle_keeps_the_speaker() -> None:
    text = "Hassan al-Fadam, a lawmaker, said the talks failed, emphasizing that the war was near."

    assert facts(text, "speaker") == [
        ("the talks failed", "Hassan al-Fadam"),
        ("that the war was near", "Hassan al-Fadam"),
    ]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Anna Weber said the plan was “dead on arrival” in May.", "the plan was “dead on arrival” in May"),
        ("The plan is “dead,” Anna Weber said.", "The plan is “dead,"),
        ("Anna Weber called the plan “dead” on Monday.", "the plan “dead"),
        ("Anna Weber called it “a lie” and “a shame” on Monday.", "it “a lie” and “a shame"),
    ],
)
def test_a_clause_with_words_in_marks_is_mixed(text: str, content: str) -> None:
    assert facts(text, "kind", "speaker") == [(content, "mixed", "Anna Weber")]


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("He did not say that the war was over.", "negative"),
        ("She never said that the war was over.", "negative"),
        ("She denied that the war was over.", "negative"),
        ("He declined to say whether the war was over.", "negative"),
        ("He would say that the war was over.", "hypothetical"),
        ("If he says that the war is over, all go.", "hypothetical"),
        ("He said that the war was over.", None),
    ],
)
def test_denied_and_imagined_speech_is_marked(text: str, polarity: str | None) -> None:
    assert facts(text, "polarity")[0][1] == polarity


def test_labels_of_an_interview_are_speakers() -> None:
    text = "Q: Why did you go?\nA: I was late.\nQ: And then?\nA: I left."

    assert facts(text, "kind", "speaker")[:2] == [("Why did you go?", "direct", "Q"), ("I was late.", "direct", "A")]


def test_text_broken_at_a_width_reads_like_one_line() -> None:
    text = (
        '"We will not\ngo," said Anna Weber of the port\nauthority. "We will stay here until\nthe ship has been '
        'repaired and all the\nsailors have been paid."\n\nThe union said the talks would go on\nuntil Friday at the '
        "earliest, adding that\nit hoped for a deal."
    )
    joined = text.replace("\n\n", "\r").replace("\n", " ").replace("\r", "\n\n")

    assert [found for found, *_ in facts(joined)] == [found.replace("\n", " ") for found, *_ in facts(text)]


def test_indented_paragraphs_are_no_sign_of_a_width() -> None:
    text = (
        "The port authority chairman Anna\nWeber said all ships will stay until\nthe end of the month.\n"
        "    The Maritime Workers Union said\nin a letter to the ministry that all\nof them are safe.\n"
        "    Nobody has been paid since\nJanuary, J.K. Weber said.\n"
    )

    assert [speaker for _, speaker in facts(text, "speaker")] == [
        "The port authority chairman Anna\nWeber",
        "The Maritime Workers Union",
        "J.K. Weber",
    ]


def test_speakers_snap_to_entities() -> None:
    text = "Iraq’s Prime Minister Mustafa al-Kadhimi said he would go. “Now,” Kadhimi said."
    start, again = text.index("Mustafa"), text.rindex("Kadhimi")
    name = "Mustafa al-Kadhimi"
    value = EntityValue(type="PER", name=name, chain=1)
    entities = (
        Annotation(Span(0, 4), "entity", EntityValue(type="LOC", name="Iraq")),
        Annotation(Span(start, start + len(name)), "entity", value),
        Annotation(Span(again, again + 7), "entity", value),
    )

    found = facts(text, "speaker", "speaker_name", annotations=entities)

    assert found == [("he would go", name, name), ("Now,", "Kadhimi", name)]


def test_the_config_chooses() -> None:
    document = Document("“Go,” said Anna. The “smart” lamp fell. Bob realized that it broke.")

    def kinds(config: QuoteConfig) -> list[str]:
        return [item.value.kind for item in QuoteExtractor(config)(document)]

    every = ("speech", "writing", "thought")

    assert kinds(QuoteConfig()) == ["direct", "scare"]
    assert kinds(QuoteConfig(media=every)) == ["direct", "scare", "indirect"]
    assert kinds(QuoteConfig(kinds=("scare",))) == ["scare"]
    assert kinds(QuoteConfig(minimum_score=0.9)) == ["direct"]
    assert kinds(QuoteConfig(media=every, without=("clause with that",))) == ["direct", "scare"]


def test_quotations_inside_others_are_given_where_they_are_asked_for() -> None:
    text = "“I told him, ‘Go home,’ and he went,” said Anna Weber. “They call it ‘the end’ here.”"

    found = [
        (document.text_of(item), item.value.kind, item.value.speaker_name)
        for document in [Document(text)]
        for item in QuoteExtractor(QuoteConfig(nested=True))(document)
    ]

    assert found[1:] == [("Go home,", "direct", "Anna Weber"), ("the end", "scare", None)]
    assert len(facts(text)) == 1


def test_names_that_share_a_last_word_stay_apart() -> None:
    text = "Jane Obama spoke. Michelle Obama said it was late. The Fox News host left. “Yes,” Mr. Obama said."

    assert [name for _, name in facts(text, "speaker_name")] == ["Michelle Obama", "Jane Obama"]


def test_many_words_in_marks_are_a_quotation_even_without_a_cue() -> None:
    text = "The minister was under fire over “a deal that nobody in the house wanted” and left."

    assert facts(text, "kind") == [("a deal that nobody in the house wanted", "direct")]
