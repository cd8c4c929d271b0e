"""Memory: what the first reading of a document says about a word, as a slow reading of the same says it."""

import math

import attrs
import numpy as np
from corpuskit_entities.tagger.memory import evidence
from corpuskit_entities.tagger.model import shipped
from corpuskit_entities.tagger.network import Network, SameWords
from corpuskit_entities.tagger.sizes import EVIDENCE, LABELS, UNIT
from corpuskit_entities.tagger.words import Words
from corpuskit_entities.tagger.zones import Zones
from hypothesis import example, given
from hypothesis import strategies as st

from corpuskit import Document
from corpuskit.scan import Batch

NETWORK = Network(shipped())
ROWS = st.lists(st.tuples(st.integers(0, 4), st.booleans(), st.booleans(), st.integers(1, 3)), max_size=12)


def seen(*texts):
    scan = Batch(map(Document, texts)).scan
    words = Words.of(scan)
    return scan, words, NETWORK.see(scan, words, Zones.of(scan, words))


def sight_of(rows):
    """Give a sight of words by group, whether they begin with a capital, are there in small, and how far apart."""
    groups, capital, small, steps = (np.array(one) for one in (zip(*rows, strict=True) if rows else ((),) * 4))
    apart = np.cumsum(steps.astype(np.int64))
    same = SameWords(groups.astype(np.int64), 5, capital.astype(bool), small.astype(bool))
    return attrs.evolve(seen("")[2], apart=apart, same=same)


def slowly(rows, marginals):
    """Give the evidence of each word alone."""
    for number, (group, capital, small, _) in enumerate(rows):
        others = [at for at, one in enumerate(rows) if one[0] == group and one[1] and at != number]
        mean = [sum(round(marginals[at][label] * 64) for at in others) for label in range(len(LABELS))]
        if capital:
            count = len(others)
            yield [
                *(round(one * (127 / 64) / max(count, 1)) for one in mean),
                UNIT * (count > 0),
                round(min(math.log1p(count) / 2, 1) * UNIT),
                UNIT * small,
            ]
        else:
            yield [0] * EVIDENCE


@given(ROWS, st.integers(0, 2**32 - 1))
@example([], 0)
@example([(0, True, True, 1), (0, True, True, 1), (0, False, True, 1), (1, True, False, 3)], 1)
def test_evidence_is_what_the_other_mentions_say_and_that_of_neighbours(rows, seed):
    marginals = np.random.default_rng(seed).dirichlet(np.ones(len(LABELS)), len(rows)).astype(np.float32)
    alone = [*slowly(rows, marginals.tolist())]
    nothing = [0] * EVIDENCE
    before = [alone[at - 1] if at and rows[at][3] == 1 else nothing for at in range(len(rows))]
    behind = [alone[at + 1] if at + 1 < len(rows) and rows[at + 1][3] == 1 else nothing for at in range(len(rows))]
    expected = [[*a, *b, *c] for a, b, c in zip(before, alone, behind, strict=True)]

    assert evidence(sight_of(rows), marginals).tolist() == expected


def same_in(*texts):
    scan, words, sight = seen(*texts)
    spans = zip(words.starts[sight.places].tolist(), words.ends[sight.places].tolist(), strict=True)
    return [scan.text_between(*span) for span in spans], sight.same


def test_the_same_word_is_that_of_one_text_in_any_case():
    surfaces, same = same_in("Rose ROSE and Rose", "Rose")

    assert surfaces == ["Rose", "ROSE", "and", "Rose", "Rose"]
    assert len(set(same.groups[[0, 1, 3]].tolist())) == 1
    assert len(set(same.groups.tolist())) == same.count == 3
    assert same.capital.tolist() == [True, True, False, True, True]


def test_words_are_small_where_they_are_so_outside_zones_too():
    surfaces, same = same_in("Rose met him in a field that had no single rose", "Rose", "Kenya and a rose")

    assert dict(zip(surfaces[:1], same.small[:1].tolist(), strict=True)) == {"Rose": True}
    assert same.small[1:3].tolist() == [False, False]
