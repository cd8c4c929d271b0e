"""Reported speech without marks, or with only some words in them."""

import pytest

WEBER = "Anna Weber"
CLOSE = "the bridge would close"
INDIRECT = {
    "with that": [
        ("Anna Weber said that the bridge would close.", [(f"that {CLOSE}", WEBER)]),
        ("Anna Weber insisted on Monday that the bridge would close.", [(f"that {CLOSE}", WEBER)]),
        ("Anna Weber, who leads the port, argued that the bridge would close.", [(f"that {CLOSE}", WEBER)]),
        ("Anna Weber asked whether the bridge would close.", [(f"whether {CLOSE}", WEBER)]),
    ],
    "without that": [
        ("Anna Weber said the bridge would close.", [(CLOSE, WEBER)]),
        ("Anna Weber said on Monday the bridge would close.", [(CLOSE, WEBER)]),
        ("Anna Weber said bridges closed all over the country.", [("bridges closed all over the country", WEBER)]),
        ("About one in five say they would go.", [("they would go", "one in five")]),
        ("Officials who have seen the bridge say it would close.", [("it would close", "Officials")]),
    ],
    "behind the clause": [
        ("The bridge would close, the statement added.", [("The bridge would close", "the statement")]),
        ("The bridge would close, said Anna Weber, a lawyer.", [("The bridge would close", WEBER)]),
        ("The bridge would close, Anna Weber said on Monday.", [("The bridge would close", WEBER)]),
        ("The bridge would close, Anna Weber told reporters.", [("The bridge would close", WEBER)]),
        ("The bridge, Anna Weber told Paris Radio, would close.", [("The bridge…would close", WEBER)]),
        ("The bridge would close, the family said.", [("The bridge would close", "the family")]),
        ("The bridge, Anna Weber said, would close.", [("The bridge…would close", WEBER)]),
        ("The years that followed, she said, brought a shift.", [("The years that followed…brought a shift", "she")]),
    ],
    "participles": [
        (
            "Anna Weber said the talks failed, emphasizing that the war was near.",
            [("the talks failed", WEBER), ("that the war was near", WEBER)],
        ),
        ("Anna Weber left, adding that the bridge would close.", [(f"that {CLOSE}", WEBER)]),
        ("Noting that the bridge would close, Anna Weber left.", [(f"that {CLOSE}", WEBER)]),
    ],
    "to a listener": [
        ("Anna Weber told reporters that the bridge would close.", [(f"that {CLOSE}", WEBER)]),
        ("Anna Weber told reporters she would go.", [("she would go", WEBER)]),
        ("Anna Weber told Paris Radio the bridge would close.", [(CLOSE, WEBER)]),
        ("Anna Weber assured the town that the bridge would close.", [(f"that {CLOSE}", WEBER)]),
    ],
    "infinitives": [
        ("Anna Weber promised to close the bridge.", [("to close the bridge", WEBER)]),
        ("Anna Weber urged drivers to stay at home.", [("drivers to stay at home", WEBER)]),
        ("Anna Weber asked them not to use the bridge.", [("not to use the bridge", WEBER)]),
        ("Anna Weber called on the town to close the bridge.", [("the town to close the bridge", WEBER)]),
    ],
    "what is asked for, announced or alleged": [
        ("Anna Weber called for a new bridge.", [("a new bridge", WEBER)]),
        ("Anna Weber announced a new bridge.", [("a new bridge", WEBER)]),
        ("Anna Weber proposed closing the bridge.", [("closing the bridge", WEBER)]),
        ("Anna Weber accused the council of a breach of the law.", [("the council of a breach of the law", WEBER)]),
    ],
    "according to": [
        ("The bridge would close, according to Anna Weber.", [("The bridge would close", WEBER)]),
        ("According to Anna Weber, the bridge would close.", [(CLOSE, WEBER)]),
        ("As reported by the Daily Post, the bridge would close.", [(CLOSE, "the Daily Post")]),
    ],
    "up to where somebody says no more": [
        ("Anna Weber said the bridge would close but declined to give a date.", [(CLOSE, WEBER)]),
        ("Anna Weber said the bridge would close and would not elaborate.", [(CLOSE, WEBER)]),
    ],
    "up to what somebody else says": [
        (
            "Anna Weber said the bridge would close, and Peter Marsh said that it was old.",
            [(CLOSE, WEBER), ("that it was old", "Peter Marsh")],
        ),
    ],
    "a clause whose subject stands before": [
        ("They built a bridge that Anna Weber said would last for ever.", [("would last for ever", WEBER)]),
    ],
    "headlines": [
        ("Weber: bridge will close soon", [("bridge will close soon", "Weber")]),
        ("Mayor Says the Bridge Will Close Soon\n\nIt rained.", [("the Bridge Will Close Soon", "Mayor")]),
    ],
}
NOTHING = {
    "a word alone": ["She did not say when.", "Anna Weber never explained why.", "Anna Weber told that story."],
    "nouns that look like verbs": [
        "Other states that joined had to pay.",
        "The false claims that were made are known.",
        "Two emails that came late were lost.",
    ],
    "a thing, not a clause": ["Anna Weber told the Daily Post on Monday.", "She yelled and held up a sign for all."],
    "words that only were said": ["What he said was never put in print.", "All she said is true."],
    "thoughts": ["Anna Weber realized that it was over.", "They believe the bridge would close."],
    "say as for example": ["A tax of, say, ten per cent would do."],
}
MIXED = {
    "a reported clause": [
        ("Anna Weber said the plan was “dead on arrival” in May.", "the plan was “dead on arrival” in May"),
        ("Anna Weber said that “most of the bridges” would close.", "that “most of the bridges” would close"),
        ("The plan is “dead,” Anna Weber said.", "The plan is “dead,”"),
        ("Anna Weber believes the plan is “dead.”", "the plan is “dead.”"),
    ],
    "what a thing is called": [
        ("Anna Weber called the plan “dead” on Monday.", "the plan “dead”"),
        ("Anna Weber called it “a lie” and “a shame” on Monday.", "it “a lie” and “a shame”"),
        ("Anna Weber described the plan as “dead.”", "the plan as “dead.”"),
        ("Anna Weber called it a “blueprint” for new bridges.", "it a “blueprint” for new bridges"),
    ],
    "with the title of a programme before": [
        ("Anna Weber said on NBC’s “Meet the Press” that the plan was “dead.”", "that the plan was “dead.”"),
    ],
}
POLARITY = {
    "denied": [
        ("He did not say that the war was over.", "negative"),
        ("She never said that the war was over.", "negative"),
        ("She denied that the war was over.", "negative"),
        ("He declined to say whether the war was over.", "negative"),
    ],
    "only imagined": [
        ("He would say that the war was over.", "hypothetical"),
        ("If he says that the war is over, all go.", "hypothetical"),
        ("She wants to say that the war is over.", "hypothetical"),
    ],
    "said": [
        ("He said that the war was over.", None),
        ("She did not deny that the war was over.", None),
        ("She went on to say that the war was over.", None),
    ],
}


