"""A DateValue in Python: exactly what it says, or the reason why it is not exactly one."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpuskit.errors import InexactValue
from corpuskit.testing.strategies import values
from corpuskit.values import DateValue

ZONES = st.sampled_from([None, UTC, timezone(timedelta(hours=5, minutes=30)), timezone(timedelta(hours=-5))])
MAKERS = ("to_date", "to_datetime", "to_interval", "to_timedelta")
TIMEX3 = r"(P[0-9X.]{0,4}[YMWDQ])?([0-9X]{2,4}(-W?[0-9X]{2}){0,2})?(T[0-9:X+-]{0,9}[HMSZ]?)?"
ANY = st.one_of(
    values("date"),
    st.builds(DateValue, st.sampled_from(("DATE", "TIME", "DURATION", "SET")), st.from_regex(TIMEX3, fullmatch=True)),
)


def outcome(value: DateValue, name: str) -> object:
    try:
        return getattr(value, name)()
    except InexactValue as error:
        return error


@given(st.dates())
def test_every_day_comes_back_from_its_value(day: date) -> None:
    year, week, weekday = day.isocalendar()

    assert DateValue("DATE", day.isoformat()).to_date() == day
    assert DateValue("DATE", f"{year:04d}-W{week:02d}-{weekday}").to_date() == day


@given(st.datetimes(timezones=ZONES))
def test_every_moment_comes_back_from_its_value(moment: datetime) -> None:
    assert DateValue("TIME", moment.isoformat().replace("+00:00", "Z")).to_datetime() == moment


@given(st.datetimes(), st.timedeltas(timedelta(0), timedelta(days=400)))
def test_every_interval_comes_back_from_its_ends(first: datetime, length: timedelta) -> None:
    last = first + min(length, datetime.max - first)
    value = DateValue("DATE", "XXXX", earliest=first.isoformat(), latest=last.isoformat())

    assert value.to_interval() == (first, last)


@given(st.integers(0, 9999), st.integers(0, 30), st.integers(0, 99), st.integers(0, 99), st.integers(0, 10**8))
def test_every_length_comes_back_from_its_value(weeks: int, days: int, hours: int, minutes: int, micros: int) -> None:
    value = DateValue("DURATION", f"P{weeks}W{days}DT{hours}H{minutes}M{micros / 10**6:.6f}S")

    assert value.to_timedelta() == timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, microseconds=micros)


@given(ANY, st.sampled_from(MAKERS))
def test_any_value_is_exact_or_says_why_not(value: DateValue, name: str) -> None:
    made = outcome(value, name)

    assert (made.value, bool(made.reason)) == (value, True) if isinstance(made, InexactValue) else made is not None


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (DateValue("DATE", "XXXX-01-05"), "the year is underspecified"),
        (DateValue("DATE", "2020-XX-05"), "underspecified"),
        (DateValue("DATE", "2020-01"), "a whole month; use to_interval()"),
        (DateValue("DATE", "2020"), "a whole year"),
        (DateValue("DATE", "2020-Q1"), "a whole quarter"),
        (DateValue("DATE", "2020-W04-WE"), "a whole weekend"),
        (DateValue("DATE", "199X"), "a whole decade"),
        (DateValue("DATE", "BC0044"), "begin with the year 1"),
        (DateValue("DATE", "BC0044-03-15"), "begin with the year 1"),
        (DateValue("DATE", "2021-02-29"), "no such day"),
        (DateValue("DATE", "2021-W53-1"), "no such day"),
        (DateValue("DATE", "0000-01-01"), "no such day"),
        (DateValue("DATE", "PRESENT_REF"), "the present"),
        (DateValue("DATE", "2020-03-04", alternatives=("2020-04-03",)), "may be '2020-04-03'"),
        (DateValue("DATE", "2020-03-04", mod="APPROX"), "the modifier APPROX"),
        (DateValue("DATE", "2020-03-04", mod="ON_OR_BEFORE"), "the modifier ON_OR_BEFORE"),
        (DateValue("DATE", "soon"), "no TIMEX3 date"),
        (DateValue("TIME", "2020-03-04T10:00"), "use to_datetime()"),
        (DateValue("DURATION", "P1D"), "use to_timedelta()"),
        (DateValue("SET", "2020-03-04"), "a recurrence"),
    ],
)
def test_what_is_no_single_day_says_why(value: DateValue, reason: str) -> None:
    with pytest.raises(InexactValue) as caught:
        value.to_date()

    assert reason in caught.value.reason
    assert repr(value.value) in str(caught.value)


@pytest.mark.parametrize("mod", ["START", "MID", "END"])
def test_a_part_of_a_day_is_on_that_day(mod: str) -> None:
    value = DateValue("DATE", "2020-03-04", mod=mod, earliest="2020-03-04", latest="2020-03-05")

    assert value.to_date() == date(2020, 3, 4)
    assert value.to_interval() == (datetime(2020, 3, 4), datetime(2020, 3, 5))


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2020-12-31T24:00", datetime(2021, 1, 1)),
        ("2020-W04-2T17:30", datetime(2020, 1, 21, 17, 30)),
        ("2020-01-05T1730", datetime(2020, 1, 5, 17, 30)),
        ("2020-01-05T17:30:05,25", datetime(2020, 1, 5, 17, 30, 5, 250_000)),
        ("2020-01-05T17:30-0530", datetime(2020, 1, 5, 17, 30, tzinfo=timezone(-timedelta(hours=5, minutes=30)))),
    ],
)
def test_a_time_on_a_day_is_a_moment(text: str, moment: datetime) -> None:
    made = DateValue("TIME", text).to_datetime()

    assert made == moment
    assert made.utcoffset() == moment.utcoffset()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("T24:00", "without the day"),
        ("2020-01-05", "a whole day; use to_date()"),
        ("2020-W01-7", "a whole day; use to_date()"),
        ("2020-01", "a whole month; use to_interval()"),
        ("199X", "a whole decade; use to_interval()"),
        ("20:30", "no TIMEX3 date"),
        ("2020-01-05TMO", "a part of the day"),
        ("2020-01-05T17", "to the minute"),
        ("2020-01-05T24:01", "no such time"),
        ("2020-01-05T17:30:60", "no such time"),
        ("2020-01-05T17:30+24:00", "no zone"),
        ("2020-01-05T17:30+5", "no zone"),
        ("9999-12-31T24:00", "the year 9999"),
        ("XXXX-WXX-1T19:00", "the year is underspecified"),
        ("PAST_REF", "the past"),
    ],
)
def test_what_is_no_moment_says_why(text: str, reason: str) -> None:
    with pytest.raises(InexactValue, match=reason.replace("(", r"\(").replace(")", r"\)")):
        DateValue("TIME", text).to_datetime()


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (DateValue("DATE", "XXXX-06"), "the year is underspecified"),
        (DateValue("DATE", "BC0044"), "begin with the year 1"),
        (DateValue("DATE", "2020"), "no earliest and latest"),
        (DateValue("TIME", "T10:00"), "without the day"),
        (DateValue("DURATION", "P5Y"), "that no date ties down"),
        (DateValue("SET", "P1D"), "that no date ties down"),
        (DateValue("DATE", "2020", mod="BEFORE", earliest="2020-01-01", latest="2021-01-01"), "BEFORE"),
        (DateValue("DURATION", "P1D", mod="MORE_THAN", earliest="2020-01-01", latest="2020-01-02"), "MORE_THAN"),
        (DateValue("DATE", "2020", earliest="soon", latest="later"), "no moments in ISO 8601"),
    ],
)
def test_what_has_no_interval_says_why(value: DateValue, reason: str) -> None:
    with pytest.raises(InexactValue, match=reason):
        value.to_interval()


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (DateValue("DURATION", "P2Y6M"), "no fixed length"),
        (DateValue("DURATION", "P3WE"), "no fixed length"),
        (DateValue("DURATION", "PXD"), "X stands for a number"),
        (DateValue("DURATION", "P1D", mod="MORE_THAN"), "the modifier MORE_THAN"),
        (DateValue("DURATION", "P1W", mod="END"), "a part of this length"),
        (DateValue("DURATION", "PTXH", alternatives=("PT6H", "PT10H")), "'PT6H' or 'PT10H'"),
        (DateValue("DURATION", "P999999999999D"), "longer than a timedelta"),
        (DateValue("DURATION", "PT0.0000001S"), "finer than a microsecond"),
        (DateValue("DURATION", "long"), "no TIMEX3 length"),
        (DateValue("DATE", "2020-01-05"), "use to_interval()"),
    ],
)
def test_what_has_no_length_says_why(value: DateValue, reason: str) -> None:
    with pytest.raises(InexactValue) as caught:
        value.to_timedelta()

    assert reason in caught.value.reason
