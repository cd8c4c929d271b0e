"""Names: what is found in texts lies in them, and depends on nothing else."""

import pickle
from concurrent.futures import ThreadPoolExecutor
from itertools import chain

import numpy as np
import pytest
from corpuskit_entities.config import EntityConfig
from corpuskit_entities.extract import EntityExtractor
from corpuskit_entities.tagger.model import TYPES, shipped
from corpuskit_entities.tagger.tagger import Tagger
from corpuskit_entities.tagger.words import Words
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpuskit import Document
from corpuskit.scan import Batch
from corpuskit.testing.strategies import texts

TAGGER = Tagger(shipped())
ONCE = Tagger(shipped(), twice=False)
_PIECES = st.sampled_from(
    [
        *("Kenya ", "President Moon Jae-in ", "the World Bank ", "of ", "said ", "Ann ", "al-", "U.S. ", "’s ", ". "),
        *("\n", "\r", "\r\n", "\x00", "😀", "𐐀𐐀 ", "МОСКВА ", "İ", "\u2028", "ANN ", "kenya ", "Ann, Kenya ", "(UN) "),
    ]
)
TEXTS = texts() | st.lists(_PIECES, max_size=15).map("".join)
MANY = "President Ann Otieno of Kenya met the World Bank in Cairo, Egypt.\n" * 60


def read(tagger, *given_texts):
    """Give for each text where its names start and end, their types and their exact scores."""
    scan = Batch(map(Document, given_texts)).scan
    names = tagger.names(scan)
    numbers, starts = scan.locate(names.starts)
    found = [[] for _ in given_texts]
    columns = numbers, starts, names.ends - scan.places[numbers], names.kinds, names.scores
    for number, *row in zip(*(column.tolist() for column in columns), strict=True):
        found[number].append(tuple(row))
    return found


@pytest.mark.parametrize("tagger", [TAGGER, ONCE], ids=["twice", "once"])
@settings(max_examples=30)
@given(drawn=st.lists(TEXTS, max_size=4))
@example(drawn=[])
@example(drawn=["", "Kenya", ""])
@example(drawn=["met al", "Karimi left", "bin", "Kenya"])
def test_a_batch_gives_what_its_texts_give_alone(tagger, drawn):
    assert read(tagger, *drawn) == [read(tagger, text)[0] for text in drawn]


@settings(max_examples=30)
@given(st.lists(TEXTS, max_size=4).flatmap(lambda drawn: st.tuples(st.just(drawn), st.permutations(range(len(drawn))))))
def test_the_order_of_texts_does_not_matter(drawn_and_order):
    drawn, order = drawn_and_order

    assert read(TAGGER, *(drawn[at] for at in order)) == [read(TAGGER, *drawn)[at] for at in order]


@settings(max_examples=30)
@given(st.lists(TEXTS, max_size=3))
def test_a_large_text_beside_others_changes_nothing(drawn):
    assert read(TAGGER, *drawn, MANY) == [*read(TAGGER, *drawn), *read(TAGGER, MANY)]


@settings(max_examples=30)
@given(st.lists(TEXTS, max_size=3))
@example(["Ab" * 3000, "AB CD " * 400])
@example(["\ud7ff Kenya\x00Kenya\rKenya", "😀Kenya😀 𐐀𐐀 Kenya"])
def test_names_are_words_of_their_text_without_an_overlap(drawn):
    scan = Batch(map(Document, drawn)).scan
    words, names = Words.of(scan), TAGGER.names(scan)

    assert np.isin(names.starts, words.starts).all()
    assert np.isin(names.ends, words.ends).all()
    assert (names.starts < names.ends).all()
    assert (names.ends[:-1] <= names.starts[1:]).all()
    assert scan.documents_of(names.starts).tolist() == scan.documents_of(names.ends - 1).tolist()
    assert ((names.scores >= 0) & (names.scores <= 1)).all()
    assert np.isin(names.kinds, range(len(TYPES))).all()


@settings(max_examples=30)
@given(TEXTS, TEXTS)
def test_what_was_read_before_changes_nothing(before, text):
    used = Tagger(shipped())
    read(used, before)

    assert read(used, text) == read(Tagger(shipped()), text)


def test_a_second_reading_makes_scores_other():
    assert read(TAGGER, MANY) != read(ONCE, MANY)


# --- the extractor


def documents():
    names = [f"{first} {last}" for first in ("Ann", "Omar", "Mei", "Juan") for last in ("Otieno", "Berg", "Karimi")]
    return [Document(f"{name} of Kenya met the World Bank (WB). {name.split()[1]}’s aim is Cairo.") for name in names]


def test_threads_share_an_extractor():
    extractor, given_documents = EntityExtractor(), documents() * 4
    expected = [list(EntityExtractor()(document)) for document in documents()] * 4
    with ThreadPoolExecutor(2) as threads:
        found = [*threads.map(lambda document: list(extractor(document)), given_documents)]

    assert found == expected


def test_threads_share_an_extractor_of_batches():
    extractor, given_documents = EntityExtractor(), documents()
    parts = [given_documents[at : at + 3] for at in range(0, 12, 3)] * 3
    with ThreadPoolExecutor(2) as threads:
        found = [*threads.map(lambda part: extractor.extract_batch(Batch(part)).by_document(3), parts)]

    assert [*chain(*found[:4])] == [list(extractor(document)) for document in given_documents]
    assert found[4:] == found[:4] * 2


@pytest.mark.parametrize("options", [{}, {"nested": False}, {"types": ("PER",)}, {"gazetteers": [{"aim": "MISC"}]}])
def test_an_extractor_with_options_survives_pickling(options):
    extractor = EntityExtractor(EntityConfig(**options))
    again = pickle.loads(pickle.dumps(extractor))

    assert again.config == extractor.config
    assert [list(again(one)) for one in documents()] == [list(extractor(one)) for one in documents()]
