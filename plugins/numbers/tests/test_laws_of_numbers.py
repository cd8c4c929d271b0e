"""What holds for every number and every text."""

import gc
import time
from fractions import Fraction
from itertools import pairwise

import pytest
from corpuskit_numbers.extract import NumberExtractor
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from num2words import num2words

from corpuskit import Document

EXTRACT = NumberExtractor()
LARGEST = 10**15
unhurried = settings(deadline=None)  # Rules are compiled when they are first tried.

PIECES = st.sampled_from(
    [
        *("one", "two", "five", "twenty", "hundred", "thousand", "million", "and", "a", "half", "third", "point", "of"),
        *("-", ",", ".", " ", " ", "/", "$", "€", "%", "km", "5", "12", "1,000", "½", "th", "first", "to", "between"),
        *("years", "old", "about", "dozens", "several", "in", "its", "60s", "±", "×10^", "²", "\n", "\0", "\U0001f600"),
    ]
)
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=25).map("".join), st.lists(PIECES, max_size=25).map(" ".join))


def whole(text: str) -> object:
    """Give the value of a number that is all of the text."""
    (found,) = EXTRACT(Document(text))

    assert found.span.text_of(text) == text
    return found.value.value


@unhurried
@given(st.integers(0, LARGEST))
@example(1000)
@example(101_000_001)
def test_every_integer_with_separators_is_read_back(number: int) -> None:
    # Four digits without a separator are a year.
    assert whole(f"{number:,}") == number


@unhurried
@given(st.integers(0, LARGEST))
@example(0)
@example(100)
@example(21_000_000)
def test_every_spelled_integer_is_read_back(number: int) -> None:
    assert whole(num2words(number)) == number


@unhurried
@given(st.integers(-LARGEST, -1))
def test_every_negative_integer_is_read_back(number: int) -> None:
    assert whole(f"\u2212{-number:,}") == number
    assert whole(num2words(number)) == number


@unhurried
@given(st.decimals(0, LARGEST, places=3, allow_nan=False))
def test_every_decimal_is_read_back_with_its_places(number: object) -> None:
    (found,) = EXTRACT(Document(f"{number:,}"))

    assert (found.value.value, found.value.scale) == (number, 3)


@unhurried
@given(st.integers(1, 20).flatmap(lambda below: st.tuples(st.integers(1, below), st.just(below + 1))))
@example((1, 3))
def test_every_small_fraction_is_read_back(parts: tuple[int, int]) -> None:
    above, below = parts
    assume(parts != (9, 11))  # A date.

    assert whole(f"{above}/{below}") * below == above  # type: ignore[operator]


@unhurried
@given(
    st.integers(0, 999), st.integers(3, 99).flatmap(lambda below: st.tuples(st.integers(1, below - 1), st.just(below)))
)
@example(0, (20, 21))
@example(5, (3, 4))
def test_every_spelled_fraction_is_read_back(number: int, parts: tuple[int, int]) -> None:
    above, below = parts
    # Two quarters are half a year; behind "one", "twenty-first" is an ordinal.
    assume(parts != (2, 4) and not (above == 1 and below > 20 and below % 10 in (1, 2)))
    part = "quarter" if below == 4 else num2words(below, to="ordinal")
    words = f"{num2words(above)} {part}{'s' if above > 1 else ''}"

    assert whole(f"{num2words(number)} and {words}" if number else words) == number + Fraction(above, below)


@unhurried
@given(st.integers(1, LARGEST))
def test_every_ordinal_is_read_back(number: int) -> None:
    assert whole(num2words(number, to="ordinal_num")) == number
    assume(num2words(number, to="ordinal").count(" ") > 1 or number < 100)  # "One hundredth" is a fraction.
    assert whole(num2words(number, to="ordinal")) == number


@unhurried
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
        for span in (item.span, item.value.modifier_span, item.value.counted_span):
            assert span is None or span.end <= len(text)


HOSTILE = ["1 to ", "$1-", "1/2 ", "between 1 and ", "and a half ", "twenty "]


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
