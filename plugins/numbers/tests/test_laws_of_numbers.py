"""What holds for every number and every text."""

import gc
import time
from itertools import pairwise

import pytest
from corpuskit_numbers.extract import NumberExtractor
from hypothesis import assume, example, given
from hypothesis import strategies as st

from corpuskit import Document
from corpuskit.scan import Batch

EXTRACT = NumberExtractor()

PIECES = st.sampled_from(
    [
        *("one", "two", "five", "twenty", "hundred", "thousand", "million", "and", "a", "half", "third", "point", "of"),
        *("-", ",", ".", " ", " ", "/", "$", "€", "%", "km", "5", "12", "1,000", "½", "th", "first", "to", "between"),
        *("years", "old", "about", "dozens", "several", "in", "its", "60s", "±", "×10^", "²", "\n", "\0", "\U0001f600"),
    ]
)
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=25).map("".join), st.lists(PIECES, max_size=25).map(" ".join))


def facts(text, shift=0):
    """Give all that is found in a text, with places that are so much smaller."""
    return [_facts(item, shift) for item in EXTRACT(Document(text))]


def _facts(item, shift):
    value = item.value
    spans = [span for span in (item.span, value.modifier_span, value.counted_span) if span is not None]
    places = [(span.start - shift, span.end - shift) for span in spans]
    return places, value.kind, value.value, value.low, value.high, value.unit, value.modifier


# "One" that is all of a text is no pronoun.
@given(
    TEXTS.filter(lambda text: text.strip().lower() != "one"),
    st.sampled_from(["They left.", "\U0001f600\U0001f600", ""]),
)
@example("~5", "They left.")
@example("a third", "They left.")
@example("<Four", "They left.")
def test_what_is_found_in_a_paragraph_is_found_in_it_among_others(text, other):
    assume(text.strip() == text and text.lower() != "one" and "\n\n" not in text)
    before = f"{other}\n\n"

    assert facts(f"{before}{text}\n\n{other}", len(before)) == facts(text)


@given(st.lists(TEXTS, max_size=6), st.randoms(use_true_random=False))
def test_neither_the_others_of_a_batch_nor_their_order_change_what_is_found(texts, random):
    shuffled = random.sample(texts, len(texts))
    together = EXTRACT.extract_batch(Batch(map(Document, shuffled))).by_document(len(shuffled))

    assert together == [list(EXTRACT(Document(text))) for text in shuffled]


WORDED = [
    *(
        "They counted twenty-five apples.",
        "two and a half million people",
        "more than 30 missile attacks",
        "the 21st man",
    ),
    *("ten million euros", "5 euros and 20 cents", "between five and ten kilometres", "rose from 5 to 7 percent"),
    *(
        "about two dozen men or more",
        "a third of the voters",
        "one in five adults",
        "three times as many",
        "twice as much",
    ),
    *("dozens of people", "hundreds of thousands of dollars", "a couple of months ago", "a 78-year-old man", "aged 30"),
    *(
        "20 basis points",
        "half an hour later",
        "in her late twenties",
        "a six-foot-three guard",
        "$5 a day",
        "€1,234.50",
    ),
]


@pytest.mark.parametrize("text", WORDED)
def test_capitals_change_no_value(text):
    plain, capitals = facts(text), facts(text.upper())

    assert [(places[0], *values) for places, *values in capitals] == [(places[0], *values) for places, *values in plain]


@given(TEXTS)
@example("-")
@example("~5")
@example("1e99")
@example("0/0")
@example("9" * 500)
def test_any_text_gives_spans_inside_it_in_order(text: str) -> None:
    found = list(EXTRACT(Document(text)))

    assert found == list(EXTRACT(Document(text)))
    for before, after in pairwise(found):
        assert before.span.end <= after.span.start
    for item in found:
        own, around = item.span, [span for span in (item.value.modifier_span, item.value.counted_span) if span]
        assert all(span.end <= len(text) for span in (own, *around))
        assert not any(span.overlaps(own) for span in around)
        assert len(around) < 2 or not around[0].overlaps(around[1])


HOSTILE = [
    *("1 to ", "$1-", "1/2 ", "between 1 and ", "and a half ", "twenty ", "192.", "1,234,", "1 234 ", "5 ft 3 in "),
    *(
        "from 5 to 6 ",
        "more than ",
        "~5 ",
        "or more ",
        "20 old grey green ",
        "of the 5 ",
        "two-thirds ",
        "5m ",
        "5 pounds of ",
    ),
    *("i9-", "one of the ", "in her 60s and ", "5 per 100,000 ", "half a "),
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_is_linear(piece: str) -> None:
    def cost(size: int, tries: int) -> float:
        document = Document(piece * (size // len(piece)))
        return min(_seconds(document) for _ in range(tries))

    cost(1_000, 1)
    assert cost(12_000, 2) <= 14 * cost(1_500, 4) + 0.05


def _seconds(document: Document) -> float:
    gc.disable()  # A collection costs what the objects of all other tests cost.
    start = time.process_time()
    list(EXTRACT(document))
    seconds = time.process_time() - start
    gc.enable()
    return seconds
