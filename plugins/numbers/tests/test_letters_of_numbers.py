"""Letters that count as others where case does not count: ſ for s, ı and İ for i, the Kelvin sign for k."""

from collections.abc import Iterator

import pytest
from corpuskit_numbers.extract import NumberExtractor

from corpuskit import Document, Pipeline
from corpuskit.rules import Rules

RULES = Rules.load("corpuskit_numbers").table
OTHERS = [("s", "ſ"), ("i", "ı"), ("i", "İ"), ("k", "\N{KELVIN SIGN}")]


def respelled(text: str, letter: str, other: str) -> Iterator[str]:
    """Give a text with one of a letter in another form, each in turn, then with all of them."""
    at = [place for place, char in enumerate(text) if char.lower() == letter]
    yield from (f"{text[:place]}{other}{text[place + 1 :]}" for place in at)
    yield text.replace(letter, other).replace(letter.upper(), other)


@pytest.mark.parametrize(("letter", "other"), OTHERS)
def test_no_other_form_of_a_letter_makes_a_document_fail(letter: str, other: str) -> None:
    texts = [text for rule in RULES for text in (*(example["text"] for example in rule.examples), *rule.rejects)]
    documents = [Document(again) for text in texts for again in respelled(text, letter, other)]

    assert [(item.text, item.failures) for item in Pipeline("numbers").stream(documents) if item.failures] == []


@pytest.mark.parametrize(
    "text",
    [
        *("the first man", "the sixth man", "the twentyfirst man", "the twenty-first man"),
        *("in her sixties", "in his twenties", "in her mid 60s", "ten euros million"),
    ],
)
@pytest.mark.parametrize(("letter", "other"), OTHERS)
def test_words_mean_the_same_in_other_forms_of_a_letter(text: str, letter: str, other: str) -> None:
    (plain,) = NumberExtractor()(Document(text))

    for again in respelled(text, letter, other):
        (found,) = NumberExtractor()(Document(again))
        assert (found.span, found.value.value, found.value.low) == (plain.span, plain.value.value, plain.value.low)