@pytest.mark.parametrize(
    ("text", "found"),
    [pytest.param(*case, id=f"{feature}: {case[0]}") for feature, cases in INDIRECT.items() for case in cases],
)
def test_reported_speech_has_a_content_and_a_speaker(read, text, found):
    assert read(text, "words", "speaker") == found
    assert {kind for (kind,) in read(text, "kind")} == {"indirect"}


@pytest.mark.parametrize(
    "text", [pytest.param(text, id=f"{feature}: {text}") for feature, texts in NOTHING.items() for text in texts]
)
def test_nothing_is_reported(read, text):
    assert read(text, "words") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [pytest.param(*case, id=f"{feature}: {case[0]}") for feature, cases in MIXED.items() for case in cases],
)
def test_a_clause_with_words_in_marks_is_mixed(read, text, words):
    kept = [item for item in read(text, "kind", "words", "speaker") if item[0] != "title"]

    assert kept == [("mixed", words, WEBER)]


def test_the_words_in_marks_are_told_apart_from_their_clause(read):
    (quoted,) = [spans for (spans,) in read("Anna Weber called it “a lie” and “a shame” today.", "quoted")]

    assert [(span.start, span.end) for span in quoted] == [(22, 27), (34, 41)]


@pytest.mark.parametrize(
    ("text", "polarity"),
    [pytest.param(*case, id=f"{feature}: {case[0]}") for feature, cases in POLARITY.items() for case in cases],
)
def test_denied_and_imagined_speech_is_marked(read, text, polarity):
    assert read(text, "polarity") == [(polarity,)]


def test_thoughts_are_given_where_they_are_asked_for(read):
    text = "Anna Weber realized that it was over."

    assert read(text, "words", "speaker", media=("thought",)) == [("that it was over", WEBER)]
