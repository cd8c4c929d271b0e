"""Features: what is known of a word from its letters alone."""

import string

import pytest
from corpuskit_entities.tagger.features import SHAPES, features, key, shape
from hypothesis import example, given
from hypothesis import strategies as st

from corpuskit.testing.strategies import texts

LETTERS = st.text(string.ascii_letters, min_size=1)


@given(texts().filter(bool) | st.text(min_size=1))
@example("\x00")
@example("\u0301")
@example("...")
@example("İ")
@example("ǅ")
@example("²")
@example("\ud800")
def test_every_word_has_features(word):
    found = features(word)

    assert all(0 <= one < 2**32 for one in found)
    assert 0 <= found.shape < SHAPES


@given(LETTERS)
def test_case_is_in_the_shape_alone(word):
    assert features(word.upper())._replace(shape=0) == features(word.lower())._replace(shape=0)


@pytest.mark.parametrize(("one", "other"), [("’s", "'s"), ("’S", "'s"), ("O’B", "O'B")])
def test_apostrophes_are_equal(one, other):
    assert features(one) == features(other)


@pytest.mark.parametrize(("one", "other"), [("Málaga", "Malaga"), ("Łódź", "Łodz"), ("Şahin", "Sahin"), ("U.S.", "US")])
def test_diacritics_and_full_stops_are_in_the_word_alone(one, other):
    first, second = features(one), features(other)

    assert first.word != second.word
    assert (first.plain, *first[3:]) == (second.plain, *second[3:])


@pytest.mark.parametrize(("one", "other"), [("1st", "2nd"), ("1990s", "1980s"), ("4G", "5G")])
def test_digits_of_one_shape_are_equal_where_a_word_begins_with_one(one, other):
    assert (features(one).word == features(other).word) == (one[-1] == other[-1])


def test_beginnings_and_endings_are_three_letters_and_two():
    assert features("Kenyan")[3:] == (key("^ken"), key("yan$"), key("an$"))
    assert features("Al")[3:] == (key("^al"), key("al$"), key("al$"))


@pytest.mark.parametrize(
    "alike",
    [
        ["1990", "2020"],
        ["1", "27"],
        ["100", "27000"],
        ["'s", "’s", "'S"],
        ["J.", "K."],
        ["U.S.", "J.K."],
        ["signed", "women"],
        ["of", "the"],
        ["A", "I"],
        ["US", "UN", "BBC"],
        ["NATO", "OPEC"],
        ["KENYAN", "UNICEF"],
        ["iPhone", "eBay"],
        ["Kenya", "Cairo"],
        ["Al", "Abu"],
        ["McDonald", "AstraZeneca"],
        ["."],
        [","],
        ["-"],
        ["€", "\x00"],
    ],
)  # fmt: skip
def test_words_written_alike_have_one_shape(alike):
    assert len(set(map(shape, alike))) == 1


def test_shapes_differ():
    words = [
        "1990",
        "1",
        "100",
        "'s",
        "J.",
        "U.S.",
        "signed",
        "of",
        "A",
        "US",
        "NATO",
        "UNICEF",
        "iPhone",
        "Kenya",
        "Al",
        "McDonald",
    ]
    signs = [*".,-–—'\"“”’()[]:;/&!?$%#@*‘", "€"]

    assert len({*map(shape, words), *map(shape, signs)}) == len(words) + len(signs) == SHAPES


def test_keys_are_spread_over_all_32_bits():
    found = [key(f"word{number}") for number in range(2000)]

    assert len(set(found)) == 2000
    assert max(found) > 2**31 > min(found)
