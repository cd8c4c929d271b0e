"""Lines: which are written in capitals, and which with a capital on nearly every word."""

import pytest
from corpuskit_entities.tagger.lines import modes, numbered
from corpuskit_entities.tagger.words import Words
from hypothesis import given
from hypothesis import strategies as st

from corpuskit import Document
from corpuskit.scan import Batch
from corpuskit.testing.strategies import texts


def modes_of(*given_texts):
    """Give for each line that has words whether it is in capitals, and whether as titles are."""
    scan = Batch(map(Document, given_texts)).scan
    words = Words.of(scan)
    rows = zip(numbered(scan)[words.tokens].tolist(), map(tuple, modes(scan, words).tolist()), strict=True)
    return [mode for _, mode in sorted({*rows})]


USUAL, CAPITALS, TITLE = (False, False), (True, False), (False, True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("KENYA SIGNS PACT WITH UN", [CAPITALS]),
        ("KENYA’S TALKS FAIL", [CAPITALS]),
        ("Kenya Signs Pact with Egypt on Trade", [TITLE]),
        ("Kenya signs a pact with Egypt on trade", [USUAL]),
        ("NAIROBI – The men left for Egypt on a ship", [USUAL]),
        ("KENYA", [USUAL]),
        ("Hamid Karimi", [USUAL]),
        ("KENYA SIGNS PACT\nThe men left for Egypt.\nTalks Begin Again There", [CAPITALS, USUAL, TITLE]),
        ("5,000 -- 20", [USUAL]),
        ("", []),
    ],
)
def test_the_mode_of_each_line(text, expected):
    assert modes_of(text) == expected


def test_a_line_ends_with_its_text():
    assert modes_of("KENYA SIGNS PACT", "", "men leave for Egypt") == [CAPITALS, USUAL]


@given(st.lists(texts(), max_size=4))
def test_the_modes_of_a_batch_are_those_of_its_texts(drawn):
    assert modes_of(*drawn) == [mode for text in drawn for mode in modes_of(text)]
