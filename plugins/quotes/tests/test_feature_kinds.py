"""What stands in marks without being said: names of things, nicknames, words held at a distance."""

import pytest

CASES = {
    "scare quotes": [
        ("The so-called “experts” left the room.", [("scare", "experts")]),
        ("After the “victory” the troops stayed.", [("scare", "victory")]),
        ("He bought a “smart” lamp and a ‘clever’ chair.", [("scare", "smart"), ("scare", "clever")]),
        ("They met in the “ sitting room , ” as ever .", [("scare", "sitting room ,")]),
    ],
    "titles of works": [
        ("He loved the film “War and Peace” as a boy.", [("title", "War and Peace")]),
        ("Her novel, “The Bridge,” came out in May.", [("title", "The Bridge,")]),
        ("She sang “Silent Night” and “Holy Night” at dusk.", [("title", "Silent Night"), ("title", "Holy Night")]),
        ("She is the author of “The Bridge at Night.”", [("title", "The Bridge at Night.")]),
    ],
    "programmes where something is said": [
        (
            "“It is late,” Anna Weber said on NBC’s “Meet the Press.”",
            [("direct", "It is late,"), ("title", "Meet the Press.")],
        ),
        (
            "Anna Weber told “Good Morning America” she would go.",
            [("title", "Good Morning America"), ("indirect", "she would go")],
        ),
        ("Anna Weber was on “Nightline” on Monday.", [("title", "Nightline")]),
    ],
    "headings": [
        (
            "It rained.\n\n‘Bridge source of concern for region’\n\nThe sun shone.",
            [("title", "Bridge source of concern for region")],
        ),
    ],
    "nicknames": [
        ("Dwayne “The Rock” Johnson came late.", [("title", "The Rock")]),
        ("They met Anna “Annie” Weber there.", [("title", "Annie")]),
    ],
    "names of things": [
        ("They run a show called “Brokers” in May.", [("scare", "Brokers")]),
        ("The hall was called “the house.”", [("scare", "the house.")]),
        ("That is what the town calls “the house.”", [("mixed", "the house.")]),
    ],
    "many words, whoever said them": [
        (
            "The minister was under fire over “a deal that nobody in the house wanted” and left.",
            [("direct", "a deal that nobody in the house wanted")],
        ),
    ],
    "words that say what a thing is": [
        ("The council sees the deal as “dead.”", [("direct", "dead.")]),
    ],
    "direct": [
        ("“It is late,” said Anna Weber.", [("direct", "It is late,")]),
        ("Anna Weber said: “It is late.”", [("direct", "It is late.")]),
    ],
}


@pytest.mark.parametrize(
    ("text", "found"),
    [pytest.param(*case, id=f"{feature}: {case[0]}") for feature, cases in CASES.items() for case in cases],
)
def test_the_kind_tells_what_words_in_marks_are(read, text, found):
    assert read(text, "kind", "words") == found


@pytest.mark.parametrize("text", ["The so-called “experts” left.", "He loved the film “War and Peace” as a boy."])
def test_what_is_not_said_has_no_speaker(read, text):
    assert read(text, "speaker", "speaker_name", "cue") == [(None, None, None)]


def test_a_quotation_inside_another_is_given_where_it_is_asked_for(read):
    text = "“I told him, ‘Go home,’ and he went,” said Anna Weber. “They call it ‘the end’ here.”"

    inner = read(text, "words", "kind", "speaker", "speaker_name", nested=True)[1:]

    assert len(read(text, "kind")) == 1
    assert inner == [("Go home,", "direct", "I", "Anna Weber"), ("the end", "scare", None, None)]


def test_the_options_choose_among_the_kinds(read):
    text = "“Go,” said Anna. The “smart” lamp fell. Bob noted that it broke."

    assert read(text, "kind") == [("direct",), ("scare",), ("indirect",)]
    assert read(text, "kind", kinds=("scare",)) == [("scare",)]
    assert read(text, "kind", minimum_score=0.9) == [("direct",)]
    assert read(text, "kind", without=("clause with that",)) == [("direct",), ("scare",)]
