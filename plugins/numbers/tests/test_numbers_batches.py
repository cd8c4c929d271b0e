"""What is remembered of words, and shared among documents, changes no result."""

import pickle
from itertools import product

import hypothesis.strategies as st
import pytest
from corpuskit_numbers.config import NumberConfig
from corpuskit_numbers.extract import NumberExtractor, triggers
from hypothesis import given

from corpuskit import Annotation, Document, Span
from corpuskit.scan import Batch
from corpuskit.values import DateValue

EXTRACT = NumberExtractor()


def found(extractor: NumberExtractor, text: str) -> list[tuple[str, object]]:
    return [(item.span.text_of(text), item.value) for item in extractor(Document(text))]


PAIRS = [
    ("on Channel 4 today", "a list of 4 today"),
    ("5.2m viewers saw it", "It is 5.2m away."),
    ("one person died", "one opts for it"),
    ("the Three Gorges Dam", "Three men left."),
    ("10 pounds of flour", "He paid 10 pounds for it."),
    ("In the heat of 40C they left.", "They left with 40C then."),
    ("a thirty-second delay", "the thirty-second man"),
    ("Jane Smith, 45, said so.", "of pages, 45, and so on."),
    ("the Second Vatican Council", "Second is good."),
    ("about 30 cars", "30 cars or more of 30"),
]


@pytest.mark.parametrize(("first", "second"), [*PAIRS, *((b, a) for a, b in PAIRS)])
def test_the_same_words_are_read_anew_in_other_surroundings(first: str, second: str) -> None:
    extractor = NumberExtractor()
    fresh = found(extractor, first)

    assert found(extractor, second) == found(NumberExtractor(), second)
    assert found(extractor, first) == fresh


def test_a_value_that_points_nowhere_is_shared() -> None:
    first, second = (item.value for item in EXTRACT(Document("It cost $17, then $17.")))

    assert first is second


def test_the_dates_of_one_document_are_not_those_of_another() -> None:
    date = Annotation(Span(6, 15), "date", DateValue("DATE", "P2Y"))
    text = "every two years"
    batch = Batch([Document(text), Document(text, annotations=[date]), Document(text)])

    assert list(EXTRACT.extract_batch(batch).doc) == [0, 2]


def test_dates_inside_dates_take_their_numbers_away() -> None:
    text = "from the first to the last two days"
    dates = [Annotation(Span(*span), "date", DateValue("DATE", "2020")) for span in ((0, 35), (9, 14))]

    assert list(EXTRACT(Document(text, annotations=dates))) == []


def test_a_date_without_a_value_takes_no_number_away() -> None:
    document = Document("every two years", annotations=[Annotation(Span(6, 15), "date")])

    assert len(list(EXTRACT(document))) == 1


def test_more_numbers_than_are_remembered_are_read_alike() -> None:
    numbers = range(1_000_000, 1_021_000)
    text = ", ".join(f"{number:,} men" for number in numbers)

    assert [item.value.value for item in EXTRACT(Document(text))] == list(numbers)


def test_a_pickled_extractor_keeps_its_options_and_nothing_that_it_read() -> None:
    extractor = NumberExtractor(NumberConfig(kinds=("money",)))
    size = len(pickle.dumps(extractor))
    list(extractor(Document("5 km for $5")))

    assert len(pickle.dumps(extractor)) == size
    assert found(pickle.loads(pickle.dumps(extractor)), "5 km for $5") == found(extractor, "5 km for $5")


BEFORE = (
    *("about", "About", "(about", "the", "of", "in excess of", "a", "up to", "up to a", "≈", "<=", "~", "approx."),
    *("café", "more than the", "a\u00a0", ""),
)
BEHIND = (
    *("or more", "or so men", "-odd men", "+ men", "+", "plus", "men", "of the men", "US men", "élan men", "½"),
    *("- men", ""),
)
BLANKS = ("", " ", "  ", "\n", " \n", "\n  ", "\t", "\u00a0", "\u2009", "\n\n")


def test_what_stands_beside_numbers_is_seen_alike_in_one_document_and_in_many() -> None:
    texts = [f"{words}{blank}30 men" for words, blank in product(BEFORE, BLANKS)]
    texts += [f"of 30{blank}{words}" for words, blank in product(BEHIND, BLANKS)]
    together = EXTRACT.extract_batch(Batch(map(Document, texts))).by_document(len(texts))

    assert together == [list(EXTRACT(Document(text))) for text in texts]


@given(st.lists(st.text(st.sampled_from("the about of or at 30+-~<≥.,'’\"(é½\n\u00a0"), max_size=30), max_size=8))
def test_hostile_texts_are_read_alike_in_one_document_and_in_many(texts: list[str]) -> None:
    many = [*texts, "about 30 men or more, " * 30]
    together = EXTRACT.extract_batch(Batch(map(Document, many))).by_document(len(many))

    assert together == [*(list(EXTRACT(Document(text))) for text in texts), together[-1]]


def test_what_is_counted_behind_another_number_is_seen_in_many_documents() -> None:
    batch = Batch([Document("the first 3 cases")] * 100)

    assert {value.counted for value in EXTRACT.extract_batch(batch).value} == {"cases"}


def test_triggers_are_words_or_signs_in_lower_case_sorted() -> None:
    words = triggers()

    assert {"hundred", "$"} <= set(words)
    assert list(words) == sorted(words)
    assert all(word == word.lower() for word in words)
