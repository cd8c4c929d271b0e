"""Tokens and sentences as layers: in order, disjoint, and nothing of the text is left out."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpuskit import Document, Pipeline
from corpuskit.testing import ExtractorContract, strategies

HARD = (
    "",
    "e\u0301t\u0301e\u0301",
    "\u0301a \u0301b",
    "1\u20e32\u20e3",
    "میـ\u200cخواهم",
    "👩\u200d👩\u200d👧 👍🏽! 🇮🇶",
    "co\u00adoperate",
    "a\u200bb",
    "\x00\x01 a\x00b",
    "！\u200d😀 好。好！\u301a",
    "ab12cd _x",
    "a\u03011\u0301b",
    "\u202e(א)\u202c",
)

marked = st.lists(
    st.sampled_from(
        [
            "a",
            "Z",
            "é",
            "\u0301",
            "\u200d",
            "\u200c",
            "\u00ad",
            "\u200b",
            "😀",
            "🏽",
            "1",
            "٣",
            ".",
            "。",
            " ",
            "\n",
            "\x00",
        ]
    ),
    max_size=12,
).map("".join)


def spans(text: str, layer: str) -> list[str]:
    (label,) = (layer.removesuffix("s"),)
    found = Pipeline(layer)(Document(text))
    assert found.failures == ()
    return [item.span.text_of(text) for item in found[label]]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("I don’t pay $3.50, no.", ["I", "don", "’", "t", "pay", "$", "3", ".", "50", ",", "no", "."]),
        ("re\u0301sume\u0301 2nd", ["re\u0301sume\u0301", "2", "nd"]),
        ("می\u200cخواهم co\u00adop", ["می\u200cخواهم", "co\u00adop"]),
        ("👩\u200d👩\u200d👧👍🏽", ["👩\u200d👩\u200d👧", "👍🏽"]),
        ("e\u03011", ["e\u0301", "1"]),
        (" \u0301a", ["\u0301", "a"]),
        ("a\u200bb", ["a", "\u200b", "b"]),
        ("1\u20e3 #tag", ["1\u20e3", "#", "tag"]),
        ("a\x00b", ["a", "\x00", "b"]),
    ],
)
def test_a_token_keeps_its_marks_and_joiners(text: str, tokens: list[str]) -> None:
    assert spans(text, "tokens") == tokens


def is_mark(char: str) -> bool:
    kind = unicodedata.category(char)
    return char != "\u200b" and (kind[0] == "M" or kind == "Cf" or 0x1F3FB <= ord(char) < 0x1F400)


def kind_of(char: str) -> str:
    return "letters" if char.isalpha() else "digits" if char.isdecimal() else "sign"


def tokens_of(text: str) -> list[str]:
    """Walk over the text, and put each code point to the token before it or into one of its own."""
    found: list[str] = []
    touches = False
    for char in text:
        if char.isspace():
            touches = False
            continue
        if touches and (is_mark(char) or goes_on(found[-1], char)):
            found[-1] += char
        else:
            found.append(char)
        touches = True
    return found


def goes_on(token: str, char: str) -> bool:
    if kind_of(token[0]) != kind_of(char) or is_mark(token[0]):
        return False
    return kind_of(char) != "sign" or token[-1] == "\u200d"


@given(marked | strategies.texts())
@example("！\u200d😀 好。好！\u301a")
def test_tokens_are_those_of_a_plain_walk(text: str) -> None:
    assert spans(text, "tokens") == tokens_of(text)


@given(marked | strategies.texts())
@example("！\u200d😀 好。好！\u301a")
def test_tokens_and_sentences_are_disjoint_and_cover_everything(text: str) -> None:
    found = Pipeline("tokens", "sentences")(Document(text))
    covered = [place for item in found["token"] for place in range(item.start, item.end)]

    assert covered == [place for place, char in enumerate(text) if not char.isspace()]
    within = [found["token"].within(item.span) for item in found["sentence"]]
    assert [item for layer in within for item in layer] == list(found["token"])
    assert all(layer and layer[0].start == item.start for layer, item in zip(within, found["sentence"], strict=True))
    assert all(layer[-1].end == item.end for layer, item in zip(within, found["sentence"], strict=True))


def test_neither_runs_unless_it_is_asked_for() -> None:
    assert not {"tokens", "sentences"} & {*Pipeline().extractors}


class TestTokens(ExtractorContract):
    extractor = "tokens"
    examples = ("Ann said: “It’s 5 o’clock.”", *HARD[1:])


class TestSentences(ExtractorContract):
    extractor = "sentences"
    examples = ("Mr. Hill left. He said: “No.” It was 3.5 miles to the U.S. border.", "A title\n\nA text. " + HARD[9])
