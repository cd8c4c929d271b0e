"""Zones: stretches of words in which names may stand."""

import itertools

import numpy as np
import pytest
from corpuskit_entities.tagger.words import Words
from corpuskit_entities.tagger.zones import NO_NAMES, Zones, spread
from hypothesis import example, given
from hypothesis import strategies as st

from corpuskit import Document
from corpuskit.scan import WORD, Batch
from corpuskit.testing.strategies import texts

_PIECES = st.sampled_from(
    [
        "Kenya",
        "van ",
        "al-",
        "al ",
        "de",
        "-in",
        "-",
        " ",
        "\n",
        "Ab",
        "c",
        "d ",
        "o'",
        "\r",
        "’",
        "İ",
        "\u2028",
        "x " * 5,
    ]
)
TEXTS = texts() | st.lists(_PIECES, max_size=12).map("".join)


def read(*given_texts):
    scan = Batch(map(Document, given_texts)).scan
    words = Words.of(scan)
    return scan, words, Zones.of(scan, words)


def zones_of(*given_texts):
    scan, words, zones = read(*given_texts)
    firsts, lasts = words.starts[zones.starts], words.ends[zones.ends - 1]
    return [scan.text_between(*bounds) for bounds in zip(firsts, lasts, strict=True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The men left Kenya.", ["The men left Kenya"]),
        ("men of the bank in Kenya left it to us on a Monday", ["Kenya", "Monday"]),
        ("the United States of America", ["United States of America"]),
        ("Kenya\nCairo", ["Kenya", "Cairo"]),
        ("Kenya\rCairo", ["Kenya", "Cairo"]),
        ("he met Ludwig van der Berg", ["Ludwig van der Berg"]),
        ("he met van der Berg", ["van der Berg"]),
        ("he met al-Karimi", ["al-Karimi"]),
        ("he met bin al-Karimi", ["bin al-Karimi"]),
        ("he met d'Orsay", ["d'Orsay"]),
        ("he met ones von den Karimi", ["von den Karimi"]),
        ("he met van\nBerg", ["Berg"]),
        ("he met men Berg", ["Berg"]),
        ("he met Moon Jae-in there", ["Moon Jae-in"]),
        ("a Bonn-led plan", ["Bonn-led"]),
        ("a Bonn-organised plan", ["Bonn"]),
        ("a Bonn -led plan", ["Bonn"]),
        ("men of Sana'a left", ["Sana'a"]),
        ("men of Sana’a’s left", ["Sana’a"]),
        ("a Shi'ite town", ["Shi'ite"]),
        ("they left Anna's town", ["Anna"]),
        ("a Bonn-", ["Bonn"]),
        ("5 men, 6 hats", []),
        ("The men all left on foot. However, he did not.", []),
        ("The Kenya men", ["The Kenya"]),
        ("THE men and IT", ["THE men and IT"]),
        ("", []),
    ],
)
def test_the_zones_of_a_text(text, expected):
    assert zones_of(text) == expected


@pytest.mark.parametrize(
    "pair", [("he met al", "Karimi left"), ("he met al-", "Karimi"), ("Moon Jae", "-in"), ("", "A")]
)
def test_no_zone_goes_on_into_the_next_text(pair):
    assert zones_of(*pair) == [zone for text in pair for zone in zones_of(text)]


def test_a_long_line_is_cut():
    _, _, zones = read("Ab " * 150)

    assert (zones.ends - zones.starts).tolist() == [64, 64, 22]


def test_only_long_zones_are_cut():
    _, words, zones = read(f"{'Ab ' * 64}\n{'Cd ' * 65}\nKenya")

    assert (zones.ends - zones.starts).tolist() == [64, 64, 1, 1]
    assert zones.starts.tolist() == [0, 64, 128, 129]
    assert zones.ends[-1] == len(words)


def _bounds(words, places):
    return zip(words.starts[places].tolist(), words.ends[places].tolist(), strict=True)


@given(st.lists(TEXTS, max_size=4))
@example([])
@example(["The men"])
@example(["a al", "Karimi"])
@example(["a al\n-Karimi"])
def test_every_capital_that_may_begin_a_name_is_in_one_zone_and_zones_do_not_overlap(drawn):
    scan, words, zones = read(*drawn)
    covered = spread(zones.starts, zones.ends - zones.starts)
    capitals = np.flatnonzero(scan.capitals[words.tokens] & (scan.kinds[words.tokens] == WORD))

    assert (np.diff(covered) > 0).all()
    missing = capitals[~np.isin(capitals, covered)]
    assert all(scan.lower[start:end].decode("latin-1") in NO_NAMES for start, end in _bounds(words, missing))
    assert ((zones.ends - zones.starts > 0) & (zones.ends - zones.starts <= 64)).all()


@given(st.lists(TEXTS, max_size=4))
@example(["a al", "Karimi"])
@example(["a al\nKarimi"])
def test_no_zone_crosses_a_line_or_a_text(drawn):
    scan, words, zones = read(*drawn)
    bounds = zip(words.starts[zones.starts].tolist(), words.ends[zones.ends - 1].tolist(), strict=True)
    for start, end in bounds:
        assert scan.documents_of(np.array([start]))[0] == scan.documents_of(np.array([end - 1]))[0]
        assert len(scan.text_between(start, end).splitlines()) == 1


@given(st.lists(TEXTS, max_size=4))
def test_the_zones_of_a_batch_are_those_of_its_texts(drawn):
    assert zones_of(*drawn) == [zone for text in drawn for zone in zones_of(text)]


@given(st.lists(st.tuples(st.integers(0, 99), st.integers(0, 5))))
def test_spread_gives_the_numbers_of_each_stretch(pairs):
    starts, counts = (np.array(column, np.int64) for column in (zip(*pairs, strict=True) if pairs else ((), ())))
    expected = itertools.chain.from_iterable(range(start, start + count) for start, count in pairs)

    assert spread(starts, counts).tolist() == [*expected]


def test_zones_with_any_flag_are_told_and_their_words():
    zones = Zones(np.array([2, 8, 20]), np.array([4, 9, 23]))

    kept, rows = zones.with_any(np.array([0, 0, 1, 0, 1, 1], np.bool_))

    assert (kept.starts.tolist(), kept.ends.tolist()) == ([8, 20], [9, 23])
    assert rows.tolist() == [False, False, True, True, True, True]
