"""Texts are read whole, however long they and their words are."""

import time

import pytest
import spacy
from corpuskit_spacy.reading import pieces, tokenised
from hypothesis import given
from hypothesis import strategies as st

from corpuskit.testing import strategies

NLP = spacy.blank("en")


@given(strategies.texts(), st.integers(1, 20))
def test_pieces_are_short_and_make_up_the_text(text: str, longest: int) -> None:
    found = [piece.text_of(text) for piece in pieces(text, longest)]

    assert "".join(found) == text
    assert max(map(len, found)) <= longest


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("One.\n\nTwo.\nthree four", "One.\n\n"),
        ("One. Two.\nthree four", "One. Two.\n"),
        ("One. Two three four", "One. Two "),
        ("Onetwothreefourfive", "Onetwothreef"),
        ("Short", "Short"),
    ],
)
def test_a_piece_ends_where_a_paragraph_a_line_or_a_word_does(text: str, first: str) -> None:
    assert next(pieces(text, 12)).text_of(text) == first


@given(strategies.texts(), st.integers(1, 300))
def test_tokens_make_up_the_text(text: str, times: int) -> None:
    assert tokenised(NLP, text * times).text == text * times


@pytest.mark.parametrize("sign", ["(", "😀", "http://a", "“‘"])
def test_endless_words_take_time_linear_in_them(sign: str) -> None:
    def spent(length: int) -> float:
        start = time.process_time()
        tokenised(NLP, sign * (length // len(sign)))
        return time.process_time() - start

    assert spent(16_000) < 16 * spent(2_000) + 0.2
