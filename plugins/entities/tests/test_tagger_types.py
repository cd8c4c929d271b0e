"""Types: numbers and vectors of words, made when a word is first met."""

import numpy as np
import pytest
from corpuskit_entities.tagger.model import shipped
from corpuskit_entities.tagger.sizes import UNIT
from corpuskit_entities.tagger.types import Types
from corpuskit_entities.tagger.words import Words
from hypothesis import example, given
from hypothesis import strategies as st

from corpuskit import Document
from corpuskit.scan import Batch
from corpuskit.testing.strategies import texts

MODEL = shipped()
WORDS = st.sampled_from(["Kenya", "KENYA", "kenya", "U.S.", "Łódź", "’s", "5", "İ", "😀", "王", "Ж", "ж"]) | texts(5)
TEXTS = st.lists(WORDS, max_size=8).map(" ".join)


def met(table, *given_texts):
    """Give the vectors of the words of texts, and their words in one case."""
    scan = Batch(map(Document, given_texts)).scan
    numbers = table.numbers(scan, Words.of(scan))
    return table.vectors[numbers], table.words[numbers]


def same(one, other):
    return all(np.array_equal(first, second) for first, second in zip(one, other, strict=True))


@given(st.lists(TEXTS, max_size=4), st.lists(TEXTS, max_size=3))
@example(["Kenya"], [])
@example(["€ 😀"], ["😀 €"])
def test_what_was_met_before_changes_nothing(drawn, before):
    table = Types(MODEL)
    for text in before:
        met(table, text)
    found = met(table, *drawn)

    assert same(found, met(Types(MODEL), *drawn))
    assert same(found, met(table, *drawn))


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_a_batch_of_texts_has_the_vectors_of_each(drawn):
    apart = [met(Types(MODEL), text) for text in drawn]

    assert same(met(Types(MODEL), *drawn), [np.concatenate(column) for column in zip(*apart, strict=True)])


def test_a_word_has_one_number():
    table, scan = Types(MODEL), Batch([Document("Kenya and Kenya and kenya")]).scan
    numbers = table.numbers(scan, Words.of(scan)).tolist()

    assert numbers[0] == numbers[2] != numbers[4]
    assert numbers[1] == numbers[3]
    assert 0 not in numbers
    assert table.numbers(scan, Words.of(scan)).tolist() == numbers


def test_words_that_differ_in_case_only_are_the_same_word():
    _, words = met(Types(MODEL), "Kenya KENYA kenya Kenyan")

    assert len(set(words[:3].tolist())) == 1
    assert words[3] != words[0]


def test_number_0_is_no_word():
    table = Types(MODEL)

    assert table.vectors.tolist() == [[0] * MODEL.width]
    assert table.words.tolist() == [0]


@pytest.mark.parametrize("text", ["Kenya 'tis - 5", "Łódź\u0301 ... \x00", "A" * 500])
def test_vectors_are_steps_of_one(text):
    vectors, _ = met(Types(MODEL), text)

    assert vectors.dtype == np.int8
    assert np.abs(vectors.astype(int)).max() <= UNIT


def test_many_words_share_slots_and_are_told_apart():
    table = Types(MODEL)
    many = " ".join(f"{one}{other}{third}x" for one in "abcdefghij" for other in "klmnopqrst" for third in "uvwxyzabcd")
    again = " ".join(reversed(many.split()))
    vectors, words = met(table, many)

    assert len(set(words.tolist())) == 1000
    assert same(met(table, again), (vectors[::-1], words[::-1]))
