"""Every number in words is read back exactly, as num2words and as newspapers write it."""

from decimal import Decimal
from fractions import Fraction

import pytest
from corpuskit_numbers.extract import NumberExtractor
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from num2words import num2words

from corpuskit import Document

EXTRACT = NumberExtractor()
LARGEST = 10**15

# Inside a sentence a capital letter may begin a name, so that forms with capitals stand at the beginning of one.
BEGINNINGS = st.sampled_from(["{}", "“{}”", "({})", "{} people came.", "They left. {} people came.", "[{} came]"])
SENTENCES = st.one_of(
    BEGINNINGS,
    st.sampled_from(
        [
            *("They counted {} apples.", "The total was {}, they said.", "Only {} were left; it was said."),
            *("The\n{}\nare here.", "It has {}"),
        ]
    ),
)
# "One" is mostly a pronoun.
INTEGERS = st.integers(2, LARGEST) | st.integers(2, 10_000) | st.just(0)


def read(text):
    """Give what is found in a text: words, kind and value."""
    return [(item.span.text_of(text), item.value.kind, item.value.value) for item in EXTRACT(Document(text))]


# --- integers

FORMS = {
    "as num2words writes it": str,
    "without and": lambda words: words.replace(" and ", " "),
    "without commas": lambda words: words.replace(",", ""),
    "without hyphens": lambda words: words.replace("-", " "),
    "with hyphens alone": lambda words: words.replace(", ", "-").replace(" ", "-"),
    "with hyphens that do not break": lambda words: words.replace("-", "‑"),
    "with dashes for hyphens": lambda words: words.replace("-", "–"),
    "over the end of a line": lambda words: "\n".join(words.rsplit(" ", 1)),
    "with blanks that do not break": lambda words: words.replace(" ", "\u00a0"),
    "with two blanks": lambda words: words.replace(" ", "  "),
    "in capitals": str.upper,
}
CAPITALS = {"with a capital letter": str.capitalize, "with capital letters": str.title}


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=60)
@given(SENTENCES, INTEGERS)
@example("{}", 100)
@example("{}", 21_000_000)
@example("{}", 1_000_001)
def test_every_integer_is_read_back(form, sentence, number):
    words = FORMS[form](num2words(number))

    assert read(sentence.format(words)) == [(words, "cardinal", number)]


@pytest.mark.parametrize("form", CAPITALS)
@settings(max_examples=60)
@given(BEGINNINGS, INTEGERS)
def test_every_integer_that_begins_a_sentence_is_read_back(form, sentence, number):
    words = CAPITALS[form](num2words(number))

    assert read(sentence.format(words)) == [(words, "cardinal", number)]


@given(SENTENCES, st.integers(11, 99).filter(lambda number: number % 10), st.integers(0, 99), st.booleans())
def test_hundreds_may_be_more_than_nine(sentence, hundreds, rest, has_and):
    tail = f" {'and ' if has_and else ''}{num2words(rest)}" if rest else ""
    words = f"{num2words(hundreds)} hundred{tail}"

    assert read(sentence.format(words)) == [(words, "cardinal", hundreds * 100 + rest)]


@given(SENTENCES, INTEGERS)
def test_every_negative_integer_is_read_back(sentence, number):
    assume(number)
    words = num2words(-number)

    assert read(sentence.format(words)) == [(words, "cardinal", -number)]


@given(SENTENCES, st.integers(0, LARGEST), st.text("0123456789", min_size=1, max_size=6))
def test_every_decimal_is_read_back(sentence, number, places):
    words = f"{num2words(number)} point {' '.join(map(num2words, map(int, places)))}"

    assert read(sentence.format(words)) == [(words, "cardinal", Decimal(f"{number}.{places}"))]


@pytest.mark.parametrize("number", range(2, 1000, 37))
def test_an_amount_may_stand_twice(number):
    words = f"{num2words(number)} ({number})"

    assert read(f"They wait {words} of them.") == [(words, "cardinal", number)]


# --- ordinals


@given(st.sampled_from(["the {} man", "{}", "It was the {}.", "“{}”", "on the {} attempt"]), st.integers(1, LARGEST))
@example("the {} man", 100)
@example("{}", 1_000_021)
def test_every_ordinal_is_read_back(sentence, number):
    words = num2words(number, to="ordinal")
    # "One hundredth" alone is a fraction, in quotation marks too.
    assume(number < 100 or words.count(" ") > 1 or sentence.strip("“”") != "{}")

    assert read(sentence.format(words)) == [(words, "ordinal", number)]


# --- fractions

PARTS = st.integers(2, 99).flatmap(lambda below: st.tuples(st.integers(1, below - 1), st.just(below)))
MIXED = {"and a half": (1, 2), "and a quarter": (1, 4), "and three quarters": (3, 4), "and two thirds": (2, 3)}


def spelled(above, below):
    """Give a fraction in words: "three twenty-firsts"."""
    part = {2: "half", 4: "quarter"}.get(below) or num2words(below, to="ordinal")
    plural = f"{part}s" if above > 1 else part
    return f"{num2words(above)} {plural}"


def is_unclear(above, below):
    """Say whether words for a fraction mean something else as well."""
    # Two quarters are half a year; behind "one", "twenty-first" is an ordinal.
    return (above, below) == (2, 4) or (above == 1 and below > 20 and below % 10 in (1, 2))


@given(SENTENCES, PARTS, st.sampled_from([" ", "-"]))
@example("{}", (20, 21), " ")
def test_every_fraction_is_read_back(sentence, parts, gap):
    assume(not is_unclear(*parts))
    assume(gap == " " or parts[0] < 20 or parts[0] % 10)  # "Fifty-seventieths" have no numerator.
    words = spelled(*parts).replace(" ", gap)
    ((found, kind, value),) = read(sentence.format(words))

    assert (found, kind, value) == (words, "fraction", Fraction(*parts))


@given(SENTENCES, st.integers(1, 999), PARTS)
@example("{}", 5, (3, 4))
def test_every_mixed_fraction_is_read_back(sentence, number, parts):
    assume(not is_unclear(*parts))
    words = f"{num2words(number)} and {spelled(*parts)}"

    assert read(sentence.format(words)) == [(words, "fraction", number + Fraction(*parts))]


@pytest.mark.parametrize("magnitude", [1000, 10**6, 10**9, 10**12])
@pytest.mark.parametrize("part", MIXED)
@settings(max_examples=10)
@given(SENTENCES, st.integers(2, 99))
def test_parts_of_a_magnitude_are_read_back(part, magnitude, sentence, number):
    words = f"{num2words(number)} {part} {num2words(magnitude).split()[1]}"

    value = (number + Fraction(*MIXED[part])) * magnitude

    assert read(sentence.format(words)) == [(words, "cardinal" if value.denominator == 1 else "fraction", value)]


@pytest.mark.parametrize(
    "magnitude", ["hundred", "thousand", "million", "billion", "trillion", "lakh", "crore", "dozen"]
)
@settings(max_examples=10)
@given(SENTENCES, st.integers(2, 99))
def test_a_magnitude_multiplies_what_stands_before_it(magnitude, sentence, number):
    assume(magnitude != "hundred" or number < 10 or number % 10)
    factor = {"lakh": 10**5, "crore": 10**7, "dozen": 12, "hundred": 100, "thousand": 1000}.get(magnitude)
    factor = factor or 10 ** (3 * ["million", "billion", "trillion"].index(magnitude) + 6)
    words = f"{num2words(number)} {magnitude}"

    assert read(sentence.format(words)) == [(words, "cardinal", number * factor)]
