"""Expressions that count from a date agree with the arithmetic of datetime and dateutil."""

import calendar
import datetime
from collections.abc import Callable

import pytest
from corpuskit_dates.config import DateConfig
from corpuskit_dates.extract import DateExtractor
from dateutil.relativedelta import relativedelta, weekday
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from corpuskit import Document

EXTRACT = DateExtractor(DateConfig())
DATES = st.dates(datetime.date(1400, 1, 1), datetime.date(2600, 12, 31))
EDGES = [
    datetime.date(2020, 2, 29),
    datetime.date(1900, 2, 28),
    datetime.date(2021, 3, 31),
    datetime.date(2019, 12, 31),
    datetime.date(2024, 12, 30),
    datetime.date(2021, 1, 1),
    datetime.date.min,
    datetime.date.max,
]
WORDS = {1: "one", 2: "two", 3: "three", 10: "ten", 12: "a dozen", 20: "twenty", 25: "twenty-five", 100: "a hundred"}


def found_in(text, reference):
    """Give the one thing that is found in a text: its words and value."""
    (found,) = EXTRACT(Document(text, metadata={"date": reference.isoformat()}))
    return text[found.span.slice], found.value


def counted(count, unit, spelled):
    """Give "two days" or "2 days"."""
    number = WORDS.get(count, str(count)) if spelled else str(count)
    return f"{number} {unit}{'' if count == 1 else 's'}"


def moved(date, step):
    """Give the date a step away, or None outside the years 1 to 9999."""
    try:
        return date + step
    except (ValueError, OverflowError):
        return None


# --- what is to be found of the period of a unit that a date lies in


def day(date):
    return date.isoformat(), date, relativedelta(days=1)


def week(date):
    year, number, _ = date.isocalendar()
    return f"{year:04}-W{number:02}", date - datetime.timedelta(date.weekday()), relativedelta(weeks=1)


def month(date):
    return date.isoformat()[:7], date.replace(day=1), relativedelta(months=1)


def quarter(date):
    number = (date.month + 2) // 3
    return f"{date.year:04}-Q{number}", date.replace(month=number * 3 - 2, day=1), relativedelta(months=3)


def year(date):
    return date.isoformat()[:4], date.replace(month=1, day=1), relativedelta(years=1)


