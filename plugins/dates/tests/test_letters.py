"""Letters that count as others where case does not count: ſ for s, ı and İ for i, the Kelvin sign for k."""

import pytest
from corpuskit_dates.config import DateConfig
from corpuskit_dates.extract import DateExtractor
from corpuskit_dates.placing.tense import Tense
from corpuskit_dates.reading import Expression, Fixed, Mention

from corpuskit import Document, Pipeline
from corpuskit.rules import Rules

RULES = Rules.load("corpuskit_dates", "en")
OTHERS = [("s", "ſ"), ("i", "ı"), ("i", "İ"), ("k", "\N{KELVIN SIGN}")]


def respelled(text, letter, other):
    """Give a text with one of a letter in another form, each in turn, then with all of them."""
    at = [place for place, char in enumerate(text) if char.lower() == letter]
    yield from (f"{text[:place]}{other}{text[place + 1 :]}" for place in at)
    yield text.replace(letter, other).replace(letter.upper(), other)


@pytest.mark.parametrize(("letter", "other"), OTHERS)
def test_no_other_form_of_a_letter_makes_a_document_fail(letter, other):
    texts = [text for rule in RULES.table for text in (*(item["text"] for item in rule.examples), *rule.rejects)]
    documents = [
        Document(again, metadata={"date": "2020-06-12"}) for text in texts for again in respelled(text, letter, other)
    ]

    assert [(item.text, item.failures) for item in Pipeline("dates").stream(documents) if item.failures] == []


@pytest.mark.parametrize(
    "text",
    [
        *("the first Monday in June 2020", "the last Friday of May 2020", "the third Friday of May 2020"),
        *("the first half of 2019", "in the eighteen nineties"),
        *("half a decade", "six days", "at six in the evening", "between five and six weeks", "recent"),
    ],
)
@pytest.mark.parametrize(("letter", "other"), OTHERS)
def test_words_mean_the_same_in_other_forms_of_a_letter(text, letter, other):
    extract = DateExtractor(DateConfig())
    (plain,) = extract(Document(text))

    for again in respelled(text, letter, other):
        (found,) = extract(Document(again))
        assert (found.span, found.value.value) == (plain.span, plain.value.value)


@pytest.mark.parametrize(
    ("verb", "tense"), [("anİnounced", -1), ("ſaıd", -1), ("tooK", -1), ("wıll", 1), ("décıded", 0)]
)
def test_a_verb_tells_of_its_time_in_other_forms_of_a_letter(verb, tense):
    text = f"He {verb.replace('K', chr(0x212A))} it on Monday"
    mention = Mention(len(text) - 6, len(text), Expression(Fixed("PAST_REF"), "any"))

    assert Tense(RULES).around(text, mention) == tense
