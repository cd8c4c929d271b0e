"""Which words stand in marks, whatever the marks look like."""

import pytest

CASES = {
    "straight": [
        ('She said, "It is late."', ["It is late."]),
        ('"It is late," she said. "We go."', ["It is late,…We go."]),
        ("She said, ``It is late.''", ["It is late."]),
        ("She said, ''It is late.''", ["It is late."]),
    ],
    "curly": [
        ("She said, “It is late.”", ["It is late."]),
        ("“It is late,” she said. “We go.”", ["It is late,…We go."]),
        ("She said, ”It is late.”", ["It is late."]),
    ],
    "guillemets, pointing either way": [
        ("She said: «It is late.»", ["It is late."]),
        ("She said: « It is late. »", ["It is late."]),
        ("She said: »It is late.«", ["It is late."]),
    ],
    "low and high marks": [
        ("She said: „It is late.“", ["It is late."]),
        ("She said: „It is late.”", ["It is late."]),
    ],
    "British singles": [
        ("She said, ‘It is late.’", ["It is late."]),
        ("'It is late,' she said. 'We go.'", ["It is late,…We go."]),
        ("‘It’s late,’ she said. ‘The dogs’ owner left.’", ["It’s late,…The dogs’ owner left."]),
    ],
    "singles told from apostrophes": [
        ("In the '90s d'Arcy's dogs' owner was rock 'n' roll's friend, wasn't he?", []),
        ("’Twas the players’ night, and the Joneses’ too.", []),
        ("'The dogs' owner left in the '90s,' said Anna.", ["The dogs' owner left in the '90s,"]),
        ("‘D’Arcy’s dogs’ owner wasn’t in,’ said Anna.", ["D’Arcy’s dogs’ owner wasn’t in,"]),
        ("\"Get 'em while they're hot,\" said Anna.", ["Get 'em while they're hot,"]),
    ],
    "nested either way": [
        ("“He said, ‘Go,’ and I went,” said Anna.", ["He said, ‘Go,’ and I went,"]),
        ("‘He said, “Go,” and I went,’ said Anna.", ["He said, “Go,” and I went,"]),
        ("\"He said, 'Go,' and I went,\" said Anna.", ["He said, 'Go,' and I went,"]),
        ("«He said “Go” and I went», said Anna.", ["He said “Go” and I went"]),
        ("“They said, ‘Never!’” said Anna.", ["They said, ‘Never!’"]),
    ],
    "several paragraphs, opened again and not closed": [
        (
            "“We came in the morning.\n\n“We left at night,” said Anna Weber.\n\nThat was all.",
            ["We came in the morning.…We left at night,"],
        ),
        ('"We came.\n\n"We saw.\n\n"We left," said Anna Weber.', ["We came.…We saw.…We left,"]),
        ("«We came.\n\n«We left.»\n\nThat was all.", ["We came.…We left."]),
        ("‘We came.’\n\n‘We left,’ said Anna Weber.", ["We came.", "We left,"]),
    ],
    "marks that are never closed": [
        ("The sign said: “Enter.\n\nAnna Weber went in.\n\n“I see,” she said.", ["Enter.", "I see,"]),
        ('She said: "Enter.\n\nThe door was open.\n\n"I see," she said.', ["Enter.", "I see,"]),
        ("A lone “mark stands here.\n\nAnna Weber went in.\n\n“I see,” she said.", ["I see,"]),
        ("She saw a “lone mark here. Then all left.\n\nNobody spoke.", []),
        ("No mark opens” this one.\n\n“I see,” she said.", ["I see,"]),
    ],
    "inches, feet, minutes and seconds": [
        ('He is 6\'2" tall, at 40°26\'46" north, with a 12" pipe. “So it is,” said Anna.', ["So it is,"]),
        ('The 5\'11" man said, "It is late."', ["It is late."]),
        ('"It is 6\'2"," said Anna.', ["It is 6'2\","]),
    ],
    "brackets and ellipses inside": [
        ("“We [the council] will not …,” she said, “go.”", ["We [the council] will not …,…go."]),
        ("“…and so we went,” she said.", ["…and so we went,"]),
        ("“We went. (All of us.)” she said.", ["We went. (All of us.)"]),
    ],
    "lines broken at a width": [
        (
            '"We will not\ngo," said Anna Weber of the port\nauthority. "We will stay."',
            ["We will not\ngo,…We will stay."],
        ),
        (
            "“We will not go until all of the\nsailors have been paid,” she said.",
            ["We will not go until all of the\nsailors have been paid,"],
        ),
        (
            "She said that “all of the sailors\nhave been paid” on Monday.",
            ["that “all of the sailors\nhave been paid” on Monday"],
        ),
    ],
    "text cut into tokens": [
        ('" It is late , " said Anna . " We go . "', ["It is late ,…We go ."]),
        ("' It is late , ' said Anna 's friend . ' We go . '", ["It is late ,…We go ."]),
        ("' It is late ! ' ' It is n't . '", ["It is late !", "It is n't ."]),
        ('The " inn was shut . " We go . " " Stay ! "', ["inn was shut .", "Stay !"]),
    ],
    "text with a line for each sentence": [
        ('"It is late.\nWe go," said Anna.\n"Stay."', ["It is late.\nWe go,", "Stay."]),
        ("‘It is late.\nThe dogs’ owner left.\nWe go,’ said Anna.", ["It is late.\nThe dogs’ owner left.\nWe go,"]),
        ("'It is late.\nThe dogs' owner left.\nWe go,' said Anna.", ["It is late.\nThe dogs' owner left.\nWe go,"]),
        ("‘It is late ,\nAnna said .\nThe dogs ’ owner left .\n‘ We go . ’", ["We go ."]),
        ("In the ‘old days.\n“We go,” said Anna.\nThe sun rose.’\n“Stay.”", ["We go,", "Stay."]),
    ],
    "dashes for marks, in a paragraph": [
        ("He asked: — Is it late? Ana said: — Not yet, Dr. Weber. She left.", ["Is it late?", "Not yet, Dr. Weber."]),
        ("It rained. — Come up! he called. — Never! said Anna Weber. Night fell.", ["Come up!", "Never!"]),
        ("It rained. -- Come, he called, at once! -- Never! said Anna Weber.", ["Come,…at once!", "Never!"]),
        ("The plan is new: — Schools open at nine. — Shops close at five.", []),
    ],
    "attributes of tags": [
        ('<a href="x.html" title="News">here</a> She said, "It is late."', ["It is late."]),
    ],
}


