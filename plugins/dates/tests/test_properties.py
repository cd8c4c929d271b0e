import calendar
import datetime
import gc
import itertools
import time

import pytest
from corpuskit_dates.config import DateConfig
from corpuskit_dates.extract import DateExtractor
from corpuskit_dates.times.calendars import easter
from hypothesis import example, given
from hypothesis import strategies as st

from corpuskit import Document

EXTRACT = DateExtractor(DateConfig())
TEXT = (
    "January May Sept. Monday Fri 5 05 5th 30 1998 2020 '98 44 BC AD 1990s the a of in last next this every early end "
    "mid two half year years week days quarter ago earlier later or so century 20th third first summer Christmas noon "
    "5:30 p.m. GMT - – / , . to and between from today now past fiscal 12/25/2019 9999 0001 10000 billion \n İ ² 𝟛 ٣"
)
WORDS = TEXT.split(" ")
SENTENCES = st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)
METADATA = st.sampled_from([{}, {"date": "2020-06-12"}, {"date": "0001-01-01"}, {"date": "9999-12-31"}, {"date": "x"}])


def document(text: str, **metadata: object) -> Document:
    return Document(text, metadata=metadata)


@given(st.text(), METADATA)
@example("\x00 5 May 2020 \x00", {})
@example("5 İ May 2020", {})
def test_no_text_raises(text, metadata):
    spans_are_in_range(text, metadata)


@given(SENTENCES, METADATA, st.sampled_from(["news", "narrative", "conversation"]))
@example("years - 2 9999", {"date": "9999-12-31"}, "news")
@example("5 billion years ago", {"date": "2020-06-12"}, "news")
@example("the next 5 billion years", {"date": "2020-06-12"}, "news")
def test_no_words_of_dates_raise(text, metadata, style):
    spans_are_in_range(text, metadata, DateExtractor(DateConfig(style=style)))


def spans_are_in_range(text, metadata, extract=EXTRACT):
    found = list(extract(document(text, **metadata)))
    dates = [item.span for item in found if item.label == "date"]

    assert all(0 <= span.start < span.end <= len(text) for span in dates)
    assert all(a.end <= b.start for a, b in itertools.pairwise(dates))
    assert all(
        item.value.begin.span in dates and item.value.end.span in dates for item in found if item.label != "date"
    )


@given(SENTENCES, METADATA)
def test_the_same_text_gives_the_same(text, metadata):
    assert list(EXTRACT(document(text, **metadata))) == list(EXTRACT(document(text, **metadata)))


@given(SENTENCES, METADATA)
def test_earliest_lies_before_latest(text, metadata):
    values = [item.value for item in EXTRACT(document(text, **metadata)) if item.label == "date"]

    assert all((value.earliest is None) == (value.latest is None) for value in values)
    assert all(value.earliest <= value.latest for value in values if value.earliest is not None)


@given(st.dates(min_value=datetime.date(1500, 1, 1), max_value=datetime.date(2099, 12, 31)), st.integers(0, 11))
def test_a_date_written_in_a_usual_order_is_read_back(date, form):
    month, short = calendar.month_name[date.month], calendar.month_abbr[date.month]
    weekday = calendar.day_name[date.weekday()]
    day, year = date.day, date.year
    suffix = {1: "st", 2: "nd", 3: "rd"}.get(day % 10 if day not in (11, 12, 13) else 0, "th")
    text = (
        date.isoformat(),
        f"{month} {day}, {year}",
        f"{day} {month} {year}",
        f"{short} {day}, {year}",
        f"{weekday}, {month} {day}, {year}",
        f"the {day}{suffix} of {month} {year}",
        f"{month} {day}{suffix} {year}",
        f"{day:02}-{short}-{year}",
        f"{date.month:02}/{day:02}/{year}",
        f"{year}/{date.month:02}/{day:02}",
        f"{month.upper()} {day}, {year}",
        f"{weekday} {day} {month} {year}",
    )[form]
    (found,) = EXTRACT(document(text))

    assert (found.start, found.end) == (0, len(text))
    assert found.value.value == date.isoformat()
    assert found.value.earliest == date.isoformat()


@given(st.integers(1, 9999))
def test_easter_is_a_sunday_in_spring(year):
    day = easter(year)

    assert day is not None
    assert day.isoweekday() == 7
    assert (3, 22) <= (day.month, day.day) <= (4, 25)


def test_endless_digits_are_no_amount():
    assert [item.value.value for item in EXTRACT(document("1" + ",000" * 2000 + " years"))] == ["PXY"]
    assert [item.value.value for item in EXTRACT(document("1" * 9000 + " years"))] == ["PXY"]


@pytest.mark.parametrize(
    "piece",
    [
        "January ",
        "5 ",
        "5 km ",
        "two weeks ",
        "Monday, ",
        "1990s ",
        "3 p.m. ",
        "1-",
        "1/2/2003 ",
        "half ",
        "5 years ago ",
    ],
)
def test_time_is_linear(piece):
    def cost(size, tries):
        text = document(piece * (size // len(piece)))
        return min(_seconds(text) for _ in range(tries))

    cost(1_000, 1)
    assert cost(32_000, 2) <= 14 * cost(4_000, 4) + 0.05


def _seconds(text):
    gc.disable()  # A collection costs what the objects of all other tests cost.
    start = time.process_time()
    list(EXTRACT(text))
    seconds = time.process_time() - start
    gc.enable()
    return seconds
