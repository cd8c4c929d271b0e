import datetime
from fractions import Fraction

import pytest
from corpuskit_dates.readers.numerals import amount
from corpuskit_dates.reading import Fields
from corpuskit_dates.times.calendars import easter, holiday, iso_week, month_step, nth_weekday
from corpuskit_dates.times.periods import period
from corpuskit_dates.times.timex import written


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("two", 2),
        ("twenty-five", 25),
        ("two hundred and five", 205),
        ("two and a half", Fraction(5, 2)),
        ("5 1/2", Fraction(11, 2)),
        ("2,500", 2500),
        ("1.5", Fraction(3, 2)),
        ("three million", 3_000_000),
        ("5 1/0", None),
        ("many", None),
    ],
)
def test_a_number_is_exact(text, number):
    assert amount(text) == number


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        (((Fraction(5, 2), "year"),), "P2Y6M"),
        (((Fraction(2), "decade"),), "P20Y"),
        (((None, "month"),), "PXM"),
        (((None, "decade"),), "PX0Y"),
        (((Fraction(1), "hour"), (Fraction(30), "minute")), "PT1H30M"),
        (((Fraction(2), "fortnight"),), "P4W"),
        (((Fraction(1, 3), "month"),), "P0.333333M"),
        (((Fraction(1, 2), "week"),), "P0.5W"),
    ],
)
def test_a_period_is_written_after_iso_8601(parts, text):
    assert period(parts) == text


@pytest.mark.parametrize(
    ("fields", "grain", "text"),
    [
        (Fields(), "day", "XXXX-XX-XX"),
        (Fields(weekday=1), "day", "XXXX-WXX-1"),
        (Fields(year=-43), "year", "BC0044"),
        (Fields(decade=202), "decade", "202X"),
        (Fields(century=19), "century", "19"),
        (Fields(hour=24, minute=0), "minute", "T24:00"),
        (Fields(year=2020, season="SU"), "season", "2020-SU"),
        (Fields(year=2020, week=4, weekend=True), "weekend", "2020-W04-WE"),
        (Fields(part="MO"), "part", "XXXX-XX-XXTMO"),
    ],
)
def test_fields_are_written_after_timex3(fields, grain, text):
    assert written(fields, grain) == text


@pytest.mark.parametrize(
    ("rule", "year", "date"),
    [
        ("12-25", 2020, datetime.date(2020, 12, 25)),
        ("easter-2", 2020, datetime.date(2020, 4, 10)),
        ("11-thu-4", 2020, datetime.date(2020, 11, 26)),
        ("5-mon--1", 2020, datetime.date(2020, 5, 25)),
        ("11-mon-1+1", 2020, datetime.date(2020, 11, 3)),
        ("2-29", 2019, None),
    ],
)
def test_a_holiday_follows_its_rule(rule, year, date):
    assert holiday(rule, year) == date


def test_known_dates_of_easter():
    assert [easter(year) for year in (1818, 1943, 2000, 2021)] == [
        datetime.date(1818, 3, 22),
        datetime.date(1943, 4, 25),
        datetime.date(2000, 4, 23),
        datetime.date(2021, 4, 4),
    ]


def test_months_step_over_years():
    assert month_step(2020, 1, -1) == (2019, 12)
    assert month_step(2020, 11, 14) == (2022, 1)


def test_a_week_that_begins_on_sunday_has_the_number_of_its_monday():
    sunday = datetime.date(2020, 6, 14)

    assert iso_week(sunday) == (2020, 24)
    assert iso_week(sunday, 7) == (2020, 25)


def test_the_last_weekday_of_a_month():
    assert nth_weekday(2020, 2, 6, -1) == datetime.date(2020, 2, 29)
