"""Who says what stands in marks, wherever the text tells it."""

import pytest

WEBER = "Anna Weber"
CASES = {
    "before": [
        ("Anna Weber said: “It is late.”", [WEBER]),
        ("Anna Weber said in an interview on Monday, “It is late.”", [WEBER]),
        ("On Monday Anna Weber said, “It is late.”", [WEBER]),
        ("Anna Weber arrived and, in a speech, said: “It is late.”", [WEBER]),
        ("The old man with the dog answered: “It is late.”", ["The old man with the dog"]),
    ],
    "after": [
        ("“It is late,” Anna Weber said.", [WEBER]),
        ("“Is it late?” Anna Weber asked.", [WEBER]),
        ("“It is late!” Anna Weber later wrote.", [WEBER]),
        ("“It is late,” the mayor, Anna Weber, said.", [WEBER]),
    ],
    "inverted": [
        ("“It is late,” said Anna Weber.", [WEBER]),
        ("“It is late,” said Anna Weber, a lawyer. “Very.”", [WEBER]),
        ("“It is late!” cried Anna Weber as the door fell shut.", [WEBER]),
        ("“It is late,” says Anna Weber on her website.", [WEBER]),
    ],
    "in the middle": [
        ("“It is,” said Anna Weber, “late.”", [WEBER]),
        ("“It is,” Anna Weber added, “late.”", [WEBER]),
        ("“It is,” Anna Weber told the Daily Post on Monday. “Late, I mean.”", [WEBER]),
    ],
    "apposition": [
        ("“It is late,” Anna Weber, a lawyer from Basra, said.", [WEBER]),
        ("Anna Weber, the head of the port authority, said: “It is late.”", [WEBER]),
        ("Anna Weber (44), of the port authority, said: “It is late.”", [WEBER]),
    ],
    "relative clause": [
        ("“It is late,” Hassan al-Fadam, a lawyer from Basra who won, said.", ["Hassan al-Fadam"]),
        ("Anna Weber, who leads the port authority, said: “It is late.”", [WEBER]),
        ("“It is late,” said Anna Weber, who leads the port authority.", [WEBER]),
    ],
    "told, asked and quoted": [
        ("Anna Weber told the Daily Post: “It is late.”", [WEBER]),
        ("Anna Weber asked the council, “Is it late?”", [WEBER]),
        ("Anna Weber was quoted as saying “it is late” on Monday.", [WEBER]),
        ("“It is late,” Anna Weber was quoted as saying.", [WEBER]),
    ],
    "according to": [
        ("“It is late,” according to Anna Weber.", [WEBER]),
        ("According to Anna Weber, “it is late.”", [WEBER]),
    ],
    "in the words of": [
        ("In the words of Anna Weber, “it is late.”", [WEBER]),
        ("“It is late,” as Anna Weber put it.", [WEBER]),
    ],
    "participles": [
        ("Anna Weber left the room, saying “it is late.”", [WEBER]),
        ("Anna Weber rose, adding: “It is late.”", [WEBER]),
        ("Anna Weber issued a statement saying, “It is late.”", [WEBER]),
        ("LONDON (AP) — Anna Weber left the room, saying “it is late.”", [WEBER]),
        ("Hahn-Gordon left the room, saying “it is late.”", ["Hahn-Gordon"]),
        ("Eight years ago, Anna Weber won and said, “It is late.”", [WEBER]),
    ],
    "a colon, also over the end of a paragraph": [
        ("Anna Weber spoke first:\n\n“It is late.”", [WEBER]),
        ("Anna Weber said this:\n\n“It is late.”", [WEBER]),
        ("Anna Weber had only one answer: “It is late.”", [WEBER]),
    ],
    "a verb that is no cue, behind a comma": [
        ("“It is late,” Anna Weber cut in.", [WEBER]),
        ("“It is late,” retaliated Anna Weber.", [WEBER]),
    ],
    "carried over": [
        ("“It is late,” said Anna Weber.\n\nShe added: “Go.” And again: “Go now.”", [WEBER, "She", "She"]),
        ("“It is late,” said Anna Weber. She got up. “We go now.”", [WEBER]),
        ("Anna Weber raised her glass. “To all of us.”", [WEBER]),
        ("Anna Weber had a question for the crowd:\n\n“Who is going to pay for it?”", [WEBER]),
    ],
    "floating": [
        ("The bridge will close, Anna Weber said on Monday.\n\n“It is not safe at all.”", [WEBER, WEBER]),
        ("Anna Weber was sure of it. “It is late.”", [WEBER]),
    ],
    "turns of two speakers": [
        (
            "“Is it late?” asked Anna.\n\n“No,” said Bob.\n\n“Then we stay.”\n\n“Fine.”",
            ["Anna", "Bob", "Anna", "Bob"],
        ),
        (
            "“It is late,” wrote Anna Weber.\n\n“We go now,” she continued.\n\n“All of us must.”",
            [WEBER, "she", "she"],
        ),
    ],
    "labels of an interview": [
        ("Q: Why did you go?\nA: I was late.\nQ: And then?\nA: I left.", ["Q", "A", "Q", "A"]),
        ("WEBER: It is late.\n\nMARSH: It is not.\n\nWEBER: Then we stay.", ["WEBER", "MARSH", "WEBER"]),
        ("Anna Weber: Why did you go?\n\nHelen Marsh: I was late.", [WEBER, "Helen Marsh"]),
    ],
    "signatures": [
        ("“It is late.”\n— Anna Weber", [WEBER]),
        ("“It is late.” – Anna Weber", [WEBER]),
    ],
    "dashes for marks": [
        ("— Is it late? Anna asked.\n\n— Not yet, said Bob. Stay here.", ["Anna", "Bob"]),
        ("– Come up! he called.\n\n– Never, said Anna.\n\nThe sun rose.", ["he", "Anna"]),
        ("-- Look at yourself, he said, you fool!\n\n-- Me? asked Anna.", ["he", "Anna"]),
        ("He asked: — Is it late? — Not yet. — We stay, said Anna.", ["He", None, "Anna"]),
    ],
    "tweets and other writing": [
        ("“It is late,” tweeted Anna Weber.", [WEBER]),
        ("“It is late,” Anna Weber wrote on her blog.", [WEBER]),
        ("“It is late,” Anna Weber posted on Monday.", [WEBER]),
        ("The report said: “It is late.”", ["The report"]),
        ("“It is late,” the letter reads.", ["the letter"]),
        ("The sign reads “No entry today.”", ["The sign"]),
    ],
    "nobody that the text names": [
        ("“It is late.”", [None]),
        ("“It is late,” was all that was heard.", [None]),
    ],
}


@pytest.mark.parametrize(
    ("text", "speakers"),
    [pytest.param(*case, id=f"{feature}: {case[0]}") for feature, cases in CASES.items() for case in cases],
)
def test_the_speaker_is_found(read, text, speakers):
    assert [speaker for (speaker,) in read(text, "speaker")] == speakers


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("“It is late,” said Anna Weber.", "said"),
        ("Anna Weber added: “It is late.”", "added"),
        ("“It is late,” according to Anna Weber.", "according to"),
        ("In the words of Anna Weber, “it is late.”", "words of"),
        ("“It is late,” Anna Weber pointed out.", "pointed out"),
        ("“It is late,” Anna Weber went on to say.", "went on to say"),
        ("“It is late.”\n— Anna Weber", None),
    ],
)
def test_the_word_that_tells_of_it_is_the_cue(read, text, cue):
    assert read(text, "cue") == [(cue,)]


def test_a_split_quotation_is_one_annotation(read):
    assert read("“We go,” he said, “and we stay.” The sun rose.", "kind", "words") == [
        ("direct", "We go,…and we stay.")
    ]
