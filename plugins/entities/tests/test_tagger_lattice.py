"""Lattices: the best labels of the words of zones and how probable they are, as all labellings one by one say it."""

import itertools

import attrs
import numpy as np
import pytest
from corpuskit_entities.tagger.lattice import Lattice
from corpuskit_entities.tagger.model import LABELS, shipped
from corpuskit_entities.tagger.zones import Zones
from hypothesis import example, given, settings
from hypothesis import strategies as st

COUNT = len(LABELS)
INSIDE = [None, 2, 2, 4, 4, 6, 6, 8, 8, 10, 10]
"""The label of a further word behind each label."""

LENGTHS = st.lists(st.integers(1, 3), max_size=6)
SEEDS = st.integers(0, 2**32 - 1)
SPREADS = st.sampled_from([0.1, 1.0, 6.0])


def chance(seed, spread, lengths):
    """Give a model whose labels are worth what chance says, what they are worth for words, and zones."""
    source = np.random.default_rng(seed)

    def draw(*shape):
        return source.normal(0, spread, shape).astype(np.float32)

    model = attrs.evolve(shipped(), moves=draw(COUNT, COUNT), opens=draw(COUNT), closes=draw(COUNT))
    return model, draw(sum(lengths), COUNT), zones_of(lengths)


def zones_of(lengths):
    # Words of no zone stand between zones.
    starts = np.cumsum([0, *lengths])[:-1] + 3 * np.arange(len(lengths))
    return Zones(starts.astype(np.int64), (starts + lengths).astype(np.int64))


def rows_of(lengths):
    """Give the rows of the words of each zone."""
    ends = np.cumsum(lengths).tolist()
    return [range(end - length, end) for end, length in zip(ends, lengths, strict=True)]


def labellings(model, emissions):
    """Give all labellings of one zone, a row each, and what each is worth."""
    found = np.array([*itertools.product(range(COUNT), repeat=len(emissions))])
    worth = emissions[np.arange(len(emissions)), found].astype(np.float64).sum(axis=1)
    worth += model.opens[found[:, 0]] + model.closes[found[:, -1]]
    return found, worth + model.moves[found[:, :-1], found[:, 1:]].astype(np.float64).sum(axis=1)


@settings(max_examples=25)
@given(SEEDS, SPREADS, LENGTHS)
@example(1, 1.0, [])
@example(1, 6.0, [1, 3, 2, 3, 1])
def test_no_labels_are_worth_more_than_the_best(seed, spread, lengths):
    model, emissions, zones = chance(seed, spread, lengths)
    best = Lattice(model, zones).best(emissions)
    for rows in rows_of(lengths):
        found, worth = labellings(model, emissions[rows])
        [ours] = np.flatnonzero((found == best[rows]).all(axis=1))

        assert worth[ours] == pytest.approx(worth.max(), abs=1e-3)


@settings(max_examples=25)
@given(SEEDS, SPREADS, LENGTHS)
@example(1, 1.0, [])
@example(1, 6.0, [1, 3, 2, 3, 1])
def test_marginals_are_the_shares_of_all_labellings(seed, spread, lengths):
    model, emissions, zones = chance(seed, spread, lengths)
    marginals, going = Lattice(model, zones).scores(emissions)
    expected, on = np.zeros_like(marginals), np.zeros_like(going)
    for rows in rows_of(lengths):
        found, worth = labellings(model, emissions[rows])
        shares = np.exp(worth - worth.max())
        for step, row in enumerate(rows):
            expected[row] = np.bincount(found[:, step], shares, COUNT) / shares.sum()
            if step + 1 < len(rows):
                on[row] = going_on(found[:, step : step + 2], shares)

    assert np.array_equal(Lattice(model, zones).marginals(emissions), marginals)
    np.testing.assert_allclose(marginals, expected, atol=1e-4)
    np.testing.assert_allclose(going, on, atol=1e-3)


def going_on(pairs, shares):
    """Give how probably the name of each label goes on, in the labellings that have this label."""
    first, second = pairs.T
    sums = np.bincount(first, shares, COUNT)
    kept = [shares[(first == label) & (second == INSIDE[label])].sum() for label in range(COUNT)]
    return [0, *(np.array(kept) / sums)[1:]]


@settings(max_examples=25)
@given(SEEDS, st.lists(st.integers(1, 40), max_size=4))
def test_what_a_zone_gives_does_not_depend_on_others(seed, lengths):
    model, emissions, zones = chance(seed, 2.0, lengths)
    lattice = Lattice(model, zones)
    best, both = lattice.best(emissions), lattice.scores(emissions)
    for rows, length in zip(rows_of(lengths), lengths, strict=True):
        alone = Lattice(model, zones_of([length]))

        assert np.array_equal(alone.best(emissions[rows]), best[rows])
        assert all(map(np.array_equal, alone.scores(emissions[rows]), (one[rows] for one in both)))


@settings(max_examples=25)
@given(SEEDS, st.sampled_from([1, 10, 1000]), st.lists(st.integers(1, 64), max_size=4))
def test_marginals_are_probabilities_however_sure_the_network_is(seed, times, lengths):
    model, emissions, zones = chance(seed, 1.0, lengths)
    for found in Lattice(model, zones).scores(emissions * np.float32(times)):
        assert np.isfinite(found).all()
        assert ((found >= 0) & (found <= 1 + 1e-5)).all()


def test_emissions_are_left_as_they_are():
    model, emissions, zones = chance(1, 1.0, [2, 5, 1])
    before, lattice = emissions.copy(), Lattice(model, zones)
    lattice.best(emissions)
    lattice.scores(emissions)

    assert np.array_equal(emissions, before)


def test_a_shipped_model_begins_every_name_with_its_first_word():
    model = shipped()
    for label in range(2, COUNT, 2):
        before = {number for number in range(COUNT) if model.moves[number, label] > -20}

        assert model.opens[label] < -20
        assert before == {label - 1, label}