def decade(date):
    return date.isoformat()[:3] + "X", date.replace(year=date.year // 10 * 10, month=1, day=1), relativedelta(years=10)


def century(date):
    return date.isoformat()[:2], date.replace(year=date.year // 100 * 100, month=1, day=1), relativedelta(years=100)


def period(holder, date):
    """Give the value and the interval of the period that a date lies in."""
    value, first, length = holder(date)
    last = moved(first, length)
    return (value, None, None) if last is None else (value, first.isoformat(), last.isoformat())


# --- so many units away

Step = Callable[[int], relativedelta]
UNITS: dict[str, tuple[Step, Callable[..., object]]] = {
    "day": (lambda n: relativedelta(days=n), day),
    "week": (lambda n: relativedelta(weeks=n), week),
    "fortnight": (lambda n: relativedelta(weeks=2 * n), week),
    "month": (lambda n: relativedelta(months=n), month),
    "year": (lambda n: relativedelta(years=n), year),
    "decade": (lambda n: relativedelta(years=10 * n), year),
}
"""The units, what they are in dateutil, and the period that is meant: "a week ago" is a week."""
WAYS = {"{} ago": -1, "{} earlier": -1, "{} previously": -1, "{} from now": 1, "{} later": 1, "{} hence": 1}


def with_edges(test):
    for edge in EDGES:
        test = example(edge, 1, True)(test)
    return test


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("way", WAYS)
@settings(max_examples=15)
@with_edges
@given(DATES, st.one_of(st.sampled_from(sorted(WORDS)), st.integers(1, 120)), st.booleans())
def test_units_are_counted_from_the_document(way, unit, reference, count, spelled):
    step, holder = UNITS[unit]
    text = way.format(counted(count, unit, spelled))
    words, value = found_in(f"It is {text}.", reference)
    target = moved(reference, step(WAYS[way] * count))

    assert words == text
    if target is None:
        assert (value.earliest, value.latest) == (None, None)
    else:
        assert (value.value, value.earliest, value.latest) == period(holder, target)


@given(DATES, st.integers(1, 40), st.integers(1, 40), st.sampled_from(["year", "month", "week"]), st.booleans())
@example(datetime.date(2021, 3, 31), 1, 1, "month", True)
@example(datetime.date(2020, 2, 29), 1, 1, "year", True)
def test_days_come_after_months_that_are_clamped(reference, many, days, unit, back):
    sign = -1 if back else 1
    text = f"{counted(many, unit, True)} and {counted(days, 'day', True)} {'ago' if back else 'later'}"
    words, value = found_in(f"It is {text}.", reference)
    target = reference + UNITS[unit][0](sign * many) + relativedelta(days=sign * days)

    assert (words, value.value) == (text, target.isoformat())


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize(("way", "sign"), [("before", -1), ("after", 1), ("from", 1)])
@settings(max_examples=15)
@given(st.dates(datetime.date(1600, 1, 1), datetime.date(2099, 12, 31)), st.integers(1, 120), st.booleans())
@example(datetime.date(2020, 2, 29), 1, True)
@example(datetime.date(2021, 3, 31), 1, True)
def test_units_are_counted_from_a_day(way, sign, unit, date, count, iso):
    step, holder = UNITS[unit]
    holder = day if unit in ("week", "fortnight") else holder
    text = f"{counted(count, unit, True)} {way} {date.isoformat() if iso else f'{date:%B} {date.day}, {date.year}'}"
    words, value = found_in(f"It is {text}.", datetime.date(2020, 6, 12))

    assert words == text
    assert (value.value, value.earliest, value.latest) == period(holder, date + step(sign * count))


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize(("way", "sign"), [("the past", -1), ("the last", -1), ("the next", 1), ("the coming", 1)])
@settings(max_examples=15)
@given(DATES, st.integers(2, 120), st.booleans())
@example(datetime.date(2021, 3, 31), 13, True)
@example(datetime.date(2020, 2, 29), 2, False)
def test_a_length_that_leans_has_its_ends(way, sign, unit, reference, count, spelled):
    text = f"{way} {counted(count, unit, spelled).removeprefix('a ')}"
    words, value = found_in(f"It is for {text}.", reference)
    begin, end = sorted([reference, reference + UNITS[unit][0](sign * count)])

    assert words == text
    assert (value.begin, value.end) == (value.earliest, value.latest) == (begin.isoformat(), end.isoformat())


MOMENTS = st.datetimes(datetime.datetime(1400, 1, 1, 0, 1), datetime.datetime(2600, 12, 31))


@pytest.mark.parametrize("unit", ["hour", "minute"])
@pytest.mark.parametrize(("way", "sign"), [("ago", -1), ("earlier", -1), ("from now", 1), ("later", 1)])
@settings(max_examples=15)
@given(MOMENTS, st.integers(1, 500))
@example(datetime.datetime(2020, 2, 29, 23, 59), 24)
def test_hours_and_minutes_are_counted_from_the_moment(way, sign, unit, moment, count):
    moment = moment.replace(second=0, microsecond=0)
    assume(moment.time() != datetime.time())  # A date is no moment that hours can count from.
    text = f"{counted(count, unit, True)} {way}"
    words, value = found_in(f"It is {text}.", moment)
    target = moment + relativedelta(**{f"{unit}s": sign * count})

    assert (words, value.value) == (text, target.isoformat(timespec="minutes"))


# --- the unit before and after

HOLDERS: dict[str, tuple[Callable[..., object], Step]] = {
    "day": (day, lambda n: relativedelta(days=n)),
    "week": (week, lambda n: relativedelta(weeks=n)),
    "month": (month, lambda n: relativedelta(months=n)),
    "quarter": (quarter, lambda n: relativedelta(months=3 * n)),
    "year": (year, lambda n: relativedelta(years=n)),
    "decade": (decade, lambda n: relativedelta(years=10 * n)),
    "century": (century, lambda n: relativedelta(years=100 * n)),
}
LEANS = {"last": -1, "the previous": -1, "this": 0, "the current": 0, "next": 1, "the coming": 1, "the following": 1}


@pytest.mark.parametrize("unit", HOLDERS)
@pytest.mark.parametrize("lean", LEANS)
@settings(max_examples=15)
@given(DATES)
@example(datetime.date(2020, 2, 29))
@example(datetime.date(2021, 3, 31))
@example(datetime.date(2024, 12, 30))
@example(datetime.date(2021, 1, 1))
def test_a_unit_lies_beside_the_document(lean, unit, reference):
    holder, step = HOLDERS[unit]
    words, value = found_in(f"It is {lean} {unit}.", reference)

    assert words == f"{lean} {unit}"
    assert (value.value, value.earliest, value.latest) == period(holder, reference + step(LEANS[lean]))


@pytest.mark.parametrize(
    ("text", "days"),
    [("today", 0), ("yesterday", -1), ("tomorrow", 1), ("the day before yesterday", -2), ("the day after tomorrow", 2)],
)
@given(DATES)
@example(datetime.date(2020, 2, 29))
@example(datetime.date(2020, 12, 31))
def test_days_are_counted_from_today(text, days, reference):
    words, value = found_in(f"It is {text}.", reference)

    assert words == text
    assert (value.value, value.earliest, value.latest) == period(day, reference + datetime.timedelta(days))


WEEKDAYS = {
    "It was last {}.": lambda number: relativedelta(days=-1, weekday=weekday(number)(-1)),
    "It is next {}.": lambda number: relativedelta(days=1, weekday=weekday(number)),
    "It happened on {}.": lambda number: relativedelta(weekday=weekday(number)(-1)),
    "It will happen on {}.": lambda number: relativedelta(weekday=weekday(number)),
}


@pytest.mark.parametrize("text", WEEKDAYS)
@given(DATES, st.integers(0, 6))
def test_a_weekday_is_the_nearest_that_is_meant(text, reference, number):
    _, value = found_in(text.format(calendar.day_name[number]), reference)

    assert (value.value, value.earliest, value.latest) == period(day, reference + WEEKDAYS[text](number))


@pytest.mark.parametrize("lean", [-1, 0, 1])
@given(DATES, st.integers(1, 12))
def test_a_month_that_leans_is_not_the_current_one(lean, reference, number):
    text = f"{('last', 'this', 'next')[lean + 1]} {calendar.month_name[number]}"
    words, value = found_in(f"It is {text}.", reference)
    this = reference.replace(day=1)
    near = [this.replace(year=this.year + more, month=number) for more in (-1, 0, 1)]
    target = {-1: max(d for d in near if d < this), 0: near[1], 1: min(d for d in near if d > this)}[lean]

    assert words == text
    assert (value.value, value.earliest, value.latest) == period(month, target)
