"""The window: it gives what the first layer gives for the vectors of its words, whatever is kept of them."""

import numpy as np
import pytest
from corpuskit_entities.tagger import types, window
from corpuskit_entities.tagger.model import shipped
from corpuskit_entities.tagger.sizes import AROUND, MODES, UNIT
from corpuskit_entities.tagger.tagger import Tagger
from corpuskit_entities.tagger.window import Window
from hypothesis import given
from hypothesis import strategies as st

from corpuskit import Document
from corpuskit.scan import Batch

MODEL = shipped()
TEXTS = (
    "Kenya met Egypt in Cairo, and Kenya won. THE CAIRO TIMES\nKenya and Kenya and Kenya",
    "Peru and Chile met in Lima; Peru and Chile and Peru and Bolivia.",
)


def vectors_of(words):
    """Give vectors of words, of which the first is none."""
    vectors = np.random.default_rng(words).integers(-UNIT, UNIT + 1, (words + 1, MODEL.width)).astype(np.int8)
    vectors[0] = 0
    return vectors


def windows(seed, count, words):
    """Give windows of words, of which few are common, and the modes of their lines."""
    random = np.random.default_rng(seed)
    around = np.minimum(random.geometric(0.2, (count, 2 * AROUND + 1)) - 1, words)
    return around, random.random((count, MODES)) < 0.3


def slowly(around, modes, vectors):
    inputs = np.concatenate((vectors[around].reshape(len(around), -1), modes * UNIT), axis=1)
    return inputs.astype(np.int64) @ MODEL.window.weights.astype(np.int64)


@given(st.integers(0, 2**32 - 1), st.lists(st.integers(1, 40), max_size=3), st.integers(1, 30))
def test_sums_are_those_of_the_layer(seed, counts, words):
    layer, vectors = Window(MODEL.window), vectors_of(words)
    for more, count in enumerate(counts):
        drawn = windows(seed + more, count, words)

        assert np.array_equal(layer.sums(*drawn, vectors), slowly(*drawn, vectors))


@pytest.mark.parametrize("kept", [1, 2, 5])
def test_sums_are_the_same_where_few_words_are_kept(monkeypatch, kept):
    monkeypatch.setattr(window, "_KEPT", kept)
    layer, vectors = Window(MODEL.window), vectors_of(30)
    for seed in range(2):
        drawn = windows(seed, 300, 30)

        assert np.array_equal(layer.sums(*drawn, vectors), slowly(*drawn, vectors))


def test_windows_are_read_in_parts_of_any_size(monkeypatch):
    monkeypatch.setattr(window, "_AT_ONCE", 7)
    drawn, vectors = windows(2, 30, 12), vectors_of(12)

    assert np.array_equal(Window(MODEL.window).sums(*drawn, vectors), slowly(*drawn, vectors))


def test_texts_without_names_have_no_windows():
    drawn = np.empty((0, 2 * AROUND + 1), np.int64), np.empty((0, MODES), np.bool_)

    assert Window(MODEL.window).sums(*drawn, vectors_of(3)).shape == (0, MODEL.window.weights.shape[1])


def test_tables_that_are_begun_anew_give_the_same_names(monkeypatch):
    scans = [Batch([Document(text)]).scan for text in (*TEXTS, *TEXTS)]
    expected = [Tagger(MODEL).names(scan) for scan in scans]
    monkeypatch.setattr(types, "_REMEMBERED", 3)
    tagger = Tagger(MODEL)

    for scan, names in zip(scans, expected, strict=True):
        found = tagger.names(scan)
        for column in ("starts", "ends", "kinds", "scores"):
            assert np.array_equal(getattr(found, column), getattr(names, column))
