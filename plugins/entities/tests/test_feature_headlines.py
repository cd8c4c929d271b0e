"""Names in headlines, at the beginning of sentences and in datelines, where capitals say little."""

import pytest

from corpuskit import Document, Pipeline

PIPELINE = Pipeline("entities")

BODY = "\nThe report was read by the members of the board, who said that they would study it later this week.\n"

HEADLINES = {
    "all capitals": [
        ("KENYA SIGNS TRADE PACT WITH EGYPT", {"KENYA": "LOC", "EGYPT": "LOC"}),
        ("FLOODS KILL DOZENS IN PAKISTAN", {"PAKISTAN": "LOC"}),
        ("UNITED NATIONS WARNS OF FAMINE IN YEMEN", {"UNITED NATIONS": "ORG", "YEMEN": "LOC"}),
        ("OIL PRICES FALL AS OPEC MEETS IN VIENNA", {"OPEC": "ORG", "VIENNA": "LOC"}),
        ("BRAZILIAN PRESIDENT TO VISIT JAPAN", {"BRAZILIAN": "NORP", "JAPAN": "LOC"}),
        ("POLICE ARREST TWO MEN AFTER BANK ROBBERY", {}),
        ("JAPAN’S ECONOMY GROWS FASTER THAN EXPECTED", {"JAPAN": "LOC"}),
        ("NELSON MANDELA FREED AFTER 27 YEARS IN PRISON", {"NELSON MANDELA": "PER"}),
        ("EARTHQUAKE HITS NEPAL, HUNDREDS FEARED DEAD", {"NEPAL": "LOC"}),
        ("WORLD BANK APPROVES LOAN FOR GHANA", {"WORLD BANK": "ORG", "GHANA": "LOC"}),
    ],
    "title case": [
        ("Kenya Signs Trade Pact With Egypt", {"Kenya": "LOC", "Egypt": "LOC"}),
        ("Floods Kill Dozens in Pakistan", {"Pakistan": "LOC"}),
        ("United Nations Warns of Famine in Yemen", {"United Nations": "ORG", "Yemen": "LOC"}),
        ("Oil Prices Fall as OPEC Meets in Vienna", {"OPEC": "ORG", "Vienna": "LOC"}),
        ("Brazilian President to Visit Japan Next Month", {"Brazilian": "NORP", "Japan": "LOC"}),
        ("Police Arrest Two Men After Bank Robbery", {}),
        ("Japan’s Economy Grows Faster Than Expected", {"Japan": "LOC"}),
        ("Nelson Mandela Freed After 27 Years in Prison", {"Nelson Mandela": "PER"}),
        ("Talks With Iran Were Useful, Officials Say", {"Iran": "LOC"}),
        ("Why Young Voters Stay at Home", {}),
        ("Angela Merkel Meets Indian Leaders in Delhi", {"Angela Merkel": "PER", "Indian": "NORP", "Delhi": "LOC"}),
        ("World Bank Approves Loan for Ghana", {"World Bank": "ORG", "Ghana": "LOC"}),
    ],
    "sentence case": [
        ("Kenya signs trade pact with Egypt", {"Kenya": "LOC", "Egypt": "LOC"}),
        ("Floods kill dozens in Pakistan", {"Pakistan": "LOC"}),
        ("Police arrest two men after bank robbery", {}),
        ("Mandela freed after 27 years", {"Mandela": "PER"}),
    ],
}  # fmt: skip

TEXTS = {
    "beginnings of sentences": [
        ("However, the talks failed. Nobody was surprised.", {}),
        ("Farmers in the north lost their crops. Rain is expected soon.", {}),
        ("Teachers, nurses and drivers went on strike.", {}),
        ("Officials said that roads were closed. Schools will open on Monday.", {}),
        ("Yesterday Sweden closed two ports.", {"Sweden": "LOC"}),
        ("Meanwhile Unilever cut its prices.", {"Unilever": "ORG"}),
        ("Although Peru won, Chile played better.", {"Peru": "LOC", "Chile": "LOC"}),
        ("“We are ready,” she said. “Nothing will stop us.”", {}),
        ("In Lagos, traders closed their shops.", {"Lagos": "LOC"}),
        ("Tanzanian farmers grow coffee.", {"Tanzanian": "NORP"}),
        ("Protesters marched. Soldiers watched them.", {}),
        ("Ahmed Hassan said that he would stay.", {"Ahmed Hassan": "PER"}),
    ],
    "datelines": [
        ("NAIROBI, Kenya – Hundreds of people marched on Monday.", {"NAIROBI": "LOC", "Kenya": "LOC"}),
        ("CAIRO — The museum opened again on Tuesday.", {"CAIRO": "LOC"}),
        ("BEIJING (Reuters) - Exports rose in March.", {"BEIJING": "LOC", "Reuters": "ORG"}),
        ("LONDON (AP) — The court ruled on Friday.", {"LONDON": "LOC", "AP": "ORG"}),
        ("New Delhi, March 5: The bridge was closed.", {"New Delhi": "LOC"}),
        ("MEXICO CITY, June 3 (Xinhua) -- The river rose again.", {"MEXICO CITY": "LOC", "Xinhua": "ORG"}),
        ("Jakarta: Two ferries sank on Sunday.", {"Jakarta": "LOC"}),
        ("HANOI, Vietnam: The port was closed on Sunday.", {"HANOI": "LOC", "Vietnam": "LOC"}),
    ],
}


def found(text):
    document = PIPELINE(Document(text))
    return {document.text_of(item): item.value.type for item in document["entity"]}


@pytest.mark.parametrize(
    ("headline", "expected"),
    [pytest.param(*case, id=f"{subject}: {case[0]}") for subject, cases in HEADLINES.items() for case in cases],
)
def test_names_in_headlines_are_found(headline, expected):
    assert found(headline + BODY) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [pytest.param(*case, id=f"{subject}: {case[0]}") for subject, cases in TEXTS.items() for case in cases],
)
def test_a_capital_at_the_beginning_makes_no_name(text, expected):
    assert found(text) == expected
