"""Both ends of a range come back, in every supported way of writing it."""

import calendar
import datetime
from collections.abc import Callable

import pytest
from corpuskit_dates.config import DateConfig
from corpuskit_dates.extract import DateExtractor
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from corpuskit import Document

EXTRACT = DateExtractor(DateConfig())

RANGES = (
    "{a} to {b}",
    "from {a} to {b}",
    "from {a}, to {b}",
    "between {a} and {b}",
    "from {a} until {b}",
    "{a} through {b}",
    "{a} - {b}",
    "{a} – {b}",
    "{a}–{b}",
)
KINDS: dict[str, Callable[[datetime.date], tuple[str, str]]] = {
    "day": lambda date: (f"{date:%B} {date.day}, {date.year}", date.isoformat()),
    "day first": lambda date: (f"{date.day} {date:%b} {date.year}", date.isoformat()),
    "digits": lambda date: (f"{date:%m/%d}/{date.year}", date.isoformat()),
    "ISO": lambda date: (date.isoformat(), date.isoformat()),
    "month": lambda date: (f"{date:%B} {date.year}", f"{date.year}-{date:%m}"),
    "quarter": lambda date: (f"Q{date.month // 4 + 1} {date.year}", f"{date.year}-Q{date.month // 4 + 1}"),
    "year": lambda date: (f"{date.year}", f"{date.year}"),
    "decade": lambda date: (f"the {date.year // 10}0s", f"{date.year // 10}X"),
}
DAYS = st.dates(datetime.date(1900, 1, 1), datetime.date(2029, 12, 31))
TWO_DAYS = st.lists(DAYS, min_size=2, max_size=2).map(sorted)


def ends_of(text):
    """Give the values at the ends of the ranges of a text, with their words."""
    found = list(EXTRACT(Document(text)))
    values = {item.span: item.value.value for item in found if item.label == "date"}
    ranges = [item for item in found if item.label == "date_range"]
    return [(text[item.span.slice], values[item.value.begin.span], values[item.value.end.span]) for item in ranges]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("form", RANGES)
@settings(max_examples=4)
@given(TWO_DAYS)
def test_both_ends_of_a_range_come_back(form, kind, days):
    (first, begin), (last, end) = map(KINDS[kind], days)
    assume(begin < end)
    words = form.format(a=first, b=last)

    assert ends_of(f"It went on {words} there.") == [(words[words.index(first) :], begin, end)]


@pytest.mark.parametrize(
    "form",
    [
        *("{m} {a}-{b}, {y}", "{m} {a}–{b}, {y}", "{m} {a} to {b}, {y}", "{m} {a}th-{b}th, {y}", "{a}-{b} {m} {y}"),
        *("{a} to {b} {m} {y}", "{a}th–{b}th {m} {y}", "between {m} {a} and {b}, {y}", "between {a} and {b} {m} {y}"),
        *("{m} {a} to {m} {b}, {y}", "{a} {m} to {b} {m} {y}", "{y}-{n:02}-{a:02}/{y}-{n:02}-{b:02}"),
    ],
)
@given(st.integers(1000, 2100), st.integers(1, 12), st.integers(1, 27), st.just(28))
def test_the_ends_share_what_only_one_of_them_says(form, year, month, first, last):
    words = form.format(m=calendar.month_name[month], a=first, b=last, y=year, n=month)
    begin, end = (datetime.date(year, month, day).isoformat() for day in (first, last))

    assert [values for _, *values in ends_of(f"It went on {words} there.")] == [[begin, end]]


@pytest.mark.parametrize("form", ["{a}-{b}", "{a}–{b:02}", "{a} to {b}", "from {a} to {b}", "between {a} and {b}"])
@given(st.integers(1900, 1998), st.integers(1, 50))
def test_the_second_year_may_be_short(form, year, more):
    last = year // 100 * 100 + 99 if ":02" in form else year + more
    words = form.format(a=year, b=last % 100 if ":02" in form else last)

    assert [values for _, *values in ends_of(f"It went on {words} there.")] == [[str(year), str(last)]]


@pytest.mark.parametrize("form", ["{a}-{b} {y}", "{a} – {b} {y}", "from {a} to {b} {y}", "between {a} and {b} {y}"])
@pytest.mark.parametrize("name", ["%B", "%b", "%b."])
@settings(max_examples=20)
@given(st.integers(1900, 2050), st.lists(st.integers(1, 12), min_size=2, max_size=2, unique=True).map(sorted))
def test_months_share_their_year(form, name, year, months):
    first, last = (f"{datetime.date(year, month, 1):{name}}".replace("May.", "May") for month in months)
    values = [f"{year}-{month:02}" for month in months]

    assert [found for _, *found in ends_of(f"It went on {form.format(a=first, b=last, y=year)} there.")] == [values]


@pytest.mark.parametrize("form", ["{a:%H:%M}-{b:%H:%M}", "{a:%H:%M} – {b:%H:%M}", "from {a:%H:%M} to {b:%H:%M}"])
@given(st.lists(st.times(), min_size=2, max_size=2).map(sorted))
def test_times_are_the_ends_of_a_range(form, times):
    first, last = times

    assert [found for _, *found in ends_of(f"It went on {form.format(a=first, b=last)} there.")] == [
        [f"T{first:%H:%M}", f"T{last:%H:%M}"]
    ]
