"""Words: tokens, but the letters of "U.S." and the signs of a possessive are one."""

import numpy as np
import pytest
from corpuskit_entities.tagger.words import Words
from hypothesis import example, given
from hypothesis import strategies as st

from corpuskit import Document
from corpuskit.scan import Batch
from corpuskit.testing.strategies import texts

_PIECES = st.sampled_from(["U", "S", ".", "'", "’", "s", "S", "Anna", " ", "J.", "5", "-", "\n", "\r", "\x00", "😀"])
TEXTS = texts() | st.lists(_PIECES, max_size=12).map("".join)


def scanned(*given_texts):
    return Batch(map(Document, given_texts)).scan


def words_of(*given_texts):
    scan = scanned(*given_texts)
    words = Words.of(scan)
    return [scan.text_between(start, end) for start, end in zip(words.starts, words.ends, strict=True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenya signed it.", ["Kenya", "signed", "it", "."]),
        ("the U.S. and U.N.", ["the", "U.S.", "and", "U.N."]),
        ("the U. S.", ["the", "U.", "S."]),
        ("J. K. Rowe", ["J.", "K.", "Rowe"]),
        ("J.K. Rowe", ["J.K.", "Rowe"]),
        ("J.R.R.T. Rowe", ["J.R.R.T.", "Rowe"]),
        ("J.Rowe", ["J.", "Rowe"]),
        ("U.S", ["U.S"]),
        ("e.g. this", ["e", ".", "g", ".", "this"]),
        ("Rowe. Kenya", ["Rowe", ".", "Kenya"]),
        ("A .", ["A", "."]),
        (".A", [".", "A"]),
        ("Ö. Berg", ["Ö.", "Berg"]),
        ("Anna's hat", ["Anna", "'s", "hat"]),
        ("Anna’s hat", ["Anna", "’s", "hat"]),
        ("ANNA'S HAT", ["ANNA", "'S", "HAT"]),
        ("the U.S.'s aim", ["the", "U.S.", "'s", "aim"]),
        ("the boys' hats", ["the", "boys", "'", "hats"]),
        ("Anna' s", ["Anna", "'", "s"]),
        ("Anna 's", ["Anna", "'", "s"]),
        ("Anna'so", ["Anna", "'", "so"]),
        ("5's", ["5", "'", "s"]),
        ("O'Brien", ["O", "'", "Brien"]),
        ("'s", ["'", "s"]),
        ("Anna'", ["Anna", "'"]),
        ("", []),
        (" \n", []),
    ],
)
def test_the_words_of_a_text(text, expected):
    assert words_of(text) == expected


@pytest.mark.parametrize("pair", [("U", ".S"), ("Anna", "'s"), ("Anna'", "s"), ("J.", "K."), ("", "'s"), ("U.", "")])
def test_no_word_goes_on_into_the_next_text(pair):
    assert words_of(*pair) == [word for text in pair for word in words_of(text)]


@given(st.lists(TEXTS, max_size=4))
@example([])
@example(["", "A.", "", "'s"])
def test_words_cover_each_token_once_and_in_order(drawn):
    scan = scanned(*drawn)
    words = Words.of(scan)
    bounds = np.append(words.tokens, len(scan.starts))

    assert words.tokens[:1].tolist() == [0] * bool(len(scan.starts))
    assert (np.diff(bounds) > 0).all()
    assert words.starts.tolist() == scan.starts[words.tokens].tolist()
    assert words.ends.tolist() == scan.ends[bounds[1:] - 1].tolist()
    assert scan.touches[np.setdiff1d(np.arange(len(scan.starts)), words.tokens)].all()
    assert len(words) == len(words.starts)


@given(st.lists(TEXTS, max_size=4))
@example(["", ""])
def test_the_text_of_each_word_is_known(drawn):
    scan = scanned(*drawn)
    words = Words.of(scan)

    assert words.texts(scan).tolist() == scan.documents_of(words.starts).tolist()


@given(st.lists(TEXTS, max_size=4))
def test_the_words_of_a_batch_are_those_of_its_texts(drawn):
    assert words_of(*drawn) == [word for text in drawn for word in words_of(text)]
