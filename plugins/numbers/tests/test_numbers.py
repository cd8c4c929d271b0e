"""What the extractor gives for a number as a whole: its value, what modifies it, what it counts, and where."""

import pytest
from corpuskit_numbers.extract import NumberExtractor

from corpuskit import Document
from corpuskit.values import NumberValue

EXTRACT = NumberExtractor()


def only(text: str) -> NumberValue:
    (item,) = EXTRACT(Document(text))
    return item.value


@pytest.mark.parametrize(
    ("text", "modifier", "counted"),
    [
        ("After about 30 missile attacks targeting US interests", "~", "missile attacks"),
        ("more than two and a half million people", ">", "people"),
        ("thousands of American soldiers remain", None, "American soldiers"),
        ("the two countries recognized that", None, "countries"),
        ("at least 12 police officers were hurt", ">=", "police officers"),
        ("up to 40 homes", "<=", "homes"),
        ("fewer than 5 aircraft", "<", "aircraft"),
        ("50 or more students", ">=", "students"),
        ("30-odd men", "~", "men"),
        ("~30 cars", "~", "cars"),
    ],
)
def test_the_words_that_modify_and_what_is_counted_have_their_places(
    text: str, modifier: str | None, counted: str
) -> None:
    value = only(text)

    assert (value.modifier, value.counted) == (modifier, counted)
    assert value.counted_span is not None
    assert value.counted_span.text_of(text) == counted
    assert (value.modifier_span is None) == (modifier is None)


def test_places_that_were_written_are_kept() -> None:
    assert only("4.50 of it").scale == 2
    assert only("4.50 of it") != only("4.5 of it")
