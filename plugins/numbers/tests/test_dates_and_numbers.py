"""What the extractor leaves to a layer of dates, and what it leaves out where there is none."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from corpuskit_numbers.taken import Places
from hypothesis import given
from hypothesis import strategies as st

from corpuskit import Annotation, Corpus, Document, ExtractorSpec, Pipeline, Plugins, Span, formats
from corpuskit.values import DateValue

TOGETHER = Pipeline("dates", "numbers")
ALONE = Pipeline("numbers")


def numbers(document: Document) -> list[str]:
    return [document.text_of(item) for item in document["number"]]


def together(text: str) -> list[str]:
    return numbers(TOGETHER(Document(text)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # dates
        ("On 5 May 2020 some 30 people left.", ["30"]),
        ("It fell 5 percent in 1987.", ["5 percent"]),
        ("It rose from 50 in 1990 to 120 in 1995.", ["50", "120"]),
        ("In 2020 5,000 people died.", ["5,000"]),
        ("between 5 and 10 May", []),
        ("5-10 May", []),
        ("in 1987-88 prices", []),
        ("the 1990s", []),
        ("the first quarter of 2022", []),
        ("two years ago", []),
        ("more than half a century ago", []),
        ("a month or two later", []),
        ("He wrote it around 1532-3.", []),
        ("the Kofun period (A.D. 250 to 552)", []),
        # times
        ("at 8:30 for 20 minutes", ["20 minutes"]),
        ("from 5 to 7 p.m.", []),
        ("at about 5 in the morning", []),
        # sets
        ("3 days a week", []),
        ("every 2 weeks", []),
        ("two or three times a week", []),
        ("He pays $5 twice a week.", ["$5"]),
        # durations
        ("for two years", ["two years"]),
        ("a 12-month low of $5", ["12-month", "$5"]),
        ("in the 12 months to 31 March", ["12 months"]),
    ],
)
def test_dates_times_and_sets_have_their_numbers_and_durations_share_them(text: str, expected: list[str]) -> None:
    assert together(text) == expected


@pytest.mark.parametrize(
    "text",
    ["20 metric tonnes per annum", "N$66,000 per annum", "between 5 and 10 tonnes per annum"],
)
def test_a_set_at_the_end_of_a_number_is_its_rate(text: str) -> None:
    found = TOGETHER(Document(text))

    assert [item.value.type for item in found["date"]] == ["SET"]
    assert numbers(found) == [text]


@pytest.mark.parametrize("text", ["On May 5 people marched.", "the May 5 people"])
def test_a_number_that_could_be_a_day_or_a_count_is_in_one_layer_at_most(text: str) -> None:
    found = TOGETHER(Document(text))
    days = [item.span for item in found["date"] if item.value.type != "DURATION"]

    assert not any(day.overlaps(item.span) for day in days for item in found["number"])


# --- whoever makes the layer, and when

TEXT = "On 5 May 2020 some 30 people left, twice a week, for two years."
EXPECTED = ["30", "two years"]


@pytest.mark.parametrize("names", [("dates", "numbers"), ("numbers", "dates")])
def test_the_order_of_the_names_does_not_matter(names: tuple[str, ...]) -> None:
    assert numbers(Pipeline(*names)(Document(TEXT))) == EXPECTED


@pytest.mark.parametrize("names", [("dates", "numbers"), ("numbers", "dates")])
def test_the_order_of_installation_does_not_matter(tmp_path: Path, names: tuple[str, ...]) -> None:
    files = [tmp_path / f"plugin_{place}_{name}.py" for place, name in enumerate(names)]
    for file, name in zip(files, names, strict=True):
        file.write_text(f"from corpuskit_{name}.plugin import corpuskit_extractors\n", encoding="utf-8")
    pipeline = Pipeline(plugins=Plugins(only=[], files=files))

    assert {*pipeline.extractors} == {*names}
    assert numbers(pipeline(Document(TEXT))) == EXPECTED


def test_a_layer_from_a_file_has_its_numbers(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    formats.write([Pipeline("dates")(Document(TEXT, id="a"))], path)
    (document,) = Corpus.from_path(path).annotate(ALONE)

    assert numbers(document) == EXPECTED


def test_gold_decides_where_it_says_otherwise() -> None:
    gold = Annotation(Span(14, 26), "date", DateValue("DATE", "2020-05-05"))  # "some 30 people", no date to a program.

    assert numbers(ALONE(Document(TEXT, annotations=[gold]))) == ["twice", "two years"]


def test_dates_of_another_plugin_have_their_numbers() -> None:
    def every_number(document: Document) -> Iterator[Annotation]:
        yield Annotation(Span(0, len(document.text)), "date", DateValue("DATE", "XXXX"))

    other = ExtractorSpec("other", function=every_number, provides={"date": DateValue})

    assert numbers(Pipeline("numbers", other)(Document(TEXT))) == []


def test_spans_without_values_take_nothing_but_the_rejects_stay() -> None:
    bare = Annotation(Span(0, len(TEXT)), "date")

    assert numbers(ALONE(Document(TEXT, annotations=[bare]))) == numbers(ALONE(Document(TEXT)))


def test_dates_are_numbers_too_where_the_config_asks() -> None:
    pipeline = Pipeline("dates", "numbers", config={"numbers": {"dates": True}})

    assert numbers(pipeline(Document(TEXT))) == ["5", "2020", "30", "twice", "two years"]


def test_documents_of_a_batch_keep_their_own_dates() -> None:
    corpus = Corpus([Document(TEXT, id=str(number)) for number in range(80)])

    assert [numbers(document) for document in corpus.annotate(TOGETHER)] == [EXPECTED] * 80


# --- without a layer of dates


@pytest.mark.parametrize(
    "text",
    [
        *("On 5 May 2020.", "May 5", "5 to 8 June", "in 1987-88 prices", "the 1990s", "since 1776", "2020-06-12"),
        *("at 8:30", "from 5 to 7 p.m.", "12 noon", "0800 GMT", "at 1700 EDT", "at about 9 in the evening"),
        *("200 B.C.", "A.D. 250 to 552", "around 1532-3", "the 21st century"),
    ],
)
def test_the_ordinary_cases_need_no_layer(text: str) -> None:
    assert numbers(ALONE(Document(text))) == []
    assert together(text) == []


PLACES = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9), st.sampled_from(["DATE", "SET"])), max_size=6)


@given(PLACES, st.integers(0, 30), st.integers(1, 12))
def test_a_number_is_taken_by_what_shares_a_character_with_it(
    given_places: list[tuple[int, int, str]], start: int, length: int
) -> None:
    places, end, expected = Places(), start + length, False
    for begin, size, type in sorted(given_places):
        places.add(begin, begin + size, type)
        is_rate = type == "SET" and start < begin and begin + size == end
        expected = expected or (begin < end and start < begin + size and not is_rate)

    assert places.take(start, end) == expected