@pytest.mark.parametrize(
    ("text", "words"),
    [pytest.param(*case, id=f"{feature}: {case[0]}") for feature, cases in CASES.items() for case in cases],
)
def test_marks_enclose_what_is_said(read, text, words):
    found = [item for (item,) in read(text, "words")]

    assert found == words


def test_text_broken_at_a_width_reads_like_one_line(read):
    text = (
        '"We will not\ngo," said Anna Weber of the port\nauthority. "We will stay here until\nthe ship has been '
        'repaired and all the\nsailors have been paid."\n\nThe union said the talks would go on\nuntil Friday at the '
        "earliest, adding that\nit hoped for a deal."
    )
    joined = text.replace("\n\n", "\r").replace("\n", " ").replace("\r", "\n\n")

    assert read(joined, "words") == [(found.replace("\n", " "),) for (found,) in read(text, "words")]


def test_indented_paragraphs_are_no_sign_of_a_width(read):
    text = (
        "The port authority chairman Anna\nWeber said all ships will stay until\nthe end of the month.\n"
        "    The Maritime Workers Union said\nin a letter to the ministry that all\nof them are safe.\n"
        "    Nobody has been paid since\nJanuary, J.K. Weber said.\n"
    )

    assert read(text, "speaker") == [
        ("The port authority chairman Anna\nWeber",),
        ("The Maritime Workers Union",),
        ("J.K. Weber",),
    ]
